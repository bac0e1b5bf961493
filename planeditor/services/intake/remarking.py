"""Remarks become proposals to be ticked off: they never write an entry, and none is lost."""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.domain.plan import REMARK, Node
from planeditor.formengine.recognition.readings import Reading, ReadRemark
from planeditor.store.receipts import NewProposal

MOST_REMARKS = 300
"""Of one file: more are no remarks but something pasted beside the form."""


def remarks_of(reading: Reading) -> Iterable[ReadRemark]:
    """The remarks of a sheet, each text of one place once."""
    return dict.fromkeys(r for r in reading.remarks if r.text.strip())


def limited(items: list[NewProposal]) -> tuple[list[NewProposal], int]:
    """The proposals without the remarks beyond what a person can tick off, and how many those are; the original file keeps them."""
    seen, kept = 0, []
    for item in items:
        seen += item.field == REMARK
        if item.field != REMARK or seen <= MOST_REMARKS:
            kept.append(item)
    return kept, len(items) - len(kept)


def remark(read: ReadRemark, sheet: str, node: Node | None = None, number: str = "") -> NewProposal:
    """The proposal for a remark on the sheet of a measure, or of the whole file."""
    return NewProposal(
        field=REMARK, period=read.period, submitted=read.text, kind="question", node=node.id if node else None,
        measure_number=node.number if node else number, about=read.kind, sheet=sheet, cell=read.cell,
    )
