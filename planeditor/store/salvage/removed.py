"""What 記録の抹消 took out must not come back: rows that lie about count for nothing in a file that knows of one."""
from __future__ import annotations

from planeditor.messages import redacting

from .gathering import LIVE, Found
from .shapes import Row

_LOG = {"change": "group_id", "change_group": "id", "entry": "group_id"}


def forget_removed(found: Found) -> int:
    """Take out what may be from before a redaction; returns how many rows."""
    if not knows_redaction(found):
        return 0
    rewritten = {row["group_id"] for row in found.rows["redaction_group"].values()}
    taken = 0
    for table, rows in found.rows.items():
        for name in [name for name, rank in found.ranks[table].items() if rank != LIVE and name in rows]:
            column = _LOG.get(table)
            row = rows[name]
            if column is None or (row[column] in rewritten and not _is_masked(row)):
                del rows[name]
                taken += 1
    return taken


def knows_redaction(found: Found) -> bool:
    """Whether anything says that there was a redaction."""
    return bool(found.rows["redaction"] or found.rows["redaction_group"] or found.rows["redaction_original"]) or any(
        row["name"] == redacting.GROUP for row in found.rows["change_group"].values()
    )


def _is_masked(row: Row) -> bool:
    return any(isinstance(value, str) and redacting.MARK in value for value in row.values())
