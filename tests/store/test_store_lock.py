"""One writer at a time, and nobody kept out by the dead."""
from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.holder import Holder
from planeditor.store.lock import FileLock, HeldByOther, holder_of, lock_path
from planeditor.store.process import birth_mark

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
    holder = Holder("乙", platform.node(), os.getpid(), birth_mark(os.getpid()) or "", "2026-04-01T00:00:00+00:00", "t")
    return replace(holder, **changes)  # type: ignore[arg-type]


def leave(path: Path, holder: Holder) -> None:
    lock_path(path).write_text(json.dumps(asdict(holder)), "utf-8")


def test_the_second_writer_is_told_who_holds_the_file(path: Path) -> None:
    program = other_program(path, "情報課 佐藤")
    try:
        assert said(program) == "open"
        holder = holder_of(path)
        assert holder is not None
        assert (holder.who, holder.terminal, holder.process) == ("情報課 佐藤", platform.node(), program.pid)
        with pytest.raises(KnownError) as caught:
            Document.open(path)
        for part in (path.name, "情報課 佐藤", platform.node(), holder.since_local, "読み取り専用"):
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
        monkeypatch.setattr("planeditor.store.lock.now", lambda: beat)
        length = lock_path(path).stat().st_size
        assert document.beat()
        later = holder_of(path)
        assert later is not None
        assert later == replace(first, beat=beat)
        assert later.beat_age is not None
        assert timedelta(hours=4, minutes=59) < later.beat_age < timedelta(hours=5, minutes=1)
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


def test_how_long_a_holder_has_been_silent() -> None:
    for beat, silence in (
        ("", ""), (ago(seconds=40), ""), (ago(minutes=-30), ""), (ago(minutes=5.5), "5 分"), (ago(hours=3.1), "3 時間"),
        (ago(days=4.1), "4 日"), ("gestern", ""),
    ):  # fmt: skip
        assert a_holder(beat=beat).silence == silence


@pytest.mark.parametrize(("terminal", "told"), [("RDP-9999", True), (platform.node(), False)])
def test_silence_is_told_but_takes_nothing_over(path: Path, terminal: str, told: bool) -> None:
    leave(path, a_holder(terminal=terminal, beat=ago(hours=3.1)))
    with pytest.raises(HeldByOther) as caught:
        Document.open(path)
    assert caught.value.holder is not None
    assert caught.value.holder.who == "乙"
    assert ("3 時間前から応答がありません" in caught.value.message) is told
    Document.open(path, take_over=True).close()


def test_a_lock_file_without_beat_is_read(path: Path) -> None:
    old = asdict(a_holder(terminal="RDP-9999"))
    del old["beat"]
    lock_path(path).write_text(json.dumps(old), "utf-8")
    holder = holder_of(path)
    assert holder is not None
    assert (holder.who, holder.beat_age, holder.silence) == ("乙", None, "")
    with pytest.raises(HeldByOther, match=r"乙.*RDP-9999"):
        Document.open(path)
