"""The small dialogs of the tree: adding an area or a measure, another number, choosing what a measure is merged into."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import ui_tree as say
from planeditor.services.tree.outline import Row, filtered
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back

MOST_SHOWN = 200
"""So many measures are listed to choose from; the filter brings the others."""


class _Asking(QDialog):
    """A sentence, a few fields, a verb."""

    def __init__(self, parent: QWidget, title: str, sentence: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(STEP * 5, STEP * 4, STEP * 5, STEP * 4)
        self.rows.setSpacing(STEP * 3)
        label = QLabel(sentence)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.rows.addWidget(label)
        self.buttons, self.go = verb_and_back(verb)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(theme.scaled(360))

    def _finish(self, sentence: str) -> None:
        self.rows.addWidget(self.buttons)
        self.go.setDefault(True)
        self.setAccessibleDescription(sentence)


class AskTexts(_Asking):
    """Asks for a few lines of text, each under its label; ``then`` gets them in order."""

    def __init__(
        self, parent: QWidget, title: str, sentence: str, verb: str, lines: Sequence[tuple[str, str, str]],
        then: Callable[[list[str]], object], *, needed: int = 0,
    ) -> None:  # fmt: skip
        """``lines``: label, text to begin with, hint. The verb waits for the line number ``needed``."""
        super().__init__(parent, title, sentence, verb)
        self._then, self._needed = then, needed
        form = QFormLayout()
        form.setSpacing(STEP * 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.lines: list[QLineEdit] = []
        for label, text, hint in lines:
            line = QLineEdit(text)
            line.setPlaceholderText(hint)
            line.setAccessibleName(label)
            line.setMinimumWidth(theme.scaled(260))
            form.addRow(label, line)
            self.lines.append(line)
        self.rows.addLayout(form)
        self._finish(sentence)
        self.lines[needed].textChanged.connect(self._typed)
        self._typed(self.lines[needed].text())
        self.lines[needed].setFocus()
        self.lines[needed].selectAll()

    def _typed(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))

    def accept(self) -> None:
        """Give the texts on."""
        super().accept()
        self._then([line.text() for line in self.lines])


class ChooseMeasure(_Asking):
    """Asks for one of several measures; ``then`` gets its node. The list is narrowed down as one types."""

    def __init__(
        self, parent: QWidget, title: str, sentence: str, verb: str, measures: Sequence[Row], hint: str,
        then: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, title, sentence, verb)
        self._measures, self._then = measures, then
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say.FILTER)
        self.filter.setAccessibleName(hint)
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(say.MERGE_LIST)
        self.list.setMinimumHeight(theme.scaled(100))  # low enough for a low screen with large text
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.addWidget(self.filter)
        self.rows.addWidget(self.list, 1)
        self._finish(sentence)
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemActivated.connect(self.accept)
        self._narrow("")
        self.filter.setFocus()
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(440), room.width() - 8 * STEP), min(theme.scaled(400), room.height() - 12 * STEP))

    def _narrow(self, text: str) -> None:
        self.list.clear()
        for row in filtered(self._measures, text)[:MOST_SHOWN]:
            item = QListWidgetItem(f"{row.number} {row.title}".strip(), self.list)
            item.setData(Qt.ItemDataRole.UserRole, row.node)
            item.setToolTip(item.text())
        self.list.setCurrentRow(0)
        self._chosen()

    def _chosen(self) -> None:
        self.go.setEnabled(self.list.currentItem() is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the filter walk through the list."""
        walks = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in walks:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Give the chosen measure on."""
        item = self.list.currentItem()
        if item is not None:
            super().accept()
            self._then(item.data(Qt.ItemDataRole.UserRole))
