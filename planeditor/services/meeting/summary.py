"""The first page, which the mayor reads: always exactly one. What does not fit stands whole on a later page, and it says where."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from planeditor.domain.plan import Plan
from planeditor.domain.progress import HELD_UP, Progress
from planeditor.domain.text import shorten
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.pagerefs import page_of
from planeditor.messages import meeting as say
from planeditor.services.meeting.material import Material
from planeditor.services.meeting.rows import (
    HIGHLIGHT,
    LATE,
    POINT,
    Row,
    highlight_rows,
    late_head,
    late_rows,
    nothing,
    point_rows,
)
from planeditor.services.meeting.sheet import PaperPlan
from planeditor.services.overview.model import AreaRow, Counts
from planeditor.services.paper.arranging import Arrangement
from planeditor.services.paper.part import PaperPart

FORM = "meeting_summary"
TABLE_FORM = "meeting_table"
_LENGTHS = (10_000, 200, 140, 100, 70, 40)
"""To how many characters texts are cut, one after the other, until the page holds them."""
_MOST_ROWS = 18
"""More rows of one list than this are never on one page."""
_MOST_WHOLE = 36
"""With more rows than this together, one line each would fill the page: how to cut their texts is not tried one by one."""
_MORE_HEIGHT = 14.0
"""Of the line that tells how many rows are left out."""
_MOST_AREAS = 16
"""So many areas stand on the first page; with more there is one line for the whole."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much is put on the page."""

    length: int
    late: int
    """At most so many rows of what is late."""
    points: int
    areas: bool = True


@dataclass(frozen=True)
class Summary:
    """The first page, and whether its table and lists are whole there."""

    plan: Plan
    areas_whole: bool


def summary(material: Material, fonts: FontBook) -> Summary:
    """The fullest page that is one page."""
    areas = sum(row.level == 1 for row in material.overview.areas) <= _MOST_AREAS
    tried = _best(material, fonts, areas=areas)
    if tried is None and areas:
        areas, tried = False, _best(material, fonts, areas=False)
    return Summary(tried or _plan(material, _Room(_LENGTHS[-1], 0, 0, areas=False)), areas)


def table_plan(material: Material) -> Plan:
    """The table of all areas, for a page of its own."""
    sheet = PaperPlan(material.plan.title)
    _head(sheet, material)
    _table(sheet, material, whole=False)
    return sheet.plan()


def _best(material: Material, fonts: FontBook, *, areas: bool) -> Plan | None:
    """The page with everything on it, its texts cut as little as may be; else with as many rows as fit."""
    late, points = len(material.overview.late), len(material.overview.points)
    room = _Room(_LENGTHS[0], min(late, _MOST_ROWS), min(points, _MOST_ROWS), areas)
    for length in _LENGTHS if late + points <= _MOST_WHOLE else _LENGTHS[-1:]:
        room = replace(room, length=length)
        laid = _laid(material, fonts, plan := _plan(material, room))
        if laid.page_count == 1:
            return plan
    heights = _heights(laid)
    spare = laid.setup.inner_height - sum(laid.heights) + sum(heights[LATE]) + sum(heights[POINT]) - 2 * _MORE_HEIGHT
    counts = _counts(heights[LATE], heights[POINT], spare)
    while counts is not None:
        plan = _plan(material, replace(room, late=counts[0], points=counts[1]))
        if _laid(material, fonts, plan).page_count == 1:
            return plan
        counts = _fewer(*counts)
    return None


def _counts(late: Sequence[float], points: Sequence[float], spare: float) -> tuple[int, int] | None:
    """How many rows of either list fit, by turns, what is late first; None where there is no room at all."""
    if spare < 0:
        return None
    found = [0, 0]
    going = [list(late), list(points)]
    while any(going):
        for place, rows in enumerate(going):
            if rows and rows[0] <= spare:
                spare -= rows.pop(0)
                found[place] += 1
            else:
                rows.clear()
    return found[0], found[1]


def _fewer(late: int, points: int) -> tuple[int, int] | None:
    if late == points == 0:
        return None
    return (late, points - 1) if points >= late else (late - 1, points)


def _laid(material: Material, fonts: FontBook, plan: Plan) -> LaidOut:
    return Arrangement([PaperPart(plan, material.papers.form(FORM))], fonts).sheets[0].laid


def _heights(laid: LaidOut) -> dict[str, list[float]]:
    """The heights of the rows of each list."""
    found: dict[str, list[float]] = {LATE: [], POINT: []}
    fields = {"meeting_reason": LATE, "meeting_state": POINT}
    for cell in laid.grid.cells:
        kind = fields.get(cell.key.field) if cell.key is not None else None
        if kind is not None:
            found[kind].append(laid.heights[cell.row])
    return found


def _plan(material: Material, room: _Room) -> Plan:
    view = material.overview

    def cut(text: str, name: str) -> str:
        if len(text) <= room.length:
            return text
        return say.CUT.format(text=shorten(text, room.length), page=page_of(name))

    sheet = PaperPlan(material.plan.title)
    _head(sheet, material)
    total = view.total
    notes = [say.NOTE_UNDECIDED.format(word=material.word)] if total.now.get(Progress.UNDECIDED) else []
    if not room.areas:
        notes.append(say.NOTE_AREAS.format(area=material.forms.vocabulary.word("area"), page=page_of(TABLE_FORM)))
    sheet.tell(title=_title(material), name=material.order.meeting, lead=_lead(material), note="　".join(notes))
    _table(sheet, material, whole=not room.areas)
    none = nothing(material)
    sheet.tell(no_late=none[LATE], no_highlight=none[HIGHLIGHT], no_point=none[POINT])
    _put(sheet, LATE, late_rows(material, cut), room.late)
    _put(sheet, HIGHLIGHT, highlight_rows(material, cut), 3)
    _put(sheet, POINT, point_rows(material, cut), room.points)
    sheet.tell(
        more_late=_more(len(view.late) - room.late, late_head(material)),
        more_points=_more(len(view.points) - room.points, say.POINTS_TITLE),
    )
    return sheet.plan()


def _put(sheet: PaperPlan, kind: str, rows: Iterable[Row], most: int) -> None:
    for row in islice(rows, most):
        sheet.row(kind, **row)


def _more(left: int, name: str) -> str:
    return say.MORE.format(count=left, page=page_of(name)) if left > 0 else ""


def _head(sheet: PaperPlan, material: Material) -> None:
    view, rules = material.overview, material.forms.progress
    sheet.tell(now=_short(material.label(view.period)), before=_short(material.label(view.before)) or say.NO_YEAR)
    sheet.tell(**{f"class{place}": f"{progress.mark}\n{rules.word(progress)}" for place, progress in enumerate(Progress, start=1)})


def _short(label: str) -> str:
    """A year as a narrow column has it."""
    return label.removesuffix(say.YEAR)


def _table(sheet: PaperPlan, material: Material, *, whole: bool) -> None:
    view = material.overview
    rows = [row for row in view.areas if row.level == 1] if not whole else []
    for row in rows or [view.total]:
        sheet.area("", row.number, row.name, {"count": str(row.measures), **_counted(row)})


def _counted(row: AreaRow) -> dict[str, str]:
    found = {}
    for place, progress in enumerate(Progress, start=1):
        found[f"now{place}"] = _number(row.now, progress)
        found[f"before{place}"] = _number(row.before, progress)
    return found


def _number(counts: Counts, progress: Progress) -> str:
    """A figure of the table; nothing for none, so that what there is is seen at once."""
    return str(counts[progress]) if counts.get(progress) else ""


def _title(material: Material) -> str:
    return say.TITLE.format(period=material.label(material.order.period), plan=material.plan.title)


def _lead(material: Material) -> str:
    view = material.overview
    total = view.total
    late, late_before = (sum(counts.get(p, 0) for p in HELD_UP) for counts in (total.now, total.before))
    pattern = say.LEAD if view.before else say.LEAD_FIRST
    return pattern.format(
        period=material.label(view.period), total=total.measures, word=material.word, late=late, late_before=late_before,
        before=material.label(view.before), undecided=total.now.get(Progress.UNDECIDED, 0),
    )
