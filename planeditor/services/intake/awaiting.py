"""What of a file waits for a decision, as a list to read."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Key, Plan
from planeditor.messages import importing as say
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.structure_words import StructureWords
from planeditor.services.intake.together import brings_node, following, leading
from planeditor.services.intake.waiting import waiting
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
    """What waits of a receipt, in the order of the file; what is decided together is one.

    Raises KnownError where there is no such 取込番号.
    """
    document.receipts.get(receipt)
    plan = document.plan()
    items, words = waiting(document, receipt), StructureWords(plan, vocabulary)
    words.learn(item.proposal for item in items if not item.proposal.sheet)
    together = following(items)
    return [_one(plan, vocabulary, words, item, together.get(item.proposal.id, ())) for item in leading(items)]


def _one(plan: Plan, vocabulary: Vocabulary, words: StructureWords, item: Standing, together: Sequence[Standing]) -> Awaiting:
    proposal = item.proposal
    period = vocabulary.label_of_period(plan, proposal.period)
    place = say.PLACE.format(sheet=proposal.sheet, cell=proposal.cell).strip() if proposal.sheet else ""
    return Awaiting(
        item.kind, words.title(item.node or "") or proposal.measure_number or proposal.area_number, period,
        words.label(item), "" if brings_node(item) else words.now(item), words.proposed(item, together),
        proposal.question, place,
        Key(item.node, proposal.field, proposal.period) if item.node else None,
    )
