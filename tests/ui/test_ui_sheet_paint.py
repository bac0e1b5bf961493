"""Pages painted with Qt: the same glyphs at the same places as in the PDF, at any scale, for ever."""
from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPdfWriter

from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.fonts.typeface import BLANK
from planeditor.formengine.pages import Box, CellStyle, Face, Line, Page, Rules
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.ui.session import Session
from planeditor.ui.sheet import print_painter
from planeditor.ui.sheet.page_painter import PaintedPage
from planeditor.ui.sheet.sheet_fonts import SheetFonts

BOOK = FontBook()


@pytest.fixture
def fonts(qapp: object) -> SheetFonts:
    return SheetFonts(BOOK)


def sample_pages(session: Session) -> Iterator[Page]:
    """The pages of every form of the set for every node of the sample plan."""
    typesetter = Typesetter(BOOK)
    for form in session.forms.forms.values():
        filler = Filler(session.plan, form)
        for node in filler.roots():
            grid = filler.fill(node)
            yield from typesetter.pages(
                typesetter.lay_out(grid, form.drawing.setup, fit=True, min_size=form.options.min_size)
            )


def painted(page: Page, fonts: SheetFonts, scale: float, *, on_screen: bool = False) -> QImage:
    image = QImage(round(page.width * scale), round(page.height * scale), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(scale, scale)
    prepared = PaintedPage(page, fonts)
    if on_screen:
        prepared.paint_grounds(painter)
        prepared.paint_ink(painter, None, scale)
    else:
        prepared.paint(painter)
    painter.end()
    return image


def darkness(image: QImage) -> list[int]:
    """How dark each square of eight by eight pixels is."""
    small = image.scaled(image.width() // 8, image.height() // 8, mode=Qt.TransformationMode.SmoothTransformation)
    return [255 - small.pixelColor(x, y).red() for y in range(small.height()) for x in range(small.width())]


def test_every_line_of_the_sample_is_drawn_to_the_letter(session: Session, fonts: SheetFonts) -> None:
    lines = 0
    for page in sample_pages(session):
        for box in page.boxes:
            typeface = BOOK.typeface(box.style.face)
            for line in box.lines:
                glyphs = typeface.glyphs(line.text)
                assert "".join(g.text for g in glyphs) == line.text
                drawn = fonts.text(box.style.face, box.size, line.text)
                numbers = [n for run in drawn.runs for n in run.glyphIndexes()]
                assert drawn.outlines or numbers == [g.number for g in glyphs if g.number != BLANK]
                lines += bool(line.text)
    assert lines > 1000


def test_glyphs_stand_where_the_pdf_has_them(fonts: SheetFonts) -> None:
    text = "計画1(か\u3099)𠮷"
    drawn = fonts.text(Face(), 10.0, text)
    places = [p.x() for run in drawn.runs for p in run.positions()]
    expected, x = [], 0.0
    for glyph in BOOK.typeface(Face()).glyphs(text):
        if glyph.number != BLANK:
            expected.append(x + glyph.shift * 10)
        x += glyph.advance * 10
    assert places == pytest.approx(expected)
    assert len(drawn.runs) > 1  # 𠮷 is in no main font


def test_the_sheet_looks_as_the_pdf_does(session: Session, fonts: SheetFonts) -> None:
    page = next(sample_pages(session))
    target = io.BytesIO()
    write_pdf([page], target, fonts=BOOK, info=PdfInfo(title="x"))
    document = pypdfium2.PdfDocument(target.getvalue())
    raster = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    theirs = QImage(raster.tobytes(), raster.width, raster.height, raster.width, QImage.Format.Format_Grayscale8)
    ours = painted(page, fonts, 2)
    assert (ours.width(), ours.height()) == (theirs.width(), theirs.height())
    one, other = darkness(ours), darkness(theirs)
    assert sum(one) == pytest.approx(sum(other), rel=0.08)
    assert max(abs(a - b) for a, b in zip(one, other, strict=True)) < 70


def test_rules_on_the_screen_are_whole_pixels(fonts: SheetFonts) -> None:
    box = Box(10.3, 10.3, 50, 20, CellStyle(rules=Rules("thin", "thin", "thin", "thin")), 9)
    for scale in (1.07, 1.5, 2.9):
        image = painted(Page(100, 50, [box]), fonts, scale, on_screen=True)
        row = [image.pixelColor(x, round(20 * scale)).red() for x in range(image.width())]
        thick = max(1, round(0.5 * scale))
        dark = min(row)
        assert row.count(dark) == 2 * thick
        assert row.count(255) == len(row) - 2 * thick


def test_every_style_is_drawn(fonts: SheetFonts) -> None:
    plain, page = CellStyle(), Page(300, 100, [])
    line = (Line(12, 30, "帯の文"),)
    base = Box(10, 10, 200, 30, plain, 9, line, "帯の文")
    blank = darkness(painted(Page(300, 100, [base]), fonts, 2))
    for style, arrow in (
        (CellStyle(face=Face(bold=True)), False), (CellStyle(face=Face("IPAmj明朝", bold=True)), False),
        (CellStyle(face=Face(italic=True)), False), (CellStyle(underline=True), False), (CellStyle(strike=True), False),
        (CellStyle(color="c00000"), False), (CellStyle(fill="eeeeee"), False), (plain, True),
    ):  # fmt: skip
        page.boxes = [Box(10, 10, 200, 30, style, 9, line, "帯の文", arrow=arrow)]
        assert darkness(painted(page, fonts, 2)) != blank


def test_only_the_exposed_part_is_painted(session: Session, fonts: SheetFonts) -> None:
    page = next(sample_pages(session))
    whole, image = painted(page, fonts, 1), QImage(round(page.width), round(page.height), QImage.Format.Format_Grayscale8)
    image.fill(255)
    part = QRectF(100, 100, 300, 120)
    painter = QPainter(image)
    painter.setClipRect(part)
    PaintedPage(page, fonts).paint(painter, part)
    painter.end()
    area = part.toRect()
    assert image.copy(area) == whole.copy(area)


def test_printing_has_every_page_in_its_size_and_every_character(session: Session, fonts: SheetFonts, tmp_path: Path) -> None:
    pages = list(sample_pages(session))[:3]
    pages.append(Page(595.28, 841.89, [Box(60, 60, 200, 20, CellStyle(), 9, (Line(62, 72, "縦の紙"),), "縦の紙")]))
    told: list[int] = []
    writer = QPdfWriter(str(tmp_path / "紙.pdf"))
    assert print_painter.paint(iter(pages), writer, fonts, told.append) == 4
    assert told == [1, 2, 3, 4]
    document = pypdfium2.PdfDocument(tmp_path / "紙.pdf")
    try:
        for number, page in enumerate(pages):
            width, height = document[number].get_size()
            assert (width, height) == (pytest.approx(page.width, abs=1), pytest.approx(page.height, abs=1))
            text = "".join(document[number].get_textpage().get_text_range().split())
            wanted = "".join(chain.from_iterable(line.text for box in page.boxes for line in box.lines)).split()
            assert len(text) == len("".join(wanted))
    finally:
        document.close()


def test_printing_nothing_touches_no_printer(tmp_path: Path) -> None:
    assert print_painter.paint([], QPdfWriter(str(tmp_path / "無.pdf")), BOOK) == 0


def test_a_stopped_printing_ends_the_device(session: Session, fonts: SheetFonts, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise InterruptedError

    writer = QPdfWriter(str(tmp_path / "中止.pdf"))
    with pytest.raises(InterruptedError):
        print_painter.paint(sample_pages(session), writer, fonts, stop)
    assert QPainter().begin(writer)


def test_a_broad_page_is_printed_on_broad_paper() -> None:
    layout = print_painter.page_layout(Page(841.89, 595.28, []))
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    assert layout.fullRectPoints().size().toTuple() == (842, 595)
    assert layout.pageSize().size(layout.pageSize().Unit.Point) == QSizeF(595, 842)


def test_painting_for_ever_leaves_nothing_behind(session: Session, fonts: SheetFonts) -> None:
    """PySide6 6.12 on CPython 3.11 loses a reference to None with each paint call, and dies of it."""
    resource = pytest.importorskip("resource")
    page = next(sample_pages(session))
    prepared, image = PaintedPage(page, fonts), QImage(40, 40, QImage.Format.Format_RGB32)
    tiny = QRectF(60, 60, 4, 4)

    def paint(times: int) -> None:
        for _ in range(times):
            painter = QPainter(image)
            prepared.paint_ink(painter, tiny, 1.5)
            painter.end()

    def most_memory() -> int:
        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    paint(2000)
    gc.collect()
    nones, memory = sys.getrefcount(None), most_memory()
    paint(100_000)
    gc.collect()
    assert abs(sys.getrefcount(None) - nones) < 100
    assert most_memory() - memory < 4096
