"""経過 as a paper: one part for each measure."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.days import long_day
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Node, Plan
from planeditor.formengine.filling.footnotes import without_marks
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import course as say
from planeditor.services.course.collecting import Course
from planeditor.services.paper.order import Progress, Written
from planeditor.services.paper.parts import PaperPart, write_parts

FORM = "record_course"
"""The form in the folder of papers."""


def course_part(plan: Plan, papers: FormSet, node: Node, courses: Iterable[Course], day: dt.date) -> PaperPart:
    """The paper of one measure. ``papers``: what ``FormSets.papers`` gives; ``day``: the day it states."""
    name = without_marks(node.title)
    title = say.TITLE.format(plan=plan.title, measure=name)
    departments = " ".join(plan.text(node.id, DEPARTMENTS).split())
    lead = say.LEAD if departments else say.LEAD_WITHOUT
    builder = record_builder(title, lead.format(departments=departments, date=long_day(day)), papers)
    for course in courses:
        group = builder.add("area", PLAN_ID, {
            "record_now": course.now, "record_span": course.span, "record_sum": course.figure, "record_agreed": course.agreed,
        }, name=say.GROUP.format(entry=course.title))  # fmt: skip
        for step in course.steps:
            texts = step.at.astimezone().strftime(say.AT), step.who, step.name, step.source, step.old or say.EMPTY, step.new or say.EMPTY
            builder.add("measure", group, record_fields(texts))
    return PaperPart(Plan(builder.entries), papers.form(FORM), title=name)


def write_course(
    parts: Sequence[PaperPart], target: Path, title: str, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write the papers of measures as one PDF or workbook. Raises KnownError as ``write_parts``."""
    return write_parts(parts, target, title=title, fonts=fonts, progress=progress)


def record_builder(title: str, lead: str, papers: FormSet) -> PlanBuilder:
    """The beginning of the plan behind a record: its title and what stands below it. Equal records have equal ids."""
    numbers = count(1)
    builder = PlanBuilder(ids=lambda: f"r{next(numbers)}")
    builder.start(title, "", papers.id, [])
    builder.set(PLAN_ID, "record_title", title)
    builder.set(PLAN_ID, "record_lead", lead)
    return builder


def record_fields(texts: Iterable[str]) -> dict[str, str]:
    """The cells of one line of a record, first to last."""
    return {f"record{place}": text for place, text in enumerate(texts, start=1) if text}
