"""Reading the manual's pages in tests."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.services.manual.blocks import Note, Paragraph, Points, Span, Table
from planeditor.services.manual.manual import Page


def spans(page: Page) -> Iterator[Span]:
    """Every span of a page's running text, lists and tables."""
    for block in page.blocks:
        match block:
            case Paragraph(text=text) | Note(text=text):
                yield from text
            case Points(items=items):
                yield from (span for item in items for span in item)
            case Table(head=head, rows=rows):
                yield from (span for row in (head, *rows) for cell in row for span in cell)
            case _:
                pass
