"""The top of the tree panel: the filter, and the switch between the two groupings."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from planeditor.messages import ui_tree as say
from planeditor.ui.look import STEP


class FilterBox(QLineEdit):
    """Narrows the tree as one types. Esc empties it; Down and Enter go on to the rows."""

    done = Signal()
    """The user wants to go on to the rows."""
    entered = Signal()
    """The user is about to type."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that something will be typed."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Down and Enter leave the filter."""
        key = Qt.Key
        if event.key() == key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (key.Key_Escape, key.Key_Down, key.Key_Return, key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class TreeHead(QWidget):
    """Filter and grouping."""

    filtered = Signal()
    """The text of the filter is another."""
    to_tree = Signal()
    grouped = Signal(bool)
    """The user chose a grouping; whether it is by department."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 2, STEP * 2, STEP * 2, STEP * 2)
        rows.setSpacing(STEP)
        self.filter = FilterBox()
        self.filter.setPlaceholderText(say.FILTER)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._typed)
        self.filter.done.connect(self.to_tree)
        rows.addWidget(self.filter)
        switch = QHBoxLayout()
        switch.setSpacing(STEP)
        rows.addLayout(switch)
        self.area, self.department = QToolButton(), QToolButton()
        self._group = QButtonGroup(self)
        for button in (self.area, self.department):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            switch.addWidget(button)
        self._group.buttonClicked.connect(self._chose)

    @property
    def text(self) -> str:
        """What is filtered by."""
        return self.filter.text().strip()

    def clear(self) -> None:
        """Show every row again."""
        self.filter.clear()

    def begin(self, words: Mapping[str, str], *, by_department: bool) -> None:
        """Begin with an empty filter, in the words of the form set, without telling anybody."""
        self.filter.blockSignals(True)  # noqa: FBT003  # Qt takes it by position only
        self.filter.clear()
        self.filter.blockSignals(False)  # noqa: FBT003
        self.filter.setAccessibleName(say.FILTER_NAME.format_map(words))
        for button, text in ((self.area, say.BY_AREA), (self.department, say.BY_DEPARTMENT)):
            button.setText(text.format_map(words))
            button.setAccessibleDescription(say.GROUPING)
        (self.department if by_department else self.area).setChecked(True)

    def _typed(self) -> None:
        self.filtered.emit()

    def _chose(self) -> None:
        self.grouped.emit(self.department.isChecked())
