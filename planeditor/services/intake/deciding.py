"""Deciding about proposals: what is accepted becomes entries, each time in one change group that can be taken back as one step."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.text import number_key
from planeditor.messages import merging
from planeditor.messages import reviewing as words
from planeditor.messages import services as say
from planeditor.services.backups.taking import take_if_possible
from planeditor.services.editing.entry import checked_text
from planeditor.services.editing.permissions import require_open
from planeditor.services.editing.years import is_closed
from planeditor.services.intake.applying import apply
from planeditor.services.intake.standing import Standing, Standings, field_label
from planeditor.services.intake.structure_first import declined_with, structure_first
from planeditor.services.intake.waiting import waiting
from planeditor.store.decisions import Decision
from planeditor.store.document import Document
from planeditor.store.receipts import Proposal
from planeditor.store.report import ChangeReport

Accept = Literal["none", "clean", "notation", "all"]
_MANY = 5
"""So many proposals accepted at once are worth a backup before."""
_ASTRAY = frozenset({"other_plan", "other_sheet"})
"""What a proposal is about where its whole sheet may not be what it seems."""


def accept(
    document: Document, vocabulary: Vocabulary, ids: Iterable[int], *,
    who: str, why: str = "", texts: Mapping[int, str] | None = None,
) -> ChangeReport:
    """Take proposals of one receipt into the plan, in one operation.

    A blanked field becomes empty, a remark counts as seen. ``texts``: proposal id -> the text as somebody put it right; such
    a text is the secretariat's, not the department's. Raises KnownError where one is decided already (those kept for a
    revision are not), for a text that cannot stand there and for a period that is closed.
    """
    plan = document.plan()
    proposals = _undecided(document, ids)
    looking = Standings(plan)
    items = [looking.of(proposal) for proposal in proposals]
    if _of_copy(proposals):
        items = structure_first(plan, items, _undecided_of(document, looking, proposals))
    if any(item.proposal.damaged for item in items):
        raise KnownError(words.DAMAGED.format(receipt=items[0].proposal.receipt))
    own = {i.proposal.id: checked_text(plan, vocabulary, _key(i), texts[i.proposal.id]) for i in items if texts and i.proposal.id in texts}
    if any(not item.can_be_taken and item.proposal.id not in own for item in items):
        raise KnownError(words.NOTHING_TO_WRITE)
    require_open(plan, vocabulary, [_key(item) for item in items if not item.is_remark])
    ours = any(own.get(i.proposal.id, i.submitted) not in (i.submitted, i.proposal.whole) for i in items)
    source = _source(say.SOURCE_SECRETARIAT if ours else _origin(proposals), why)
    name = _name(plan, vocabulary, items, words.GROUP_ACCEPT, words.GROUP_MANY)
    if len(items) == 1 and not own and items[0].empties:
        name = _name(plan, vocabulary, items, words.GROUP_EMPTY, "")
    elif all(item.is_remark for item in items):
        name = _name(plan, vocabulary, items, words.GROUP_TICK, words.GROUP_MANY)
    if len(items) >= _MANY:
        take_if_possible(document, "decide")
    with document.edit(name, who=who, source=source, receipt=_receipt(proposals)) as edit:
        apply(edit, plan, vocabulary, items, own)
    return edit.report


def decline(document: Document, vocabulary: Vocabulary, ids: Iterable[int], *, who: str, why: str = "") -> ChangeReport:
    """Leave the plan as it is, in one operation. Raises KnownError where one of the proposals is decided already."""
    return _settle(document, vocabulary, ids, "declined", (words.GROUP_DECLINE, words.GROUP_DECLINE_MANY), who, why)


def keep(document: Document, vocabulary: Vocabulary, ids: Iterable[int], *, who: str, why: str = "") -> ChangeReport:
    """Put proposals by for the next revision, in one operation; they wait no more, but ``kept`` lists them, and they can be
    accepted or declined later. Raises KnownError where one of them is decided already."""
    return _settle(document, vocabulary, ids, "kept", (words.GROUP_KEEP, words.GROUP_KEEP_MANY), who, why)


def kept(document: Document) -> list[Standing]:
    """What was put by for the next revision, beside the plan as it is now, in the order it came."""
    ids = [proposal for proposal, decision in document.receipts.decisions().items() if decision == "kept"]
    looking = Standings(document.plan())
    return [looking.of(proposal) for proposal in document.receipts.find(ids)]


def chosen(
    items: Iterable[Standing], plan: Plan, vocabulary: Vocabulary, accept: Accept, *, measure: str = "", field: str = ""
) -> list[Standing]:
    """Those that a decision is about. What would only empty a place is accepted only where the field is named, and what may
    belong to another sheet or plan only where the measure or the field is."""
    found = []
    for item in items:
        proposal = item.proposal
        if measure and number_key(proposal.measure_number) != number_key(measure):
            continue
        if field and field not in (proposal.field, field_label(plan, vocabulary, item)):
            continue
        if accept in ("clean", "notation") and item.kind != accept:
            continue
        astray = proposal.about in _ASTRAY and not (measure or field)
        if accept != "none" and (not item.can_be_taken or astray or (item.empties and not field)):
            continue
        found.append(item)
    return found


def in_open_periods(plan: Plan, items: Iterable[Standing]) -> list[Standing]:
    """Those that would not go into a closed period: what is closed is never changed by a proposal."""
    return [item for item in items if item.is_remark or not is_closed(plan, item.proposal.period)]


def decide(
    document: Document, vocabulary: Vocabulary, receipt: int, accept: Accept, *,
    who: str, measure: str = "", field: str = "", why: str = "",
) -> int:
    """Accept or decline waiting proposals of a receipt; gives how many.

    ``none`` declines. What would go into a closed period is left waiting. Raises KnownError where there is no such
    取込番号, nothing that fits, or nothing but for closed periods.
    """
    document.receipts.get(receipt)
    plan = document.plan()
    found = chosen(waiting(document, receipt), plan, vocabulary, accept, measure=measure, field=field)
    if not found:
        raise KnownError(say.NOTHING_TO_DECIDE.format(receipt=receipt))
    if accept != "none":
        asked, found = found, in_open_periods(plan, found)
        if not found:
            require_open(plan, vocabulary, [_key(item) for item in asked])
    of_receipt = [item.proposal for item in found]
    if _of_copy(of_receipt):
        others = _undecided_of(document, Standings(plan), of_receipt)
        found = declined_with(found, others) if accept == "none" else structure_first(plan, found, others)
    name = (say.GROUP_DECLINE if accept == "none" else say.GROUP_DECIDE).format(receipt=receipt)
    with document.edit(name, who=who, source=_source(_origin(of_receipt), why), receipt=receipt) as edit:
        if accept == "none":
            edit.decide([item.proposal.id for item in found], "declined")
        else:
            apply(edit, plan, vocabulary, found)
    return len(found)


def _settle(
    document: Document, vocabulary: Vocabulary, ids: Iterable[int], decision: Decision, names: tuple[str, str], who: str, why: str
) -> ChangeReport:
    proposals = _undecided(document, ids)
    plan = document.plan()
    looking = Standings(plan)
    items = [looking.of(p) for p in proposals]
    name = _name(plan, vocabulary, items, *names)
    source = _source(_origin(proposals), why)
    if _of_copy(proposals):
        items = declined_with(items, _undecided_of(document, looking, proposals))
    with document.edit(name, who=who, source=source, receipt=_receipt(proposals)) as edit:
        edit.decide([item.proposal.id for item in items], decision)
    return edit.report


def _undecided(document: Document, ids: Iterable[int]) -> list[Proposal]:
    wanted = list(dict.fromkeys(ids))
    proposals = document.receipts.find(wanted)
    if not wanted or len(proposals) < len(wanted) or any(p.decision not in ("", "kept") for p in proposals):
        raise KnownError(words.DECIDED_ALREADY)
    return proposals


def _of_copy(proposals: Iterable[Proposal]) -> bool:
    """Whether they come from another copy of the plan, not from a sheet."""
    return any(not proposal.sheet for proposal in proposals)


def _origin(proposals: Iterable[Proposal]) -> str:
    return merging.SOURCE if _of_copy(proposals) else say.SOURCE_SUBMISSION


def _undecided_of(document: Document, looking: Standings, proposals: Sequence[Proposal]) -> list[Standing]:
    """All of their receipt that is not decided for good."""
    own = document.receipts.proposals(_receipt(proposals))
    return [looking.of(p) for p in own if p.decision in ("", "kept") and not p.damaged]


def _receipt(proposals: Sequence[Proposal]) -> int:
    receipts = {proposal.receipt for proposal in proposals}
    if len(receipts) != 1:
        raise BugError("one operation decides about one receipt")
    return receipts.pop()


def _key(item: Standing) -> Key:
    return Key(item.node or PLAN_ID, item.proposal.field, item.proposal.period)


def _source(source: str, why: str) -> str:
    return f"{source}：{why}" if why else source


def _name(plan: Plan, vocabulary: Vocabulary, items: Sequence[Standing], one: str, many: str) -> str:
    """What undo shows: the place where it is one, else how many there are."""
    proposal = items[0].proposal
    if len(items) > 1:
        return many.format(receipt=proposal.receipt, count=len(items))
    node = plan.node(items[0].node) if items[0].node else None
    number = (node.number or node.name) if node and node.id != PLAN_ID else proposal.measure_number or proposal.area_number
    period = vocabulary.label_of_period(plan, proposal.period)
    place = " ".join(part for part in (number, period, field_label(plan, vocabulary, items[0])) if part)
    return one.format(place=place, receipt=proposal.receipt)
