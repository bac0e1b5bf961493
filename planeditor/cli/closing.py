"""The commands that close a year and open it again."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from planeditor.cli.output import FINDINGS, Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.messages import cli as say
from planeditor.messages import requests as say_requests
from planeditor.services import extending
from planeditor.services.editing import years
from planeditor.services.editing.entry import find_main_period
from planeditor.services.requests import finishing
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def close(chosen: argparse.Namespace) -> Answer:
    """Close a year; where something waits or is not final, only with ``--anyway``."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        period = find_main_period(document.plan(), forms.vocabulary, chosen.period)
        label = forms.vocabulary.period_label(document.plan(), period)
        years.require_closable(document.plan(), forms.vocabulary, period)
        found = finishing.before_closing(document, forms, period)
        warnings = finishing.sentences(document, forms, found)
        if found.stop and not chosen.anyway:
            refused = say_requests.NOT_CLOSED.format(period=label)
            return Answer([], {"period": label, "closed": False, "warnings": warnings}, FINDINGS, [*warnings, refused])
        years.close_period(document, forms, period, current_user())
        told, written = _archived(document, period, chosen.archive) if chosen.archive else ([], {})
    lines = [say.DONE_CLOSE.format(period=label), *warnings, *told]
    return Answer(lines, {**written, "period": label, "closed": True, "warnings": [*warnings, *written.get("warnings", ())]})


def _archived(document: Document, period: Period, target: Path) -> tuple[list[str], dict[str, Any]]:
    """The 完結セット of the year just closed; where it cannot be written, why: the year is closed all the same."""
    from planeditor.cli.archiving import write_set  # the Excel library, for this alone

    try:
        return write_set(document, period, target)
    except KnownError as error:
        return [error.message], {"warnings": [error.message]}


def extend(chosen: argparse.Namespace) -> Answer:
    """Extend the plan by a year, or by a further period."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        before = document.plan()
        report = extending.extend(document, forms, current_user(), anew=chosen.anew)
        after = document.plan()
    known = set(forms.vocabulary.all_periods(before))
    added = [p for p in forms.vocabulary.all_periods(after) if p not in known]
    labels = [forms.vocabulary.period_label(after, p) for p in added]
    data = {"changed": len(report.changes), "name": report.name, "periods": labels}
    return Answer([say.DONE_EXTEND.format(name=report.name)], data)


def reopen(chosen: argparse.Namespace) -> Answer:
    """Open a closed year again."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        period = find_main_period(document.plan(), forms.vocabulary, chosen.period)
        years.reopen_period(document, forms, period, chosen.why, current_user())
        label = forms.vocabulary.period_label(document.plan(), period)
    return Answer([say.DONE_REOPEN.format(period=label)], {"period": label, "closed": False})
