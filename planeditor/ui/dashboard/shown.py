"""An overview with the words it is shown in."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.progress import Progress, ProgressRules
from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import AreaRow, Overview
from planeditor.services.overview.overview import measures_below
from planeditor.services.overview.steps import OpenEntries


@dataclass(frozen=True)
class Shown:
    """What the tables of the dashboard are made from."""

    plan: Plan
    vocabulary: Vocabulary
    rules: ProgressRules
    found: Overview
    entries: OpenEntries

    @property
    def words(self) -> dict[str, str]:
        """The form set's words, and the years."""
        return {
            "measure": self.vocabulary.word("measure"), "area": self.vocabulary.word("area"),
            "period": self.label(self.found.period), "before": self.label(self.found.before),
        }

    def label(self, period: str) -> str:
        """A year as it is printed; "" for none."""
        return self.vocabulary.label_of_period(self.plan, period)

    def word(self, progress: Progress) -> str:
        """Mark and word of a 進捗区分."""
        return self.rules.label(progress)

    @cached_property
    def place(self) -> int | None:
        """The place of the year among all."""
        return self.found.periods.index(self.found.period) if self.found.period in self.found.periods else None

    @cached_property
    def standing(self) -> dict[str, Progress]:
        """The 進捗区分 of every measure that lives in the year."""
        place = self.place
        if place is None:
            return {}
        return {row.measure: progress for row in self.found.courses if (progress := row.course[place]) is not None}

    @cached_property
    def used(self) -> list[Progress]:
        """The 進捗区分 that have a column: the usual ones, and those that any measure has now or had before."""
        there = {p for row in self.found.areas for p in (*row.now, *row.before)}
        usual = {Progress.AHEAD, Progress.ON_TRACK, Progress.LATE, Progress.UNDECIDED}
        return [p for p in Progress if p in there | usual]

    def measures(self, row: AreaRow, progress: Progress | None = None) -> tuple[str, ...]:
        """The measures of an area that live in the year, of one 進捗区分 or of any."""
        below = self.plan.measures if row.area == PLAN_ID else measures_below(self.plan, row.area)
        standing = self.standing
        return tuple(n.id for n in below if n.id in standing and (progress is None or standing[n.id] is progress))

    def title(self, row: AreaRow) -> str:
        """What a line is called."""
        return say.WHOLE if row.area == PLAN_ID else f"{row.number} {row.name}".strip()
