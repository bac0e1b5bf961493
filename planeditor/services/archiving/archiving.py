"""完結セット: the sheets, the records and the whole plan of a year in one folder, with a list of it all and its hashes."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.blocks import DONE
from planeditor.domain.days import iso_day, long_day, today
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.points import Point, points
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import archiving as say
from planeditor.services.archiving.records import ReceiptLine, change_rows, groups_of, guarded, receipts_of
from planeditor.services.course.collecting import Courses
from planeditor.services.course.paper import course_part, record_builder, record_fields, write_course
from planeditor.services.editing.years import closed_on
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export_order
from planeditor.services.paper.filenames import free_name, safe_name
from planeditor.services.paper.folders import LISTING, file_hash, folder_beside, require_not_of_disk
from planeditor.services.paper.order import Order, Progress, Written
from planeditor.services.paper.parts import PaperPart, write_parts
from planeditor.services.paper.quoting import quoted
from planeditor.services.publishing.csvfile import csv_bytes
from planeditor.services.publishing.pdfs import pdf_files
from planeditor.services.states.standing import mark_of, standing
from planeditor.services.transport.files import json_text
from planeditor.services.transport.writing import as_json
from planeditor.store.departments import Department
from planeditor.store.log import ChangeGroup

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_RECORDS = frozenset({say.INDEX, say.RECEIPTS, say.CHANGES, say.POINTS, say.COURSE, say.PLAN_JSON})
RETENTION = "retention"
"""The word of a form set that says how long its papers are kept."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What goes into the folder. Made with the document; written without it."""

    plan: Plan
    forms: FormSet
    papers: FormSet
    period: Period
    label: str
    """The year as printed."""
    closed: dt.date | None
    who: str
    day: dt.date
    retention: str
    departments: tuple[Department, ...]
    receipts: tuple[ReceiptLine, ...]
    log: tuple[ChangeGroup, ...]
    """All of it, latest first."""
    courses: Courses
    originals: tuple[tuple[int, str, bytes], ...] = ()
    """取込番号, name and bytes as received."""
    marks: dict[str, str] = field(default_factory=dict)
    """（案） by form, as long as the year is not closed."""
    warnings: tuple[str, ...] = ()


def prepare(
    document: Document, sets: FormSets, period: Period, *, who: str, retention: str = "", originals: bool = False,
    day: dt.date | None = None,
) -> Archive:
    """Everything of a year, looked up. ``retention``: 保存年限, by default the form set's word; ``day``: what papers state as theirs.

    A year that is not closed is told of in a warning, and its papers carry （案） as they would now.
    """
    plan, forms, day = document.plan(), sets.of_file(document), day or today()
    papers, vocabulary = sets.papers(forms), forms.vocabulary
    label, closed = vocabulary.period_label(plan, period), closed_on(plan, period.key)
    log, stood = document.log(), standing(document, forms)
    lines, warnings = receipts_of(document, period, log), []
    if closed is None:
        warnings.append(say.NOT_CLOSED_WARNING.format(period=label))
    kept: list[tuple[int, str, bytes]] = []
    for line in lines if originals else ():
        try:
            kept.append((line.receipt.number, line.receipt.file_name, document.receipts.original(line.receipt.number)))
        except KnownError:
            warnings.append(say.ORIGINAL_DAMAGED.format(number=line.receipt.number))
    marks = {} if closed else {name: mark_of(stood, form) for name, form in forms.forms.items()}
    return Archive(
        plan, forms, papers, period, label, closed, who, day, retention.strip() or vocabulary.word(RETENTION, "") or say.RETENTION_OPEN,
        tuple(document.departments.all()), tuple(lines), tuple(log), Courses(document, forms, log), tuple(kept), marks, tuple(warnings),
    )  # fmt: skip


def archive(
    document: Document, sets: FormSets, period: Period, target: Path, *, who: str, retention: str = "", originals: bool = False,
    day: dt.date | None = None, fonts: FontBook | None = None, progress: Progress | None = None,
) -> Written:
    """``prepare`` and ``write_archive`` in one go."""
    ready = prepare(document, sets, period, who=who, retention=retention, originals=originals, day=day)
    return write_archive(ready, target, fonts=fonts, progress=progress)


def write_archive(ready: Archive, target: Path, *, fonts: FontBook | None = None, progress: Progress | None = None) -> Written:
    """Write everything into the folder ``target``, which is made, or replaced where the program wrote it itself and nobody has
    changed it. Raises KnownError where anything else stands there, or it cannot be written; then nothing is left."""
    with folder_beside(target) as folder:
        writer = _Writer(ready, folder, fonts or FontBook(), progress)
        writer.write()
    writer.done.paths = [target / name for name in (*writer.listed, LISTING)]
    writer.done.warnings = [*ready.warnings, *writer.done.warnings]
    return writer.done


class _Writer:
    def __init__(self, ready: Archive, folder: Path, fonts: FontBook, progress: Progress | None) -> None:
        self.ready, self.folder, self.fonts, self.progress = ready, folder, fonts, progress
        self.words = {"period": ready.label, "measure": ready.forms.vocabulary.word("measure")}
        self.listed: dict[str, str] = {}
        """The files so far and what they are."""
        self.done = Written()
        self.total = 2 * len(self._orders()) + len(ready.originals) + 9

    def write(self) -> None:
        ready = self.ready
        for title, order in self._orders():
            self._export(title, order)
        self._receipts()
        head = [column.format_map(self.words) for column in say.CHANGE_COLUMNS]
        changes = change_rows(ready.plan, ready.forms.vocabulary, groups_of(ready.plan, ready.period, ready.log))
        self._put(f"{say.CHANGES}.csv", say.ABOUT["changes"].format_map(self.words), csv_bytes(head, list(changes)))
        self._points()
        self._courses()
        data = as_json(ready.plan, ready.forms, departments=ready.departments)
        self._put(f"{say.PLAN_JSON}.json", say.ABOUT["plan"], f"{json_text(data)}\n".encode())
        for number, name, content in ready.originals:
            (self.folder / say.ORIGINALS).mkdir(exist_ok=True)
            stem, suffix = Path(name).stem, Path(name).suffix
            kept = safe_name(say.ORIGINAL_NAME.format(number=number, file=stem), suffix)
            self._put(f"{say.ORIGINALS}/{kept}", say.ABOUT["original"].format(number=number), content)
        self._index()
        (self.folder / LISTING).write_bytes(csv_bytes(say.FILES_COLUMNS, self._file_rows()))

    def _orders(self) -> list[tuple[str, Order]]:
        """The documents and forms, whole; a sheet form that a document shows as a workbook of its own too."""
        plan, forms = self.ready.plan, self.ready.forms
        found = [(pdf.title, pdf.order) for pdf in pdf_files(plan, forms, by_area=False)]
        told = {order.forms[0] for _, order in found}
        sheets = [f for n, f in forms.forms.items() if n not in {*told, *forms.shared} and f.each == "measure" and not f.problems]
        return found + [(f.title, Order((f.name,), "xlsx")) for f in sheets if plan.measures]

    def _export(self, title: str, order: Order) -> None:
        plan, forms = self.ready.plan, self.ready.forms
        names = [p.form for p in forms.documents[order.forms[0]]] if order.forms[0] not in forms.forms else order.forms
        mark = next((mark for name in names if (mark := self.ready.marks.get(name, ""))), "")
        state = "" if self.ready.closed else say.OPEN_STATE.format_map(self.words)
        document = order.forms[0] not in forms.forms
        for suffix in (".pdf",) if document else (".xlsx",) if order.kind == "xlsx" else (".pdf", ".xlsx"):
            name = self._free_name(title, suffix)
            own = Order(order.forms, "pdf" if suffix == ".pdf" else "xlsx", order.selection, mark=mark)
            try:
                written = export_order(plan, forms, own, self.folder / name, fonts=self.fonts)
            except KnownError as error:
                require_not_of_disk(error)
                self.done.warnings.append(error.message)
                continue
            self.done.pages += written.pages if suffix == ".pdf" else 0
            self.done.warnings += [w for w in written.warnings if w not in self.done.warnings]
            self._note(name, say.ABOUT["form"].format(title=title, **self.words) if self.ready.closed else title + state)

    def _free_name(self, title: str, suffix: str) -> str:
        """A name for a form: two may have one title, or that of a record."""
        path = self.folder / safe_name(title, suffix)
        return free_name(path.with_name(f"{path.stem} (2){suffix}") if path.stem in _RECORDS else path).name

    def _receipts(self) -> None:
        rows, short = [], []
        for line in self.ready.receipts:
            receipt, at = line.receipt, line.receipt.at.astimezone().strftime(say.AT)
            form = self.ready.forms.forms[receipt.form].title if receipt.form in self.ready.forms.forms else receipt.form
            row = (
                str(receipt.number), at, receipt.file_name, line.sender, receipt.who, form, line.outcome, receipt.sha256,
            )
            rows.append(tuple(map(guarded, row)))
            short.append((row[0], at, receipt.file_name, line.sender, receipt.who, line.outcome, receipt.sha256))
        self._put(f"{say.RECEIPTS}.csv", say.ABOUT["receipts"], csv_bytes(say.RECEIPT_COLUMNS, rows))
        self._record("receipts", say.RECEIPTS, say.TITLE_RECEIPTS, short, (".pdf",))

    def _points(self) -> None:
        rows = [
            (p.title or say.WHOLE_PLAN, p.meeting, p.date, p.text, p.answer, p.due, self._done_on(p))
            for p in points(quoted(self.ready.plan))
        ]
        if rows:
            self._record("points", say.POINTS, say.TITLE_POINTS, rows, (".pdf", ".xlsx"))

    def _courses(self) -> None:
        """How the entries of the year came about, measure by measure."""
        ready = self.ready
        found = [(node, ready.courses.of_measure(node, periods=[ready.period])) for node in ready.plan.measures]
        parts = [course_part(ready.plan, ready.papers, node, courses, ready.day) for node, courses in found if courses]
        if parts:
            title = say.TITLE_COURSE.format(plan=ready.plan.title, period=ready.label)
            name = f"{say.COURSE}.pdf"
            self.done.pages += write_course(parts, self.folder / name, title, fonts=self.fonts).pages
            self._note(name, say.ABOUT["course"].format_map(self.words))

    def _done_on(self, point: Point) -> str:
        text = self.ready.plan.text(point.node, DONE) if point.done else ""
        day = iso_day(text)
        return long_day(day) if day else text

    def _index(self) -> None:
        ready = self.ready
        rows = [(str(n), row[0], row[1], say.BYTES.format(size=int(row[2])), row[3]) for n, row in enumerate(self._file_rows(), start=1)]
        lead = say.LEAD_INDEX.format(
            retention=ready.retention, closed=long_day(ready.closed) if ready.closed else say.NOT_CLOSED_YET, date=long_day(ready.day),
            who=ready.who,
        )
        self._record("index", say.INDEX, say.TITLE_INDEX, rows, (".pdf", ".xlsx"), lead)

    def _record(
        self, form: str, name: str, title: str, rows: Sequence[Sequence[str]], suffixes: Sequence[str], lead: str = ""
    ) -> None:
        """A list as a paper."""
        ready = self.ready
        told = title.format(plan=ready.plan.title, period=ready.label)
        lead = lead or say.LEAD_COUNT.format(count=len(rows), date=long_day(ready.day))
        builder = record_builder(told, lead, ready.papers)
        for row in rows or [("", "", say.NONE_RECORDED)]:
            builder.add("measure", PLAN_ID, record_fields(row))
        part = PaperPart(Plan(builder.entries), ready.papers.form(f"record_{form}"), title=name)
        for suffix in suffixes:
            written = write_parts([part], self.folder / f"{name}{suffix}", title=told, fonts=self.fonts)
            self.done.pages += written.pages if suffix == ".pdf" else 0
            self._note(f"{name}{suffix}", say.ABOUT.get(form, told))

    def _file_rows(self) -> list[tuple[str, ...]]:
        day = self.ready.day.isoformat()
        places = [(name, about, self.folder / name) for name, about in self.listed.items()]
        return [(name, about, str(place.stat().st_size), file_hash(place), day) for name, about, place in places]

    def _put(self, name: str, about: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)
        self._note(name, about)

    def _note(self, name: str, about: str) -> None:
        self.listed[name] = about
        if self.progress is not None:
            self.progress(min(len(self.listed), self.total), self.total)
