"""Proposals as they stand against the plan of this moment, which may have changed since they came in."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from planeditor.domain.compare import Outcome, compare
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import CONFIRMED, FORECAST, MERGED_INTO, PLAN_ID, REMARK, STATE, NodeKind, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.text import number_key
from planeditor.messages import reviewing as say
from planeditor.store.receipts import NewProposal, Proposal, ProposalKind

_GONE_WHEN_EQUAL = frozenset({
    "blanked", "locked", "older", "withdrawn", "other_plan", "rival",
    "deleted", "gone_here", "place_gone", "circle", "number_taken", "closing", "period",
})  # fmt: skip
"""Questions that nobody need answer any more once the plan says the same."""
_UNREADABLE = frozenset({"", "error", "no_value"})
"""Where nothing or nothing of use was read: an empty or odd text says nothing of what somebody meant."""
_PAIR = frozenset({STATE, MERGED_INTO})
"""Of one measure neither says anything without the other: both are taken together, so both are clean or both are asked."""
_LABELS = {FORECAST: say.FORECAST_LABEL, CONFIRMED: say.CONFIRMED_LABEL}
_KINDS: Mapping[Outcome, ProposalKind] = {
    Outcome.CONFLICT: "conflict", Outcome.NOTATION: "notation", Outcome.QUESTION: "question",
}


class Spot(NamedTuple):
    """Where a proposal would go: the node's id, or the number of a measure that the plan does not have."""

    node: str
    field: str
    period: str


def spot_of(proposal: NewProposal) -> Spot:
    """The spot a proposal is about."""
    return Spot(proposal.node or number_key(proposal.measure_number or proposal.area_number), proposal.field, proposal.period)


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal beside the plan as it is now."""

    proposal: Proposal
    node: str | None
    """Where it would go; None where the plan has no such measure or area (any more)."""
    now: str
    kind: ProposalKind

    @property
    def submitted(self) -> str:
        """The text proposed."""
        return self.proposal.submitted

    @property
    def is_remark(self) -> bool:
        """Whether it is no entry, but something to be read and ticked off."""
        return self.proposal.field == REMARK

    @property
    def empties(self) -> bool:
        """Whether taking it would only empty a place: a blanked, unreadable or struck cell."""
        return not self.submitted and not self.is_remark and base_of(self.proposal.field) != FORECAST

    @property
    def can_be_taken(self) -> bool:
        """Whether the submitted text may be written as it is; an empty one only where it is known to be meant."""
        return self.proposal.about not in _UNREADABLE if self.empties else self.proposal.about != "error"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many proposals wait, by kind."""

    clean: int = 0
    conflicts: int = 0
    questions: int = 0
    notation: int = 0
    remarks: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.clean + self.conflicts + self.questions + self.notation + self.remarks


class Standings:
    """Looks at proposals beside one state of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def of(self, proposal: Proposal, rivals: Iterable[str] = ()) -> Standing:
        """How a proposal stands, decided or not. ``rivals``: what other files propose for the same place and still waits."""
        node = proposal.node
        from_sheet = node is None or bool(proposal.sheet)  # another copy of the plan brings its nodes with their ids
        if from_sheet and node != PLAN_ID and (node is None or self.plan.node(node) is None):
            of: NodeKind = "measure" if proposal.measure_number else "area"
            found = self.plan.numbered(of).get(number_key(proposal.measure_number or proposal.area_number))
            node = found.id if found else None
        now = self.plan.text(node, proposal.field, proposal.period) if node else ""
        kind = _kind(proposal, node, now)
        if kind in ("clean", "notation") and any(text != proposal.submitted for text in rivals):
            kind = "conflict"
        return Standing(proposal, node, now, kind)

    def of_all(self, proposals: Iterable[Proposal], rivals: Mapping[Spot, tuple[str, ...]] | None = None) -> Iterator[Standing]:
        """How the proposals of a file stand. Of two that are taken together one is asked about where the other is."""
        others = rivals or {}
        found = [self.of(p, others.get(spot_of(p), ()) if others else ()) for p in proposals]
        disputed = {item.node for item in found if item.proposal.field in _PAIR and item.kind in ("conflict", "question") and is_open(item)}
        for item in found:
            is_pair = item.node in disputed and item.proposal.field in _PAIR and item.kind in ("clean", "notation")
            yield replace(item, kind="conflict") if is_pair else item


def is_open(item: Standing) -> bool:
    """Whether somebody must still decide: it waits, is sound, and the plan does not say the same already."""
    proposal = item.proposal
    if proposal.decision or proposal.damaged:
        return False
    if item.node is None or item.is_remark or item.now != item.submitted:
        return True
    return proposal.kind == "question" and proposal.about not in _GONE_WHEN_EQUAL


def standing(plan: Plan, proposals: Iterable[Proposal], rivals: Mapping[Spot, tuple[str, ...]] | None = None) -> list[Standing]:
    """The proposals that wait and would change something, each compared with the plan as it is now.

    ``rivals``: what other files propose for the same places; two texts that wait for one place are a conflict.
    """
    found = Standings(plan).of_all((p for p in proposals if not p.decision), rivals)
    return [item for item in found if is_open(item)]


def _kind(proposal: Proposal, node: str | None, now: str) -> ProposalKind:
    if proposal.kind == "question":
        return "question"
    if node is None:
        return "new"
    if proposal.kind != "new" and proposal.about != "rival" and now == (proposal.before or ""):
        return proposal.kind
    if base_of(proposal.field) == FORECAST:
        return "clean"
    return _KINDS.get(compare(now, proposal.submitted, proposal.as_sent), "clean")


def count_waiting(items: Iterable[Standing]) -> Waiting:
    """Count them by kind; a new measure is a question, a remark is not."""
    kinds = ["remark" if s.is_remark else s.kind for s in items]
    return Waiting(
        kinds.count("clean"), kinds.count("conflict"), kinds.count("question") + kinds.count("new"), kinds.count("notation"),
        kinds.count("remark"),
    )


def field_label(plan: Plan, vocabulary: Vocabulary, item: Standing) -> str:
    """The label of the field a proposal is about."""
    node = plan.node(item.node) if item.node else None
    base = base_of(item.proposal.field)
    kind = node.kind if node else _coming_kind(vocabulary, item.proposal)
    if base in _LABELS:
        return _LABELS[base].format(field=vocabulary.label(kind, subject_of(item.proposal.field)))
    return vocabulary.label(kind, item.proposal.field)


def _coming_kind(vocabulary: Vocabulary, proposal: Proposal) -> NodeKind:
    """What a node is that is still to come: of those without a number the one that has such a field."""
    if proposal.measure_number:
        return "measure"
    field = subject_of(proposal.field) or proposal.field
    return "block" if ("block", field) in vocabulary.by_key and not proposal.area_number else "area"
