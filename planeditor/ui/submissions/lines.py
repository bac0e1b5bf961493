"""One line of the table: a department, in the words the screen shows."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planeditor.domain.days import short_day
from planeditor.messages import ui_submissions as say
from planeditor.services.editing.states import Filled

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.requests.status import DepartmentStatus, MeasureStatus, State

_SQUARES = {"none": Filled.NONE, "part": Filled.PART, "all": Filled.FULL}


@dataclass(frozen=True, slots=True)
class Line:
    """A department that was asked, or that fills in directly."""

    status: DepartmentStatus

    @property
    def name(self) -> str:
        """What it is called."""
        return self.status.name

    @property
    def state(self) -> State:
        """How far it is."""
        return self.status.state

    @property
    def measures(self) -> tuple[MeasureStatus, ...]:
        """What it was asked for."""
        return self.status.measures

    @property
    def left(self) -> list[str]:
        """The nodes of the measures it answers for that have not come back."""
        return [measure.node for measure in self.status.counted if not measure.submitted]

    @property
    def sent(self) -> date | None:
        """The day its workbook was made, here."""
        return self.status.sent.astimezone().date() if self.status.sent else None

    @property
    def is_late(self) -> bool:
        """Whether something is still to come although its day has passed."""
        return self.status.days_late > 0

    @property
    def square(self) -> Filled | None:
        """The shape beside the word."""
        return _SQUARES.get(self.state)

    @property
    def state_word(self) -> str:
        """How far it is, in a word."""
        if not self.is_late:
            return say.STATES[self.state]
        return (say.PART_LATE if self.state == "part" else say.LATE).format(days=self.status.days_late)

    def texts(self) -> tuple[str, ...]:
        """The cells, in the order of ``say.COLUMNS``."""
        status = self.status
        days = (short_day(day) if day else say.NOTHING for day in (self.sent, status.deadline))
        pattern = say.NUMBER if status.own else say.MEASURES
        measures = pattern.format(done=status.submitted, all=len(status.counted), count=len(status.counted))
        counts = (status.waiting.total, len(status.forecasts), len(status.unconfirmed), len(status.corrections))
        return (
            self.name, *days, self.state_word, measures, *(say.NUMBER.format(count=n) if n else say.NOTHING for n in counts)
        )

    def said(self, measure: str) -> str:
        """All of it for those who hear it."""
        status, words = self.status, {"name": self.name, "state": self.state_word, "measure": measure}
        said = [say.SAID.format(done=status.submitted, all=len(status.counted), **words)]
        if status.deadline is not None:
            said.append(say.SAID_DEADLINE.format(day=short_day(status.deadline)))
        for count, pattern in (
            (status.waiting.total, say.SAID_WAITING), (len(status.forecasts), say.SAID_FORECASTS),
            (len(status.unconfirmed), say.SAID_CONFIRMS), (len(status.corrections), say.SAID_CORRECTIONS),
        ):
            if count:
                said.append(pattern.format(count=count))
        return say.BETWEEN.join(said)
