"""Step 5: a checksum for every row that had none, and for the day on which a request was taken back."""
from __future__ import annotations

SQL = """
PRAGMA user_version = 5;
UPDATE meta SET value = '5' WHERE key = 'format_version';

DROP TRIGGER append_only_reversal_update;
DROP TRIGGER append_only_decision_update;

ALTER TABLE meta ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE reversal ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE department_alias ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE department_successor ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE field_label ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE period_label ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE redaction_group ADD COLUMN checksum TEXT NOT NULL DEFAULT '';

UPDATE meta SET checksum = plan_checksum(key, value);
UPDATE reversal SET checksum = plan_checksum(group_id, target);
UPDATE decision SET checksum = plan_checksum(proposal, group_id, decision);
UPDATE department_alias SET checksum = plan_checksum(alias, department);
UPDATE department_successor SET checksum = plan_checksum(department, successor);
UPDATE field_label SET checksum = plan_checksum(field, label);
UPDATE period_label SET checksum = plan_checksum(period, label);
UPDATE redaction_group SET checksum = plan_checksum(redaction, group_id);

-- The checksum of a request now covers the day it was taken back, where there is one. A damaged row stays a damaged row.
UPDATE request SET checksum = plan_checksum(
    number, kind, periods, round, revision, deadline, cover, at, who, after_group, receipt, reason, withdrawn
) WHERE withdrawn IS NOT NULL AND checksum = plan_checksum(
    number, kind, periods, round, revision, deadline, cover, at, who, after_group, receipt, reason
);

CREATE TRIGGER append_only_reversal_update BEFORE UPDATE ON reversal
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER append_only_decision_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
"""
