"""Killed, full, unwritable: what was confirmed is there, and the file is whole."""
from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.connection import connect_for_writing, journal_of
from planeditor.store.document import Document
from planeditor.store.rows import SALVAGED, write_meta
from planeditor.store.salvage import journal as salvage_journal
from planeditor.store.salvage.gathering import Found, gather

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
import sys
from pathlib import Path
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.store.document import Document
path = Path(sys.argv[1])
"""
EDITING = HEAD + """
with Document.open(path) as document:
    n = int(document.plan().text("m0", "work") or 0)
    while True:
        n += 1
        with document.edit("入力", who="甲") as edit:
            for node in range(100):
                edit.set(Key(f"m{node}", "work"), str(n))
        print(n, flush=True)
"""
SPILLING = HEAD + """
import os, sqlite3
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE entry SET text = text || 'x'")
os._exit(1)
"""  # noqa: S608  # a program, not a query
LIMITED = HEAD + """
import resource
limit = path.stat().st_size + 20_000
with Document.open(path) as document:
    before = document.plan()
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with document.edit("入力", who="甲") as edit:
            for node in range(5000):
                edit.set(Key(f"x{node}", "work"), "長い文章" * 50)
    except KnownError as error:
        print(error.message)
    assert document.plan() is before
    assert document.verify() == []
"""


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    start = {Key(f"m{n}", "text"): f"{n} " + "文章" * 50 for n in range(500)}
    Document.create(path, {Key(PLAN_ID, KIND): "plan", **start}, name="作成", who="甲").close()
    return path


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose rows were gathered one by one to judge a journal."""
    read: list[Path] = []

    def counted(file: Path) -> Found:
        read.append(file)
        return gather(file)

    monkeypatch.setattr(salvage_journal, "gather", counted)
    return read


def test_killed_at_any_moment(path: Path) -> None:
    chance = random.Random(7)
    for _ in range(10):
        program = subprocess.Popen(
            [sys.executable, "-c", EDITING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.random() * 0.05)
        program.kill()
        rest, _ = program.communicate()
        confirmed = int((rest.split() or ["0"])[-1])
        with Document.open(path) as document:  # the lock of the dead program is no hindrance
            found = {document.plan().text(f"m{n}", "work") for n in range(100)}
            assert len(found) == 1
            assert int(found.pop()) >= confirmed
            assert document.verify() == []
        # A journal whose head was not yet written restores nothing, and stays until the next edit.
        assert not journal_of(path).exists() or journal_of(path).read_bytes()[:1] in {b"", b"\0"}


def test_reading_beside_the_journal_of_a_dead_writer(path: Path) -> None:
    with Document.open(path, read_only=True) as document:
        before = document.plan()
    run(SPILLING, path)
    journal = journal_of(path)
    assert journal.stat().st_size
    files = {p: p.read_bytes() for p in path.parent.iterdir()}
    with Document.open(path, read_only=True) as document:
        assert document.plan() == before
        assert document.verify() == []
    assert {p: p.read_bytes() for p in path.parent.iterdir()} == files
    with Document.open(path) as document:
        assert document.plan() == before
    assert not journal.exists()


def test_a_writer_that_died_after_the_first_page_of_many_is_no_riddle(path: Path, gathered: list[Path]) -> None:
    """The file is shorter than it says then: whose journal stands beside it is told without searching the whole file by pages."""
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE filler (text TEXT)")
        db.executemany("INSERT INTO filler VALUES (?)", [("x" * 3000,) for _ in range(200)])
        hot = journal_of(path).read_bytes()
        db.execute("COMMIT")
    path.write_bytes(path.read_bytes()[:4096] + before[4096:])
    journal_of(path).write_bytes(hot)
    with Document.open(path) as document:
        assert document.plan().text("m3", "text").startswith("3 ")
        assert document.verify() == []
    assert gathered == []
    assert path.read_bytes() == before


def test_the_journal_of_a_salvaged_file_is_judged_row_by_row(path: Path, gathered: list[Path]) -> None:
    """Such a file is sound with holes in its log, so that being sound says too little of a journal."""
    with closing(connect_for_writing(path)) as db:
        write_meta(db, SALVAGED, "2026-01-01T00:00:00+00:00")
    run(SPILLING, path)
    assert journal_of(path).stat().st_size
    with Document.open(path) as document:
        assert document.verify() == []
    assert len(gathered) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_no_more_room_in_the_file_system(path: Path) -> None:
    before = path.read_bytes()
    done = run(LIMITED, path)
    assert done.returncode == 0, done.stderr
    assert path.name in done.stdout
    assert "空き" in done.stdout
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_disk_full_as_sqlite_says_it(path: Path) -> None:
    with Document.open(path) as document:
        before = document.plan()
        with document._access.reading() as db:
            db.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the present size: no page more
        with pytest.raises(KnownError, match=r"空きがない.*書く前のまま"), document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "文章" * 10_000)
        assert document.plan() is before
        with document._access.reading() as db:
            db.execute("PRAGMA max_page_count = 1000000")
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work"), "文章" * 10_000)
        assert document.verify() == []


def test_a_full_disk_at_creation_leaves_nothing(tmp_path: Path) -> None:
    code = HEAD + """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    Document.create(path, {Key(f"m{n}", "text"): "文章" * 500 for n in range(500)}, name="作成", who="甲")
except KnownError as error:
    print(error.message)
"""
    if sys.platform == "win32":
        pytest.skip("no file size limits there")
    done = run(code, tmp_path / "a.plandb")
    assert "a.plandb" in done.stdout, done.stderr
    assert not list(tmp_path.iterdir())


def test_without_the_right_to_write(path: Path) -> None:
    path.chmod(0o444)
    if sys.platform == "win32" or os.access(path, os.W_OK):
        pytest.skip("the rights of files do not bind this user")
    with pytest.raises(KnownError, match="書込みが禁止"):
        Document.open(path)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(KnownError, match="権限"):
            Document.open(path)
        Document.open(path, read_only=True).close()
        path.chmod(0o000)
        with pytest.raises(KnownError, match="権限"):
            Document.open(path, read_only=True)
    finally:
        path.parent.chmod(0o755)
