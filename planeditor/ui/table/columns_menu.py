"""「列を選ぶ」: every column there is, in groups; the menu stays open while one ticks."""
from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from planeditor.messages import ui_table as say
from planeditor.services.tables.tablecells import Column
from planeditor.services.tables.tabulating import columns, default_columns
from planeditor.ui.session import Session
from planeditor.ui.table.arrangement import Arrangement, chosen_columns


class ColumnsMenu(QMenu):
    """Filled anew each time it is opened."""

    chosen = Signal(list)
    """Ids of the columns that are to be shown; empty: the usual ones."""
    refused = Signal(str)
    """Why a tick was not taken away."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._ticks: dict[str, QAction] = {}
        self.setToolTipsVisible(True)

    def fill(self, arrangement: Arrangement) -> None:
        """Offer the columns of an arrangement."""
        self.clear()
        self._ticks.clear()
        vocabulary = self.session.vocabulary
        shown = {c.id for c in chosen_columns(vocabulary, arrangement)}
        usual = self.addAction(say.USUAL_COLUMNS)
        usual.setEnabled(shown != {c.id for c in default_columns(vocabulary, arrangement.per)})
        usual.triggered.connect(self._usual)
        every = columns(vocabulary, arrangement.per)
        for group, caption in say.GROUPS.items():
            own = [c for c in every if _group(c) == group]
            if own:
                self._add_group(caption.format(measure=vocabulary.word("measure")), own, shown)

    def _add_group(self, caption: str, own: list[Column], shown: set[str]) -> None:
        self.addSeparator()
        self.addAction(caption).setEnabled(False)
        for column in own:
            action = self.addAction(column.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column.id in shown)
            action.triggered.connect(self._ticked)
            self._ticks[column.id] = action

    @property
    def ticked(self) -> list[str]:
        """The ids of the ticked columns."""
        return [column for column, action in self._ticks.items() if action.isChecked()]

    def _ticked(self) -> None:
        if self.ticked:
            self.chosen.emit(self.ticked)
            return
        action = self.sender()
        if isinstance(action, QAction):
            action.setChecked(True)
        self.refused.emit(say.LAST_COLUMN)

    def _usual(self) -> None:
        self.chosen.emit([])

    # A tick does not close the menu

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick and stay."""
        action = cast("QAction | None", self.actionAt(event.position().toPoint()))
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space tick and stay."""
        action = cast("QAction | None", self.activeAction())
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


def _group(column: Column) -> str:
    return column.kind if column.kind in ("plan", "report", "internal") else "node"
