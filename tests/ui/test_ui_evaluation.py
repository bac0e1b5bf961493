"""計画期間の検証 in the window: agreeing, choosing, assessing, totals, papers."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.domain.achievement import Achievement, judged
from planeditor.domain.plan import ASSESSMENT, CLOSED, PLAN_ID, Change, Key
from planeditor.messages import ui_evaluation as say
from planeditor.services.evaluation.timing import unfinished
from planeditor.ui.comparing.preview_dialog import PagesDialog
from planeditor.ui.evaluation.evaluation_dialog import EvaluationDialog
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> Iterator[EvaluationDialog]:
    dialog = EvaluationDialog(session, Jobs(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    yield dialog
    dialog.done(0)
    settle()


def achieved(session: Session, place: int = 0) -> Achievement:
    return judged(session.plan, session.plan.measures[place].id)


def cell(dialog: EvaluationDialog, column: int, row: int = 0) -> str:
    return str(dialog.view.cells.index(row, column).data())


def test_it_invites_before_the_last_year_is_over(dialog: EvaluationDialog, session: Session) -> None:
    assert dialog.note.text() == say.NOT_OVER.format(period="R7年度")
    last = session.plan.with_changes([Change(Key(PLAN_ID, CLOSED, "年度:2025"), None, "2026-05-01")])
    assert unfinished(last, session.forms) == ""


def test_enter_agrees_with_the_proposal_and_goes_on(dialog: EvaluationDialog, session: Session, settle: Settle) -> None:
    assert cell(dialog, 4) == "未判定\n提案：一部達成"
    assert dialog.box.hint.text() == say.PROPOSED.format(word="一部達成")
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    settle()
    assert achieved(session) is Achievement.PART
    assert cell(dialog, 4) == "一部達成"
    assert dialog.view.place == 1
    assert "一部達成 1" in dialog.counts.text()
    QTest.keySequence(dialog, QKeySequence.StandardKey.Undo)
    settle()
    assert achieved(session) is Achievement.UNDECIDED


def test_a_digit_or_a_button_chooses_and_delete_takes_it_back(
    dialog: EvaluationDialog, session: Session, settle: Settle
) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_1)
    settle()
    assert achieved(session) is Achievement.FULL
    dialog.box.choices[Achievement.NONE].click()
    settle()
    assert achieved(session, 1) is Achievement.NONE
    dialog.view.selectRow(0)
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    settle()
    assert achieved(session) is Achievement.UNDECIDED


def test_the_assessment_is_written_in_place(dialog: EvaluationDialog, session: Session, settle: Settle) -> None:
    first = session.plan.measures[0].id
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    type_text(QApplication.focusWidget() or dialog, "おおむね目標に届いた。")
    dialog.view.selectRow(1)
    settle()
    assert session.plan.text(first, ASSESSMENT) == "おおむね目標に届いた。"
    assert dialog.box.assessment.raw_text() == ""
    assert cell(dialog, 5) == "おおむね目標に届いた。"
    dialog.shown.setCurrentIndex(2)
    assert first not in [one.node.id for one in dialog.shown_rows]


def test_what_is_half_typed_is_entered_when_the_window_is_closed(
    dialog: EvaluationDialog, session: Session, settle: Settle
) -> None:
    type_text(dialog.box.assessment, "続ける。")
    dialog.accept()
    settle()
    assert session.plan.text(session.plan.measures[0].id, ASSESSMENT) == "続ける。"


def test_the_course_and_the_targets_stand_whole_below(dialog: EvaluationDialog, session: Session) -> None:
    assert dialog.box.course.text().startswith("R3年度　・未判定　17%")
    assert "令和7年度までに" in dialog.box.targets.text()
    assert cell(dialog, 2).split() == ["・"] * 5
    said = dialog.view.cells.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(session.plan.measures[0].title)
    assert "R3年度は未判定" in said


def test_reading_only_shows_everything_but_writes_nothing(
    dialog: EvaluationDialog, session: Session, settle: Settle
) -> None:
    session.lose("別の端末で編集しています。")
    settle()
    assert dialog.box.assessment.isReadOnly()
    assert not any(button.isEnabled() for button in dialog.box.choices.values())
    QTest.keyClick(dialog.view, Qt.Key.Key_1)
    settle()
    assert achieved(session) is Achievement.UNDECIDED


def test_the_papers_are_written_with_what_was_just_typed(
    dialog: EvaluationDialog, session: Session, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    type_text(dialog.box.assessment, "おおむね届いた。")
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.paper.write("xlsx", str(tmp_path / "検証"))
    book = openpyxl.load_workbook(tmp_path / "検証.xlsx")
    texts = {str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value}
    assert "おおむね届いた。" in texts
    head = book.worksheets[0].oddHeader
    assert head is not None
    assert "（案）" in f"{head.right.text}{head.left.text}"


def test_the_pages_can_be_looked_at_first(dialog: EvaluationDialog, settle: Settle) -> None:
    dialog.buttons.preview.click()
    settle()
    (pages,) = dialog.findChildren(PagesDialog)
    assert pages.isVisible()
    assert dialog.problem.isHidden()
