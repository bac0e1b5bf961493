"""Official forms as Excel and PDF."""
from __future__ import annotations

import argparse

from planeditor.cli import editions
from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import cli as say
from planeditor.services.editing import entry
from planeditor.services.paper import exporting
from planeditor.services.paper.order import Selection
from planeditor.services.states.standing import mark_for


def export(chosen: argparse.Namespace) -> Answer:
    """Write a form or a document."""
    plan, forms, standing = editions.papers_of(chosen.file, chosen.at)
    period = entry.find_period(plan, forms.vocabulary, chosen.period) if chosen.period else None
    selection = Selection(tuple(chosen.measure), tuple(chosen.area), period)
    fonts = FontBook()
    written = exporting.export(
        plan, forms, chosen.form, chosen.to, selection=selection, fonts=fonts, progress=progress_bar(say.PROGRESS_EXPORT),
        mark=mark_for(standing, forms, [chosen.form]),
    )
    data = written_data(written)
    return Answer([say.DONE_EXPORT.format(file=chosen.to, pages=written.pages), *written.warnings], data)
