"""Page numbers in the cells of a form: known only when all pages are; until then a private character stands for them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planeditor.formengine.filling.grid import PAGE_MARK, PAGES_MARK
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, Line, Page


def has_marks(text: str) -> bool:
    """Whether a text waits for a page number."""
    return PAGE_MARK in text or PAGES_MARK in text


def with_numbers(text: str, page: int, pages: int) -> str:
    """The text with its page number and number of pages."""
    return text.replace(PAGE_MARK, str(page)).replace(PAGES_MARK, str(pages))


def numbered(pages: Iterable[Page], fonts: FontBook, *, total: int | None = None) -> Iterator[Page]:
    """The pages with their numbers; ``total`` is the number of pages of the document.

    Pages pass one by one; only where one asks for a total that is not given are they held back to the end.
    """
    waiting: list[tuple[int, Page]] = []
    count = 0
    for number, page in enumerate(pages, start=1):
        count += 1
        if waiting or (total is None and any(PAGES_MARK in box.text for box in page.boxes if box.key is None)):
            waiting.append((number, page))
        else:
            yield _numbered(page, number, total or 0, fonts)
    for number, page in waiting:
        yield _numbered(page, number, total or count, fonts)


def _numbered(page: Page, number: int, total: int, fonts: FontBook) -> Page:
    for position, box in enumerate(page.boxes):
        if box.key is None and has_marks(box.text):
            lines = tuple(_line(line, box, number, total, fonts) for line in box.lines)
            page.boxes[position] = replace(box, lines=lines, text=with_numbers(box.text, number, total))
    return page


def _line(line: Line, box: Box, number: int, total: int, fonts: FontBook) -> Line:
    text = with_numbers(line.text, number, total)
    advance = fonts.advances(box.style.face).__getitem__
    longer = (sum(map(advance, text)) - sum(map(advance, line.text))) * box.size
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[box.style.horizontal]
    return Line(line.x - share * longer, line.y, text)
