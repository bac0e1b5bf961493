"""The panels round the sheet: dockable, remembered, made with the window but filled only while they are seen."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.theme import scaled

_LEFT = ("tree", "search")
LEFT_WIDTH, RIGHT_WIDTH = 260, 280
"""Widths at first, in pixels at 100 %."""
RIGHT_HEIGHTS = {"last_year": 190, "findings": 130, "history": 200, "internal": 130}
"""Heights at first of the panels on the right."""


class Docks:
    """The panels by name."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = window
        self._docks: dict[str, QDockWidget] = {}
        self._shown = True
        self._were: list[QDockWidget] = []
        self._aside: list[QDockWidget] = []

    def add(self, name: str, panel: QWidget, words: Mapping[str, str]) -> QDockWidget:
        """Put a panel at its usual place."""
        dock = QDockWidget(say.DOCKS[name].format_map(words), self.window)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(panel)
        left = name in _LEFT
        area = Qt.DockWidgetArea.LeftDockWidgetArea if left else Qt.DockWidgetArea.RightDockWidgetArea
        self.window.addDockWidget(area, dock)
        self._docks[name] = dock
        return dock

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def __contains__(self, name: str) -> bool:
        return name in self._docks

    def names(self) -> list[str]:
        """The panels there are."""
        return list(self._docks)

    def usual(self) -> None:
        """The usual arrangement: the search behind the tree, the glossary behind the history."""
        window = self.window
        window.tabifyDockWidget(self["tree"], self["search"])
        window.tabifyDockWidget(self["history"], self["glossary"])
        self["search"].hide()
        self["history"].raise_()

    def size(self) -> None:
        """The usual sizes; they hold once the window is shown."""
        window = self.window
        window.resizeDocks([self["tree"]], [scaled(LEFT_WIDTH)], Qt.Orientation.Horizontal)
        right = [self[name] for name in RIGHT_HEIGHTS]
        window.resizeDocks(right[:1], [scaled(RIGHT_WIDTH)], Qt.Orientation.Horizontal)
        window.resizeDocks(right, [scaled(height) for height in RIGHT_HEIGHTS.values()], Qt.Orientation.Vertical)

    def raise_(self, name: str) -> None:
        """Show a panel in front."""
        dock = self._docks[name]
        dock.show()
        dock.raise_()

    def make_room(self, names: Iterable[str]) -> None:
        """Hide these panels for now; those hidden before for the same reason come back."""
        for dock in self._aside:
            dock.show()
        self._aside = [dock for name in names if not (dock := self._docks[name]).isHidden()]
        for dock in self._aside:
            dock.hide()

    def word(self, words: Mapping[str, str]) -> None:
        """Put the form set's own words into the titles."""
        for name, dock in self._docks.items():
            dock.setWindowTitle(say.DOCKS[name].format_map(words))

    def see(self, *, shown: bool) -> None:
        """Hide the panels while no plan is open; as they were when one is."""
        if shown == self._shown:
            return
        self._shown = shown
        if shown:
            for dock in self._were:
                dock.show()
        else:
            self._were = [d for d in self._docks.values() if not d.isHidden()]
            for dock in self._docks.values():
                dock.hide()
