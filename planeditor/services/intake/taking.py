"""Taking one file in, in two steps: read and recognised without any plan, then compared, staged and accepted in an open one."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import NAME, NUMBER, Plan
from planeditor.domain.text import notation_key
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.pointsheet import read_points
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.slip import is_slip
from planeditor.messages import editing as say_editing
from planeditor.messages import services as say
from planeditor.services.editing.years import is_closed
from planeditor.services.formsets import FormSets
from planeditor.services.intake.applying import apply
from planeditor.services.intake.comparing import Comparer
from planeditor.services.intake.deciding import Accept, in_open_periods
from planeditor.services.intake.noting import folded
from planeditor.services.intake.outcome import FileResult, conclude
from planeditor.services.intake.papers import sentence_for_paper
from planeditor.services.intake.proposing import printed_title
from planeditor.services.intake.sound import require_sound
from planeditor.services.intake.standing import Standing, count_waiting, standing
from planeditor.services.intake.stopping import Stop
from planeditor.services.intake.summary import Summary
from planeditor.services.intake.waiting import waiting
from planeditor.services.planfiles.making import keep_labels
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt


@dataclass(slots=True)
class Source:
    """One file as read and recognised."""

    path: Path
    book: WorkbookCells
    original: bytes
    readings: list[Reading]

    def unread(self) -> list[str]:
        """A note for each sheet that holds something but no form that is known."""
        read = {r.sheet for r in self.readings}
        return [
            say.NOTE_UNKNOWN_SHEET.format(sheet=s.name)
            for s in self.book.sheets
            if s.cells and s.name not in read and not is_slip(s) and read_points(s) is None
        ]

    @property
    def form_set(self) -> str:
        """The form set most of its sheets are of."""
        return Counter(r.form_set for r in self.readings).most_common(1)[0][0]


class Intake:
    """Takes files in one by one. ``read`` may run on another thread than ``take``; a context manager that ends the
    reading process, which is started with the first file."""

    def __init__(self, forms: FormSets, *, who: str, accept: Accept | None = None, into_new: bool = False) -> None:
        """``accept``: what is taken without a decision; by default nothing. ``into_new``: the plan file is being made
        from these files (see ``Importer``)."""
        self.forms, self.who, self.asked, self.into_new = forms, who, accept, into_new
        self._reader = WorkbookReader()
        self._comparer: Comparer | None = None
        self.stop = Stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to warm up the reading process without waiting for it."""
        self._reader.start()

    def cancel(self) -> None:
        """Stop, from any thread and for good: the file that is being read or taken in, and any further one, ends with a
        StoppedError or another KnownError, and nothing of it is kept."""
        self.stop.ask()
        self._reader.cancel()

    def close(self) -> None:
        """End the reading process; the next ``read`` starts another."""
        self._reader.close()

    def read(self, path: Path, own: str | None) -> Source:
        """Read a workbook and recognise its forms; ``own`` is the form set of the plan, None where there is no plan yet.

        Raises KnownError where it is not read, or holds no form of that set.
        """
        name, data = read_bytes_of(path)
        book = self._reader.read_bytes(name, data, is_wanted=lambda: not self.stop.asked)
        readings = self._recognised(book, [own] if own else None)
        if not readings and own:
            others = self._recognised(book, [n for n in self.forms.places if n != own])
            if others:
                raise KnownError(say.OTHER_FORM_SET.format(file=path.name, found=others[0].form_set, own=own))
        if not readings:
            if sentence := sentence_for_paper(path.name, book):
                raise KnownError(sentence)
            sheets = "、".join(f"「{s.name}」" for s in book.sheets[:5]) + ("…" if len(book.sheets) > 5 else "")
            number, name = self._heads(own)
            raise KnownError(say.UNKNOWN_LAYOUT.format(file=path.name, sheets=sheets or say.NO_SHEETS, number=number, name=name))
        source = Source(path, book, data, readings)
        source.readings = [r for r in readings if r.form_set == source.form_set]
        require_sound(path.name, source.readings, self.forms.get(source.form_set).vocabulary)
        return source

    def _heads(self, form_set: str | None) -> tuple[str, str]:
        """What a form set calls the number and the name of a measure."""
        if form_set is None:
            return say.LAYOUT_LABELS
        words = self.forms.get(form_set).vocabulary
        return words.label("measure", NUMBER), words.label("measure", NAME)

    def take(self, document: Document, source: Source) -> FileResult:
        """Compare a file with the plan, store it with its proposals and accept what was asked, in one transaction.

        Raises KnownError where the plan file cannot be written, StoppedError where the import was stopped meanwhile.
        """
        self.stop.require_going(source.path.name)
        forms = self.forms.get(source.form_set)
        result = FileResult(source.path.name, "unchanged", "", notes=[*source.book.notes, *source.unread()])
        plan = document.plan()
        earlier = document.receipts.find_by_hash(source.book.sha256)
        if earlier is not None:
            return self._again(document, forms, earlier.number, result)
        if self._comparer is None or self._comparer.document is not document:
            self._comparer = Comparer(document, forms)
        compared = self._comparer.compare(
            source.path.name, source.book, source.readings, repeat=self.asked not in (None, "none"), stop=self.stop
        )
        proposals = compared.proposals
        foreign = [] if compared.is_ours else self._foreign(plan, source)
        result.notes = folded([*foreign, *result.notes, *proposals.notes])
        result.unchanged = proposals.unchanged
        result.unread = sum(r.unread for r in source.readings) + len(source.unread())
        summary = Summary(result.unchanged, tuple(result.notes), tuple(proposals.blank))
        used = ",".join(sorted({r.form for r in source.readings}))
        new = NewReceipt(source.path.name, source.original, self.who, used, message=summary.as_text())
        name = say.GROUP_IMPORT.format(file=source.path.name)
        with document.edit(name, who=self.who, source=say.SOURCE_SUBMISSION) as edit:
            result.receipt = edit.add_receipt(new, proposals.items, compared.sheets)
            items = standing(plan, edit.proposals, compared.rivals)
            taken = [] if foreign and self.asked != "all" else self._taken(plan, items)
            if taken:
                result.accepted = apply(edit, plan, forms.vocabulary, taken)
            self.stop.require_going(source.path.name)
        result.report = edit.report
        left = {item.proposal.id for item in items} - {item.proposal.id for item in taken}
        result.waiting = count_waiting(item for item in items if item.proposal.id in left)
        result.notes += _closed_notes(plan, forms, items)
        keep_labels(document, forms)
        measures = len(document.plan().measures)
        conclude(result, created=not plan.measures, measures=measures, word=forms.vocabulary.word("measure"))
        return result

    def _again(self, document: Document, forms: FormSet, receipt: int, result: FileResult) -> FileResult:
        """The very same file again: what still waits of it is taken as far as asked, nothing else changes."""
        plan = document.plan()
        items = waiting(document, receipt)
        taken = self._taken(plan, items) if self.asked else []
        if taken:
            name = say.GROUP_DECIDE.format(receipt=receipt)
            with document.edit(name, who=self.who, source=say.SOURCE_SUBMISSION, receipt=receipt) as edit:
                result.accepted = apply(edit, plan, forms.vocabulary, taken)
            result.report = edit.report
        done = {item.proposal.id for item in taken}
        result.waiting = count_waiting(item for item in items if item.proposal.id not in done)
        result.receipt, result.again = receipt, True
        result.notes += _closed_notes(plan, forms, items)
        if taken:
            conclude(result, created=False, measures=0, word="")
            return result
        sentence = say.DONE_SAME_FILE_WAITING if result.waiting.total else say.DONE_SAME_FILE
        result.message = sentence.format(receipt=receipt, waiting=result.waiting.total)
        return result

    def _recognised(self, book: WorkbookCells, names: list[str] | None) -> list[Reading]:
        patterns = self.forms.patterns(names)
        found: list[Reading] = []
        for sheet in book.sheets:
            self.stop.require_going(book.file)
            found += recognise(sheet, patterns)
        return found

    def _foreign(self, plan: Plan, source: Source) -> list[str]:
        """A note where the sheets print another plan's title: perhaps the wrong file."""
        title = printed_title(source.readings)
        if not plan.title or not title or notation_key(title) == notation_key(plan.title):
            return []
        return [say.NOTE_OTHER_PLAN.format(file=source.path.name, found=title, own=plan.title)]

    def _taken(self, plan: Plan, items: list[Standing]) -> list[Standing]:
        """What is taken now. What the reader doubts is never taken without a person."""
        accept = self.asked or ("all" if self.into_new and not plan.measures else "clean" if self.into_new else "none")
        if accept == "none":
            return []
        opened = in_open_periods(plan, items)
        sure = [item for item in opened if item.kind != "question" and not item.empties]
        if accept == "all":
            return sure
        if accept == "notation":
            return [item for item in sure if item.kind == "notation"]
        new_too = self.into_new or not plan.measures
        return [item for item in sure if item.kind == "clean" or (item.kind == "new" and new_too)]


def _closed_notes(plan: Plan, forms: FormSet, items: list[Standing]) -> list[str]:
    """A note where something waits only because its year is closed."""
    closed = [item.proposal.period for item in items if is_closed(plan, item.proposal.period)]
    if not closed:
        return []
    labels = [forms.vocabulary.period_label(plan, p) for p in sorted(map(Period.from_key, set(closed)))]
    return [say_editing.CLOSED_WAITING.format(count=len(closed), periods="、".join(labels), first=labels[0])]
