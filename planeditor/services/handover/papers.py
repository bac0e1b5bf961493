"""The checklist as a paper of the house: what is open, the year by months, where everything is, who did how much."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import handover as say
from planeditor.services.handover.model import Handover, note_item
from planeditor.services.handover.words import (
    day_of,
    lead_of,
    month_name,
    next_day_of,
    nothing_done,
    share_text,
    title_of,
    usual_works,
)
from planeditor.services.paper.order import Kind, Progress, Written
from planeditor.services.paper.parts import PaperPart, write_parts, write_parts_to

FORM = "handover"
"""The form in the folder of papers."""
_BEFORE, _MONTH, _AFTER = "前", "月", "後"
"""The kinds of section, as the drawing chooses them."""
Row = tuple[str, str, str]
"""Mark, item and text of a line."""


def write_handover(
    found: Handover, papers: FormSet, target: Path, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write it to ``target`` (.pdf or .xlsx). ``papers``: what ``FormSets.papers`` gives. Raises KnownError as ``write_parts``."""
    return write_parts([handover_part(found, papers)], target, title=title_of(found), fonts=fonts, progress=progress)


def write_handover_to(
    found: Handover, papers: FormSet, kind: Kind, output: BinaryIO, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write the same to a stream."""
    return write_parts_to([handover_part(found, papers)], kind, output, title=title_of(found), fonts=fonts, progress=progress)


def handover_part(found: Handover, papers: FormSet) -> PaperPart:
    """The one part of the paper."""
    return PaperPart(handover_plan(found, papers.id), papers.form(FORM), title=say.TITLE)


def handover_plan(found: Handover, form_set: str) -> Plan:
    """The plan behind the paper: an area is a section, a measure one of its lines. Equal checklists have equal ids."""
    numbers = count(1)
    builder = PlanBuilder(ids=lambda: f"h{next(numbers)}")
    builder.start(title_of(found), "", form_set, [])
    builder.set(PLAN_ID, "handover_title", title_of(found))
    builder.set(PLAN_ID, "handover_house", say.HOUSE_ONLY)
    builder.set(PLAN_ID, "handover_lead", lead_of(found))
    notes = [(_mark(found, note_item(kind)), say.NOTE_KINDS[kind], text or say.NO_NOTE) for kind, text in found.notes.items()]
    _section(builder, _BEFORE, say.NOTES, notes)
    still = [(_mark(found, one.item), say.OPEN_KINDS[one.kind], one.text) for one in found.open]
    _section(builder, _BEFORE, say.OPEN, still, say.NO_OPEN)
    for month in found.months:
        head = f"{_mark(found, month.item)} {month_name(month)}"
        area = _area(builder, _MONTH, head, nothing_done(found, month), usual_works(month))
        for event in month.events:
            builder.add("measure", area, {
                "handover_day": day_of(event), "handover_text": event.text, "handover_who": event.who, "handover_next": next_day_of(event),
            })  # fmt: skip
    places = [(_mark(found, one.item), say.PLACE_KINDS[one.kind], one.text) for one in found.places]
    _section(builder, _AFTER, say.PLACES, places)
    _section(builder, _AFTER, say.PEOPLE, [("", share.who, share_text(share)) for share in found.shares], say.NOBODY)
    return Plan(builder.entries)


def _section(builder: PlanBuilder, kind: str, head: str, rows: Iterable[Row], none: str = "") -> None:
    told = list(rows)
    area = _area(builder, kind, head, "" if told else none)
    for mark, item, text in told:
        builder.add("measure", area, {"handover_mark": mark, "handover_item": item, "handover_text": text})


def _area(builder: PlanBuilder, kind: str, head: str, none: str, usual: str = "") -> str:
    texts = {"handover_section": kind, "handover_head": head, "handover_none": none, "handover_usual": usual}
    return builder.add("area", PLAN_ID, texts)


def _mark(found: Handover, item: str) -> str:
    return say.DONE if item in found.ticks else say.UNDONE
