"""A plan file that another tool has put into WAL mode: read without a trace, turned back before anything is written."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.store.ancestry import OtherCopy
from planeditor.store.checksum import row_checksum
from planeditor.store.document import Document
from planeditor.store.glance import glance
from planeditor.store.walfile import is_wal, wal_of
from tests.services.editing_plans import make

Use = Callable[[Path], object]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    make(tmp_path).close()
    return tmp_path / "計画.plandb"


def into_wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)


def test_opening_for_writing_turns_it_back(plan: Path) -> None:
    into_wal(plan)
    assert is_wal(plan)
    with Document.open(plan, who="試験") as document:
        assert not is_wal(plan)
        with document.edit("記入", who="試験") as edit:
            edit.set(Key(document.plan().measures[0].id, "work", "年度:2021"), "書いた")
        assert document.verify() == []
    assert not wal_of(plan).exists()
    with closing(sqlite3.connect(plan)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize(
    "use", [lambda path: Document.open(path, read_only=True).close(), lambda path: OtherCopy.read(path).close(), glance]
)
def test_reading_leaves_it_alone(plan: Path, use: Use) -> None:
    into_wal(plan)
    before = plan.read_bytes(), sorted(plan.parent.iterdir())
    use(plan)
    assert (plan.read_bytes(), sorted(plan.parent.iterdir())) == before


def test_what_is_only_in_the_wal_is_read_and_kept(plan: Path) -> None:
    into_wal(plan)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        row = ("n", "f", "", "打ちかけ", "誰", "2026-01-01T00:00:00+00:00")
        other.execute("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, row_checksum("draft", row)))
        assert wal_of(plan).stat().st_size
        with Document.open(plan, read_only=True) as document:
            assert len(document.drafts.all()) == 1, "not in the file yet, and read all the same"
        with pytest.raises(KnownError, match="ほかのソフトが使っています"):
            Document.open(plan, who="試験")
        copy = plan.with_name("落ちた後.plandb")
        copy.write_bytes(plan.read_bytes())
        wal_of(copy).write_bytes(wal_of(plan).read_bytes())  # the other program never came to close it
    with Document.open(copy, who="試験") as document:
        assert len(document.drafts.all()) == 1
    assert not is_wal(copy)


def test_other_files_are_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "別.plandb"
    with closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t (a)")
    before = other.read_bytes()
    assert not is_wal(other)
    with pytest.raises(KnownError, match="別のソフトのデータベース"):
        Document.open(other)
    assert other.read_bytes() == before
    assert not is_wal(tmp_path / "無い.plandb")
