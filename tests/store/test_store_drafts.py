"""Half-typed texts: they survive a crash, are no part of the log, and go when the cell is entered."""
from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document

ROOT = Path(__file__).resolve().parents[2]
WORK, EFFECT = Key("m1", "work", "R2"), Key("m1", "effect", "R2")
TYPING = """
import os, sys
from pathlib import Path
from planeditor.domain.plan import Key
from planeditor.store.document import Document
document = Document.open(Path(sys.argv[1]))
for text in ("窓", "窓口", "窓口の\\n設計"):
    assert document.drafts.keep(Key("m1", "work", "R2"), text, "甲")
os._exit(1)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "設計"}, name="作成", who="甲").close()
    return path


def texts(document: Document) -> dict[Key, str]:
    return {d.key: d.text for d in document.drafts.all()}


def test_a_draft_survives_a_crash(path: Path) -> None:
    subprocess.run([sys.executable, "-c", TYPING, str(path)], cwd=ROOT, check=False)
    with Document.open(path) as document:
        [draft] = document.drafts.all()
        assert (draft.key, draft.text, draft.who) == (WORK, "窓口の\n設計", "甲")
        assert draft.at.tzinfo is not None
        assert document.plan().text(*WORK) == "設計"
        assert len(document.log()) == 1
        assert document.verify() == []
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["構築", "設計", None])
def test_entering_the_cell_ends_its_draft(path: Path, text: str | None) -> None:
    with Document.open(path) as document:
        document.drafts.keep(WORK, "構", "甲")
        document.drafts.keep(EFFECT, "", "甲")
        with document.edit("入力", who="甲") as edit:
            edit.set(WORK, text)
        assert texts(document) == {EFFECT: ""}


def test_a_failed_edit_leaves_the_draft(path: Path) -> None:
    with Document.open(path) as document:
        document.drafts.keep(WORK, "構", "甲")
        with contextlib.suppress(KeyError), document.edit("入力", who="甲") as edit:
            edit.set(WORK, "構築")
            raise KeyError
        assert texts(document) == {WORK: "構"}
        assert document.drafts.drop(WORK)
        assert document.drafts.drop(WORK)
        assert texts(document) == {}


def test_a_draft_is_no_operation(path: Path) -> None:
    with Document.open(path) as document:
        before = document.plan()
        assert document.drafts.keep(WORK, "構", "甲")
        assert document.drafts.keep(WORK, "構築\ud800", "甲")
        assert texts(document) == {WORK: "構築\ufffd"}
        assert document.plan() is before
        assert document.undo_name() is None
        assert document.last_group == 1


def test_nothing_of_it_stays_in_the_file(path: Path) -> None:
    with Document.open(path) as document:
        document.drafts.keep(EFFECT, "見せられない書きかけ", "甲")
        document.drafts.drop(EFFECT)
    assert "見せられない".encode() not in path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


def test_a_busy_file_is_no_error_and_no_long_wait(path: Path) -> None:
    with Document.open(path) as document, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        assert not document.drafts.keep(WORK, "構", "甲")
        assert not document.drafts.drop(WORK)
        assert time.monotonic() - start < 2
        other.execute("ROLLBACK")
        assert document.drafts.keep(WORK, "構", "甲")
        with document._access.reading() as db:
            assert db.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_where_nothing_can_be_written(path: Path) -> None:
    with Document.open(path) as document:
        assert document.drafts.keep(WORK, "構", "甲")
        with Document.open(path, read_only=True) as reader:
            assert texts(reader) == {WORK: "構"}
            assert not reader.drafts.keep(WORK, "築", "乙")
        with Document.open(path, take_over=True):
            assert not document.drafts.keep(WORK, "構築", "甲")


def test_a_damaged_draft_is_named_and_not_used(path: Path) -> None:
    with Document.open(path) as document:
        document.drafts.keep(WORK, "構築", "甲")
        document.drafts.keep(EFFECT, "九割", "甲")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE draft SET text = '九害' WHERE field = 'effect'")
        db.commit()
    with Document.open(path) as document:
        assert texts(document) == {WORK: "構築"}
        [line] = document.verify()
        assert "書きかけ" in line
        assert "effect" in line
        with document.edit("入力", who="甲") as edit:
            edit.set(EFFECT, "九割")
        assert document.verify() == []


def test_the_change_of_another_is_still_noticed_after_a_draft(path: Path) -> None:
    with Document.open(path) as document:
        document.plan()
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE meta SET value = '2026' WHERE key = 'created'")
            db.commit()
        assert document.drafts.keep(WORK, "構", "甲")
        with pytest.raises(KnownError, match="書き換えられた"), document.edit("入力", who="甲") as edit:
            edit.set(WORK, "構築")
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208
