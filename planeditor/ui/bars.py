"""The tool bar, and the search at its right: where it is narrow the search shrinks first, then the drawings go, never the words."""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui import theme
from planeditor.ui.actions import SEPARATOR, TOOLBAR, Actions
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_ICON, _BESIDE = 20, 4
"""A drawing beside a word, and the space between the two."""
_AROUND, _AROUND_MENU = 16, 10
"""What ``window.qss`` leaves beside the menu bar and beside each of its words, on both sides together."""
_NARROWEST, _WIDEST = STEP * 25, STEP * 70
"""Widths of the search, in pixels at 100 %."""


class Bars(QObject):
    """The two bars of the window, in one line."""

    def __init__(self, window: QMainWindow, actions: Actions, search: QLineEdit) -> None:
        super().__init__(window)
        self.search, self._window = search, window
        self.tools, self._right = QToolBar(say.TOOLS, window), QToolBar(say.SEARCH, window)
        self.tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in TOOLBAR:
            self.tools.addSeparator() if name == SEPARATOR else self.tools.addAction(actions[name])
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._right.addWidget(space)
        held = self._right.addWidget(search)
        actions["find"].enabledChanged.connect(held.setEnabled)
        for name, bar in (("toolbar", self.tools), ("search-bar", self._right)):
            bar.setObjectName(name)
            bar.setMovable(False)
            bar.toggleViewAction().setVisible(False)
            window.addToolBar(bar)
        for further in self.tools.findChildren(QToolButton, "qt_toolbar_ext_button"):
            further.setIcon(icon("further"))
            further.setAccessibleName(say.FURTHER_TOOLS)
            further.setToolTip(say.FURTHER_TOOLS)
        theme.watch().changed.connect(self._measure)
        self._measure()
        window.installEventFilter(self)
        self.tools.installEventFilter(self)

    def _measure(self) -> None:
        self.tools.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        self.search.setMinimumWidth(scaled(_NARROWEST))
        self.search.setMaximumWidth(scaled(_WIDEST))
        self._right.setMinimumWidth(scaled(_NARROWEST + STEP * 6))
        layout = self._right.layout()
        if layout is not None:
            layout.invalidate()  # else it goes by the widths of the old text size, and leaves the search out
        self._fit_menus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, or other words."""
        if event.type() == (QEvent.Type.Resize if watched is self._window else QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Words alone where words and drawings do not find room; the menus closer together where they do not."""
        self._fit_menus()
        words, both = Qt.ToolButtonStyle.ToolButtonTextOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        wanted, now = self.tools.sizeHint().width(), self.tools.toolButtonStyle()
        if now is words:
            wanted += sum(not action.isSeparator() for action in self.tools.actions()) * (scaled(_ICON) + _BESIDE)
        style = both if wanted + self._right.minimumWidth() <= self._window.width() else words
        if style is not now:
            self.tools.setToolButtonStyle(style)

    def _fit_menus(self) -> None:
        bar = self._window.menuBar()
        width = bar.fontMetrics().horizontalAdvance
        wanted = scaled(_AROUND) + sum(width(menu.text().replace("&", "")) + scaled(_AROUND_MENU) for menu in bar.actions())
        tight = wanted > self._window.width()
        if bool(bar.property("tight")) is not tight:
            bar.setProperty("tight", tight)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
            QCoreApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # else it keeps the places of its words
