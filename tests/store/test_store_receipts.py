"""Receipts, the proposals in them, and the decisions about those."""
from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt

WORK, EFFECT = Key("m1", "work", "R2"), Key("m1", "effect", "R2")
FILE = NewReceipt("01_見本課_R2.xlsx", b"PK\x03\x04 bytes \x00", "甲", form="progress", outcome="staged", message="控え")
CELLS = [
    NewProposal(field="work", period="R2", node="m1", measure_number="①-01", as_sent="設計", before="設計",
                submitted="構築", kind="clean", sheet="①-01", cell="C12"),
    NewProposal(field="effect", period="R2", node="m1", measure_number="①-01", as_sent="約1万円", before="約2万円",
                submitted="約3万円", kind="conflict", sheet="①-01", cell="D12"),
    NewProposal(field="work", period="R2", measure_number="①-99", area_number="①", submitted="",
                kind="question", question="番号が計画にありません", sheet="①-99", cell="C12"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.plandb"
    start = {Key(PLAN_ID, KIND): "plan", WORK: "設計", EFFECT: "約2万円"}
    Document.create(path, start, name="作成", who="甲").close()
    return path


def test_what_came_in_is_kept_as_it_came(path: Path) -> None:
    with Document.open(path) as document:
        assert document.add_receipt(FILE, CELLS) == 1
        assert document.add_receipt(NewReceipt("b\ud83d.xlsx", b"", "乙")) == 2
        assert len(document.log()) == 1
        assert document.undo_name() is None
    with Document.open(path, read_only=True) as document:
        first, second = document.receipts.all()
        assert (first.number, first.file_name, first.who, first.form) == (1, "01_見本課_R2.xlsx", "甲", "progress")
        assert (first.outcome, first.message, first.at.utcoffset() is not None) == ("staged", "控え", True)
        assert second.file_name == "b\ufffd.xlsx"
        assert document.receipts.original(1) == FILE.original
        assert document.receipts.get(1) == first
        assert document.receipts.find_by_hash(hashlib.sha256(FILE.original).hexdigest()) == first
        assert document.receipts.find_by_hash("0") is None
        proposals = document.receipts.proposals()
        assert [p.id for p in proposals] == [1, 2, 3]
        assert [p.key for p in proposals] == [WORK, EFFECT, None]
        for cell, proposal in zip(CELLS, proposals, strict=True):
            assert all(getattr(proposal, name) == getattr(cell, name) for name in NewProposal.__dataclass_fields__)
        assert not document.receipts.proposals(2)
        assert document.verify() == []
        for wrong in (document.receipts.get, document.receipts.original):
            with pytest.raises(KnownError, match="取込番号 7"):
                wrong(7)


def test_a_decision_holds_while_its_group_does(path: Path) -> None:
    with Document.open(path) as document:
        number = document.add_receipt(FILE, CELLS)
        with document.edit("反映", who="甲", source="提出", receipt=number) as edit:
            edit.set(WORK, "構築")
            edit.decide([1], "accepted")
            edit.decide([2], "declined")
        waiting = [p.id for p in document.receipts.proposals(number, waiting_only=True)]
        assert waiting == [3]
        decided = document.receipts.proposals(number)
        assert [p.decision for p in decided] == ["accepted", "declined", ""]
        document.undo("甲")
        assert len(document.receipts.proposals(waiting_only=True)) == 3
        document.redo("甲")
        assert len(document.receipts.proposals(waiting_only=True)) == 1
        document.undo("甲")
        with document.edit("反映しない", who="甲") as edit:
            edit.decide([1], "declined")
        assert edit.report.group is not None
        assert edit.report.changes == ()
        assert document.receipts.proposals()[0].decision == "declined"
        assert document.undo_name() == "反映しない"
        assert document.verify() == []


def test_an_import_with_its_receipt_is_one_step(path: Path) -> None:
    with Document.open(path) as document:
        with document.edit("取込", who="甲") as edit:
            assert edit.add_receipt(FILE, CELLS) == 1
            edit.set(WORK, "構築")
            edit.decide([1], "accepted")
            with pytest.raises(BugError):
                edit.add_receipt(FILE)
        with document.edit("手入力", who="甲") as edit:
            edit.set(EFFECT, "約5万円")
        with document.edit("反映", who="甲", receipt=1) as edit:
            edit.set(WORK, "構築と運用")
            edit.set(Key("m1", "memo"), "メモ")
            edit.decide([2], "accepted")
        with document.edit("手入力", who="甲") as edit:
            edit.set(Key("m1", "memo"), "直した")
        report = document.undo_import(1, "甲")
        assert report.skipped == (Key("m1", "memo"),)
        assert document.plan().text(*WORK) == "設計"
        assert document.plan().text(*EFFECT) == "約5万円"
        assert len(document.receipts.proposals(waiting_only=True)) == 3
        assert document.log(limit=1)[0].reverses == (2, 4)
        with pytest.raises(KnownError, match="取込番号 1 から反映"):
            document.undo_import(1, "甲")
        document.undo("甲")
        assert document.plan().text(*WORK) == "構築と運用"
        assert len(document.receipts.proposals(waiting_only=True)) == 1
        with pytest.raises(KnownError, match="取込番号 5 がありません"):
            document.undo_import(5, "甲")
        assert document.verify() == []


def test_a_failed_import_leaves_no_row(path: Path) -> None:
    with Document.open(path) as document:
        bad = [NewProposal(field="work", submitted="", kind="wrong")]  # type: ignore[arg-type]
        with pytest.raises(BugError):
            document.add_receipt(FILE, bad)
        assert document.receipts.all() == []
        with pytest.raises(BugError), document.edit("判断", who="甲") as edit:
            edit.decide([44], "accepted")
        assert len(document.log()) == 1
        assert document.verify() == []
