"""The first page, which the mayor reads: always exactly one. What does not fit stands whole on a later page, and it says where."""
from __future__ import annotations

import unicodedata
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
_LENGTHS = (10_000, 200, 140, 100, 70, 50, 33, 22)
"""To how many characters texts are cut, one after the other, until the page holds them."""
_MOST_HIGHLIGHTS = 3
_HIGHLIGHT = 56
"""The few 主な成果 stand in a broad column: they are not cut shorter than this."""
_MOST_ROWS = 18
"""More rows of one list than this are never on one page."""
_MORE_HEIGHT = 14.0
"""Of the line that tells how many rows are left out."""
_NARROW = 1.5
"""How many ems a column of the table holds."""
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
    """The first page, and whether its table and its lists are whole there."""

    plan: Plan
    areas_whole: bool
    lists_whole: bool


def summary(material: Material, fonts: FontBook) -> Summary:
    """The fullest page that is one page."""
    areas = sum(row.level == 1 for row in material.overview.areas) <= _MOST_AREAS
    tried = _best(material, fonts, areas=areas)
    if tried is None and areas:
        areas, tried = False, _best(material, fonts, areas=False)
    plan = tried or _plan(material, _Room(_LENGTHS[-1], 0, 0, areas=False))
    refers = any(page_of(name) in text for name in _lists(material) for text in plan.entries.values())
    return Summary(plan, areas, lists_whole=not refers and len(material.overview.highlights) <= _MOST_HIGHLIGHTS)


def table_plan(material: Material) -> Plan:
    """The table of all areas, for a page of its own."""
    sheet = PaperPlan(material.plan.title)
    _head(sheet, material)
    _table(sheet, material, whole=False)
    return sheet.plan()


def _best(material: Material, fonts: FontBook, *, areas: bool) -> Plan | None:
    """The page with everything on it, its texts cut as little as may be; else with as many rows as fit."""
    late, points = len(material.overview.late), len(material.overview.points)
    room = _Room(_LENGTHS[-1], min(late, _MOST_ROWS), min(points, _MOST_ROWS), areas)
    laid = _laid(material, fonts, plan := _plan(material, room))
    if laid.page_count == 1:
        for length in _LENGTHS[:-1]:
            longer = _plan(material, replace(room, length=length))
            if _laid(material, fonts, longer).page_count == 1:
                return longer
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

    shortened = set()

    def cut(text: str, name: str) -> str:
        highlight = name == say.HIGHLIGHTS_TITLE
        length = max(room.length, _HIGHLIGHT) if highlight else room.length
        if len(text) <= length:
            return text
        shortened.add(name)
        short = shorten(text, length)
        return say.CUT.format(text=short, page=page_of(name)) if highlight else short

    sheet = PaperPlan(material.plan.title)
    _head(sheet, material)
    total = view.total
    notes = _year_notes(material)
    if total.now.get(Progress.UNDECIDED):
        notes.append(say.NOTE_UNDECIDED.format(word=material.word))
    sheet.tell(title=_title(material), name=material.order.meeting, lead=_lead(material), note="　".join(notes))
    _table(sheet, material, whole=not room.areas)
    none = nothing(material)
    sheet.tell(no_late=none[LATE], no_highlight=none[HIGHLIGHT], no_point=none[POINT])
    _put(sheet, LATE, late_rows(material, cut), room.late)
    _put(sheet, HIGHLIGHT, highlight_rows(material, cut), _MOST_HIGHLIGHTS)
    _put(sheet, POINT, point_rows(material, cut), room.points)
    late_name = late_head(material)
    sheet.tell(
        more_late=_more(len(view.late) - room.late, late_name, cut=late_name in shortened),
        more_points=_more(len(view.points) - room.points, say.POINTS_TITLE, cut=say.POINTS_TITLE in shortened),
    )
    return sheet.plan()


def _put(sheet: PaperPlan, kind: str, rows: Iterable[Row], most: int) -> None:
    for row in islice(rows, most):
        sheet.row(kind, **row)


def _more(left: int, name: str, *, cut: bool) -> str:
    """What the line below a list says: where the rest of its texts and its other rows are."""
    if left > 0:
        return (say.MORE_AND_CUT if cut else say.MORE).format(count=left, page=page_of(name))
    return say.ONLY_CUT.format(page=page_of(name)) if cut else ""


def _lists(material: Material) -> tuple[str, ...]:
    return late_head(material), say.HIGHLIGHTS_TITLE, say.POINTS_TITLE


def _head(sheet: PaperPlan, material: Material) -> None:
    rules = material.forms.progress
    now, before = _years(material)
    sheet.tell(now=now, before=before)
    sheet.tell(**{f"class{place}": f"{progress.mark}\n{rules.word(progress)}" for place, progress in enumerate(Progress, start=1)})


def _years(material: Material) -> tuple[str, str]:
    """This year and the one before as narrow columns have them: R5, else 今 and 前, which a note explains."""
    view = material.overview
    now, before = (material.label(key).removesuffix(say.YEAR) for key in (view.period, view.before))
    if max(_width(now), _width(before)) > _NARROW:
        return say.THIS_YEAR, say.YEAR_BEFORE if before else say.NO_YEAR
    return now, before or say.NO_YEAR


def _width(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(0.5 if unicodedata.east_asian_width(sign) in ("Na", "H", "N") else 1.0 for sign in text)


def _year_notes(material: Material) -> list[str]:
    now, before = _years(material)
    view = material.overview
    if now != say.THIS_YEAR:
        return []
    this = say.NOTE_NOW.format(name=now, period=material.label(view.period))
    return [this + (say.NOTE_BEFORE.format(name=before, period=material.label(view.before)) if view.before else "")]


def _table(sheet: PaperPlan, material: Material, *, whole: bool) -> None:
    view = material.overview
    rows = [row for row in view.areas if row.level == 1]
    if whole and rows:
        name = say.ALL_AREAS.format(count=len(rows), area=material.forms.vocabulary.word("area"), page=page_of(TABLE_FORM))
        rows = [replace(view.total, name=name)]
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
    undecided = total.now.get(Progress.UNDECIDED, 0)
    return say.LEAD.format(
        period=material.label(view.period), total=total.measures, word=material.word, late=late,
        before=say.LEAD_BEFORE.format(before=material.label(view.before), late=late_before) if view.before else "",
        undecided=say.LEAD_UNDECIDED.format(undecided=undecided) if undecided else "",
    )
