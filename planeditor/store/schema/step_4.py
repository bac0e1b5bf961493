"""Step 4: papers handed out, and what was removed for good. Released: never edited."""
from __future__ import annotations

SQL = """
PRAGMA user_version = 4;
UPDATE meta SET value = '4' WHERE key = 'format_version';

-- Papers that were handed out, with their very bytes. An empty content was taken out since; sha256 is that of the bytes handed out.
CREATE TABLE paper (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    snapshot TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'xlsx')),
    period TEXT NOT NULL,
    options TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    content BLOB NOT NULL,
    checksum TEXT NOT NULL
) STRICT;

CREATE VIEW "配布した資料" AS
SELECT
    p.number AS "番号",
    datetime(p.at, '+9 hours') AS "日時",
    p.who AS "残した人",
    p.name AS "資料",
    p.kind AS "種類",
    COALESCE(l.label, p.period) AS "年度",
    COALESCE(m.text, '') AS "基準時点",
    length(p.content) AS "大きさ",
    p.sha256 AS "ハッシュ値"
FROM paper AS p
LEFT JOIN entry AS m ON m.node = p.snapshot AND m.field = '@name' AND m.period = ''
LEFT JOIN period_label AS l ON l.period = p.period
ORDER BY p.number;

-- What was removed for good, without its content: which groups were rewritten, and what the altered originals are now.
CREATE TABLE redaction (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    places INTEGER NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE TABLE redaction_group (
    redaction INTEGER NOT NULL REFERENCES redaction (number),
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    PRIMARY KEY (redaction, group_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE redaction_original (
    receipt INTEGER PRIMARY KEY REFERENCES receipt (number),
    sha256 TEXT NOT NULL,
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    checksum TEXT NOT NULL
) STRICT;

CREATE VIEW "記録の抹消" AS
SELECT number AS "番号", datetime(at, '+9 hours') AS "日時", who AS "行った人", why AS "理由", places AS "箇所の数"
FROM redaction ORDER BY number;
"""
