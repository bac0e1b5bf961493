"""The whole check of a plan file: its structure, its references, every checksum, and the present against the log."""
from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.domain.soundness import senseless
from planeditor.messages import store as messages

from .checksum import CHECKED_COLUMNS, row_checksum
from .labels import name_entries
from .log import changes_until

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


def find_damage(db: Database, entries: Mapping[Key, str]) -> list[str]:
    """One sentence for each fault; empty for a sound file. ``entries`` gives the names used in the sentences."""
    found: list[str] = []
    for check in (_structure, _references, _checksums, _sense, _originals, _papers, _present_against_log):
        try:
            found += check(db, lambda key: name_entries(db, entries, [key])[0])
        except sqlite3.DatabaseError:  # pages so damaged that this check cannot go on
            found.append(messages.VERIFY_STRUCTURE)
    return list(dict.fromkeys(found))


_Namer = Callable[[Key], str]


def _structure(db: Database, _name: _Namer) -> Iterator[str]:
    if db.conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        yield messages.VERIFY_STRUCTURE


def _references(db: Database, _name: _Namer) -> Iterator[str]:
    for table, row, parent, _ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        yield messages.VERIFY_REFERENCE.format(table=table, row="—" if row is None else row, parent=parent)


def _checksums(db: Database, name: _Namer) -> Iterator[str]:
    for table, columns in CHECKED_COLUMNS.items():
        sql = f'SELECT {", ".join(columns)}, checksum FROM "{table}"'  # noqa: S608  # our own names only
        for *values, stored in db.conn.execute(sql):
            if row_checksum(table, values) != stored:
                if table in {"entry", "draft"}:
                    sentence = messages.VERIFY_ENTRY if table == "entry" else messages.VERIFY_DRAFT
                    yield sentence.format(entry=name(Key(*values[:3])))
                else:
                    row = f"{values[0]}-{values[1]}" if table in {"change", "receipt_sheet"} else values[0]
                    yield messages.VERIFY_ROW.format(table=table, row=row)


def _sense(db: Database, name: _Namer) -> Iterator[str]:
    by_node: dict[str, dict[Key, str]] = {}
    for node, field, period, text in db.conn.execute("SELECT node, field, period, text FROM entry"):
        by_node.setdefault(node, {})[Key(node, field, period)] = text
    for key in senseless(by_node):
        yield messages.VERIFY_SENSE.format(entry=name(key))


def _originals(db: Database, _name: _Namer) -> Iterator[str]:
    rows = db.conn.execute(
        "SELECT r.number, r.original, COALESCE(a.sha256, r.sha256) FROM receipt AS r"  # what a redaction altered has another one
        " LEFT JOIN redaction_original AS a ON a.receipt = r.number"
    )
    for number, data, digest in rows:
        if hashlib.sha256(data).hexdigest() != digest:
            yield messages.VERIFY_ORIGINAL.format(receipt=number)


def _papers(db: Database, _name: _Namer) -> Iterator[str]:
    for number, data, digest in db.conn.execute("SELECT number, content, sha256 FROM paper WHERE length(content) > 0"):
        if hashlib.sha256(data).hexdigest() != digest:
            yield messages.VERIFY_PAPER.format(paper=number)


def _present_against_log(db: Database, name: _Namer) -> Iterator[str]:
    rebuilt: dict[Key, str | None] = {}
    writers: dict[Key, int] = {}
    for group, (key, old, new) in changes_until(db):
        if rebuilt.get(key) != old:
            yield messages.VERIFY_LOG.format(group=group, entry=name(key))
        rebuilt[key] = new
        writers[key] = group
    expected = {key: (text, writers[key]) for key, text in rebuilt.items() if text is not None}
    rows = db.conn.execute("SELECT node, field, period, text, group_id FROM entry")
    present = {Key(n, f, p): (text, group) for n, f, p, text, group in rows}
    if expected != present:
        for key in sorted(expected.keys() | present.keys()):
            if expected.get(key) != present.get(key):
                yield messages.VERIFY_PRESENT.format(entry=name(key))
