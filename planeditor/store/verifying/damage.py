"""What is damaged, as data and as a sentence."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from planeditor.messages import verifying as say


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged place: ``table`` and ``row`` are "" and ``page`` is None where that is not known."""

    sentence: str
    table: str = ""
    row: str = ""
    page: int | None = None


def called(table: str) -> str:
    """What a table is called in sentences."""
    return say.TABLES.get(table, table)


def ranges(numbers: Iterable[int], most: int | None = None) -> str:
    """Numbers as a list to read: 3、5～9; no more than ``most`` parts of it."""
    parts = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        own = [number for _, number in run]
        parts.append(str(own[0]) if len(own) == 1 else say.RANGE.format(first=own[0], last=own[-1]))
    return "、".join(parts[:most]) + ("…" if most is not None and len(parts) > most else "")
