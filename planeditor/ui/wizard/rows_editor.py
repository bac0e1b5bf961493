"""A list to be typed with the buttons for its rows."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from planeditor.messages import ui_wizard as say
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.wizard.rows_table import RowsTable


class RowsEditor(QVBoxLayout):
    """The table and, below it, 上へ 下へ 行を消す."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__()
        self.setSpacing(STEP)
        self.table = RowsTable(columns)
        self.table.setAccessibleName(name)
        self.addWidget(self.table, 1)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.up = _button("up", say.UP, say.UP_OF.format(list=name))
        self.down = _button("down", say.DOWN, say.DOWN_OF.format(list=name))
        self.remove = _button("delete", say.REMOVE, say.REMOVE_OF.format(list=name))
        for button, slot in ((self.up, self._up), (self.down, self._down), (self.remove, self.table.remove)):
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self.addWidget(bar)

    def _up(self) -> None:
        self.table.move_row(-1)

    def _down(self) -> None:
        self.table.move_row(1)


def _button(drawing: str, text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(drawing))
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAccessibleName(name)
    return button
