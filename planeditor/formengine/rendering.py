"""Looking at a finished PDF: how many pages, how large, and each as a raster. Plain bytes out."""
from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from planeditor.domain.errors import BugError

if TYPE_CHECKING:
    import pypdfium2

_ONE_AT_A_TIME = threading.Lock()
"""The library may be called by one thread only at a time, whatever the document."""

_BIT = 0.01


class PageSize(NamedTuple):
    """Width and height of a page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of a page: rows from the top, each ``stride`` bytes long; blue, green, red, unused, or one byte of gray."""

    width: int
    height: int
    stride: int
    data: bytes
    gray: bool = False


class PdfView:
    """An opened PDF. May be used from any thread."""

    def __init__(self, data: bytes) -> None:
        """Raises BugError where these bytes are no PDF."""
        import pypdfium2  # loading the library takes longer than the first paint may

        with _ONE_AT_A_TIME:
            try:
                self._document: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as error:
                raise BugError("no PDF") from error

    @cached_property
    def sizes(self) -> list[PageSize]:
        """The size of every page, in order."""
        with _ONE_AT_A_TIME:
            document = self._opened
            return [PageSize(*document.get_page_size(number)) for number in range(len(document))]

    @cached_property
    def bookmarks(self) -> list[tuple[str, int]]:
        """What begins on which page (counted from 0): titles of every level, in order."""
        with _ONE_AT_A_TIME:
            found = []
            for mark in self._opened.get_toc():
                place = mark.get_dest()
                number = place.get_index() if place is not None else None
                if number is not None:
                    found.append((mark.get_title(), number))
            return found

    @property
    def text(self) -> str:
        """All that is written on its pages, a page after the other."""
        with _ONE_AT_A_TIME:
            found = []
            for number in range(len(self._opened)):
                page = self._opened[number]
                written = page.get_textpage()
                found.append(written.get_text_range())
                written.close()
                page.close()
            return "\n".join(found)

    def render(self, page: int, width: int, *, gray: bool = False) -> Raster:
        """A picture of a page (counted from 0) that is ``width`` pixels wide."""
        scale = (width - _BIT) / self.sizes[page].width  # the library rounds up
        with _ONE_AT_A_TIME:
            opened = self._opened[page]
            try:
                bitmap = opened.render(scale=scale, grayscale=gray, prefer_bgrx=True, optimize_mode="print" if gray else None)
                try:
                    return Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), gray)
                finally:
                    bitmap.close()
            finally:
                opened.close()

    def close(self) -> None:
        """Give back what it holds; may be called twice."""
        with _ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None

    @property
    def _opened(self) -> pypdfium2.PdfDocument:
        if self._document is None:
            raise BugError("the PDF is closed")
        return self._document
