"""Another copy of the plan file: read at one moment without being touched, and the place where both part."""
from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, NAME, PLAN_ID, Key
from planeditor.store import ancestry
from planeditor.store.ancestry import OtherCopy, common_group, is_copy_of, is_plan_file
from planeditor.store.document import Document

TITLE = Key(PLAN_ID, NAME)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    with Document.create(path, {Key(PLAN_ID, KIND): "plan", TITLE: "題名"}, name="作成", who="甲") as document:
        write(document, "題名その二")
        document.copy_to(tmp_path / "写し.plandb")
    return path


def write(document: Document, text: str, who: str = "甲") -> None:
    with document.edit("題名", who=who) as edit:
        edit.set(TITLE, text)


def common(path: Path) -> int:
    with Document.open(path, read_only=True) as ours, OtherCopy.read(path.with_name("写し.plandb")) as theirs:
        return common_group(ours, theirs.document)


def test_copies_part_where_one_of_them_goes_on(path: Path) -> None:
    assert common(path) == 2
    with Document.open(path) as document:
        write(document, "こちらの題名")
    assert common(path) == 2
    with Document.open(path.with_name("写し.plandb")) as document:
        write(document, "こちらの題名", "乙")
        write(document, "そちらの題名", "乙")
    assert common(path) == 2


def test_the_same_work_in_the_same_second_is_told_apart_by_what_it_wrote(path: Path) -> None:
    for name, text in (("計画", "一"), ("写し", "二")):
        with sqlite3.connect(path.with_name(f"{name}.plandb")) as connection:
            connection.execute("DROP TRIGGER append_only_change_group_update")
        connection.close()
        with Document.open(path.with_name(f"{name}.plandb")) as document:
            write(document, text)
    with Document.open(path) as one, Document.open(path.with_name("写し.plandb")) as other:
        ours, theirs = one.fingerprints(), other.fingerprints()
        assert ours[2] == theirs[2]
        assert ours[3] != theirs[3]


def test_a_copy_is_read_without_a_trace(path: Path) -> None:
    copy = path.with_name("写し.plandb")
    before, there = copy.read_bytes(), sorted(path.parent.iterdir())
    copy.chmod(0o444)
    with OtherCopy.read(copy) as theirs:
        assert theirs.original == before
        assert theirs.document.plan().text(*TITLE) == "題名その二"
        assert theirs.document.read_only
        with pytest.raises(KnownError):
            write(theirs.document, "x")
    assert (copy.read_bytes(), sorted(path.parent.iterdir())) == (before, there)


def test_a_copy_whose_writer_died_is_read_as_its_journal_says(path: Path) -> None:
    copy = path.with_name("写し.plandb")
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE filler (text TEXT)")
    connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 3000,) for _ in range(200)])
    dead = path.with_name("残り.plandb")
    dead.write_bytes(copy.read_bytes())
    dead.with_name(dead.name + "-journal").write_bytes(copy.with_name(copy.name + "-journal").read_bytes())
    connection.rollback()
    connection.close()
    with OtherCopy.read(dead) as theirs:
        assert theirs.document.plan().text(*TITLE) == "題名その二"
    assert dead.with_name(dead.name + "-journal").exists()


def test_a_file_that_never_ends_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = path.with_name("写し.plandb")
    with sqlite3.connect(copy) as connection:
        connection.execute("DROP TABLE _sqlite_migrations")
        connection.execute(
            "CREATE VIEW _sqlite_migrations AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT 'planeditor' AS migration_set, i AS name, '' AS applied_at FROM n"
        )
    connection.close()
    started = time.monotonic()
    with pytest.raises(KnownError, match=copy.name):
        OtherCopy.read(copy)
    assert time.monotonic() - started < 5
    with sqlite3.connect(copy) as connection:
        connection.execute("DROP TABLE meta")
        connection.execute(
            "CREATE VIEW meta AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT 'key' AS key, i AS value FROM n"
        )
    connection.close()
    monkeypatch.setattr(ancestry, "_SECONDS", 0.2)
    assert not is_copy_of(copy, "x")


def test_a_file_that_is_too_big_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ancestry, "MAX_BYTES", 1000)
    with pytest.raises(KnownError, match="大きすぎる"):
        OtherCopy.read(path)


def test_a_copy_is_known_at_a_glance(path: Path, tmp_path: Path) -> None:
    with Document.open(path, read_only=True) as document:
        number = document.plan_id
        document.practice_copy_to(tmp_path / "練習.plandb")
    (tmp_path / "空.plandb").write_bytes(b"")
    (tmp_path / "文.plandb").write_text("計画", encoding="utf-8")
    with sqlite3.connect(tmp_path / "別.plandb") as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        connection.execute("PRAGMA application_id = 1347174734")
    connection.close()
    assert is_copy_of(tmp_path / "写し.plandb", number)
    for name in ("練習", "空", "文", "別", "ない"):
        assert not is_copy_of(tmp_path / f"{name}.plandb", number)
    assert is_plan_file(tmp_path / "別.plandb")
    assert not is_plan_file(tmp_path / "文.plandb")
