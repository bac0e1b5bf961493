"""組織改正 on the departments' screen: real dialogs, the register afterwards, and what the list says."""
from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_departments as say
from planeditor.services.tree import contacts
from planeditor.store.departments import Department
from planeditor.ui.departments.days import day_of_change
from planeditor.ui.departments.departments_page import DepartmentsPage
from planeditor.ui.departments.reorganising_dialogs import MergeDialog, RenameDialog, SplitDialog
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

LEFT = Qt.MouseButton.LeftButton
DAY = QDate(2024, 4, 1)
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def page(session: Session, qtbot: QtBot, settle: Settle) -> DepartmentsPage:
    widget = DepartmentsPage(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 600)
    show_active(qtbot, widget)
    settle()
    return widget


def choose(page: DepartmentsPage, section: str) -> Department:
    row = next(n for n, listed in enumerate(page.model.rows) if listed.department.section == section)
    page.view.setCurrentIndex(page.model.index(row, 0))
    assert page.chosen is not None
    return page.chosen.department


def start(page: DepartmentsPage, word: str, kind: type[D]) -> D:
    """The dialog that an entry of the menu opens."""
    action = next(a for a in page.reorganising.menu.actions() if a.text() == word)
    action.trigger()
    return next(d for d in page.findChildren(kind) if d.isVisible())


def row_of(page: DepartmentsPage, section: str) -> list[str]:
    row = next(n for n, listed in enumerate(page.model.rows) if listed.department.section == section)
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def test_a_new_name_from_a_day_on(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    choose(page, "市民課")
    before = row_of(page, "市民課")
    dialog = start(page, say.RENAME, RenameDialog)
    assert (dialog.section.selectedText(), dialog.focusWidget()) == ("市民課", dialog.section)
    type_text(dialog.section, "住民課")
    dialog.day.setDate(DAY)
    QTest.keyClick(dialog.section, Qt.Key.Key_Return)
    settle()
    assert not page.findChildren(RenameDialog)
    assert row_of(page, "市民課")[3:5] == ["～R6.3.31", f"{before[0]} 住民課".strip()]
    assert row_of(page, "住民課")[3] == "R6.4.1～"
    assert row_of(page, "住民課")[5] == before[5], "the measures come with it, though the plan says 市民課"
    assert page.chosen is not None
    assert page.chosen.department.section == "住民課"
    assert told == [say.IS_RENAMED.format(old=f"{before[0]} 市民課".strip(), day="R6.4.1", new=page.chosen.department.name)]
    choose(page, "市民課")
    assert not page.buttons["reorganise"].isEnabled()


def test_one_becomes_two(page: DepartmentsPage, settle: Settle) -> None:
    old = choose(page, "市民課")
    dialog = start(page, say.SPLIT, SplitDialog)
    type_text(dialog.into, "窓口課")
    assert dialog.names == [(old.division, "窓口課")]
    dialog.day.setDate(DAY)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert "2 つ以上" in dialog.problem.text()
    dialog.into.setPlainText("窓口課\n\n福祉部　 戸籍課\n")
    assert dialog.names == [(old.division, "窓口課"), ("福祉部", "戸籍課")]
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert row_of(page, "市民課")[4].endswith("窓口課、福祉部 戸籍課")
    assert page.model.index(page.model.row_of(old.id), 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("福祉部 戸籍課")


def test_two_become_one(page: DepartmentsPage, settle: Settle) -> None:
    first, second = choose(page, "建設課"), choose(page, "市民課")
    dialog = start(page, say.MERGE, MergeDialog)
    assert dialog.chosen == [second.id]
    for row in range(dialog.of.count()):
        if dialog.of.item(row).text() == first.name:
            dialog.of.item(row).setCheckState(Qt.CheckState.Checked)
    assert set(dialog.chosen) == {first.id, second.id}
    dialog.section.clear()
    type_text(dialog.section, "まちづくり課")
    dialog.day.setDate(DAY)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert row_of(page, "建設課")[4] == row_of(page, "市民課")[4] == f"{second.division} まちづくり課".strip()
    assert page.chosen is not None
    usage = contacts.usage(page.session.plan, [n.department for n in page.model.rows])
    assert row_of(page, "まちづくり課")[5] == str(len(usage[page.chosen.department.id])) != "0"


def test_another_plan_closes_the_dialogs(page: DepartmentsPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    choose(page, "市民課")
    start(page, say.SPLIT, SplitDialog)
    session.leave()
    settle()
    qtbot.waitUntil(lambda: not page.findChildren(SplitDialog))
    page.reorganising.rename()
    assert not page.findChildren(RenameDialog)


@pytest.mark.parametrize(("today", "expected"), [((2024, 4, 3), 2024), ((2024, 3, 3), 2024), ((2024, 7, 1), 2025)])
def test_the_day_that_is_offered(today: tuple[int, int, int], expected: int) -> None:
    assert day_of_change(dt.date(*today)) == dt.date(expected, 4, 1)
