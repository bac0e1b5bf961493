"""The relocatable folder for Linux: its self-test without network and without a variable, from a place of odd name; no connection."""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planeditor.services.planfiles.creating import create_sample

pytestmark = pytest.mark.full

ROOT = Path(__file__).resolve().parent.parent.parent
CONNECTION = re.compile(r"connect\(\d+, \{sa_family=(AF_\w+)")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of the folder, moved after it was made."""
    if sys.platform != "linux":
        pytest.skip("for Linux")
    made = tmp_path_factory.mktemp("linux")
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "bundle" / "linux.py", "--to", made], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    place = tmp_path_factory.mktemp("place") / "計画 エディタ 1"
    next(made.iterdir()).rename(place)
    return place / "planeditor"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home."""
    return tmp_path_factory.mktemp("home")


def alone(*words: str | Path) -> list[str]:
    """The words, run in a namespace without network; skips where that is not allowed."""
    if shutil.which("unshare") is None or os.geteuid() != 0:
        pytest.skip("namespaces are not at hand")
    return ["unshare", "-n", *map(str, words)]


def test_the_self_test_passes_in_full(program: Path, home: Path) -> None:
    done = subprocess.run(alone("env", "-i", f"HOME={home}", program, "self-test", "--json"), capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert [step for step in told["steps"] if not step["passed"]] == []
    assert done.returncode == 0
    fonts = next(step["lines"] for step in told["steps"] if step["name"] == "fonts")
    assert all(str(program.parent) in line for line in fonts)


def test_nothing_of_this_checkout_is_used(program: Path, home: Path) -> None:
    code = "import sys, planeditor, PySide6; print(*sys.path, planeditor.__file__, PySide6.__file__, sys.executable, sep='\\n')"
    python = program.parent / "python" / "bin" / "python3"
    done = subprocess.run(alone("env", "-i", f"HOME={home}", python, "-P", "-c", code), capture_output=True, text=True, check=True)
    assert [line for line in done.stdout.splitlines() if line and not line.startswith(str(program.parent))] == []


def test_every_command_of_the_year_without_network(program: Path, home: Path, tmp_path: Path) -> None:
    plan = tmp_path / "見本 市.plandb"
    create_sample(plan, "試験").close()
    for words in (
        ("show", plan), ("check", plan), ("export", plan, "--form", "progress", "--to", tmp_path / "a b.pdf"),
        ("export", plan, "--form", "progress", "--to", tmp_path / "a b.xlsx"),
        ("report", plan, "--period", "R5", "--to", tmp_path / "会議.pdf"),
        ("verify", plan), ("backup", plan), ("import", tmp_path / "新.plandb", tmp_path / "a b.xlsx"),
    ):
        command = alone("env", "-i", f"HOME={home}", program, *words)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == (1 if words[0] == "check" else 0), (words, done.stderr)


def test_the_window_connects_to_its_screen_alone(program: Path, home: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None or shutil.which("xvfb-run") is None:
        pytest.skip("strace or xvfb-run is not installed")
    plan, seen = tmp_path / "見本市.plandb", tmp_path / "seen"
    create_sample(plan, "試験").close()
    inner = ["timeout", "12", "strace", "-f", "-qq", "-e", "trace=connect", "-o", str(seen), str(program), str(plan)]
    command = alone("xvfb-run", "-a", "env", "-u", "DBUS_SESSION_BUS_ADDRESS", f"HOME={home}", *inner)
    subprocess.run(command, capture_output=True, check=False)
    text = seen.read_text(errors="replace")
    families = set(CONNECTION.findall(text))
    assert families == {"AF_UNIX"}, text
    others = [line for line in text.splitlines() if "connect(" in line and ".X11-unix" not in line and "ENOENT" not in line]
    assert others == []


def test_a_folder_that_cannot_be_written(program: Path, home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in program.parent.rglob("*")}
    subprocess.run([program, "self-test"], env={"HOME": str(home)}, capture_output=True, check=False)
    assert {path: path.stat().st_mtime_ns for path in program.parent.rglob("*")} == before
