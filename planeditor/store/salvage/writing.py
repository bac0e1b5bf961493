"""A sound plan file written from rows."""
from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Change
from planeditor.messages import salvaging as say
from planeditor.store.checksum import CHECKED_COLUMNS, row_checksum
from planeditor.store.connection import create_empty
from planeditor.store.migrations import apply_steps
from planeditor.store.rows import LOST_FILES, SALVAGED, insert_rows, write_meta
from planeditor.store.verifying.history import number_faults

from .gathering import Found
from .rebuilding import Rebuilt
from .shapes import FILES, Row, Value, file_is_whole

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_REPLAYED = frozenset({"change_group", "change", "reversal", "entry", "meta"})


@dataclass(frozen=True, slots=True)
class Content:
    """All that goes into the new file."""

    found: Found
    rebuilt: Rebuilt
    heads: list[Row]
    targets: Mapping[int, list[int]]
    lost_files: Mapping[str, list[int]]
    who: str
    source: str


def lost_files(found: Found) -> dict[str, list[int]]:
    """The receipts and papers whose bytes are no longer what they were, by table; what a redaction altered counts as it is since."""
    altered = {name: str(row["sha256"]) for name, row in found.rows["redaction_original"].items()}
    return {
        table: [
            int(str(name[0])) for name, row in sorted(found.rows[table].items())
            if not file_is_whole(table, row, altered.get(name) if table == "receipt" else None)
        ] for table in FILES
    }  # fmt: skip


def write_sound(path: Path, content: Content) -> None:
    """Write the new file; ``path`` must not exist. Raises SQLite's errors."""
    db = create_empty(path)
    try:
        apply_steps(db)
        with db.atomic():
            db.execute("PRAGMA defer_foreign_keys = ON")
            _write_meta(db, content)
            _write_log(db, content)
            for table, rows in content.found.rows.items():
                if table in FILES:
                    _write_files(db, table, rows.values(), content.lost_files[table])
                elif table not in _REPLAYED:
                    _insert(db, table, rows.values())
            if next(number_faults(db, str), None) is not None:
                write_meta(db, SALVAGED, utc_now())
    finally:
        db.close()


def _write_meta(db: Database, content: Content) -> None:
    meta = {str(key): str(row["value"]) for (key,), row in content.found.rows["meta"].items()}
    for (key,) in db.conn.execute("SELECT key FROM meta").fetchall():  # what the new file says of itself
        meta.pop(key, None)
    meta.setdefault("plan_id", str(uuid.uuid4()))
    meta.setdefault("created", utc_now())
    for table, key in LOST_FILES.items():
        known = {*meta.pop(key, "").split(), *map(str, content.lost_files[table])}
        if known:
            meta[key] = " ".join(sorted(known, key=int))
    insert_rows(db, "meta", meta.items(), replace=True)


def _write_log(db: Database, content: Content) -> None:
    rebuilt = content.rebuilt
    last = rebuilt.last + 1
    _insert(db, "change_group", content.heads)
    insert_rows(db, "change_group", [(last, "create", say.GROUP, content.who, utc_now(), content.source, None)])
    insert_rows(db, "reversal", [(group, target) for group, own in content.targets.items() for target in own])
    for group, changes in sorted(rebuilt.changes.items()):
        insert_rows(db, "change", _changes(group, changes))
    insert_rows(db, "entry", sorted((*key, text, group) for key, (text, group) in rebuilt.present.items()))


def _changes(group: int, changes: Iterable[Change]) -> list[tuple[str | int | None, ...]]:
    return [(group, seq, *change.key, change.old, change.new) for seq, change in enumerate(changes)]


def _insert(db: Database, table: str, rows: Iterable[Row]) -> None:
    columns = CHECKED_COLUMNS[table]
    insert_rows(db, table, [[_plain(table, row, column) for column in columns] for row in rows], replace=True)


def _plain(table: str, row: Row, column: str) -> str | int | None:
    value = row.get(column, "" if table == "proposal" else None)
    return value if isinstance(value, str | int) else None


def _write_files(db: Database, table: str, rows: Iterable[Row], lost: list[int]) -> None:
    columns, file = CHECKED_COLUMNS[table], FILES[table]
    names = ", ".join((*columns, file, "checksum"))
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * (len(columns) + 2))})"  # noqa: S608  # our own names only
    for row in rows:
        values = [_plain(table, row, column) for column in columns]
        data: Value = b"" if row["number"] in lost else row[file]
        if table == "receipt" and not row["sha256"]:  # a stand-in
            values[columns.index("sha256")] = hashlib.sha256(b"").hexdigest()
        db.execute(sql, (*values, data, row_checksum(table, values)))
