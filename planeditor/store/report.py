"""What an operation did, as views want to hear of it."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.plan import Change, Key


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What an operation did. ``group`` is None where nothing changed; ``skipped`` was left alone, being changed since."""

    group: int | None
    name: str
    changes: tuple[Change, ...] = ()
    skipped: tuple[Key, ...] = ()
