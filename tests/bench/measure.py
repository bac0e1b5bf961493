"""Timing for the benches: side by side in one run, alternating, medians, told as ratios."""
from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of figures."""

    work: str
    ours: str
    other: str
    ratio: str
    aim: str

    def __str__(self) -> str:
        return f"| {self.work} | {self.ours} | {self.other} | **{self.ratio}** | {self.aim} |"


HEAD = "| work | ours | against | ratio | aim |\n|---|---|---|---|---|"


def pair(ours: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Medians of both in seconds, and the median of the ratios pair by pair (A B A B …), after one warm-up of each."""
    ours()
    other()
    first, second = [], []
    for _ in range(rounds):
        first.append(timed(ours))
        second.append(timed(other))
    ratios = [a / b for a, b in zip(first, second, strict=True)]
    return statistics.median(first), statistics.median(second), statistics.median(ratios)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(work: str, aim: str, ours: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> Row:
    """One row: two ways of the same work."""
    first, second, ratio = pair(ours, other, rounds)
    return Row(work, f"{first:.3f} s", f"{second:.3f} s", f"{ratio:.2f}×", aim)


def peak_memory(code: str, arguments: Sequence[str]) -> float:
    """Peak resident memory in MB of a fresh Python that runs ``code``."""
    tail = "\nprint(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1]) / 1024


def resident(process: int) -> float:
    """Resident memory of a process in MB; 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * 4096 / (1 << 20)


def children_of(process: int) -> list[int]:
    """The processes below a process, any depth."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text("ascii").split()]
        except OSError:
            continue
    return found + [deeper for child in found for deeper in children_of(child)]
