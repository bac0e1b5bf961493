"""The pages in the middle of the window, from the start page to the preview; each made when first needed."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

Maker = Callable[[], QWidget]


class Pages(QStackedWidget):
    """One page at a time, by name."""

    turned = Signal(str)
    """Another page is shown."""
    made = Signal(str)
    """A page was made, since it is shown for the first time."""

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        super().__init__()
        self._makers = makers
        self._pages: dict[str, QWidget] = {}
        self.name = ""

    def page(self, name: str) -> QWidget:
        """The page of that name, made if need be."""
        if name not in self._pages:
            self._pages[name] = page = self._makers[name]()
            self.addWidget(page)
            self.made.emit(name)
        return self._pages[name]

    def __contains__(self, name: object) -> bool:
        """Whether the page of that name is there yet."""
        return name in self._pages

    def minimumSizeHint(self) -> QSize:
        """What the page that is shown needs; the others may need more."""
        return self.currentWidget().minimumSizeHint() if self.count() else QSize()

    def turn(self, name: str) -> None:
        """Show a page; what is half typed on the one that is left is committed first."""
        commit_typed(self._pages.get(self.name))
        page, focus = self.page(name), QApplication.focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        self.setCurrentWidget(page)
        if had_keys:  # the keys go along, rather than nowhere
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        if name != self.name:
            self.name = name
            self.turned.emit(name)

    def commit(self) -> None:
        """Commit what is half typed on the shown page."""
        commit_typed(self._pages.get(self.name))


def commit_typed(page: QWidget | None) -> None:
    """Have a page commit its open editor, where it has one."""
    commit = getattr(page, "commit", None)
    if commit is not None:
        commit()
