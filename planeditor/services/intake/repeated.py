"""A file beside what already waits of other files: the same text for the same place need not wait twice, two different ones
are a conflict."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from planeditor.domain.plan import REMARK
from planeditor.messages import importing as say
from planeditor.services.intake.proposing import Proposals
from planeditor.services.intake.rivals import Rivals
from planeditor.services.intake.standing import spot_of
from planeditor.store.receipts import NewProposal


def beside_waiting(found: Proposals, rivals: Rivals, is_same_book: Callable[[int], bool], *, repeat: bool) -> Proposals:
    """What a file proposes beside what waits. ``repeat``: what waits already is proposed again all the same.

    ``is_same_book``: whether the file of a 取込番号 was the same workbook, so that a remark of no measure is the same remark.
    """
    items: list[NewProposal] = []
    alike: Counter[int] = Counter()
    different: Counter[int] = Counter()
    for item in found.items:
        others = rivals.at(spot_of(item))
        alikes = [r for r in others if r.submitted == item.submitted and _is_alike(item, r.about)]
        same = next(iter(alikes), None)
        if item.field == REMARK and any(item.node or is_same_book(r.receipt) for r in alikes):
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
    return Proposals(items, found.unchanged + alike.total(), [*found.notes, *notes], found.blank)


def _is_alike(item: NewProposal, about: str) -> bool:
    """Whether the waiting text asks the same of a person; a conflict between files is no question of its own."""
    return item.about == about or (not item.about and about == "rival")


def _notes(sentence: str, counts: Counter[int]) -> list[str]:
    return [sentence.format(count=counts[receipt], receipt=receipt) for receipt in sorted(counts)]
