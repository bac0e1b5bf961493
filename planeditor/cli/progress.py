"""``progress``: 進捗区分 on the command line."""
from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Any

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.current import current_period, main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.judging_late import LateDetails
from planeditor.domain.plan import Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say_editing
from planeditor.messages import progress as say
from planeditor.services.editing.entry import find_node, find_period
from planeditor.services.progress.confirming import choose_highlights, confirm, confirm_all, set_late
from planeditor.services.progress.proposing import Proposed, chosen_highlights, late_of, proposals, wants_details
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def progress(chosen: argparse.Namespace) -> Answer:
    """Show what is proposed and confirmed for a year; first confirm and write, where asked for."""
    writes = bool(chosen.confirm or chosen.agree or chosen.late or chosen.highlight)
    with Document.open(chosen.file, read_only=not writes, who=current_user()) as document:
        forms = form_sets().of_file(document)
        period = _period(document.plan(), forms, chosen.period)
        if writes:
            _write(document, forms, period, chosen)
        plan = document.plan()
    found = proposals(plan, forms, period)
    label = forms.vocabulary.label_of_period(plan, period)
    if not found:
        nothing = say.NONE_ALIVE.format(period=label, measure=forms.vocabulary.word("measure"))
        return Answer([nothing], {"period": label, "measures": []})
    return Answer(
        [*_lines(plan, forms, found, period), say.TOTALS.format(period=label, counts=_counts(forms, found))],
        {"period": label, "measures": [_data(plan, forms, one, period) for one in found], "highlights": _highlights(plan, period)},
    )


def _period(plan: Plan, forms: FormSet, text: str) -> str:
    if text:
        return find_period(plan, forms.vocabulary, text, main_series(forms.vocabulary)).key
    current = current_period(plan, forms.vocabulary)
    if current is None:
        raise KnownError(say_editing.NO_YEARS)
    return current.key


def _write(document: Document, forms: FormSet, period: str, chosen: argparse.Namespace) -> None:
    plan, vocabulary, who = document.plan(), forms.vocabulary, current_user()
    # all of it is read before any of it is written: a slip in one leaves the others unwritten too
    confirmed = [(find_node(plan, vocabulary, number).id, _word(forms, word)) for number, word in chosen.confirm]
    late = [(find_node(plan, vocabulary, number).id, LateDetails(*details)) for number, *details in chosen.late]
    highlights = dict(_highlight(plan, forms, text) for text in chosen.highlight)
    if highlights:
        choose_highlights(document, forms, period, highlights, who=who)
    for measure, word in confirmed:
        confirm(document, forms, measure, period, word, who=who)
    for measure, details in late:
        set_late(document, forms, measure, period, details, who=who)
    if chosen.agree:
        confirm_all(document, forms, period, who=who)


def _word(forms: FormSet, text: str) -> Progress:
    found = forms.progress.parse(text)
    if found is None:
        known = say.BETWEEN.join(forms.progress.word(p) for p in Progress)
        raise KnownError(say.UNKNOWN_WORD.format(word=text, known=known))
    return found


def _highlight(plan: Plan, forms: FormSet, text: str) -> tuple[str, str]:
    """The measure and sentence of ``①-01=文``."""
    number, between, sentence = text.replace("＝", "=", 1).partition("=")
    if not between:
        raise KnownError(say.BAD_HIGHLIGHT.format(text=text))
    return find_node(plan, forms.vocabulary, number.strip()).id, sentence


def _lines(plan: Plan, forms: FormSet, found: list[Proposed], period: str) -> Iterator[str]:
    highlights = chosen_highlights(plan, period)
    for one in found:
        node = plan.node(one.measure)
        differs = one.progress not in (one.confirmed, Progress.UNDECIDED)
        proposed = say.PROPOSED.format(word=forms.progress.word(one.progress)) if differs else ""
        proposed += say.STALE if one.stale else ""
        yield say.LINE.format(
            confirmed=forms.progress.label(one.confirmed), title=node.title if node else "", proposed=proposed
        )
        basis = one.confirmed_basis or one.basis
        if basis:
            yield say.BASIS.format(text=basis)
        if _is_held_up(one):
            told, only_proposed = late_of(plan, forms, one.measure, period)
            words = {} if only_proposed else say.LATE_LINES
            yield from (line.format(text=text) for name, line in words.items() if (text := getattr(told, name)))
        if one.measure in highlights:
            yield say.HIGHLIGHT_LINE.format(text=highlights[one.measure])


def _counts(forms: FormSet, found: list[Proposed]) -> str:
    counts = Counter(one.confirmed for one in found)
    return say.BETWEEN.join(say.COUNT.format(word=forms.progress.word(p), count=counts[p]) for p in Progress if counts[p])


def _data(plan: Plan, forms: FormSet, one: Proposed, period: str) -> dict[str, Any]:
    node = plan.node(one.measure)
    data: dict[str, Any] = {
        "measure": node.number if node else "", "name": node.name if node else "",
        "confirmed": one.confirmed.word, "proposed": one.progress.word, "basis": one.basis,
        "confirmed_basis": one.confirmed_basis, "stale": one.stale,
    }
    if _is_held_up(one):
        told, proposed = late_of(plan, forms, one.measure, period)
        data["late"] = {"reason": told.reason, "action": told.action, "due": told.due, "proposed": proposed}
    return data


def _is_held_up(one: Proposed) -> bool:
    return wants_details(one.confirmed if one.confirmed is not Progress.UNDECIDED else one.progress)


def _highlights(plan: Plan, period: str) -> list[dict[str, str]]:
    chosen = chosen_highlights(plan, period)
    return [{"measure": node.number, "text": chosen[node.id]} for node in plan.measures if node.id in chosen]
