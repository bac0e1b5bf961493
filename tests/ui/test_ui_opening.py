"""Opening a plan that somebody else has, taking turns, giving the file up when idle."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import ui_main as say
from planeditor.store import handover
from planeditor.store.document import Document
from planeditor.ui import turns
from planeditor.ui.notices import Notice, NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.session import Session
from planeditor.ui.watch import Watch
from tests.ui.conftest import Settle


@pytest.fixture
def notices(qtbot: QtBot) -> NoticeArea:
    area = NoticeArea()
    qtbot.addWidget(area)
    return area


@pytest.fixture
def opener(empty_session: Session, notices: NoticeArea) -> Opener:
    return Opener(empty_session, notices)


@pytest.fixture
def other(sample_file: Path) -> Iterator[Document]:
    """Somebody else who has the file open for writing."""
    with Document.open(sample_file, who="佐藤") as document:
        yield document


def is_read_only(opener: Opener) -> bool:
    return opener.session.read_only


def press(notice: Notice, word: str) -> None:
    next(b for b in notice.buttons if b.text() == word).click()


def test_a_free_plan_opens_for_writing(opener: Opener, sample_file: Path, settle: Settle, notices: NoticeArea) -> None:
    opener.open(sample_file)
    settle()
    assert not opener.session.read_only
    assert notices.notices == []
    assert opener.session.settings.recent == [str(sample_file)]


def test_a_plan_in_use_opens_for_reading_and_says_who(
    opener: Opener, sample_file: Path, settle: Settle, notices: NoticeArea, other: Document
) -> None:
    opener.open(sample_file)
    settle()
    assert is_read_only(opener)
    [notice] = notices.notices
    assert "佐藤" in notice.text
    other.close()
    press(notice, say.TRY_AGAIN)
    settle()
    assert not is_read_only(opener)
    assert notices.notices == []


def test_asking_for_a_turn_and_getting_it(
    opener: Opener, sample_file: Path, settle: Settle, notices: NoticeArea, other: Document, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "EVERY", 20)
    opener.turns._timer.setInterval(20)
    opener.open(sample_file)
    settle()
    press(notices.notices[0], say.TAKE_TURN)
    qtbot.waitUntil(lambda: other.handover_request() is not None)
    request = other.handover_request()
    assert request is not None
    other.answer(request, yes=True)
    qtbot.waitUntil(lambda: opener.session.is_open and not (opener.session.partial or opener.session.read_only))
    with pytest.raises(KnownError), other.edit("試し", who="佐藤") as edit:
        edit.set(Key("plan", "@name"), "別名")


def test_being_asked_and_saying_no(session: Session, settle: Settle, notices: NoticeArea, sample_file: Path) -> None:
    opener = Opener(session, notices)
    watch = Watch(session, opener, notices)
    request = handover.ask(sample_file, "鈴木")
    watch.look()
    settle()
    [notice] = notices.notices
    assert "鈴木" in notice.text
    press(notice, say.KEEP)
    settle()
    assert handover.state(sample_file, request) == "declined"
    assert not session.read_only


def test_being_asked_and_giving_it(session: Session, settle: Settle, notices: NoticeArea, sample_file: Path) -> None:
    opener = Opener(session, notices)
    watch = Watch(session, opener, notices)
    request = handover.ask(sample_file, "鈴木")
    watch.look()
    settle()
    press(notices.notices[0], say.GIVE)
    settle()
    assert session.read_only
    assert handover.state(sample_file, request) == "granted"


def test_what_others_did_while_idle_is_read_before_the_next_edit(
    session: Session, settle: Settle, notices: NoticeArea, sample_file: Path, seen: Callable[[], list[str]]
) -> None:
    watch = Watch(session, Opener(session, notices), notices)
    watch._opened()
    watch.idle = 0
    watch.look()
    settle()
    assert session.released
    other_key = Key(session.plan.measures[1].id, "memo")
    with Document.open(sample_file, who="佐藤") as document, document.edit("メモ", who="佐藤") as edit:
        edit.set(other_key, "佐藤のメモ")
    session.enter(Key(session.plan.measures[0].id, "memo"), "こちらのメモ")
    settle()
    assert session.plan.text(session.plan.measures[0].id, "memo") == "こちらのメモ"
    assert session.plan.text(*other_key) == "佐藤のメモ"
    assert seen() == []


@pytest.fixture
def seen(session: Session) -> Callable[[], list[str]]:
    """The sentences of errors so far."""
    found: list[str] = []
    session.failed.connect(lambda error: found.append(getattr(error, "message", repr(error))))
    return lambda: found
