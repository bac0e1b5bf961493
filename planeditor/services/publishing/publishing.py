"""公表: the public part of a decided state as CSV, JSON, PDFs and a page to paste, in one new folder."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.days import long_day, today
from planeditor.domain.errors import KnownError
from planeditor.domain.municipal_code import parse_code
from planeditor.domain.plan import MUNICIPAL_CODE, PLAN_ID, WITHHELD, Plan
from planeditor.domain.reserved import base_of
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import publishing as say
from planeditor.services.paper.exporting import export_order
from planeditor.services.paper.folders import LISTING, file_hash, folder_beside, require_not_of_disk
from planeditor.services.paper.order import Progress, Written
from planeditor.services.publishing.csvfile import csv_bytes, dictionary_bytes, table_bytes
from planeditor.services.publishing.decided import decided_state
from planeditor.services.publishing.dictionary import dictionary_page
from planeditor.services.publishing.page import Link, page
from planeditor.services.publishing.pdfs import PdfFile, cut_down, pdf_files
from planeditor.services.publishing.public import public_plan
from planeditor.services.publishing.tables import About, tables
from planeditor.services.transport.files import json_text
from planeditor.services.transport.writing import as_json

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

FIRST_LEVELS = (2, 3, 4)
"""The levels a page may begin its headings on."""
_MEGA, _KILO = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be published: nothing in it but the public part of the plan. Made with the document; written without it."""

    plan: Plan
    forms: FormSet
    about: About
    posted: dt.date
    level: int = 2
    warnings: tuple[str, ...] = ()


def prepare(
    document: Document, forms: FormSet, name: str, *, code: str = "", posted: dt.date | None = None, level: int = 2
) -> Publication:
    """The public part of the state of that name. ``code``: the 団体コード, by default the plan's; ``level``: of the first heading.

    Without a code its column stays empty, which a warning says. Raises KnownError for a state that is not decided, for a code
    whose check digit does not hold, and for no such level.
    """
    state, plan, warnings = decided_state(document, forms, name)
    if level not in FIRST_LEVELS:
        raise KnownError(say.BAD_LEVEL)
    sound = municipal_code(plan, document.plan(), code)
    if not sound:
        warnings.append(say.NO_CODE)
    marked = withheld_somewhere(plan, document.plan())
    if marked:
        warnings.append(say.WITHHELD_COUNT.format(count=marked))
    public = public_plan(withheld_now(plan, document.plan()), forms)
    about = About(sound, state.name, state.date)
    return Publication(public, forms, about, posted or today(), level, tuple(warnings))


def municipal_code(plan: Plan, now: Plan, given: str) -> str:
    """The six digits: those given, else those of the plan then or now; "" where there are none. Raises KnownError for wrong ones."""
    text = given.strip() or plan.text(PLAN_ID, MUNICIPAL_CODE) or now.text(PLAN_ID, MUNICIPAL_CODE)
    if not text:
        return ""
    code = parse_code(text)
    if code is None:
        raise KnownError(say.BAD_CODE.format(code=text))
    return code


def withheld_now(plan: Plan, now: Plan) -> Plan:
    """A state of the plan with the marks 公表しない of today too: what was marked afterwards must not come out either."""
    marks = {key: text for key, text in now.entries.items() if base_of(key.field) == WITHHELD and key not in plan.entries}
    return Plan({**plan.entries, **marks}) if marks else plan


def withheld_somewhere(plan: Plan, now: Plan) -> int:
    """How many entries are marked, in a state or today."""
    return sum(1 for key in {**plan.entries, **now.entries} if base_of(key.field) == WITHHELD)


def publish(
    document: Document, forms: FormSet, name: str, target: Path, *, code: str = "", posted: dt.date | None = None, level: int = 2,
    fonts: FontBook | None = None, progress: Progress | None = None,
) -> Written:
    """``prepare`` and ``write_publication`` in one go."""
    publication = prepare(document, forms, name, code=code, posted=posted, level=level)
    return write_publication(publication, target, fonts=fonts, progress=progress)


def write_publication(
    publication: Publication, target: Path, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Written:
    """Write everything into the folder ``target``, which is made, or replaced where the program wrote it itself and nobody has
    changed it. Raises KnownError where anything else stands there, or it cannot be written; then nothing is left."""
    with folder_beside(target) as folder:
        writer = _Writer(publication, folder, fonts or FontBook(), progress)
        writer.write()
    writer.done.paths = [target / name for name in (*writer.listed, LISTING)]
    writer.done.warnings += publication.warnings
    return writer.done


class _Writer:
    def __init__(self, publication: Publication, folder: Path, fonts: FontBook, progress: Progress | None) -> None:
        self.publication, self.folder, self.fonts, self.progress = publication, folder, fonts, progress
        self.tables = tables(publication.plan, publication.forms.vocabulary, publication.about)
        self.pdfs = list(pdf_files(publication.plan, publication.forms))
        self.listed: dict[str, str] = {}
        """The files so far and what they are."""
        self.done = Written()

    def write(self) -> None:
        links = [link for pdf in self.pdfs if (link := self._pdf(pdf))]
        plan, forms, about = self.publication.plan, self.publication.forms, self.publication.about
        for table in self.tables:
            self._put(f"{table.name}.csv", say.KIND_CSV.format(title=table.title), table_bytes(table))
            links.append(self._link(f"{table.name}.csv", table.title))
        self._put("dictionary.csv", say.KIND_DICTIONARY.format(kind="CSV"), dictionary_bytes(self.tables))
        shown = dictionary_page(self.tables, plan.title)
        self._put("dictionary.html", say.KIND_DICTIONARY.format(kind="HTML"), shown.encode())
        data = {**as_json(plan, forms), "published": {"municipal_code": about.code, "state": about.state, "date": about.date}}
        self._put("plan.json", say.KIND_JSON, f"{json_text(data)}\n".encode())
        links += [self._link("plan.json", say.CONTENT), self._link("dictionary.csv", say.DICTIONARY)]
        posted = long_day(self.publication.posted)
        text = page(plan, forms.vocabulary, about, posted, links, self.publication.level)
        self._put("page.html", say.KIND_PAGE, text.encode())
        day = self.publication.posted.isoformat()
        rows = [
            (name, kind, str((self.folder / name).stat().st_size), file_hash(self.folder / name), day) for name, kind in self.listed.items()
        ]
        (self.folder / LISTING).write_bytes(csv_bytes(say.FILES_COLUMNS, rows))

    def _pdf(self, pdf: PdfFile) -> Link | None:
        publication = self.publication
        file = f"pdf/{pdf.file}"
        (self.folder / "pdf").mkdir(exist_ok=True)
        try:
            plan = cut_down(publication.plan, pdf.area) if pdf.area else publication.plan
            written = export_order(plan, publication.forms, pdf.order, self.folder / file, fonts=self.fonts)
        except KnownError as error:
            require_not_of_disk(error)
            self.done.warnings.append(say.FORM_LEFT_OUT.format(form=pdf.title, problem=error.message))
            return None
        self.done.pages += written.pages
        self._note(file, say.KIND_PDF.format(title=pdf.title))
        return Link(file, say.PDF_LINK.format(title=pdf.title, size=self._size(file), date=long_day(publication.posted)))

    def _put(self, name: str, kind: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)
        self._note(name, kind)

    def _note(self, name: str, kind: str) -> None:
        self.listed[name] = kind
        if self.progress is not None:
            self.progress(len(self.listed), len(self.pdfs) + len(self.tables) + 4)

    def _link(self, name: str, title: str) -> Link:
        kind = Path(name).suffix[1:].upper()
        day = long_day(self.publication.posted)
        return Link(name, say.DATA_LINK.format(title=title, kind=kind, size=self._size(name), date=day))

    def _size(self, name: str) -> str:
        return file_size((self.folder / name).stat().st_size)


def file_size(count: int) -> str:
    """How big a file is, as a page prints it: 1.2MB, 34KB."""
    if count >= _MEGA // 10:
        return say.MEGABYTES.format(size=f"{count / _MEGA:.1f}")
    return say.KILOBYTES.format(size=max(1, round(count / _KILO)))
