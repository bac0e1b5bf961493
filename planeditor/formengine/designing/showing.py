"""A worksheet shown as it prints, without filling anything in: every cell, the empty ones too, has its place on a page."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planeditor.domain.plan import Key
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainCell, PlainSheet
from planeditor.formengine.filling.grid import Grid, GridCell, GridRow
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.layout import Typesetter


@dataclass(frozen=True)
class ShownSheet:
    """The pages, and which cell each numbered box is."""

    pages: list[Page]
    cells: list[PlainCell]
    """By the number of their box."""


def show_sheet(sheet: PlainSheet, fonts: FontBook, texts: Mapping[Place, str] | None = None) -> ShownSheet:
    """The sheet on its pages; ``texts``: what to print instead at these places.

    Raises KnownError where the program's fonts are not installed.
    """
    cells = [cell for _, cell in sorted(sheet.cells.items())]
    shown = texts or {}
    grid = Grid(
        "", "", list(sheet.widths), [GridRow(h, split=True) for h in sheet.heights],
        [
            GridCell(
                c.row - 1, c.column - 1, c.rows, c.columns, c.style, shown.get(c.place, c.text), "print",
                key=Key(f"{c.row}:{c.column}", ""),
            )
            for c in cells
        ],
    )
    typesetter = Typesetter(fonts)
    laid = typesetter.lay_out(grid, sheet.setup, fit=False, min_size=6.0)
    return ShownSheet(list(typesetter.pages(laid)), cells)
