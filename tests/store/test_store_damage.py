"""What is damaged, foreign or newer: found, named, refused, and never made worse."""
from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, NAME, NUMBER, ORDER, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt
from planeditor.store.requests import NewRequest, RequestBook, RequestSheet
from planeditor.store.verifying.rows import sense_faults

WORK = Key("m1", "work", "R2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed plan file with some of everything."""
    path = tmp_path / "計画.plandb"
    start = {
        Key(PLAN_ID, KIND): "plan", Key("m1", KIND): "measure", Key("m1", NUMBER): "①-01", Key("m1", NAME): "電子申請",
        WORK: "窓口の設計", Key("m1", "effect", "R2"): "約400万円",
    }  # fmt: skip
    with Document.create(path, start, name="作成", who="甲") as document:
        document.set_labels({"work": "作業内容"}, {"R2": "R2年度"})
        for text in ("窓口の構築", "窓口の運用"):
            with document.edit("入力", who="甲") as edit:
                edit.set(WORK, text)
        proposal = NewProposal(field="work", period="R2", node="m1", submitted="窓口の廃止", kind="conflict")
        document.add_receipt(NewReceipt("提出.xlsx", b"original bytes", "甲"), [proposal])
    return path


def raw(path: Path, *statements: str) -> None:
    """Run SQL on the file behind the program's back."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def flip(path: Path, text: str, with_text: str, *, last: bool = False) -> None:
    """Overwrite bytes of the file in place, as a failing disk does."""
    data = path.read_bytes()
    old, new = text.encode(), with_text.encode("utf-8", "surrogateescape")
    assert len(old) == len(new)
    assert old in data
    at = data.rfind(old) if last else data.find(old)
    path.write_bytes(data[:at] + new + data[at + len(old):])


@pytest.mark.parametrize("table", ["change", "change_group", "reversal", "decision"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET group_id = 1", "DELETE FROM {}"])
def test_the_log_is_append_only(path: Path, table: str, statement: str) -> None:
    with Document.open(path) as document:
        document.undo("甲")
        with document.edit("判断", who="甲") as edit:
            edit.decide([1], "declined")
    sql = statement.format(table).replace("change_group SET group_id", "change_group SET id")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw(path, sql)


def test_the_writing_connection_keeps_references(path: Path) -> None:
    with Document.open(path) as document, document._access.reading() as db, pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("INSERT INTO decision VALUES (99, 1, 'accepted', '')")


@pytest.mark.parametrize("damage", ["窓口の運角", "窓口の運\udcff\udcff\udcff"])
def test_damaged_text_is_found_and_named(path: Path, damage: str) -> None:
    for last in (False, True):  # it stands in the log and in the present: damage both
        flip(path, "窓口の運用", damage, last=last)
    with Document.open(path, read_only=True) as document:
        assert document.damaged == (WORK,)
        assert WORK not in document.plan().entries
        assert document.plan().text("m1", "effect", "R2") == "約400万円"
        report = document.verify()
    assert any("①-01 電子申請／R2年度／作業内容" in line and "照合値" in line for line in report)
    assert any("表「変更履歴の内容」の行 3-0" in line for line in report)
    with pytest.raises(KnownError, match=r"計画\.plandb.*1 件.*①-01 電子申請／R2年度／作業内容.*バックアップ"):
        Document.open(path)
    assert not path.with_name(path.name + ".lock").exists()


def test_a_number_that_is_no_text_any_more_is_left_to_its_checksum() -> None:
    """As a flipped bit in the head of a row makes one; SQLite itself would not store it."""
    with closing(Database(memory=True)) as db:
        db.execute("CREATE TABLE entry (node, field, period, text)")
        db.conn.execute("INSERT INTO entry VALUES ('m1', ?, '', ?)", (ORDER, b"1"))
        assert list(sense_faults(db, str)) == []
        db.conn.execute("INSERT INTO entry VALUES ('m2', ?, '', 'x')", (ORDER,))
        assert [damage.row for damage in sense_faults(db, str)] == [f"m2-{ORDER}-"]


def test_many_damaged_entries_are_counted(path: Path) -> None:
    raw(path, "UPDATE entry SET checksum = 'x'")
    with pytest.raises(KnownError, match=r"6 件.*ほか"):
        Document.open(path)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE entry SET text = '別' WHERE field = 'work'", "①-01 電子申請／R2年度／作業内容"),
        ("UPDATE entry SET field = 'wotk' WHERE field = 'work'", "①-01 電子申請／R2年度／wotk"),
        ("DELETE FROM entry WHERE field = 'work'", "変更履歴から作り直した"),
        ("UPDATE receipt SET original = x'00'", "取込番号 1 の原本"),
        ("UPDATE receipt SET file_name = 'x'", "表「取込」の行 1"),
        ("UPDATE proposal SET submitted = 'x'", "表「提出された内容」の行 1"),
        ("UPDATE proposal SET receipt = 7", "表「提出された内容」の行 1 が指す「取込」"),
    ],
)
def test_verify_names_what_is_wrong(path: Path, statement: str, sentence: str) -> None:
    raw(path, statement)
    with Document.open(path, read_only=True) as document:
        assert any(sentence in line for line in document.verify())


def test_verify_reads_the_whole_log(path: Path) -> None:
    raw(path, "DROP TRIGGER append_only_change_update", "UPDATE change SET new = '窓口の廃' WHERE group_id = 2",
        "DROP TRIGGER append_only_change_group_update", "UPDATE change_group SET who = '乙' WHERE id = 2")  # fmt: skip
    with Document.open(path, read_only=True) as document:
        report = document.verify()
    assert any("番号 3" in line and "それまでの履歴と合いません" in line for line in report)
    assert any("表「変更履歴の操作」の行 2" in line for line in report)


def test_a_damaged_proposal_and_original_are_not_used(path: Path) -> None:
    raw(path, "UPDATE proposal SET submitted = 'x'", "UPDATE receipt SET original = x'00'")
    with Document.open(path) as document:
        assert [p.damaged for p in document.receipts.proposals()] == [True]
        with pytest.raises(KnownError, match="原本"):
            document.receipts.original(1)


def found_in(path: Path, *, read_only: bool) -> list[str]:
    """What is said of a file that is damaged: by refusing it, or by verify."""
    try:
        with Document.open(path, read_only=read_only) as document:
            return document.verify()
    except KnownError as error:
        return [error.message] if path.name in error.message else []


def test_damaged_pages_give_sentences(path: Path) -> None:
    data = bytearray(path.read_bytes())
    size = 4096
    for page in range(1, len(data) // size):
        broken = bytearray(data)
        broken[page * size : page * size + size] = b"\xa5" * size
        path.write_bytes(broken)
        assert found_in(path, read_only=True), page
        assert found_in(path, read_only=False), page
    for length in range(0, len(data), 5000):
        if any(data[length:]):  # the last page may be one without rows: its zeros are no loss
            path.write_bytes(data[:length])
            assert found_in(path, read_only=False), length


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA user_version = 7",),
        ("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('planeditor', '0007_later', '')",),
    ],
)
def test_a_newer_file_is_refused(path: Path, statements: tuple[str, ...]) -> None:
    raw(path, *statements)
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(KnownError, match=r"計画\.plandb.*新しい版のプログラムで.*形式 7.*5 まで"):
            Document.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def not_plans(folder: Path) -> dict[Path, str]:
    """Files that are no plan, and what the sentence says of each."""
    kinds = {folder / f"{name}.plandb": sentence for name, sentence in {
        "empty": "空", "text": "計画ファイルではない", "book": "計画ファイルではない", "other": "別のソフト",
        "folder": "フォルダー", "missing": "見つかりません", "cut": "計画ファイルではない|壊れて",
    }.items()}  # fmt: skip
    (folder / "empty.plandb").touch()
    (folder / "text.plandb").write_text("計画 " * 500, "utf-8")
    with zipfile.ZipFile(folder / "book.plandb", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 200)
    raw(folder / "other.plandb", "CREATE TABLE t (a)")
    (folder / "folder.plandb").mkdir()
    (folder / "cut.plandb").write_bytes(b"SQLite format 3\0" + b"\0" * 50)
    kinds[folder / "ない" / "a.plandb"] = "フォルダー.*見つかりません"
    return kinds


def test_what_is_no_plan_is_refused_in_words(tmp_path: Path) -> None:
    for file, sentence in not_plans(tmp_path).items():
        before = file.read_bytes() if file.is_file() else b""
        for read_only in (True, False):
            with pytest.raises(KnownError, match=sentence) as caught:
                Document.open(file, read_only=read_only)
            message = caught.value.message
            assert re.search(r"ください。$", message), message
            assert not re.search(r"Error|sqlite3|Traceback", message), message
        assert (file.read_bytes() if file.is_file() else b"") == before
    assert not list(tmp_path.glob("*.lock"))


def test_a_plan_with_missing_tables_is_damaged(path: Path) -> None:
    raw(path, "PRAGMA foreign_keys = OFF", "DROP VIEW 節点", "DROP TABLE entry")
    with pytest.raises(KnownError, match="壊れて"):
        Document.open(path)


def test_a_damaged_change_is_neither_undone_nor_told(path: Path) -> None:
    raw(path, "DROP TRIGGER append_only_change_update", "UPDATE change SET old = '窓口の別' WHERE group_id = 3",
        "CREATE TRIGGER append_only_change_update BEFORE UPDATE ON change"
        " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END")  # fmt: skip
    with Document.open(path) as document:
        before = document.plan()
        works: list[Callable[[], object]] = [
            lambda: document.undo("甲"), lambda: document.undo_group(3, "甲"), lambda: document.undo_group(2, "甲"),
            lambda: document.plan_at(3), lambda: document.changed_since(2),
        ]  # fmt: skip
        for work in works:
            with pytest.raises(KnownError, match=r"変更履歴の番号 3 .*バックアップ"):
                work()
        assert document.plan() is before
        assert document.plan_at(2).text(*WORK) == "窓口の構築"
        assert [c.new for g in document.log(limit=1) for c in g.changes] == ["（壊れていて読めません）"]
        assert [c.new for g in document.cell_log(WORK, 1) for c in g.changes] == ["（壊れていて読めません）"]
        with document.edit("入力", who="甲") as edit:  # what is sound may still be changed
            edit.set(WORK, "窓口の改善")
        assert any(d.table == "change" and d.row == "3-0" for d in document.inspect())


def test_with_a_damaged_operation_nothing_is_undone(path: Path) -> None:
    with Document.open(path) as document:
        document.undo("甲")
    raw(path, "DROP TRIGGER append_only_reversal_update", "UPDATE reversal SET checksum = 'x'")
    with Document.open(path) as document:
        works: list[Callable[[], object]] = [
            lambda: document.undo("甲"), lambda: document.redo("甲"), lambda: document.undo_group(2, "甲"),
        ]  # fmt: skip
        for work in works:
            with pytest.raises(KnownError, match="変更履歴の番号 4 の記録が壊れている"):
                work()


def test_a_damaged_proposal_is_not_decided(path: Path) -> None:
    raw(path, "UPDATE proposal SET submitted = '別'")
    with Document.open(path) as document:
        refused = pytest.raises(KnownError, match="提出された内容 1 の記録が壊れている")
        with refused, document.edit("判断", who="甲") as edit:
            edit.decide([1], "accepted")


def test_a_damaged_decision_makes_its_proposal_doubtful(path: Path) -> None:
    with Document.open(path) as document, document.edit("判断", who="甲") as edit:
        edit.decide([1], "declined")
    raw(path, "DROP TRIGGER append_only_decision_update", "UPDATE decision SET decision = 'accepted'")
    with Document.open(path) as document:
        assert [(p.damaged, p.decision) for p in document.receipts.proposals()] == [(True, "")]


def test_a_damaged_paper_is_not_handed_out(path: Path) -> None:
    with Document.open(path) as document:
        document.keep_paper(NewPaper(snapshot="s", name="資料", kind="pdf", period="R2", content=b"%PDF-1", who="甲"))
    raw(path, "UPDATE paper SET content = x'255044462D32'")
    with Document.open(path) as document, pytest.raises(KnownError, match="配布した資料 1 が壊れて"):
        document.papers.content(1)


def test_a_damaged_request_is_not_compared_with(path: Path) -> None:
    with Document.open(path) as document:
        sheets = (RequestSheet("K7QM-2X9R-4", "m1", "progress"),)
        document.add_request(NewRequest(periods=("R2",), who="甲", books=(RequestBook("K7QM-3B2C-8", None, "課", "1.xlsx", sheets),)))
    raw(path, "UPDATE request_sheet SET node = 'm2'")
    with Document.open(path) as document:
        assert [r.damaged for r in document.requests.all()] == [True]
        with pytest.raises(KnownError, match="整理番号 K7QM-2X9R-4"):
            document.requests.find("K7QM-2X9R-4")


@pytest.mark.parametrize(
    ("statement", "sentence", "table"),
    [
        ("DELETE FROM field_label WHERE field = '@name'", "", ""),
        ("UPDATE field_label SET label = '別' WHERE field = '@name'", "表「項目の名前」の行 @name", "field_label"),
        ("UPDATE meta SET value = 'x' WHERE key = 'plan_id'", "表「ファイルの情報」の行 plan_id", "meta"),
        ("UPDATE _sqlite_migrations SET applied_at = '' WHERE id = 1", "形式の更新の記録", "_sqlite_migrations"),
        ("DROP TRIGGER append_only_change_delete", "目次に「append_only_change_delete」がありません", "append_only_change_delete"),
        ("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END", "自動処理「t」", "t"),
        ("DROP VIEW 施策", "目次に「施策」がありません", "施策"),
        ("CREATE VIEW 自分用 AS SELECT 1", "", ""),
        ("DELETE FROM proposal", "「提出された内容」は番号 1 まで使われました", "proposal"),
        ("UPDATE sqlite_sequence SET seq = 9 WHERE name = 'change_group'", "「変更履歴の操作」は番号 9 まで", "change_group"),
        ("PRAGMA default_cache_size = 7", "（48 バイト目、作業領域の大きさ）", ""),
    ],
)
def test_the_schema_the_numbers_and_the_header_are_checked(path: Path, statement: str, sentence: str, table: str) -> None:
    raw(path, statement)
    with Document.open(path, read_only=True) as document:
        found = document.inspect()
    assert any(sentence in d.sentence and d.table == table for d in found) == bool(sentence), found
    assert all(d.sentence.endswith("ください。") for d in found)


def test_a_hole_in_the_log_is_told(path: Path) -> None:
    raw(path, "DROP TRIGGER append_only_change_group_delete", "DROP TRIGGER append_only_change_delete",
        "DELETE FROM change WHERE group_id = 2", "DELETE FROM change_group WHERE id = 2")  # fmt: skip
    with Document.open(path, read_only=True) as document:
        assert any("「変更履歴の操作」の番号 2 がありません" in fault for fault in document.verify())


def test_a_damaged_page_is_named_with_its_table(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        [(root,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'receipt'")
    data[(root - 1) * 4096 + 1 : (root - 1) * 4096 + 9] = b"\xff" * 8
    path.write_bytes(data)
    with Document.open(path, read_only=True) as document:
        found = document.inspect()
    assert any(d.page == root and d.table == "receipt" and f"{root} ページ目（取込）" in d.sentence for d in found), found


def test_pages_left_behind_the_end_are_cut_off_at_the_next_opening(path: Path) -> None:
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(b"x" * 4096)
    with Document.open(path, read_only=True) as document:
        assert document.verify() == [], "nothing of the plan is there"
    Document.open(path).close()
    assert path.stat().st_size == size
