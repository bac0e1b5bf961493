"""How the submissions stand, as the page shows it: the lines of the table and the figures of the cards."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planeditor.ui.submissions.lines import Line

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.requests.status import Status


@dataclass(frozen=True, slots=True)
class Overview:
    """A status and its lines; there is nothing yet where the status is None."""

    status: Status | None = None
    lines: tuple[Line, ...] = ()

    @property
    def missing(self) -> tuple[Line, ...]:
        """Departments that were asked and from which something is still to come."""
        return tuple(line for line in self.lines if line.sent and line.state in ("none", "part"))

    @property
    def deadlines(self) -> list[date]:
        """The deadlines there are, the earliest first."""
        return sorted({day for line in self.lines if (day := line.status.deadline)})

    @property
    def is_empty(self) -> bool:
        """Whether nobody was asked and nothing came."""
        return not any(line.sent or line.status.receipts for line in self.lines)


def overview(status: Status | None) -> Overview:
    """What the page shows of a status."""
    return Overview(status, tuple(map(Line, status.departments)) if status is not None else ())
