"""Export of official forms to Excel, PDF and paper."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.blocks import holder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import Node, Plan
from planeditor.domain.text import label_key
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.parts import CONTENTS
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.assembly import Assembly
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.pagenumbers import numbered
from planeditor.formengine.writing.excel import write_workbook
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.pdf import PdfInfo, margin_boxes, write_pdf
from planeditor.messages import forms as say_forms
from planeditor.messages import services as say
from planeditor.messages import writing as say_writing
from planeditor.services.paper.omitted import omitted
from planeditor.services.paper.order import ALL, Order, Progress, Selection, Written, kind_of
from planeditor.services.paper.targets import beside


def export(
    plan: Plan, forms: FormSet, form_name: str, target: Path, *,
    selection: Selection = ALL, fonts: FontBook | None = None, progress: Progress | None = None, number: str = "",
    mark: str = "",
) -> Written:
    """Write one form for the chosen sheets to ``target`` (.xlsx or .pdf), or a document of several forms (.pdf).

    As ``export_order``; the kind is that of the file name. Raises KnownError for an unknown suffix too.
    """
    return export_order(
        plan, forms, Order((form_name,), kind_of(target), selection, number, mark), target, fonts=fonts, progress=progress
    )


def export_order(
    plan: Plan, forms: FormSet, order: Order, target: Path, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write what is ordered to ``target``. What ``progress`` raises ends it, and the old file stays.

    Raises KnownError for an unknown form, a missing folder, a full disk, a busy file, or an empty choice.
    """
    job = _Job(plan, forms, order, fonts or FontBook(), progress)
    with beside(target) as output:
        written = job.write(output)
    written.paths.append(target)
    return written


def export_to(
    plan: Plan, forms: FormSet, order: Order, output: BinaryIO, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write what is ordered to a stream (the preview's memory). Raises as ``export_order``."""
    return _Job(plan, forms, order, fonts or FontBook(), progress).write(output)


def printed_pages(plan: Plan, forms: FormSet, order: Order, *, fonts: FontBook) -> Iterator[Page]:
    """The pages of the PDF of an order as plain data, with what stands in their margins, for a printer. Raises as
    ``export_order``."""
    return _Job(plan, forms, order, fonts, None).printed()


class _Job:
    """One order, checked when it is made."""

    def __init__(self, plan: Plan, forms: FormSet, order: Order, fonts: FontBook, progress: Progress | None) -> None:
        self.plan, self.forms, self.order, self.fonts, self.progress = plan, forms, order, fonts, progress
        name = order.forms[0] if len(order.forms) == 1 else ""
        self.document = name if name in forms.documents and name not in forms.forms else ""
        if self.document and order.kind != "pdf":
            raise KnownError(say_forms.DOCUMENT_ONLY_PDF.format(name=name))
        names = [p.form for p in forms.documents[name] if p.form != CONTENTS] if self.document else order.forms
        self.parts = [forms.form(n) for n in names]
        for form in self.parts:
            if form.problems:
                raise KnownError(say.FORM_HAS_PROBLEMS.format(form=form.title, problem=form.problems[0].reason))
        self.roots = self._chosen()
        self.title = f"{plan.title} {self.document or '・'.join(f.title for f in self.parts)}".strip()
        self.narrowed = False
        self._done = 0
        self._shown: set[str] = set()

    def _chosen(self) -> list[list[Node | None]]:
        """The roots of each part. Of several forms those without any are left out, as long as there is anything at all."""
        if len(self.parts) == 1:
            return [chosen_roots(self.plan, self.parts[0], self.order.selection)]
        roots = [_roots(self.plan, form, self.order.selection) for form in self.parts]
        if not any(roots):
            raise KnownError(say.NOTHING_TO_EXPORT.format(word=self.forms.vocabulary.word("measure")))
        return roots

    def write(self, output: BinaryIO) -> Written:
        """Write it."""
        if self.order.kind == "xlsx":
            numbers = any(f.options.page_numbers for f in self.parts)
            info = ExcelInfo(self.title, numbers, self.order.mark)
            written = Written(pages=write_workbook(chain(self._laid_out(), self._referred()), output, info))
        else:
            written = Written(pages=write_pdf(self._pages(), output, fonts=self.fonts, info=self._info))
        written.narrowed = self.narrowed
        if self.narrowed:
            written.warnings.append(say.COLUMNS_NARROWED)
        if self.document and self.order.selection == Selection() and any(form.each != "plan" for form in self.parts):
            written.warnings += omitted(self.plan, self.document, self._shown)
        return written

    def printed(self) -> Iterator[Page]:
        """The pages with their margins."""
        for place, page in enumerate(self._pages()):
            yield replace(page, boxes=[*page.boxes, *margin_boxes(page, self._info, place, self.fonts)])

    @property
    def _info(self) -> PdfInfo:
        return PdfInfo(
            title=self.title, page_numbers=any(f.options.page_numbers for f in self.parts),
            number="" if any(f.shows("資料番号") for f in self.parts) else self.order.number, mark=self.order.mark,
        )

    def _laid_out(self) -> Iterator[LaidOut]:
        """The sheets of the forms, one form after the other."""
        total = sum(map(len, self.roots))
        for form, roots in zip(self.parts, self.roots, strict=True):
            job = SheetJob(self.plan, form, self.fonts, None, self.order.number, self.order.selection.period)
            for laid in job.laid_out(roots):
                yield laid
                self._tell(total)
            self.narrowed |= job.narrowed

    def _referred(self) -> Iterator[LaidOut]:
        """The whole sheets that formulas of the ordered forms refer to, where they are not ordered themselves."""
        there = {f.name for f in self.parts} if self.order.selection.period is None else set()
        others = {name: form for part in self.parts for name, form in part.others.items() if name not in there}
        for form in others.values():
            yield SheetJob(self.plan, form, self.fonts).lay_out(None)

    def _pages(self) -> Iterator[Page]:
        if self.document:
            return self._document_pages()
        typesetter = Typesetter(self.fonts)
        laid_out = self._laid_out()
        return numbered((page for laid in laid_out for page in typesetter.pages(laid)), self.fonts)

    def _document_pages(self) -> Iterator[Page]:
        """A document lays its forms out twice: first to know what begins on which page."""
        total = 2 * sum(map(len, self.roots))
        rooted = dict(zip((f.name for f in self.parts), self.roots, strict=True))

        def choose(filler: Filler) -> Iterator[Node | None]:
            for node in rooted[filler.form.name]:
                yield node
                self._tell(total)

        assembly = Assembly(
            self.plan, self.forms, self.document, self.fonts, self.order.number, choose, self.order.selection.period
        )
        for page in assembly.pages():
            self._shown.update(box.key.node for box in page.boxes if box.key is not None)
            yield page
        self.narrowed |= assembly.narrowed

    def _tell(self, total: int) -> None:
        self._done += 1
        if self.progress is not None:
            self.progress(self._done, total)


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
    roots = _roots(plan, form, selection)
    if not roots:
        raise KnownError(say.NOTHING_TO_EXPORT.format(word=root_word(form)))
    return roots


def root_word(form: FormDef) -> str:
    """What the sheets of a form are each of: 施策, 分野, 章."""
    return say_writing.APART.get(form.each) or form.vocabulary.word(form.each) or form.vocabulary.word("measure")


def _roots(plan: Plan, form: FormDef, selection: Selection) -> list[Node | None]:
    if form.each == "plan":
        return [None]
    nodes = [n for n in plan.walk() if holder(plan, n) == form.each]
    if selection.measures:
        by_number = {label_key(n.number): n for n in plan.measures}
        wanted = []
        for number in selection.measures:
            found = by_number.get(label_key(number))
            if found is None:
                raise KnownError(say.NO_MEASURE.format(word=form.vocabulary.word("measure"), number=number))
            wanted.append(found.id)
        nodes = [n for n in nodes if n.id in wanted]
    if selection.nodes:
        wanted_ids = {below.id for n in selection.nodes for below in plan.walk(n)} | set(selection.nodes)
        nodes = [n for n in nodes if n.id in wanted_ids]
    if selection.areas:
        nodes = [n for area in selection.areas for n in _under(plan, area, nodes)]
    return list(nodes)


def _under(plan: Plan, number: str, nodes: list[Node]) -> list[Node]:
    area = next((a for a in plan.areas if label_key(a.number) == label_key(number)), None)
    if area is None:
        raise KnownError(say.NO_AREA.format(number=number))
    below = {n.id for n in plan.walk(area.id)} | {area.id}
    return [n for n in nodes if n.id in below]
