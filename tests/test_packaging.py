"""The lock files against pyproject.toml, and what a newcomer's scripts promise."""
from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
LOCKS = ("requirements.lock", "requirements-dev.lock")
LINUX, WINDOWS = "linux", "win32"


class Entry(NamedTuple):
    """One library of a lock, with the wheels its hashes are for."""

    name: str
    version: str
    only_on: str | None
    wheels: list[str]
    hashes: list[str]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> dict[str, Entry]:
    """The libraries of a lock by name."""
    result = {}
    for block in (PACKAGING / lock).read_text("utf-8").split("\n\n")[1:]:
        head = re.search(r"^([\w.-]+)==([^\s;]+)(?: ; sys_platform == \"(\w+)\")?", block, re.MULTILINE)
        assert head, block
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block)
        result[head[1]] = Entry(head[1], head[2], head[3], re.findall(r"^# (\S+\.whl)$", block, re.MULTILINE), hashes)
    return result


def pins() -> list[tuple[str, str, str]]:
    """Lock, name and version of everything pyproject.toml pins."""
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text("utf-8"))["project"]
    groups = zip(LOCKS, (project["dependencies"], project["optional-dependencies"]["dev"]), strict=True)
    return [(lock, *text.split("==")) for lock, group in groups for text in group]


@pytest.mark.parametrize(("lock", "name", "version"), pins())
def test_every_pin_is_locked(lock: str, name: str, version: str) -> None:
    assert entries(lock)[canonical(name)].version == version


@pytest.mark.parametrize("entry", [e for lock in LOCKS for e in entries(lock).values()], ids=lambda e: e.name)
def test_every_library_has_a_hash_for_both_machines(entry: Entry) -> None:
    places = {LINUX, WINDOWS} if entry.only_on is None else {entry.only_on}
    served: set[str] = set()
    for wheel in entry.wheels:
        platform = wheel.removesuffix(".whl").split("-")[-1]
        served |= places if platform == "any" else {WINDOWS} if platform == "win_amd64" else {LINUX}
        assert platform in {"any", "win_amd64"} or "x86_64" in platform
    assert served == places
    assert len(entry.hashes) == len(set(entry.hashes)) == len(entry.wheels)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_index(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links", (PACKAGING / lock).read_text("utf-8"))


def test_windows_scripts_end_their_lines_as_windows_does() -> None:
    for path in sorted(PACKAGING.glob("*.bat")):
        raw = path.read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n") > 0, path.name
        assert not raw.startswith(b"\xef\xbb\xbf"), path.name
