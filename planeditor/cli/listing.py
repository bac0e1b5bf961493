"""``new --list``: a plan from an Excel list."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.messages import fromlist as say_list
from planeditor.messages import switching as say
from planeditor.services.editing.entry import year_range
from planeditor.services.planfiles.creating import PlanDraft
from planeditor.services.planfiles.fromlist import listing
from planeditor.services.planfiles.fromlist.book import read_list
from planeditor.services.planfiles.fromlist.columns import SKIP, Use, names, possible, use_label
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.store.lock import current_user


def require_list(chosen: argparse.Namespace) -> None:
    """Raise KnownError where something is asked of a list and none is named."""
    if chosen.sheet or chosen.header or chosen.column:
        raise KnownError(say.LIST_ONLY)


def new_from_list(chosen: argparse.Namespace) -> Answer:
    """Make the plan; says what became of every column, and what is to be known of the rows."""
    sets = form_sets()
    vocabulary = sets.get(chosen.forms).vocabulary
    book = read_list(chosen.list)
    found = listing.start(book, vocabulary, chosen.sheet)
    if chosen.header:
        found = found.with_header(chosen.header)
    years = year_range(chosen.start, chosen.end) if chosen.start or chosen.end else range(0)
    for text in chosen.column:
        found = _with_column(found, text, years)
    if Use("name") not in found.uses.values():
        heads, word = "、".join(column.head for column in found.columns), vocabulary.word("measure")
        raise KnownError(say.NEEDS_NAME.format(measure=word, known=heads))
    span = (years[0], years[-1]) if years else found.years
    if span is None:
        raise KnownError(say.NEEDS_YEARS)
    if not chosen.title or not chosen.municipality:
        raise KnownError(say.NEEDS_TITLE)
    draft = PlanDraft(chosen.municipality, chosen.title, chosen.forms, *span)
    listing.create(chosen.file, book, found, draft, sets, current_user()).close()
    uses = {c: use_label(found.uses.get(c.index, SKIP), vocabulary) for c in found.columns}
    lines = [say.COLUMN.format(letter=column.letter, head=column.head, use=use) for column, use in uses.items()]
    done = say_list.DONE.format(file=chosen.file, forms=chosen.forms, counts=found.counts)
    data = {
        "written": [str(chosen.file)], "measures": len(found.content.measures), "areas": len(found.content.areas),
        "columns": {column.head: use for column, use in uses.items()}, "notes": found.content.notes,
    }
    return Answer([*lines, *found.content.notes, done], data)


def _with_column(found: Listing, text: str, years: range) -> Listing:
    head, _, wanted = text.replace("＝", "=").rpartition("=")
    column = next((c for c in found.columns if label_key(head) in (label_key(c.head), label_key(c.letter))), None)
    if column is None:
        raise KnownError(say.UNKNOWN_COLUMN.format(head=head, known="、".join(c.head for c in found.columns)))
    uses = possible(found.vocabulary, years, found.uses.values())
    named = {name: use for use in uses for name in names(use, found.vocabulary)}
    use: Use | None = named.get(label_key(wanted)) if wanted.strip() else SKIP
    if use is None:
        known = "、".join(use_label(u, found.vocabulary) for u in uses)
        raise KnownError(say.UNKNOWN_USE.format(use=wanted, known=known))
    return found.with_use(column.index, use)
