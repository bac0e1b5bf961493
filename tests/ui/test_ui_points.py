"""指摘: beside the sheet, all of them in a list, recording one, and in the way of closing a year."""
from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point, points
from planeditor.messages import ui_points as say
from planeditor.services.editing import years
from planeditor.services.editing.years import is_closed
from planeditor.services.points.editing import PointText, add_point, answer_point
from planeditor.services.states.named import find_state
from planeditor.ui.commands.plan import POINTS, PlanCommands
from planeditor.ui.editions.viewing import view
from planeditor.ui.notices import NoticeArea
from planeditor.ui.place import Place
from planeditor.ui.points.point_dialog import PointDialog
from planeditor.ui.points.point_edits import PointEdits
from planeditor.ui.points.points_dialog import PointsDialog
from planeditor.ui.points.points_panel import PointsPanel
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

ASKED = PointText("利用者の声を聞くこと。", "第1回本部会議", "令和5年10月3日", "次回会議")


@pytest.fixture
def measures(session: Session, settle: Settle) -> list[str]:
    """The measures; of the first one something was asked."""
    found = [m.id for m in session.plan.measures]
    session.edit(lambda document: add_point(document, found[0], ASKED, who="試験"))
    settle()
    return found


@pytest.fixture
def edits(session: Session) -> PointEdits:
    return PointEdits(session)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, measures: list[str], edits: PointEdits, settle: Settle) -> PointsPanel:
    session.go(Place(measures[0]))
    panel = PointsPanel(session, edits)
    qtbot.addWidget(panel)
    panel.resize(280, 600)
    show_active(qtbot, panel)
    settle()
    return panel


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, measures: list[str], edits: PointEdits, settle: Settle) -> Iterator[PointsDialog]:
    dialog = PointsDialog(session, edits)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    yield dialog
    dialog.done(0)
    settle()


def only(session: Session) -> Point:
    (point,) = points(session.plan)
    return point


def opened(window: QWidget) -> PointDialog:
    """The question that is open."""
    asked = window.findChild(PointDialog)
    assert isinstance(asked, PointDialog)
    return asked


def record(window: QWidget, text: str) -> PointDialog:
    """Fill in the question that is open and answer it."""
    asked = opened(window)
    type_text(asked.text, text)
    asked.go.click()
    return asked


def shown(qtbot: QtBot, panel: PointsPanel) -> list[str]:
    qtbot.wait(40)  # the panel comes after the sheet
    return [card.text.text() for card in panel.cards if not card.isHidden()]


def test_the_answer_is_written_beside_the_sheet_and_entered_when_the_box_is_left(
    panel: PointsPanel, session: Session, settle: Settle
) -> None:
    card = panel.cards[0]
    assert card.state.text() == "□ 未回答"
    assert card.told.text() == "第1回本部会議　令和5年10月3日　期限 次回会議"
    assert not card.tick.isEnabled()
    card.answer.setFocus()
    type_text(card.answer, "窓口で聞き取った。")
    assert card.tick.isEnabled()
    panel.add.setFocus()
    settle()
    assert only(session).answer == "窓口で聞き取った。"
    assert session.undo_name == "指摘への措置の記入（①-01）"


def test_escape_gives_the_former_answer_back(panel: PointsPanel, session: Session, settle: Settle) -> None:
    box = panel.cards[0].answer
    box.setFocus()
    type_text(box, "途中")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.raw_text() == ""
    panel.add.setFocus()
    settle()
    assert only(session).answer == ""


def test_what_is_half_typed_is_entered_before_another_measure_is_shown(
    qtbot: QtBot, panel: PointsPanel, session: Session, measures: list[str], settle: Settle
) -> None:
    type_text(panel.cards[0].answer, "聞き取った。")
    session.go(Place(measures[1]))
    assert shown(qtbot, panel) == []
    settle()
    assert "指摘を記録" in panel.empty.text()
    assert points(session.plan, measures[0])[0].answer == "聞き取った。"
    session.go(Place(measures[0]))
    assert shown(qtbot, panel) == [ASKED.text]
    assert panel.cards[0].answer.raw_text() == "聞き取った。"


def test_it_is_ticked_off_with_what_was_just_typed_and_taken_up_again(
    qtbot: QtBot, panel: PointsPanel, session: Session, settle: Settle
) -> None:
    card = panel.cards[0]
    type_text(card.answer, "聞き取った。")
    card.tick.click()
    settle()
    assert (only(session).answer, only(session).done) == ("聞き取った。", True)
    shown(qtbot, panel)
    assert (card.state.text(), card.tick.text()) == ("■ 終了", say.AGAIN)
    card.tick.click()
    settle()
    assert not only(session).done


def test_one_is_recorded_for_the_measure_that_is_shown_with_the_last_meeting(
    qtbot: QtBot, panel: PointsPanel, session: Session, measures: list[str], settle: Settle
) -> None:
    session.go(Place(measures[1]))
    shown(qtbot, panel)
    panel.add.click()
    asked = opened(panel.window())
    assert not asked.go.isEnabled()
    assert (asked.meeting.text(), asked.date.text(), asked.due.text()) == (ASKED.meeting, ASKED.date, "")
    asked.meeting.setText("第2回本部会議")
    record(panel, "費用を示すこと。")
    settle()
    assert [(p.text, p.meeting) for p in points(session.plan, measures[1])] == [("費用を示すこと。", "第2回本部会議")]
    assert shown(qtbot, panel) == ["費用を示すこと。"]
    panel.add.click()
    assert [d.meeting.text() for d in panel.window().findChildren(PointDialog) if d.isVisible()] == ["第2回本部会議"]


def test_it_is_read_only_where_nothing_can_be_written(qtbot: QtBot, panel: PointsPanel, session: Session) -> None:
    session.lose("別の端末で編集しています。")
    assert shown(qtbot, panel) == [ASKED.text]
    assert panel.cards[0].answer.isReadOnly()
    assert panel.add.isHidden()
    assert panel.cards[0].acts.isHidden()


def test_the_list_shows_what_is_not_over_and_opens_the_sheet(
    qtbot: QtBot, dialog: PointsDialog, session: Session, measures: list[str], settle: Settle
) -> None:
    session.edit(lambda document: add_point(document, PLAN_ID, PointText("費用をまとめること。"), who="試験"))
    settle()
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    rows = [[item.text(c) for c in range(3)] for item in items if item is not None]
    assert rows == [["□ 未回答", "計画全体", "費用をまとめること。"], ["□ 未回答", session.plan.measures[0].title, ASKED.text]]
    assert (dialog.go.isEnabled(), dialog.list.place) == (True, 1)
    dialog.list.choose(1)
    session.go(Place(measures[2]))
    with qtbot.waitSignal(dialog.sheet_wanted):
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.place.node == measures[0]
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    type_text(QApplication.focusWidget() or dialog, "聞き取った。")
    dialog.card.tick.click()
    settle()
    assert [p.measure for p in dialog.shown] == [PLAN_ID]
    assert dialog.counts.text() == say.COUNTS.format(total=2, open=1, answered=0, done=1)
    dialog.open_only.click()
    assert [p.state for p in dialog.shown] == ["open", "done"]


def test_one_recorded_in_the_list_is_chosen_and_undo_takes_it_back(
    qtbot: QtBot, dialog: PointsDialog, session: Session, measures: list[str], settle: Settle
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Insert)
    asked = record(dialog, "他市の例を調べること。")
    assert asked.place.currentData() == measures[0]
    settle()
    assert dialog.point is not None
    assert dialog.point.text == "他市の例を調べること。"
    show_active(qtbot, dialog)
    QTest.keySequence(dialog, QKeySequence.StandardKey.Undo)
    settle()
    assert [p.text for p in dialog.shown] == [ASKED.text]


def test_a_closed_list_is_told_nothing_any_more(
    qtbot: QtBot, session: Session, measures: list[str], edits: PointEdits, settle: Settle
) -> None:
    dialog = PointsDialog(session, edits)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.add.click()
    dialog.close()
    settle()
    assert not isValid(dialog)
    edits.add(measures[1], PointText("費用を示すこと。"))
    edits.recorded.emit(measures[1])
    session.access_changed.emit()
    session.gathering.emit()
    settle()
    assert len(points(session.plan)) == 2


def test_another_state_shows_its_own_and_nothing_can_be_written(
    dialog: PointsDialog, session: Session, settle: Settle
) -> None:
    session.ask(lambda document: find_state(document, "初版"), partial(view, session))
    settle()
    assert (dialog.empty.text(), dialog.add.isEnabled()) == (say.EMPTY_READING, False)
    session.look_back(None)
    settle()
    assert ([p.text for p in dialog.shown], dialog.add.isEnabled()) == ([ASKED.text], True)
    session.abandon()
    settle()
    assert not dialog.isVisible()


def test_it_can_be_put_otherwise_and_removed(dialog: PointsDialog, session: Session, settle: Settle) -> None:
    dialog.card.change.click()
    asked = opened(dialog)
    assert not asked.place.isEnabled()
    asked.text.selectAll()
    record(dialog, "利用者の声を聞き、まとめること。")
    settle()
    assert (only(session).text, only(session).meeting) == ("利用者の声を聞き、まとめること。", ASKED.meeting)
    dialog.card.remove.click()
    settle()
    assert points(session.plan) == []
    assert dialog.empty.text() == say.EMPTY


def test_a_refused_answer_stays_in_its_box(dialog: PointsDialog, session: Session, settle: Settle) -> None:
    refused: list[Exception] = []
    session.failed.connect(refused.append)
    type_text(dialog.card.answer, "聞き取った。")
    dialog.edits.session.edit(lambda _: years.close_period(None, None, None, ""))  # type: ignore[arg-type]
    dialog.card.commit()
    settle()
    assert refused
    assert dialog.card.answer.raw_text() == "聞き取った。"
    assert only(session).answer == "聞き取った。"


def test_a_year_is_not_closed_while_one_is_not_answered(
    qtbot: QtBot, session: Session, measures: list[str], settle: Settle
) -> None:
    window, notices = QWidget(), NoticeArea()
    qtbot.addWidget(window)
    qtbot.addWidget(notices)
    plans = PlanCommands(window, session, notices)
    session.go(Place(measures[0]))
    plans.close_year()
    settle()
    (bar,) = [notice for notice in notices.notices if notice.topic == POINTS]
    assert "1 件の指摘に" in bar.text
    with qtbot.waitSignal(plans.points_wanted):
        bar.buttons[0].click()
    plans.close_year()
    settle()
    node = only(session).node
    session.edit(lambda document: answer_point(document, node, "聞き取った。", who="試験"))
    settle()
    assert not [notice for notice in notices.notices if notice.topic == POINTS and not notice.isHidden()]
    assert session.period is not None
    assert not is_closed(session.plan, session.period.key)
