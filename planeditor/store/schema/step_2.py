"""Step 2: half-typed texts. Released: never edited."""
from __future__ import annotations

SQL = """
PRAGMA user_version = 2;
UPDATE meta SET value = '2' WHERE key = 'format_version';

-- Drafts: half-typed texts of cells, gone as soon as the cell is entered or given up. No part of the log.
CREATE TABLE draft (
    node TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    checksum TEXT NOT NULL,
    PRIMARY KEY (node, field, period)
) STRICT, WITHOUT ROWID;
"""
