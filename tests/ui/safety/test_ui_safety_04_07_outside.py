"""What happens to the open plan file from outside, at the window: nothing crashes, nothing typed is lost, nothing is overwritten
silently, and the window goes on by itself where it can."""
from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import NAME, Key
from planeditor.messages import outside as say
from planeditor.messages import ui_main as say_main
from planeditor.services.editing.permissions import Mode
from planeditor.services.intake.waiting import waiting
from planeditor.services.planfiles.unsaved import kept_unsaved
from planeditor.store.document import Document
from planeditor.store.lockfile import lock_path
from planeditor.store.outside import Outside
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import Notice
from planeditor.ui.outside.outside_notice import OUTSIDE, REWRITTEN
from planeditor.ui.outside.unsaved import UNSAVED
from planeditor.ui.session import Session
from tests.safety.sticks import barred, stick
from tests.safetytable import Figures
from tests.ui.conftest import Settle

pytestmark = pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved or removed there")
BEFORE, AFTER, THEIRS = "消える前に打った文", "消えた後に打った文", "同僚がその間に書いた文"


class Desk:
    """The window with the sample open at a place, and what a user would do there."""

    def __init__(self, window: MainWindow, settle: Settle, folder: Path, sample: Path) -> None:
        self.window, self.session, self.settle = window, window.session, settle
        self.path = folder / "見本市.plandb"
        self.path.write_bytes(sample.read_bytes())
        self.copy = sample
        window.opener.open(self.path)
        settle()
        session = window.session
        assert session.current is not None
        first, second = session.plan.measures[:2]
        self.key = Key(first.id, "work", session.current.key)
        self.other = Key(first.id, "effect", session.current.key)
        self.third = Key(second.id, "work", session.current.key)
        self.enter(self.key, BEFORE)
        assert not self.bars()

    def enter(self, key: Key, text: str) -> None:
        self.session.enter(key, text)
        self.settle()

    def look(self) -> None:
        """What the window does every 10 seconds by itself."""
        self.window.watch.look()
        self.settle()

    def bar(self, topic: str) -> Notice | None:
        return next((n for n in self.window.notices.notices if n.topic == topic), None)

    def bars(self) -> list[str]:
        return [f"{n.topic}: {n.text}" for n in self.window.notices.notices if n.topic != "written"]

    def press(self, topic: str, word: str) -> None:
        found = self.bar(topic)
        assert found is not None, topic
        next(b for b in found.buttons if b.text() == word).click()
        self.settle()

    def text(self, key: Key, path: Path | None = None) -> str:
        with Document.open(path or self.path, read_only=True) as document:
            return document.plan().text(*key)

    def shown(self, key: Key) -> str:
        return self.session.plan.text(*key)


@pytest.fixture
def window(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    for _ in range(2):  # the first time it stays where something could not be entered
        window.close()
        settle()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "計画"
    folder.mkdir()
    return folder


# 4: read-only, removed, unplugged


@contextlib.contextmanager
def _removed(path: Path) -> Iterator[None]:
    aside = path.with_name("別名.plandb")
    path.rename(aside)
    yield
    aside.rename(path)


@contextlib.contextmanager
def _away(path: Path) -> Iterator[None]:
    aside = path.parent.with_name("移した先")
    path.parent.rename(aside)
    yield
    aside.rename(path.parent)


Trouble = Callable[[Path], contextlib.AbstractContextManager[None]]
TROUBLES: dict[str, tuple[Trouble, str]] = {
    "folder read-only": (lambda path: barred(path.parent), say.BAR_BARRED),
    "file read-only": (barred, say.BAR_BARRED),
    "file removed": (_removed, say.BAR_GONE),
    "folder gone": (_away, say.BAR_UNREACHABLE),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_04_refused_edits_are_saved_elsewhere(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, name: str, figure: Figures
) -> None:
    desk = Desk(window, settle, here, sample_file)
    trouble, bar = TROUBLES[name]
    with trouble(desk.path):
        desk.enter(desk.key, AFTER)
        desk.enter(desk.other, "90%")
        found = desk.bar(OUTSIDE)
        assert found is not None
        assert found.text == bar.format(file=desk.path.name) + say.BAR_UNSAVED.format(count=2)
        desk.look()
        assert desk.bar(OUTSIDE) is not None, "it is still so"
        assert [one.text for one in kept_unsaved(desk.session.plan_id)] == [AFTER, "90%"], "they outlive the program"
        target = here.parent / "救った.plandb"
        window.outside.ways.save_to(target)
        settle()
        assert desk.session.path == target
        assert not desk.session.read_only
        assert (desk.text(desk.key, target), desk.text(desk.other, target)) == (AFTER, "90%")
        with Document.open(target, read_only=True) as document:
            assert any(c.new == BEFORE for g in document.log() for c in g.changes), "with its history"
            assert document.verify() == []
        assert not kept_unsaved(desk.session.plan_id)
    assert desk.text(desk.key) == BEFORE
    figure(4, "0 crashes; all edits saved elsewhere with their history; said what happened", what=f"{name} while open")


@pytest.mark.parametrize("name", TROUBLES)
def test_04_a_refused_operation_that_is_no_text_is_said_and_not_done(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, name: str
) -> None:
    desk = Desk(window, settle, here, sample_file)
    session, jobs = desk.session, window.parts.tree.commands.jobs
    session.set_mode(Mode.REVISION)
    first, before = session.plan.measures[0], session.plan.entries
    operations: list[Callable[[], None]] = [
        lambda: jobs.rename(first.id, "別の名前"), lambda: jobs.set_state(first.id, "中止"), lambda: jobs.move_down(first),
        session.undo,
    ]  # fmt: skip
    told: list[str] = []
    session.told.connect(told.append)
    trouble, sentence = TROUBLES[name]
    with trouble(desk.path):
        for number, operation in enumerate(operations, start=1):
            operation()
            settle()
            assert told == [say.NOT_WRITTEN] * number
            assert session.plan.entries == before
        assert f"{OUTSIDE}: {sentence.format(file=desk.path.name)}" in desk.bars()
    desk.look()
    desk.look()
    jobs.rename(first.id, "後の名前")
    settle()
    assert desk.text(Key(first.id, NAME)) == "後の名前"


@pytest.mark.parametrize("name", TROUBLES)
@pytest.mark.parametrize("edited", [True, pytest.param(False, marks=pytest.mark.full)], ids=["edited", "untouched"])
def test_04_the_window_goes_on_when_it_is_over(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, name: str, edited: bool
) -> None:
    desk = Desk(window, settle, here, sample_file)
    trouble, _ = TROUBLES[name]
    with trouble(desk.path):
        if edited:
            desk.enter(desk.key, AFTER)
            assert desk.bar(OUTSIDE) is not None
        desk.look()
        desk.look()
    desk.look()
    assert desk.bars() == []
    assert not desk.session.read_only
    assert desk.text(desk.key) == desk.shown(desk.key) == (AFTER if edited else BEFORE)
    desk.enter(desk.other, "続きの文")
    assert desk.text(desk.other) == "続きの文"


@pytest.mark.parametrize("way", ["no answer from the disk", pytest.param("unplugged", marks=pytest.mark.full)])
def test_04_a_stick_is_pulled_out(
    window: MainWindow, settle: Settle, sample_file: Path, tmp_path: Path, way: str, figure: Figures
) -> None:
    with stick(tmp_path) as place:
        desk = Desk(window, settle, place.folder, sample_file)
        place.break_()
        if way == "unplugged":
            place.pull()
        desk.enter(desk.key, AFTER)
        found = desk.bar(OUTSIDE)
        assert found is not None
        assert found.text.startswith(say.BAR_UNREACHABLE.format(file=desk.path.name))
        desk.look()
        assert desk.bar(OUTSIDE) is not None
        target = tmp_path / "救った.plandb"
        window.outside.ways.save_to(target)
        settle()
        assert desk.session.path == target
        assert desk.text(desk.key, target) == AFTER
        with Document.open(target, read_only=True) as document:
            assert document.verify() == []
        place.pull()
        place.plug()
        assert desk.text(desk.key) == BEFORE, "what was confirmed before is on the stick"
    figure(4, "0 crashes; all edits saved elsewhere; what was confirmed is on the stick", what=f"USB stick, {way}")


def test_04_a_stick_that_comes_back(window: MainWindow, settle: Settle, sample_file: Path, tmp_path: Path) -> None:
    with stick(tmp_path) as place:
        desk = Desk(window, settle, place.folder, sample_file)
        place.break_()
        place.pull()
        desk.enter(desk.key, AFTER)
        desk.look()
        place.plug()
        desk.look()
        assert desk.bars() == []
        assert desk.text(desk.key) == desk.shown(desk.key) == AFTER
        window.opener.open(sample_file)
        settle()


def test_04_what_could_not_be_written_outlives_the_program(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path
) -> None:
    desk = Desk(window, settle, here, sample_file)
    with _removed(desk.path):
        for text in ("一", AFTER):
            desk.enter(desk.key, text)
        desk.enter(desk.other, "90%")
        desk.session.abandon()  # as a crash would
        settle()
    window.opener.open(desk.path)
    settle()
    found = desk.bar(UNSAVED)
    assert found is not None
    assert "2 件" in found.text
    desk.press(UNSAVED, say_main.HANDED_BACK_COPY)
    assert QApplication.clipboard().text().startswith("1. ")
    with Document.open(desk.path, take_over=True, who="佐藤") as other, other.edit("佐藤", who="佐藤") as edit:
        edit.set(desk.other, THEIRS)
    desk.press(UNSAVED, say.WRITE_KEPT)
    assert desk.text(desk.key) == AFTER
    assert desk.text(desk.other) == THEIRS, "nothing is overwritten"
    handed = desk.bar("handed_back")
    assert handed is not None, "and nothing is lost"
    assert not kept_unsaved(desk.session.plan_id)


def test_04_a_share_that_does_not_answer_stops_nothing(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(window, settle, here, sample_file)
    answer = threading.Event()

    def hangs(_: Document) -> Outside:
        answer.wait(30)
        return Outside()

    monkeypatch.setattr(Document, "outside", hangs)
    monkeypatch.setattr(Document, "refresh", lambda document: bool(hangs(document)) and False)
    window.watch._patience.setInterval(100)
    began = time.perf_counter()
    window.watch.look()
    assert time.perf_counter() - began < 0.1
    qtbot.waitUntil(lambda: desk.bar(OUTSIDE) is not None)
    bar = desk.bar(OUTSIDE)
    assert bar is not None
    assert bar.text == say.NO_ANSWER.format(file=desk.path.name)
    window.watch.look()
    desk.session.enter(desk.key, AFTER)  # on its way: the lane of the file waits
    assert desk.shown(desk.key) == AFTER
    target = here / "救った.plandb"
    window.outside.ways.save_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: desk.bar("rescued") is not None)
    assert desk.text(desk.key, target) == AFTER
    answer.set()
    monkeypatch.undo()
    settle()
    desk.look()
    assert desk.bar(OUTSIDE) is None
    assert desk.text(desk.key) == AFTER


# 7: replaced or edited by others


def _fork(desk: Desk, *keys: Key) -> Path:
    """What a colleague made of a copy of the file as it is now."""
    copy = desk.path.parent.parent / "同僚の写し.plandb"
    shutil.copyfile(desk.path, copy)
    with Document.open(copy, who="佐藤") as document:
        for key in keys:
            with document.edit("佐藤の記入", who="佐藤") as edit:
                edit.set(key, THEIRS)
    return copy


@pytest.mark.parametrize("over", ["renamed over", "written over"])
@pytest.mark.parametrize("noticed", [pytest.param("at a look", marks=pytest.mark.full), "at an edit"])
def test_07_replaced_by_a_file_that_went_another_way(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, over: str, noticed: str, figure: Figures
) -> None:
    desk = Desk(window, settle, here, sample_file)
    copy = _fork(desk, desk.key, desk.third)
    desk.enter(desk.key, "こちらの文")
    desk.enter(desk.other, "こちらの効果")  # as many steps as the colleague: SQLite's own counter is the same
    if over == "renamed over":
        copy.replace(desk.path)
    else:
        desk.path.write_bytes(copy.read_bytes())
    theirs = desk.path.read_bytes()
    if noticed == "at a look":
        desk.look()
        unsaved = False
    else:
        desk.enter(desk.other, AFTER)
        unsaved = desk.shown(desk.other) != AFTER
    if over == "written over":  # the very file: it is read anew, and everything shown is what is in it
        if noticed == "at a look":
            assert desk.bar(REWRITTEN) is not None
        assert desk.shown(desk.key) == desk.text(desk.key) == THEIRS
        assert desk.text(desk.third) == THEIRS
        figure(7, "noticed at the next look or edit; nothing of theirs overwritten", what=f"{over} with as many steps, {noticed}")
        return
    assert desk.bar(OUTSIDE) is not None
    assert desk.path.read_bytes() == theirs
    desk.press(OUTSIDE, say.MERGE)
    assert desk.bar("rescued") is not None
    assert desk.text(desk.key) == THEIRS, "both have written there: a person decides"
    assert desk.text(desk.third) == THEIRS
    assert desk.text(desk.other) == (AFTER if unsaved else "こちらの効果")
    with Document.open(desk.path, read_only=True) as document:
        [receipt] = [r for r in document.receipts.all() if r.who == "試験"][-1:]
        assert [(w.submitted, w.kind) for w in waiting(document, receipt.number)] == [("こちらの文", "conflict")]
        assert document.verify() == []
    desk.press("rescued", say.REVIEW)
    assert window.pages.name == "review"
    figure(7, "0 overwritten silently; both sides kept, the conflict waits", what=f"{over} by a fork, {noticed}")


def test_07_replaced_by_a_newer_state_of_the_same_file(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, figure: Figures
) -> None:
    """As a program that keeps folders in step would do it: nothing of ours is missing, so it simply goes on."""
    desk = Desk(window, settle, here, sample_file)
    _fork(desk, desk.third).replace(desk.path)
    desk.look()
    assert desk.bar(OUTSIDE) is None
    assert desk.shown(desk.third) == THEIRS
    desk.enter(desk.key, AFTER)
    assert (desk.text(desk.key), desk.text(desk.third)) == (AFTER, THEIRS)
    figure(7, "goes on by itself, theirs and ours kept", what="replaced by a newer state that has all of ours")


@pytest.mark.parametrize(
    "what", ["garbage", *(pytest.param(w, marks=pytest.mark.full) for w in ("another plan", "nothing", "an older state"))]
)
def test_07_replaced_by_something_else(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, what: str, figure: Figures
) -> None:
    desk = Desk(window, settle, here, sample_file)
    new = here / "neu"
    if what == "another plan":
        with Document.open(desk.path, read_only=True) as document:
            document.practice_copy_to(new)
    else:
        new.write_bytes({"garbage": b"x" * 10_000, "nothing": b"", "an older state": sample_file.read_bytes()}[what])
    theirs = new.read_bytes()
    new.replace(desk.path)
    desk.look()
    assert desk.bar(OUTSIDE) is not None
    desk.enter(desk.other, AFTER)
    assert desk.path.read_bytes() == theirs, "it is left alone"
    desk.press(OUTSIDE, say.MERGE)
    if what == "an older state":
        assert (desk.text(desk.key), desk.text(desk.other)) == (BEFORE, AFTER)
    else:
        assert desk.path.read_bytes() == theirs
        assert desk.bar(OUTSIDE) is not None, "the other ways are still offered"
        target = here / "救った.plandb"
        window.outside.ways.save_to(target)
        settle()
        assert (desk.text(desk.key, target), desk.text(desk.other, target)) == (BEFORE, AFTER)
    figure(7, "left alone; our edits kept", what=f"replaced by {what}")


@pytest.mark.full
def test_07_opened_anew_what_was_typed_is_offered(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path
) -> None:
    desk = Desk(window, settle, here, sample_file)
    _fork_of_before = here.parent / "前.plandb"
    shutil.copyfile(sample_file, _fork_of_before)
    _fork_of_before.replace(desk.path)
    desk.enter(desk.other, AFTER)
    desk.press(OUTSIDE, say.REOPEN)
    assert desk.shown(desk.key) != BEFORE
    desk.press(UNSAVED, say.WRITE_KEPT)
    assert desk.text(desk.other) == AFTER


def test_07_another_program_edits_the_open_file(
    window: MainWindow, settle: Settle, sample_file: Path, here: Path, figure: Figures
) -> None:
    desk = Desk(window, settle, here, sample_file)
    with closing(sqlite3.connect(desk.path)) as db:
        db.execute("UPDATE entry SET text = 'よそで書いた' WHERE node = ? AND field = ?", (desk.key.node, desk.key.field))
        db.commit()
    desk.look()
    assert desk.bar(REWRITTEN) is not None
    desk.enter(desk.key, AFTER)
    assert desk.text(desk.key) != AFTER
    handed = desk.bar("handed_back")
    assert handed is not None
    assert desk.bar("refused") is not None, "the damage is named"
    figure(7, "noticed at the next look; nothing written over it; named", what="rows edited by another program")


@pytest.mark.full
def test_07_another_program_breaks_the_open_file(window: MainWindow, settle: Settle, sample_file: Path, here: Path) -> None:
    desk = Desk(window, settle, here, sample_file)
    desk.path.write_bytes(b"x" * 20_000)
    desk.look()
    assert desk.bar(REWRITTEN) is not None
    target = here / "救った.plandb"
    window.outside.ways.save_to(target)
    settle()
    assert desk.text(desk.key, target) == BEFORE


def test_07_a_replaced_file_is_seen_by_its_readers(window: MainWindow, settle: Settle, sample_file: Path, here: Path) -> None:
    desk = Desk(window, settle, here, sample_file)
    window.opener.open(desk.path, read_only=True)
    settle()
    _fork(desk, desk.third).replace(desk.path)
    desk.look()
    assert desk.shown(desk.third) == THEIRS
    assert not lock_path(desk.path).exists()
