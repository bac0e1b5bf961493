"""Bringing the schema of a plan file up to date, by the steps of ``schema``.

The number of the last step is the version of the file; it also stands in ``PRAGMA user_version`` and in
``meta.format_version`` for other tools.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planeditor import __version__

from .checksum import checksum
from .rows import write_meta
from .schema import STEPS, TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

__all__ = [
    "APPLICATION_ID", "PROGRAM", "RECORD", "STEPS", "STEPS_CHECKED", "TABLES", "apply_steps", "file_version", "fresh",
    "known_version", "record_checksum", "record_of_steps",
]  # fmt: skip

APPLICATION_ID = 0x504C414E
"""``PRAGMA application_id`` of a plan file: the ASCII letters "PLAN" as a 32-bit number (1347174734)."""

PROGRAM = "program"
"""The key in ``meta`` for the version of the program that made the file what it is."""

STEPS_CHECKED = "steps"
"""The key in ``meta`` for the checksum of the record of steps."""
RECORD = "_sqlite_migrations"
"""The table in which the tool that applies the steps records them."""
_OWNER = "planeditor"


def known_version() -> int:
    """The newest version of the plan file this program knows."""
    return max(map(_number, STEPS))


def file_version(db: Database) -> int:
    """The version of an open plan file, 0 for an empty database; a step unknown to us counts with its number."""
    applied = [_number(str(name)) for _, owner, name, _ in record_of_steps(db) if owner == _OWNER]
    user_version = int(db.execute("PRAGMA user_version").fetchone()[0])
    return max([user_version, *applied])


def record_of_steps(db: Database) -> list[tuple[object, ...]]:
    """Which step was applied when, as the tool that applies them keeps it."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table'", (RECORD,)).fetchone() is None:
        return []
    return db.conn.execute(f"SELECT id, migration_set, name, applied_at FROM {RECORD} ORDER BY id").fetchall()  # noqa: S608


def record_checksum(db: Database) -> str:
    """The checksum of the record of steps, which has no room for any in its rows, and of how its table was made."""
    made = db.conn.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name = ? ORDER BY type, name", (RECORD,)
    ).fetchall()
    return checksum([str(value) for row in [*record_of_steps(db), *made] for value in row])


def apply_steps(db: Database) -> None:
    """Apply every pending step, each in one transaction with the record of it; the file then says which program did it."""
    migrations = _migrations()
    if migrations.pending(db):
        migrations.apply(db)
        with db.atomic():
            write_meta(db, PROGRAM, __version__)
            write_meta(db, STEPS_CHECKED, record_checksum(db))


def fresh(version: int | None = None) -> Database:
    """An empty plan file of a version (None: the newest) in memory."""
    from sqlite_utils import Database

    db = Database(memory=True, execute_plugins=False)
    for sql in list(STEPS.values())[:version]:
        _step(sql)(db)
    return db


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations(_OWNER)
    for name, sql in STEPS.items():
        migrations(name=name)(_step(sql))
    return migrations


def _step(sql: str) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        db.conn.create_function("plan_checksum", -1, lambda *values: checksum(values), deterministic=True)
        db.executescript(sql)

    return run


def _number(step: str) -> int:
    head = step.split("_", 1)[0]
    return int(head) if head.isdecimal() else 0
