"""対応表 in the window: lists, items, marks by mouse and keyboard, what nothing answers to, suggestions, paper."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planeditor.domain.blocks import covers_field
from planeditor.domain.plan import Key
from planeditor.messages import ui_coverage as say
from planeditor.services.coverage import lists
from planeditor.services.coverage.pasting import parse_lines
from planeditor.store.document import Document
from planeditor.ui.coverage.coverage_dialog import CoverageDialog
from planeditor.ui.coverage.lines_dialog import LinesDialog
from planeditor.ui.coverage.matrix_model import COUNT
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_dialogs import AskTexts
from tests.ui.conftest import Settle
from tests.ui.hands import show_active

ITEMS = "1 窓口の改善\n2 庁内の改善\n3 人材の育成"


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> CoverageDialog:
    dialog = CoverageDialog(session, Jobs(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    return dialog


@pytest.fixture
def listed(dialog: CoverageDialog, session: Session, settle: Settle) -> CoverageDialog:
    session.edit(lambda document: lists.add_list(document, "見本県方針", parse_lines(ITEMS), who="試験"))
    settle()
    return dialog


def text(session: Session, dialog: CoverageDialog, measure: int, item: int) -> str:
    assert dialog.matrix is not None
    return session.plan.text(dialog.matrix.measures[measure].id, covers_field(dialog.matrix.items[item].id))


def test_an_empty_window_invites(qtbot: QtBot, dialog: CoverageDialog, session: Session, settle: Settle) -> None:
    assert dialog.empty.text() == say.EMPTY.format(measure="施策")
    assert not dialog.add_items.isEnabled()
    QTest.mouseClick(dialog.lists.add, Qt.MouseButton.LeftButton)
    (ask,) = dialog.findChildren(AskTexts)
    ask.lines[0].setText("見本市総合計画")
    QTest.mouseClick(ask.go, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.matrix is not None
    assert dialog.matrix.owner.name == "見本市総合計画"
    assert dialog.empty.text() == say.NO_ITEMS.format(list="見本市総合計画")
    QTest.mouseClick(dialog.add_items, Qt.MouseButton.LeftButton)
    (lines,) = dialog.findChildren(LinesDialog)
    lines.text.setPlainText(ITEMS)
    assert lines.found.text() == "3 件：1 窓口の改善 … 3 人材の育成"
    QTest.mouseClick(lines.go, Qt.MouseButton.LeftButton)
    settle()
    assert [i.title for i in dialog.matrix.items] == ITEMS.split("\n")
    assert session.undo_name == "「見本市総合計画」に項目 3 件を追加"


def test_edits_after_it_was_closed_are_none_of_its_business(qtbot: QtBot, session: Session, settle: Settle) -> None:
    dialog = CoverageDialog(session, Jobs(session))
    show_active(qtbot, dialog)
    assert dialog.lists.add.hasFocus()
    dialog.close()
    settle()
    assert not isValid(dialog)
    session.edit(lambda document: lists.add_list(document, "見本県方針", parse_lines(ITEMS), who="試験"))
    settle()  # what is raised in a slot fails the test


def test_undo_and_redo_by_keys(qtbot: QtBot, listed: CoverageDialog, session: Session, settle: Settle) -> None:
    listed.view.setFocus()
    listed.view.setCurrentIndex(listed.model.index(0, 1))
    QTest.keyClick(listed.view, Qt.Key.Key_Space)
    settle()
    assert text(session, listed, 0, 0)
    QTest.keySequence(listed.view, QKeySequence(QKeySequence.StandardKey.Undo))
    settle()
    assert not text(session, listed, 0, 0)
    QTest.keySequence(listed.view, QKeySequence(QKeySequence.StandardKey.Redo))
    settle()
    assert text(session, listed, 0, 0)


def test_tab_leaves_the_lines(qtbot: QtBot, listed: CoverageDialog) -> None:
    listed.ask_items()
    (lines,) = listed.findChildren(LinesDialog)
    lines.text.setFocus()
    QTest.keyClick(lines.text, Qt.Key.Key_Tab)
    assert not lines.text.toPlainText()


def test_marks_by_keyboard_and_mouse(qtbot: QtBot, listed: CoverageDialog, session: Session, settle: Settle) -> None:
    view, model = listed.view, listed.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.setFocus()
    view.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Space)
    settle()
    assert text(session, listed, 0, 0) == "○"
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_F2)
    line = view.findChildren(QLineEdit)[-1]
    line.setText("一部")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert text(session, listed, 0, 1) == "一部"
    assert view.currentIndex() == model.index(1, 1)
    assert model.data(model.index(1, COUNT)) == "1"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    settle()
    assert text(session, listed, 0, 1) == ""
    rect = view.visualRect(model.index(2, 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle()
    assert text(session, listed, 1, 2) == "○"
    session.undo()
    settle()
    assert text(session, listed, 1, 2) == ""
    assert model.text(model.index(2, 2)) == ""


def test_what_nothing_answers_to(qtbot: QtBot, listed: CoverageDialog, session: Session, settle: Settle) -> None:
    listed.view.setFocus()
    listed.view.setCurrentIndex(listed.model.index(1, 1))
    QTest.keyClick(listed.view, Qt.Key.Key_Space)
    settle()
    count = len(session.plan.measures)
    assert listed.counts.text() == say.COUNTS.format(
        measure="施策", open_items=2, items=3, open_measures=count - 1, measures=count
    )
    QTest.mouseClick(listed.open_only, Qt.MouseButton.LeftButton)
    assert [i.number for i in listed.model.items] == ["1", "3"]
    assert listed.model.data(listed.model.index(0, COUNT)) == say.NONE
    for _ in range(2):
        QTest.keyClick(listed.view, Qt.Key.Key_Space)
        settle()
    assert listed.empty.isVisible()
    assert listed.empty.text() == say.ALL_COVERED.format(measure="施策")


def test_items_and_lists_are_edited(qtbot: QtBot, listed: CoverageDialog, session: Session, settle: Settle) -> None:
    listed.view.setCurrentIndex(listed.model.index(0, 1))
    QTest.mouseClick(listed.item_down, Qt.MouseButton.LeftButton)
    settle()
    assert listed.matrix is not None
    assert [i.number for i in listed.matrix.items] == ["2", "1", "3"]
    assert listed.item is not None
    assert listed.item.number == "1"
    QTest.mouseClick(listed.change_item, Qt.MouseButton.LeftButton)
    (ask,) = listed.findChildren(AskTexts)
    ask.lines[0].setText("3")
    QTest.mouseClick(ask.go, Qt.MouseButton.LeftButton)
    settle()
    assert "番号「3」" in listed.problem.text()
    QTest.mouseClick(listed.delete_item, Qt.MouseButton.LeftButton)
    settle()
    assert [i.number for i in listed.matrix.items] == ["2", "3"]
    QTest.mouseClick(listed.lists.delete, Qt.MouseButton.LeftButton)
    settle()
    assert listed.lists.list.count() == 0
    assert not listed.lists.delete.isEnabled()


def test_a_suggestion_is_taken_by_hand_only(qtbot: QtBot, listed: CoverageDialog, session: Session, settle: Settle) -> None:
    assert not listed.hints.isVisible()
    measure = session.plan.measures[4]

    def write(document: Document) -> object:
        with document.edit("記入", who="試験") as edit:
            edit.set(Key(measure.id, "other_plans"), "見本県方針")
        return edit.report

    session.edit(write)  # type: ignore[arg-type]  # a report
    settle()
    assert listed.hints.isVisible()
    assert listed.hints.take.text() == say.SHOW
    QTest.mouseClick(listed.hints.take, Qt.MouseButton.LeftButton)
    assert listed.view.currentIndex().column() == 5
    assert not listed.matrix or not listed.matrix.marks
    QTest.keyClick(listed.view, Qt.Key.Key_Space)
    settle()
    assert not listed.hints.isVisible()


def test_a_list_on_paper(qtbot: QtBot, listed: CoverageDialog, settle: Settle, tmp_path: Path) -> None:
    assert listed.paper.form.currentData() == "coverage"
    listed.paper.write(listed.paper.order("xlsx"), str(tmp_path / "対応表"))
    settle()
    book = openpyxl.load_workbook(tmp_path / "対応表.xlsx")
    assert book.sheetnames == ["見本県方針"]
    listed.paper.form.setCurrentIndex(1)
    listed.paper.write(listed.paper.order("pdf"), str(tmp_path / "対応表.pdf"))
    settle()
    assert (tmp_path / "対応表.pdf").read_bytes().startswith(b"%PDF")
