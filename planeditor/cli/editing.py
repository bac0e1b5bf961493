"""What is in a plan, one entry of it, and taking steps back."""
from __future__ import annotations

import argparse

from planeditor.cli import editions
from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.messages import cli as say
from planeditor.services import showing
from planeditor.services.editing import entry, undoing
from planeditor.services.transport.files import write_json
from planeditor.services.transport.writing import as_json
from planeditor.store.document import Document
from planeditor.store.lock import current_user
from planeditor.store.report import ChangeReport


def show(chosen: argparse.Namespace) -> Answer:
    """The content, readable or as JSON."""
    plan, forms = editions.plan_of(chosen.file, chosen.at)
    only = entry.find_node(plan, forms.vocabulary, chosen.measure) if chosen.measure else None
    if not chosen.json and chosen.to is None:
        return Answer(showing.as_text(plan, forms, only))
    with Document.open(chosen.file, read_only=True) as document:
        data = as_json(plan, forms, only, document.departments.all())
    if chosen.to is None:
        return Answer([], data)
    write_json(chosen.to, data)
    return Answer([say.DONE_JSON.format(file=chosen.to)], {"written": [str(chosen.to)]})


def set_entry(chosen: argparse.Namespace) -> Answer:
    """Write one entry."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        report = entry.set_entry(
            document, forms, chosen.measure, chosen.field, chosen.text,
            period=chosen.period, who=current_user(), why=chosen.why,
        )
    line = say.DONE_SET.format(name=report.name) if report.changes else say.NOTHING_CHANGED
    return Answer([line], {"changed": len(report.changes), "name": report.name})


def undo(chosen: argparse.Namespace) -> Answer:
    """Take back the last step, or one import."""
    with Document.open(chosen.file, who=current_user()) as document:
        vocabulary = form_sets().of_file(document).vocabulary
        if chosen.receipt is not None:
            return _undone(undoing.undo_import(document, vocabulary, chosen.receipt, current_user()))
        return _undone(undoing.undo(document, vocabulary, current_user()))


def redo(chosen: argparse.Namespace) -> Answer:
    """Do again what was taken back."""
    with Document.open(chosen.file, who=current_user()) as document:
        return _undone(undoing.redo(document, form_sets().of_file(document).vocabulary, current_user()))


def _undone(report: ChangeReport) -> Answer:
    lines = [say.DONE_UNDO.format(name=report.name)]
    if report.skipped:
        lines.append(say.SKIPPED.format(count=len(report.skipped)))
    return Answer(lines, {"changed": len(report.changes), "name": report.name, "skipped": len(report.skipped)})
