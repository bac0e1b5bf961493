"""Two ways to look, one of them chosen."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from planeditor.ui.look import STEP


class ScopeSwitch(QWidget):
    """A narrow and a wide scope; arrow keys and clicks change it."""

    changed = Signal()

    def __init__(self, narrow: str, wide: str, *, is_wide: bool = False) -> None:
        super().__init__()
        self.narrow, self.wide = QPushButton(narrow), QPushButton(wide)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        for button in (self.narrow, self.wide):
            button.setCheckable(True)
            button.setProperty("role", "switch")
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        (self.wide if is_wide else self.narrow).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def is_wide(self) -> bool:
        """Whether the wide scope is chosen."""
        return self.wide.isChecked()

    def _toggled(self, _button: object, checked: bool) -> None:
        if checked:
            self.changed.emit()
