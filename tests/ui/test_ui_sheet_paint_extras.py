"""Marks and charts painted with Qt look as they do in the PDF."""
from __future__ import annotations

import io

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from planeditor.formengine.pages import Box, CellStyle, Chart, Line, Mark, Page, Series
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.ui.sheet.sheet_fonts import SheetFonts
from tests.ui.test_ui_sheet_paint import BOOK, darkness, painted

TEXT = "計画通り進捗している。"
MARKS = (Mark(0, 4, "under"), Mark(6, 9, "strike"))
CHART = Chart("stacked", "進捗", ("甲", "乙"), tuple(Series(f"区分{n}", (n + 1, 3)) for n in range(5)), "件")


def box(marks: tuple[Mark, ...] = (), chart: Chart | None = None) -> Box:
    style = CellStyle(size=12)
    lines = () if chart else (Line(12, 24, TEXT),)
    return Box(10, 10, 280, 180, style, 12, lines, "" if chart else TEXT, marks=marks, chart=chart)


def in_the_pdf(page: Page) -> QImage:
    target = io.BytesIO()
    write_pdf([page], target, fonts=BOOK, info=PdfInfo(title="x"))
    document = pypdfium2.PdfDocument(target.getvalue())
    raster = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    return QImage(raster.tobytes(), raster.width, raster.height, raster.width, QImage.Format.Format_Grayscale8).copy()


@pytest.mark.parametrize("shown", [box(MARKS), box(chart=CHART)], ids=["marks", "chart"])
def test_they_are_painted_as_in_the_pdf(qapp: object, shown: Box) -> None:
    page = Page(300, 200, [shown])
    ours, theirs = darkness(painted(page, SheetFonts(BOOK), 2)), darkness(in_the_pdf(page))
    assert sum(ours) == pytest.approx(sum(theirs), rel=0.08)
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 70
    plain = darkness(painted(Page(300, 200, [box()]), SheetFonts(BOOK), 2))
    assert sum(ours) > sum(plain)
