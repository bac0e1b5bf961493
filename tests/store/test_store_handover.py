"""Asking the holder to give the file up: every way it can go, and nothing left behind."""
from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store import handover
from planeditor.store.document import Document
from planeditor.store.handover import Request, ask, request_path, state, withdraw
from planeditor.store.lockfile import lock_path
from planeditor.store.process import terminal_name

WORK = Key("m1", "work")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲").close()
    return path


def asked_elsewhere(path: Path, who: str = "乙") -> Request:
    """A request as another terminal would leave it."""
    request = replace(ask(path, who), terminal="RDP-0002")
    leave(path, request)
    return request


def leave(path: Path, request: Request) -> None:
    request_path(path).write_text(json.dumps(asdict(request)), "ascii")


def age(path: Path, **ago: float) -> None:
    written = request_path(path).stat().st_mtime - timedelta(**ago).total_seconds()
    os.utime(request_path(path), (written, written))


def moment(**ago: float) -> str:
    return (datetime.now(UTC) - timedelta(**ago)).isoformat(timespec="seconds")


def test_granted(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        assert document.handover_request() is None
        request = asked_elsewhere(path)
        assert state(path, request) == "waiting"
        assert document.handover_request() == request
        assert document.answer(request, yes=True)
        assert document.released
        assert document.handover_request() is None
        assert state(path, request) == "granted"
        # Who gave it away does not take it back by the next key press before the other one had the time to open it.
        with pytest.raises(KnownError, match=r"乙.*RDP-0002.*渡した"), document.edit("入力", who="甲"):
            pass
        with Document.open(path, who="乙"):
            assert not request_path(path).exists()
            with pytest.raises(KnownError, match="乙"):
                document.regain()
        assert document.regain() is False
    assert list(path.parent.iterdir()) == [path]


def test_declined(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        request = ask(path, "乙")
        assert document.answer(request, yes=False)
        assert not document.released
        assert state(path, request) == "declined"
        assert document.handover_request() is None
        again = ask(path, "乙")
        assert state(path, again) == "waiting"
        assert state(path, request) == "gone"
        withdraw(path, request)
        assert document.handover_request() == again
        withdraw(path, again)
        assert not document.answer(again, yes=True)
        assert not document.released
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("way", ["closes", "idle"])
def test_a_holder_who_goes_answers_as_well(path: Path, way: str) -> None:
    document = Document.open(path, who="甲")
    request = asked_elsewhere(path)
    if way == "closes":
        document.close()
        assert list(path.parent.iterdir()) == [path]
    else:
        document.release()
    assert state(path, request) == "granted"
    document.close()
    assert list(path.parent.iterdir()) == [path]


def test_somebody_else_was_quicker(path: Path) -> None:
    first = Document.open(path, who="甲")
    request = asked_elsewhere(path)
    first.close()
    with Document.open(path, who="丙") as third:
        assert state(path, request) == "gone"
        assert third.handover_request() is None


def test_the_second_to_ask_is_told_of_the_first(path: Path) -> None:
    with Document.open(path, who="甲"):
        asked_elsewhere(path, "乙")
        with pytest.raises(KnownError, match=r"乙.*RDP-0002.*先に"):
            ask(path, "丙")


def test_an_old_request_means_nothing(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        request = asked_elsewhere(path)
        age(path, minutes=60)
        assert document.handover_request() is None
        assert state(path, replace(request, since=moment(minutes=60))) == "gone"
        assert state(path, ask(path, "丙")) == "waiting"


def test_the_clock_of_who_asks_does_not_matter(path: Path) -> None:
    for minutes in (-600, 0, 600):
        with Document.open(path, who="甲") as document:
            request = replace(asked_elsewhere(path), since=moment(minutes=minutes))
            leave(path, request)
            assert document.handover_request() == request
            age(path, minutes=-5)  # the clock of the disk was set back: nothing is known of the age
            assert document.handover_request() == request


def test_a_request_of_a_program_that_ended_means_nothing(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        leave(path, replace(asked_elsewhere(path), terminal=terminal_name(), process=2**22 + 1))
        assert document.handover_request() is None
        assert state(path, ask(path, "丙")) == "waiting"


def test_a_promise_does_not_last_for_ever(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        request = asked_elsewhere(path)
        document.answer(request, yes=True)
        leave(path, replace(request, answer="granted", answered=moment(minutes=2)))
        assert document.regain() is False
        assert not request_path(path).exists()


@pytest.mark.parametrize("content", [b"", b"{half", b"[]", b"\xff", b'{"who": "x"}'])
def test_a_request_that_cannot_be_read(path: Path, content: bytes) -> None:
    with Document.open(path, who="甲") as document:
        request = ask(path, "乙")
        request_path(path).write_bytes(content)
        assert document.handover_request() is None
        assert state(path, request) == "gone"
        withdraw(path, request)
    assert list(path.parent.iterdir()) == [path]


def test_a_request_to_an_earlier_holder_is_not_ours_to_answer(path: Path) -> None:
    document = Document.open(path, who="甲")
    request = asked_elsewhere(path)
    with Document.open(path, who="丙", take_over=True) as third:
        assert third.handover_request() is None
        assert state(path, request) == "gone"
    document.close()
    assert list(path.parent.iterdir()) == [path]


def test_asking_where_nobody_writes(path: Path) -> None:
    request = ask(path, "乙")
    assert state(path, request) == "granted"
    Document.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_where_the_folder_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    with Document.open(path):
        monkeypatch.setattr(handover, "write_whole", refuse)
        with pytest.raises(KnownError, match="権限"):
            ask(path, "乙")
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_just_being_written_is_no_answer(path: Path) -> None:
    with Document.open(path):
        request = ask(path, "乙")
        whole = lock_path(path).read_bytes()
        lock_path(path).write_bytes(whole[:20])
        assert state(path, request) == "waiting"
        lock_path(path).write_bytes(whole)
    assert os.getpid() == request.process
    assert handover.read(path) is None
