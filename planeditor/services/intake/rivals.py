"""What waits of all files together: which of them propose something for the same place."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple
from weakref import WeakKeyDictionary, ref

from planeditor.domain.plan import REMARK
from planeditor.services.intake.standing import Spot, spot_of
from planeditor.store.decisions import Decision
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, Proposal


class Rival(NamedTuple):
    """What a file proposes for a place; no more than that, since those of all files are kept."""

    id: int
    receipt: int
    submitted: str
    about: str


class Rivals:
    """The proposals of every file by place. Proposals never change, so only new files are read again; decisions do."""

    def __init__(self) -> None:
        self._by_spot: dict[Spot, list[Rival]] = {}
        self._spots: dict[int, list[Spot]] = {}
        self._proposals: dict[int, list[Proposal]] = {}
        self._decisions: Mapping[int, Decision] | None = {}
        self._document: ref[Document] | None = None
        self._last, self._group = 0, -1

    def refresh(self, document: Document) -> None:
        """Take in what came since."""
        last, group = document.receipts.last(), document.last_group
        if last < self._last:  # an earlier state of the file was put back
            self._by_spot, self._spots, self._proposals, self._last = {}, {}, {}, 0
        for receipt in range(self._last + 1, last + 1):
            for proposal in document.receipts.proposals(receipt):
                spot = spot_of(proposal)
                self._spots.setdefault(receipt, []).append(spot)
                rival = Rival(proposal.id, receipt, proposal.submitted, proposal.about)
                self._by_spot.setdefault(spot, []).append(rival)
        if group != self._group:
            self._decisions = None
        self._last, self._group, self._document = last, group, ref(document)

    def at(self, spot: Spot, but: int = 0) -> list[Rival]:
        """What waits for a place, without what one receipt proposes; remarks that were ticked off are told too."""
        found = self._by_spot.get(spot)
        if not found:
            return []
        others = [p for p in found if p.receipt != but]
        if not others or spot.field == REMARK:
            return others
        decided = self._decided
        return [p for p in others if p.id not in decided]

    @property
    def _decided(self) -> Mapping[int, Decision]:
        """What is decided; read when it is first asked for, since files seldom meet."""
        document = self._document() if self._document else None
        if self._decisions is None and document is not None:
            self._decisions = document.receipts.decisions()
        return self._decisions or {}

    def waiting(self, receipt: int) -> list[Proposal]:
        """The proposals of a receipt that nobody decided about, in the order of the file."""
        decided = self._decided
        return [p for p in self._of(receipt) if p.id not in decided]

    def every(self) -> list[Proposal]:
        """The proposals of all receipts in the order they came; what was decided about them is not told."""
        return [p for receipt in range(1, self._last + 1) for p in self._of(receipt)]

    def _of(self, receipt: int) -> list[Proposal]:
        """The proposals of a receipt as they came in."""
        document = self._document() if self._document else None
        if receipt not in self._proposals and document is not None:
            read = document.receipts.proposals(receipt)
            self._proposals[receipt] = [replace(p, decision="") if p.decision else p for p in read]
        return self._proposals.get(receipt, [])

    def texts(self, receipt: int) -> Mapping[Spot, tuple[str, ...]]:
        """The texts that wait for the places that a receipt proposes something for, where there are several."""
        shared = [spot for spot in self._spots.get(receipt, ()) if len(self._by_spot[spot]) > 1]
        return {spot: tuple(p.submitted for p in self.at(spot)) for spot in shared if spot.field != REMARK}

    def texts_with(self, items: Iterable[NewProposal]) -> Mapping[Spot, tuple[str, ...]]:
        """The same for a file that is about to come in with these."""
        found: dict[Spot, tuple[str, ...]] = {}
        for item in items:
            if (spot := spot_of(item)).field != REMARK:
                found[spot] = (*found.get(spot, [r.submitted for r in self.at(spot)]), item.submitted)
        return found


_known: WeakKeyDictionary[Document, Rivals] = WeakKeyDictionary()


def rivals_of(document: Document) -> Rivals:
    """The rivals of an open plan file as it is now; what was read once is kept with the document."""
    rivals = _known.setdefault(document, Rivals())
    rivals.refresh(document)
    return rivals
