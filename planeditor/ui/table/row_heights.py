"""How high the rows are: all alike, which is quick, or as high as their texts need."""
from __future__ import annotations

from PySide6.QtWidgets import QTableView

from planeditor.ui.look import STEP
from planeditor.ui.table.table_delegate import line_height
from planeditor.ui.table.table_model import TableModel
from planeditor.ui.table.wrapping import estimated_lines

LINES = 2
"""Of a row while all are alike."""
MOST = 16
"""A row is never made higher than this."""


class RowHeights:
    """Sets the heights of a table's rows."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self.fitted = False

    def fit(self) -> None:
        """Make the rows as high as they are to be now."""
        table = self._table
        head, model = table.verticalHeader(), table.model()
        line = line_height(table.fontMetrics().height())
        usual = LINES * line + 2 * STEP
        head.setDefaultSectionSize(usual)
        if not self.fitted or not isinstance(model, TableModel) or model.table is None:
            for row in range(head.count()):  # those that were fitted keep their heights otherwise
                if head.sectionSize(row) != usual:
                    head.resizeSection(row, usual)
            return
        em = max(1, table.fontMetrics().horizontalAdvance("字"))
        rooms = [max(1.0, (table.columnWidth(c) - 4 * STEP - 1) / em) for c in range(model.columnCount())]
        text = model.table.text
        for row in range(model.rowCount()):
            lines = max((estimated_lines(text(row, c), room, MOST) for c, room in enumerate(rooms)), default=1)
            head.resizeSection(row, lines * line + 2 * STEP)
