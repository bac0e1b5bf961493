"""The panels round the sheet: dockable, remembered, made with the window but filled only while they are seen."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui import theme
from planeditor.ui.dock_parts import DockTitle, LowPanel
from planeditor.ui.theme import scaled

_LEFT = ("tree", "search")
LEFT_WIDTH, RIGHT_WIDTH = 260, 280
"""Widths at first, in pixels at 100 %."""
Stacks = tuple[tuple[str, ...], ...]
STACKS: Stacks = (("last_year", "points"), ("findings",), ("history", "internal", "glossary"))
"""The panels on the right from the top; those of one group are tabs."""
LOW_STACKS: Stacks = (("last_year", "points", "findings"), ("history", "internal", "glossary"))
"""The same where the window is low for its text."""
_HIGH = 640
"""A window of this height at 100 % is high enough for all the stacks."""
_HEIGHTS = {"last_year": 180, "findings": 240, "history": 230}


class Docks(QObject):
    """The panels by name."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._docks: dict[str, QDockWidget] = {}
        self._shown = True
        self._were: list[QDockWidget] = []
        self._kept = QByteArray()
        self._aside: list[QDockWidget] = []
        self._fronts: dict[QDockWidget, int] = {}
        self._stacked: Stacks = ()
        self._scale = theme.watch().scale
        theme.watch().changed.connect(self._text_changed)

    def add(self, name: str, panel: QWidget, words: Mapping[str, str]) -> QDockWidget:
        """Put a panel at its usual place."""
        dock = QDockWidget(say.DOCKS[name].format_map(words), self.window)
        dock.setObjectName(f"dock-{name}")
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setWidget(panel)
        left = name in _LEFT
        area = Qt.DockWidgetArea.LeftDockWidgetArea if left else Qt.DockWidgetArea.RightDockWidgetArea
        self.window.addDockWidget(area, dock)
        self._docks[name] = dock
        return dock

    def fill(self, name: str, panel: QWidget) -> None:
        """Put the panel itself into the dock made for it; on the right it scrolls where the dock is lower than it."""
        self._docks[name].setWidget(panel if name in _LEFT else LowPanel(panel))

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def __contains__(self, name: str) -> bool:
        return name in self._docks

    def names(self) -> list[str]:
        """The panels there are."""
        return list(self._docks)

    def usual(self) -> None:
        """The usual arrangement: the search behind the tree, on the right as many stacks as the height has room for.

        Cheap before the window is shown, and five times as long afterwards.
        """
        self.window.tabifyDockWidget(self["tree"], self["search"])
        self["search"].hide()
        self._stack()

    def size(self) -> None:
        """The usual sizes, and as many stacks as have room in the window as it is now; they hold once it is shown."""
        if self._stacks != self._stacked:
            self._stack()
        window, widest = self.window, self.window.width() // 4
        widths = [min(scaled(width), widest) for width in (LEFT_WIDTH, RIGHT_WIDTH)]
        window.resizeDocks([self["tree"], self["last_year"]], widths, Qt.Orientation.Horizontal)
        right = [group[0] for group in self._stacks]
        window.resizeDocks([self[n] for n in right], [scaled(_HEIGHTS[n]) for n in right], Qt.Orientation.Vertical)

    def raise_(self, name: str) -> None:
        """Show a panel in front."""
        dock = self._docks[name]
        dock.show()
        dock.raise_()

    def make_room(self, names: Iterable[str]) -> None:
        """Hide these panels for now; those hidden before for the same reason come back."""
        wanted = [self._docks[name] for name in names]
        back = [dock for dock in self._aside if dock not in wanted]
        away = [dock for dock in wanted if not dock.isHidden()]
        self._aside = [dock for dock in self._aside if dock in wanted] + away
        if away:
            self._fronts = _fronts(self.window, [dock for dock in away if not dock.isFloating()])
        for dock in away:
            dock.hide()
        for dock in back:
            dock.show()
        if back:
            self._bring_forward()

    def word(self, words: Mapping[str, str]) -> None:
        """Put the form set's own words into the titles."""
        for name, dock in self._docks.items():
            dock.setWindowTitle(say.DOCKS[name].format_map(words))

    def see(self, *, shown: bool) -> None:
        """Hide the panels while no plan is open; as they were when one is."""
        if shown == self._shown:
            return
        self._shown = shown
        if not shown:
            self._put_away()
            return
        for dock in self._were:
            dock.show()
        if self.window.isVisible():
            self.size()
            self.restore(self._kept)

    def state(self) -> QByteArray:
        """Where the panels are, to be kept; those that only make room for the page in the middle count as shown."""
        self.make_room(())
        return self.window.saveState()

    def restore(self, state: QByteArray) -> None:
        """Put the panels where they were; nothing is looked for yet, so the search stays away."""
        if not self._shown:
            self._kept = state
        elif not state.isEmpty():
            self.window.restoreState(state)
            self["search"].hide()

    # Inside

    @property
    def _stacks(self) -> Stacks:
        return STACKS if self.window.height() >= scaled(_HIGH) else LOW_STACKS

    def _stack(self) -> None:
        """Stack the panels on the right; those the user has put elsewhere stay there, and hidden ones hidden."""
        window, area = self.window, Qt.DockWidgetArea.RightDockWidgetArea
        self._stacked = self._stacks
        for group in self._stacks:
            docks = [dock for n in group if not (dock := self[n]).isFloating() and window.dockWidgetArea(dock) is area]
            hidden = [dock for dock in docks if dock.isHidden()]
            for dock in docks:
                window.addDockWidget(area, dock)
            for dock in docks[1:]:
                window.tabifyDockWidget(docks[0], dock)
            for dock in hidden:
                dock.hide()
            if docks and docks[0] not in hidden:
                docks[0].raise_()

    def _bring_forward(self) -> None:
        """The panels that were in front are so again, as high as they were."""
        fronts = self._fronts
        for dock in fronts:
            dock.raise_()
        self.window.resizeDocks(list(fronts), list(fronts.values()), Qt.Orientation.Vertical)

    def _put_away(self) -> None:
        self._kept = self.state() if self.window.isVisible() else QByteArray()
        self._were = [dock for dock in self._docks.values() if not dock.isHidden()]
        for dock in self._docks.values():
            dock.hide()

    def _text_changed(self) -> None:
        """Larger text needs other sizes; another colour does not."""
        if theme.watch().scale != self._scale:
            self._scale = theme.watch().scale
            self.size()


def _fronts(window: QMainWindow, docks: Iterable[QDockWidget]) -> dict[QDockWidget, int]:
    """Those that are seen, from the top, and the room each has, its tabs included."""
    seen = sorted((dock for dock in docks if not dock.visibleRegion().isEmpty()), key=lambda dock: (dock.x(), dock.y()))
    end = window.centralWidget().geometry().bottom() + 1
    below = [other.y() - 1 if other.x() == dock.x() else end for dock, other in pairwise(seen)]
    return {dock: bottom - dock.y() for dock, bottom in zip(seen, [*below, end], strict=False)}
