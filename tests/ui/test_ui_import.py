"""Taking in from the window: any mix of files, each told what became of it, editing goes on, and it can be taken back."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key, Node
from planeditor.messages import ui_import as say
from planeditor.services.intake.importing import look_for
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Selection
from planeditor.store.backup import list_backups
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.importing.results import ImportResults
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

Begin = Callable[..., ImportDialog]
PERIOD = "年度:2025"


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def begin(qtbot: QtBot, session: Session, jobs: Jobs, settle: Settle) -> Iterator[Begin]:
    kept: list[ImportDialog] = []

    def opened(*paths: Path, clean: bool = False) -> ImportDialog:
        """The dialog; ``clean``: what only they changed is to be accepted at once."""
        dialog = ImportDialog(session, jobs, paths)
        kept.append(dialog)
        dialog.show()
        settle()
        if clean:
            dialog.clean.click()
        return dialog

    yield opened
    jobs.drop_all()
    settle()


def sent_back(session: Session, folder: Path, measure: Node, *changes: tuple[str, str, str]) -> Path:
    """The sheet of a measure as its department sends it back."""
    changed = session.plan.with_changes([Change(Key(measure.id, f, p), None, text) for f, p, text in changes])
    path = folder / f"{measure.number}.xlsx"
    export(changed, session.forms, "progress", path, selection=Selection(nodes=(measure.id,)))
    return path


def done(qtbot: QtBot, dialog: ImportDialog) -> ImportResults:
    with qtbot.waitSignal(dialog.done_with, timeout=30_000):
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    assert dialog.results is not None
    return dialog.results


def empty_cell(session: Session, number: int) -> tuple[Node, Key]:
    """A measure, and one of its yearly entries made empty."""
    measure = session.plan.measures[number]
    key = Key(measure.id, "work", session.plan.period_keys("年度")[0])
    session.enter(key, "")
    return measure, key


def test_what_is_looked_for(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.ods", "~$b.xlsx", "メモ.txt", "下/c.xls", "下/下/d.xlsx", ".隠し.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(b"x")
    found = look_for([tmp_path, tmp_path / "b.xlsx", tmp_path / "ない.xlsx"])
    assert [p.name for p in found.files] == ["a.ods", "b.xlsx", "c.xls"]
    assert [p.name for p in found.skipped] == ["~$b.xlsx", "メモ.txt", "ない.xlsx"]


def test_empty_places_are_filled_and_the_rest_waits(
    qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path
) -> None:
    session.settings.user_name = "試験"
    measure, key = empty_cell(session, 0)
    other = Key(measure.id, "progress", key.period)
    book = sent_back(session, tmp_path, measure, ("work", key.period, "見本の作業を終えた。"), ("progress", key.period, "別の文です。"))
    (tmp_path / "壊れた.xlsx").write_bytes(b"no workbook")
    before = session.plan.text(*other)
    reports: list[object] = []
    session.changed.connect(reports.append)
    dialog = begin(book, tmp_path / "壊れた.xlsx", tmp_path / "~$開.xlsx", clean=True)
    assert dialog.files.toPlainText() == f"{book.name}\n壊れた.xlsx"
    assert "~$開.xlsx" in dialog.skipped.text()
    results = done(qtbot, dialog)
    settle()
    assert session.plan.text(*key) == "見本の作業を終えた。"
    assert session.plan.text(*other) == before
    assert results.model.texts(0) == [book.name, say.OUTCOMES["partly"], "1", "1", "1"]
    assert results.model.texts(1)[:2] == ["壊れた.xlsx", say.OUTCOMES["refused"]]
    assert session.undo_name is not None
    assert book.name in session.undo_name
    assert session.path is not None
    assert [b.reason for b in list_backups(session.path)] == ["取込前"]
    assert reports, "the views were told"
    results.table.selectRow(0)
    settle()
    (line,) = [results.waiting.topLevelItem(n) for n in range(results.waiting.topLevelItemCount())]
    assert line is not None
    assert [line.text(0), line.text(4), line.text(5)] == [say.KINDS["conflict"], before, "別の文です。"]
    results.table.selectRow(1)
    assert "壊れた.xlsx" in results.notes.toPlainText()
    assert not results.take_back.isEnabled()


def test_everything_waits_unless_asked(qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path) -> None:
    measure, key = empty_cell(session, 1)
    book = sent_back(session, tmp_path, measure, ("work", key.period, "見本の作業を終えた。"))
    results = done(qtbot, begin(book))
    assert session.plan.text(*key) == ""
    assert results.model.texts(0)[1:4] == [say.OUTCOMES["staged"], "0", "1"]


def test_an_import_is_taken_back(qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path) -> None:
    measure, key = empty_cell(session, 0)
    results = done(qtbot, begin(sent_back(session, tmp_path, measure, ("work", key.period, "見本の作業を終えた。")), clean=True))
    assert results.chosen() == [0]
    QTest.mouseClick(results.take_back, Qt.MouseButton.LeftButton)
    settle()
    assert session.plan.text(*key) == ""
    assert results.model.texts(0)[1] == say.TAKEN_BACK
    assert not results.take_back.isEnabled()
    session.undo()
    settle()
    assert session.plan.text(*key) == "見本の作業を終えた。"


def test_the_same_file_again_says_so(qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path) -> None:
    measure, key = empty_cell(session, 0)
    book = sent_back(session, tmp_path, measure, ("work", key.period, "見本の作業を終えた。"))
    done(qtbot, begin(book))
    results = done(qtbot, begin(book))
    results.table.selectRow(0)
    assert results.model.texts(0)[1] == say.AGAIN
    assert results.notes.toPlainText().startswith(say.AGAIN_LINE.format(receipt=1))


def test_the_list_is_copied_by_key(qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path) -> None:
    (tmp_path / "壊れた.xlsx").write_bytes(b"no workbook")
    results = done(qtbot, begin(tmp_path / "壊れた.xlsx"))
    assert results.chosen() == [0]
    QTest.keyClick(results.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[0] == say.COLUMNS[0]
    assert line.split("\t")[:2] == ["壊れた.xlsx", say.OUTCOMES["refused"]]


def test_without_a_backup_it_is_asked(
    qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure, key = empty_cell(session, 0)
    book = sent_back(session, tmp_path, measure, ("work", key.period, "見本の作業を終えた。"))

    def full(_: object) -> None:
        raise KnownError("空きがありません。")

    keeper = session.keeper
    assert keeper is not None
    monkeypatch.setattr(keeper, "before", full)
    dialog = begin(book, clean=True)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.problem.text() == say.BACKUP_TOPIC.format(sentence="空きがありません。")
    assert session.plan.text(*key) == ""
    with qtbot.waitSignal(dialog.done_with, timeout=20_000):
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    assert session.plan.text(*key) == "見本の作業を終えた。"


def test_a_hundred_files_while_editing(
    qtbot: QtBot, session: Session, begin: Begin, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "提出"
    folder.mkdir()
    measures = session.plan.measures
    keys = [empty_cell(session, number)[1] for number in range(len(measures))]
    books = [sent_back(session, folder, m, ("work", keys[0].period, f"{m.number} を終えた。")) for m in measures]
    for copy in range(100 - len(books)):
        shutil.copy(books[copy % len(books)], folder / f"写し{copy:03}.xlsx")
    memo = Key(measures[0].id, "memo")
    dialog = begin(folder, clean=True)

    def edit(number: int, _: object) -> None:
        if number == 20:
            session.enter(memo, "途中の記入")

    dialog.job.taken.connect(edit)
    results = done(qtbot, dialog)
    settle()
    texts = [results.model.texts(row) for row in range(100)]
    assert sum(t[1] == say.OUTCOMES["imported"] for t in texts) == len(books)
    assert sum(t[1] == say.AGAIN for t in texts) == 100 - len(books)
    assert [session.plan.text(*key) for key in keys] == [f"{m.number} を終えた。" for m in measures]
    assert session.plan.text(*memo) == "途中の記入"
    assert session.saving is False


def test_stopping_keeps_what_was_taken_and_no_more(
    qtbot: QtBot, session: Session, jobs: Jobs, begin: Begin, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "提出"
    folder.mkdir()
    for number in range(12):
        measure, key = empty_cell(session, number % len(session.plan.measures))
        sent_back(session, folder, measure, ("work", key.period, "済んだ。"))
    dialog = begin(folder)

    def stop(number: int, _: object) -> None:
        if number == 2:
            jobs.stop()

    dialog.job.taken.connect(stop)
    results = done(qtbot, dialog)
    settle()
    rows = [results.model.texts(row)[1] for row in range(results.model.rowCount())]
    assert 3 <= sum(text != say.STOPPED for text in rows) < len(rows)
    assert jobs.shown is None
    assert dialog.close_button.text() == say.CLOSE


def test_reading_only_is_told(
    qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle, tmp_path: Path
) -> None:
    from planeditor.store.document import Document

    document = Document.open(sample_file, read_only=True)
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    (tmp_path / "a.xlsx").write_bytes(b"x")
    dialog = ImportDialog(empty_session, Jobs(empty_session), [tmp_path])
    dialog.show()
    settle()
    assert dialog.problem.text() == say.READ_ONLY
    assert not dialog.start_button.isEnabled()
    dialog.close()


def test_nothing_to_take_in_is_told(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    dialog = begin(tmp_path / "メモ.txt")
    assert dialog.head.text() == say.FOUND_NONE
    assert isinstance(dialog, QDialog)
    assert not dialog.start_button.isEnabled()
