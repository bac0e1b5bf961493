"""A file beside what already waits of other files: the same text for the same place need not wait twice, two different ones
are a conflict."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace

from planeditor.domain.plan import REMARK
from planeditor.messages import importing as say
from planeditor.services.intake.proposing import Proposals
from planeditor.services.intake.rivals import Rivals
from planeditor.services.intake.standing import spot_of
from planeditor.store.receipts import NewProposal


def beside_waiting(found: Proposals, rivals: Rivals, *, repeat: bool) -> Proposals:
    """What a file proposes beside what waits. ``repeat``: what waits already is proposed again all the same."""
    items: list[NewProposal] = []
    alike: Counter[int] = Counter()
    different: Counter[int] = Counter()
    for item in found.items:
        others = rivals.at(spot_of(item))
        same = next((r for r in others if r.submitted == item.submitted and _is_alike(item, r.about)), None)
        if same is not None and item.field == REMARK and item.node:
            found.unchanged += 1
            continue
        if same is not None and item.field != REMARK and not repeat:
            alike[same.receipt] += 1
            continue
        rival = next((r for r in others if r.submitted != item.submitted), None)
        if rival is not None and item.kind in ("clean", "notation"):
            different[rival.receipt] += 1
            item = replace(item, kind="conflict", about="rival")
        items.append(item)
    notes = [*_notes(say.NOTE_REPEATED, alike), *_notes(say.NOTE_RIVALS, different)]
    return Proposals(items, found.unchanged + alike.total(), [*found.notes, *notes])


def _is_alike(item: NewProposal, about: str) -> bool:
    """Whether the waiting text asks the same of a person; a conflict between files is no question of its own."""
    return item.about == about or (not item.about and about == "rival")


def _notes(sentence: str, counts: Counter[int]) -> list[str]:
    return [sentence.format(count=counts[receipt], receipt=receipt) for receipt in sorted(counts)]
