# ruff: noqa: S608  # names of our own tables only
"""Every row of every table has a checksum over all it says, whoever wrote it."""
from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from planeditor.domain.masking import Masker
from planeditor.domain.plan import KIND, NAME, PLAN_ID, Key
from planeditor.store import migrations
from planeditor.store.checksum import (
    CHECKED_COLUMNS,
    FIRST_WITH_ALL,
    change_checksum,
    checksum,
    entry_checksum,
    row_checksum,
)
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from planeditor.store.redaction.redactions import RedactionOrder
from planeditor.store.requests import NewRequest, Point, RequestBook, RequestSheet

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = {("receipt", "original"), ("paper", "content")}
"""The bytes of whole files: each has a SHA-256 beside it."""
OTHERS = {"_sqlite_migrations", "sqlite_sequence"}
"""What SQLite and the tool that applies the steps keep for themselves."""
SINCE_5 = {
    "meta", "reversal", "decision", "department_alias", "department_successor", "field_label", "period_label", "redaction_group",
}  # fmt: skip
"""The tables whose rows have a checksum from version 5 of the file on."""
WORK = Key("m1", "work", "R2")


def checked_columns(version: int) -> dict[str, tuple[str, ...]]:
    """``CHECKED_COLUMNS`` as it was in files of a version, the tables that such a file does not have included."""
    if version >= FIRST_WITH_ALL:
        return dict(CHECKED_COLUMNS)
    found = {table: columns for table, columns in CHECKED_COLUMNS.items() if table not in SINCE_5}
    return found | {"request": tuple(c for c in found["request"] if c != "withdrawn")}


def write_everything(path: Path) -> None:
    """A plan file with rows in every table, each kind of writer having written some."""
    start = {Key(PLAN_ID, KIND): "plan", Key("m1", KIND): "measure", Key("m1", NAME): "電子申請", WORK: "窓口の設計"}
    with Document.create(path, start, name="作成", who="甲") as document:
        document.set_labels({"work": "作業内容"}, {"R2": "R2年度"})
        document.set_labels({"work": "作業の内容"}, {"R2": "令和2年度"})
        old, *_ = document.departments.add([Department("総務部", "見本課", 1, aliases=("見本", "見本係"))])
        document.departments.hand_over([old], [Department("総務部", "窓口課", 2), Department("総務部", "申請課", 3)])
        with document.edit("取込", who="甲") as edit:
            proposal = NewProposal(field="work", period="R2", node="m1", submitted="窓口の廃止", kind="conflict")
            edit.add_receipt(NewReceipt("佐藤.xlsx", "佐藤".encode(), "甲"), [proposal, proposal], [ReceiptSheet("一", "m1", "progress")])
            edit.decide([1], "declined")
            edit.set(WORK, "佐藤が窓口を構築")
        document.undo("甲")
        document.redo("甲")
        book = RequestBook("K7QM-3B2C-8", 1, "見本課", "01.xlsx", (RequestSheet("K7QM-2X9R-4", "m1", "progress"),))
        for _ in range(2):
            document.add_request(
                NewRequest(periods=("R2",), who="甲", deadline=date(2021, 4, 16), books=(book,), points=(Point(WORK, "単位を"),))
            )
            book = RequestBook("K7QM-3B2C-9", 1, "見本課", "02.xlsx")
        document.withdraw_request(1)
        document.keep_paper(NewPaper(snapshot="s1", name="資料", kind="pdf", period="R2", content=b"%PDF", who="甲"))
        order = RedactionOrder.of(Masker("佐藤", "■"), "甲", "誤記", lambda text: text, lambda _: "")
        document.redactions.apply(order)
        document.drafts.keep(WORK, "書きかけ", "甲")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("everything") / "計画.plandb"
    write_everything(path)
    return path


def columns_of(db: sqlite3.Connection) -> dict[str, list[str]]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: [c[1] for c in db.execute(f'PRAGMA table_info("{name}")')] for name in names if name not in OTHERS}


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_every_column_of_every_table_is_covered(version: int) -> None:
    with closing(migrations.fresh(version)) as db:
        found = columns_of(db.conn)
    told = checked_columns(version)
    assert CHECKED_COLUMNS.keys() == migrations.TABLES
    assert told.keys() <= CHECKED_COLUMNS.keys()
    for table, columns in found.items():
        if version < migrations.known_version() and "checksum" not in columns:
            assert table not in told
            continue
        left = set(columns) - set(told[table]) - {"checksum"}
        assert {(table, column) for column in left - {"withdrawn" if version < 5 else ""}} <= FILES, table
    if version == migrations.known_version():
        assert found.keys() == CHECKED_COLUMNS.keys()


def test_every_row_has_a_checksum_that_holds(everything: Path) -> None:
    with closing(sqlite3.connect(everything)) as db:
        for table, columns in CHECKED_COLUMNS.items():
            rows = db.execute(f"SELECT {', '.join(columns)}, checksum FROM {table}").fetchall()
            assert rows, table
            for *values, stored in rows:
                assert row_checksum(table, values) == stored, (table, values)


@pytest.mark.parametrize("table", sorted(CHECKED_COLUMNS))
def test_a_change_of_any_column_is_noticed(everything: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "計画.plandb"
    for column in CHECKED_COLUMNS[table]:
        shutil.copyfile(everything, path)
        with closing(sqlite3.connect(path)) as db:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f'DROP TRIGGER "{name}"')
            db.execute("PRAGMA ignore_check_constraints = ON")
            kind = next(c[2] for c in db.execute(f"PRAGMA table_info({table})") if c[1] == column)
            other = 77 if kind == "INTEGER" else "別"
            keys = {c[1]: c[5] for c in db.execute(f"PRAGMA table_info({table})") if c[5]}
            [key] = db.execute(f"SELECT {', '.join(keys)} FROM {table} LIMIT 1")
            one = " AND ".join(f"{name} = ?" for name in keys)
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {one}", (other, *key))
            columns = CHECKED_COLUMNS[table]
            rows = db.execute(f"SELECT {', '.join(columns)}, checksum FROM {table}").fetchall()
        assert any(row_checksum(table, values) != stored for *values, stored in rows), column


def test_rows_of_earlier_files_get_theirs_and_damage_stays_damage(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    shutil.copyfile(DATA / "plan-v4.plandb", path)
    with closing(sqlite3.connect(path)) as db:
        columns = checked_columns(4)["request"]
        row = db.execute(f"SELECT {', '.join(columns)} FROM request").fetchone()
        for number in (2, 3):
            values = [number, *row[1:]]
            db.execute(
                f"INSERT INTO request ({', '.join(columns)}, checksum, withdrawn) VALUES ({', '.join('?' * len(values))}, ?, ?)",
                (*values, checksum(values) if number == 2 else "0" * 16, "2021-04-01T00:00:00+00:00"),
            )
        db.commit()
    with Document.open(path, read_only=True) as document:
        assert [(r.withdrawn, r.damaged) for r in document.requests.all()] == [(False, False), (True, False), (True, True)]
        faults = document.verify()
    assert len(faults) == 1
    assert "3" in faults[0]


@pytest.mark.parametrize("texts", [(None, "新"), ("旧", None), ("", "𠮷\n"), (None, None)])
def test_the_written_out_checksums_are_the_same(texts: tuple[str | None, str | None]) -> None:
    assert change_checksum(12, 345, "m1", "work", "", *texts) == checksum((12, 345, "m1", "work", "", *texts))
    assert entry_checksum("m1", "work", "R2", "本文", 12) == checksum(("m1", "work", "R2", "本文", 12))
