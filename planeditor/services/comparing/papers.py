"""新旧対照表 and 見え消し版 as papers: the differences on the drawings of ``forms/papers``."""
from __future__ import annotations

from typing import BinaryIO

from planeditor.formengine.filling.extras import Extras
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say_editions
from planeditor.services.comparing.comparing import Comparison
from planeditor.services.comparing.options import TableOptions
from planeditor.services.comparing.tabling import ComparisonPlan
from planeditor.services.paper.order import Kind, Progress, Written
from planeditor.services.paper.parts import PaperPart, write_parts_to

USUAL = TableOptions()
LEAST = 9.0
"""Points; meeting papers are in no smaller type."""


def paper_of(comparison: Comparison, papers: FormSet, options: TableOptions = USUAL) -> PaperPart:
    """The differences as a part of papers. ``papers``: the forms that ``FormSets.papers`` gives."""
    built = ComparisonPlan(comparison, options)
    plan = built.build()
    upright = options.portrait and not options.redline
    form = papers.form("redline" if options.redline else "comparison_portrait" if upright else "comparison")
    return PaperPart(plan, form, extras=Extras(marks=built.marks), title=form.title)


def write_comparison(
    comparison: Comparison, papers: FormSet, options: TableOptions, kind: Kind, output: BinaryIO, *,
    fonts: FontBook | None = None, number: str = "", progress: Progress | None = None,
) -> Written:
    """Write the paper as Excel or PDF to a stream; it carries （案） where the new state is not decided. Raises KnownError as
    ``write_parts_to``."""
    return write_parts_to(
        [paper_of(comparison, papers, options)], kind, output, title=options.title_of(comparison), fonts=fonts,
        mark=say_editions.DRAFT if comparison.draft else "", number=number, progress=progress, least=LEAST,
    )
