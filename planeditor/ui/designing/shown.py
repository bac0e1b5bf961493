"""A design as the canvas shows it: pages, cells by number, and where each stands on the city's worksheet."""
from __future__ import annotations

import re
from dataclasses import dataclass

from planeditor.domain.plan import Key
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainSheet
from planeditor.formengine.designing.showing import show_sheet
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, Page
from planeditor.services.designing.design import Design
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.sheet_layout import Sheet

_PLACEHOLDER = re.compile(r"\{\{(?!\{)(.+?)(?:\|[^}]*)?\}\}")


@dataclass(frozen=True)
class ShownDesign:
    """What is on the canvas."""

    sheet: Sheet
    places: dict[int, Place]
    """Number of a cell -> its place on the worksheet."""
    numbers: dict[Place, int]


def shown_design(design: Design, fonts: FontBook) -> ShownDesign:
    """A design with the names of its fields in place of placeholders."""
    drawn = design.drawn
    texts = {p: readable(c.text) for p, c in drawn.sheet.cells.items() if "{{" in c.text}
    sheet, cells = _sheet(drawn.sheet, fonts, texts)
    places = {number: drawn.places[place] for number, place in cells.items()}
    return ShownDesign(sheet, places, {p: n for n, p in places.items()})


def shown_plain(plain: PlainSheet, fonts: FontBook) -> ShownDesign:
    """A worksheet as it was taken."""
    sheet, cells = _sheet(plain, fonts, {})
    return ShownDesign(sheet, cells, {p: n for n, p in cells.items()})


def pages_only(pages: list[Page]) -> Sheet:
    """Pages without cells to choose."""
    return Sheet("", pages, [], {}, {})


def readable(text: str) -> str:
    """A text with its placeholders as people read them: 〔施策名〕."""
    return _PLACEHOLDER.sub(r"〔\1〕", text)


def _sheet(plain: PlainSheet, fonts: FontBook, texts: dict[Place, str]) -> tuple[Sheet, dict[int, Place]]:
    shown = show_sheet(plain, fonts, texts)
    boxes: dict[int, list[tuple[int, Box]]] = {}
    for at, page in enumerate(shown.pages):
        for box in page.boxes:
            if box.cell >= 0:
                boxes.setdefault(box.cell, []).append((at, box))
    cells = [
        Cell(number, (Key(f"{c.row}:{c.column}", ""),), c.row - 1, c.column - 1, c.rows, c.columns)
        for number, c in enumerate(shown.cells) if number in boxes
    ]
    by_key = {cell.key: cell for cell in cells}
    return Sheet("", shown.pages, cells, boxes, by_key), {n: c.place for n, c in enumerate(shown.cells)}
