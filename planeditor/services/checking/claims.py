"""What other papers say of the plan: the progress sheets that were taken in beside the plan's own sheets, or another plan file."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.fields import Vocabulary
from planeditor.domain.findings import Claim
from planeditor.domain.plan import Key, Plan
from planeditor.domain.text import number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import checks as say
from planeditor.services.intake.summary import summary_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.receipts import Proposal

_DIFFERENT = ("clean", "conflict", "notation")


def claims_of(document: Document, forms: FormSet, *, waiting_only: bool = False) -> tuple[Claim, ...]:
    """What the files that were taken in say otherwise of plan fields: what waits for a decision, and what filled a place that
    an earlier sheet of the plan had left blank. A workbook that went out and came back is no such paper.

    ``waiting_only``: only what waits, which is quickly read.
    """
    plan, receipts = document.plan(), document.receipts
    proposals = receipts.proposals(waiting_only=waiting_only)
    files = {receipt.number: receipt.file_name for receipt in receipts.all()} if proposals else {}
    found = [
        Claim(key, proposal.submitted, say.PAPER.format(file=files[proposal.receipt]))
        for proposal in proposals
        if not proposal.decision and _is_claim(plan, forms.vocabulary, proposal) and (key := proposal.key) is not None
    ]
    return (*found, *_blank(document, forms.vocabulary), *_left_blank(document, forms.vocabulary, proposals, files))


def _blank(document: Document, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Where a later file was blank and the plan was not."""
    plan = document.plan()
    for receipt in document.receipts.all():
        for key in summary_of(receipt.message).blank:
            definition = vocabulary.by_key.get(("measure", key.field))
            if definition is not None and definition.kind == "plan" and definition.series and plan.text(*key):
                yield Claim(key, "", say.PAPER.format(file=receipt.file_name))


def _left_blank(
    document: Document, vocabulary: Vocabulary, proposals: Sequence[Proposal], files: Mapping[int, str]
) -> Iterator[Claim]:
    """Texts that a later file brought where the plan's own sheet of an earlier one, which has that field, was blank."""
    plan = document.plan()
    filled = [p for p in proposals if _is_claim(plan, vocabulary, p) and p.kind == "clean" and p.decision == "accepted"]
    first: dict[str, int] = {}
    fields: defaultdict[int, set[str]] = defaultdict(set)
    for proposal in proposals if filled else ():
        if proposal.kind == "new" and proposal.measure_number:
            first.setdefault(number_key(proposal.measure_number), proposal.receipt)
            fields[proposal.receipt].add(proposal.field)
    for proposal in filled:
        key, node = proposal.key, plan.node(proposal.node or "")
        if key is None or node is None or not key.period or plan.text(*key) != proposal.submitted:
            continue
        receipt = first.get(number_key(node.number), proposal.receipt)
        if receipt < proposal.receipt and key.field in fields[receipt]:
            yield Claim(key, "", say.PAPER.format(file=files[receipt]))


def _is_claim(plan: Plan, vocabulary: Vocabulary, proposal: Proposal) -> bool:
    node = plan.node(proposal.node) if proposal.node else None
    definition = vocabulary.by_key.get((node.kind, proposal.field)) if node is not None and node.kind == "measure" else None
    return (
        definition is not None and definition.kind == "plan" and proposal.kind in _DIFFERENT
        and proposal.as_sent is None and not proposal.damaged
    )


def claims_against(plan: Plan, other: Plan, vocabulary: Vocabulary, paper: str) -> tuple[Claim, ...]:
    """What another plan file says of the plan fields of the measures with the same number, also where it says nothing.

    ``paper``: what it is called.
    """
    theirs = {number_key(node.number): node for node in other.measures if node.number}
    fields = [f for f in vocabulary.of("measure") if f.kind == "plan"]
    found = []
    for measure in plan.measures:
        node = theirs.get(number_key(measure.number)) if measure.number else None
        if node is None:
            continue
        ours, said = plan.of_node(measure.id), other.of_node(node.id)
        for definition in fields:
            for period in plan.period_keys(definition.series) if definition.series else ("",):
                text = said.get(Key(node.id, definition.key, period), "")
                if text != ours.get(Key(measure.id, definition.key, period), ""):
                    found.append(Claim(Key(measure.id, definition.key, period), text, paper))
    return tuple(found)
