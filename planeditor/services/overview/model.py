"""How a year stands, as plain data."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planeditor.domain.plan import PLAN_ID, Key
from planeditor.domain.points import Point
from planeditor.domain.progress import Progress

Counts = Mapping[Progress, int]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One line of the 総括表: the measures of an area, all below it counted, by 進捗区分. Of the whole plan: ``PLAN_ID``."""

    area: str
    number: str
    name: str
    level: int
    """1 for the areas right under the plan; 0 for the whole."""
    measures: int
    now: Counts
    before: Counts
    """In the year before; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Late:
    """A measure that is late or stopped: why, what is done about it, and by when."""

    measure: str
    title: str
    departments: str
    progress: Progress
    reason: str
    action: str
    due: str
    proposed: bool = False
    """Taken from the report by rule, since nobody has written any."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the 主な成果."""

    measure: str
    title: str
    text: str
    proposed: bool
    """Taken from the report by rule, since nobody has chosen any."""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One measure's 進捗区分 over the years: a row of the heat map."""

    measure: str
    number: str
    name: str
    area: str
    course: tuple[Progress | None, ...]
    """One for each of ``Overview.periods``; None where there is nothing to judge in that year (not yet, or ended)."""


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A figure over the years that can be added up or averaged: the rate of an area, the money saved."""

    label: str
    unit: str
    values: tuple[float | None, ...]
    """One for each of ``Overview.periods``."""
    counted: tuple[int, ...]
    """Of how many entries each is made."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next, and how many."""

    kind: str
    """missing (未提出), waiting (要判断), findings (点検), forecast (見込), undecided (未判定), points (指摘)."""
    count: int
    keys: tuple[Key, ...] = ()
    """Where, as far as it is in the plan."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything for one year. ``period`` and ``before`` are keys; "" where there is none."""

    period: str
    before: str
    periods: tuple[str, ...]
    """Every period of the report's series, first to last."""
    areas: tuple[AreaRow, ...]
    """In the order of the plan; the whole (``PLAN_ID``) last."""
    late: tuple[Late, ...]
    highlights: tuple[Highlight, ...]
    points: tuple[Point, ...]
    """Those of the meetings before that were open in this year, and their answers."""
    courses: tuple[CourseRow, ...]
    effects: tuple[EffectLine, ...]

    @property
    def total(self) -> AreaRow:
        """The line of the whole plan."""
        return next(row for row in self.areas if row.area == PLAN_ID)
