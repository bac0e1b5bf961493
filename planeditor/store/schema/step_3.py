"""Step 3: what was sent out, and the sheets that came back. Released: never edited."""
from __future__ import annotations

SQL = """
PRAGMA user_version = 3;
UPDATE meta SET value = '3' WHERE key = 'format_version';

-- Requests: what was sent out. The plan as it was then is a place in the log.
CREATE TABLE request (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('request', 'correction')),
    periods TEXT NOT NULL,
    round TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision IN (0, 1)),
    deadline TEXT,
    cover TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    after_group INTEGER NOT NULL REFERENCES change_group (id),
    receipt INTEGER REFERENCES receipt (number),
    reason TEXT NOT NULL,
    checksum TEXT NOT NULL,
    withdrawn TEXT
) STRICT;
CREATE TABLE request_book (
    token TEXT PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (number),
    sort INTEGER NOT NULL,
    department INTEGER REFERENCES department (id),
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_book_by_request ON request_book (request);
CREATE TABLE request_sheet (
    token TEXT PRIMARY KEY,
    book TEXT NOT NULL REFERENCES request_book (token),
    sort INTEGER NOT NULL,
    node TEXT NOT NULL,
    form TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'contributing')),
    checksum TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_sheet_by_book ON request_sheet (book);
CREATE TABLE request_point (
    request INTEGER NOT NULL REFERENCES request (number),
    node TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    text TEXT NOT NULL,
    checksum TEXT NOT NULL,
    PRIMARY KEY (request, node, field, period)
) STRICT, WITHOUT ROWID;

-- Which sheets a file that came in held, changed or not; form '' is the book itself.
CREATE TABLE receipt_sheet (
    receipt INTEGER NOT NULL REFERENCES receipt (number),
    seq INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    node TEXT NOT NULL,
    form TEXT NOT NULL,
    token TEXT NOT NULL,
    filled_by TEXT NOT NULL,
    checksum TEXT NOT NULL,
    PRIMARY KEY (receipt, seq)
) STRICT, WITHOUT ROWID;

-- A proposal also says why it is a question, and what it was with the struck part in. The checksum of a row covers these
-- columns where one of them is filled.
ALTER TABLE proposal ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN whole TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN struck TEXT NOT NULL DEFAULT '';

-- A third decision: kept for the next revision.
CREATE TABLE decision_new (
    proposal INTEGER NOT NULL REFERENCES proposal (id),
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined', 'kept')),
    PRIMARY KEY (proposal, group_id)
) STRICT, WITHOUT ROWID;
INSERT INTO decision_new SELECT proposal, group_id, decision FROM decision;
DROP TABLE decision;
ALTER TABLE decision_new RENAME TO decision;
CREATE TRIGGER append_only_decision_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_decision_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;

-- A department that was split has further successors.
CREATE TABLE department_successor (
    department INTEGER NOT NULL REFERENCES department (id),
    successor INTEGER NOT NULL REFERENCES department (id),
    PRIMARY KEY (department, successor)
) STRICT, WITHOUT ROWID;

CREATE VIEW "照会" AS
SELECT
    q.number AS "依頼番号",
    datetime(q.at, '+9 hours') AS "日時",
    q.who AS "依頼者",
    CASE q.kind WHEN 'request' THEN '提出依頼' ELSE '修正依頼' END AS "種別",
    (SELECT group_concat(COALESCE(l.label, v.period), '、') FROM
        (WITH RECURSIVE part (period, rest) AS (
            SELECT '', q.periods || ' ' UNION ALL
            SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM part WHERE rest <> ''
        ) SELECT period FROM part WHERE period <> '') AS v LEFT JOIN period_label AS l ON l.period = v.period) AS "年度",
    q.round AS "回",
    q.deadline AS "期限",
    b.name AS "担当部署",
    b.file_name AS "ファイル名",
    b.token AS "整理番号",
    (SELECT count(*) FROM request_sheet AS s WHERE s.book = b.token) AS "シートの数",
    datetime(q.withdrawn, '+9 hours') AS "取りやめ"
FROM request AS q LEFT JOIN request_book AS b ON b.request = q.number
ORDER BY q.number, b.sort;

CREATE VIEW "提出されたシート" AS
SELECT
    r.receipt AS "取込番号", r.sheet AS "シート", COALESCE(n.text, '') AS "施策番号", COALESCE(m.text, '') AS "施策名",
    r.form AS "様式", r.token AS "整理番号", r.filled_by AS "記入者"
FROM receipt_sheet AS r
LEFT JOIN entry AS n ON n.node = r.node AND n.field = '@number' AND n.period = ''
LEFT JOIN entry AS m ON m.node = r.node AND m.field = '@name' AND m.period = ''
WHERE r.form <> ''
ORDER BY r.receipt, r.seq;
"""
