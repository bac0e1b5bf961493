"""The checksum every row of content carries: SQLite's own check misses most flipped bits (SAFETY.md section 3)."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

CHECKED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "meta": ("key", "value"),
    "entry": ("node", "field", "period", "text", "group_id"),
    "change_group": ("id", "kind", "name", "who", "at", "source", "receipt"),
    "change": ("group_id", "seq", "node", "field", "period", "old", "new"),
    "reversal": ("group_id", "target"),
    "receipt": ("number", "file_name", "sha256", "at", "who", "form", "outcome", "message"),
    "proposal": (
        "id", "receipt", "measure_number", "area_number", "node", "field", "period",
        "as_sent", "before", "submitted", "kind", "question", "sheet", "cell", "about", "whole", "struck",
    ),
    "decision": ("proposal", "group_id", "decision"),
    "department": ("id", "division", "section", "sort", "valid_from", "valid_to", "successor"),
    "department_alias": ("alias", "department"),
    "department_successor": ("department", "successor"),
    "field_label": ("field", "label"),
    "period_label": ("period", "label"),
    "draft": ("node", "field", "period", "text", "who", "at"),
    "request": (
        "number", "kind", "periods", "round", "revision", "deadline", "cover", "at", "who", "after_group", "receipt", "reason",
        "withdrawn",
    ),
    "request_book": ("token", "request", "sort", "department", "name", "file_name"),
    "request_sheet": ("token", "book", "sort", "node", "form", "role"),
    "request_point": ("request", "node", "field", "period", "text"),
    "receipt_sheet": ("receipt", "seq", "sheet", "node", "form", "token", "filled_by"),
    "paper": ("number", "snapshot", "name", "kind", "period", "options", "sha256", "at", "who"),
    "redaction": ("number", "group_id", "at", "who", "why", "places"),
    "redaction_group": ("redaction", "group_id"),
    "redaction_original": ("receipt", "sha256", "removed"),
}  # fmt: skip
"""Which columns the ``checksum`` column of a table covers, in this order; part of the file format.

All there are, but for ``checksum`` itself and the bytes of whole files, which have a SHA-256 of their own.
"""

_LATER_COLUMNS = {"proposal": 3, "request": 1}
"""How many of the last of them came with a later version: they count where one of them is filled."""
FIRST_WITH_ALL = 5
"""The version of the file from which on every row has a checksum."""

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` with lone surrogates replaced by U+FFFD: SQLite cannot hold them (SAFETY.md 2.7), all else stays."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def checksum(values: Sequence[str | int | None]) -> str:
    """16 hex digits over the values; each is preceded by its length, so no two lists of values read the same."""
    parts = ["-" if v is None else f"{len(s := v if v.__class__ is str else str(v))}:{s}" for v in values]
    return blake2b(",".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def row_checksum(table: str, values: Sequence[str | int | None]) -> str:
    """The checksum of a row of ``CHECKED_COLUMNS``: columns of a later version count where one of them is filled."""
    later = _LATER_COLUMNS.get(table, 0)
    return checksum(values if not later or any(values[-later:]) else values[:-later])


def entry_checksum(node: str, field: str, period: str, text: str, group: int) -> str:
    """The same as ``checksum`` over the columns of ``entry``, written out because a load calls it for every entry."""
    number = str(group)
    joined = (
        f"{len(node)}:{node},{len(field)}:{field},{len(period)}:{period},{len(text)}:{text},{len(number)}:{number}"
    )
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def change_checksum(
    group: int, seq: int, node: str, field: str, period: str, old: str | None, new: str | None
) -> str:
    """The same as ``checksum`` over the columns of ``change``, written out because what is rebuilt from the log asks for each."""
    head = f"{len(a := str(group))}:{a},{len(b := str(seq))}:{b},{len(node)}:{node},{len(field)}:{field},{len(period)}:{period}"
    before = "-" if old is None else f"{len(old)}:{old}"
    after = "-" if new is None else f"{len(new)}:{new}"
    return blake2b(f"{head},{before},{after}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
