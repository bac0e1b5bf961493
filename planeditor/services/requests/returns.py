"""What has come back of what was asked for in a period: the base of the status and of 確認待ち."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.services.requests.addressing import Addressing
from planeditor.services.requests.asked import Asked, asked_of
from planeditor.store.receipts import Proposal, Receipt, ReceiptSheet
from planeditor.store.requests import Request

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


class Returns:
    """Brings together the requests of a period and round with the files that came in.

    A sheet counts for the department whose 整理番号 it carries. One without counts for the measure's leading department,
    where it came after the request; while there is none, where it proposes something for the period. A sheet that came back
    blank while the plan has nothing there either is no submission: somebody else may hold the other half of the workbook. On
    a sheet of many measures that holds for the sheet, not for its rows.
    """

    def __init__(
        self, document: Document, vocabulary: Vocabulary, addressing: Addressing, period: str, round_name: str,
        proposals: Sequence[Proposal],
    ) -> None:
        every = document.requests.all()
        self.requests = [r for r in every if _is_for(r, "request", period) and r.round == round_name]
        """The requests of the period and round."""
        self.corrections = [r for r in every if _is_for(r, "correction", period)]
        order = {department.id: place for place, department in enumerate(document.departments.all())}
        found = asked_of(self.requests, addressing.addressees)
        self.asked = sorted(found, key=lambda a: len(order) if a.department is None else order.get(a.department, len(order)))
        """Who was asked, in 建制順; a department that has ended since keeps its place."""
        sheets = document.receipts.sheets()
        self.tokens = frozenset(sheet.token for sheet in sheets)
        """Every 整理番号 that has come back."""
        self._leads = {node: asked for asked in self.asked for node, role in asked.roles.items() if role == "lead"}
        self._owners = self._stamped()
        self._filled = _filled(document.plan(), vocabulary, period, proposals)
        self._of_file: dict[int, Asked] = {}
        self._of_sheet: dict[tuple[int, str], Asked] = {}
        receipts = {r.number: r for r in document.receipts.all()}
        self._place(sheets, receipts, {(p.receipt, p.node) for p in proposals if p.period == period})
        rounds = frozenset(token for r in every if _is_for(r, "request", period) for token in r.tokens)
        filled = [s for s in sheets if s.token in rounds and s.form and s.node in self._filled]
        self._in_any_round = [(sheet.node, receipts[sheet.receipt].at) for sheet in filled]

    def lead(self, node: str) -> Asked | None:
        """The department that leads a measure."""
        return self._leads.get(node)

    def sender(self, receipt: int, node: str | None) -> Asked | None:
        """Who handed in a sheet: the department of its 整理番号 or the file's, else the measure's lead; None where nobody knows."""
        return self._of_sheet.get((receipt, node or "")) or self._of_file.get(receipt) or self._leads.get(node or "")

    def answers(self, receipt: int) -> bool:
        """Whether a file carries a 整理番号 of these requests or their corrections."""
        return receipt in self._of_file

    def first_return(self) -> dict[str, dt.datetime]:
        """For each measure when a file with its sheet first came, in whichever round of the period: what the secretariat puts
        right in one round is still to be agreed to in the next."""
        now = [(node, r.at) for asked in self.asked for node, receipts in asked.receipts.items() for r in receipts]
        found: dict[str, dt.datetime] = {}
        for node, at in (*now, *self._in_any_round):
            found[node] = min(at, found.get(node, at))
        return found

    def _stamped(self) -> dict[str, tuple[Asked, str]]:
        """整理番号 -> department and measure ("" for a workbook, the plan's id for a sheet of many), corrections too."""
        found: dict[str, tuple[Asked, str]] = {}
        for book in (book for request in (*self.requests, *self.corrections) for book in request.books):
            asked = next((a for a in self.asked if a.is_for(book)), None)
            if asked is not None:
                found |= {book.token: (asked, "")} | {sheet.token: (asked, sheet.node) for sheet in book.sheets}
        return found

    def _place(self, sheets: Sequence[ReceiptSheet], receipts: dict[int, Receipt], proposed: set[tuple[int, str | None]]) -> None:
        """Give every sheet that came in to the department it counts for."""
        whole = self._whole_sheets(sheets)
        since = min((request.at for request in self.requests), default=None)
        for sheet in sheets:
            receipt = receipts[sheet.receipt]
            if sheet.token in self._owners:
                asked, node = self._owners[sheet.token]
                self._of_file.setdefault(receipt.number, asked)
                if sheet.form:
                    own = sheet.node if node in ("", PLAN_ID) else node
                    self._note(asked, own, receipt, counts=(sheet.receipt, sheet.token) in whole or own in self._filled)
            elif sheet.form and not sheet.token and (lead := self._leads.get(sheet.node)) is not None:
                answers = receipt.at >= since if since else (receipt.number, sheet.node) in proposed
                self._note(lead, sheet.node, receipt, counts=answers and sheet.node in self._filled)

    def _whole_sheets(self, sheets: Sequence[ReceiptSheet]) -> set[tuple[int, str]]:
        """The sheets of many measures, by 取込番号 and 整理番号, on which anything is reported: what is blank in one of their
        rows has nothing to report."""
        return {
            (sheet.receipt, sheet.token)
            for sheet in sheets
            if sheet.node in self._filled and self._owners.get(sheet.token, (None, ""))[1] == PLAN_ID
        }

    def _note(self, asked: Asked, node: str, receipt: Receipt, *, counts: bool) -> None:
        self._of_sheet[receipt.number, node] = asked
        if node in asked.roles and counts:
            known = asked.receipts.setdefault(node, [])
            if receipt not in known:
                known.append(receipt)


def _is_for(request: Request, kind: str, period: str) -> bool:
    return request.kind == kind and not request.withdrawn and period in request.periods


def _filled(plan: Plan, vocabulary: Vocabulary, period: str, proposals: Sequence[Proposal]) -> frozenset[str]:
    """The measures of which something is reported of the period, in the plan or in what came in."""
    reports = [f for f in vocabulary.of("measure") if f.kind == "report"]
    asked = [f for f in reports if f.series == Period.from_key(period).series] or [f for f in reports if not f.series]
    places = [(f.key, period if f.series else "") for f in asked]
    found = {p.node for p in proposals if p.node and p.submitted and (p.field, p.period) in places}
    return frozenset(found) | {n.id for n in plan.measures if any(plan.text(n.id, *place) for place in places)}
