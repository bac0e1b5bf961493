"""Taking in workbooks: read in the guarded process, recognised, compared, staged, and accepted as far as was asked."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import Change, Plan
from planeditor.domain.text import notation_key
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.messages import services as say
from planeditor.services import deciding
from planeditor.services.deciding import Accept
from planeditor.services.formsets import FormSets
from planeditor.services.proposing import Proposals, Proposer, printed_title, require_sound
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt

Outcome = Literal["imported", "partly", "staged", "unchanged", "refused"]
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_MUNICIPALITY = re.compile(r"^(.{1,10}?[都道府県市区町村])(?=.)")
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class FileResult:
    """What became of one file."""

    file: str
    outcome: Outcome
    message: str
    accepted: int = 0
    unchanged: int = 0
    waiting: deciding.Waiting = field(default_factory=deciding.Waiting)
    unread: int = 0
    """Texts and sheets of the file that were not taken in; the notes name them."""
    receipt: int | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Source:
    """One file as read and recognised."""

    path: Path
    book: WorkbookCells
    original: bytes
    readings: list[Reading]

    def unread(self) -> list[str]:
        """A note for each sheet that holds something but no form that is known."""
        read = {r.sheet for r in self.readings}
        return [say.NOTE_UNKNOWN_SHEET.format(sheet=s.name) for s in self.book.sheets if s.cells and s.name not in read]

    @property
    def form_set(self) -> str:
        """The form set most of its sheets are of."""
        return Counter(r.form_set for r in self.readings).most_common(1)[0][0]


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to take in: those named, and the workbooks of folders named. Raises KnownError for a path that is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("~$"))
            if not inside:
                raise KnownError(say.NO_FILES.format(path=path))
            found += inside
        elif not path.exists():
            raise KnownError(say.PATH_MISSING.format(path=path))
        else:
            found.append(path)
    return found


class Importer:
    """Takes files into one plan file, which is made from the first good one where it does not exist."""

    def __init__(self, plan_file: Path, forms: FormSets, *, who: str, accept: Accept | None = None) -> None:
        """``accept``: what is taken without a decision. By default nothing; where the plan file is new all of the first
        file, and of further files what the plan then lacks: two files that disagree are for a person to decide."""
        self.plan_file, self.forms, self.who = plan_file, forms, who
        self.is_new = not plan_file.exists()
        self.asked = accept

    def run(self, paths: Iterable[Path], progress: Progress | None = None) -> list[FileResult]:
        """Take the files in, one after the other; a refused file changes nothing and does not stop the others.

        Raises KnownError where a path is missing or the plan file cannot be opened or written.
        """
        files = files_in(paths)
        results: list[FileResult] = []
        document: Document | None = None
        with WorkbookReader() as reader:
            reader.start()
            try:
                if not self.is_new:
                    document = Document.open(self.plan_file, who=self.who)
                for number, path in enumerate(files, start=1):
                    try:
                        source = self._read(reader, path, document)
                        document = document or self._create(source)
                        results.append(self._take(document, source))
                    except KnownError as error:
                        results.append(FileResult(path.name, "refused", error.message))
                    if progress is not None:
                        progress(number, len(files))
            finally:
                if document is not None:
                    document.close()
                    if self.is_new and not any(r.receipt for r in results):
                        self.plan_file.unlink(missing_ok=True)  # a plan that nothing came into is no plan
        return results

    def _read(self, reader: WorkbookReader, path: Path, document: Document | None) -> _Source:
        book = reader.read(path)
        own = document.plan().form_set if document else None
        readings = self._recognised(book, [own] if own else None)
        if not readings and own:
            others = self._recognised(book, [n for n in self.forms.places if n != own])
            if others:
                raise KnownError(say.OTHER_FORM_SET.format(file=path.name, found=others[0].form_set, own=own))
        if not readings:
            sheets = "、".join(f"「{s.name}」" for s in book.sheets[:5]) + ("…" if len(book.sheets) > 5 else "")
            raise KnownError(say.UNKNOWN_LAYOUT.format(file=path.name, sheets=sheets or "なし"))
        source = _Source(path, book, path.read_bytes(), readings)
        source.readings = [r for r in readings if r.form_set == source.form_set]
        require_sound(path.name, source.readings, self.forms.get(source.form_set).vocabulary)
        return source

    def _recognised(self, book: WorkbookCells, names: list[str] | None) -> list[Reading]:
        patterns = self.forms.patterns(names)
        return [reading for sheet in book.sheets for reading in recognise(sheet, patterns)]

    def _create(self, source: _Source) -> Document:
        """A new plan file that holds the plan itself; its content comes from the file as an import like any other."""
        builder = PlanBuilder()
        title = printed_title(source.readings)
        city = _MUNICIPALITY.match(title)
        builder.start(title, city[1] if city else "", source.form_set, _periods(source.readings))
        changes = [Change(key, None, text) for key, text in builder.entries.items()]
        return Document.create(self.plan_file, changes, name=say.GROUP_NEW, who=self.who)

    def _take(self, document: Document, source: _Source) -> FileResult:
        forms = self.forms.get(source.form_set)
        result = FileResult(source.path.name, "unchanged", "", notes=[*source.book.notes, *source.unread()])
        plan = document.plan()
        earlier = document.receipts.find_by_hash(source.book.sha256)
        if earlier is not None:
            return self._again(document, forms, earlier.number, result)
        proposals = self._proposals(plan, source)
        foreign = self._foreign(plan, source)
        result.notes = [*foreign, *result.notes, *proposals.notes]
        result.unchanged = proposals.unchanged
        result.unread = sum(r.unread for r in source.readings) + len(source.unread())
        new = NewReceipt(source.path.name, source.original, self.who, ",".join(sorted({r.form for r in source.readings})))
        name = say.GROUP_IMPORT.format(file=source.path.name)
        with document.edit(name, who=self.who, source=say.SOURCE_SUBMISSION) as edit:
            result.receipt = edit.add_receipt(new, proposals.items)
            items = deciding.standing(plan, edit.proposals)
            taken = [] if foreign and self.asked != "all" else self._taken(plan, items)
            if taken:
                result.accepted = deciding.apply(edit, plan, forms.vocabulary, taken)
        left = {item.proposal.id for item in items} - {item.proposal.id for item in taken}
        result.waiting = deciding.count_waiting(item for item in items if item.proposal.id in left)
        self._label(document, forms)
        measures = len(document.plan().measures)
        _conclude(result, created=not plan.measures, measures=measures, word=forms.vocabulary.word("measure", "施策"))
        return result

    def _again(self, document: Document, forms: FormSet, receipt: int, result: FileResult) -> FileResult:
        """The very same file again: what still waits of it is taken as far as asked, nothing else changes."""
        plan = document.plan()
        items = deciding.standing(plan, document.receipts.proposals(receipt, waiting_only=True))
        taken = self._taken(plan, items) if self.asked else []
        if taken:
            name = say.GROUP_DECIDE.format(receipt=receipt)
            with document.edit(name, who=self.who, source=say.SOURCE_SUBMISSION, receipt=receipt) as edit:
                result.accepted = deciding.apply(edit, plan, forms.vocabulary, taken)
        done = {item.proposal.id for item in taken}
        waiting = deciding.count_waiting(item for item in items if item.proposal.id not in done)
        result.receipt, result.waiting = receipt, waiting
        if taken:
            _conclude(result, created=False, measures=0, word="")
            return result
        sentence = say.DONE_SAME_FILE_WAITING if waiting.total else say.DONE_SAME_FILE
        result.message = sentence.format(receipt=receipt, waiting=waiting.total)
        return result

    def _foreign(self, plan: Plan, source: _Source) -> list[str]:
        """A note where the sheets print another plan's title: perhaps the wrong file."""
        title = printed_title(source.readings)
        if not plan.title or not title or notation_key(title) == notation_key(plan.title):
            return []
        return [say.NOTE_OTHER_PLAN.format(file=source.path.name, found=title, own=plan.title)]

    def _label(self, document: Document, forms: FormSet) -> None:
        """Keep the file's own views readable: labels of fields and periods as this form set prints them."""
        plan = document.plan()
        document.set_labels(
            {f.key: f.label for f in forms.vocabulary.fields},
            {p.key: forms.vocabulary.period_label(plan, p) for p in forms.vocabulary.all_periods(plan)},
        )

    def _proposals(self, plan: Plan, source: _Source) -> Proposals:
        proposer = Proposer(plan, self.forms.get(source.form_set))
        for reading in source.readings:
            proposer.add(reading)
        return proposer.finish(source.readings)

    def _taken(self, plan: Plan, items: list[deciding.Standing]) -> list[deciding.Standing]:
        """What is taken now. What the reader doubts is never taken without a person."""
        accept = self.asked or ("all" if self.is_new and not plan.measures else "clean" if self.is_new else "none")
        if accept == "none":
            return []
        sure = [item for item in items if item.kind != "question" and item.submitted]
        if accept == "all":
            return sure
        new_too = self.is_new or not plan.measures
        return [item for item in sure if item.kind == "clean" or (item.kind == "new" and new_too)]


def _conclude(result: FileResult, *, created: bool, measures: int, word: str) -> None:
    waiting = result.waiting
    parts = []
    if created and result.accepted:
        parts.append(say.DONE_CREATED.format(measures=measures, word=word))
    elif result.accepted:
        parts.append(say.DONE_IMPORTED.format(accepted=result.accepted))
    if waiting.total:
        parts.append(
            say.DONE_WAITING.format(
                waiting=waiting.total, conflicts=waiting.conflicts, questions=waiting.questions,
                notation=waiting.notation, clean=waiting.clean, receipt=result.receipt,
            )
        )
    if result.unread:
        parts.append(say.DONE_UNREAD.format(count=result.unread))
    result.message = "".join(parts) or say.DONE_UNCHANGED
    if result.accepted:
        result.outcome = "partly" if waiting.total or result.unread else "imported"
    else:
        result.outcome = "staged" if waiting.total else "partly" if result.unread else "unchanged"


def _periods(readings: list[Reading]) -> list[Period]:
    """The periods that the sheets' heads and rows name. A row for a run of years (合計 H28～R2年度) among rows of single
    years is no period of the plan."""
    found = {Period.from_key(key) for reading in readings for key in reading.labels}
    single = {p for p in found if p.first == p.last}
    covered = {p for p in found - single if all(Period(p.series, y, y) in single for y in p.years)}
    return sorted(found - covered)
