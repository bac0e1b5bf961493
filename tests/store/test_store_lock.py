"""One writer at a time, and nobody kept out by the dead."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.heartbeat import Heartbeat
from planeditor.store.holder import Holder
from planeditor.store.lock import FileLock, HeldByOther, lock_state
from planeditor.store.lockfile import holder_of, lock_path
from planeditor.store.process import birth_mark, terminal_name
from planeditor.store.silence import Listening

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from planeditor.domain.errors import KnownError
from planeditor.store.document import Document
try:
    document = Document.open(Path(sys.argv[1]), who=sys.argv[2])
except KnownError as error:
    print("refused", flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
    document.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画 1.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲").close()
    return path


def other_program(path: Path, who: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), who], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def end(program: subprocess.Popen[str], *, kill: bool = False) -> None:
    if kill:
        program.kill()
    program.communicate()


def a_holder(**changes: object) -> Holder:
    holder = Holder("乙", terminal_name(), os.getpid(), birth_mark(os.getpid()) or "", "2026-04-01T00:00:00+00:00", "t")
    return replace(holder, **changes)  # type: ignore[arg-type]


def leave(path: Path, holder: Holder) -> None:
    lock_path(path).write_text(json.dumps(asdict(holder)), "utf-8")


def test_the_second_writer_is_told_who_holds_the_file(path: Path) -> None:
    program = other_program(path, "情報課 佐藤")
    try:
        assert said(program) == "open"
        holder = holder_of(path)
        assert holder is not None
        assert (holder.who, holder.terminal, holder.process) == ("情報課 佐藤", terminal_name(), program.pid)
        with pytest.raises(KnownError) as caught:
            Document.open(path)
        for part in (path.name, "情報課 佐藤", terminal_name(), holder.since_local, "読み取り専用"):
            assert part in caught.value.message
        with Document.open(path, read_only=True) as reader:
            assert reader.plan().entries
        with pytest.raises(KnownError, match="すでにあります"):
            Document.create(path, {}, name="作成", who="甲")
    finally:
        end(program)
    assert holder_of(path) is None
    Document.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_the_lock_of_a_killed_program_is_taken_over(path: Path) -> None:
    program = other_program(path, "佐藤")
    assert said(program) == "open"
    end(program, kill=True)
    assert lock_path(path).exists()
    with Document.open(path):
        holder = holder_of(path)
        assert holder is not None
        assert holder.process == os.getpid()


def test_of_many_after_a_stale_lock_one_wins(path: Path) -> None:
    leave(path, a_holder(process=2**22 + 1))
    programs = [other_program(path, f"{n}") for n in range(4)]
    try:
        assert sorted(said(p) for p in programs) == ["open", "refused", "refused", "refused"]
    finally:
        for program in programs:
            end(program)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("holder", "taken_over"),
    [
        (a_holder(process=2**22 + 1), True),
        (a_holder(born="another process had this number"), True),
        (a_holder(born=""), False),
        (a_holder(terminal="RDP-9999", process=2**22 + 1), False),
        (a_holder(), False),
    ],
)
def test_only_a_dead_process_of_this_terminal_is_stale(path: Path, holder: Holder, taken_over: bool) -> None:
    leave(path, holder)
    if taken_over:
        Document.open(path).close()
        return
    with pytest.raises(KnownError, match=f"乙.*{holder.terminal}"):
        Document.open(path)
    Document.open(path, take_over=True).close()
    assert not lock_path(path).exists()


def test_a_lock_that_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.store.lock._WRITING_SECONDS", 0.1)
    lock_path(path).write_text("{half", "utf-8")
    with pytest.raises(KnownError, match=r"計画 1\.plandb\.lock.*消して"):
        Document.open(path)
    lock_path(path).write_bytes(b"")  # its program died while creating it
    Document.open(path).close()


def test_a_failed_opening_gives_the_lock_back(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(KnownError):
        Document.open(path)
    assert list(path.parent.iterdir()) == [path]


def test_who_lost_the_lock_cannot_write(path: Path) -> None:
    key = Key("m1", "work")
    with Document.open(path) as document:
        other = Document.open(path, take_over=True, who="課長")
        with pytest.raises(KnownError, match=r"課長.*引き継いで"), document.edit("入力", who="甲"):
            pass
        other.close()
        with document.edit("入力", who="甲") as edit:  # the lock is free again, and is taken again
            edit.set(key, "a")
        assert holder_of(path) is not None
    assert holder_of(path) is None


def test_releasing_leaves_the_lock_of_another(path: Path) -> None:
    lock = FileLock.acquire(path, "甲")
    leave(path, a_holder(who="乙"))
    lock.release()
    assert lock_path(path).exists()


def test_two_programs_create_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a.plandb"
    lock = FileLock.acquire(path, "甲")
    with pytest.raises(KnownError, match="甲"):
        Document.create(path, {}, name="作成", who="乙")
    lock.release()
    assert not list(tmp_path.iterdir())


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat(timespec="seconds")


def test_a_beat_is_a_sign_of_life(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Document.open(path, who="甲") as document:
        first = holder_of(path)
        assert first is not None
        assert first.beat == first.since
        beat = ago(hours=5)
        monkeypatch.setattr("planeditor.store.lock.utc_now", lambda: beat)
        length = lock_path(path).stat().st_size
        assert document.beat()
        later = holder_of(path)
        assert later is not None
        assert later == replace(first, beat=beat)
        assert lock_path(path).stat().st_size == length
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "a")
    assert not document.beat()
    assert list(path.parent.iterdir()) == [path]


def test_a_beat_brings_back_a_vanished_lock_but_never_that_of_another(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        lock_path(path).unlink()
        assert document.beat()
        assert holder_of(path) is not None
        leave(path, a_holder(who="乙", token="other"))  # noqa: S106
        content = lock_path(path).read_bytes()
        assert not document.beat()
        assert lock_path(path).read_bytes() == content
    with Document.open(path, read_only=True) as reader:
        assert not reader.beat()


def test_beats_while_others_try_to_open_and_take_over(path: Path) -> None:
    """Whoever looks at the lock between two beats sees a whole one."""
    lock = FileLock.acquire(path, "甲")
    for _ in range(300):
        assert lock.beat()
        found = holder_of(path)
        assert found is not None
        assert found.token == lock.holder.token
    other = FileLock.acquire(path, "乙", take_over=True)
    assert not lock.beat()
    lock.release()
    assert other.beat()
    other.release()
    assert list(path.parent.iterdir()) == [path]


def leave_old(path: Path, holder: Holder, **ago: float) -> None:
    """A lock whose last sign of life was so long ago by the clock of the disk; its own clock says anything."""
    leave(path, holder)
    written = lock_path(path).stat().st_mtime - timedelta(**ago).total_seconds()
    os.utime(lock_path(path), (written, written))


def test_how_long_a_holder_has_been_silent_is_told_by_one_clock(path: Path) -> None:
    for seconds, silence in ((0, ""), (40, ""), (-1800, ""), (330, "5 分"), (11_160, "3 時間"), (354_240, "4 日")):
        for beat in (ago(hours=30), ago(hours=-30), "gestern"):
            leave_old(path, a_holder(terminal="RDP-9999", beat=beat), seconds=seconds)
            state = lock_state(path)
            assert state is not None
            assert state.silence == silence
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name, lock_path(path).name]


@pytest.mark.parametrize("terminal", ["RDP-9999", terminal_name()])
def test_silence_is_told_but_takes_nothing_over(path: Path, terminal: str) -> None:
    leave_old(path, a_holder(terminal=terminal, beat=ago(seconds=0)), hours=3.1)
    with pytest.raises(HeldByOther, match="3 時間前から応答がありません") as caught:
        Document.open(path)
    assert caught.value.holder is not None
    assert caught.value.holder.who == "乙"
    Document.open(path, take_over=True).close()


def test_listening_goes_by_the_clock_of_who_listens() -> None:
    listening, holder = Listening(), a_holder(beat="1")
    heard = [listening.hear(holder, at) for at in (0.0, 50.0, 99.0, 100.0)]
    heard.append(listening.hear(replace(holder, beat="0"), 110.0))  # its clock was set back
    heard += [listening.hear(replace(holder, beat="0"), at) for at in (150.0, 211.0)]
    heard.append(listening.hear(replace(holder, token="another"), 212.0))  # noqa: S106
    assert heard == ["unknown", "unknown", "unknown", "silent", "alive", "unknown", "silent", "unknown"]


def test_a_lock_file_without_beat_is_read(path: Path) -> None:
    old = asdict(a_holder(terminal="RDP-9999"))
    del old["beat"]
    lock_path(path).write_text(json.dumps(old), "utf-8")
    holder = holder_of(path)
    assert holder is not None
    assert (holder.who, holder.beat) == ("乙", "")
    with pytest.raises(HeldByOther, match=r"乙.*RDP-9999"):
        Document.open(path)


def test_a_lock_of_a_newer_program_is_honoured(path: Path) -> None:
    lock_path(path).write_text(json.dumps(asdict(a_holder(terminal="RDP-9999")) | {"further": [1], "color": None}), "utf-8")
    with pytest.raises(HeldByOther, match="乙"):
        Document.open(path)
    lock_path(path).write_text(json.dumps({"version": 9, "holders": []}), "utf-8")  # written quite otherwise
    with pytest.raises(HeldByOther, match="使用中"):
        Document.open(path)


@pytest.mark.parametrize("content", [b"[]", b"null", b"7", b"\xff\xfe", b"[" * 50_000, b'{"who": 1}'])
def test_a_damaged_lock_is_a_sentence(path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.store.lock._WRITING_SECONDS", 0.1)
    lock_path(path).write_bytes(content)
    with pytest.raises(HeldByOther, match="読み取り専用"):
        Document.open(path)
    Document.open(path, take_over=True).close()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"\0" * 300])
def test_a_lock_that_a_power_cut_left_blank_keeps_nobody_out(
    path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planeditor.store.lock._WRITING_SECONDS", 0.1)
    with Document.open(path, who="甲") as document:
        lock_path(path).write_bytes(content)
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "a")
        holder = holder_of(path)
        assert holder is not None
        assert holder.who == "甲"
    lock_path(path).write_bytes(content)
    Document.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_deleted_by_hand_comes_back_or_is_lost_to_another(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        lock_path(path).unlink()
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "a")
        assert lock_path(path).exists()
        lock_path(path).unlink()
        with Document.open(path, who="乙"), pytest.raises(HeldByOther, match="乙"), document.edit("入力", who="甲"):
            pass


def test_a_folder_copied_with_its_lock_keeps_nobody_out(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        other = path.parent.parent / "写し"
        shutil.copytree(path.parent, other)
        Document.open(other / path.name).close()
        assert not lock_path(other / path.name).exists()
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "a")


def test_a_copied_lock_of_another_terminal_is_recognised_and_offered(path: Path) -> None:
    leave(path, a_holder(terminal="RDP-9999", plan="Z:\\情報課\\計画 1.plandb", file=f"{1:20}"))
    with pytest.raises(HeldByOther, match=r"別のファイルのロックファイル.*Z:") as caught:
        Document.open(path)
    assert caught.value.state.of_other
    Document.open(path, take_over=True).close()


def test_the_same_file_by_another_name_of_its_folder_is_held(path: Path) -> None:
    with Document.open(path, who="甲"):
        alias = path.parent.parent / "別名"
        alias.symlink_to(path.parent, target_is_directory=True)
        with pytest.raises(HeldByOther, match="甲"):
            Document.open(alias / path.name)


def test_another_terminal_of_the_same_name_is_not_taken_for_a_dead_process(path: Path) -> None:
    """Terminals that are copies of one image share their name: the process is not here, and the start is another."""
    elsewhere = a_holder(process=2**22 + 1, born="another start/77", beat=ago(seconds=0))
    if not birth_mark(os.getpid()):
        pytest.skip("this system does not say when it was started")
    leave(path, elsewhere)
    with pytest.raises(HeldByOther, match="乙"):
        Document.open(path)
    leave_old(path, elsewhere, minutes=2)  # this terminal was started anew: nobody gives a sign of life
    Document.open(path).close()


def test_the_sign_of_life_goes_on_while_the_program_works_and_ends_when_it_hangs() -> None:
    class Counted:
        count = 0

        def beat(self) -> None:
            self.count += 1

    counted = Counted()
    heart = Heartbeat(counted.beat, every=0.01, patience=0.2)
    heart.start()
    until = time.monotonic() + 30
    while counted.count < 5 and time.monotonic() < until:  # busy, whatever the event loop does
        heart.sign()
    assert counted.count >= 5
    time.sleep(0.5)
    hung = counted.count
    time.sleep(0.1)
    assert counted.count == hung
    until = time.monotonic() + 30
    while counted.count == hung and time.monotonic() < until:
        heart.sign()
    assert counted.count > hung
    heart.stop()
    heart._thread.join(1)
    assert not heart._thread.is_alive()


def test_a_lock_beats_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.store.lock.Heartbeat", lambda beat: Heartbeat(beat, every=0.02))
    with Document.open(path, who="甲"):
        lock_path(path).unlink()
        until = time.monotonic() + 30
        while holder_of(path) is None and time.monotonic() < until:
            time.sleep(0.02)
        assert holder_of(path) is not None
    time.sleep(0.1)
    assert list(path.parent.iterdir()) == [path]


def test_a_terminal_that_slept_within_a_transaction_looks_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("planeditor.store.access._clocks", lambda: (0.0, clock[0]))
    with Document.open(path, who="甲") as document:
        taken: list[FileLock] = []

        def sleep_within_an_edit() -> None:
            with document.edit("入力", who="甲") as edit:
                edit.set(Key("m1", "work"), "眠る前の文")
                taken.append(FileLock.acquire(path, "乙", take_over=True))
                clock[0] = 3600.0

        with pytest.raises(HeldByOther, match="乙"):
            sleep_within_an_edit()
        assert document.plan().text("m1", "work") == ""
        taken[0].release()


def test_a_file_of_two_names_has_no_two_writers(path: Path) -> None:
    """Each of two hard links would have a lock and a journal of its own."""
    other = path.with_name("別名.plandb")
    os.link(path, other)
    for name in (path, other):
        with pytest.raises(KnownError, match="別の名前（ハードリンク）"):
            Document.open(name, who="甲")
        Document.open(name, read_only=True).close()
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, other.name])
    other.unlink()
    Document.open(path, who="甲").close()


def test_the_first_name_of_a_new_file_left_by_a_killed_program_goes(path: Path) -> None:
    left = path.with_name(f".{path.stem}.0a1b2c3d.tmp")
    os.link(path, left)
    Document.open(path, who="甲").close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
