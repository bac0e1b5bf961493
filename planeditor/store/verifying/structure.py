"""The file as a database: its schema against that of an empty plan file, its pages, its references."""
from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from planeditor.messages import store as messages
from planeditor.messages import verifying as say
from planeditor.store import migrations

from .damage import Damage, called
from .header import raw_bytes
from .pages import broken_heads, owners

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_MOST_MESSAGES = 200
_PAGE = re.compile(r"[Pp]age (\d+)")
_INDEX = re.compile(r"(?:from|in) index (\S+)")
_TABLE = re.compile(r"(?:value in|failed in) ([^.\s]+)|Freelist|freelist")
_OF_THE_TOOL = migrations.RECORD
"""Made by the tool that applies the steps, in words of its own."""


def schema_faults(db: Database) -> Iterator[Damage]:
    """What is missing from the schema, or reads otherwise; a table or view somebody added is no damage, a trigger is."""
    wanted, found = _wanted(), _schema(db)
    for (kind, name), sql in wanted.items():
        if (kind, name) not in found:
            yield Damage(say.MISSING_PART.format(name=called(name)), table=name)
        elif found[kind, name] != sql:
            yield Damage(say.CHANGED_PART.format(name=called(name)), table=name)
    if not {("table", _OF_THE_TOOL), ("table", "sqlite_sequence")} <= found.keys():
        yield Damage(say.MISSING_PART.format(name=called(_OF_THE_TOOL)), table=_OF_THE_TOOL)
    for kind, name in found.keys() - wanted.keys():
        if kind == "trigger":
            yield Damage(say.STRANGE_TRIGGER.format(name=name), table=name)


def page_faults(db: Database) -> Iterator[Damage]:
    """What SQLite's own check says of pages, tables and indexes."""
    try:
        told = [str(row[0]) for row in db.conn.execute(f"PRAGMA integrity_check({_MOST_MESSAGES})")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        told = [str(error)]
    if told == ["ok"]:
        return
    data, size, roots = _raw(db)
    whose = owners(data, size, roots) if data else {}
    for number, name in (broken_heads(data, size, roots) if data else {}).items():
        yield Damage(say.PAGE.format(page=number, table=called(name)), table=name, page=number)
    for line in (line for message in told for line in message.splitlines() if line and not line.startswith("***")):
        page = _PAGE.search(line)
        index = _INDEX.search(line)
        table = _TABLE.search(line)
        if page:
            number = int(page[1])
            yield Damage(
                say.PAGE.format(page=number, table=called(whose[number]) if number in whose else say.UNKNOWN_TABLE),
                table=whose.get(number, ""), page=number,
            )  # fmt: skip
        elif index or (table and table[1]):
            name = _table_of(db, index[1]) if index else str(table[1] if table else "")
            yield Damage(say.TABLE.format(table=called(name)), table=name)
        else:
            yield Damage(say.STRUCTURE)


def reference_faults(db: Database) -> Iterator[Damage]:
    """Rows that name another row that is not there."""
    for table, row, parent, _ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        shown = "—" if row is None else str(row)
        sentence = messages.VERIFY_REFERENCE.format(table=called(table), row=shown, parent=called(parent))
        yield Damage(sentence, table=table, row=shown)


@cache
def _wanted() -> dict[tuple[str, str], tuple[str, str]]:
    with closing(migrations.fresh()) as empty:
        return _schema(empty)


def _schema(db: Database) -> dict[tuple[str, str], tuple[str, str]]:
    rows = db.conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_auto%' ESCAPE '!'")
    return {(kind, name): (table, "" if name == _OF_THE_TOOL else str(sql)) for kind, name, table, sql in rows}


def _raw(db: Database) -> tuple[bytes, int, dict[int, str]]:
    """The bytes of the file, the size of its pages, and the table of each first page; no bytes where they cannot be had."""
    try:
        roots = dict(db.conn.execute("SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0").fetchall())
        return raw_bytes(db), int(db.execute("PRAGMA page_size").fetchone()[0]), roots
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return b"", 0, {}


def _table_of(db: Database, index: str) -> str:
    row = db.conn.execute("SELECT tbl_name FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    return str(row[0]) if row else index
