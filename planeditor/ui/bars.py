"""The tool bar, and the search at its right: where it is narrow the search shrinks first, but it never goes."""
from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui import theme
from planeditor.ui.actions import SEPARATOR, TOOLBAR, Actions
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_ICON = 20
_NARROWEST, _WIDEST = STEP * 25, STEP * 70
"""Widths of the search, in pixels at 100 %."""


class Bars(QObject):
    """The two bars of the window, in one line."""

    def __init__(self, window: QMainWindow, actions: Actions, search: QLineEdit) -> None:
        super().__init__(window)
        self.search = search
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

    def _measure(self) -> None:
        self.tools.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        self.search.setMinimumWidth(scaled(_NARROWEST))
        self.search.setMaximumWidth(scaled(_WIDEST))
        self._right.setMinimumWidth(scaled(_NARROWEST + STEP * 6))
        layout = self._right.layout()
        if layout is not None:
            layout.invalidate()  # else it goes by the widths of the old text size, and leaves the search out
