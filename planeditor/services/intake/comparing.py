"""A whole file beside the plan: its sheets with what went out under their 整理番号, what is missing, who filled it in."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import NUMBER, PLAN_ID, Plan
from planeditor.domain.stamps import is_of_plan
from planeditor.formengine.cells import SheetCells, WorkbookCells
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.recognition.readings import Reading, ReadRemark
from planeditor.formengine.recognition.settling import settle
from planeditor.formengine.recognition.slip import Slip, book_stamp, read_slip
from planeditor.messages import importing as ask
from planeditor.messages import services as say
from planeditor.services.intake.agreeing import Agreements
from planeditor.services.intake.pointanswers import point_answers
from planeditor.services.intake.proposing import Proposals, Proposer
from planeditor.services.intake.remarking import limited, remark
from planeditor.services.intake.repeated import beside_waiting
from planeditor.services.intake.rivals import rivals_of
from planeditor.services.intake.sound import measures_of
from planeditor.services.intake.stamped import Stamped, Stamps, books_of
from planeditor.services.intake.standing import Spot
from planeditor.services.intake.stopping import Stop
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, ReceiptSheet

_NAMED = 5
"""So many missing sheets are named one by one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file comes to. ``is_ours``: one of its sheets was sent out by this plan file."""

    proposals: Proposals
    sheets: tuple[ReceiptSheet, ...]
    is_ours: bool
    rivals: Mapping[Spot, tuple[str, ...]]
    """What other files propose for the same places and still waits."""


class Comparer:
    """Compares files with one plan file; what went out is read once for all of them."""

    def __init__(self, document: Document, forms: FormSet) -> None:
        self.document, self._forms = document, forms
        self._stamps = Stamps(document, forms.vocabulary)
        self._agreements = Agreements(document, forms)

    def compare(
        self, file: str, book: WorkbookCells, readings: Sequence[Reading], *, repeat: bool, stop: Stop | None = None
    ) -> Compared:
        """The proposals of a file and the sheets it holds. ``repeat``: what waits already is proposed again.

        Raises KnownError for a sheet without a number whose 整理番号 says nothing, StoppedError where ``stop`` was asked for.
        """
        stop = stop or Stop()
        plan = self.document.plan()
        for reading in readings:
            settle(reading, plan, self._forms.vocabulary)
        read = {reading.sheet for reading in readings}
        slips = [(s, slip) for s in book.sheets if s.name not in read and (slip := read_slip(s)) is not None]
        token = book_stamp(book, [slip for _, slip in slips])
        proposer = Proposer(plan, self._forms)
        stamped = [self._stamps.look(plan, reading, token) for reading in readings]
        for reading, own in zip(readings, stamped, strict=True):
            stop.require_going(file)
            if not own.node and any(not n.text(NUMBER) for n in measures_of(reading)):
                raise KnownError(say.NO_NUMBER.format(file=file, sheet=reading.sheet))
            self._note_rows(plan, reading, own, proposer.result)
            proposer.add(reading, own)
            proposer.result.items += self._agreements.of(plan, reading, own)
        proposer.result.items += [item for sheet, slip in slips for item in _slip_remarks(sheet, slip)]
        unread = [s for s in book.sheets if s.name not in read]
        proposer.result.items += point_answers(plan, unread, self._stamps.plan_as_sent(token))
        filled_by = next((who for _, slip in slips if (who := slip.who)), "")
        if filled_by:
            proposer.result.notes.append(ask.NOTE_FILLED_BY.format(who=filled_by))
        sheets = list(self._held(proposer, readings, stamped, slips[0][0].name if slips else "", token, filled_by))
        self._note_books(plan, stamped, sheets, token, proposer.result)
        found = proposer.finish(list(readings))
        found.items, further = limited(found.items)
        if further:
            found.notes.append(ask.NOTE_MORE_REMARKS.format(file=file, count=further))
        waiting = rivals_of(self.document)
        found = beside_waiting(found, waiting, lambda receipt: self._is_of_book(receipt, token), repeat=repeat)
        return Compared(found, tuple(sheets), any(s.sent for s in stamped), waiting.texts_with(found.items))

    def _held(
        self, proposer: Proposer, readings: Iterable[Reading], stamped: Iterable[Stamped],
        slip: str, token: str, filled_by: str,
    ) -> Iterable[ReceiptSheet]:
        """The sheets a file holds, changed or not; first the book itself."""
        own = token if token and is_of_plan(token, self.document.plan_id) else ""
        if own or filled_by:
            yield ReceiptSheet(slip, PLAN_ID, "", own, filled_by)
        for reading, known in zip(readings, stamped, strict=True):
            nodes = [proposer.node_of(read, known) for read in measures_of(reading)] if known.counts else []
            for node in nodes:
                if node is not None:
                    yield ReceiptSheet(reading.sheet, node.id, reading.form, known.token, filled_by)

    def _is_of_book(self, receipt: int, token: str) -> bool:
        """Whether the file of a receipt was the workbook of that 整理番号."""
        return bool(token) and any(s.token == token for s in self.document.receipts.sheets(receipt) if not s.form)

    def _note_books(
        self, plan: Plan, stamped: Sequence[Stamped], sheets: Iterable[ReceiptSheet], token: str, result: Proposals
    ) -> None:
        """Say which books the sheets are of, and which of their sheets did not come back."""
        books = books_of(stamped, self._stamps.find(token) if token else None)
        if len(books) > 1:
            result.notes.append(ask.NOTE_BOOKS.format(books="、".join(dict.fromkeys(books.values()))))
        gone = self._stamps.missing(plan, [(s.node, s.form) for s in sheets], books)
        if gone:
            named = "、".join(gone) if len(gone) <= _NAMED else ask.MORE_SHEETS.format(first="、".join(gone[:_NAMED]), count=len(gone))
            result.notes.append(ask.NOTE_MISSING_SHEETS.format(sheets=named))

    def _note_rows(self, plan: Plan, reading: Reading, stamped: Stamped, result: Proposals) -> None:
        """Say which of the years that were asked for have no row any more."""
        if stamped.sent is None:
            return
        vocabulary = self._forms.vocabulary
        series = {f.series for f in self._forms.form(reading.form).fields if f.of == "measure" and f.series}
        asked = [p for p in vocabulary.all_periods(plan) if p.key in stamped.sent.scope.periods and p.series in series]
        gone = [vocabulary.period_label(plan, p) for p in asked if p.key not in reading.labels]
        if gone:
            result.notes.append(ask.NOTE_MISSING_ROW.format(sheet=reading.sheet, periods="、".join(gone)))


def _slip_remarks(sheet: SheetCells, slip: Slip) -> list[NewProposal]:
    said = [ReadRemark("slip", slip.remarks)] if slip.remarks.strip() else []
    return [remark(r if r.kind != "beside" else replace(r, kind="slip"), sheet.name) for r in (*said, *slip.floating)]
