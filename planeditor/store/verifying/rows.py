"""The rows and the whole files in the plan file, each against its own checksum."""
from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.domain.soundness import senseless
from planeditor.messages import store as messages
from planeditor.messages import verifying as say
from planeditor.store.checksum import CHECKED_COLUMNS, row_checksum
from planeditor.store.rows import lost_files

from .damage import Damage, called

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

Namer = Callable[[Key], str]
"""What an entry is called in sentences."""
_OF_ENTRIES = {"entry": messages.VERIFY_ENTRY, "draft": messages.VERIFY_DRAFT}


def row_faults(db: Database, name: Namer) -> Iterator[Damage]:
    """Rows whose checksum does not hold, and tables that cannot be read to their end."""
    for table, columns in CHECKED_COLUMNS.items():
        keys = [c[1] for c in sorted(db.conn.execute(f"PRAGMA table_info({table})"), key=lambda c: c[5]) if c[5]]
        places = [columns.index(key) for key in keys]
        sql = f"SELECT {', '.join(columns)}, checksum FROM {table}"  # noqa: S608  # our own names only
        try:
            for *values, stored in db.conn.execute(sql):
                if row_checksum(table, values) != stored:
                    row = "-".join(str(values[place]) for place in places)
                    if table in _OF_ENTRIES:
                        sentence = _OF_ENTRIES[table].format(entry=name(Key(*map(str, values[:3]))))
                    else:
                        sentence = messages.VERIFY_ROW.format(table=called(table), row=row)
                    yield Damage(sentence, table=table, row=row)
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # pages so damaged that the rest of it cannot be read
            yield Damage(say.UNREADABLE.format(table=called(table)), table=table)


def sense_faults(db: Database, name: Namer) -> Iterator[Damage]:
    """Entries that no plan can hold, whatever their checksum says."""
    by_node: dict[str, dict[Key, str]] = {}
    for values in db.conn.execute("SELECT node, field, period, text FROM entry"):
        if all(isinstance(value, str) for value in values):  # what is no text any more, its checksum tells
            *key, text = values
            by_node.setdefault(key[0], {})[Key(*key)] = text
    for key in senseless(by_node):
        yield Damage(messages.VERIFY_SENSE.format(entry=name(key)), table="entry", row="-".join(key))


def file_faults(db: Database, _name: Namer) -> Iterator[Damage]:
    """Originals and papers whose bytes are not those of their SHA-256; what a redaction altered has another one."""
    originals = (
        "SELECT r.number, r.original, COALESCE(a.sha256, r.sha256) FROM receipt AS r"
        " LEFT JOIN redaction_original AS a ON a.receipt = r.number"
    )
    papers = "SELECT number, content, sha256 FROM paper WHERE length(content) > 0"
    for table, sql, sentence in (
        ("receipt", originals, messages.VERIFY_ORIGINAL), ("paper", papers, messages.VERIFY_PAPER)
    ):  # fmt: skip
        try:
            lost = lost_files(db, table)
            for number, data, digest in db.conn.execute(sql):
                if data == b"" and number in lost:
                    continue
                if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
                    yield Damage(sentence.format(receipt=number, paper=number), table=table, row=str(number))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            yield Damage(say.UNREADABLE.format(table=called(table)), table=table)
