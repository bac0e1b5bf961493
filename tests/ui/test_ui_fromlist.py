"""The window that makes a plan from an Excel list."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.services.planfiles.fromlist.columns import SKIP
from planeditor.store.document import Document
from planeditor.ui.fromlist.list_dialog import ListDialog
from planeditor.ui.session import Session
from tests.services.list_books import HEADS, ROWS, Row, list_book
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text


def started(qtbot: QtBot, session: Session, settle: Settle, book: Path) -> ListDialog:
    session.settings.opened(book.with_name("前の計画.plandb"))
    dialog = ListDialog(session, book)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, empty_session: Session, settle: Settle, tmp_path: Path) -> ListDialog:
    return started(qtbot, empty_session, settle, list_book(tmp_path / "一覧.xlsx", [HEADS], ROWS, title="施策一覧"))


def test_a_plan_is_made_of_a_list(qtbot: QtBot, dialog: ListDialog, settle: Settle, tmp_path: Path) -> None:
    made: list[str] = []
    dialog.created.connect(made.append)
    assert dialog.plan_step.form_set.currentData() == "sodegaura"  # it has fields for most of the columns
    type_text(dialog.plan_step.municipality, "見本市")
    QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert "3 施策" in dialog._state.text()
    combo = dialog.columns_step.table.combos[7]
    combo.setCurrentIndex(combo.findText("他計画への掲載"))
    QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert dialog.check_step.tree.topLevelItemCount() == 2
    assert "合計の行とみて" in dialog.check_step.notes.text()
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    assert made == [str(dialog.check_step.place.path)]
    with Document.open(Path(made[0]), read_only=True) as document:
        plan = document.plan()
        assert [m.name for m in plan.measures] == ["窓口の案内板", "図書の予約", "会議の記録"]
        assert plan.text(plan.measures[0].id, "other_plans") == "1200"
        assert [r.file_name for r in document.receipts.all()] == ["一覧.xlsx"]


def test_tab_leaves_the_columns(qtbot: QtBot, dialog: ListDialog) -> None:
    show_active(qtbot, dialog)
    QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    combos = list(dialog.columns_step.table.combos.values())
    combos[0].setFocus()
    for _ in combos:
        focus = QApplication.focusWidget()
        assert focus in combos
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() not in (*combos, dialog.columns_step.table)


def test_what_is_missing_leads_back_to_its_step(dialog: ListDialog) -> None:
    for _ in range(2):
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert dialog.step == 0
    assert dialog.plan_step.questions["municipality"].problem


def test_another_header_and_use_change_what_comes_of_it(dialog: ListDialog) -> None:
    QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    header = dialog.columns_step.header
    header.setCurrentIndex(header.findData(4))
    assert dialog.listing is not None
    assert dialog.listing.header.first == 4
    assert "名称がどの列か" in dialog._state.text()
    header.setCurrentIndex(header.findData(3))
    dialog.columns_step.table.combos[2].setCurrentIndex(0)
    assert dialog.listing.uses[2] == SKIP


def test_years_of_the_list_become_the_plans(
    qtbot: QtBot, empty_session: Session, settle: Settle, tmp_path: Path
) -> None:
    heads: list[Row] = [("施策名", "作業内容", None, "担当部署"), (None, "R3", "R5", None)]
    book = list_book(tmp_path / "年度.xlsx", heads, [("案内", "a", "b", "課")] * 2, merges=["A1:A2", "B1:C1", "D1:D2"])
    dialog = started(qtbot, empty_session, settle, book)
    assert dialog.plan_step.years == (2021, 2023)
    assert dialog.columns_step.table.combos[2].currentText() == "作業内容（R3年度）"


def test_a_broken_book_gets_a_sentence(qtbot: QtBot, empty_session: Session, settle: Settle, tmp_path: Path) -> None:
    book = tmp_path / "壊れた.xlsx"
    book.write_bytes(b"no workbook")
    dialog = started(qtbot, empty_session, settle, book)
    QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert "壊れた.xlsx" in dialog._state.text()
    assert not dialog.next.isEnabled()


def test_a_file_that_is_there_already_is_not_replaced(dialog: ListDialog, settle: Settle, tmp_path: Path) -> None:
    type_text(dialog.plan_step.municipality, "見本市")
    for _ in range(2):
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    dialog.check_step.place.path.write_bytes(b"another")
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    assert "すでにあります" in dialog.check_step.place.problem
    assert dialog.check_step.place.path.read_bytes() == b"another"
    assert dialog.isVisible()
