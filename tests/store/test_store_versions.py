"""Files of every version of the schema, the upgrade of older ones, and the views for other tools."""
from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import (
    DEPARTMENTS,
    FORM_SET,
    KIND,
    MUNICIPALITY,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    STATE,
    Key,
)
from planeditor.store import migrations
from planeditor.store.backup import backup_folder, list_backups
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from planeditor.store.requests import NewRequest, RequestBook, RequestSheet

DATA = Path(__file__).resolve().parents[1] / "data"
ROOT = Path(__file__).resolve().parents[2]
WORK = Key("m1", "work", "R2")
OPENING = """
import sys
from pathlib import Path
from planeditor.store.document import Document
print("begin", flush=True)
Document.open(Path(sys.argv[1])).close()
"""


def write_sample(path: Path) -> None:
    """A plan file with something in every table; ``tests/data/plan-v<N>.plandb`` was written by this when N was new."""
    start = {
        Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, NAME): "見本市情報化推進計画", Key(PLAN_ID, MUNICIPALITY): "見本市",
        Key(PLAN_ID, FORM_SET): "sample", Key(PLAN_ID, f"{PERIODS}:years"): "R1 R2",
        Key("a1", KIND): "area", Key("a1", PARENT): PLAN_ID, Key("a1", ORDER): "1", Key("a1", NUMBER): "①",
        Key("a1", NAME): "窓口",
        Key("m1", KIND): "measure", Key("m1", PARENT): "a1", Key("m1", ORDER): "1", Key("m1", NUMBER): "①-01",
        Key("m1", NAME): "電子申請", Key("m1", DEPARTMENTS): "見本課他", Key("m1", STATE): "継続",
        WORK: "様式の設計", Key("m1", "summary"): "申請を電子化する",
    }  # fmt: skip
    with Document.create(path, start, name="計画の作成", who="見本課 甲", source="見本") as document:
        document.set_labels({"work": "作業内容", "summary": "概要"}, {"R2": "R2年度"})
        document.departments.add([Department("総務部", "見本課", 1, aliases=("見本",))])
        cell = NewProposal(field="work", period="R2", node="m1", measure_number="①-01", as_sent="様式の設計",
                           before="様式の設計", submitted="様式の公開", kind="clean", sheet="①-01", cell="C5")  # fmt: skip
        with document.edit("提出の取込", who="見本課 乙", source="提出") as edit:
            sheets = [ReceiptSheet("①-01", "m1", "progress", "K7QM-2X9R-4", "佐藤")]
            edit.add_receipt(NewReceipt("見本課.xlsx", b"PK", "見本課 乙", "progress", "imported", ""), [cell], sheets)
            edit.set(WORK, "様式の公開")
            edit.decide([1], "accepted")
        book = RequestBook("K7QM-3B2C-8", 1, "見本課", "01_見本課_R2.xlsx", (RequestSheet("K7QM-2X9R-4", "m1", "progress"),))
        document.add_request(NewRequest(periods=("R2",), who="見本課 甲", deadline=date(2021, 4, 16), books=(book,)))
        with document.edit("入力", who="見本課 甲") as edit:
            edit.set(WORK, "様式の廃止")
        document.undo("見本課 甲")
        paper = NewPaper(snapshot="s1", name="会議資料", kind="pdf", period="R2", content=b"%PDF", who="見本課 甲", options="{}")
        document.keep_paper(paper)
        document.drafts.keep(WORK, "様式の公", "見本課 甲")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    write_sample(path)
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_the_views_speak_japanese(path: Path) -> None:
    assert rows(path, "SELECT 計画名, 団体名, 様式セット, 形式の版 FROM 計画") == [
        ("見本市情報化推進計画", "見本市", "sample", "5")
    ]
    assert rows(path, "SELECT 分野番号, 分野名, 上位の分野番号 FROM 分野") == [("①", "窓口", None)]
    assert rows(path, "SELECT 施策番号, 施策名, 分野番号, 分野名, 担当部署, 状態 FROM 施策") == [
        ("①-01", "電子申請", "①", "窓口", "見本課他", "継続")
    ]
    assert sorted(rows(path, "SELECT 施策番号, 施策名, 年度, 項目, 記入 FROM 記入")) == [
        ("①-01", "電子申請", "", "概要", "申請を電子化する"), ("①-01", "電子申請", "R2年度", "作業内容", "様式の公開"),
    ]  # fmt: skip
    history = rows(path, "SELECT 変更者, 操作, 出所, 施策番号, 年度, 項目, 前, 後 FROM 変更履歴 WHERE 番号 > 1")
    assert history == [
        ("見本課 乙", "提出の取込", "提出", "①-01", "R2年度", "作業内容", "様式の設計", "様式の公開"),
        ("見本課 甲", "入力", "", "①-01", "R2年度", "作業内容", "様式の公開", "様式の廃止"),
        ("見本課 甲", "「入力」を元に戻す", "", "①-01", "R2年度", "作業内容", "様式の廃止", "様式の公開"),
    ]
    assert rows(path, "SELECT 取込番号, 取込者, ファイル名, 提出された記入の数, 原本の大きさ FROM 取込") == [
        (1, "見本課 乙", "見本課.xlsx", 1, 2)
    ]
    assert rows(path, "SELECT 部, 課, 別の書き方 FROM 担当部署") == [("総務部", "見本課", "見本")]
    assert rows(path, "SELECT 依頼番号, 種別, 年度, 期限, 担当部署, ファイル名, シートの数 FROM 照会") == [
        (1, "提出依頼", "R2年度", "2021-04-16", "見本課", "01_見本課_R2.xlsx", 1)
    ]
    assert rows(path, "SELECT 取込番号, シート, 施策番号, 記入者 FROM 提出されたシート") == [(1, "①-01", "①-01", "佐藤")]
    assert rows(path, "SELECT 番号, 残した人, 資料, 種類, 年度, 大きさ FROM 配布した資料") == [
        (1, "見本課 甲", "会議資料", "pdf", "R2年度", 4)
    ]
    assert rows(path, "SELECT 項目 FROM 変更履歴 WHERE 後 = '継続'") == [("状態",)]
    assert rows(path, "SELECT 日時 GLOB '20[0-9][0-9]-*-* *:*:*' FROM 変更履歴 LIMIT 1") == [(1,)]


def check_sample(document: Document) -> None:
    plan = document.plan()
    assert plan.title == "見本市情報化推進計画"
    assert [n.title for n in plan.measures] == ["①-01 電子申請"]
    assert plan.period_keys("years") == ["R1", "R2"]
    assert plan.text(*WORK) == "様式の公開"
    assert [g.name for g in document.log()] == ["「入力」を元に戻す", "入力", "提出の取込", "計画の作成"]
    assert (document.undo_name(), document.redo_name()) == ("提出の取込", "入力")
    assert document.receipts.original(1) == b"PK"
    assert [p.decision for p in document.receipts.proposals()] == ["accepted"]
    assert [d.name for d in document.departments.all()] == ["総務部 見本課"]
    assert [r.number for r in document.requests.all()] == ([1] if document.receipts.sheets() else [])
    assert document.requests.find("AAAA-AAAA-A") is None
    assert [document.papers.content(p.number) for p in document.papers.at("s1")] in ([], [b"%PDF"])
    assert document.verify() == []


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_a_stored_file_of_each_version_opens(tmp_path: Path, version: int) -> None:
    stored = DATA / f"plan-v{version}.plandb"
    with Document.open(stored, read_only=True) as document:
        check_sample(document)
    path = tmp_path / "計画.plandb"
    shutil.copyfile(stored, path)
    with Document.open(path) as document:
        check_sample(document)
        document.redo("見本課 甲")
        assert document.plan().text(*WORK) == "様式の廃止"
        assert document.verify() == []


def test_the_upgrade_keeps_decisions_and_their_guard(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    shutil.copyfile(DATA / "plan-v2.plandb", path)
    with Document.open(path) as document:
        assert [p.decision for p in document.receipts.proposals()] == ["accepted"]
        with document.edit("改定の候補に残す", who="甲") as edit:
            edit.decide([1], "kept")
        assert [p.decision for p in document.receipts.proposals()] == ["kept"]
        assert document.verify() == []
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("DELETE FROM decision")


def test_drafts_are_kept_from_version_2_on(tmp_path: Path) -> None:
    with Document.open(DATA / "plan-v1.plandb", read_only=True) as document:
        assert document.drafts.all() == []
    with Document.open(DATA / "plan-v2.plandb", read_only=True) as document:
        assert [(d.key, d.text, d.who) for d in document.drafts.all()] == [(WORK, "様式の公", "見本課 甲")]


def test_an_older_file_is_upgraded_on_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    shutil.copyfile(DATA / "plan-v1.plandb", path)
    before = path.read_bytes()
    with Document.open(path, read_only=True) as document:
        check_sample(document)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    with Document.open(path) as document:
        check_sample(document)
        assert document.drafts.keep(WORK, "書きかけ", "甲")
    assert rows(path, "PRAGMA user_version") == [(5,)]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["計画.backups", "計画.plandb"]
    [original] = list_backups(path)
    assert (original.reason, original.group_name) == ("移行前（形式1）", "「入力」を元に戻す")
    assert rows(original.path, "PRAGMA user_version") == [(1,)]
    assert rows(original.path, "SELECT * FROM change") == rows(path, "SELECT * FROM change")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_who_writes_while_a_file_is_upgraded_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.plandb"
    shutil.copyfile(DATA / "plan-v4.plandb", path)
    apply_steps = migrations.apply_steps

    def meanwhile(db: Database) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("UPDATE entry SET text = text || '。' WHERE field = 'work'")
            other.commit()
        apply_steps(db)

    monkeypatch.setattr("planeditor.store.upgrade.migrations.apply_steps", meanwhile)
    with pytest.raises(KnownError, match="ほかのソフトが使っています"):
        Document.open(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 4


def test_killed_while_upgrading(tmp_path: Path) -> None:
    chance = random.Random(11)
    path = tmp_path / "計画.plandb"
    for _ in range(8):
        for file in backup_folder(path).glob("*"):
            file.unlink()
        shutil.copyfile(DATA / "plan-v1.plandb", path)
        program = subprocess.Popen([sys.executable, "-c", OPENING, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.random() * 0.03)
        program.kill()
        program.communicate()
        with Document.open(path) as document:
            check_sample(document)
        originals = list_backups(path)
        assert originals
        for original in originals:
            assert rows(original.path, "PRAGMA user_version") == [(1,)]
            assert rows(original.path, "PRAGMA integrity_check") == [("ok",)]


_STEPS = migrations.STEPS


class Statements(list[str]):
    """SQL of a step, put in force anew with each addition."""

    use: Callable[[str], None]

    def append(self, statement: str) -> None:
        super().append(statement)
        self.use(";".join(self))


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The program as if it knew one step more; what the list says is run in that step."""
    statements = Statements(["PRAGMA user_version = 6", "CREATE TABLE later (a TEXT) STRICT"])
    statements.use = lambda sql: monkeypatch.setattr(migrations, "STEPS", {**_STEPS, "0006_later": sql})
    statements.use(";".join(statements))
    monkeypatch.setattr(migrations, "TABLES", migrations.TABLES | {"later"})
    return statements


def test_a_failed_upgrade_leaves_the_file(path: Path, next_version: list[str]) -> None:
    next_version.append("PRAGMA max_page_count = 1")
    next_version.append("INSERT INTO later VALUES (hex(zeroblob(1000000)))")
    before = path.read_bytes()
    with pytest.raises(KnownError, match=r"計画\.plandb"):
        Document.open(path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["計画.backups", "計画.plandb"]
