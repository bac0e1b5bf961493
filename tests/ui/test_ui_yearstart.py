"""新しい年度を始める: the steps in order, each can be skipped, where it was left is known, and it ends in the request."""
from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planeditor.domain.days import today
from planeditor.domain.periods import Period
from planeditor.messages import ui_yearstart as say
from planeditor.services.editing import years
from planeditor.services.tree import contacts
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui.requests.draft import RequestDraft
from planeditor.ui.session import Session
from planeditor.ui.yearstart.departments_step import changes_of
from planeditor.ui.yearstart.year_start import YearStart
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text
from tests.ui.requests import settle_contacts

LEFT = Qt.MouseButton.LeftButton
DAY = dt.date(2024, 4, 12)


@pytest.fixture
def start(qtbot: QtBot, session: Session, settle: Settle) -> YearStart:
    made = YearStart(session)
    show_active(qtbot, made)
    settle()
    return made


def test_step_by_step_to_the_request(start: YearStart, session: Session, settle: Settle, qtbot: QtBot) -> None:
    settle_contacts(session, settle)
    for step in range(len(say.STEPS) - 1):
        assert start.step == step
        assert start.steps.currentRow() == step
        QTest.mouseClick(start.next, LEFT)
        settle()
        if start.step == 3:
            type_text(start.cover.fields["contact"], "（内線234）")
    assert start.next.text() == say.GO
    assert not start.skip.isVisible()
    start.scope.deadline.choose(today() + dt.timedelta(days=30))
    with qtbot.waitSignal(start.request_wanted) as signal:
        QTest.mouseClick(start.next, LEFT)
    assert signal.args is not None
    draft = signal.args[0]
    assert isinstance(draft, RequestDraft)
    assert session.current is not None
    assert draft.periods == (session.current.key,)
    assert draft.deadline == today() + dt.timedelta(days=30)
    assert draft.cover is not None
    assert "内線234" in draft.cover.contact
    assert not start.isVisible()


def test_steps_are_skipped_and_gone_back_to(start: YearStart, settle: Settle) -> None:
    QTest.mouseClick(start.skip, LEFT)
    QTest.mouseClick(start.skip, LEFT)
    assert start.step == 2
    QTest.mouseClick(start.back, LEFT)
    assert start.step == 1
    start.steps.setCurrentRow(4)
    assert start.step == 4
    settle()


def test_left_and_taken_up_again(start: YearStart, session: Session, settle: Settle, qtbot: QtBot) -> None:
    start.turn(3)
    QTest.mouseClick(start.later, LEFT)
    settle()
    again = YearStart(session)
    qtbot.addWidget(again)
    assert again.step == 3
    again.turn(4)
    QTest.mouseClick(again.next, LEFT)
    settle()
    last = YearStart(session)
    qtbot.addWidget(last)
    assert last.step == 0
    settle()


def test_the_next_year_becomes_the_current_one(start: YearStart, session: Session, settle: Settle) -> None:
    before = session.current
    assert before is not None
    start.turn(2)
    QTest.mouseClick(start.year.advance, LEFT)
    settle()
    assert session.current == Period(before.series, before.last + 1, before.last + 1)
    assert session.current.key in start.scope.periods
    assert str(session.vocabulary.period_label(session.plan, session.current)) in start.year.now.text()
    session.undo()
    settle()
    assert session.current == before
    assert start.scope.periods == (before.key,)


def test_after_the_last_year_the_plan_is_extended(start: YearStart, session: Session, settle: Settle) -> None:
    forms = session.forms
    while years.next_period(session.plan, session.vocabulary) is not None:
        session.edit(lambda document: years.open_next_year(document, forms, "試験"))
        settle()
    start.turn(2)
    assert not start.year.advance.isVisible()
    QTest.mouseClick(start.year.extend, LEFT)
    settle()
    assert start.year.advance.isVisible()
    assert not start.year.extend.isVisible()


def test_what_has_changed_among_the_departments(start: YearStart, session: Session, settle: Settle, qtbot: QtBot) -> None:
    assert start.departments.note.text() == say.DEPARTMENTS_NONE
    session.ask(lambda document: contacts.end(document, 1, today(), 2), lambda _: None)
    settle()
    start.turn(0)
    settle()
    assert start.departments.list.count() == 1
    assert "引継ぎ先" in start.departments.list.item(0).text()
    with qtbot.waitSignal(start.departments_wanted):
        QTest.mouseClick(start.departments.button, LEFT)


def test_changes_of_a_department_near_a_day() -> None:
    old, new = Department("総務部", "広聴課", id=1), Department("総務部", "広報課", valid_from=dt.date(2024, 4, 1), id=2)
    assert changes_of(Listed(old, ended=False), DAY) == []
    ended = replace(old, valid_to=dt.date(2024, 3, 31), successor=2)
    assert changes_of(Listed(ended, ended=True, successor=new), DAY) == ["総務部 広聴課　R6.3.31 まで（引継ぎ先：総務部 広報課）"]
    assert changes_of(Listed(ended, ended=True), DAY) == ["総務部 広聴課　R6.3.31 まで（引継ぎ先が決まっていません）"]
    assert changes_of(Listed(new, ended=False), DAY) == ["総務部 広報課　R6.4.1 から"]
    assert changes_of(Listed(replace(ended, valid_to=dt.date(2022, 3, 31)), ended=True), DAY) == []


def test_another_plan_closes_it(start: YearStart, session: Session, settle: Settle) -> None:
    session.leave()
    settle()
    assert not isValid(start)
