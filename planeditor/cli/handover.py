"""``handover``: 引継ぎの一覧 on the command line."""
from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import handover as say
from planeditor.services.checking import check
from planeditor.services.checking.claims import claims_of
from planeditor.services.checking.seen import split
from planeditor.services.handover import words
from planeditor.services.handover.collecting import begun_on, collect
from planeditor.services.handover.model import Event, Handover, Span, note_item
from planeditor.services.handover.notes import tick, write_notes
from planeditor.services.handover.papers import write_handover
from planeditor.services.handover.span import parse_span
from planeditor.services.requests.returned import returned_measures
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def handover(chosen: argparse.Namespace) -> Answer:
    """Write notes and ticks where that is asked; then tell the checklist, or write it as a paper."""
    writes, sets, fonts = bool(chosen.note or chosen.tick or chosen.untick), form_sets(), FontBook()
    notes = {_note_kind(head): text for head, text in chosen.note}
    with Document.open(chosen.file, read_only=not writes, who=current_user()) as document:
        forms = sets.of_file(document)
        span = parse_span(chosen.since, chosen.until, begun_on(document))
        found = _collect(document, forms, fonts, span)
        if writes:
            ticked, unticked = (_items(found, numbers) for numbers in (chosen.tick, chosen.untick))
            if notes:
                write_notes(document, notes, who=current_user())
            for items, on in ((ticked, True), (unticked, False)):
                if items:
                    tick(document, span, items, on=on, who=current_user())
            found = _collect(document, forms, fonts, span)
    if not chosen.to:
        return Answer(list(_lines(found)), _data(found))
    written = write_handover(found, sets.papers(forms), chosen.to, fonts=fonts, progress=progress_bar(say.PROGRESS))
    told = say.WRITTEN.format(file=chosen.to, pages=written.pages)
    return Answer([told, *written.warnings], written_data(written) | _data(found))


def _collect(document: Document, forms: FormSet, fonts: FontBook, span: Span) -> Handover:
    plan = document.plan()
    findings = check(plan, forms, fonts, returned_measures(document, forms), claims_of(document, forms))
    return collect(document, forms, span, split(plan, findings)[0], who=current_user())


def _note_kind(head: str) -> str:
    found = next((kind for kind, name in say.NOTE_KINDS.items() if label_key(name) == label_key(head) or kind == head), None)
    if found is None:
        raise KnownError(say.UNKNOWN_NOTE.format(text=head, known="、".join(say.NOTE_KINDS.values())))
    return found


def _items(found: Handover, numbers: list[str]) -> Mapping[str, str]:
    """The items that are meant by their numbers in the list."""
    named = list(words.item_names(found).items())
    chosen = {}
    for number in numbers:
        plain = unicodedata.normalize("NFKC", number).strip()
        if not plain.isdecimal() or not 0 < int(plain) <= len(named):
            raise KnownError(say.UNKNOWN_ITEM.format(text=number))
        item, name = named[int(plain) - 1]
        chosen[item] = name
    return chosen


def _lines(found: Handover) -> Iterator[str]:
    numbers = {item: number for number, item in enumerate(found.items, start=1)}

    def line(item: str, name: str, text: str) -> str:
        mark = say.DONE if item in found.ticks else say.UNDONE
        return say.ITEM_LINE.format(mark=mark, number=numbers[item], item=name, text=text).rstrip()

    yield from (words.title_of(found), say.HOUSE_ONLY, words.lead_of(found), say.HEAD_LINE.format(head=say.NOTES))
    for kind, text in found.notes.items():
        yield line(note_item(kind), say.NOTE_KINDS[kind], text or say.NO_NOTE)
    yield say.HEAD_LINE.format(head=say.OPEN)
    yield from (line(one.item, say.OPEN_KINDS[one.kind], one.text) for one in found.open)
    if not found.open:
        yield say.NO_OPEN
    yield say.HEAD_LINE.format(head=say.MONTHS)
    for month in found.months:
        yield line(month.item, words.month_name(month), f"{words.usual_works(month)}　{words.nothing_done(found, month)}")
        yield from map(_event_line, month.events)
    yield say.HEAD_LINE.format(head=say.PLACES)
    yield from (line(one.item, say.PLACE_KINDS[one.kind], one.text) for one in found.places)
    yield say.HEAD_LINE.format(head=say.PEOPLE)
    yield from (say.PERSON_LINE.format(who=share.who, text=words.share_text(share)) for share in found.shares)
    if not found.shares:
        yield say.NOBODY


def _event_line(event: Event) -> str:
    who, following = event.who, words.next_day_of(event)
    return say.EVENT_LINE.format(
        day=words.day_of(event), text=event.text, who=say.WHO.format(who=who) if who else "",
        next=say.NEXT.format(day=following) if following else "",
    )


def _data(found: Handover) -> dict[str, Any]:
    ticked = found.ticks
    return {
        "title": words.title_of(found), "since": found.span.since.isoformat(), "until": found.span.until.isoformat(),
        "notes": [
            {"head": say.NOTE_KINDS[kind], "text": text, "handed_over": note_item(kind) in ticked} for kind, text in found.notes.items()
        ],
        "open": [
            {"kind": one.kind, "item": say.OPEN_KINDS[one.kind], "count": one.count, "text": one.text, "handed_over": one.item in ticked}
            for one in found.open
        ],
        "months": [
            {
                "month": f"{month.year}-{month.month:02}", "usual": list(month.usual), "handed_over": month.item in ticked,
                "events": [_event_data(event) for event in month.events],
            }
            for month in found.months
        ],
        "places": [
            {"kind": one.kind, "item": say.PLACE_KINDS[one.kind], "text": one.text, "handed_over": one.item in ticked}
            for one in found.places
        ],
        "people": [{"who": share.who, "operations": share.operations, "changes": share.changes} for share in found.shares],
    }  # fmt: skip


def _event_data(event: Event) -> dict[str, str]:
    following = event.next_day
    return {
        "date": event.day.isoformat(), "last": event.last.isoformat() if event.last else "", "kind": event.kind, "text": event.text,
        "who": event.who, "next": following.isoformat() if following else "",
    }
