"""The measures of a year with what is proposed and what is confirmed, as a table."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planeditor.domain.plan import Plan
from planeditor.domain.progress import Progress, ProgressRules
from planeditor.messages import ui_judging as say
from planeditor.services.progress.proposing import Proposed
from planeditor.ui.dashboard.cells import Cell
from planeditor.ui.dashboard.cells_model import CELL

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
COLUMNS = 4


class JudgingModel(QAbstractTableModel):
    """A row for each measure."""

    def __init__(self, measure: str, parent: QObject | None = None) -> None:
        """``measure``: the form set's word."""
        super().__init__(parent)
        self._word = measure
        self.rows: tuple[Proposed, ...] = ()
        self._plan, self._rules = Plan({}), ProgressRules()

    def show_rows(self, plan: Plan, rules: ProgressRules, rows: Sequence[Proposed]) -> None:
        """Show these; where the measures are the same, only the cells change."""
        same = [r.measure for r in rows] == [r.measure for r in self.rows]
        if not same:
            self.beginResetModel()
        self._plan, self._rules, self.rows = plan, rules, tuple(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, COLUMNS - 1))

    def row_of(self, measure: str) -> int:
        """The row of a measure, -1 where it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.measure == measure), -1)

    def title(self, row: Proposed) -> str:
        """What a measure is called."""
        node = self._plan.node(row.measure)
        return node.title if node is not None else ""

    def rowCount(self, parent: Index = _TOP) -> int:
        """The measures."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Measure, sentence, proposal, confirmed."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, and what the screen reader says."""
        row = self.rows[index.row()]
        cell = self._cell(row, index.column())
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return (row.basis or row.confirmed_basis) if index.column() == 1 else cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say.SAID.format(
                title=self.title(row), proposed=self._rules.word(row.progress), confirmed=self._rules.word(row.confirmed),
                basis=row.basis or say.NO_SENTENCE,
            )
        return None

    def _cell(self, row: Proposed, column: int) -> Cell:
        if column == 0:
            return Cell(self.title(row), wrapped=True, strong=True)
        if column == 1:
            text = row.basis or say.NO_SENTENCE
            return Cell(say.STALE.format(text=text) if row.stale else text, wrapped=True, quiet=not row.basis)
        progress = row.progress if column == 2 else row.confirmed
        decided = progress is not Progress.UNDECIDED
        return Cell(self._rules.label(progress), progress=progress if decided and column == 3 else None, quiet=not decided)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say.HEADS[section].format(measure=self._word)
        return None
