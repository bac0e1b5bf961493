"""A copy of a plan file without the files in it that the plan itself holds: merging a copy again and again must not double it."""
from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing

_FILES = {"receipt": "original", "paper": "content"}
"""Where a plan file holds whole files, by table: the column of their bytes; ``sha256`` stands beside each."""


def without_known_files(data: bytes, known: Collection[str]) -> bytes:
    """The bytes of a plan file that was found sound, with every file emptied whose SHA-256 is among ``known``.

    Its rows, hashes and log stay as they are, so the file still says which files it held; the same bytes come from the same bytes.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(data)
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table, column in _FILES.items():
            if table in there:
                held = [(digest,) for (digest,) in db.execute(f"SELECT DISTINCT sha256 FROM {table}") if digest in known]  # noqa: S608
                db.executemany(f"UPDATE {table} SET {column} = x'' WHERE sha256 = ?", held)  # noqa: S608  # our own names
        db.execute("VACUUM")
        return db.serialize()
