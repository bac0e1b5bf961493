"""What is printed in an exported file, and whether a text is there: whole, but for the line breaks that wrapping made."""
from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from tests.formengine.pdftext import parse

_BREAK = "[\\n\u200b]"
"""Excel cells have a zero-width space where a text goes on in a row further down without a line break."""

_SHORTEST_CUT = 10
"""A shorter text would be found in two halves by accident."""


class Printed:
    """The texts of a file, in the order they are read: each a list of lines or cells."""

    def __init__(self, orders: Iterable[str], pages: Iterable[str], marks: str) -> None:
        """``orders``: everything in one order or another; ``pages``: the same in pieces that a text may be cut between."""
        self.orders, self.pages = list(orders), list(pages)
        self._between = rf"(?:{_BREAK}|{marks})*" if marks else f"{_BREAK}*"

    @classmethod
    def of_workbook(cls, file: Path, marks: str = "") -> Printed:
        """The cells of every sheet, row by row and column by column."""
        book = load_workbook(file, data_only=True)
        by_row = ["\n".join(_text(cell) for row in sheet.iter_rows() for cell in row if _text(cell)) for sheet in book]
        by_column = ["\n".join(_text(cell) for column in sheet.iter_cols() for cell in column if _text(cell)) for sheet in book]
        return cls(["\n".join(by_row), "\n".join(by_column)], by_row, marks)

    @classmethod
    def of_pdf(cls, file: Path, marks: str = "") -> Printed:
        """The lines of every page, in the order they are drawn."""
        pages = ["\n".join(lines) for lines in parse(file.read_bytes()).shown()]
        return cls(["\n".join(pages)], pages, marks)

    def lacks(self, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of which a line is not there."""
        return [(path, text) for path, text in texts if not all(self.has(line) for line in text.split("\n") if line.strip())]

    def has(self, line: str) -> bool:
        """Whether a line is there, on one page or cut between two."""
        whole = re.compile(self._expression(line))
        return any(whole.search(order) for order in self.orders) or any(self._is_cut(line, *two) for two in pairwise(self.pages))

    def _is_cut(self, line: str, before: str, after: str) -> bool:
        """Whether a text ends one page at the end of a line and goes on at the beginning of one on the next."""
        if len(line) < _SHORTEST_CUT:
            return False
        halves = ((self._expression(line[:at]), self._expression(line[at:])) for at in range(1, len(line)))
        return any(
            re.search(rf"{first}$", before, re.MULTILINE) and re.search(rf"^{second}", after, re.MULTILINE) for first, second in halves
        )

    def _expression(self, line: str) -> str:
        """The line with breaks anywhere; one may stand for a space."""
        return self._between.join(rf"(?:[ 　]|{_BREAK})" if c in " 　" else re.escape(c) for c in line.strip())


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if isinstance(value, float):
        return f"{value:.0%}" if "%" in cell.number_format else f"{value:g}"
    return "" if value is None else str(value)
