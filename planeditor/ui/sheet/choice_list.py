"""The drop-down list at a cell whose field has choices. The editor keeps the focus; what is typed filters the list."""
from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from planeditor.messages import ui_sheet as say
from planeditor.ui import theme

_MOST = 10


class ChoiceList(QListWidget):
    """The words a field may have, and an empty one."""

    taken = Signal(str)
    """A word was clicked; "" empties the cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        self.hide()

    def offer(self, choices: Sequence[str], now: str, label: str) -> None:
        """Show the words, the present one chosen."""
        self.clear()
        for word in ("", *choices):
            item = QListWidgetItem(word or say.CHOICE_EMPTY, self)
            item.setData(Qt.ItemDataRole.UserRole, word)
        self.setCurrentRow(([*choices].index(now) + 1) if now in choices else 0)
        self.setAccessibleName(say.CHOICES.format(field=label))
        self.show()
        self.raise_()

    def narrow(self, typed: str) -> None:
        """Show only the words that have what was typed in them; all of them where nothing was typed."""
        wanted = _folded(typed.strip())
        fitting = []
        for row in range(self.count()):
            word = _folded(self._word(row))
            fits = not wanted or (bool(word) and wanted in word)
            self.setRowHidden(row, not fits)
            if fits and word:
                fitting.append((not word.startswith(wanted), word != wanted, row))
        if wanted:
            self.setCurrentRow(min(fitting)[2] if fitting else -1)

    def step(self, places: int) -> None:
        """Go to the next word shown."""
        shown = [row for row in range(self.count()) if not self.isRowHidden(row)]
        if shown:
            at = shown.index(self.currentRow()) + places if self.currentRow() in shown else 0
            self.setCurrentRow(shown[max(0, min(at, len(shown) - 1))])

    @property
    def word(self) -> str | None:
        """The chosen word; None where what was typed fits none."""
        row = self.currentRow()
        return self._word(row) if row >= 0 and not self.isRowHidden(row) else None

    def stand_at(self, cell: QRect, room: QRect) -> None:
        """Stand below the cell, above it where there is no room."""
        rows = min(_MOST, max(1, sum(not self.isRowHidden(r) for r in range(self.count()))))
        height = rows * max(self.sizeHintForRow(0), theme.scaled(28)) + 2 * self.frameWidth() + 2
        width = max(cell.width(), self.sizeHintForColumn(0) + theme.scaled(40))
        top = cell.bottom() + 2
        if top + height > room.bottom() and cell.top() - height > room.top():
            top = cell.top() - height - 2
        left = max(room.left(), min(cell.left(), room.right() - width))
        self.setGeometry(left, top, width, height)

    def _word(self, row: int) -> str:
        word = self.item(row).data(Qt.ItemDataRole.UserRole)
        return word if isinstance(word, str) else ""

    def _clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self._word(index.row()))


def _folded(text: str) -> str:
    """A text blind to width and case."""
    return unicodedata.normalize("NFKC", text).casefold()
