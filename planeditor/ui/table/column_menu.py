"""The menu of one column: order, filter, hiding it."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from planeditor.messages import ui_table as say
from planeditor.services.tables.tablecells import Column
from planeditor.services.tables.tabulating import EMPTY, NOT_EMPTY, Table
from planeditor.ui.look import STEP
from planeditor.ui.table.arrangement import Arrangement
from planeditor.ui.theme import scaled

_FEW = 12
"""A column whose cells show no more different words than this offers them to choose from."""
_OWN = ("filled", "progress", "state", "period", "area")


class ColumnMenu(QMenu):
    """Each choice gives ``change`` another arrangement."""

    def __init__(
        self, column: Column, words: Sequence[str], arrangement: Arrangement, change: Callable[[Arrangement], object],
        hide: Callable[[], object], parent: QWidget,
    ) -> None:
        """``words``: what the cells show, where there are few different ones."""
        super().__init__(parent)
        self._column, self._arrangement, self._change = column, arrangement, change
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(say.COLUMN_MENU.format(label=column.label))
        self._add_order()
        self.addSeparator()
        self.line = _FilterLine(self._wanted(), self._filter)
        self.line.setAccessibleName(say.ONLY_WITH)
        field = QWidgetAction(self)
        field.setDefaultWidget(_with_margin(self.line))
        self.addAction(field)
        self._add_filters(words)
        self.addSeparator()
        self.addAction(say.HIDE_COLUMN, hide)

    def _add_order(self) -> None:
        chosen = self._arrangement.sort == self._column.id
        down = self._arrangement.descending
        for text, on, order in (
            (say.SORT_UP, chosen and not down, (self._column.id, False)), (say.SORT_DOWN, chosen and down, (self._column.id, True)),
            (say.SORT_NOT, not self._arrangement.sort, ("", False)),
        ):
            action = self.addAction(text)
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(lambda _=False, order=order: self._order(*order))

    def _add_filters(self, words: Sequence[str]) -> None:
        wanted = self._arrangement.filters.get(self._column.id, "")
        for text, filter_word in ((say.ONLY_EMPTY, EMPTY), (say.ONLY_FILLED, NOT_EMPTY), *((w, w) for w in words)):
            action = self.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(wanted == filter_word)
            action.triggered.connect(lambda on, word=filter_word: self._filter(word if on else ""))
        self.no_filter = self.addAction(say.NO_FILTER)
        self.no_filter.setEnabled(bool(wanted))
        self.no_filter.triggered.connect(lambda: self._filter(""))

    def _wanted(self) -> str:
        wanted = self._arrangement.filters.get(self._column.id, "")
        return "" if wanted in (EMPTY, NOT_EMPTY) else wanted

    def _order(self, column: str, descending: bool) -> None:
        self._change(replace(self._arrangement, sort=column, descending=descending))

    def _filter(self, wanted: str) -> None:
        self._change(self._arrangement.with_filter(self._column.id, wanted))
        self.close()


class _FilterLine(QLineEdit):
    """Enter filters."""

    def __init__(self, text: str, then: Callable[[str], object]) -> None:
        super().__init__(text)
        self._then = then
        self.setPlaceholderText(say.ONLY_WITH)
        self.setMinimumWidth(scaled(45 * STEP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter filters by what is typed; the arrows go on in the menu."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._then(self.text())
        else:
            super().keyPressEvent(event)


def few_words(whole: Table, column: Column) -> list[str]:
    """The different words of a column of the program's own, in their order; none where they are many."""
    if column.kind not in _OWN:
        return []
    alone = whole.with_columns([column]).sorted_by(column)
    words = dict.fromkeys(alone.text(row, 0) for row in range(len(alone.rows)))
    found = [word for word in words if word]
    return found if len(found) <= _FEW else []


def _with_margin(field: QWidget) -> QWidget:
    from PySide6.QtWidgets import QHBoxLayout

    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
    row.addWidget(field)
    box.setFocusProxy(field)
    return box
