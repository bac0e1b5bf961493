"""What stands where the small files beside a plan belong, and what another file left beside it: nothing of it is trusted or destroyed."""
from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.services.working.notes import CopyNote, notes_of
from planeditor.services.working.record import record_of, record_path, told
from planeditor.store import handover
from planeditor.store.backup import keep_as_it_is, list_backups, take_backup
from planeditor.store.document import Document
from planeditor.store.erasing import erase, erase_left
from planeditor.store.glance import glance
from planeditor.store.holder import Holder, parsed
from planeditor.store.lock import FileLock, lock_state
from planeditor.store.lockfile import lock_path
from planeditor.store.process import terminal_name
from planeditor.store.restoring import put_beside, restore_backup
from planeditor.store.salvage.salvage import salvage
from planeditor.store.walfile import is_wal, wal_of

TEXT = Key("m1", "text")
HOLDER = {"who": "甲", "terminal": "別の端末", "process": 1, "born": "x", "since": "2026-01-01T00:00:00+00:00", "token": "aa"}
ABSURD = {
    "deep": b"[" * 100_000, "deep objects": b'{"a":' * 50_000, "long": b'{"who":"' + b"a" * (2 << 20) + b'"}', "a list": b"[1]",
    "no number": json.dumps(HOLDER | {"process": float("inf")}).encode(), "no finite number": b'{"who":"","process":1e400}',
    "not a number": json.dumps(HOLDER | {"process": float("nan")}).encode(), "no text": b"\xff\xfe\x00",
    "other types": json.dumps({name: [] for name in HOLDER}).encode(),
    "first year": json.dumps(HOLDER | {"since": "0001-01-01T00:00:00+23:59"}).encode(),
    "last year": json.dumps(HOLDER | {"since": "9999-12-31T23:59:59-23:59"}).encode(),
    "gigantic process": json.dumps(HOLDER | {"process": 10**30, "terminal": terminal_name()}).encode(),
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan file."""
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", TEXT: "初め"}, name="作成", who="甲").close()
    return path


def write(path: Path, text: str) -> None:
    with Document.open(path, who="甲") as document, document.edit("入力", who="甲") as edit:
        edit.set(TEXT, text)


def text_in(path: Path) -> str:
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []
        return document.plan().text(*TEXT)


@pytest.fixture
def wal_of_other(path: Path) -> Iterator[bytes]:
    """What a copy of the plan that was put into WAL mode and got another content has not written into its file yet."""
    other = path.with_name("ほかの写し.plandb")
    shutil.copyfile(path, other)
    write(other, "ほかの写しの文")
    log = path.with_name("WAL.plandb")
    shutil.copyfile(path, log)
    with closing(sqlite3.connect(log)) as db, closing(sqlite3.connect(other)) as source:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE meta SET value = value")
        db.commit()
        source.backup(db)
        yield wal_of(log).read_bytes()


@pytest.mark.parametrize("content", ABSURD.values(), ids=ABSURD)
def test_a_lock_file_that_says_something_absurd(path: Path, content: bytes) -> None:
    lock_path(path).write_bytes(content)
    state = lock_state(path)
    assert state is not None
    assert state.holder is None or state.holder.since_local
    before = path.read_bytes()
    try:
        write(path, "書いた")
    except KnownError:
        assert path.read_bytes() == before
        FileLock.acquire(path, "乙", take_over=True).release()
    assert not lock_path(path).exists()


@pytest.mark.parametrize("content", ABSURD.values(), ids=ABSURD)
def test_other_small_files_that_say_something_absurd(path: Path, content: bytes) -> None:
    handover.request_path(path).write_bytes(content)
    write(path, "書いた")
    assert not lock_path(path).exists(), "what goes wrong after the lock was taken gives it back"
    record_path(path).write_bytes(content)
    note = path.with_name(f"{path.name}.copy-0123456789abcdef")
    note.write_bytes(content)
    assert record_of(path) is None
    assert notes_of(path) == []


def test_what_a_small_file_tells_fits_into_a_sentence(path: Path) -> None:
    found = parsed(json.dumps(HOLDER | {"who": "甲\n\x1b[2J" + "乙" * 10_000, "since": "\0いつか"}).encode())
    assert isinstance(found, Holder)
    assert found.who.isprintable()
    assert len(found.who) < 300
    assert found.since_local == "いつか"
    assert told("0001-01-01T00:00:00+23:59") == "0001-01-01T00:00:00+23:59"
    note = path.with_name(f"{path.name}.copy-0123456789abcdef")
    note.write_text(json.dumps({"token": "0123456789abcdef", "who": "甲\n", "terminal": "端末", "since": ""}), encoding="utf-8")
    assert notes_of(path) == [CopyNote("0123456789abcdef", "甲", "端末", "")]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names in folders there")
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda p: p.symlink_to(p.name)], ids=["pipe", "folder", "link to itself"])
def test_nothing_waits_for_what_is_no_file(path: Path, make: object) -> None:
    make(lock_path(path))  # type: ignore[operator]
    state = lock_state(path)
    assert state is not None
    assert state.holder is None
    with pytest.raises(KnownError, match="使用中"):
        write(path, "書いた")
    make(handover.request_path(path))  # type: ignore[operator]
    assert handover.read(path) is None
    pipe = path.with_name("20260101-000000_手動.plandb")
    make(pipe)  # type: ignore[operator]
    assert not is_wal(pipe)
    assert list_backups(path, path.parent) == []


def test_a_link_among_the_backups_is_none(path: Path) -> None:
    folder = path.with_suffix(".backups")
    folder.mkdir()
    try:
        (folder / "20990101-000000_手動.plandb").symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    assert list_backups(path) == []
    assert take_backup(path, "手動") is not None, "the plan itself is not a backup that holds all of it"


def test_of_a_file_with_two_names_only_the_name_is_erased(path: Path, tmp_path: Path) -> None:
    second, link = tmp_path / "二つ目", tmp_path / "つながり"
    os.link(path, second)
    erase(second)
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    folder = tmp_path / "途中"
    folder.mkdir()
    link.rename(folder / "つながり")
    (folder / "文").write_text("見本", encoding="utf-8")
    erase_left(folder)
    assert not second.exists()
    assert not folder.exists()
    assert text_in(path) == "初め"


def test_a_wal_that_is_not_of_the_file_is_not_played_into_it(path: Path, wal_of_other: bytes) -> None:
    write(path, "この計画の文")
    wal_of(path).write_bytes(wal_of_other)
    before = path.read_bytes()
    assert text_in(path) == "この計画の文"
    assert glance(path) is None
    with pytest.raises(KnownError, match="このファイルのものではありません"):
        write(path, "書いた")
    target = path.with_name("救出.plandb")
    assert any(wal_of(path).name in note for note in salvage(path, target, "甲").notes)
    assert text_in(target) == "この計画の文"
    assert path.read_bytes() == before
    wal_of(path).unlink()
    write(path, "書いた")


def test_a_wal_of_another_beside_a_file_in_that_mode(path: Path, wal_of_other: bytes) -> None:
    write(path, "この計画の文")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    wal_of(path).write_bytes(wal_of_other)
    before = path.read_bytes()
    for use in (text_in, lambda p: write(p, "書いた")):
        with pytest.raises(KnownError, match="このファイルのものではありません"):
            use(path)
    assert path.read_bytes() == before


def test_a_backup_put_back_is_not_written_over_by_what_stood_beside(path: Path, wal_of_other: bytes) -> None:
    backup = take_backup(path, "手動")
    assert backup is not None
    write(path, "この計画の文")
    wal_of(path).write_bytes(wal_of_other)
    former = restore_backup(path, backup, "甲")
    assert former is not None
    assert wal_of(former).read_bytes() == wal_of_other
    assert text_in(path) == "初め"
    write(path, "書いた")
    assert keep_as_it_is(path) is not None


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_no_new_file_where_another_left_something(path: Path, wal_of_other: bytes, end: str) -> None:
    new = path.with_name("新しい計画.plandb")
    left = new.with_name(new.name + end)
    left.write_bytes(wal_of_other)
    with pytest.raises(KnownError, match=left.name):
        Document.create(new, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲")
    with pytest.raises(KnownError, match=left.name):
        put_beside(new, path)
    with Document.open(path, read_only=True) as document, pytest.raises(KnownError, match=left.name):
        document.copy_to(new)
    assert not new.exists()
    assert not lock_path(new).exists()
    assert left.read_bytes() == wal_of_other


def test_a_file_whose_packing_was_cut_short_at_the_very_end(path: Path) -> None:
    sound = path.stat().st_size
    with path.open("ab") as file:  # the old pages that are cut off last
        file.write("取り除いた文".encode() * 4096)
    assert text_in(path) == "初め"
    write(path, "書いた")
    assert path.stat().st_size == sound
    assert "取り除いた文".encode() not in path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="names are counted in letters there")
def test_a_name_too_long_for_what_goes_beside_it(path: Path) -> None:
    for length in (255, 249):
        long = path.with_name("a" * (length - len(".plandb")) + ".plandb")
        path.rename(long)
        with pytest.raises(KnownError, match="長すぎ"):
            write(long, "書いた")
        long.rename(path)
