"""What became of each file, as a table."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planeditor.domain.text import visible
from planeditor.messages import ui_import as say
from planeditor.services.intake.outcome import FileResult
from planeditor.ui.theme import current

Index = QModelIndex | QPersistentModelIndex
_NUMBERS = range(2, 5)
_TOP = QModelIndex()


class ResultsModel(QAbstractTableModel):
    """One row a file, from the first to the last that is to come."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [visible(name) for name in names]
        self.results: list[FileResult | None] = [None] * len(self._names)
        self.taken_back: set[int] = set()
        """The rows whose import was taken back."""
        self._ended = False

    def put(self, row: int, result: FileResult) -> None:
        """Show what became of a file."""
        self.results[row] = result
        self._show(row)

    def take_back(self, row: int) -> None:
        """Show that an import was taken back."""
        self.taken_back.add(row)
        self._show(row)

    def end(self) -> None:
        """No more is to come."""
        self._ended = True
        if self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._names) - 1, len(say.COLUMNS) - 1))

    def texts(self, row: int) -> list[str]:
        """The cells of a row."""
        result = self.results[row]
        if result is None:
            return [self._names[row], say.STOPPED if self._ended else "…", "", "", ""]
        receipt = "" if result.receipt is None else str(result.receipt)
        return [self._names[row], self._outcome(row, result), str(result.accepted), str(result.waiting.total), receipt]

    def _outcome(self, row: int, result: FileResult) -> str:
        if row in self.taken_back:
            return say.TAKEN_BACK
        if result.again and not result.accepted:
            return say.AGAIN
        if result.outcome == "partly" and not result.accepted:
            return say.UNREAD
        return say.OUTCOMES[result.outcome]

    def rowCount(self, parent: Index = _TOP) -> int:
        """One for each file."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = _TOP) -> int:
        """As in ``say.COLUMNS``."""
        return 0 if parent.isValid() else len(say.COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, alignment of numbers, and the colour of a refusal."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        result = self.results[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and result is not None and index.column() == 1:
            if result.outcome == "refused":
                return QColor(current().error)
            if result.waiting.total or result.unread:
                return QColor(current().warning)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return say.COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _show(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(say.COLUMNS) - 1))


def lines_of(result: FileResult) -> list[str]:
    """All there is to say of a file."""
    if result.outcome == "refused":
        return [result.message, *result.notes]
    lines = []
    if result.again and not result.accepted:
        lines.append(say.AGAIN_LINE.format(receipt=result.receipt))
    if result.accepted:
        lines.append(say.ACCEPTED_LINE.format(count=result.accepted))
    if result.unchanged:
        lines.append(say.UNCHANGED_LINE.format(count=result.unchanged))
    waiting = result.waiting
    if waiting.total:
        lines.append(
            say.WAITING_LINE.format(
                total=waiting.total, clean=waiting.clean, conflicts=waiting.conflicts, notation=waiting.notation,
                questions=waiting.questions, remarks=waiting.remarks,
            )
        )
    if result.unread:
        lines.append(say.UNREAD_LINE.format(count=result.unread))
    return [*lines, *result.notes] or [say.NO_NOTES]
