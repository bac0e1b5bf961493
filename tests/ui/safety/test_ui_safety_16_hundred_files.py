"""16: a hundred files at once, twenty of them bad and one of 40,000 merged cells: the good ones are in, the window goes on."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_import as say
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.bench.bench_import_stall import Gaps, made_up_plan, workbooks
from tests.hostile import otherformats, packages, sheets
from tests.safety.sentences import is_good
from tests.safetytable import Figures
from tests.ui.conftest import Settle

GOOD, BAD = 80, 20
MERGED = "結合四万.xlsx"
MOST_MS = 100
ROOM_MS = 1000
"""What a busy machine may need; the figure says what it was."""


def submitted(plan_measures: int, folder: Path) -> set[str]:
    """The hundred files; gives the names of the bad ones."""
    folder.mkdir()
    workbooks(made_up_plan(plan_measures), folder, GOOD - 1)
    kinds = {kind.name: kind for kind in [*sheets.kinds(), *packages.kinds(), *otherformats.kinds()]}
    (folder / MERGED).write_bytes(kinds[MERGED].data)
    bad = [k for k in kinds.values() if k.taken is False and len(k.data) < 1 << 20 and k.name.endswith(("xlsx", "xls", "ods"))]
    chosen = bad[:: len(bad) // BAD][:BAD]
    for kind in chosen:
        (folder / kind.name).write_bytes(kind.data)
    return {kind.name for kind in chosen}


@pytest.fixture
def window(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    """The whole window."""
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.resize(1366, 768)
    window.show()
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=20_000)
    settle()
    yield window
    window.close()
    settle()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)


@pytest.mark.parametrize("measures", [100, pytest.param(1000, marks=pytest.mark.full)])
def test_a_hundred_files_at_once(
    qtbot: QtBot, window: MainWindow, settle: Settle, form_sets: FormSets, tmp_path: Path, measures: int, figure: Figures
) -> None:
    session = window.session
    bad = submitted(measures, tmp_path / "提出")
    plan = made_up_plan(measures)
    document = Document.create(tmp_path / "計画.plandb", plan.entries, name="計画の作成", who="試験")
    session.adopt(document, form_sets.of(plan))
    session.go(Place(session.plan.measures[0].id))
    settle()
    dialog, gaps = ImportDialog(session, Jobs(session), [tmp_path / "提出"]), Gaps()
    dialog.show()
    settle()
    gaps.start()
    with qtbot.waitSignal(dialog.done_with, timeout=120_000):
        dialog.start()
    gaps.stop()
    settle()
    results = dialog.job.results
    assert len(results) == GOOD + BAD
    taken = [r.file for r in results if r is not None and r.receipt is not None]
    refused = {r.file: r.message for r in results if r is not None and r.outcome == "refused"}
    shown = dialog.results
    assert shown is not None
    shown.copy_all()
    report = QGuiApplication.clipboard().text()
    listed = [name for name in bad if refused.get(name, " ") in report and is_good(refused.get(name, ""), name)]
    stall, busy = max(gaps.gaps), max(gaps.busy)
    figure(
        16, f"{len(taken)} of {GOOD} good files in; window stands still {stall:.0f} ms at most (works {busy:.0f}); {len(listed)} of "
        f"{BAD} bad ones listed with a good sentence (plan of {measures:,} 施策)",
        passed=len(taken) == GOOD and len(listed) == BAD and stall < MOST_MS,
    )
    assert MERGED in taken
    assert len(taken) == GOOD
    assert refused.keys() == bad
    assert sorted(listed) == sorted(bad)
    assert sum(shown.model.texts(row)[1] == say.OUTCOMES["refused"] for row in range(GOOD + BAD)) == BAD
    assert stall < ROOM_MS
    assert busy < MOST_MS
    dialog.close()
    settle()
