"""The lock given back while nobody types, and taken again."""
from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.lock import HeldByOther
from planeditor.store.lockfile import holder_of, lock_path

WORK, EFFECT = Key("m1", "work", "R2"), Key("m1", "effect", "R2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "設計"}, name="作成", who="甲").close()
    return path


def enter(document: Document, key: Key, text: str) -> None:
    with document.edit("入力", who="甲") as edit:
        edit.set(key, text)


def states(document: Document) -> tuple[bool, bool]:
    return document.released, document.read_only


def test_given_back_and_taken_again(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        assert states(document) == (False, False)
        document.release()
        document.release()
        assert states(document) == (True, False)
        assert not document.beat()
        assert not lock_path(path).exists()
        assert document.plan().text(*WORK) == "設計"
        assert document.regain() is False
        assert states(document) == (False, False)
        holder = holder_of(path)
        assert holder is not None
        assert holder.who == "甲"
        assert document.regain() is False
    assert list(path.parent.iterdir()) == [path]


def test_closed_while_released(path: Path) -> None:
    with Document.open(path) as document:
        document.release()
        other = Document.open(path, who="乙")
    assert lock_path(path).exists()
    other.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_write_takes_the_lock_again(path: Path) -> None:
    with Document.open(path) as document:
        document.release()
        enter(document, WORK, "構築")
        assert not document.released
        assert lock_path(path).exists()
        document.release()
        assert document.drafts.keep(WORK, "運", "甲")
        assert not document.released


def test_who_writes_meanwhile_is_named(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        document.release()
        with Document.open(path, who="乙"):
            for attempt in (document.regain, lambda: enter(document, WORK, "構築"), lambda: document.undo("甲")):
                with pytest.raises(HeldByOther, match="乙"):
                    attempt()
            assert document.released
            assert not document.drafts.keep(WORK, "構", "甲")
        assert document.regain() is False
        assert document.plan().text(*WORK) == "設計"


def test_what_others_wrote_meanwhile_is_taken_in(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        document.plan()
        document.release()
        with Document.open(path, who="乙") as other:
            enter(other, WORK, "構築")
        assert document.regain() is True
        assert document.plan().text(*WORK) == "構築"
        enter(document, WORK, "運用")
        assert [g.changes[0].old for g in document.log(limit=1)] == ["構築"]


def test_a_write_after_a_change_by_others_is_held_back_once(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        document.plan()
        document.release()
        with Document.open(path, who="乙") as other:
            enter(other, WORK, "構築")
        assert document.drafts.keep(EFFECT, "9", "甲")  # a draft rests on nothing, and must not hide the change
        with pytest.raises(KnownError, match="書き換えられた"):
            enter(document, WORK, "運用")
        assert document.plan().text(*WORK) == "構築"
        enter(document, WORK, "運用")


def test_a_file_replaced_while_released(path: Path) -> None:
    with Document.open(path, who="甲") as document:
        document.release()
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        with pytest.raises(KnownError, match="置き換えられて"):
            document.regain()
        assert document.released
        assert not lock_path(path).exists()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be replaced there")
def test_a_file_replaced_while_something_is_written_is_not_taken_for_ours(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    with Document.open(path, who="甲") as document:
        with document._access.writing(of_content=False) as db:
            db.execute("INSERT INTO draft VALUES ('m1', 'work', 'R2', '構築', '甲', '', '')")
            copy.replace(path)
        assert document.outside().kind == "replaced"
        with pytest.raises(KnownError, match="置き換えられて"):
            enter(document, WORK, "運用")


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be replaced there")
def test_a_file_replaced_before_the_first_write_is_said_to_be(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    with Document.open(path, who="甲") as document:
        writing = document.edit("入力", who="甲")
        writing.__enter__().set(WORK, "構築")
        copy.replace(path)
        with pytest.raises(KnownError, match="置き換えられて"):
            writing.__exit__(None, None, None)
        assert document.plan().text(*WORK) == "設計"


def test_a_reader_keeps_its_plan_while_others_only_type(path: Path) -> None:
    with Document.open(path, who="甲") as writer, Document.open(path, read_only=True) as reader:
        before = reader.plan()
        writer.drafts.keep(WORK, "構", "甲")
        assert reader.refresh() is False
        assert reader.plan() is before
        enter(writer, WORK, "構築")
        assert reader.refresh() is True
        assert reader.plan().text(*WORK) == "構築"
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE entry SET text = 'x'")
            db.commit()
        assert reader.refresh() is True
        assert reader.damaged == (Key("m1", "work", "R2"), Key(PLAN_ID, KIND))
