"""17: an import stopped at a random moment: whole files or nothing of them, and soon; also while a file hangs its reader."""
from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import sys
import time
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Change, Key
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.services.formsets import FormSets
from planeditor.services.intake import taking
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Selection
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.safetytable import Figures
from tests.ui.conftest import Settle

MOST_SECONDS = 1.0
FILES = 8
FIELDS = ("work", "progress", "effect")
ROUND_OF_HANG = 8
"""How often the file that hangs is waited for."""
IN_THE_FILE = 50
"""Milliseconds that it hangs before the stop."""
HANGING = """
import time
from planeditor.formengine.reading import answering, child

def answer(name, data):
    if name.startswith("固まる"):
        time.sleep(600)
    yield from answering.answer(name, data)

child.answer = answer
child.main()
"""


@pytest.fixture
def hanging_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading processes that some files hang."""
    script = tmp_path / "hanging.py"
    script.write_text(HANGING, "utf-8")
    command = [sys.executable, "-P", str(script)]
    monkeypatch.setattr(taking, "WorkbookReader", lambda: WorkbookReader(command=command))


@pytest.fixture
def folder(sample_file: Path, form_sets: FormSets, tmp_path: Path) -> Path:
    """Some sheets sent back, a large workbook among them, and at the end one that hangs."""
    folder = tmp_path / "提出"
    folder.mkdir()
    with Document.open(sample_file, read_only=True) as document:
        plan, forms = document.plan(), form_sets.of(document.plan())
    period = plan.period_keys("年度")[0]
    for number in range(FILES):
        measure = plan.measures[number % len(plan.measures)]
        changed = plan.with_changes([Change(Key(measure.id, "work", period), None, f"{number}を終えた。")])
        export(changed, forms, "progress", folder / f"{number}.xlsx", selection=Selection(nodes=(measure.id,)))
    every = [Change(Key(m.id, f, p), None, f"{p}の{f}を改めた。") for m in plan.measures for p in plan.period_keys("年度") for f in FIELDS]
    export(plan.with_changes(every), forms, "progress", folder / "3大.xlsx")
    (folder / "固まる.xlsx").write_bytes((folder / "0.xlsx").read_bytes())
    with zipfile.ZipFile(folder / "固まる.xlsx", "a") as archive:
        archive.comment = b"another file"
    return folder


def stopped(qtbot: QtBot, dialog: ImportDialog, wait: float | None) -> tuple[float, float]:
    """One import, stopped ``wait`` seconds after it began, without it a moment after only the file that hangs is left.

    Gives the seconds until then, and how many more it went on.
    """
    begun = asked = 0.0

    def stop() -> None:
        nonlocal asked
        asked = time.perf_counter()
        dialog.job.stop()

    def count(number: int, _: object) -> None:
        if wait is None and all(r is not None for r in dialog.job.results[:-1]):
            QTimer.singleShot(IN_THE_FILE, stop)

    with qtbot.waitSignal(dialog.job.looked, timeout=20_000):
        pass
    dialog.clean.click()
    dialog.job.taken.connect(count)
    with qtbot.waitSignal(dialog.job.finished, timeout=60_000):
        begun = time.perf_counter()
        dialog.start()
        if wait is not None:
            QTimer.singleShot(int(wait * 1000), stop)
    return asked - begun, time.perf_counter() - asked


def rows_of(file: Path) -> dict[str, tuple[int, int]]:
    """Name of each file that anything of stands in the plan file -> its proposals and change groups; "" for what belongs to none."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        found = {
            name: (
                base.execute("select count(*) from proposal where receipt = ?", (number,)).fetchone()[0],
                base.execute("select count(*) from change_group where receipt = ?", (number,)).fetchone()[0],
            )
            for number, name in base.execute("select number, file_name from receipt").fetchall()
        }
        loose = base.execute("select count(*) from proposal where receipt not in (select number from receipt)").fetchone()[0]
    return found | ({"": (loose, 0)} if loose else {})


@pytest.mark.usefixtures("hanging_reader")
@pytest.mark.parametrize("rounds", [10, pytest.param(50, marks=pytest.mark.full)])
def test_stopped_imports_leave_whole_files_or_nothing(
    qtbot: QtBot, empty_session: Session, settle: Settle, form_sets: FormSets, sample_file: Path, folder: Path, rounds: int, figure: Figures
) -> None:
    session, jobs, dice = empty_session, Jobs(empty_session), random.Random(17)
    times: list[float] = []
    whole: dict[str, tuple[int, int]] = {}
    left: list[str] = []
    hung = taken = 0
    length = 0.0
    for number in range(rounds):
        file = sample_file.with_name(f"{number}.plandb")
        shutil.copyfile(sample_file, file)
        document = Document.open(file, who="試験")
        session.adopt(document, form_sets.of(document.plan()))
        before = rows_of(file)
        dialog = ImportDialog(session, jobs, [folder])
        qtbot.addWidget(dialog)
        wait = dice.uniform(0, length) if number % ROUND_OF_HANG else None
        until, seconds = stopped(qtbot, dialog, wait)
        settle()
        results = dialog.job.results
        told = {r.file for r in results if r is not None and r.receipt is not None}
        rows = {name: count for name, count in rows_of(file).items() if name not in before}
        if number == 0:
            whole, length = rows, until
            assert len(whole) == len(results) - 1, "all but the one that hangs"
        times.append(seconds)
        hung += all(r is not None for r in results[:-1]) and results[-1] is None
        taken += len(told)
        left += [f"{number}: {name}" for name in rows.keys() | told if name not in told or rows.get(name) != whole.get(name)]
        dialog.close()
        session.leave()
        settle()
        with Document.open(file, read_only=True) as reopened:
            left += [f"{number}: {fault}" for fault in reopened.verify()]
    longest = max(times)
    figure(
        17, f"{len(times)} imports stopped ({hung} of them in a file that hung, {taken} files were in): {len(left)} left half in; "
        f"longest {longest:.2f} s to stop", passed=not left and longest < MOST_SECONDS,
    )
    assert not left
    assert hung
    assert longest < 5 * MOST_SECONDS, "a busy machine has room"
