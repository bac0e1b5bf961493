"""Renew requirements.lock and requirements-dev.lock from the pins of pyproject.toml.

Run it on Linux x86_64 with the Python 3.11 of .venv: ``.venv/bin/python packaging/lock.py [--upgrade]``.
Versions that nobody pinned stay as they are in the present lock; ``--upgrade`` takes the newest ones.
One version of each library serves both machines: this one, and CPython 3.13 on Windows (amd64).
"""
from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
BUILD_TOOLS = ["pip", "setuptools"]  # what the installation itself runs with
HEADER = "# Renewed by packaging/lock.py; CPython 3.11 Linux x86_64 and CPython 3.13 Windows amd64.\n"


@dataclass(frozen=True)
class Target:
    """A machine the lock covers: how pip finds its wheels, and what the markers say there."""

    sys_platform: str
    pip_options: tuple[str, ...]
    markers: dict[str, str]


LINUX = Target("linux", (), {})
WINDOWS = Target(
    "win32",
    ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp",
     "--abi", "cp313", "--abi", "abi3", "--abi", "none"),
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
     "python_version": "3.13", "python_full_version": "3.13.0"},
)


@dataclass
class Locked:
    """One library of the lock: its version, and its wheels with the machines they are for."""

    name: str
    version: str
    wheels: dict[str, str] = field(default_factory=dict)
    platforms: set[str] = field(default_factory=set)


def download(requirements: Iterable[str], target: Target, folder: Path, *options: str) -> None:
    """Fetch wheels for the target machine into the folder."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--dest", str(folder)]
    subprocess.run([*command, *target.pip_options, *options, *requirements], check=True)


def needs(wheel: Path, target: Target) -> list[Requirement]:
    """What this wheel asks for on the target machine."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    found = [Requirement(text) for text in metadata.get_all("Requires-Dist") or []]
    there = {"extra": "", **target.markers}
    return [r for r in found if r.marker is None or r.marker.evaluate(there)]


def wheels_by_name(folder: Path) -> dict[str, Path]:
    """The wheels of a folder by the name of their library."""
    return {parse_wheel_filename(path.name)[0]: path for path in sorted(folder.glob("*.whl"))}


def version_of(wheel: Path) -> str:
    """The version a wheel's name tells."""
    return str(parse_wheel_filename(wheel.name)[1])


def complete(roots: Sequence[str], target: Target, folder: Path) -> set[str]:
    """Fetch what the target needs beyond the folder; the names reached from the roots.

    pip reads markers with the machine it runs on, not with the one it downloads for; so they are followed here.
    """
    reached: set[str] = set()
    waiting = [Requirement(text) for text in roots]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in wheels_by_name(folder):
            download([f"{requirement.name}{requirement.specifier}"], target, folder, "--no-deps")
        wheel = wheels_by_name(folder)[name]
        if not requirement.specifier.contains(version_of(wheel), prereleases=True):
            raise SystemExit(f"{requirement} is asked for, {wheel.name} is locked")
        if name not in reached:
            reached.add(name)
            waiting += needs(wheel, target)
    return reached


def locked_versions() -> list[str]:
    """``name==version`` of the present lock."""
    text = "".join(path.read_text() for path in (RUNTIME_LOCK, DEV_LOCK) if path.exists())
    return re.findall(r"^[\w.-]+==[^\s;]+", text, re.MULTILINE)


def resolve(roots: Sequence[str], *, upgrade: bool, work: Path) -> dict[str, Locked]:
    """Every library that the roots need on either machine."""
    own = {canonicalize_name(Requirement(root).name) for root in roots if "==" in root}
    kept = [] if upgrade else [v for v in locked_versions() if canonicalize_name(v.split("==")[0]) not in own]
    constraints = work / "constraints.txt"
    constraints.write_text("\n".join(kept))
    download(roots, LINUX, work / LINUX.sys_platform, "--constraint", str(constraints))
    pins = [f"{name}=={version_of(wheel)}" for name, wheel in wheels_by_name(work / LINUX.sys_platform).items()]
    download(pins, WINDOWS, work / WINDOWS.sys_platform, "--no-deps")
    result: dict[str, Locked] = {}
    for target in (LINUX, WINDOWS):
        folder = work / target.sys_platform
        names = complete(roots, target, folder)
        for name in sorted(names):
            wheel = wheels_by_name(folder)[name]
            entry = result.setdefault(name, Locked(name, version_of(wheel)))
            entry.wheels[wheel.name] = hashlib.sha256(wheel.read_bytes()).hexdigest()
            entry.platforms.add(target.sys_platform)
    return result


def text_of(entries: Iterable[Locked]) -> str:
    """The lock file's text: above each library the wheels whose hashes follow, in that order."""
    parts = [HEADER]
    for entry in sorted(entries, key=lambda e: e.name):
        marker = "" if len(entry.platforms) > 1 else f' ; sys_platform == "{next(iter(entry.platforms))}"'
        names = "".join(f"# {wheel}\n" for wheel in entry.wheels)
        hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in entry.wheels.values())
        parts.append(f"{names}{entry.name}=={entry.version}{marker}{hashes}\n")
    return "\n".join(parts)


def main() -> None:
    """Write both lock files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="newest versions of what nobody pinned")
    options = parser.parse_args()
    if sys.platform != "linux" or sys.version_info[:2] != (3, 11):
        raise SystemExit("run this with CPython 3.11 on Linux")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime = [*project["dependencies"], *BUILD_TOOLS]
    dev = project["optional-dependencies"]["dev"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        everything = resolve([*runtime, *dev], upgrade=options.upgrade, work=work)
        for_running = set().union(*(complete(runtime, t, work / t.sys_platform) for t in (LINUX, WINDOWS)))
    RUNTIME_LOCK.write_text(text_of(e for e in everything.values() if e.name in for_running))
    DEV_LOCK.write_text(text_of(e for e in everything.values() if e.name not in for_running))


if __name__ == "__main__":
    main()
