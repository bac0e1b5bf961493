"""Deciding about proposals: what is accepted becomes entries, in one change group that can be taken back as one step."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, NodeKind, Plan
from planeditor.domain.text import label_key
from planeditor.messages import services as say
from planeditor.store.document import Document
from planeditor.store.edit import Edit
from planeditor.store.receipts import Proposal

Accept = Literal["none", "clean", "all"]


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


def count_waiting(proposals: Iterable[Proposal]) -> Waiting:
    """Count the proposals that are not decided yet."""
    kinds = [p.kind for p in proposals if not p.decision]
    return Waiting(
        kinds.count("clean"), kinds.count("conflict"), kinds.count("question") + kinds.count("new"), kinds.count("notation")
    )


def chosen(
    proposals: Iterable[Proposal], plan: Plan, vocabulary: Vocabulary, accept: Accept,
    *, measure: str = "", field: str = "",
) -> list[Proposal]:
    """The waiting proposals that a decision is about. ``clean`` takes only those whose place is still as it was compared."""
    found = []
    for proposal in proposals:
        if proposal.decision or proposal.damaged:
            continue
        if measure and label_key(proposal.measure_number) != label_key(measure):
            continue
        if field and field not in (proposal.field, field_label(plan, vocabulary, proposal)):
            continue
        if accept == "clean" and not is_clean(plan, proposal):
            continue
        found.append(proposal)
    return found


def is_clean(plan: Plan, proposal: Proposal) -> bool:
    """Whether a proposal may be taken without a decision: clean when compared, and nothing changed there since."""
    if proposal.kind != "clean" or proposal.node is None:
        return False
    return plan.text(proposal.node, proposal.field, proposal.period) == (proposal.before or "")


def field_label(plan: Plan, vocabulary: Vocabulary, proposal: Proposal) -> str:
    """The label of the field a proposal is about."""
    node = plan.node(proposal.node) if proposal.node else None
    new: NodeKind = "measure" if proposal.measure_number else "area"
    return vocabulary.label(node.kind if node else new, proposal.field)


def apply(edit: Edit, plan: Plan, vocabulary: Vocabulary, proposals: Sequence[Proposal]) -> int:
    """Write accepted proposals into the plan, inside an edit; gives the number of entries that changed.

    A measure the plan does not have yet is made, under the area of its number; a period it does not have is added.
    """
    builder = PlanBuilder(plan)
    made = {label_key(n.number): n.id for n in plan.measures if n.number}
    known = {p.key for p in vocabulary.all_periods(plan)}
    count = 0
    for proposal in proposals:
        node = proposal.node
        if node is None and not proposal.measure_number:
            node = builder.area(proposal.area_number)
        if node is None:
            number = label_key(proposal.measure_number)
            node = made.get(number)
            if node is None:
                parent = builder.area(proposal.area_number) if proposal.area_number else PLAN_ID
                node = made[number] = builder.add("measure", parent, {}, proposal.measure_number)
        if proposal.period and proposal.period not in known:
            period = Period.from_key(proposal.period)
            if period.first == period.last or f"{period.series}:{period.first}" not in known:
                builder.add_periods([period])
        if proposal.submitted:
            builder.entries[Key(node, proposal.field, proposal.period)] = proposal.submitted
        else:
            edit.set(Key(node, proposal.field, proposal.period), None)
        count += 1
    for key, text in builder.entries.items():
        edit.set(key, text)
    edit.decide([p.id for p in proposals], "accepted")
    return count


def decide(
    document: Document, vocabulary: Vocabulary, receipt: int, accept: Accept, *,
    who: str, measure: str = "", field: str = "", why: str = "",
) -> int:
    """Accept or decline waiting proposals of a receipt; gives how many.

    ``none`` declines. Raises KnownError where there is no such 取込番号 or nothing that fits.
    """
    document.receipts.get(receipt)
    plan = document.plan()
    found = chosen(document.receipts.proposals(receipt), plan, vocabulary, accept, measure=measure, field=field)
    if not found:
        raise KnownError(say.NOTHING_TO_DECIDE.format(receipt=receipt))
    name = (say.GROUP_DECLINE if accept == "none" else say.GROUP_DECIDE).format(receipt=receipt)
    source = f"{say.SOURCE_SUBMISSION}：{why}" if why else say.SOURCE_SUBMISSION
    with document.edit(name, who=who, source=source, receipt=receipt) as edit:
        if accept == "none":
            edit.decide([p.id for p in found], "declined")
        else:
            apply(edit, plan, vocabulary, found)
    return len(found)
