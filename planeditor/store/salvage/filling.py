"""What the damaged file has lost and a backup of it still has, taken from there."""
from __future__ import annotations

from collections.abc import Iterator

from .gathering import LIVE, Found
from .removed import knows_redaction
from .shapes import FILES, NUMBERED, Id, file_is_whole

_LOG = {"change_group": "id", "change": "group_id", "reversal": "group_id", "decision": "group_id"}
_BELONGING = {
    "receipt_sheet": ("receipt", "receipt"), "request_book": ("request", "request"), "request_sheet": ("book", "request_book"),
    "request_point": ("request", "request"), "department_alias": ("department", "department"),
    "department_successor": ("department", "department"), "redaction_group": ("redaction", "redaction"),
    "redaction_original": ("receipt", "receipt"),
}  # fmt: skip
"""Tables whose rows belong to a row of another: a missing one is taken only where that other one was taken too, or lost rows of
its kind are known."""


def fill_from(found: Found, backup: Found) -> dict[str, list[Id]]:
    """Take from a backup what is missing; returns the rows taken, by table. Nothing is taken from one of another plan, or of
    before a redaction."""
    if not _may_fill(found, backup):
        return {}
    agreed = _agreed(found, backup)
    end = max([found.ends.get("change_group", 0), *(int(str(g)) for (g,) in found.rows["change_group"]), *_groups(found)], default=0)
    taken: dict[str, list[Id]] = {}
    whole = agreed is None
    limit = end if agreed is None else min(agreed, end)
    for table, column in _LOG.items():
        _take(found, backup, table, [n for n, row in backup.rows[table].items() if int(str(row[column])) <= limit], taken)
    if whole:
        for table, column in NUMBERED.items():
            last = max([found.ends.get(table, 0), *(int(str(row[column])) for row in found.rows[table].values())], default=0)
            _take(found, backup, table, [n for n, row in backup.rows[table].items() if int(str(row[column])) <= last], taken)
        for table, (column, parent) in _BELONGING.items():
            lossy = not found.orderly or found.broken.get(table)
            parents = set(taken.get(parent, ())) if not lossy or table.startswith("department") else set(found.rows[parent])
            _take(found, backup, table, [n for n, row in backup.rows[table].items() if (row[column],) in parents], taken)
        for table in ("field_label", "period_label"):
            _take(found, backup, table, list(backup.rows[table]), taken)
        _take_files(found, backup, taken)
    if taken:
        _take(found, backup, "meta", [("plan_id",), ("created",)], taken)
    return {table: names for table, names in taken.items() if names}


def plan_id(found: Found) -> str | None:
    """The id of the plan, None where it is lost."""
    row = found.rows["meta"].get(("plan_id",))
    return None if row is None else str(row["value"])


def _may_fill(found: Found, backup: Found) -> bool:
    if not backup.orderly or any(backup.broken.values()):
        return False
    ours, theirs = plan_id(found), plan_id(backup)
    if ours is not None and ours != theirs:
        return False
    if ours is None and not any(backup.rows["change_group"].get(n) == row for n, row in found.rows["change_group"].items()):
        return False
    if knows_redaction(found):
        known = found.rows["redaction"].keys()
        return bool(known) and known <= backup.rows["redaction"].keys()
    return True


def _agreed(found: Found, backup: Found) -> int | None:
    """The last group up to which both logs are one; None where they never part."""
    parted = [
        int(str(row[_LOG[table]])) for table in ("change_group", "change") for name, row in found.rows[table].items()
        if backup.rows[table].get(name, row) != row
    ]  # fmt: skip
    return min(parted) - 1 if parted else None


def _groups(found: Found) -> Iterator[int]:
    for table in ("change", "entry"):
        yield from (int(str(row["group_id"])) for row in found.rows[table].values())


def _take(found: Found, backup: Found, table: str, names: list[Id], taken: dict[str, list[Id]]) -> None:
    for name in names:
        if name in backup.rows[table] and name not in found.rows[table]:
            found.rows[table][name] = backup.rows[table][name]
            found.ranks[table][name] = LIVE
            taken.setdefault(table, []).append(name)


def _take_files(found: Found, backup: Found, taken: dict[str, list[Id]]) -> None:
    altered = found.rows["redaction_original"]
    for table, column in FILES.items():
        for name, row in found.rows[table].items():
            other = backup.rows[table].get(name)
            hashed = str(altered[name]["sha256"]) if table == "receipt" and name in altered else None
            if other is None or file_is_whole(table, row, hashed) or other["sha256"] != row["sha256"]:
                continue
            if file_is_whole(table, other, hashed):
                row[column] = other[column]
                taken.setdefault(table, []).append(name)
