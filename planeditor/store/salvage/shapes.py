"""What rows of a plan file look like in every version of it, and when a row is to be believed."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from planeditor.domain.plan import Key
from planeditor.store.checksum import CHECKED_COLUMNS, checksum, row_checksum
from planeditor.store.migrations import fresh, known_version

Value = str | int | bytes | None
Row = dict[str, Value]
Id = tuple[Value, ...]
"""What a row is known by: the values of its primary key."""

FILES: Mapping[str, str] = {"receipt": "original", "paper": "content"}
"""The tables with whole files, each with the column that holds the bytes."""
NUMBERED: Mapping[str, str] = {
    "receipt": "number", "proposal": "id", "request": "number", "paper": "number", "department": "id", "redaction": "number",
}  # fmt: skip
"""The tables beside the log whose rows are numbered from 1 on, each with the column of the number."""
_CHECKSUM = "checksum"
_PLAN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as one version of the file has it."""

    table: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    """TEXT, INTEGER or BLOB of each column."""
    nullable: tuple[bool, ...]
    key: tuple[str, ...]
    rowid: str | None
    """The column that is the number of the row in SQLite's own sense, None where there is none."""
    clustered: bool
    """Whether the rows stand in an index of their own (WITHOUT ROWID)."""

    @property
    def checked(self) -> bool:
        """Whether a row tells by itself that it is whole."""
        return _CHECKSUM in self.columns

    def fits(self, values: Sequence[Value]) -> bool:
        """Whether values as they stand in a record can be a row of this table."""
        return len(values) == len(self.columns) and all(
            (nullable or column == self.rowid) if value is None else type(value) is _TYPES[kind]
            for value, kind, nullable, column in zip(values, self.kinds, self.nullable, self.columns, strict=True)
        )

    def row(self, values: Sequence[Value], rowid: int | None) -> Row:
        """The values by their columns."""
        row = dict(zip(self.columns, values, strict=True))
        if self.rowid is not None:
            row[self.rowid] = rowid
        return row


_TYPES: Mapping[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes}


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Every shape that a table of content has had, the newest first."""
    found: dict[Shape, None] = {}
    for version in range(known_version(), 0, -1):
        with closing(fresh(version)) as db:
            for _, table, kind, _, without_rowid, _ in db.conn.execute("PRAGMA table_list").fetchall():
                if kind == "table" and table in CHECKED_COLUMNS:
                    found[_shape(table, db.conn.execute(f'PRAGMA table_info("{table}")').fetchall(), bool(without_rowid))] = None
    return tuple(found)


@lru_cache(maxsize=16)
def tables_of(version: int) -> frozenset[str]:
    """The tables of content of a version of the file; those of the newest for a version that there is not."""
    with closing(fresh(version if 0 < version <= known_version() else None)) as db:
        return frozenset(CHECKED_COLUMNS.keys() & set(db.table_names()))


@lru_cache(maxsize=64)
def shapes_of(columns: int) -> tuple[Shape, ...]:
    """The shapes with so many columns."""
    return tuple(shape for shape in shapes() if len(shape.columns) == columns)


@lru_cache(maxsize=1)
def keys() -> dict[str, tuple[str, ...]]:
    """What the rows of each table are known by."""
    return {shape.table: shape.key for shape in reversed(shapes())}


def id_of(table: str, row: Row) -> Id:
    """What a row is known by."""
    return tuple(row[column] for column in keys()[table])


def key_of(row: Row) -> Key:
    """The place of a row of entries, changes or drafts."""
    return Key(str(row["node"]), str(row["field"]), str(row["period"]))


def is_whole(shape: Shape, row: Row) -> bool:
    """Whether a row is as it was written: by its checksum, or, in a table that had none yet, by what can stand there at all."""
    if not shape.checked:
        return _PLAUSIBLE[shape.table](row)
    values = [row.get(column, "" if shape.table == "proposal" else None) for column in CHECKED_COLUMNS[shape.table]]
    if any(isinstance(value, bytes) for value in values):
        return False
    stored = row[_CHECKSUM]
    # Before version 5 the day on which a request was taken back was not covered.
    return row_checksum(shape.table, values) == stored or (  # type: ignore[arg-type]  # none of them is bytes
        shape.table == "request" and checksum(values[:-1]) == stored  # type: ignore[arg-type]
    )


def file_is_whole(table: str, row: Row, altered: str | None = None) -> bool:
    """Whether the bytes of a receipt or a paper are as they were; ``altered``: their hash since a redaction."""
    data = row.get(FILES[table])
    if not isinstance(data, bytes):
        return False
    return (not data and table == "paper") or hashlib.sha256(data).hexdigest() == (altered or row["sha256"])


def _shape(table: str, info: Sequence[Sequence[Value]], without_rowid: bool) -> Shape:  # noqa: FBT001
    columns = tuple(str(c[1]) for c in info)
    kinds = tuple(str(c[2]) for c in info)
    key = tuple(str(c[1]) for c in sorted((c for c in info if c[5]), key=lambda c: int(str(c[5]))))
    rowid = key[0] if len(key) == 1 and not without_rowid and kinds[columns.index(key[0])] == "INTEGER" else None
    return Shape(table, columns, kinds, tuple(not c[3] and not c[5] for c in info), key, rowid, without_rowid)


def _number(value: Value) -> bool:
    return isinstance(value, int) and value > 0


def _meta(row: Row) -> bool:
    key, value = row["key"], str(row["value"])
    return _PLAN_ID.fullmatch(value) is not None if key == "plan_id" else key in {"created", "practice", "format_version"}


_PLAUSIBLE: Mapping[str, Callable[[Row], bool]] = {
    "meta": _meta,
    "reversal": lambda row: _number(row["target"]) and int(str(row["target"])) < int(str(row["group_id"])),
    "decision": lambda row: (
        _number(row["proposal"]) and _number(row["group_id"]) and row["decision"] in {"accepted", "declined", "kept"}
    ),
    "department_alias": lambda row: bool(row["alias"]) and _number(row["department"]),
    "department_successor": lambda row: _number(row["department"]) and _number(row["successor"]),
    "redaction_group": lambda row: _number(row["redaction"]) and _number(row["group_id"]),
    "field_label": lambda row: bool(row["field"]),
    "period_label": lambda row: bool(row["period"]),
}
