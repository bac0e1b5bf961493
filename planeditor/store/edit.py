"""One named operation in the making: gathered in memory, written by the document as one change group."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from planeditor.domain.errors import BugError
from planeditor.domain.plan import Change, Key

from .checksum import storable
from .decisions import Decision
from .receipts import NewProposal, NewReceipt, Proposal, ReceiptSheet, insert_receipt, require_sound_proposals
from .report import ChangeReport
from .transaction import Transaction


class Edit:
    """What ``with document.edit(...) as edit`` works with; of no use after that block, but for ``report``."""

    def __init__(self, transaction: Transaction, receipt: int | None) -> None:
        self.receipt = receipt
        self.proposals: list[Proposal] = []
        """The proposals of the receipt this edit records, with their ids."""
        self._transaction = transaction
        self._present: Mapping[Key, str] = transaction.plan.entries
        self._pending: dict[Key, str | None] = {}
        self._decisions: dict[int, Decision] = {}
        self._report: ChangeReport | None = None

    def get(self, key: Key) -> str | None:
        """The text of an entry as this edit would leave it, None where there is none."""
        return self._pending[key] if key in self._pending else self._present.get(key)

    def set(self, key: Key, text: str | None) -> None:
        """Set an entry; None or "" removes it. Lone surrogates become U+FFFD."""
        self._require_open()
        key = Key(*map(storable, key))
        self._pending[key] = storable(text) if text else None

    def add_receipt(
        self, new: NewReceipt, proposals: Iterable[NewProposal] = (), sheets: Iterable[ReceiptSheet] = ()
    ) -> int:
        """Record a file that came in, with its proposals and the sheets it held; the changes of this edit then belong to it.

        Returns the 取込番号. Raises ``BugError`` where the edit already belongs to a receipt.
        """
        self._require_open()
        if self.receipt is not None:
            raise BugError("an edit belongs to one receipt")
        with self._transaction.sentences():
            self.receipt, self.proposals = insert_receipt(self._transaction.db, new, proposals, sheets)
        return self.receipt

    def decide(self, proposals: Iterable[int], decision: Decision) -> None:
        """Mark proposals as decided by this edit; undoing it makes them wait again.

        Raises ``KnownError`` where one is damaged: what it was decided about would not be known.
        """
        self._require_open()
        proposals = list(proposals)
        with self._transaction.sentences():
            require_sound_proposals(self._transaction.db, proposals)
        self._decisions.update(dict.fromkeys(proposals, decision))

    @property
    def keys(self) -> list[Key]:
        """The entries set so far, whether that changes them or not."""
        return list(self._pending)

    @property
    def changes(self) -> list[Change]:
        """What differs from the present so far."""
        return [
            Change(key, old, new) for key, new in self._pending.items() if (old := self._present.get(key)) != new
        ]

    @property
    def decisions(self) -> dict[int, Decision]:
        """What was decided about which proposal so far."""
        return dict(self._decisions)

    @property
    def report(self) -> ChangeReport:
        """What the edit did, once it is committed."""
        if self._report is None:
            raise BugError("the edit is not committed")
        return self._report

    def finish(self, report: ChangeReport) -> None:
        """Called by the document after the commit."""
        self._report = report

    def _require_open(self) -> None:
        if self._report is not None or self._transaction.closed:
            raise BugError("the edit has ended")
