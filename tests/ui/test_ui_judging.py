"""進捗区分を確かめる: agreeing, choosing another, all at once, why it is late, 主な成果; and the line in the panel."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import LATE, Key
from planeditor.domain.progress import Progress, confirmed_progress
from planeditor.messages import ui_judging as say
from planeditor.services.editing import years
from planeditor.services.progress.proposing import chosen_highlights
from planeditor.ui.beside.internal import InternalPanel
from planeditor.ui.place import Place
from planeditor.ui.progressclass.judging_dialog import JudgingDialog
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active

YEAR = "年度:2023"


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> JudgingDialog:
    dialog = JudgingDialog(session, YEAR)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    return dialog


def confirmed(session: Session, place: int) -> Progress:
    return confirmed_progress(session.plan, session.plan.measures[place].id, YEAR)


def test_enter_agrees_and_goes_on(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    assert dialog.view.currentIndex().row() == 0
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    settle()
    assert confirmed(session, 0) is dialog.rows[0].progress is Progress.ON_TRACK
    assert dialog.rows[0].confirmed_basis == dialog.rows[0].basis
    assert dialog.view.currentIndex().row() == 1
    QTest.keySequence(dialog, QKeySequence.StandardKey.Undo)
    settle()
    assert confirmed(session, 0) is Progress.UNDECIDED


def test_a_digit_chooses_another_and_delete_takes_it_back(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_3)
    settle()
    assert confirmed(session, 0) is Progress.LATE
    dialog.view.selectRow(0)
    assert not dialog.choices[Progress.LATE].isEnabled()
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    settle()
    assert confirmed(session, 0) is Progress.UNDECIDED


def test_all_that_is_only_agreed_with_at_once(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    agree = sum(row.can_agree for row in dialog.rows)
    assert dialog.agree_all.text() == say.AGREE_ALL.format(count=agree)
    dialog.agree_all.click()
    settle()
    assert not any(row.can_agree for row in dialog.rows)
    assert not dialog.agree_all.isEnabled()
    assert f"{agree} 件" in (session.undo_name or "")
    dialog.shown.setCurrentIndex(1)
    assert [row.confirmed for row in dialog.model.rows] == [Progress.UNDECIDED] * len(dialog.model.rows)


def test_the_screen_reader_hears_the_whole_row(dialog: JudgingDialog) -> None:
    said = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("①-01")
    assert "提案 計画通り、確定 未判定" in said


def test_why_it_is_late_can_be_written(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    assert not dialog.details.reason.isVisible()
    QTest.keyClick(dialog.view, Qt.Key.Key_3)
    settle()
    dialog.view.selectRow(0)
    assert dialog.details.reason.isVisible()
    dialog.details.reason.show_text("人手の不足")
    dialog.details.due.setText("R6.9")
    dialog.details.write.click()
    settle()
    first = session.plan.measures[0].id
    assert session.plan.text(first, f"{LATE}:reason", YEAR) == "人手の不足"
    assert session.plan.text(first, f"{LATE}:due", YEAR) == "R6.9"


def test_what_was_typed_and_not_written_is_not_lost(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_3)
    settle()
    dialog.view.selectRow(0)
    dialog.details.due.setText("R6.10")
    dialog.view.selectRow(2)
    settle()
    assert session.plan.text(session.plan.measures[0].id, f"{LATE}:due", YEAR) == "R6.10"
    assert dialog.details.due.text() == ""
    dialog.view.selectRow(0)
    dialog.details.due.setText("R6.11")
    dialog.accept()
    settle()
    assert session.plan.text(session.plan.measures[0].id, f"{LATE}:due", YEAR) == "R6.11"


def test_up_to_three_highlights(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    for row in range(3):
        dialog.view.selectRow(row)
        dialog.details.highlight.click()
        settle()
    assert len(chosen_highlights(session.plan, YEAR)) == 3
    dialog.view.selectRow(3)
    assert not dialog.details.highlight.isEnabled()
    dialog.view.selectRow(0)
    dialog.details.highlight_text.setText("言い直した文")
    dialog.details.highlight_text.editingFinished.emit()
    settle()
    assert session.plan.measures[0].id in chosen_highlights(session.plan, YEAR)
    assert "言い直した文" in chosen_highlights(session.plan, YEAR).values()


def test_a_closed_year_says_why(dialog: JudgingDialog, session: Session, settle: Settle) -> None:
    forms, period = session.forms, session.current
    assert period is not None
    session.edit(lambda document: years.close_period(document, forms, period, "試験"))
    settle()
    assert not dialog.agree.isEnabled()
    assert dialog.choices[Progress.LATE].toolTip() == dialog.keys.text() == say.CLOSED
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    settle()
    assert confirmed(session, 0) is Progress.UNDECIDED


def test_the_line_in_the_panel_confirms_too(qtbot: QtBot, session: Session, settle: Settle) -> None:
    panel = InternalPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    first = session.plan.measures[0].id
    session.go(Place(first, YEAR))
    settle()
    row = panel.progress
    assert row.isVisible()
    assert row.hint.text() == say.FIELD_PROPOSED.format(word="●計画通り")
    row.agree.click()
    settle()
    assert confirmed(session, 0) is Progress.ON_TRACK
    assert not row.agree.isVisible()
    row.choice.setCurrentIndex(row.choice.findData("late"))
    row.choice.activated.emit(row.choice.currentIndex())
    settle()
    assert session.plan.entries[Key(first, "@progress", YEAR)] == "遅延"
    session.go(Place("plan"))
    settle()
    assert not row.isVisible()
