from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_start as say
from planeditor.ui.session import Session
from planeditor.ui.start.days import said
from planeditor.ui.start.start_page import StartPage
from tests.ui.conftest import Settle


@pytest.fixture
def page(qtbot: QtBot, empty_session: Session, settle: Settle) -> StartPage:
    page = StartPage(empty_session)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    settle()
    return page


def button(page: StartPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_without_any_plan_the_page_invites(page: StartPage) -> None:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert say.NONE_YET in shown
    assert say.RECENT not in shown


@pytest.mark.parametrize(
    ("text", "signal"),
    [(say.NEW, "new_wanted"), (say.OPEN, "browse_wanted"), (say.SAMPLE, "sample_wanted"), (say.TOUR, "tour_wanted")],
)
def test_the_ways_to_begin(qtbot: QtBot, page: StartPage, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        QTest.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def test_plans_opened_lately_are_opened_with_the_keyboard(
    qtbot: QtBot, page: StartPage, empty_session: Session, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "見本市.plandb"
    file.write_bytes(b"")
    empty_session.settings.opened(file)
    settle()
    (row,) = page.rows
    assert row.note == say.OPENED.format(day=say.TODAY)
    assert "見本市" in row.card.accessibleName()
    with qtbot.waitSignal(page.open_wanted) as caught:
        QTest.keyClick(row.card, Qt.Key.Key_Space)
    assert caught.args == [str(file)]


def test_a_file_that_is_gone_is_said_and_can_be_taken_off(
    qtbot: QtBot, page: StartPage, empty_session: Session, settle: Settle, tmp_path: Path
) -> None:
    there = tmp_path / "ある.plandb"
    there.write_bytes(b"")
    for path in (there, tmp_path / "ない.plandb"):
        empty_session.settings.opened(path)
    settle()
    gone, other = page.rows
    assert (gone.note, other.note) == (say.GONE, say.OPENED.format(day=say.TODAY))
    QTest.mouseClick(gone.forget, Qt.MouseButton.LeftButton)
    settle()
    assert [row.path for row in page.rows] == [str(there)]
    assert empty_session.settings.recent == [str(there)]


def test_the_day_is_forgotten_with_the_plan(empty_session: Session, tmp_path: Path) -> None:
    path = str(tmp_path / "計画.plandb")
    empty_session.settings.opened(Path(path))
    assert empty_session.settings.opened_at(path)
    empty_session.settings.forget(path)
    assert empty_session.settings.opened_at(path) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-04-12", "今日"), ("2024-04-11", "昨日"), ("2019-05-01", "令和元年5月1日に"), ("2019-04-30", "平成31年4月30日に"),
        ("", ""), ("いつか", ""),
    ],
)  # fmt: skip
def test_days_are_said_as_an_office_says_them(day: str, words: str) -> None:
    assert said(day, dt.date(2024, 4, 12)) == words
