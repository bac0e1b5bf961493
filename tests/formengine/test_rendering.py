"""The finished PDF seen again: pages, sizes and what is on them."""
from __future__ import annotations

import io
import subprocess
import sys
import threading

import pytest

from planeditor.domain.errors import BugError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, CellStyle, Page
from planeditor.formengine.rendering import PdfView, Raster
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf

A4, A3 = (595.0, 842.0), (1191.0, 842.0)


def pdf(*sizes: tuple[float, float], fill: str = "ff0000") -> bytes:
    """Pages whose left half is filled."""
    pages = [Page(w, h, [Box(0, 0, w / 2, h, CellStyle(fill=fill), 9.0)]) for w, h in sizes]
    output = io.BytesIO()
    write_pdf(pages, output, fonts=FontBook(), info=PdfInfo("試験"))
    return output.getvalue()


def pixel(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    each = 1 if raster.gray else 4
    start = y * raster.stride + x * each
    return tuple(raster.data[start : start + each][:3])


def test_pages_and_their_sizes() -> None:
    view = PdfView(pdf(A4, A3))
    assert [(round(s.width), round(s.height)) for s in view.sizes] == [A4, A3]
    view.close()


def test_a_page_as_a_picture_of_the_width_asked_for() -> None:
    view = PdfView(pdf(A4, A3))
    raster = view.render(1, 600)
    assert (raster.width, raster.height) == (600, 425)
    assert len(raster.data) == raster.stride * raster.height
    assert pixel(raster, 10, 200) == (0, 0, 255)
    assert pixel(raster, 590, 200) == (255, 255, 255)
    view.close()


def test_gray_has_one_byte_a_pixel() -> None:
    view = PdfView(pdf(A4))
    raster = view.render(0, 300, gray=True)
    assert raster.gray
    assert raster.stride < 600
    assert pixel(raster, 10, 100)[0] not in (0, 255)
    assert pixel(raster, 290, 100) == (255,)
    view.close()


def test_many_threads_may_look_at_once() -> None:
    data = pdf(*[A4] * 6)
    seen: list[int] = []

    def look() -> None:
        view = PdfView(data)
        seen.extend(view.render(page, 80).width for page in range(len(view.sizes)))
        view.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [80] * 24


def test_what_is_no_pdf_and_what_is_closed_is_a_fault_of_ours() -> None:
    with pytest.raises(BugError):
        PdfView(b"no pdf")
    view = PdfView(pdf(A4))
    view.close()
    view.close()
    with pytest.raises(BugError):
        view.render(0, 100)


def test_the_library_is_loaded_with_the_first_pdf_only() -> None:
    code = "import planeditor.formengine.rendering, sys; sys.exit('pypdfium2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
