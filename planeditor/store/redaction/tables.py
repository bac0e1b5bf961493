"""Where texts stand in a plan file, and masking one in all of them: rows with their checksums, originals, papers."""
from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planeditor.domain import plan as fields
from planeditor.domain.masking import Masker
from planeditor.domain.plan import Key
from planeditor.messages import redacting as say
from planeditor.store.checksum import checksum

from .masking import Cleaned, Cleaner
from .rows import (
    FILES,
    TEXTS,
    count_of,
    files_of,
    masked_of,
    number_in,
    rows_of,
    tables,
    text_in,
    update_row,
    written_columns,
)

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_WITH_DIGESTS = f"WHERE field LIKE '{fields.CONFIRMED}:%' OR field LIKE '{fields.SEEN}:%'"
_DIGEST = re.compile(r"[0-9a-f]{8,128}")


@dataclass(slots=True)
class Found:
    """Where a text stands in one plan file."""

    counts: Counter[str] = field(default_factory=Counter)
    """How often, by kind of place (the keys of ``messages.redacting.PLACES``)."""
    entries: dict[Key, str] = field(default_factory=dict)
    """The present entries that hold it, whole."""
    structure: Counter[str] = field(default_factory=Counter)
    """Where the same signs stand in what is no writing of people; it stays there."""


@dataclass(slots=True)
class Masked:
    """What was masked in one plan file."""

    counts: Counter[str] = field(default_factory=Counter)
    groups: set[int] = field(default_factory=set)
    """The change groups that read otherwise now."""
    originals: dict[int, bool] = field(default_factory=dict)
    """The receipts whose original was altered, and whether all of it went."""
    papers: list[str] = field(default_factory=list)
    """The names of the papers whose bytes went."""
    _digests: dict[str, str] = field(default_factory=dict)


def find_in(db: Database, cleaner: Cleaner) -> Found:
    """Where the text stands. Nothing is changed."""
    found, masker = Found(), cleaner.masker
    for table, columns in tables(db):
        texts = [c for c, kind in columns.items() if kind == "TEXT" and c != "checksum"]
        for row in rows_of(db, table, columns, masker):
            holding = {c: hits for c in texts if (hits := count_of(masker, table, c, row))}
            written = set(written_columns(table, row))
            for column, hits in holding.items():
                (found.counts if column in written else found.structure)[table] += hits
            if table == "entry" and holding.keys() & written:
                found.entries[Key(text_in(row["node"]), text_in(row["field"]), text_in(row["period"]))] = text_in(row["text"])
        if table in FILES:
            found.counts[_place(table)] += sum(1 for _, data in files_of(db, table) if cleaner.clean(data).hits)
    found.counts, found.structure = +found.counts, +found.structure
    return found


def mask_in(db: Database, cleaner: Cleaner, digest: Callable[[str], str]) -> Masked:
    """Mask the text everywhere, inside a transaction; the triggers that keep the log as it is are off meanwhile.

    ``digest`` is what the plan keeps of a text that was agreed to: it follows the text.
    """
    triggers = db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f'DROP TRIGGER "{name}"')
    masked = Masked()
    for table, columns in tables(db):
        if table in TEXTS:
            _mask_rows(db, table, columns, cleaner.masker, masked, digest)
    _follow_digests(db, masked)
    for table in FILES:
        if table in dict(tables(db)):
            _mask_files(db, table, cleaner, masked)
    for _, sql in triggers:
        db.execute(sql)
    return masked


def clean_plan_file(data: bytes, masker: Masker, cleaner: Cleaner, digest: Callable[[str], str]) -> Cleaned:
    """The bytes of another plan file without the text, worked on in memory; as ``Cleaner.clean``."""
    from sqlite_utils import Database

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        db = Database(connection, execute_plugins=False)
        connection.execute("BEGIN")
        masked = mask_in(db, cleaner, digest)
        connection.execute("COMMIT")
        hits = sum(masked.counts.values())
        if hits:
            connection.execute("VACUUM")
        cleaned = connection.serialize() if hits else data
    except (sqlite3.Error, KeyError, TypeError, ValueError):
        return _by_raw(data, masker)
    finally:
        connection.close()
    raw = _by_raw(cleaned, masker)
    return Cleaned(hits + raw.hits, None if raw.hits else cleaned)


def _by_raw(data: bytes, masker: Masker) -> Cleaned:
    hits = masker.count(data.decode("utf-8", "ignore"))
    return Cleaned(hits, None if hits else data)


def _mask_rows(
    db: Database, table: str, columns: Iterable[str], masker: Masker, masked: Masked, digest: Callable[[str], str]
) -> None:
    for row in rows_of(db, table, columns, masker):
        hits = {c: hits for c in written_columns(table, row) if (hits := count_of(masker, table, c, row))}
        if not hits:
            continue
        fresh = {c: masked_of(masker, table, c, row) for c in hits}
        masked.counts[table] += sum(hits.values())
        if table in ("change", "change_group"):
            masked.groups.add(number_in(row["group_id" if table == "change" else "id"]))
        for column, text in fresh.items():
            masked._digests[digest(text_in(row[column]))] = digest(text)
        update_row(db, table, row, fresh)


def _follow_digests(db: Database, masked: Masked) -> None:
    """What was said of a text that reads otherwise now is said of the new one."""
    known = masked._digests
    if not known:
        return
    for table, columns in (("entry", ("text",)), ("change", ("old", "new")), ("proposal", ("as_sent", "before", "submitted"))):
        there = dict(tables(db)).get(table)
        for row in rows_of(db, table, there, where=_WITH_DIGESTS) if there else ():
            fresh = {
                c: anew for c in columns
                if (anew := _DIGEST.sub(lambda m: known.get(m[0], m[0]), text_in(row[c]))) != text_in(row[c])
            }  # fmt: skip
            if fresh:
                if table == "change":
                    masked.groups.add(number_in(row["group_id"]))
                update_row(db, table, row, fresh)


def _mask_files(db: Database, table: str, cleaner: Cleaner, masked: Masked) -> None:
    for number, data in list(files_of(db, table)):
        cleaned = cleaner.clean(data)
        if not cleaned.hits:
            continue
        masked.counts[_place(table)] += 1
        if table == "paper":
            masked.papers.append(str(db.execute("SELECT name FROM paper WHERE number = ?", (number,)).fetchone()[0]))
            db.execute("UPDATE paper SET content = x'' WHERE number = ?", (number,))
            continue
        kept = say.REMOVED.encode() if cleaned.data is None else cleaned.data
        masked.originals[number] = cleaned.data is None
        db.execute("UPDATE receipt SET original = ? WHERE number = ?", (kept, number))
        if "redaction_original" in dict(tables(db)):
            values = (number, hashlib.sha256(kept).hexdigest(), int(cleaned.data is None))
            db.execute(
                "INSERT OR REPLACE INTO redaction_original (receipt, sha256, removed, checksum) VALUES (?, ?, ?, ?)",
                (*values, checksum(values)),
            )


def _place(table: str) -> str:
    return "original" if table == "receipt" else "paper_bytes"
