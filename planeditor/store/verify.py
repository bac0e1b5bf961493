"""The whole check of a plan file: its structure, its references, every checksum, and the present against the log."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.messages import verifying as say

from .labels import name_entries
from .verifying.damage import Damage
from .verifying.header import header_faults, raw_bytes
from .verifying.history import number_faults, present_faults, record_faults
from .verifying.rows import file_faults, row_faults, sense_faults
from .verifying.structure import page_faults, reference_faults, schema_faults

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_BROKEN = (sqlite3.DatabaseError, TypeError, ValueError)
Step = Callable[[int, int], None]
"""Told how many of how many checks are done."""


def no_step(_done: int, _whole: int) -> None:
    """For those who do not want to know how far it is."""


def find_damage(db: Database, entries: Mapping[Key, str]) -> list[str]:
    """One sentence for each fault; empty for a sound file. ``entries`` gives the names used in the sentences."""
    return [damage.sentence for damage in inspect(db, entries)]


def inspect(db: Database, entries: Mapping[Key, str], step: Step = no_step) -> list[Damage]:
    """Everything that is damaged in an open plan file of the newest version, each sentence once.

    ``entries`` gives the names used in the sentences. The connection should read text tolerantly: a text that is no UTF-8
    ends a check otherwise. ``step`` may raise to stop.
    """
    def name(key: Key) -> str:
        return name_entries(db, entries, [key])[0]

    checks: list[Callable[[], Iterator[Damage]]] = [
        partial(_header, db), *(partial(check, db) for check in (schema_faults, page_faults, reference_faults)),
        *(partial(check, db, name) for check in (row_faults, record_faults, number_faults, sense_faults, file_faults, present_faults)),
    ]  # fmt: skip
    found: dict[str, Damage] = {}
    for place, check in enumerate(checks):
        step(place, len(checks))
        try:
            for damage in check():
                found.setdefault(damage.sentence, damage)
        except _BROKEN:  # so damaged that this check cannot go on
            found.setdefault(say.STRUCTURE, Damage(say.STRUCTURE))
    step(len(checks), len(checks))
    return list(found.values())


def _header(db: Database) -> Iterator[Damage]:
    return header_faults(db, raw_bytes(db))
