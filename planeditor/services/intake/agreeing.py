"""A department that returns the secretariat's own words has agreed to them."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.domain.reserved import confirmed_key
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.recognition.readings import Reading
from planeditor.messages import importing as ask
from planeditor.services.intake.sound import measures_of
from planeditor.services.intake.stamped import Stamped
from planeditor.services.requests.confirming import digest
from planeditor.services.requests.status import status
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal


class Agreements:
    """The texts of one plan file that departments have yet to agree to, looked up once for each period."""

    def __init__(self, document: Document, forms: FormSet) -> None:
        self._document, self._forms = document, forms
        self._awaited: dict[str, frozenset[Key]] = {}

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

    def _awaits(self, period: str) -> frozenset[Key]:
        """What the status counts as 確認待ち."""
        if period not in self._awaited:
            found = status(self._document, self._forms, Period.from_key(period))
            departments = found.departments if found else ()
            self._awaited[period] = frozenset(key for department in departments for key in department.unconfirmed)
        return self._awaited[period]
