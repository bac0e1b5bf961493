"""What the mouse does on the sheet."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from planeditor.ui.sheet import cell_words

if TYPE_CHECKING:
    from planeditor.ui.sheet.sheet_view import SheetView


def press(view: SheetView, event: QMouseEvent) -> None:
    """Choose a cell, or a range with Shift; in the open cell, put the caret there."""
    at = event.position().toPoint()
    cell = view.cell_at(at)
    view.editor.setFocus(Qt.FocusReason.MouseFocusReason)
    if view.editing.cell is not None and cell is not None and cell.number == view.editing.cell.number:
        view.editing.put_caret(at)
        return
    key = cell.key if cell else None
    view.editing.commit()
    cell = view.choice.find(key) if key else None  # the sheet may be another one now
    if cell is None:
        return
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and view.choice.chosen is not None:
        view.choice.stretch_to(cell)
        view.show_range()
    elif event.button() is Qt.MouseButton.LeftButton or cell not in view.choice.selected:
        view.choose(cell)


def move(view: SheetView, event: QMouseEvent) -> None:
    """Stretch the range while the button is held."""
    cell = view.cell_at(event.position().toPoint())
    if not event.buttons() & Qt.MouseButton.LeftButton or cell is None or view.is_editing:
        return
    if cell is not (view.choice.far or view.choice.chosen):
        view.choice.stretch_to(cell)
        view.show_range()


def double_click(view: SheetView, event: QMouseEvent) -> None:
    """Open the cell with the caret where the mouse is."""
    cell, at = view.choice.chosen, event.position().toPoint()
    if event.button() is not Qt.MouseButton.LeftButton or cell is None or view.is_editing:
        return
    if any(piece.contains(at) for piece in view.pieces(cell)) and view.commands.may_change([cell]):
        view.editing.begin(cell, typing=False, at=at)


def tip(view: SheetView, event: QHelpEvent) -> None:
    """Say what there is to say about the cell under the mouse."""
    cell = view.cell_at(event.pos())
    words = cell_words.notes(view.session, cell, view.overlays) if cell else []
    if cell and words:
        piece = next((p for p in view.pieces(cell) if p.contains(event.pos())), view.viewport().rect())
        QToolTip.showText(event.globalPos(), "\n".join(words), view.viewport(), piece)
    else:
        QToolTip.hideText()
