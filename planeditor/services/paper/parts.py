"""Papers of several parts as one PDF or one workbook: continuous page numbers, contents, nested bookmarks, odd pages."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.errors import KnownError
from planeditor.domain.text import shorten
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, Page
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.pagenumbers import numbered
from planeditor.formengine.writing.excel import ExcelWriter, collector_at_rest
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.pdf import PdfInfo, margin_boxes, write_pdf
from planeditor.messages import papers as say_papers
from planeditor.messages import services as say
from planeditor.services.paper.arranging import Arrangement
from planeditor.services.paper.exporting import SheetJob
from planeditor.services.paper.order import Kind, Progress, Written, kind_of
from planeditor.services.paper.part import PaperPart
from planeditor.services.paper.targets import beside

__all__ = ["PaperPart", "arrange", "write_parts", "write_parts_to"]

_NAMES = 80
"""Characters of the names told in a warning."""


def write_parts(
    parts: Sequence[PaperPart], target: Path, *, title: str, fonts: FontBook | None = None, mark: str = "", number: str = "",
    progress: Progress | None = None, least: float = 0.0,
) -> Written:
    """Write the parts to ``target`` (.pdf or .xlsx). ``mark``: （案） and the like; ``number``: the 資料番号 of parts that have none
    of their own; ``least``: sheets in smaller type than this many points are named in a warning.

    Raises KnownError for a form with problems, for parts without a sheet, an unknown suffix and what ``beside`` refuses.
    """
    kind = kind_of(target)
    with beside(target) as output:
        written = write_parts_to(
            parts, kind, output, title=title, fonts=fonts, mark=mark, number=number, progress=progress, least=least,
        )
    written.paths.append(target)
    return written


def write_parts_to(
    parts: Sequence[PaperPart], kind: Kind, output: BinaryIO, *, title: str, fonts: FontBook | None = None, mark: str = "",
    number: str = "", progress: Progress | None = None, least: float = 0.0,
) -> Written:
    """Write the parts to a stream; as ``write_parts``."""
    book, info = fonts or FontBook(), PdfInfo(title, number=number, mark=mark, page_numbers=True)
    with collector_at_rest():  # when it is back, all the sheets are let go already
        return _written(arrange(parts, book, number=number, on_paper=kind == "pdf", progress=progress), kind, output, info, least)


def _written(arranged: Arrangement, kind: Kind, output: BinaryIO, info: PdfInfo, least: float) -> Written:
    if kind == "xlsx":
        book = ExcelInfo(info.title, info.page_numbers, _head(info.mark, info.number))
        written = Written(pages=_write_book(arranged, output, book))
    else:
        written = Written(pages=write_pdf(_pages(arranged, info), output, fonts=arranged.fonts, info=PdfInfo(info.title)))
    written.narrowed = arranged.narrowed
    if arranged.narrowed:
        written.warnings.append(say.COLUMNS_NARROWED)
    if small := arranged.smaller_than(least):
        written.warnings.append(say_papers.SMALL_TYPE.format(count=len(small), least=f"{least:g}", names=shorten("、".join(small), _NAMES)))
    return written


def arrange(
    parts: Sequence[PaperPart], fonts: FontBook, *, number: str = "", on_paper: bool = True, progress: Progress | None = None
) -> Arrangement:
    """The parts laid out, once. Raises KnownError for a form with problems, and where no part has a sheet."""
    for part in parts:
        if part.form.problems and not part.contents:
            raise KnownError(say.FORM_HAS_PROBLEMS.format(form=part.form.title, problem=part.form.problems[0].reason))
    total = sum(len(part.roots) for part in parts if not part.contents)
    if not total:
        raise KnownError(say_papers.NO_PAPERS)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return Arrangement(parts, fonts, number=number, on_paper=on_paper, tell=tell)


def _pages(arranged: Arrangement, info: PdfInfo) -> Iterator[Page]:
    """The pages with their numbers and margins, which differ from part to part."""
    numbers: list[str] = []

    def plain() -> Iterator[Page]:
        for part, page in arranged.pages():
            shown = part is not None and not part.contents and part.form.shows("資料番号")
            numbers.append("" if shown else (part and part.number) or info.number)
            yield page

    heads: dict[tuple[float, str], list[Box]] = {}
    foot, head = replace(info, number="", mark=""), replace(info, page_numbers=False)
    for place, page in enumerate(numbered(plain(), arranged.fonts, total=arranged.page_count)):
        if page.boxes:
            known = page.width, numbers[place]
            if known not in heads:
                heads[known] = margin_boxes(page, replace(head, number=numbers[place]), place, arranged.fonts)
            page.boxes += [*heads[known], *margin_boxes(page, foot, place, arranged.fonts)]
        yield page


def _head(mark: str, number: str) -> str:
    """What stands in the head of printed worksheets, where & is a sign of the language of heads."""
    return "　".join(filter(None, (mark, number))).replace("&", "&&")


def _write_book(arranged: Arrangement, output: BinaryIO, info: ExcelInfo) -> int:
    """One worksheet for each sheet, and those that formulas refer to behind them."""
    writer = ExcelWriter(info)
    for sheet in arranged.sheets:
        writer.add(sheet.laid)
    for laid in _referred(arranged.parts, arranged.fonts):
        writer.add(laid)
    writer.save(output)
    return writer.pages


def _referred(parts: Sequence[PaperPart], fonts: FontBook) -> Iterator[LaidOut]:
    there = {part.form.name for part in parts if part.period is None and not part.contents}
    others = {name: (part.plan, form) for part in parts for name, form in part.form.others.items() if name not in there}
    for plan, form in others.values():
        yield SheetJob(plan, form, fonts).lay_out(None)
