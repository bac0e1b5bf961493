"""The departments of 提出状況 as a table, in 建制順."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planeditor.messages import ui_submissions as say
from planeditor.ui import theme
from planeditor.ui.submissions.lines import Line

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
"""The ``Line`` of a row."""
STATE_COLUMN, WAITING_COLUMN = 3, 5
_NUMBERS = 4
"""From this column on there are numbers."""
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class LinesModel(QAbstractTableModel):
    """Shows what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.measure = ""
        self._texts: list[tuple[str, ...]] = []

    def show(self, lines: Sequence[Line], measure: str) -> None:
        """Show these; ``measure`` is the form set's word for a measure."""
        self.beginResetModel()
        self.lines, self.measure = lines, measure
        self._texts = [line.texts() for line in lines]
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The line of a row."""
        return self.lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """A row for each department."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are labels."""
        return 0 if parent.isValid() else len(say.COLUMNS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a row says of its department."""
        line = self.line(index)
        if line is None:
            return None
        text = self._texts[index.row()][index.column()]
        if role == LINE:
            return line
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return text
        if role == _ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() >= _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == _ROLE.ForegroundRole:
            return self._ink(line, index.column(), text)
        if role == _ROLE.AccessibleTextRole:
            return text if index.column() else line.said(self.measure)
        return None

    def _ink(self, line: Line, column: int, text: str) -> QColor | None:
        colors = theme.current()
        if text == say.NOTHING or line.state == "own":
            return QColor(colors.quiet)
        if (column == STATE_COLUMN and line.is_late) or column == WAITING_COLUMN:
            return QColor(colors.warning)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """The labels."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(say.COLUMNS):
            return None
        if role == _ROLE.DisplayRole:
            return say.COLUMNS[section].format(measure=self.measure)
        if role == _ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section >= _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
