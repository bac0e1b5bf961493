"""Blocks of the table as spreadsheets copy and paste them."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import ui_table as say
from planeditor.ui.sheet.cell_clipboard import from_text, to_text
from planeditor.ui.table.table_model import TableModel


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, its ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_one(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right


def block_of(indexes: Iterable[QModelIndex]) -> Block | None:
    """The rectangle round the chosen cells."""
    chosen = [(i.row(), i.column()) for i in indexes]
    if not chosen:
        return None
    rows, columns = [r for r, _ in chosen], [c for _, c in chosen]
    return Block(min(rows), min(columns), max(rows), max(columns))


def copied(model: TableModel, block: Block) -> str:
    """The cells of a block as text for a spreadsheet."""
    return to_text([
        [str(model.index(row, column).data() or "") for column in range(block.left, block.right + 1)]
        for row in range(block.top, block.bottom + 1)
    ])


def pasted(model: TableModel, block: Block, text: str) -> dict[Key, str]:
    """Which text goes into which entry; a single text goes into every cell of the block.

    Raises KnownError where there is nothing, where it does not fit the table, and for the first cell that is locked.
    """
    rows = from_text(text)
    if not rows:
        raise KnownError(say.NOTHING_TO_PASTE)
    if len(rows) == len(rows[0]) == 1 and not block.is_one:
        height, width = block.bottom - block.top + 1, block.right - block.left + 1
        rows = [[rows[0][0]] * width for _ in range(height)]
    if block.top + len(rows) > model.rowCount() or block.left + max(map(len, rows)) > model.columnCount():
        raise KnownError(say.BEYOND)
    return entries(model, block.top, block.left, rows)


def entries(model: TableModel, top: int, left: int, rows: Sequence[Sequence[str]]) -> dict[Key, str]:
    """The entries that these texts change. Cells that show their text already may be locked; KnownError for others."""
    found: dict[Key, str] = {}
    for down, texts in enumerate(rows):
        for right, text in enumerate(texts):
            index = model.index(top + down, left + right)
            if (index.data() or "") == text:
                continue
            refusal, key = model.refusal(index), model.key(index)
            if refusal or key is None:
                raise KnownError(say.LOCKED_AT.format(place=model.place_said(index), sentence=refusal))
            found[key] = text
    return found
