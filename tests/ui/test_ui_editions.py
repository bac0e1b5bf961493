"""Deciding an edition in the window: what is suggested, refused, mended and taken back."""
from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.messages import editions as say_editions
from planeditor.messages import ui_editions as say
from planeditor.services import editions
from planeditor.ui.editions.change_dialog import ChangeDialog
from planeditor.ui.editions.editions_dialog import EditionsDialog
from planeditor.ui.session import Session
from planeditor.ui.titles import title
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, settle: Settle) -> EditionsDialog:
    made = EditionsDialog(session)
    qtbot.addWidget(made)
    show_active(qtbot, made)
    settle()
    return made


def shown(dialog: EditionsDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item is not None]


def test_the_next_name_is_suggested_and_enter_decides(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    assert dialog.name.text() == "3版"
    assert dialog.date.text() == editions.this_month()
    assert [row[0] for row in shown(dialog)] == ["初版", "2版"]
    assert title(session).startswith(f"{session.plan.title} — 2版・")
    dialog.note.setFocus()
    type_text(dialog.note, "目標を見直し")
    QTest.keyClick(dialog.note, KEY.Key_Return)
    settle()
    assert shown(dialog)[-1] == ["3版", editions.this_month(), "改定", "目標を見直し"]
    assert (dialog.name.text(), dialog.note.text()) == ("4版", "")
    assert dialog.isVisible()
    assert "3版・" in title(session)
    assert session.undo_name == say_editions.GROUP_DECIDE.format(name="3版")


def test_a_name_that_is_taken_is_told_in_the_dialog(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    dialog.name.setText("２版")
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert dialog.problem.isVisible()
    assert "もうあります" in dialog.problem.text()
    assert len(editions.editions(session.plan)) == 2
    dialog.name.clear()
    assert not dialog.go.isEnabled()
    dialog.name.setText("3版")
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert not dialog.problem.isVisible()
    assert len(editions.editions(session.plan)) == 3


def test_an_edition_is_mended_and_taken_off_the_list(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    assert not dialog.change.isEnabled()
    second = dialog.list.topLevelItem(1)
    assert second is not None
    dialog.list.setCurrentItem(second)
    QTest.mouseClick(dialog.change, LEFT)
    (asked,) = dialog.findChildren(ChangeDialog)
    asked.note.setText("直した備考")
    QTest.mouseClick(asked.go, LEFT)
    settle()
    assert shown(dialog)[1] == ["2版", "令和5年3月", "改定", "直した備考"]
    QTest.mouseClick(dialog.withdraw, LEFT)
    settle()
    assert [row[0] for row in shown(dialog)] == ["初版"]
    assert dialog.name.text() == "2版"
    dialog.name.setText("改訂版")
    session.undo()
    settle()
    assert dialog.name.text() == "改訂版"
    assert [row[0] for row in shown(dialog)] == ["初版", "2版"]


def test_without_editions_the_place_says_so(session: Session, qtbot: QtBot, settle: Settle) -> None:
    for edition in editions.editions(session.plan):
        session.edit(partial(editions.withdraw, node=edition.node, who="試験"))
    settle()
    dialog = EditionsDialog(session)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()
    assert (dialog.name.text(), dialog.empty.text()) == ("初版", say.EMPTY)
