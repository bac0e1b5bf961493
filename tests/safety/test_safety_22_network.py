"""Test 22: no connection to anywhere, no file outside the folders that are meant, nothing left in temporary folders or logs."""
from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.leaks import hits
from tests.safety.tracing import Trace, home, require_tracing, traced
from tests.safetytable import Figures

ENTRIES = "整備を終えた", "見本の施策その二", "時期を示すこと", "・打合せを3回"
"""Texts of the plan that is worked on; none of them may stand in what the program keeps for itself."""
BOOKS = ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"
CONTROL = """
import os, socket
open(os.environ["STRAY"], "w").close()
with socket.socket() as one:
    one.connect_ex(("127.0.0.1", 9))
"""


def watch(tmp_path: Path, every: int) -> tuple[Trace, Path, Path]:
    """Every job, watched; the trace, the plan's folder and the user's."""
    require_tracing()
    work, own = tmp_path / "仕事", tmp_path / "家"
    work.mkdir(exist_ok=True)
    words = [sys.executable, "-m", "tests.safety.every_job", str(work), str(every)]
    return traced(words, tmp_path / "log", home(own), seconds=1200), work, own


def judge(trace: Trace, work: Path, own: Path, figure: Figures, what: str) -> None:
    outside = trace.outside(work, own)
    left = [p.name for p in (own / "tmp").iterdir()]
    told = hits(own, ENTRIES)
    said = (
        f"network sockets {len(trace.sockets)}, connects {len(trace.connects)}; of {len(trace.written)} places written "
        f"{len(outside)} outside; left in the temporary folder {len(left)}; texts of the plan in logs and caches {len(told)}"
    )
    good = not (trace.sockets or trace.connects or outside or left or told)
    figure(22, said, passed=good, what=what)
    assert trace.status == 0, trace.output[-2000:]
    assert trace.sockets == []
    assert trace.connects == []
    assert outside == []
    assert left == []
    assert told == []


def test_the_watch_sees_what_it_is_to_see(tmp_path: Path) -> None:
    require_tracing()
    stray, own = tmp_path / "外れ.txt", home(tmp_path / "家")
    trace = traced([sys.executable, "-c", CONTROL], tmp_path / "log", {**own, "STRAY": str(stray)})
    assert len(trace.sockets) == 1
    assert len(trace.connects) == 1
    assert trace.outside(tmp_path / "家") == [str(stray)]


def test_a_part_of_the_hostile_workbooks_and_every_output(tmp_path: Path, figure: Figures) -> None:
    trace, work, own = watch(tmp_path, 40)
    judge(trace, work, own, figure, "hostile workbooks taken in, every kind of file written, self-test")


@pytest.mark.full
def test_every_hostile_workbook_and_foreign_ones(tmp_path: Path, figure: Figures) -> None:
    """``PLANEDITOR_FOREIGN`` names a folder of real ones, where there is one."""
    given, foreign = tmp_path / "仕事" / "持込", os.environ.get("PLANEDITOR_FOREIGN")
    given.mkdir(parents=True)
    for number, path in enumerate(sorted(Path(foreign).rglob("*")) if foreign else ()):
        if path.suffix.lower() in BOOKS:
            shutil.copyfile(path, given / f"{number:05}{path.suffix}")
    trace, work, own = watch(tmp_path, 1)
    judge(trace, work, own, figure, "hostile workbooks taken in, every kind of file written, self-test")
