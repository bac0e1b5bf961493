"""Days that pass in a moment: a plan edited and backed up at several hours of each, with the clock of the backups moved on."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planeditor.domain.plan import Key
from planeditor.services.backups.policy import Reason
from planeditor.services.backups.taking import take
from planeditor.store import backup as store_backup
from planeditor.store.contents import read_contents
from planeditor.store.document import Document

START = datetime(2026, 4, 1)  # noqa: DTZ001  # as the names of backups, in the time of this terminal
REASONS: tuple[Reason, ...] = ("regular", "import", "revert", "closing")


class Clock(datetime):
    """The clock of the backups."""

    moment = START

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        """The moment it was set to."""
        return cls.moment


@contextmanager
def clock() -> Iterator[type[Clock]]:
    """The backups go by this clock within."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_backup, "datetime", Clock)
        yield Clock


@dataclass
class Days:
    """What happened: the state of the plan at each backup that was taken, by the name of its file."""

    states: dict[str, Mapping[Key, str]] = field(default_factory=dict)
    taken: int = 0


def live(plan_file: Path, days: int, per_day: int) -> Days:
    """Edit and back up a plan for so many days, so many times each; weekends too, since the fewer files the harder."""
    lived = Days()
    with clock() as now, Document.open(plan_file, who="事務局") as document:
        cells = [key for key in sorted(document.plan().entries) if key.field == "work"]
        for day in range(days):
            for turn in range(per_day):
                now.moment = START + timedelta(days=day, hours=9 + turn * 8 / per_day)
                with document.edit("記入", who="事務局") as edit:
                    edit.set(cells[(day * per_day + turn) % len(cells)], f"・{day + 1}日目の{turn + 1}回目の記入")
                for path in take(document, REASONS[turn % len(REASONS)]).written:
                    lived.states[path.name] = dict(document.plan().entries)
                    lived.taken += 1
    return lived


def state_of(path: Path) -> Mapping[Key, str]:
    """All that a plan file says."""
    return read_contents(path).entries
