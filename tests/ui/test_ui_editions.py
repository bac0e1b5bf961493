"""「版・基準時点」 in the window: deciding, freezing, looking at a state read-only, going back to one, the step in the status bar."""
from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.days import long_day, today
from planeditor.domain.plan import PLAN_ID, STATUS, Key
from planeditor.messages import editing as say_editing
from planeditor.messages import editions as say_states
from planeditor.messages import ui_editions as say
from planeditor.services.editing.permissions import Lock
from planeditor.services.paper.order import Order
from planeditor.services.states import editions, mending, snapshots
from planeditor.ui.editions.editions_dialog import EditionsDialog
from planeditor.ui.editions.restore_dialog import RestoreDialog
from planeditor.ui.editions.state_dialog import StateDialog
from planeditor.ui.editions.status_step import StatusStep
from planeditor.ui.editions.viewing import ViewingNotice
from planeditor.ui.exporting.running import run_export
from planeditor.ui.notices import NoticeArea
from planeditor.ui.place import Place
from planeditor.ui.preview.maker import Made, Maker
from planeditor.ui.progress import Jobs
from planeditor.ui.questions import AskReason
from planeditor.ui.session import Session
from planeditor.ui.status import StatusBar
from planeditor.ui.titles import title
from tests.formengine.pdftext import parse
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, settle: Settle) -> Iterator[EditionsDialog]:
    around = QWidget()
    qtbot.addWidget(around)
    made = EditionsDialog(session, around)
    show_active(qtbot, made)
    settle()
    yield made  # the dialog throws itself away; what is around it stays until here
    around.close()


def shown(dialog: EditionsDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(len(say.COLUMNS))] for item in items if item is not None]


def choose(dialog: EditionsDialog, row: int) -> None:
    item = dialog.list.topLevelItem(row)
    assert item is not None
    dialog.list.setCurrentItem(item)


def asked(dialog: EditionsDialog) -> StateDialog:
    return dialog.findChildren(StateDialog)[-1]


def write(session: Session, text: str) -> Key:
    current = session.current
    assert current is not None
    key = Key(session.plan.measures[0].id, "work", current.key)
    session.enter(key, text)
    return key


def test_the_next_name_is_suggested_and_enter_decides(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    assert [row[0] for row in shown(dialog)] == ["初版", "2版"]
    QTest.mouseClick(dialog.decide, LEFT)
    question = asked(dialog)
    assert question.lines["name"].text() == "3版"
    assert question.lines["date"].text() == editions.this_month()
    question.lines["note"].setFocus()
    type_text(question.lines["note"], "目標を見直し")
    QTest.keyClick(question.lines["note"], KEY.Key_Return)
    settle()
    assert shown(dialog)[-1] == ["3版", "版", editions.this_month(), "改定", say.NO_CHANGES, "試験", "目標を見直し"]
    assert not dialog.findChildren(StateDialog)
    assert "3版・" in title(session)
    assert session.undo_name == say_states.GROUP_DECIDE.format(name="3版")


def test_a_name_that_is_taken_is_told_where_it_was_typed(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    QTest.mouseClick(dialog.take, LEFT)
    question = asked(dialog)
    assert not question.go.isEnabled()
    question.lines["name"].setText("２版")
    QTest.mouseClick(question.go, LEFT)
    settle()
    assert question.problem.isVisible()
    assert "もうあります" in question.problem.text()
    question.lines["name"].setText("幹事会提出")
    question.choices["status"].setCurrentIndex(question.choices["status"].findData("検討"))
    QTest.mouseClick(question.go, LEFT)
    settle()
    assert shown(dialog)[-1] == ["幹事会提出", "基準時点", long_day(today()), "検討", say.NO_CHANGES, "試験", ""]
    assert session.plan.text(PLAN_ID, STATUS) == "検討"
    write(session, "・後から書いた")
    settle()
    assert [row[4] for row in shown(dialog)] == [say.CHANGES.format(count=1)] * 3


def test_a_state_is_mended_and_taken_off_the_list(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    session.edit(lambda document: snapshots.take(document, "本部配布", who="試験"))
    settle()
    assert not dialog.change.isEnabled()
    for row, kind in ((1, "2版"), (2, "本部配布")):
        choose(dialog, row)
        QTest.mouseClick(dialog.change, LEFT)
        question = asked(dialog)
        assert question.lines["name"].text() == kind
        question.lines["note"].setText("直した備考")
        QTest.mouseClick(question.go, LEFT)
        settle()
        assert shown(dialog)[row][-1] == "直した備考"
    for _ in range(2):
        choose(dialog, 1)
        QTest.mouseClick(dialog.withdraw, LEFT)
        settle()
    assert [row[0] for row in shown(dialog)] == ["初版"]
    session.undo()
    settle()
    assert [row[0] for row in shown(dialog)] == ["初版", "本部配布"]


def viewed(session: Session) -> str:
    return session.viewing.name if session.viewing else ""


def test_without_any_the_place_says_so(session: Session, qtbot: QtBot, settle: Settle) -> None:
    for edition in editions.editions(session.plan):
        session.edit(partial(mending.withdraw, node=edition.node, who="試験"))
    settle()
    dialog = EditionsDialog(session)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()
    assert not dialog.view.isEnabled()


def test_a_state_is_looked_at_read_only_and_left_again(
    dialog: EditionsDialog, session: Session, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    notices = NoticeArea()
    qtbot.addWidget(notices)
    bar = ViewingNotice(session, notices)
    key = write(session, "・後から書いた")
    session.go(Place(session.plan.measures[2].id))
    settle()
    choose(dialog, 0)
    QTest.mouseClick(dialog.view, LEFT)
    settle()
    assert viewed(session) == "初版"
    assert session.plan.entries.get(key) != "・後から書いた"
    assert session.place.node == session.plan.measures[2].id
    assert [session.read_only] == [True]
    assert not session.file_read_only
    assert session.lock(key) is Lock.READ_ONLY
    assert session.permissions.sentence(Lock.READ_ONLY) == say_editing.LOCKED_PAST
    assert "初版を表示中" in title(session)
    (notice,) = notices.notices
    assert notice.text == say.VIEWING.format(name="初版", date="令和3年3月")
    refused: list[object] = []
    session.failed.connect(refused.append)
    before = session.plan
    session.enter(key, "書けない")
    session.edit(lambda document: snapshots.take(document, "書けない", who="試験"))
    settle()
    assert len(refused) == 2
    assert session.plan is before
    target = tmp_path / "初版.pdf"
    run_export(session, Jobs(session), Order(("progress",), "pdf"), target, replace=True, done=lambda _: None)
    settle()
    text = "".join("".join(page) for page in parse(target.read_bytes()).shown())
    assert "後から書いた" not in text
    notice.buttons[0].click()
    settle()
    assert viewed(session) == ""
    assert session.plan.entries[key] == "・後から書いた"
    assert not session.read_only
    assert not bar.notices.notices
    session.enter(key, "・また書ける")
    settle()
    assert session.plan.entries[key] == "・また書ける"


def test_what_others_write_meanwhile_is_seen_afterwards(session: Session, settle: Settle, dialog: EditionsDialog) -> None:
    choose(dialog, 0)
    QTest.mouseClick(dialog.view, LEFT)
    settle()
    shown_then = session.plan
    session.ask(lambda document: snapshots.take(document, "別の端末から", who="ほか"), lambda _: session.reread())
    settle()
    assert session.plan is shown_then
    session.look_back(None)
    assert [s.name for s in snapshots.snapshots(session.plan)] == ["別の端末から"]


def test_there_is_nothing_to_go_back_to_where_nothing_changed(dialog: EditionsDialog, session: Session, settle: Settle) -> None:
    choose(dialog, 1)
    assert shown(dialog)[1][4] == say.NO_CHANGES
    assert not dialog.restore.isEnabled()
    write(session, "・後から書いた")
    settle()
    assert dialog.restore.isEnabled()


def test_the_keys_pass_the_questions_before_the_buttons(dialog: EditionsDialog) -> None:
    QTest.mouseClick(dialog.take, LEFT)
    question = asked(dialog)
    assert question.lines["note"].nextInFocusChain() is question.choices["status"]
    question.reject()


@pytest.mark.parametrize("only", [False, True])
def test_the_plan_goes_back_to_a_state(dialog: EditionsDialog, session: Session, settle: Settle, only: bool) -> None:
    first, second = session.plan.measures[:2]
    key, other = write(session, "・後から書いた"), Key(second.id, "work", session.current.key if session.current else "")
    session.enter(other, "・こちらも")
    session.go(Place(first.id))
    settle()
    choose(dialog, 1)
    QTest.mouseClick(dialog.restore, LEFT)
    (question,) = dialog.findChildren(RestoreDialog)
    question.one.setChecked(only)
    QTest.mouseClick(question.go, LEFT)
    settle()
    assert session.plan.entries.get(key) != "・後から書いた"
    assert (session.plan.entries.get(other) == "・こちらも") is only
    session.undo()
    settle()
    assert session.plan.entries[key] == "・後から書いた"


def test_the_step_is_chosen_and_tells_when_it_no_longer_holds(session: Session, settle: Settle, qtbot: QtBot) -> None:
    bar = StatusBar(session)
    qtbot.addWidget(bar)
    step: StatusStep = bar.step
    assert step.said == say.STEP.format(status="作成中")
    step.choose("本部決定")
    settle()
    assert step.said == say.STEP.format(status="本部決定")
    write(session, "・決まった後に書いた")
    settle()
    assert step.said == say.STEP_CHANGED.format(status="本部決定")
    step.choose("本部決定")
    settle()
    assert step.said == say.STEP.format(status="本部決定")
    step.choose("検討")
    (why,) = step.window().findChildren(AskReason)
    assert not why.go.isEnabled()
    why.reason.setText("誤りが見つかったため")
    QTest.mouseClick(why.go, LEFT)
    settle()
    assert step.said == say.STEP.format(status="検討")
    assert session.plan.text(PLAN_ID, STATUS) == "検討"
    assert not step.window().findChildren(AskReason)


def test_previews_carry_the_mark_until_decided(session: Session, settle: Settle) -> None:
    maker = Maker(session, Jobs(session))
    seen: list[Any] = []
    maker.made.connect(seen.append)
    for status, mark in (("検討", say_states.DRAFT), ("本部決定", "")):
        StatusStep(session).choose(status)
        maker.make(Order(("progress",), "pdf"))
        assert maker.making
        settle()
        made: Made = seen.pop()
        assert made.order.mark == mark
        made.view.close()
