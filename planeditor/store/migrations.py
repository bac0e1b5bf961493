"""The schema of the plan file as numbered steps.

A step is plain SQL, is never edited once released, and imports nothing of today's program, so that a file of any
earlier version can be brought up to date by any later one. The number of the last step is the version of the file; it
also stands in ``PRAGMA user_version`` and in ``meta.format_version`` for other tools.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x504C414E
"""``PRAGMA application_id`` of a plan file: the ASCII letters "PLAN" as a 32-bit number (1347174734)."""

TABLES = frozenset({
    "meta", "entry", "change_group", "change", "reversal", "receipt", "proposal", "decision",
    "department", "department_alias", "field_label", "period_label", "draft", "request", "request_book", "request_sheet",
    "request_point", "receipt_sheet", "department_successor", "paper", "redaction", "redaction_group", "redaction_original",
})  # fmt: skip
"""The tables of the newest version; a file that lacks one is damaged."""


def known_version() -> int:
    """The newest version of the plan file this program knows."""
    return max(map(_number, STEPS))


def file_version(db: Database) -> int:
    """The version of an open plan file, 0 for an empty database; a step unknown to us counts with its number."""
    applied = [_number(m.name) for m in _migrations().applied(db)]
    user_version = int(db.execute("PRAGMA user_version").fetchone()[0])
    return max([user_version, *applied])


def apply_steps(db: Database) -> None:
    """Apply every pending step, each in one transaction with the record of it."""
    _migrations().apply(db)


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations("planeditor")
    for name, sql in STEPS.items():
        migrations(name=name)(_step(sql))
    return migrations


def _step(sql: str) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        db.executescript(sql)

    return run


def _number(step: str) -> int:
    head = step.split("_", 1)[0]
    return int(head) if head.isdecimal() else 0


_STEP_1 = """
PRAGMA application_id = 1347174734;
PRAGMA user_version = 1;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('format_version', '1');

-- Receipts: what came from outside, with the original bytes.
CREATE TABLE receipt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    original BLOB NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    form TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_by_hash ON receipt (sha256);

-- The change log: append only, the only history.
CREATE TABLE change_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'edit', 'undo', 'redo', 'revert')),
    name TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    receipt INTEGER REFERENCES receipt (number),
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX change_group_by_receipt ON change_group (receipt) WHERE receipt IS NOT NULL;

CREATE TABLE reversal (
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    target INTEGER NOT NULL REFERENCES change_group (id),
    PRIMARY KEY (group_id, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    seq INTEGER NOT NULL,
    node TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    old TEXT,
    new TEXT,
    checksum TEXT NOT NULL,
    PRIMARY KEY (group_id, seq)
) STRICT;
CREATE INDEX change_by_node ON change (node, group_id);

-- The present: can be rebuilt from the log.
CREATE TABLE entry (
    node TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    checksum TEXT NOT NULL,
    PRIMARY KEY (node, field, period)
) STRICT, WITHOUT ROWID;

-- Proposals: submitted cells waiting for a decision, and the decisions (in force while their group is).
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt INTEGER NOT NULL REFERENCES receipt (number),
    measure_number TEXT NOT NULL,
    area_number TEXT NOT NULL,
    node TEXT,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    as_sent TEXT,
    before TEXT,
    submitted TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('clean', 'conflict', 'notation', 'question', 'new')),
    question TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_by_receipt ON proposal (receipt);

CREATE TABLE decision (
    proposal INTEGER NOT NULL REFERENCES proposal (id),
    group_id INTEGER NOT NULL REFERENCES change_group (id),
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined')),
    PRIMARY KEY (proposal, group_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER append_only_change_group_update BEFORE UPDATE ON change_group
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_change_group_delete BEFORE DELETE ON change_group
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_change_update BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_change_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_reversal_update BEFORE UPDATE ON reversal
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_reversal_delete BEFORE DELETE ON reversal
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_decision_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_decision_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;

-- The department register: valid_from and valid_to are its history. NULL = open.
CREATE TABLE department (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    division TEXT NOT NULL,
    section TEXT NOT NULL,
    sort INTEGER NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    successor INTEGER REFERENCES department (id),
    checksum TEXT NOT NULL
) STRICT;
CREATE TABLE department_alias (
    alias TEXT NOT NULL,
    department INTEGER NOT NULL REFERENCES department (id),
    PRIMARY KEY (alias, department)
) STRICT, WITHOUT ROWID;

-- Labels of fields and periods, which belong to the form set: kept for the views only.
CREATE TABLE field_label (
    field TEXT PRIMARY KEY,
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE period_label (
    period TEXT PRIMARY KEY,
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO field_label (field, label) VALUES
    ('@kind', '種別'), ('@parent', '上位'), ('@order', '順'), ('@number', '番号'), ('@name', '名称'),
    ('@departments', '担当部署'), ('@state', '状態'), ('@merged_into', '統合先'), ('@type', '段落の種類'),
    ('@municipality', '団体名'), ('@forms', '様式セット');

-- Views for those who open the file with other tools. Times are shown in Japanese time.
CREATE VIEW "計画" AS
SELECT
    (SELECT text FROM entry WHERE node = 'plan' AND field = '@name' AND period = '') AS "計画名",
    (SELECT text FROM entry WHERE node = 'plan' AND field = '@municipality' AND period = '') AS "団体名",
    (SELECT text FROM entry WHERE node = 'plan' AND field = '@forms' AND period = '') AS "様式セット",
    (SELECT datetime(value, '+9 hours') FROM meta WHERE key = 'created') AS "作成日時",
    (SELECT value FROM meta WHERE key = 'plan_id') AS "ファイルの識別番号",
    (SELECT value FROM meta WHERE key = 'format_version') AS "形式の版";

CREATE VIEW "節点" AS
SELECT
    k.node AS "節点",
    k.text AS "種別",
    COALESCE(p.text, '') AS "上位",
    CAST(COALESCE(o.text, '0') AS INTEGER) AS "順",
    COALESCE(n.text, '') AS "番号",
    COALESCE(m.text, '') AS "名称",
    COALESCE(d.text, '') AS "担当部署",
    COALESCE(s.text, '') AS "状態"
FROM entry AS k
LEFT JOIN entry AS p ON p.node = k.node AND p.field = '@parent' AND p.period = ''
LEFT JOIN entry AS o ON o.node = k.node AND o.field = '@order' AND o.period = ''
LEFT JOIN entry AS n ON n.node = k.node AND n.field = '@number' AND n.period = ''
LEFT JOIN entry AS m ON m.node = k.node AND m.field = '@name' AND m.period = ''
LEFT JOIN entry AS d ON d.node = k.node AND d.field = '@departments' AND d.period = ''
LEFT JOIN entry AS s ON s.node = k.node AND s.field = '@state' AND s.period = ''
WHERE k.field = '@kind' AND k.period = '';

CREATE VIEW "分野" AS
SELECT a."番号" AS "分野番号", a."名称" AS "分野名", u."番号" AS "上位の分野番号", u."名称" AS "上位の分野名", a."順"
FROM "節点" AS a LEFT JOIN "節点" AS u ON u."節点" = a."上位" AND u."種別" = 'area'
WHERE a."種別" = 'area';

CREATE VIEW "施策" AS
SELECT
    m."番号" AS "施策番号", m."名称" AS "施策名", u."番号" AS "分野番号", u."名称" AS "分野名",
    m."担当部署", m."状態", m."順"
FROM "節点" AS m LEFT JOIN "節点" AS u ON u."節点" = m."上位" AND u."種別" = 'area'
WHERE m."種別" = 'measure';

CREATE VIEW "記入" AS
SELECT
    COALESCE(n.text, '') AS "施策番号",
    COALESCE(m.text, '') AS "施策名",
    COALESCE(pl.label, e.period) AS "年度",
    COALESCE(fl.label, e.field) AS "項目",
    e.text AS "記入"
FROM entry AS e
LEFT JOIN entry AS n ON n.node = e.node AND n.field = '@number' AND n.period = ''
LEFT JOIN entry AS m ON m.node = e.node AND m.field = '@name' AND m.period = ''
LEFT JOIN field_label AS fl ON fl.field = e.field
LEFT JOIN period_label AS pl ON pl.period = e.period
WHERE e.field NOT LIKE '@%';

CREATE VIEW "変更履歴" AS
SELECT
    g.id AS "番号",
    datetime(g.at, '+9 hours') AS "日時",
    g.who AS "変更者",
    g.name AS "操作",
    g.source AS "出所",
    g.receipt AS "取込番号",
    COALESCE(n.text, '') AS "施策番号",
    COALESCE(m.text, '') AS "施策名",
    COALESCE(pl.label, c.period) AS "年度",
    COALESCE(fl.label, c.field) AS "項目",
    c.old AS "前",
    c.new AS "後"
FROM change_group AS g
LEFT JOIN change AS c ON c.group_id = g.id
LEFT JOIN entry AS n ON n.node = c.node AND n.field = '@number' AND n.period = ''
LEFT JOIN entry AS m ON m.node = c.node AND m.field = '@name' AND m.period = ''
LEFT JOIN field_label AS fl ON fl.field = c.field
LEFT JOIN period_label AS pl ON pl.period = c.period
ORDER BY g.id, c.seq;

CREATE VIEW "取込" AS
SELECT
    r.number AS "取込番号",
    datetime(r.at, '+9 hours') AS "日時",
    r.who AS "取込者",
    r.file_name AS "ファイル名",
    r.form AS "様式",
    r.outcome AS "結果",
    r.message AS "説明",
    (SELECT count(*) FROM proposal AS p WHERE p.receipt = r.number) AS "提出された記入の数",
    length(r.original) AS "原本の大きさ",
    r.sha256 AS "原本のハッシュ値"
FROM receipt AS r ORDER BY r.number;

CREATE VIEW "担当部署" AS
SELECT
    d.sort AS "建制順", d.division AS "部", d.section AS "課", d.valid_from AS "いつから", d.valid_to AS "いつまで",
    COALESCE(s.division || ' ' || s.section, '') AS "引継ぎ先",
    COALESCE((SELECT group_concat(a.alias, '、') FROM department_alias AS a WHERE a.department = d.id), '') AS "別の書き方"
FROM department AS d LEFT JOIN department AS s ON s.id = d.successor
ORDER BY d.sort, d.id;
"""

_STEP_2 = """
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

_STEP_3 = """
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

_STEP_4 = """
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

STEPS: Mapping[str, str] = {
    "0001_first": _STEP_1, "0002_drafts": _STEP_2, "0003_submissions": _STEP_3, "0004_papers": _STEP_4,
}  # fmt: skip
"""Every step by its name, oldest first: plain SQL."""
