"""次第 and the full lists of 会議資料: what the first page has no room for."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planeditor.domain.comparison.difference import Difference
from planeditor.domain.comparison.differences import compared
from planeditor.domain.plan import Key, Plan
from planeditor.domain.wording import Run, changed_words
from planeditor.formengine.filling.extras import Extras
from planeditor.formengine.pages import Mark
from planeditor.messages import meeting as say
from planeditor.services.comparing.listing import Line, Listing
from planeditor.services.meeting.material import Before, Material
from planeditor.services.meeting.rows import (
    HIGHLIGHT,
    LATE,
    POINT,
    highlight_rows,
    late_head,
    late_rows,
    nothing,
    point_rows,
)
from planeditor.services.meeting.sheet import PaperPlan

AGENDA, CHANGE = "次第", "変更"


def agenda_plan(material: Material) -> Plan:
    """The 次第: the lines that were given, else the usual ones."""
    order = material.order
    sheet = PaperPlan(material.plan.title)
    sheet.tell(name=order.meeting, date=order.date)
    period = material.label(order.period)
    for line in order.agenda or tuple(line.format(period=period) for line in say.AGENDA_LINES):
        sheet.row(AGENDA, text=line)
    return sheet.plan()


def lists_plan(material: Material) -> Plan:
    """Everything that is late or stopped, the 主な成果, and the 指摘 with their answers, each text whole."""
    sheet = PaperPlan(material.plan.title)
    none = nothing(material)
    for kind, head, rows in (
        (LATE, late_head(material), late_rows(material)), (HIGHLIGHT, say.HIGHLIGHTS_TITLE, highlight_rows(material)),
        (POINT, say.POINTS_TITLE, point_rows(material, due=True)),
    ):  # fmt: skip
        area = sheet.area("", "", "", {"section": kind, "section_head": head, "section_none": none[kind]})
        for row in rows:
            sheet.row(kind, area, **row)
    return sheet.plan()


def changes(material: Material, before: Before) -> tuple[Plan, Extras]:
    """What changed since a state; what the year's report says for the first time is only counted."""
    vocabulary = material.forms.vocabulary
    whole = compared(before.plan, material.plan, vocabulary, reports=True)
    told = tuple(d for d in whole.differences if not _is_new_text(d, material.order.period))
    new_texts = len(whole.differences) - len(told)
    sheet = PaperPlan(material.plan.title)
    pattern = say.CHANGE_LEAD if told else say.CHANGE_NONE
    lead = pattern.format(old=before.name, new=say.NOW)
    if new_texts:
        lead += say.CHANGE_NEW_TEXTS.format(period=material.label(material.order.period), count=new_texts)
    sheet.tell(change_lead=lead)
    if told:
        sheet.tell(old=before.name, new=say.NOW)
    marks: dict[Key, tuple[Mark, ...]] = {}
    for group in Listing(replace(whole, differences=told), vocabulary).groups():
        for line in group.lines:
            node = sheet.row(CHANGE, subject=group.title, item=line.item, was=line.old, **{"is": line.new})
            marks |= _marks(node, line)
    return sheet.plan(), Extras(marks=marks)


def _is_new_text(difference: Difference, period: str) -> bool:
    return bool(difference.field) and difference.period == period and not difference.old


def _marks(node: str, line: Line) -> dict[Key, tuple[Mark, ...]]:
    """The changed words underlined on both sides, where there is a text on both."""
    if not (line.difference.old and line.difference.new and line.difference.field):
        return {}
    was, becomes = changed_words(line.old, line.new)
    return {Key(node, "meeting_was"): _of(was), Key(node, "meeting_is"): _of(becomes)}


def _of(runs: Sequence[Run]) -> tuple[Mark, ...]:
    found, start = [], 0
    for run in runs:
        end = start + len(run.text)
        if run.changed:
            found.append(Mark(start, end, "under"))
        start = end
    return tuple(found)
