"""The item model over the table of the service; a cell is worked out when the view asks for it."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from planeditor.domain.plan import PLAN_ID, RESERVED_MARK, STRUCTURE_FIELDS, Change, Key
from planeditor.messages import ui_table as say
from planeditor.services.editing.permissions import Lock
from planeditor.services.tables.tablecells import Column, RowKey
from planeditor.services.tables.tabulating import Table
from planeditor.store.report import ChangeReport
from planeditor.ui.finding.index_keeper import IndexKeeper
from planeditor.ui.session import Session
from planeditor.ui.table.arrangement import Arrangement, arranged, whole_table

Index = QModelIndex | QPersistentModelIndex
COLUMN = Qt.ItemDataRole.UserRole
"""The ``Column`` of a cell."""
LOCKED = Qt.ItemDataRole.UserRole + 1
"""Whether a cell cannot be edited now."""
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class TableModel(QAbstractTableModel):
    """Rows and columns as arranged. After an edit the rows stay where they are until they are arranged anew."""

    arranged = Signal()
    """Other rows or columns are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keeper = IndexKeeper.of(session)
        self.arrangement = Arrangement()
        self.table: Table | None = None
        self.total = 0
        """How many rows there are without filters."""
        self._row_numbers: dict[str, list[int]] | None = None

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the plan's rows in that arrangement."""
        session = self.session
        self.beginResetModel()
        self.arrangement, self._row_numbers = arrangement, None
        if session.is_open:
            whole = whole_table(session.plan, session.vocabulary, arrangement, self.keeper.index)
            self.table, self.total = arranged(whole, arrangement), len(whole.rows)
        else:
            self.table, self.total = None, 0
        self.endResetModel()
        self.arranged.emit()

    def renew(self, report: ChangeReport) -> bool:
        """Take in a change of the plan; False where rows may have come, gone or moved, so that it must be arranged anew."""
        if self.table is None or any(_is_structure(change) for change in report.changes):
            return False
        self.table = self.table.renewed(self.session.plan)
        nodes = {change.key.node for change in report.changes}
        if any((found := self.session.plan.node(n)) is None or found.kind != "measure" for n in nodes):
            self.all_changed()
        else:
            self._rows_changed(row for node in nodes for row in self.rows_of(node))
        return True

    def all_changed(self) -> None:
        """Any cell may say something else, or be locked or not."""
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _rows_changed(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    # Rows, columns, entries

    def rows_of(self, node: str) -> list[int]:
        """The numbers of the rows of a measure."""
        if self._row_numbers is None:
            self._row_numbers = {}
            for number, row in enumerate(self.table.rows if self.table is not None else ()):
                self._row_numbers.setdefault(row.node, []).append(number)
        return self._row_numbers.get(node, [])

    def row(self, index: Index) -> RowKey | None:
        """What stands in the row of an index."""
        return self.table.rows[index.row()] if self.table is not None and index.isValid() else None

    def column(self, index: Index) -> Column | None:
        """The column of an index."""
        return self.table.columns[index.column()] if self.table is not None and index.isValid() else None

    def key(self, index: Index) -> Key | None:
        """The entry that a cell edits, locked or not; None where it edits none."""
        return self.table.key(index.row(), index.column()) if self.table is not None and index.isValid() else None

    def refusal(self, index: Index) -> str:
        """Why a cell cannot be edited now, "" where it can."""
        key, column = self.key(index), self.column(index)
        if key is None:
            return say.NO_PLACE if column is not None and column.series else say.NOT_HERE
        lock = self.session.lock(key)
        return "" if lock is Lock.OPEN else self.session.permissions.sentence(lock)

    def place_said(self, index: Index) -> str:
        """Which cell it is, in words: number, name, year and column."""
        row, column = self.row(index), self.column(index)
        if self.table is None or row is None or column is None:
            return ""
        plan, node = self.session.plan, self.session.plan.node(row.node)
        title = node.title if node is not None else ""
        if row.period and (self.table.per == "period" or column.series):
            label = self.session.vocabulary.label_of_period(plan, row.period)
            title = say.ROW_PERIOD.format(measure=title, period=label)
        return say.EDITOR.format(row=title, column=column.label)

    # What Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows that pass the filters."""
        return len(self.table.rows) if self.table is not None and not parent.isValid() else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The columns that are chosen."""
        return len(self.table.columns) if self.table is not None and not parent.isValid() else 0

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a cell shows, and why it is locked."""
        if self.table is None or not index.isValid():
            return None
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return self.table.text(index.row(), index.column())
        if role == COLUMN:
            return self.table.columns[index.column()]
        if role == LOCKED:
            key = self.key(index)
            return key is None or self.session.lock(key) is not Lock.OPEN
        if role == _ROLE.ToolTipRole:
            return self.refusal(index) or None
        if role == _ROLE.AccessibleTextRole:
            return self._said(index)
        return None

    def _said(self, index: Index) -> str:
        text = index.data() or say.SAID_EMPTY
        said = say.SAID.format(row="", column=self.place_said(index), text=text).strip()
        return say.SAID_LOCKED.format(said=said) if index.data(LOCKED) else said

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Ask for another text; it is shown at once and durable a moment later."""
        key = self.key(index)
        if key is None or role != _ROLE.EditRole or self.refusal(index):
            return False
        self.session.enter(key, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that are not locked can be edited."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return flags if index.data(LOCKED) else flags | flag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """The label of a column, with its order; in words also that it is filtered."""
        if self.table is None or orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        column, arrangement = self.table.columns[section], self.arrangement
        if role == _ROLE.DisplayRole:
            mark = (say.DESCENDING if arrangement.descending else say.ASCENDING) if column.id == arrangement.sort else ""
            return f"{self._label(column)} {mark}".strip()
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            said = [self._label(column).replace("\n", " ")]
            if column.id == arrangement.sort:
                said.append(say.DOWN_SAID if arrangement.descending else say.UP_SAID)
            if column.id in arrangement.filters:
                said.append(say.FILTERED)
            return "、".join(said)
        return None

    def _label(self, column: Column) -> str:
        """The label; in a table per measure with the year of its entries."""
        table = self.table
        if table is None or table.per == "period" or not column.series or table.period is None:
            return column.label
        return say.WITH_YEAR.format(label=column.label, period=table.vocabulary.period_label(table.plan, table.period))


def _is_structure(change: Change) -> bool:
    field = change.key.field
    return field in STRUCTURE_FIELDS or (change.key.node == PLAN_ID and field.startswith(RESERVED_MARK))
