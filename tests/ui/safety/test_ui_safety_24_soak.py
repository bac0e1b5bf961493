"""Test 24: long work in little time: edits, imports, exports, sleeping terminals and a clock that jumps."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planeditor import paths
from tests.safetytable import Figures


@dataclass(frozen=True)
class Length:
    """How long, and how much."""

    seconds: int
    edits: int
    imports: int
    exports: int
    growth: float
    """What the memory may have grown by at most after warming up."""
    naps: int


QUICK = Length(3, 60, 10, 4, 0.10, 1)
FULL = Length(1800, 10_000, 500, 200, 0.10, 6)


def soak(folder: Path, length: Length) -> dict[str, Any]:
    """Run it in a process of its own, which is put to sleep now and then."""
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
    environment = {**os.environ, **places, "PYTHONPATH": str(paths.program_root()), "QT_QPA_PLATFORM": "offscreen"}
    counts = [str(n) for n in (length.seconds, length.edits, length.imports, length.exports)]
    work = folder / "soak"
    work.mkdir()
    command = [sys.executable, "-X", "utf8", "-m", "tests.ui.safety.soak_child", str(work), *counts]
    patience = length.seconds * 3 + 120
    with subprocess.Popen(
        command, env=environment, cwd=paths.program_root(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for _ in range(length.naps):
            time.sleep(length.seconds / (length.naps + 1))
            process.send_signal(signal.SIGSTOP)
            time.sleep(min(5, length.seconds / 10))
            process.send_signal(signal.SIGCONT)
        try:
            out, err = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert process.returncode == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def measure(folder: Path, length: Length, figure: Figures) -> None:
    """Run, note the figure, hold what must hold."""
    found = soak(folder, length)
    before, after = found["memory"]
    growth = after / before - 1
    handles, threads = (found[name][1] - found[name][0] for name in ("handles", "threads"))
    good = growth < length.growth and handles <= 0 and threads <= 0 and found["lost"] == 0
    figure(
        24, f"{found['seconds']} s, {found['edits']:,} edits, {found['imports']} imports, {found['exports']} exports: memory "
        f"{growth:+.1%} ({before:.0f} to {after:.0f} MB), handles {handles:+.0f}, threads {threads:+.0f}, {found['lost']} edits lost",
        passed=good,
    )
    assert found["failed"] == []
    assert (found["lost"], found["not shown"], found["damage"]) == (0, 0, 0)
    assert (found["edits"], found["imports"], found["exports"]) == (length.edits, length.imports, length.exports)
    assert handles <= 0
    assert threads <= 0
    assert growth < length.growth


pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory and handles are read where /proc is")


def test_a_minute_of_work(tmp_path: Path, figure: Figures) -> None:
    measure(tmp_path, QUICK, figure)


@pytest.mark.full
def test_half_an_hour_of_work(tmp_path: Path, figure: Figures) -> None:
    measure(tmp_path, FULL, figure)
