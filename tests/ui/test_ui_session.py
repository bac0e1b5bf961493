"""The session: what is typed is shown at once and durable a moment later; a refusal brings the old text back."""
from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.services.editing.permissions import Lock, Mode
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


def cell(session: Session, field: str = "work") -> Key:
    """A cell of the current year."""
    current = session.current
    assert current is not None
    return Key(session.plan.measures[0].id, field, current.key)


def reports(session: Session) -> list[ChangeReport]:
    """Every report from now on."""
    found: list[ChangeReport] = []
    session.changed.connect(found.append)
    return found


def test_an_edit_is_seen_at_once_and_durable_after(session: Session, settle: Settle, sample_file: Path) -> None:
    key, told = cell(session), reports(session)
    session.enter(key, "・窓口を見直した")
    assert session.plan.text(*key) == "・窓口を見直した"
    assert session.saving is True
    assert [c.key for r in told for c in r.changes] == [key]
    settle()
    assert bool(session.saving) is False
    assert session.saved_at is not None
    assert len(told) == 1, "nothing to refresh a second time"
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "・窓口を見直した"
        assert document.log(limit=1)[0].who == "試験"


def test_edits_in_a_row_all_arrive(session: Session, settle: Settle) -> None:
    key = cell(session)
    for text in ("一", "二", "三"):
        session.enter(key, text)
        assert session.plan.text(*key) == text
    settle()
    assert session.plan.text(*key) == "三"
    session.undo()
    settle()
    assert session.plan.text(*key) == "二"


def test_a_refused_edit_comes_back_with_a_sentence(session: Session, settle: Settle, qtbot: QtBot) -> None:
    measure = session.plan.measures[0]
    key = Key(measure.id, "summary")
    before = session.plan.text(*key)
    assert session.lock(key) is Lock.PLAN
    with qtbot.waitSignal(session.failed) as failed:
        session.enter(key, "書き換え")
    [error] = failed.args or [None]
    assert isinstance(error, KnownError)
    assert "改定" in error.message
    assert session.plan.text(*key) == before


def test_a_correction_carries_its_reason(session: Session, settle: Settle) -> None:
    key = Key(session.plan.measures[0].id, "summary")
    session.set_mode(Mode.CORRECTION, "誤字のため")
    assert session.lock(key) is Lock.OPEN
    session.enter(key, "書き換え")
    settle()
    sources: list[str] = []
    session.ask(lambda document: document.log(limit=1)[0].source, sources.append)
    settle()
    assert "誤字のため" in sources[0]


def test_a_pasted_block_is_one_step(session: Session, settle: Settle) -> None:
    keys = [cell(session), cell(session, "effect")]
    before = [session.plan.text(*k) for k in keys]
    session.enter_many(dict.fromkeys(keys, "貼った"), "貼り付け")
    settle()
    assert [session.plan.text(*k) for k in keys] == ["貼った", "貼った"]
    assert session.undo_name == "貼り付け"
    session.undo()
    settle()
    assert [session.plan.text(*k) for k in keys] == before


def test_going_to_a_measure_keeps_the_year(session: Session) -> None:
    first, second = session.plan.measures[:2]
    year = session.plan.period_keys("年度")[1]
    session.go(Place(first.id, year))
    session.go(Place(second.id))
    assert session.place == Place(second.id, year)


def test_what_comes_back_after_the_plan_was_left_is_dropped(session: Session, settle: Settle) -> None:
    seen: list[object] = []
    session.ask(lambda document: document.plan(), seen.append)
    session.leave()
    settle()
    assert seen == []


def test_leaving_takes_a_backup_where_something_changed(session: Session, settle: Settle, sample_file: Path) -> None:
    session.enter(cell(session), "変えた")
    session.leave()
    settle()
    assert len(list(Path(f"{sample_file.with_suffix('')}.backups").iterdir())) == 1
    assert not Path(f"{sample_file}.lock").exists()


def test_leaving_an_unchanged_plan_leaves_no_trace(session: Session, settle: Settle, sample_file: Path) -> None:
    session.leave()
    settle()
    assert [p.name for p in sample_file.parent.iterdir() if p.suffix != ".ini"] == [sample_file.name]


def test_a_fault_in_the_work_is_told_not_lost(session: Session, settle: Settle, qtbot: QtBot) -> None:
    def broken(_: Document) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(session.failed) as failed:
        session.ask(broken, lambda _: pytest.fail("no result"))
    assert isinstance((failed.args or [None])[0], ZeroDivisionError)


def test_the_lanes_run_beside_each_other_and_each_in_order(empty_session: Session, settle: Settle) -> None:
    import threading

    runner, order, gate = empty_session.runner, list[str](), threading.Event()

    def failed(error: Exception) -> None:
        order.append(repr(error))

    def beside() -> str:
        return "beside" if gate.wait(5) else "late"

    runner.run(Lane.BESIDE, beside, order.append, failed)
    for name in ("one", "two"):
        runner.run(Lane.PLAN, partial(str, name), order.append, failed)
    runner.run(Lane.PLAN, gate.set, lambda _: None, failed)
    settle()
    assert order[:2] == ["one", "two"]
    assert order[-1] == "beside"
