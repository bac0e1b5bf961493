"""Cell references such as ``AB12`` and ``A1:C3`` as numbers, and back."""
from __future__ import annotations

from planeditor.formengine.reading.limits import MAX_COLUMN, MAX_ROW

_columns: dict[str, int] = {}


def _column_number(letters: str) -> int:
    """The number of a column from its letters; ValueError where there is no such column."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - 64
        if number > MAX_COLUMN:
            raise ValueError(letters)
    if number == 0:
        raise ValueError(letters)
    _columns[letters] = number
    return number


def parse_place(reference: str) -> tuple[int, int]:
    """Row and column of ``AB12``; ValueError where that is no cell."""
    letters = reference.rstrip("0123456789")
    row = int(reference[len(letters):])
    if not 0 < row <= MAX_ROW:
        raise ValueError(reference)
    return row, _columns.get(letters) or _column_number(letters)


def parse_range(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of ``A1:C3``; ValueError where that is no range."""
    first, _, last = reference.partition(":")
    row, column = parse_place(first)
    last_row, last_column = parse_place(last or first)
    return min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column)


def is_place(row: int, column: int) -> bool:
    """Whether a sheet has such a cell."""
    return 0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN


def is_range(first_row: int, first_column: int, last_row: int, last_column: int) -> bool:
    """Whether a sheet has these cells, the first corner not after the last."""
    return is_place(first_row, first_column) and is_place(last_row, last_column) and first_row <= last_row and first_column <= last_column


def cell_name(row: int, column: int) -> str:
    """``AB12`` for row 12, column 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
