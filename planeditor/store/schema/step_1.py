"""Step 1: the log, the present, receipts, proposals, departments, labels, and the views for other tools. Released: never edited."""
from __future__ import annotations

SQL = """
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
