"""次にすること: what is still open of a year, how many, and where."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.findings import Finding
from planeditor.domain.plan import PROGRESS, Key, Plan
from planeditor.domain.progress import Progress
from planeditor.domain.reserved import forecasts_in
from planeditor.formengine.form.formset import FormSet
from planeditor.services.editing.states import Filled, States
from planeditor.services.overview.model import Overview, Step

if TYPE_CHECKING:  # the submissions are read after the first paint
    from planeditor.services.requests.status import Status

MISSING, WAITING, FINDINGS, FORECAST, UNDECIDED, POINTS = "missing", "waiting", "findings", "forecast", "undecided", "points"


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """What is open in the plan itself in a year."""

    unfilled: tuple[Key, ...] = ()
    """The measures that are not filled in."""
    forecasts: tuple[Key, ...] = ()
    """The figures that are still 見込."""


def open_entries(plan: Plan, forms: FormSet, found: Overview) -> OpenEntries:
    """What is open in the year of an overview: every measure is looked through, so this is no work for the window's thread."""
    states = States(plan, forms.vocabulary)
    living = [row.measure for row in found.courses if _at(found, row.course) is not None]
    empty = [m for m in living if states.filled(m, found.period) in (Filled.NONE, Filled.PART)] if found.period else []
    forecasts = [key for node in plan.measures for key, _ in forecasts_in(plan, node.id) if key.period == found.period]
    return OpenEntries(tuple(Key(m, "", found.period) for m in empty), tuple(forecasts))


def steps(found: Overview, entries: OpenEntries, status: Status | None, findings: Iterable[Finding]) -> tuple[Step, ...]:
    """What is open of the year of an overview, in the order of the work. ``status``: of the submissions of that year; without
    a request, what is not filled in counts as missing. ``findings``: errors and warnings are counted, notes are not."""
    grave = [f for f in findings if f.severity != "note"]
    open_points = [p for p in found.points if not p.done]
    undecided = [row.measure for row in found.courses if _at(found, row.course) is Progress.UNDECIDED]
    return (
        _missing(found, entries, status), Step(WAITING, status.totals.waiting.total if status else 0),
        Step(FINDINGS, len(grave), tuple(Key(f.node, f.field, f.period) for f in grave)),
        Step(FORECAST, len(entries.forecasts), entries.forecasts),
        Step(UNDECIDED, len(undecided), tuple(Key(m, PROGRESS, found.period) for m in undecided)),
        Step(POINTS, len(open_points), tuple(Key(p.measure, "", found.period) for p in open_points)),
    )  # fmt: skip


def _missing(found: Overview, entries: OpenEntries, status: Status | None) -> Step:
    if status is None or not status.requested:
        return Step(MISSING, len(entries.unfilled), entries.unfilled)
    late = [d for d in status.departments if d.state in ("none", "part")]
    nodes = dict.fromkeys(m.node for d in late for m in d.counted if not m.submitted)
    return Step(MISSING, len(late), tuple(Key(node, "", found.period) for node in nodes))


def _at(found: Overview, course: Sequence[Progress | None]) -> Progress | None:
    return course[found.periods.index(found.period)] if found.period in found.periods else None
