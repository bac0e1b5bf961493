"""会議資料 put together: the first page, 次第, contents, charts, changes, full lists and the sheets, as parts of one paper."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.blocks import holder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.formengine.filling.extras import NONE, Extras
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.messages import meeting as say
from planeditor.services.meeting import lists, pictures
from planeditor.services.meeting.material import Material
from planeditor.services.meeting.order import section_titles
from planeditor.services.meeting.rows import is_proposed
from planeditor.services.meeting.summary import FORM, TABLE_FORM, summary, table_plan
from planeditor.services.paper.order import Kind, Progress, Written, kind_of
from planeditor.services.paper.part import PaperPart
from planeditor.services.paper.parts import write_parts_to
from planeditor.services.paper.targets import beside

LEAST_SIZE = 9.0
"""Points; papers of a meeting are read at arm's length."""
_NARROW_YEARS = 5
"""With more years the table of them lies on its side."""
_LISTED = 80
"""With more sheets than this the contents list the areas only."""


def write_meeting(material: Material, target: Path, *, fonts: FontBook | None = None, progress: Progress | None = None) -> Written:
    """Write the papers to ``target`` (.pdf or .xlsx). Raises KnownError as ``write_parts``."""
    kind = kind_of(target)
    with beside(target) as output:
        written = write_meeting_to(material, kind, output, fonts=fonts, progress=progress)
    written.paths.append(target)
    return written


def write_meeting_to(
    material: Material, kind: Kind, output: BinaryIO, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write the papers to a stream; equal material makes equal bytes."""
    book = fonts or FontBook()
    written = write_parts_to(
        meeting_parts(material, book), kind, output, title=material.title, fonts=book, mark=material.mark,
        number=material.order.number, progress=progress, least=LEAST_SIZE,
    )
    if is_proposed(material):
        written.warnings.append(say.FROM_REPORT)
    return written


def meeting_parts(material: Material, fonts: FontBook) -> list[PaperPart]:
    """The parts in order. The first is one page."""
    first = summary(material, fonts)
    papers, sections, titles = material.papers, material.order.sections, section_titles(material.forms.vocabulary)

    def part(form: str, plan: Plan, title: str = "", name: str = "", extras: Extras = NONE) -> PaperPart:
        return PaperPart(plan, papers.form(form), extras=extras, title=title, name=name)

    parts = [part(FORM, first.plan)]
    if "agenda" in sections:
        parts.append(part("meeting_agenda", lists.agenda_plan(material)))
    if "contents" in sections:
        depth = 2 if len(material.plan.measures) > _LISTED else 0
        parts.append(PaperPart(first.plan, papers.form(FORM), contents=True, depth=depth))
    if not first.areas_whole:
        title = say.TABLE_TITLE.format(area=material.forms.vocabulary.word("area"))
        parts.append(part(TABLE_FORM, table_plan(material), title, TABLE_FORM))
    if "charts" in sections:
        plan, extras = pictures.charts(material)
        parts.append(part("meeting_charts", plan, titles["charts"], extras=extras))
    if "course" in sections:
        wide = len(material.overview.periods) > _NARROW_YEARS
        parts.append(part("meeting_course_wide" if wide else "meeting_course", pictures.course_plan(material), titles["course"]))
    if "changes" in sections and material.before is not None:
        plan, extras = lists.changes(material, material.before)
        parts.append(part("meeting_changes", plan, titles["changes"], extras=extras))
    if "lists" in sections or not first.lists_whole:
        parts.append(part("meeting_lists", lists.lists_plan(material), titles["lists"]))
    if "sheets" in sections:
        parts += _sheets(material, titles["sheets"])
    return parts


def _sheets(material: Material, title: str) -> Iterator[PaperPart]:
    """The form that the report is made on; of each area right under the plan, beginning on an odd page."""
    form = material.sheet
    if form is None:
        raise KnownError(say.NO_SHEETS.format(word=material.word))
    first = True
    for roots in _by_area(material.plan, form):
        yield PaperPart(material.plan, form, roots, title=title if first else "", level=1 if first else 2, odd=True)
        first = False


def _by_area(plan: Plan, form: FormDef) -> Iterator[tuple[Node | None, ...]]:
    if form.each == "plan":
        yield (None,)
        return
    here = [n for n in plan.children(PLAN_ID) if holder(plan, n) == form.each and n.kind != "area"]
    if here:
        yield tuple(here)
    for area in plan.children(PLAN_ID, "area"):
        found = [n for n in (area, *plan.walk(area.id)) if holder(plan, n) == form.each]
        if found:
            yield tuple(found)
