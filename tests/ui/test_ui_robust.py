"""Nothing typed is lost: refused edits, lost locks, full disks, vanished files, slow ones, plans opened over each other."""
from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Key
from planeditor.messages import outside as say_outside
from planeditor.messages import ui_main as say
from planeditor.services.editing import years
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.structuring import add_measure, added
from planeditor.store.document import Document
from planeditor.store.glance import Glance, glance
from planeditor.store.holder import Holder
from planeditor.store.lockfile import lock_path
from planeditor.store.report import ChangeReport
from planeditor.ui import opening
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import Notice
from planeditor.ui.outside import lock_watch
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import type_text


@pytest.fixture
def bare(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    """The window with no plan open."""
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    settle()
    if empty_session.is_open:  # the first time it stays where something could not be entered
        window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


@pytest.fixture
def window(bare: MainWindow, sample_file: Path, settle: Settle) -> MainWindow:
    """The window with the sample."""
    bare.opener.open(sample_file)
    settle()
    return bare


@pytest.fixture
def key(window: MainWindow) -> Key:
    """The cell 作業内容 of the first measure in the current year, chosen in the sheet."""
    session = window.session
    assert session.current is not None
    found = Key(session.plan.measures[0].id, "work", session.current.key)
    session.go(Place(found.node, found.period, found.field))
    return found


def notice(window: MainWindow, topic: str) -> Notice | None:
    return next((n for n in window.notices.notices if n.topic == topic), None)


def press(window: MainWindow, topic: str, word: str) -> None:
    found = notice(window, topic)
    assert found is not None
    next(b for b in found.buttons if b.text() == word).click()


def texts(window: MainWindow) -> str:
    return "\n".join(n.text for n in window.notices.notices)


def is_open(window: MainWindow) -> bool:
    return window.session.is_open


def is_read_only(window: MainWindow) -> bool:
    return window.session.read_only


def test_a_refused_text_is_handed_back_and_written_on(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    session, before = window.session, window.session.plan.text(*key)
    session.enter(key, "大事な文\x07")
    settle()
    assert session.plan.text(*key) == before
    with Document.open(sample_file, read_only=True) as document:
        assert [d.text for d in document.drafts.all()] == ["大事な文\x07"], "a crash would not lose it either"
    press(window, "handed_back", say.DRAFT_RESTORE)
    assert window.sheet.editing_text.startswith("大事な文")
    assert notice(window, "handed_back") is None
    window.sheet.editing.cancel()


def test_what_is_handed_back_can_be_copied_and_given_up(window: MainWindow, key: Key, settle: Settle) -> None:
    session = window.session
    session.enter(key, "一つ目\x07")
    session.enter(key._replace(field="effect"), "二つ目\x07")
    settle()
    press(window, "handed_back", say.HANDED_BACK_COPY)
    assert QApplication.clipboard().text() == "一つ目\x07\n\n二つ目\x07"
    press(window, "handed_back", say.DRAFT_DROP)
    settle()
    kept: list[int] = []
    session.ask(lambda document: len(document.drafts.all()), kept.append)
    settle()
    assert kept == [0]
    assert notice(window, "handed_back") is None


def test_who_is_taken_over_reads_on_and_keeps_the_text(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    session = window.session
    with Document.open(sample_file, who="佐藤", take_over=True) as other:
        session.enter(key, "取られた後の文")
        settle()
        assert is_read_only(window)
        assert "佐藤" in texts(window)
        assert notice(window, "lock") is not None, "what can be done about it is offered"
        assert notice(window, "refused") is None, "and said once"
        press(window, "handed_back", say.DRAFT_RESTORE)
        assert notice(window, "handed_back") is not None, "it cannot be written here now, and stays at hand"
        with other.edit("佐藤の記入", who="佐藤") as edit:
            edit.set(key, "佐藤の文")
        window.watch.look()
        settle()
        assert session.plan.text(*key) == "佐藤の文", "reading only, it shows what the others do"


def test_being_taken_over_is_noticed_without_an_edit(window: MainWindow, settle: Settle, sample_file: Path) -> None:
    with Document.open(sample_file, who="佐藤", take_over=True):
        window.watch.look()
        settle()
        assert is_read_only(window)
        assert "佐藤" in texts(window)


def test_closing_with_a_text_that_cannot_be_entered_asks_first(
    window: MainWindow, key: Key, settle: Settle, sample_file: Path, qtbot: QtBot
) -> None:
    with Document.open(sample_file, who="佐藤", take_over=True):
        window.sheet.setFocus()
        type_text(window.sheet, "閉じる直前の文")
        window.close()
        settle()
        assert is_open(window)
        assert window.isVisible()
        assert notice(window, "handed_back") is not None
        window.close()
        qtbot.waitUntil(lambda: not window.session.is_open)
        settle()


def test_another_plan_is_not_opened_over_a_text_that_cannot_be_entered(
    window: MainWindow, key: Key, settle: Settle, sample_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ほか.plandb"
    other.write_bytes(sample_file.read_bytes())
    with Document.open(sample_file, who="佐藤", take_over=True):
        window.sheet.setFocus()
        type_text(window.sheet, "開く直前の文")
        window.opener.open(other)
        settle()
        assert window.session.path == sample_file
        assert notice(window, "handed_back") is not None
        window.opener.open(other)
        settle()
        assert window.session.path == other


def test_what_is_half_typed_is_entered_before_another_plan_opens(
    window: MainWindow, key: Key, settle: Settle, sample_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ほか.plandb"
    other.write_bytes(sample_file.read_bytes())
    window.sheet.setFocus()
    type_text(window.sheet, "途中の文")
    window.opener.open(other)
    settle()
    assert window.session.path == other
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "途中の文"


def test_a_full_disk_loses_nothing(window: MainWindow, key: Key, settle: Settle, qtbot: QtBot) -> None:
    session = window.session

    def limit(pages: int, document: Document) -> None:
        document._access._db.execute(f"PRAGMA max_page_count = {pages}")

    long = "長い文" * 100_000
    session.ask(partial(limit, 1), lambda _: None)
    session.enter(key, long)
    settle()
    assert "空きがない" in texts(window)
    session.ask(partial(limit, 1_000_000), lambda _: None)
    press(window, "handed_back", say.DRAFT_RESTORE)
    assert window.sheet.editing_text == long
    window.sheet.commit()
    settle()
    assert session.plan.text(*key) == long


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_a_file_removed_under_the_window_loses_nothing(
    window: MainWindow, key: Key, settle: Settle, sample_file: Path, tmp_path: Path
) -> None:
    session = window.session
    sample_file.unlink()
    session.enter(key, "消えた後の文")
    settle()
    assert sample_file.name in texts(window)
    assert "1 件" in texts(window), "what was typed is kept"
    rescued = tmp_path / "救った.plandb"
    session.ask(lambda document: document.copy_to(rescued), lambda _: None)
    settle()
    with Document.open(rescued, read_only=True) as document:
        assert len(document.plan().measures) == len(session.plan.measures)


def test_two_hundred_edits_refused_are_all_at_hand(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    session = window.session
    before = session.plan.entries
    session.runner.run(Lane.PLAN, partial(time.sleep, 0.2), lambda _: None, lambda _: None)
    keys = [Key(n.id, f, p) for n in session.plan.measures for f in ("work", "effect") for p in session.plan.period_keys("年度")]
    with Document.open(sample_file, who="佐藤", take_over=True):
        for number in range(200):
            session.enter(keys[number % len(keys)], f"文{number}")
        settle()
        assert session.plan.entries == before
        assert len(window.hand_back._typed) == min(200, len(keys))


def test_a_released_plan_shows_what_others_do(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    session = window.session
    window.watch.idle = 0
    window.watch.look()
    settle()
    assert session.released
    with Document.open(sample_file, who="佐藤") as other, other.edit("佐藤の記入", who="佐藤") as edit:
        edit.set(key, "佐藤の文")
    window.watch.look()
    settle()
    assert session.plan.text(*key) == "佐藤の文"
    assert session.undo_name == "佐藤の記入"


def test_a_year_closed_by_others_meanwhile_hands_the_text_back(
    window: MainWindow, key: Key, settle: Settle, sample_file: Path
) -> None:
    session = window.session
    window.watch.idle = 0
    window.watch.look()
    settle()
    forms, current = session.forms, session.current
    assert current is not None
    with Document.open(sample_file, who="佐藤") as other:
        years.close_period(other, forms, current, "佐藤")
    session.enter(key, "確定の後の文")
    settle()
    assert years.is_closed(session.plan, key.period), "what the others did is shown"
    assert notice(window, "handed_back") is not None


def test_undo_never_takes_back_what_others_did_unseen(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    session = window.session
    session.enter(key, "こちらの文")
    settle()
    window.watch.idle = 0
    window.watch.look()
    settle()
    with Document.open(sample_file, who="佐藤") as other, other.edit("佐藤の記入", who="佐藤") as edit:
        edit.set(key, "佐藤の文")
    window.actions_["undo"].trigger()
    settle()
    assert session.plan.text(*key) == "佐藤の文"
    assert say.LOOK_AGAIN in texts(window)


def test_undo_after_a_refused_text_takes_back_nothing_else(window: MainWindow, key: Key, settle: Settle) -> None:
    session = window.session
    session.enter(key, "よい文")
    settle()
    session.runner.run(Lane.PLAN, partial(time.sleep, 0.1), lambda _: None, lambda _: None)
    session.enter(key, "だめな文\x07")
    window.actions_["undo"].trigger()
    settle()
    assert session.plan.text(*key) == "よい文"


def test_the_file_is_not_given_up_while_somebody_types(
    window: MainWindow, key: Key, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, sheet = window.watch, window.sheet
    monkeypatch.setattr(watch._since_edit, "elapsed", lambda: 10 * watch.idle)  # nothing was entered for long
    sheet.setFocus()
    type_text(sheet, "考えながら打つ")
    sheet.editing.keep_draft()
    watch.look()
    settle()
    assert not window.session.released
    watch.idle = 0  # nor was anything typed
    watch.look()
    settle()
    assert window.session.released


def test_a_clock_set_back_does_not_keep_the_file_held(
    window: MainWindow, key: Key, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, tomorrow = window.watch, datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr(watch._since_edit, "elapsed", lambda: 10 * watch.idle)
    monkeypatch.setattr("planeditor.store.drafts.utc_now", tomorrow.isoformat)
    window.sheet.setFocus()
    type_text(window.sheet, "考えながら打つ")
    window.sheet.editing.keep_draft()
    settle()
    watch.look()
    settle()
    assert window.session.released


def test_saving_enters_what_is_half_typed(window: MainWindow, key: Key, settle: Settle, sample_file: Path) -> None:
    told: list[str] = []
    window.session.told.connect(told.append)
    window.sheet.setFocus()
    type_text(window.sheet, "打ちかけ")
    window.actions_["save"].trigger()
    settle()
    assert any(say.SAVED in text for text in told)
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "打ちかけ"


# Opening


def test_a_slow_disk_does_not_stop_the_window(
    bare: MainWindow, sample_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(path: Path, node: str = "") -> Glance | None:
        time.sleep(0.6)
        return glance(path, node)

    monkeypatch.setattr(opening, "glance", slow)
    began = time.thread_time()
    bare.opener.open(sample_file)
    assert time.thread_time() - began < 0.3
    settle()
    assert bare.session.path == sample_file
    assert not bare.session.partial


@pytest.mark.parametrize("seen", [True, False], ids=["looked at", "no first look"])
def test_a_plan_opened_while_another_is_opening_takes_its_place(
    bare: MainWindow, sample_file: Path, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    if not seen:
        monkeypatch.setattr(opening, "glance", lambda *_: None)
    other = tmp_path / "ほか.plandb"
    other.write_bytes(sample_file.read_bytes())
    for path in (sample_file, other, sample_file, other):
        bare.opener.open(path)
    settle()
    assert bare.session.path == other
    assert not bare.session.partial
    assert not bare.session.read_only
    assert lock_path(other).exists()
    assert not lock_path(sample_file).exists()


@pytest.mark.parametrize("seen", [True, False], ids=["looked at", "no first look"])
def test_closing_while_opening_leaves_no_lock(
    bare: MainWindow, sample_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, seen: bool
) -> None:
    if not seen:
        monkeypatch.setattr(opening, "glance", lambda *_: None)
    bare.opener.open(sample_file)
    with qtbot.waitSignal(bare.ended):
        bare.close()
    assert not lock_path(sample_file).exists()


def test_a_text_typed_before_a_file_turns_out_broken_is_handed_back(
    bare: MainWindow, sample_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_AT_ONCE", 5)
    bare.opener.open(sample_file)
    session = bare.session
    assert session.partial
    sample_file.write_bytes(b"x" * 10_000)
    assert session.current is not None
    session.enter(Key(session.plan.measures[0].id, "work", session.current.key), "早く打った文")
    settle()
    assert not is_open(bare)
    press(bare, "handed_back", say.HANDED_BACK_COPY)
    assert QApplication.clipboard().text() == "早く打った文"


def test_the_plan_that_was_open_last_is_gone(bare: MainWindow, tmp_path: Path, settle: Settle) -> None:
    bare.session.settings.last_file = str(tmp_path / "消えた.plandb")
    bare.start([])
    settle()
    assert bare.pages.name == "start"
    assert "消えた.plandb" in texts(bare)


def test_closing_ends_even_where_it_fails(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise ZeroDivisionError

    document = window.session._open.document if window.session._open else None
    assert document is not None
    with monkeypatch.context() as patch:
        patch.setattr("planeditor.ui.openplan.OpenPlan.close", broken)
        with qtbot.waitSignal(window.ended):
            window.close()
    document.close()


# Held by another terminal


def hold_elsewhere(path: Path, beat: str) -> None:
    holder = Holder("佐藤", "RDP-0007", 4711, "", utc_now(), "ab" * 8, beat, str(path))
    lock_path(path).write_text(json.dumps(asdict(holder)), "utf-8")


def offers(window: MainWindow) -> list[str]:
    found = notice(window, "lock")
    return [button.text() for button in found.buttons] if found else []


def test_reading_copying_and_taking_over_are_offered_at_once(bare: MainWindow, sample_file: Path, settle: Settle) -> None:
    hold_elsewhere(sample_file, utc_now())
    bare.opener.open(sample_file)
    settle()
    assert is_read_only(bare)
    assert "佐藤" in texts(bare)
    assert {say.TAKE_TURN, say.TAKE_OVER, say_outside.EDIT_COPY} <= set(offers(bare))
    press(bare, "lock", say.TAKE_OVER)
    settle()
    assert not is_read_only(bare)
    assert offers(bare) == []


def test_who_gives_signs_of_life_is_asked_and_not_taken_over(bare: MainWindow, sample_file: Path, settle: Settle) -> None:
    hold_elsewhere(sample_file, "1")
    bare.opener.open(sample_file)
    settle()
    bare.watch.look()
    settle()
    hold_elsewhere(sample_file, "0")  # by whatever clock
    bare.watch.look()
    settle()
    assert say.TAKE_TURN in offers(bare)
    assert say.TAKE_OVER not in offers(bare)
    lock_path(sample_file).unlink()
    bare.watch.look()
    settle()
    press(bare, "lock", say_outside.BEGIN)
    settle()
    assert not is_read_only(bare)


def test_a_holder_who_falls_silent_while_one_reads(
    bare: MainWindow, sample_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(lock_watch, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    hold_elsewhere(sample_file, utc_now())
    bare.opener.open(sample_file)
    settle()
    for clock[0] in (0.0, 101.0):
        bare.watch.look()
        settle()
    assert "応答がありません" in texts(bare)
    assert say.TAKE_OVER in offers(bare)
    assert say.TAKE_TURN not in offers(bare)


def test_a_copy_to_go_on_in(bare: MainWindow, sample_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = sample_file.with_name("写し.plandb")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    hold_elsewhere(sample_file, utc_now())
    bare.opener.open(sample_file)
    settle()
    press(bare, "lock", say_outside.EDIT_COPY)
    settle()
    assert bare.session.path == copy
    assert not is_read_only(bare)
    assert say_outside.COPY_OPENED in texts(bare)


def test_no_name_chosen_for_the_copy_the_ways_stay_offered(
    bare: MainWindow, sample_file: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    hold_elsewhere(sample_file, utc_now())
    bare.opener.open(sample_file)
    settle()
    before = offers(bare)
    press(bare, "lock", say_outside.EDIT_COPY)
    qtbot.waitUntil(lambda: offers(bare) == before)


# Undo


def test_the_place_moves_on_where_its_node_vanishes(window: MainWindow, settle: Settle) -> None:
    session = window.session
    session.set_mode(Mode.REVISION)
    forms, who, area = session.forms, session.who, session.plan.areas[0].id
    made: list[ChangeReport] = []
    session.edit(lambda document: add_measure(document, forms, area, mode=Mode.REVISION, who=who), made.append)
    settle()
    [node] = added(made[0])
    session.go(Place(node))
    moved: list[Place] = []
    session.place_changed.connect(moved.append)
    window.actions_["undo"].trigger()
    settle()
    assert session.plan.node(node) is None
    assert session.plan.node(session.place.node) is not None, "a neighbour is shown rather than nothing"
    assert moved


def test_going_back_to_the_opening_takes_back_a_closing_too(window: MainWindow, key: Key, settle: Settle) -> None:
    session, before = window.session, window.session.plan.text(*key)
    session.enter(key, "確定の前の文")
    settle()
    window.actions_["close_year"].trigger()
    settle()
    window.actions_["revert"].trigger()
    settle()
    assert session.plan.text(*key) == before
    assert not years.is_closed(session.plan, key.period)


def test_typing_and_undo_by_the_tool_bar_take_back_what_was_typed(window: MainWindow, key: Key, settle: Settle) -> None:
    session, before = window.session, window.session.plan.text(*key)
    window.sheet.setFocus()
    type_text(window.sheet, "打った文")
    window.actions_["undo"].trigger()
    settle()
    assert session.plan.text(*key) == before
    window.actions_["redo"].trigger()
    settle()
    assert session.plan.text(*key) == "打った文"


def test_enter_again_after_a_storm_of_undo(window: MainWindow, key: Key, settle: Settle) -> None:
    session = window.session
    before = session.plan.text(*key)
    for number in range(20):
        session.enter(key, f"文{number}")
    for _ in range(20):
        window.actions_["undo"].trigger()
    settle()
    assert session.plan.text(*key) == before
    for _ in range(20):
        session.redo()
    settle()
    assert session.plan.text(*key) == "文19"
