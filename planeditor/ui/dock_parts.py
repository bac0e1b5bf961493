"""What a dock is made of: a title with a button one can hit, and a panel that may be lower than its content."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_LOWEST = STEP * 12
"""A panel may be as low as this, in pixels at 100 %."""


class DockTitle(QFrame):
    """The title of a dock. It is dragged and double clicked as usual; the keys close a panel by the menu."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setProperty("role", "dock-title")
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 3, 0, STEP, 0)
        self.label = QLabel(dock.windowTitle())
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(dock.close)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        dock.windowTitleChanged.connect(self._name)
        self._name(dock.windowTitle())

    def _name(self, title: str) -> None:
        self.label.setText(title)
        text = say.CLOSE_PANEL.format(panel=title)
        self.close_button.setAccessibleName(text)
        self.close_button.setToolTip(text)


class LowPanel(QScrollArea):
    """A panel that scrolls where there is less height than it needs, so that no panel makes the window higher."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setAccessibleName(panel.accessibleName())
        self.setWidget(panel)

    def minimumSizeHint(self) -> QSize:
        """As wide as the panel and the bar need, but low."""
        needed = self.widget().minimumSizeHint()
        return QSize(needed.width() + self.verticalScrollBar().sizeHint().width(), min(needed.height(), scaled(_LOWEST)))

    def sizeHint(self) -> QSize:
        """What the panel would like."""
        return self.widget().sizeHint()
