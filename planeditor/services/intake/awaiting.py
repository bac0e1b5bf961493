"""What of a file waits for a decision, as a list to read."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.messages import importing as say
from planeditor.services.intake.deciding import Standing, field_label, standing
from planeditor.store.document import Document
from planeditor.store.receipts import ProposalKind


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One submitted cell that waits."""

    kind: ProposalKind
    title: str
    """The measure or area, number and name; the number alone where the plan does not have it."""
    period: str
    """As printed."""
    field: str
    now: str
    submitted: str
    question: str
    place: str
    """Sheet and cell of the file."""
    key: Key | None
    """Where it would go; None where the plan has no such place yet."""


def awaiting(document: Document, vocabulary: Vocabulary, receipt: int) -> list[Awaiting]:
    """What waits of a receipt, in the order of the file. Raises KnownError where there is no such 取込番号."""
    document.receipts.get(receipt)
    plan = document.plan()
    items = standing(plan, document.receipts.proposals(receipt, waiting_only=True))
    return [_one(plan, vocabulary, item) for item in items]


def _one(plan: Plan, vocabulary: Vocabulary, item: Standing) -> Awaiting:
    proposal = item.proposal
    node = plan.node(item.node) if item.node else None
    period = vocabulary.period_label(plan, Period.from_key(proposal.period)) if proposal.period else ""
    place = say.PLACE.format(sheet=proposal.sheet, cell=proposal.cell).strip() if proposal.sheet else ""
    return Awaiting(
        item.kind, node.title if node else proposal.measure_number or proposal.area_number, period,
        field_label(plan, vocabulary, item), item.now, item.submitted, proposal.question, place,
        Key(item.node, proposal.field, proposal.period) if item.node else None,
    )
