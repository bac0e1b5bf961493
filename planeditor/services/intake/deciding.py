"""Deciding about proposals: what is accepted becomes entries, in one change group that can be taken back as one step."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.compare import Outcome, compare
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, NodeKind, Plan
from planeditor.domain.text import number_key
from planeditor.messages import services as say
from planeditor.services.editing.permissions import require_open
from planeditor.services.editing.years import is_closed
from planeditor.store.document import Document
from planeditor.store.edit import Edit
from planeditor.store.receipts import Proposal, ProposalKind

Accept = Literal["none", "clean", "all"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A waiting proposal as it stands against the plan of this moment, which may have changed since it came in."""

    proposal: Proposal
    node: str | None
    """Where it would go; None where the plan has no such measure or area (any more)."""
    now: str
    kind: ProposalKind

    @property
    def submitted(self) -> str:
        """The text proposed."""
        return self.proposal.submitted


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many proposals wait, by kind."""

    clean: int = 0
    conflicts: int = 0
    questions: int = 0
    notation: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.clean + self.conflicts + self.questions + self.notation


def standing(plan: Plan, proposals: Iterable[Proposal]) -> list[Standing]:
    """The proposals that wait and would change something, each compared with the plan as it is now."""
    measures = {number_key(n.number): n.id for n in plan.measures if n.number}
    areas = {number_key(n.number): n.id for n in plan.areas if n.number}
    found = []
    for proposal in proposals:
        if proposal.decision or proposal.damaged:
            continue
        node = proposal.node
        if node is None or (node != PLAN_ID and plan.node(node) is None):
            place = (measures, proposal.measure_number) if proposal.measure_number else (areas, proposal.area_number)
            node = place[0].get(number_key(place[1]))
        now = plan.text(node, proposal.field, proposal.period) if node else ""
        if node is None or now != proposal.submitted or proposal.kind == "question":
            found.append(Standing(proposal, node, now, _kind(proposal, node, now)))
    return found


def _kind(proposal: Proposal, node: str | None, now: str) -> ProposalKind:
    if proposal.kind == "question":
        return "question"
    if node is None:
        return "new"
    if proposal.kind != "new" and now == (proposal.before or ""):
        return proposal.kind
    kinds: dict[Outcome, ProposalKind] = {Outcome.CONFLICT: "conflict", Outcome.NOTATION: "notation"}
    return kinds.get(compare(now, proposal.submitted), "clean")


def count_waiting(items: Iterable[Standing]) -> Waiting:
    """Count them by kind; a new measure is a question."""
    kinds = [s.kind for s in items]
    return Waiting(
        kinds.count("clean"), kinds.count("conflict"), kinds.count("question") + kinds.count("new"), kinds.count("notation")
    )


def chosen(
    items: Iterable[Standing], plan: Plan, vocabulary: Vocabulary, accept: Accept, *, measure: str = "", field: str = ""
) -> list[Standing]:
    """Those that a decision is about. What would only empty a place (an unreadable or struck cell) is never accepted."""
    found = []
    for item in items:
        proposal = item.proposal
        if measure and number_key(proposal.measure_number) != number_key(measure):
            continue
        if field and field not in (proposal.field, field_label(plan, vocabulary, item)):
            continue
        if (accept == "clean" and item.kind != "clean") or (accept != "none" and not proposal.submitted):
            continue
        found.append(item)
    return found


def in_open_periods(plan: Plan, items: Iterable[Standing]) -> list[Standing]:
    """Those that would not go into a closed period: what is closed is never changed by a proposal."""
    return [item for item in items if not is_closed(plan, item.proposal.period)]


def field_label(plan: Plan, vocabulary: Vocabulary, item: Standing) -> str:
    """The label of the field a proposal is about."""
    node = plan.node(item.node) if item.node else None
    new: NodeKind = "measure" if item.proposal.measure_number else "area"
    return vocabulary.label(node.kind if node else new, item.proposal.field)


def apply(edit: Edit, plan: Plan, vocabulary: Vocabulary, items: Sequence[Standing]) -> int:
    """Write accepted proposals into the plan, inside an edit; gives the number of entries that changed.

    A measure the plan does not have yet is made, under the area of its number; a period it does not have is added.
    """
    builder = PlanBuilder(plan)
    made: dict[str, str] = {}
    known = {p.key for p in vocabulary.all_periods(plan)}
    for item in items:
        node = item.node or _made(builder, item.proposal, made)
        key = Key(node, item.proposal.field, item.proposal.period)
        if key.period and key.period not in known:
            period = Period.from_key(key.period)
            if any(f"{period.series}:{year}" not in known for year in period.years):
                builder.add_periods([period])
        builder.entries[key] = item.submitted
    for key, text in builder.entries.items():
        edit.set(key, text)
    edit.decide([item.proposal.id for item in items], "accepted")
    return len(items)


def _made(builder: PlanBuilder, proposal: Proposal, made: dict[str, str]) -> str:
    """The area or measure a proposal brings with it, made when it is first needed."""
    if not proposal.measure_number:
        return builder.area(proposal.area_number)
    number = number_key(proposal.measure_number)
    if number not in made:
        area = proposal.area_number or area_number(proposal.measure_number)
        made[number] = builder.add("measure", builder.area(area) if area else PLAN_ID, {}, proposal.measure_number)
    return made[number]


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
    items = standing(plan, document.receipts.proposals(receipt, waiting_only=True))
    found = chosen(items, plan, vocabulary, accept, measure=measure, field=field)
    if not found:
        raise KnownError(say.NOTHING_TO_DECIDE.format(receipt=receipt))
    if accept != "none":
        asked, found = found, in_open_periods(plan, found)
        if not found:
            require_open(plan, vocabulary, [Key(item.node or PLAN_ID, item.proposal.field, item.proposal.period) for item in asked])
    name = (say.GROUP_DECLINE if accept == "none" else say.GROUP_DECIDE).format(receipt=receipt)
    source = f"{say.SOURCE_SUBMISSION}：{why}" if why else say.SOURCE_SUBMISSION
    with document.edit(name, who=who, source=source, receipt=receipt) as edit:
        if accept == "none":
            edit.decide([item.proposal.id for item in found], "declined")
        else:
            apply(edit, plan, vocabulary, found)
    return len(found)
