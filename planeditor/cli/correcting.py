"""The command that asks a department to put right what it handed in."""
from __future__ import annotations

import argparse
from collections.abc import Sequence

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Plan
from planeditor.domain.text import label_key, number_key
from planeditor.messages import requests as say
from planeditor.services.editing.entry import find_main_period
from planeditor.services.requests.correcting import correct as write_correction
from planeditor.services.requests.days import parse_day
from planeditor.services.requests.pointing import Pointable, pointables
from planeditor.store.document import Document
from planeditor.store.lock import current_user
from planeditor.store.requests import Point


def correct(chosen: argparse.Namespace) -> Answer:
    """Write the workbook that goes back, with the places named marked."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        period = find_main_period(document.plan(), forms.vocabulary, chosen.period).key if chosen.period else ""
        places = pointables(document, forms.vocabulary, chosen.receipt)
        meant = _meant(document.plan(), forms.vocabulary, places, chosen, period)
        deadline = parse_day(chosen.deadline) if chosen.deadline else None
        points = [Point(place.key, chosen.why.strip()) for place in meant]
        issued = write_correction(
            document, forms, chosen.receipt, points, chosen.why, deadline, chosen.to, who=current_user()
        )
    lines = [
        say.DONE_CORRECTION.format(file=path, name=book.name, count=len(points))
        for path, book in zip(issued.paths, issued.books, strict=True)
    ]
    data = {
        "written": [str(path) for path in issued.paths], "pages": issued.pages, "warnings": issued.warnings,
        "request": issued.number,
    }
    return Answer([*lines, *issued.warnings], data)


def _meant(
    plan: Plan, vocabulary: Vocabulary, places: Sequence[Pointable], chosen: argparse.Namespace, period: str
) -> list[Pointable]:
    """The places named. Raises KnownError where a measure or a field is none of the file's, naming those there are."""
    if not places:
        raise KnownError(say.NOTHING_TO_POINT.format(receipt=chosen.receipt))
    labels = {place.key: vocabulary.label("measure", place.key.field) for place in places}
    numbers = {place.key: node.number if (node := plan.node(place.key.node)) else "" for place in places}
    wanted = {number_key(number) for number in chosen.measure}
    near = [p for p in places if (not wanted or number_key(numbers[p.key]) in wanted) and period in ("", p.key.period)]
    found: list[Pointable] = []
    for name in chosen.field:
        fitting = [p for p in near if label_key(name) in (label_key(labels[p.key]), p.key.field)]
        if not fitting:
            known = "、".join(dict.fromkeys(labels[p.key] for p in near)) or "、".join(dict.fromkeys(numbers.values()))
            raise KnownError((say.NO_SUCH_FIELD if near else say.NO_SUCH_SHEET).format(receipt=chosen.receipt, field=name, known=known))
        found += fitting
    if len({p.key.node for p in found}) > 1 and not wanted:
        known = "、".join(dict.fromkeys(numbers[p.key] for p in found))
        raise KnownError(say.SEVERAL_SHEETS.format(receipt=chosen.receipt, known=known))
    return found
