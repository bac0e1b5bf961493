"""What rows refer to: where that is lost it gets a stand-in, or the rows that make no sense without it go too."""
from __future__ import annotations

from collections.abc import Callable

from planeditor.messages import salvaging as say

from .gathering import Found
from .rebuilding import Rebuilt
from .shapes import Id, Row, Value

_MOMENT = "1970-01-01T00:00:00+00:00"


def make_standins(found: Found) -> dict[str, list[int]]:
    """Add receipts and departments that others refer to; returns their numbers by table."""
    rows = found.rows
    receipts: set[Value] = {
        row["receipt"] for table in ("change_group", "proposal", "receipt_sheet", "request", "redaction_original")
        for row in rows[table].values() if row["receipt"] is not None
    }  # fmt: skip
    departments: set[Value] = {
        value for table, column in (
            ("department", "successor"), ("department_alias", "department"), ("department_successor", "department"),
            ("department_successor", "successor"), ("request_book", "department"),
        ) for row in rows[table].values() if (value := row[column]) is not None
    }  # fmt: skip
    return {
        "receipt": _add(found, "receipt", receipts, _receipt), "department": _add(found, "department", departments, _department),
    }


def drop_orphans(found: Found, rebuilt: Rebuilt) -> dict[str, int]:
    """Take out the rows whose parent is lost for good; returns how many of each table."""
    rows = found.rows
    parents: tuple[tuple[str, str, str], ...] = (
        ("decision", "proposal", "proposal"), ("request_book", "request", "request"), ("request_sheet", "book", "request_book"),
        ("request_point", "request", "request"), ("redaction_group", "redaction", "redaction"),
    )  # fmt: skip
    dropped: dict[str, int] = {}
    for table, column, parent in parents:
        orphans = [name for name, row in rows[table].items() if (row[column],) not in rows[parent]]
        for name in orphans:
            del rows[table][name]
        if orphans:
            dropped[table] = len(orphans)
    for row in rows["request"].values():
        row["after_group"] = min(int(str(row["after_group"])), rebuilt.last)
    return dropped


def _add(found: Found, table: str, numbers: set[Value], make: Callable[[int], Row]) -> list[int]:
    there = found.rows[table]
    names: list[Id] = [(number,) for number in numbers if isinstance(number, int)]
    missing = sorted(int(str(name[0])) for name in names if name not in there)
    for number in missing:
        there[(number,)] = make(number)
    return missing


def _receipt(number: int) -> Row:
    return {
        "number": number, "file_name": say.LOST_FILE, "sha256": "", "original": b"", "at": _MOMENT, "who": say.UNKNOWN, "form": "",
        "outcome": "staged", "message": say.SOURCE,
    }  # fmt: skip


def _department(number: int) -> Row:
    return {
        "id": number, "division": "", "section": say.LOST_DEPARTMENT.format(number=number), "sort": 0, "valid_from": None,
        "valid_to": None, "successor": None,
    }  # fmt: skip
