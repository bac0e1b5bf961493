"""The register as a table: a row per department in 建制順."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from planeditor.domain.days import short_day
from planeditor.domain.plan import Node
from planeditor.messages import ui_departments as say
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui import theme

Index = QModelIndex | QPersistentModelIndex
LISTED = Qt.ItemDataRole.UserRole
"""The ``Listed`` of a row."""
MIME = "application/x-planeditor-department"
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_COUNT_COLUMN = len(say.COLUMNS) - 1


class DepartmentsModel(QAbstractTableModel):
    """Shows what it is given."""

    dropped = Signal(int, object)
    """The id of a department, and the id of the one it goes before (None = to the end)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Listed] = ()
        self.usage: Mapping[int, Sequence[Node]] = {}
        self.measure_word = say.MEASURE
        self.writable = False

    def show(self, rows: Sequence[Listed], usage: Mapping[int, Sequence[Node]]) -> None:
        """Show a register, with the measures of each department."""
        self.beginResetModel()
        self.rows, self.usage = rows, usage
        self.endResetModel()

    def show_usage(self, usage: Mapping[int, Sequence[Node]]) -> None:
        """The plan has changed, the register has not."""
        self.usage = usage
        if self.rows:
            self.dataChanged.emit(self.index(0, _COUNT_COLUMN), self.index(len(self.rows) - 1, _COUNT_COLUMN))

    def listed(self, index: Index) -> Listed | None:
        """The department of a row."""
        return self.rows[index.row()] if index.isValid() else None

    def row_of(self, department: int) -> int:
        """The row of a department, -1 where it has none."""
        return next((n for n, listed in enumerate(self.rows) if listed.department.id == department), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """A row for each department."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are labels."""
        return 0 if parent.isValid() else len(say.COLUMNS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a row says of its department."""
        listed = self.listed(index)
        if listed is None:
            return None
        if role == LISTED:
            return listed
        if role == _ROLE.DisplayRole:
            return self._text(listed, index.column())
        if role == _ROLE.ToolTipRole:
            return self._text(listed, index.column()) or None
        if role == _ROLE.ForegroundRole and listed.ended:
            return QColor(theme.current().quiet)
        if role == _ROLE.TextAlignmentRole and index.column() == _COUNT_COLUMN:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == _ROLE.AccessibleTextRole:
            return self._text(listed, index.column()) if index.column() else self._said(listed)
        return None

    def _text(self, listed: Listed, column: int) -> str:
        department = listed.department
        count = len(self.usage.get(department.id, ()))
        return (
            department.division, department.section, say.ALIASES_BETWEEN.join(department.aliases), _period(department),
            _heirs(listed), say.COUNT.format(count=count),
        )[column]  # fmt: skip

    def _said(self, listed: Listed) -> str:
        department = listed.department
        if listed.ended and department.valid_to is not None:
            said = say.SAID_ENDED.format(name=department.name, end=short_day(department.valid_to))
        else:
            count = len(self.usage.get(department.id, ()))
            said = say.SAID.format(name=department.name, measure=self.measure_word, count=count)
        if listed.successors:
            said = say.SAID_SUCCESSOR.format(said=said, successor=_heirs(listed))
        return said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """The labels."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(say.COLUMNS):
            return None
        if role == _ROLE.DisplayRole:
            return say.COLUMNS[section].format(measure=self.measure_word)
        if role == _ROLE.TextAlignmentRole and section == _COUNT_COLUMN:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged where the register can be written."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled if self.writable else flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return flags | flag.ItemIsDragEnabled if self.writable else flags

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """A department's id."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The department of the dragged row."""
        data = QMimeData()
        listed = self.listed(indexes[0]) if indexes else None
        if listed is not None:
            data.setData(MIME, str(listed.department.id).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Between rows, and at the end."""
        return self.writable and data.hasFormat(MIME)

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Ask for the move; the rows move once the register has changed."""
        if not self.writable or not data.hasFormat(MIME):
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.rows)
        before = self.rows[row].department.id if row < len(self.rows) else None
        self.dropped.emit(int(bytes(data.data(MIME).data())), before)
        return False  # nothing is taken away or put in here


def _heirs(listed: Listed) -> str:
    return say.ALIASES_BETWEEN.join(heir.name for heir in listed.successors)


def _period(department: Department) -> str:
    start, end = department.valid_from, department.valid_to
    pattern = say.PERIOD_BOTH if start and end else say.PERIOD_FROM if start else say.PERIOD_TO if end else ""
    return pattern.format(start=short_day(start) if start else "", end=short_day(end) if end else "")
