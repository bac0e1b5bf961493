"""The commands that hand over a year and tell how its entries came about."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.cli.sets import form_sets
from planeditor.domain.current import main_series
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.messages import archiving as say
from planeditor.messages import course as say_course
from planeditor.services.editing.entry import find_field, find_main_period, find_node, find_period
from planeditor.services.publishing.posted import stated_day
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def archive(chosen: argparse.Namespace) -> Answer:
    """Write the 完結セット of a year."""
    with Document.open(chosen.file, read_only=True) as document:
        forms = form_sets().of_file(document)
        period = find_period(document.plan(), forms.vocabulary, chosen.period, main_series(forms.vocabulary))
        lines, data = write_set(
            document, period, chosen.to, retention=chosen.retention, originals=chosen.originals, date=chosen.date
        )
    return Answer(lines, data)


def write_set(
    document: Document, period: Period, target: Path, *, retention: str = "", originals: bool = False, date: str = ""
) -> tuple[list[str], dict[str, Any]]:
    """Write it, and say so: lines and what ``--json`` gives."""
    from planeditor.services.archiving.archiving import prepare, write_archive  # the Excel library, for this alone

    ready = prepare(
        document, form_sets(), period, who=current_user(), retention=retention, originals=originals, day=stated_day(date)
    )
    written = write_archive(ready, target, progress=progress_bar(say.PROGRESS))
    done = say.DONE.format(folder=target, count=len(written.paths), pages=written.pages)
    data = written_data(written)
    return [done, *written.warnings], data


def course(chosen: argparse.Namespace) -> Answer:
    """Write how the entries of a measure came about."""
    from planeditor.services.course.collecting import Courses
    from planeditor.services.course.paper import course_part, write_course

    sets = form_sets()
    with Document.open(chosen.file, read_only=True) as document:
        forms, plan = sets.of_file(document), document.plan()
        node = find_node(plan, forms.vocabulary, chosen.measure)
        fields = [find_field(plan, forms, node, name) for name in chosen.field]
        periods = [find_main_period(plan, forms.vocabulary, text) for text in chosen.period]
        found = Courses(document, forms).of_measure(node, fields, periods)
    if not found:
        raise KnownError(say_course.NOTHING.format(measure=node.title))
    part = course_part(plan, sets.papers(forms), node, found, today())
    title = say_course.TITLE.format(plan=plan.title, measure=node.title)
    written = write_course([part], chosen.to, title)
    data = written_data(written) | {"entries": len(found)}
    return Answer([say_course.DONE.format(file=chosen.to, count=len(found), pages=written.pages), *written.warnings], data)
