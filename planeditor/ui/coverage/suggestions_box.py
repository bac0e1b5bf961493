"""Measures whose own text names a list: offered below the table, taken one by one."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_coverage as say
from planeditor.services.coverage.suggesting import Suggestion
from planeditor.ui import theme
from planeditor.ui.look import STEP

_HEIGHT = 92


class SuggestionsBox(QWidget):
    """A few lines; Enter or a double click goes to the place or takes the mark that is meant."""

    wanted = Signal(object)
    """A ``Suggestion`` that is taken, or gone to where it names no item."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._found: list[Suggestion] = []
        head = QLabel(say.SUGGESTIONS.format(measure=word))
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        self.list, self.take = QListWidget(), QPushButton(say.TAKE)
        self.list.setAccessibleName(head.text())
        self.list.setFixedHeight(theme.scaled(_HEIGHT))
        self.take.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(2 * STEP)
        line.addWidget(head, 1)
        line.addWidget(self.take)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        rows.addLayout(line)
        rows.addWidget(self.list)
        self.list.itemActivated.connect(lambda _: self._want())
        self.list.currentRowChanged.connect(self._chosen)
        self.take.clicked.connect(lambda: self._want())

    def show_found(self, found: Sequence[Suggestion], name: str, *, writing: bool) -> None:
        """Show what is offered; nothing offered, nothing shown."""
        row = self.list.currentRow()
        self._found = list(found)
        self._writing = writing
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for one in found:
            pattern = say.SUGGEST_LIST if one.item is None else say.SUGGEST_ITEM
            item = one.item.title if one.item is not None else ""
            line = QListWidgetItem(pattern.format(measure=one.measure.title, item=item, field=one.field.label, list=name), self.list)
            line.setToolTip(one.text)
        self.list.blockSignals(False)  # noqa: FBT003
        self.setVisible(bool(found))
        self.list.setCurrentRow(min(max(row, 0), len(found) - 1))
        self._chosen()

    def _chosen(self, _row: int = 0) -> None:
        row = self.list.currentRow()
        names_item = 0 <= row < len(self._found) and self._found[row].item is not None
        self.take.setText(say.TAKE if names_item else say.SHOW)
        self.take.setEnabled(bool(self._found) and (self._writing or not names_item))

    def _want(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found) and self.take.isEnabled():
            self.wanted.emit(self._found[row])
