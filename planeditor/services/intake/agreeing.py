"""A department that returns the secretariat's own words has agreed to them."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.recognition.readings import Reading
from planeditor.messages import importing as ask
from planeditor.services.intake.sound import measures_of
from planeditor.services.intake.stamped import Stamped
from planeditor.services.requests.confirming import confirmed_key, digest, unconfirmed
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal


class Agreements:
    """The texts of one plan file that departments have yet to agree to, looked up once for each period."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document, self._vocabulary = document, vocabulary
        self._awaited: dict[str, set[Key]] = {}
        self._returned: dict[str, dt.datetime] | None = None

    def of(self, plan: Plan, reading: Reading, stamped: Stamped) -> Iterator[NewProposal]:
        """What a sheet agrees to: the leading department's, of a request that went out with the very text it returns."""
        sent = stamped.sent
        if sent is None or stamped.about or not stamped.node or sent.found.sheet is None or sent.found.sheet.role != "lead":
            return
        node = plan.node(stamped.node)
        for read in measures_of(reading) if node else ():
            for (field, period), cell in read.entries.items():
                key = Key(stamped.node, field, period)
                if period not in sent.scope.periods or key not in self._awaits(period):
                    continue
                if cell.text == plan.text(*key) == sent.plan.text(*key) and not cell.doubt:
                    agreed = confirmed_key(key)
                    yield NewProposal(
                        field=agreed.field, period=period, submitted=digest(cell.text), kind="clean", node=stamped.node,
                        measure_number=node.number if node else "", before=plan.entries.get(agreed), about="confirmed",
                        question=ask.QUESTION_CONFIRMED, sheet=reading.sheet, cell=cell.cell,
                    )

    def _awaits(self, period: str) -> set[Key]:
        if period not in self._awaited:
            self._awaited[period] = set(unconfirmed(self._document, self._vocabulary, period, self._first_returned()))
        return self._awaited[period]

    def _first_returned(self) -> dict[str, dt.datetime]:
        """When the sheet of each measure came back first."""
        if self._returned is None:
            at = {receipt.number: receipt.at for receipt in self._document.receipts.all()}
            self._returned = _first((s.node, at[s.receipt]) for s in self._document.receipts.sheets() if s.form)
        return self._returned


def _first(found: Iterable[tuple[str, dt.datetime]]) -> dict[str, dt.datetime]:
    first: dict[str, dt.datetime] = {}
    for node, at in found:
        first.setdefault(node, at)
    return first
