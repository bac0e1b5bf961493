"""Export of official forms to Excel and PDF: written beside the target and renamed, so no half file ever has its name."""
from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import Node, Plan
from planeditor.domain.text import label_key
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import CONTENTS, FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.assembly import Assembly
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.pagenumbers import numbered
from planeditor.formengine.writing.excel import write_workbook
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.messages import forms as say_forms
from planeditor.messages import services as say
from planeditor.store.files import sync_folder, temporary_beside

Progress = Callable[[int, int], None]
"""Called with how many sheets are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sheets: by measure numbers, by area numbers, or all; and for which period."""

    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(slots=True)
class Written:
    """What an export wrote."""

    paths: list[Path] = field(default_factory=list)
    pages: int = 0
    warnings: list[str] = field(default_factory=list)


def export(
    plan: Plan, forms: FormSet, form_name: str, target: Path, *,
    selection: Selection = Selection(), fonts: FontBook | None = None, progress: Progress | None = None, number: str = "",
) -> Written:
    """Write one form for the chosen sheets to ``target`` (.xlsx or .pdf), or a document of several forms (.pdf).

    ``number``: the 資料番号, printed where a form asks for it, else at the top right of a PDF.

    Raises KnownError for an unknown form, an unknown suffix, a missing folder, a full disk, a busy file, or an empty choice.
    """
    kind = target.suffix.lower()
    if kind not in (".xlsx", ".pdf"):
        raise KnownError(say.BAD_SUFFIX.format(file=target.name))
    if form_name in forms.documents and form_name not in forms.forms:
        return _export_document(plan, forms, form_name, target, selection, fonts or FontBook(), number)
    form = forms.form(form_name)
    if form.problems:
        raise KnownError(say.FORM_HAS_PROBLEMS.format(form=form.title, problem=form.problems[0].reason))
    roots = chosen_roots(plan, form, selection)
    job = SheetJob(plan, form, fonts or FontBook(), progress, number, selection.period)
    written = Written([target])
    with beside(target) as output:
        if kind == ".pdf":
            info = PdfInfo(
                title=f"{plan.title} {form.title}".strip(), page_numbers=form.options.page_numbers,
                number="" if form.shows("資料番号") else number,
            )
            written.pages = write_pdf(job.pages(roots), output, fonts=job.fonts, info=info)
        else:
            about = ExcelInfo(f"{plan.title} {form.title}".strip(), form.options.page_numbers)
            written.pages = write_workbook(job.laid_out(roots), output, about)
    if job.narrowed:
        written.warnings.append(say.COLUMNS_NARROWED)
    return written


def _export_document(
    plan: Plan, forms: FormSet, name: str, target: Path, selection: Selection, fonts: FontBook, number: str
) -> Written:
    if target.suffix.lower() != ".pdf":
        raise KnownError(say_forms.DOCUMENT_ONLY_PDF.format(name=name))
    parts = [forms.form(part.form) for part in forms.documents[name] if part.form != CONTENTS]
    for form in parts:
        if form.problems:
            raise KnownError(say.FORM_HAS_PROBLEMS.format(form=form.title, problem=form.problems[0].reason))
    document = Assembly(
        plan, forms, name, fonts, number, lambda filler: chosen_roots(plan, filler.form, selection), selection.period
    )
    written = Written([target])
    with beside(target) as output:
        info = PdfInfo(
            title=f"{plan.title} {name}".strip(), page_numbers=any(f.options.page_numbers for f in parts),
            number="" if any(f.shows("資料番号") for f in parts) else number,
        )
        written.pages = write_pdf(document.pages(), output, fonts=fonts, info=info)
    if document.narrowed:
        written.warnings.append(say.COLUMNS_NARROWED)
    return written


@dataclass
class SheetJob:
    """Fills and lays out the sheets of one form, one after the other."""

    plan: Plan
    form: FormDef
    fonts: FontBook
    progress: Progress | None = None
    number: str = ""
    only: Period | None = None
    narrowed: bool = field(default=False, init=False)
    """Whether columns were narrowed to the paper on the sheets so far."""

    def __post_init__(self) -> None:
        self.filler = Filler(self.plan, self.form, self.number, only=self.only)
        self.typesetter = Typesetter(self.fonts)

    def lay_out(self, node: Node | None) -> LaidOut:
        """One sheet."""
        options = self.form.options
        grid = self.filler.fill(node)
        self.narrowed |= grid.narrowed
        return self.typesetter.lay_out(
            grid, self.form.drawing.setup, fit=options.fit == "page", min_size=options.min_size
        )

    def laid_out(self, roots: list[Node | None]) -> Iterator[LaidOut]:
        """The sheets, telling progress after each."""
        for done, node in enumerate(roots, start=1):
            yield self.lay_out(node)
            if self.progress is not None:
                self.progress(done, len(roots))

    def pages(self, roots: list[Node | None]) -> Iterator[Page]:
        """Their pages, numbered from 1."""
        yield from numbered((p for laid in self.laid_out(roots) for p in self.typesetter.pages(laid)), self.fonts)


def chosen_roots(plan: Plan, form: FormDef, selection: Selection) -> list[Node | None]:
    """The nodes a form is filled for. Raises KnownError for a number the plan does not have, or an empty choice."""
    word = form.vocabulary.word("measure", "施策")
    if form.each == "plan":
        return [None]
    nodes = [n for n in plan.walk() if n.kind == form.each]
    if selection.measures:
        by_number = {label_key(n.number): n for n in plan.measures}
        wanted = []
        for number in selection.measures:
            found = by_number.get(label_key(number))
            if found is None:
                raise KnownError(say.NO_MEASURE.format(word=word, number=number))
            wanted.append(found.id)
        nodes = [n for n in nodes if n.id in wanted]
    if selection.areas:
        nodes = [n for area in selection.areas for n in _under(plan, area, nodes)]
    if not nodes:
        raise KnownError(say.NOTHING_TO_EXPORT.format(word=word))
    return list(nodes)


def _under(plan: Plan, number: str, nodes: list[Node]) -> list[Node]:
    area = next((a for a in plan.areas if label_key(a.number) == label_key(number)), None)
    if area is None:
        raise KnownError(say.NO_AREA.format(number=number))
    below = {n.id for n in plan.walk(area.id)} | {area.id}
    return [n for n in nodes if n.id in below]


@contextlib.contextmanager
def beside(target: Path) -> Iterator[BinaryIO]:
    """A file beside ``target`` that takes its place when all went well; else nothing is left and the old file stays.

    Raises KnownError for a missing folder, a full disk and a target that cannot be replaced.
    """
    if not target.parent.is_dir():
        raise KnownError(say.NO_FOLDER.format(folder=target.parent))
    temporary = temporary_beside(target)
    try:
        with _sentences(target):
            with temporary.open("wb") as output:
                yield output
                output.flush()
                os.fsync(output.fileno())
            temporary.replace(target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise KnownError(say.TARGET_BUSY.format(file=target)) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise KnownError((say.DISK_FULL if full else say.WRITE_FAILED).format(file=target)) from error
