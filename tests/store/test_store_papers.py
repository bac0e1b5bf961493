"""What was handed out, kept with the plan."""
from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper

BYTES = bytes(range(256)) * 40


def paper(snapshot: str, content: bytes = BYTES) -> NewPaper:
    return NewPaper(snapshot=snapshot, name="会議資料", kind="pdf", period="年度:2020", content=content, who="甲", options='{"a": 1}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    with Document.create(path, {Key(PLAN_ID, KIND): "plan"}, name="計画の作成", who="甲") as document:
        document.keep_paper(paper("s1"))
        document.keep_paper(paper("s2", b"%PDF-2"))
        document.keep_paper(paper("s1", b"%PDF-3"))
    return path


def test_a_kept_paper_gives_its_very_bytes(path: Path) -> None:
    with Document.open(path, read_only=True) as document:
        assert [(p.number, p.snapshot, p.size) for p in document.papers.all()] == [(1, "s1", 10240), (2, "s2", 6), (3, "s1", 6)]
        assert [p.number for p in document.papers.at("s1")] == [3, 1]
        assert document.papers.content(1) == BYTES
        found = document.papers.get(1)
        assert (found.name, found.kind, found.period, found.options, found.who) == ("会議資料", "pdf", "年度:2020", '{"a": 1}', "甲")
        assert found.sha256 == hashlib.sha256(BYTES).hexdigest()
        with pytest.raises(KnownError, match="配布した資料 9 が"):
            document.papers.get(9)
        assert document.verify() == []


def test_keeping_a_paper_is_no_part_of_undo(path: Path) -> None:
    with Document.open(path) as document:
        document.keep_paper(paper("s3"))
        assert document.undo_name() is None
        assert len(document.log()) == 1


@pytest.mark.parametrize("damage", ["content = x'25'", "options = 'other'", "sha256 = 'ff'", "at = 'x'"])
def test_damage_is_found(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE paper SET {damage} WHERE number = 1")  # noqa: S608  # our own words only
        db.commit()
    with Document.open(path, read_only=True) as document:
        assert document.verify()
        if "options" not in damage:
            with pytest.raises(KnownError, match="壊れています"):
                document.papers.content(1)


def test_bytes_taken_out_are_no_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE paper SET content = x'' WHERE number = 1")
        db.commit()
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []
        with pytest.raises(KnownError, match="除かれています"):
            document.papers.content(1)
