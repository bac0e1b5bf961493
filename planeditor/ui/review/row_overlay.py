"""The buttons over the rows in view: few widgets, taken over by other rows when theirs are out of sight."""
from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from planeditor.ui.review.row_buttons import RowButtons
from planeditor.ui.review.row_editing import RowEditing
from planeditor.ui.review.shapes import Shape
from planeditor.ui.review.shown import Line


@dataclass(frozen=True, slots=True)
class Seen:
    """A row in view."""

    row: int
    place: QRect
    line: Line
    shape: Shape


class RowOverlay(QObject):
    """Lays buttons and the editor over the rows of a view."""

    clicked = Signal(object, str)
    """A line and the name of the choice."""

    def __init__(self, view: QAbstractScrollArea, editing: RowEditing) -> None:
        super().__init__(view)
        self._view, self._editing = view, editing
        self._used: dict[int, RowButtons] = {}
        self._spare: list[RowButtons] = []

    def at(self, row: int) -> RowButtons | None:
        """The buttons over a row; None where it is out of view."""
        return self._used.get(row)

    def place(self, seen: list[Seen], current: int, *, stacked: bool, writable: bool, measure: str) -> None:
        """Lay them over these rows. Tab leads from the view to those of the ``current`` one."""
        had_keys = self._has_keys()
        rows = {item.row for item in seen}
        self._spare += [self._used.pop(row) for row in list(self._used) if row not in rows]
        editor, covered = self._editing.editor, False
        for item in seen:
            buttons = self._used[item.row] = self._used.get(item.row) or self._next()
            buttons.bind(item.line, item.shape, stacked=stacked, current=item.row == current, writable=writable, measure=measure)
            buttons.setGeometry(item.shape.act.translated(item.place.topLeft()))
            buttons.setVisible(not self._editing.is_over(item.line))
            if item.row == current:
                self._lead_to(buttons)
            if editor is not None and self._editing.is_over(item.line):
                covered = True
                editor.setGeometry(item.shape.submitted.translated(item.place.topLeft()))
                editor.show()
        for buttons in self._spare:
            buttons.hide()
        if editor is not None and not covered:
            editor.move(0, -10 * self._view.viewport().height())  # out of sight, with the keys in it
        if had_keys and not self._has_keys():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # a button that is gone hands its keys to anything next to it

    def _has_keys(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self._view.isAncestorOf(at)

    def _lead_to(self, buttons: RowButtons) -> None:
        before: QWidget = self._view
        for button in buttons.buttons:
            if before.nextInFocusChain() is not button:
                QWidget.setTabOrder(before, button)
            before = button

    def _next(self) -> RowButtons:
        if self._spare:
            return self._spare.pop()
        buttons = RowButtons(self._view.viewport())
        buttons.chosen.connect(self.clicked)
        return buttons
