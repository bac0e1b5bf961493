"""The lines of the review as a model, with everything about a line said in words."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planeditor.messages import ui_review as say
from planeditor.ui.review.shown import GroupLine, Line, RowLine

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class RowsModel(QAbstractListModel):
    """The lines that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> bool:
        """Show other lines; False where they are the same rows as before, only with something else in them."""
        old, ids = self.lines, [_identity(line) for line in lines]
        if ids == [_identity(line) for line in old]:
            self.lines = lines
            for row, (before, line) in enumerate(zip(old, lines, strict=True)):
                if before != line:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def row_of(self, proposal: int) -> int:
        """Where a row is, -1 where it is not shown."""
        return next((n for n, line in enumerate(self.lines) if isinstance(line, RowLine) and line.id == proposal), -1)

    def line(self, index: Index) -> Line | None:
        """The line at an index."""
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line itself, or what it says."""
        line = self.line(index)
        if line is None:
            return None
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(line)
        return line.place or None if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, RowLine) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The heads of the measures cannot be chosen."""
        if not isinstance(self.line(index), RowLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def spoken(line: Line) -> str:
    """Everything a line shows, in words."""
    if isinstance(line, GroupLine):
        return say.GROUP_SPOKEN.format(title=line.title, count=line.left)
    said = [say.ROW_SPOKEN.format(field=line.label, kind=line.badge)]
    sent, now, submitted = (text if text is None else text or say.BLANK for text in line.plain)
    if line.is_remark:
        said.append(line.submitted.text)
    else:
        if sent is not None:
            said.append(say.SPOKEN_SENT.format(text=sent))
        said += [say.SPOKEN_NOW.format(text=now), say.SPOKEN_SUBMITTED.format(text=submitted)]
    if line.submitted.warning:
        said.append(line.submitted.warning.removesuffix(say.BETWEEN))
    if line.is_open:
        said.append(say.SPOKEN_KEYS.format(choices="、".join(choice.words for choice in line.choices)))
    else:
        said.append(say.SPOKEN_DECIDED.format(decided=line.decided))
    return say.BETWEEN.join(said)


def _identity(line: Line) -> tuple[str, int]:
    return ("group", line.group) if isinstance(line, GroupLine) else ("row", line.id)
