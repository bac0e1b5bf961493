"""What is left of a damaged plan file becomes a sound one, and what is lost is named."""
from __future__ import annotations

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, NAME, NUMBER, PLAN_ID, Key
from planeditor.services.planfiles.salvaging import SalvageReport, default_target, salvage_plan
from planeditor.store.backup import take_backup
from planeditor.store.checksum import CHECKED_COLUMNS, row_checksum
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt
from planeditor.store.salvage.filling import fill_from
from planeditor.store.salvage.gathering import FREED, LIVE, LOOSE, Found, gather
from planeditor.store.salvage.losses import find_losses
from planeditor.store.salvage.pages import Pages
from planeditor.store.salvage.rebuilding import rebuild
from planeditor.store.salvage.removed import forget_removed
from planeditor.store.salvage.shapes import Row, shapes
from planeditor.store.verifying.damage import ranges

DATA = Path(__file__).resolve().parents[1] / "data"
WORK, EFFECT = Key("m1", "work", "R2"), Key("m1", "effect", "R2")
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed plan file with a history."""
    path = tmp_path / "計画.plandb"
    start = {
        Key(PLAN_ID, KIND): "plan", Key("m1", KIND): "measure", Key("m1", NUMBER): "①-01", Key("m1", NAME): "電子申請",
        WORK: "窓口の設計", EFFECT: "約400万円",
    }  # fmt: skip
    with Document.create(path, start, name="作成", who="甲") as document:
        document.set_labels({"work": "作業内容"}, {"R2": "R2年度"})
        proposal = NewProposal(field="work", period="R2", node="m1", submitted="窓口の廃止", kind="conflict")
        document.add_receipt(NewReceipt("提出.xlsx", random.Random(1).randbytes(9000), "甲"), [proposal])
        for text in ("窓口の構築", "窓口の運用", "窓口の終了"):
            with document.edit("入力", who="甲") as edit:
                edit.set(WORK, text)
        document.undo("乙")
        paper = NewPaper(snapshot="s1", name="会議資料", kind="pdf", period="R2", content=b"%PDF" * 2000, who="甲")
        document.keep_paper(paper)
    return path


def raw(path: Path, *statements: str) -> None:
    """Run SQL on the file behind the program's back, as damage that leaves the structure whole."""
    with closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            db.execute(statement)
        db.commit()


def flip(path: Path, text: str, with_text: str) -> None:
    """Overwrite a text wherever it stands in the file."""
    data = path.read_bytes()
    assert text.encode() in data
    path.write_bytes(data.replace(text.encode(), with_text.encode()))


def salvaged(path: Path, *, sound: bool = True) -> tuple[SalvageReport, Document]:
    target = default_target(path)
    report = salvage_plan(path, target, "乙")
    document = Document.open(target)
    assert document.verify() == [] or not sound
    json.dumps(report.as_json())
    return report, document


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_sound_file_of_any_version_comes_through_whole(tmp_path: Path, version: int) -> None:
    stored = DATA / f"plan-v{version}.plandb"
    report = salvage_plan(stored, tmp_path / "a.plandb", "甲")
    assert report.lost == report.notes == []
    with Document.open(stored, read_only=True) as old, Document.open(tmp_path / "a.plandb") as new:
        assert new.plan().entries == old.plan().entries
        assert new.plan_id == old.plan_id
        assert [g.changes for g in new.log()[1:]] == [g.changes for g in old.log()]
        assert new.log()[0].name == "破損したファイルから救い出した"
        assert (new.undo_name(), new.redo_name()) == (old.undo_name(), old.redo_name())
        assert new.departments.all() == old.departments.all()
        assert new.requests.all() == old.requests.all()
        assert new.receipts.proposals() == old.receipts.proposals()
        assert new.drafts.all() == old.drafts.all()
        assert new.verify() == []


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_the_pages_alone_tell_the_same(tmp_path: Path, version: int) -> None:
    sound = gather(DATA / f"plan-v{version}.plandb")
    assert sound.orderly
    broken = tmp_path / "a.plandb"
    data = (DATA / f"plan-v{version}.plandb").read_bytes()
    broken.write_bytes(bytes(16) + data[16:])  # SQLite reads nothing of it any more
    found = gather(broken)
    assert not found.orderly
    assert found.rows == sound.rows


def test_rows_of_a_page_that_makes_no_sense(path: Path) -> None:
    sound, data = gather(path), bytearray(path.read_bytes())
    for start in range(PAGE, len(data), PAGE):
        if data[start] in (2, 5, 10, 13):
            data[start:start + 8] = b"\xff" * 8  # the head of every page of a tree
    path.write_bytes(data)
    found = gather(path)
    assert found.rows == sound.rows
    assert {rank for ranks in found.ranks.values() for rank in ranks.values()} == {LOOSE}


def test_without_the_first_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes(PAGE) + data[PAGE:])
    report, document = salvaged(path)
    with document:
        assert report.lost == []
        assert document.plan().text(*WORK) == "窓口の運用"
        assert document.redo_name() == "入力"
        assert len(document.receipts.original(1)) == 9000


def test_a_damaged_entry_comes_back_from_the_log(path: Path) -> None:
    raw(path, "UPDATE entry SET text = '別' WHERE field = 'work'", "DELETE FROM entry WHERE field = 'effect'")
    report, document = salvaged(path)
    with document:
        assert report.lost == []
        assert document.plan().text(*WORK) == "窓口の運用"
        assert document.plan().text(*EFFECT) == "約400万円"


def test_a_damaged_change_is_worked_out_from_both_sides(path: Path) -> None:
    raw(path, "UPDATE change SET new = 'x' WHERE group_id = 2")
    report, document = salvaged(path)
    with document:
        assert report.lost == []
        assert "作り直しました" in report.notes[0]
        assert [g.changes[0].new for g in reversed(document.log(limit=5)[1:])] == [
            "窓口の構築", "窓口の運用", "窓口の終了", "窓口の運用",
        ]  # fmt: skip
        assert "番号 2" in document.log(limit=1)[0].source


def test_a_text_lost_in_the_present_and_in_the_log_is_named(path: Path) -> None:
    with Document.open(path) as document, document.edit("入力", who="甲") as edit:
        edit.set(WORK, "窓口の閉鎖")
    flip(path, "窓口の閉鎖", "窓口の閉鏡")
    report, document = salvaged(path)
    with document:
        assert any("①-01 電子申請／R2年度／作業内容" in line and "最新の内容は失われ" in line for line in report.lost)
        assert report.counts["entry"].lost == 1
        assert document.plan().text(*WORK) == "窓口の運用"


def test_a_lost_operation_gets_a_stand_in(path: Path) -> None:
    raw(path, "PRAGMA foreign_keys = OFF", "DELETE FROM change_group WHERE id IN (3, 5)", "DELETE FROM change WHERE group_id = 3")
    report, document = salvaged(path)
    with document:
        assert any("番号 3、5" in line for line in report.lost)
        assert [g.id for g in document.log()] == [6, 5, 4, 3, 2, 1]
        assert document.plan().text(*WORK) == "窓口の運用"
        assert document.redo_name() == "入力"
        document.redo("甲")
        assert document.plan().text(*WORK) == "窓口の終了"
        document.undo("甲")
        document.undo("甲")
        assert document.verify() == []


def test_what_was_taken_out_stays_out(path: Path) -> None:
    with Document.open(path) as document:
        with document.edit("削除", who="甲") as edit:
            edit.set(EFFECT, None)
        with document.edit("入力", who="甲") as edit:
            edit.set(WORK, "窓口の閉鎖")
    raw(path, "UPDATE change SET checksum = 'x' WHERE group_id = 6")
    _report, document = salvaged(path)
    with document:
        assert EFFECT not in document.plan().entries
        assert document.log()[1].changes[0].new == "窓口の閉鎖"
        assert document.log()[2].changes == ((EFFECT, "約400万円", None),)


def test_an_end_that_is_lost_is_told_and_its_numbers_are_not_used_again(path: Path) -> None:
    found = gather(path)
    for group in (4, 5):
        del found.rows["change"][(group, 0)], found.rows["change_group"][(group,)]
    found.rows["entry"].clear()
    found.rows["reversal"].clear()
    found.orderly = False
    rebuilt = rebuild(found)
    losses = find_losses(found, rebuilt, {}, {})
    assert (rebuilt.last, rebuilt.missing, losses.missing, losses.end) == (5, [4, 5], [], [4, 5])
    assert WORK in losses.doubtful
    assert rebuilt.present[WORK] == ("窓口の運用", 3)


def test_an_original_and_a_paper_that_are_lost(path: Path) -> None:
    raw(path, "UPDATE receipt SET original = x'00'", "UPDATE paper SET content = x'00'")
    report, document = salvaged(path)
    with document:
        assert any("取込番号 1 の原本は失われました" in line for line in report.lost)
        assert any("配布した資料 1「会議資料」" in line for line in report.lost)
        with pytest.raises(KnownError, match="取込番号 1 の原本は、ファイルの破損で"):
            document.receipts.original(1)
        with pytest.raises(KnownError, match="配布した資料 1 の中身は、ファイルの破損で"):
            document.papers.content(1)
        assert [p.submitted for p in document.receipts.proposals()] == ["窓口の廃止"]


def test_a_lost_receipt_leaves_its_proposals(path: Path) -> None:
    raw(path, "UPDATE receipt SET file_name = 'x'")
    report, document = salvaged(path)
    with document:
        assert any("「取込」の番号 1 " in line for line in report.lost)
        assert [p.receipt for p in document.receipts.proposals()] == [1]


def test_a_backup_fills_what_is_missing(path: Path) -> None:
    take_backup(path, "定期")
    with Document.open(path) as document, document.edit("入力", who="甲") as edit:
        edit.set(EFFECT, "約500万円")
    raw(
        path, "UPDATE entry SET checksum = 'x' WHERE node = 'm1'", "UPDATE change SET checksum = 'x' WHERE group_id < 5",
        "UPDATE receipt SET original = x'00'",
    )  # fmt: skip
    report, document = salvaged(path)
    with document:
        assert report.lost == []
        assert report.backup is not None
        assert report.from_backup["change"] > 0
        assert any("バックアップ「" in line and "変更履歴の内容" in line for line in report.notes)
        assert document.plan().text(*WORK) == "窓口の運用"
        assert document.plan().text(*EFFECT) == "約500万円"
        assert document.receipts.original(1)
        assert "バックアップ「" in document.log(limit=1)[0].source


def test_a_backup_of_another_plan_or_of_another_course_is_not_used(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "別" / "計画.plandb"
    other.parent.mkdir()
    Document.create(other, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲").close()
    found = gather(path)
    found.rows["change"].clear()
    assert fill_from(found, gather(other)) == {}
    shutil.copyfile(path, other)
    for file, text in ((path, "こちら"), (other, "あちら")):
        with Document.open(file) as document, document.edit("入力", who=text) as edit:
            edit.set(EFFECT, text)
    found = gather(path)
    del found.rows["change"][(1, 5)], found.rows["change"][(6, 0)]
    assert fill_from(found, gather(other)) == {"change": [(1, 5)]}


def test_what_was_redacted_does_not_come_back(path: Path) -> None:
    take_backup(path, "定期")
    found, backup = gather(path), gather(path)
    secret = found.rows["change"][(2, 0)]
    redaction: Row = {"number": 1, "group_id": 5, "at": "", "who": "", "why": "", "places": 1}
    found.rows["redaction"][(1,)], found.ranks["redaction"][(1,)] = redaction, LIVE
    found.rows["redaction_group"][(1, 2)], found.ranks["redaction_group"][(1, 2)] = {"redaction": 1, "group_id": 2}, LIVE
    for rank in (FREED, LOOSE):
        found.rows["change"][(2, 0)], found.ranks["change"][(2, 0)] = secret, rank
        assert forget_removed(found) == 1
        assert (2, 0) not in found.rows["change"]
    found.rows["change"][(2, 0)] = {**secret, "new": "■■■"}
    assert forget_removed(found) == 0
    del found.rows["change"][(1, 5)]
    assert fill_from(found, backup) == {}  # of before the redaction
    backup.rows["redaction"][(1,)] = redaction
    assert fill_from(found, backup) == {"change": [(1, 5)]}


def test_a_freed_row_is_no_entry_of_the_present() -> None:
    found = Found()
    shape = next(s for s in shapes() if s.table == "entry")
    one: Row = {"node": "m1", "field": "work", "period": "", "text": "古", "group_id": 1, "checksum": ""}
    found.offer(shape, {**one, "checksum": _checksum(one)}, FREED)
    newer: Row = {**one, "text": "新", "group_id": 2}
    found.offer(shape, {**newer, "checksum": _checksum(newer)}, LIVE)
    found.offer(shape, {**one, "text": "偽", "checksum": _checksum(one)}, LIVE)
    [row] = found.rows["entry"].values()
    assert row["text"] == "新"
    assert [r["text"] for r in found.broken["entry"]] == ["偽"]


def _checksum(row: Row) -> str:
    values = [row[c] for c in CHECKED_COLUMNS["entry"]]
    return row_checksum("entry", [value for value in values if isinstance(value, str | int)])


def test_a_number_that_somebody_made_up_is_left_out(path: Path) -> None:
    values = (10**15, "edit", "入力", "甲", "2026-01-01T00:00:00+00:00", "", None)
    sql = "INSERT INTO change_group (id, kind, name, who, at, source, receipt, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql, (*values, row_checksum("change_group", values)))
        db.commit()
    report, document = salvaged(path)
    with document:
        assert document.log()[0].id == 6
        assert report.lost == []


def test_the_damaged_file_and_others_stay(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(KnownError, match="救い出そうとしている"):
        salvage_plan(path, path, "甲")
    first = default_target(path)
    assert first.name == "計画（救出）.plandb"
    salvage_plan(path, first, "甲")
    assert default_target(path).name == "計画（救出2）.plandb"
    with pytest.raises(KnownError, match="すでにあります"):
        salvage_plan(path, first, "甲")
    with pytest.raises(KnownError, match="見つかりません"):
        salvage_plan(path, path.parent / "ない" / "a.plandb", "甲")
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["計画.plandb", "計画（救出）.plandb"]


def _sparse(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(100 << 20)


def _other_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript(
            "CREATE TABLE t (a); INSERT INTO t VALUES (1);"
            "CREATE VIEW entry AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS node FROM n;"
        )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda file: file.touch(), "空（0バイト）"),
        (lambda file: file.mkdir(), "ファイルではありません"),
        (lambda _: None, "見つかりません"),
        (lambda file: file.write_bytes(random.Random(2).randbytes(3 << 20)), "読み取れる計画の内容がありません"),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + random.Random(3).randbytes(300_000)), "計画の内容がありません"),
        (_sparse, "計画の内容がありません"),
        (_other_database, "計画の内容がありません"),
    ],
)
def test_what_holds_no_plan_gives_a_sentence(tmp_path: Path, make: Callable[[Path], None], sentence: str) -> None:
    file = tmp_path / "何か.plandb"
    make(file)
    begun = time.monotonic()
    with pytest.raises(KnownError, match=sentence) as caught:
        salvage_plan(file, tmp_path / "out.plandb", "甲")
    assert time.monotonic() - begun < 30
    assert caught.value.message.endswith("ください。")
    assert "何か.plandb" in caught.value.message
    assert not (tmp_path / "out.plandb").exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_are_a_sentence_or_a_sound_file(tmp_path: Path, data: st.DataObject) -> None:
    stored = bytearray((DATA / "plan-v5.plandb").read_bytes())
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(stored) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=300))
        stored[at:at + len(piece)] = piece
    cut = data.draw(st.integers(0, len(stored)))
    garbage = data.draw(st.binary(max_size=9000))
    content = data.draw(st.sampled_from((bytes(stored), bytes(stored[:cut]), bytes(stored[cut:]), garbage)))
    file, target = tmp_path / "a.plandb", tmp_path / "out.plandb"
    file.write_bytes(content)
    target.unlink(missing_ok=True)
    try:
        salvage_plan(file, target, "甲")
    except KnownError as error:
        assert error.message.endswith("ください。")  # noqa: PT017
        return
    with Document.open(target) as document:
        assert document.verify() == []


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_are_told_as_ranges(numbers: set[int]) -> None:
    told = set()
    for part in ranges(numbers).split("、"):
        first, _, last = part.partition("～")
        told |= set(range(int(first), int(last or first) + 1))
    assert told == numbers


def test_chains_that_bite_their_tail_end() -> None:
    page = bytearray(PAGE)
    page[:8] = bytes((13, 0, 0, 0, 1, 0x0F, 0xA0, 0))
    page[8:10] = (0x0FA0).to_bytes(2, "big")
    page[0x0FA0:0x0FA0 + 4] = b"\xff\xff\xff\x7f"  # as long as a record can be
    assert list(Pages(bytes(PAGE) + bytes(page) * 3).records()) == []
