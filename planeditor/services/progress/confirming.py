"""Confirming 進捗区分, why something is late, and the 主な成果: each a named operation, to be undone as any other."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.judging_late import LateDetails
from planeditor.domain.plan import BASIS, HIGHLIGHT, PROGRESS, Key, Node, Plan
from planeditor.domain.progress import Progress
from planeditor.domain.text import shorten
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say_editing
from planeditor.messages import progress as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.editing.permissions import require_open
from planeditor.services.progress.proposing import ACTION, DUE, REASON, chosen_highlights, proposal, proposals
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

MOST_HIGHLIGHTS = 3


def confirm(
    document: Document, forms: FormSet, measure: str, period: str, progress: Progress, basis: str = "", *, who: str
) -> ChangeReport:
    """Confirm how a measure goes in a period; 未判定 takes it back. ``basis``: the sentence of the report it rests on, by
    default the one it was proposed from, where that says the same.

    Raises KnownError where it is no measure, the plan has no such period, or the period is closed.
    """
    if progress is Progress.UNDECIDED:
        return withdraw(document, forms, measure, period, who=who)
    plan = document.plan()
    node, label = _place(plan, forms, measure, period)
    if not basis:
        found = proposal(plan, forms, measure, period)
        basis = found.basis if found is not None and found.progress is progress else ""
    name = say.GROUP_CONFIRM.format(place=_short(node), period=label, word=forms.progress.word(progress))
    return write(document, name, _entries(measure, period, progress, clean_text(basis)), who, "")


def confirm_all(
    document: Document, forms: FormSet, period: str, measures: Collection[str] | None = None, *, who: str
) -> ChangeReport:
    """Confirm as proposed whatever of a period is proposed and not confirmed yet; ``measures``: only these.

    Raises KnownError where there is none, and as ``confirm``.
    """
    plan = document.plan()
    label = _label(plan, forms, period)
    wanted = [p for p in proposals(plan, forms, period) if p.can_agree and (measures is None or p.measure in measures)]
    if not wanted:
        raise KnownError(say.NOTHING_TO_AGREE.format(period=label))
    texts = {k: t for p in wanted for k, t in _entries(p.measure, period, p.progress, p.basis).items()}
    require_open(plan, forms.vocabulary, texts)
    return write(document, say.GROUP_CONFIRM_ALL.format(period=label, count=len(wanted)), texts, who, "")


def withdraw(document: Document, forms: FormSet, measure: str, period: str, *, who: str) -> ChangeReport:
    """Let a measure be 未判定 again in a period. Raises as ``confirm``."""
    node, label = _place(document.plan(), forms, measure, period)
    name = say.GROUP_WITHDRAW.format(place=_short(node), period=label)
    return write(document, name, {Key(measure, field, period): None for field in (PROGRESS, BASIS)}, who, "")


def set_late(document: Document, forms: FormSet, measure: str, period: str, details: LateDetails, *, who: str) -> ChangeReport:
    """Write why a measure is late, what is done and by when; "" removes one. Raises as ``confirm``."""
    node, label = _place(document.plan(), forms, measure, period)
    given = {REASON: details.reason, ACTION: details.action, DUE: details.due}
    texts: dict[Key, str | None] = {Key(measure, field, period): clean_text(text).strip() for field, text in given.items()}
    return write(document, say.GROUP_LATE.format(place=_short(node), period=label), texts, who, "")


def choose_highlights(
    document: Document, forms: FormSet, period: str, chosen: Mapping[str, str], *, who: str
) -> ChangeReport:
    """Let these be the 主な成果 of a period, each with its sentence, and no others.

    Raises KnownError for more than three, for an empty sentence, and as ``confirm``.
    """
    plan = document.plan()
    label = _label(plan, forms, period)
    if len(chosen) > MOST_HIGHLIGHTS:
        raise KnownError(say.TOO_MANY_HIGHLIGHTS.format(most=MOST_HIGHLIGHTS, count=len(chosen)))
    texts: dict[Key, str | None] = {Key(m, HIGHLIGHT, period): None for m in chosen_highlights(plan, period)}
    for measure, text in chosen.items():
        node, _ = _place(plan, forms, measure, period)
        cleaned = clean_text(text).strip()
        if not cleaned:
            raise KnownError(say.HIGHLIGHT_EMPTY.format(place=_short(node)))
        texts[Key(measure, HIGHLIGHT, period)] = cleaned
    require_open(plan, forms.vocabulary, texts)
    return write(document, say.GROUP_HIGHLIGHTS.format(period=label), texts, who, "")


def _entries(measure: str, period: str, progress: Progress, basis: str) -> dict[Key, str | None]:
    return {Key(measure, PROGRESS, period): progress.word, Key(measure, BASIS, period): basis or None}


def _place(plan: Plan, forms: FormSet, measure: str, period: str) -> tuple[Node, str]:
    """The measure, and the label of the period."""
    label = _label(plan, forms, period)
    node = plan.node(measure)
    if node is None or node.kind != "measure":
        raise KnownError(say.NOT_A_MEASURE.format(measure=forms.vocabulary.word("measure")))
    require_open(plan, forms.vocabulary, [Key(measure, PROGRESS, period)])
    return node, label


def _label(plan: Plan, forms: FormSet, period: str) -> str:
    label = forms.vocabulary.label_of_period(plan, period)
    if period not in plan.period_keys(period.rpartition(":")[0]):
        raise KnownError(say_editing.NOT_A_YEAR.format(period=label))
    return label


def _short(node: Node) -> str:
    return node.number or shorten(node.name, 20)
