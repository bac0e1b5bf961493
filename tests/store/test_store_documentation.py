"""docs/file-format.md says what the file is: its tables, columns, views, checksums and examples are those of the program."""
from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import pytest

from planeditor.store import migrations, rows
from planeditor.store.checksum import CHECKED_COLUMNS, checksum
from planeditor.store.copying import PRACTICE
from planeditor.store.document import Document
from tests.store.test_store_checksums import write_everything

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "file-format.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (`.*?) \|", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documented") / "計画.plandb"
    write_everything(path)
    return path


def test_every_table_and_column_is_described_in_its_order(file: Path) -> None:
    told = {table: re.findall(r"`(\w+)`", columns) for table, columns in ROWS}
    with closing(sqlite3.connect(file)) as db:
        there = {name: {c[1] for c in db.execute(f"PRAGMA table_info({name})")} for name in CHECKED_COLUMNS}
    assert told.keys() == there.keys()
    for table, columns in told.items():
        assert set(columns) == there[table] - {"checksum"}, table
        assert [c for c in columns if c in CHECKED_COLUMNS[table]] == list(CHECKED_COLUMNS[table]), table


def test_every_view_is_described(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        views = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    section = PAGE.split("## 一覧用の表示")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)) == views


def test_every_word_of_meta_is_described(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        keys = {key for (key,) in db.execute("SELECT key FROM meta")}
    keys |= {PRACTICE, rows.SALVAGED, *rows.LOST_FILES.values(), migrations.PROGRAM, migrations.STEPS_CHECKED}
    assert [key for key in sorted(keys) if f"`{key}`" not in PAGE] == []
    assert f"{migrations.APPLICATION_ID}" in PAGE
    assert f"形式の番号。今は {migrations.known_version()}" in PAGE
    history = PAGE.split("## 形式の移り変わり")[1]
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", history, re.MULTILINE)] == list(range(1, migrations.known_version() + 1))


def test_the_worked_checksum_is_right() -> None:
    found = re.search(r"つないだもの\s+(.+)\n照合値\s+([0-9a-f]{16})\n", PAGE)
    assert found is not None
    assert blake2b(found[1].encode(), digest_size=8).hexdigest() == found[2]
    assert checksum(("m1", "work", "年度:2020", "窓口の一本化", 7)) == found[2]


def test_the_examples_run_with_nothing_but_sqlite(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.create_function("writefile", 2, lambda name, data: (tmp_path / name).write_bytes(data))
        for block in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL):
            for statement in block.split(";"):
                if statement.strip():
                    last = db.execute(statement).fetchall()
                    assert last or "paper" in statement, statement
    assert any(p.name.startswith("取込1_") for p in tmp_path.iterdir())
    with Document.open(file, read_only=True) as document:
        assert {(*key, text) for key, text in document.plan_at(2).entries.items()} == set(last)


def test_the_present_follows_from_the_log_as_described(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        present: dict[tuple[str, str, str], str] = {}
        for node, field, period, new in db.execute("SELECT node, field, period, new FROM change ORDER BY group_id, seq"):
            present.pop((node, field, period), None)
            if new is not None:
                present[node, field, period] = new
        stored = {(n, f, p): t for n, f, p, t in db.execute("SELECT node, field, period, text FROM entry")}
    assert present == stored
