"""What the heads of the columns and 「列を選ぶ」 do: order, filters, which columns are shown."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from planeditor.messages import ui_table as say
from planeditor.services.tables.tabulating import Table
from planeditor.ui.table.arrangement import Arrangement, chosen_columns, whole_table
from planeditor.ui.table.column_menu import ColumnMenu, few_words
from planeditor.ui.table.columns_menu import ColumnsMenu
from planeditor.ui.table.table_header import TableHeader
from planeditor.ui.table.table_memory import TableMemory
from planeditor.ui.table.table_model import TableModel


class ColumnActions(QObject):
    """Gives ``arrange`` another arrangement."""

    def __init__(
        self, model: TableModel, memory: TableMemory, columns_menu: ColumnsMenu, arrange: Callable[[Arrangement], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.model, self._memory = model.session, model, memory
        self._menu, self.arrange, self._window = columns_menu, arrange, window
        columns_menu.aboutToShow.connect(self._fill)
        columns_menu.chosen.connect(self.show_columns)
        columns_menu.refused.connect(self.session.told)

    def follow(self, head: TableHeader) -> None:
        """Do what the labels of a head ask for."""
        head.sort_wanted.connect(self.sort)
        head.menu_wanted.connect(self.open_menu)

    @property
    def arrangement(self) -> Arrangement:
        """How the table is arranged now."""
        return self.model.arrangement

    def sort(self, section: int) -> None:
        """By a column; again: the other way round; once more: in the order of the plan."""
        table, arrangement = self.model.table, self.arrangement
        if table is None:
            return
        column = table.columns[section].id
        if arrangement.sort != column:
            self.arrange(replace(arrangement, sort=column, descending=False))
        elif not arrangement.descending:
            self.arrange(replace(arrangement, descending=True))
        else:
            self.arrange(replace(arrangement, sort="", descending=False))

    def _fill(self) -> None:
        self._menu.fill(self.arrangement)

    def show_columns(self, columns: list[str]) -> None:
        """Show these; empty: the usual ones. Filters and order of a column that is not shown any more are taken back."""
        chosen = tuple(columns)
        self._memory.keep_columns(self.arrangement.per, chosen)
        kept = set(chosen) or {c.id for c in chosen_columns(self.session.vocabulary, replace(self.arrangement, columns=()))}
        filters = {c: w for c, w in self.arrangement.filters.items() if c in kept}
        sort = self.arrangement.sort if self.arrangement.sort in kept else ""
        self.arrange(replace(self.arrangement, columns=chosen, filters=filters, sort=sort))

    def open_menu(self, section: int, at: QPoint) -> ColumnMenu | None:
        """The menu of a column."""
        table = self.model.table
        if table is None:
            return None
        column = table.columns[section]
        whole: Table = whole_table(self.session.plan, self.session.vocabulary, self.arrangement, self.model.keeper.index)

        def hide() -> None:
            left = [c.id for c in table.columns if c.id != column.id]
            if left:
                self.show_columns(left)
            else:
                self.session.told.emit(say.LAST_COLUMN)

        menu = ColumnMenu(column, few_words(whole, column), self.arrangement, self.arrange, hide, self._window)
        menu.popup(at)
        return menu

    def open_menu_below(self, head: TableHeader, section: int) -> None:
        """The menu of a column, under its label."""
        left = max(0, head.sectionViewportPosition(section))
        self.open_menu(section, head.viewport().mapToGlobal(QPoint(left, head.height())))
