"""The sheet view: the official sheet of the chosen place as it prints, edited in place."""
from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import ui_sheet as say
from planeditor.services.paper.choosing import nodes_for
from planeditor.ui.chapters.writing_commands import WritingCommands
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet import cell_words, sheet_mouse, sheet_state
from planeditor.ui.sheet.cell_choice import CellChoice
from planeditor.ui.sheet.cell_commands import CellCommands
from planeditor.ui.sheet.cell_editing import CellEditing
from planeditor.ui.sheet.cell_editor import CellEditor
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.empty_sheet import EmptySheet
from planeditor.ui.sheet.key_actions import KeyActions
from planeditor.ui.sheet.overlays import SheetMark
from planeditor.ui.sheet.run_commands import RunCommands
from planeditor.ui.sheet.sheet_canvas import ZOOMS, SheetCanvas
from planeditor.ui.sheet.sheet_following import Following
from planeditor.ui.sheet.sheet_fonts import SheetFonts
from planeditor.ui.sheet.sheet_layout import SheetLayout
from planeditor.ui.sheet.sheet_menu import show_menu, tell_about

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.drafts import Draft

_ZOOM_SETTING = "sheet_zoom"


class SheetView(SheetCanvas):
    """Shows and edits the sheet of ``session.place``."""

    drafts_found = Signal(object)
    """A list of ``Draft``: texts half typed when the program ended; ``restore_draft`` takes one up again."""
    history_wanted = Signal()
    """Show the earlier texts of the chosen cell."""
    menu_opening = Signal(object)
    """The menu of a cell (``QMenu``) is about to be shown: others may add to it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(SheetFonts(session.fonts), parent)
        self.session = session
        self.choice = CellChoice()
        self.editor = CellEditor(self.viewport(), self.take_key, self._composes, self._editor_menu)
        self.editing = CellEditing(session, self, self.editor, self.lay_out)
        self.writing = WritingCommands(session, self.choice, self.editing, self.editor)
        self.runs = RunCommands(session, self.choice)
        self.commands = CellCommands(session, self.choice, self.editing, self.editor, self.writing.paste)
        self._keys = KeyActions(self)
        self._layout = SheetLayout(session.fonts)
        self._empty = EmptySheet(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.editor)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(say.SHEET)
        kept = session.settings.value(_ZOOM_SETTING)
        self.set_zoom(int(kept) if kept.isdecimal() else 0)
        self.zoomed.connect(self._keep_zoom)
        self.moved.connect(self.editing.stand)
        self.editing.ended.connect(self.show_chosen)
        self.editor.left.connect(self._left)
        self.editor.put_by.connect(self.editing.keep_draft)
        self._empty.open_wanted.connect(self._go_to)
        self.writing.written.connect(self.write_at)
        self.following = Following(self, session)
        self.editor.came.connect(self.following.come)
        self.following.opened()

    # What the window asks for

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.editing.is_on

    @property
    def editing_text(self) -> str:
        """What is typed into the open cell so far."""
        return self.editing.text

    def commit(self) -> bool:
        """Take what is typed into the plan; False where it could not be taken as it is (a sentence was told)."""
        return self.editing.commit()

    def restore_draft(self, draft: Draft) -> bool:
        """Go to the cell of a draft and open it with the draft's text; False where the form shown has no such cell, and where
        it may not be edited now (a sentence was told)."""
        self.commit()
        self.session.go(Place(draft.key.node, draft.key.period, draft.key.field))
        self.following.follow()
        cell = self.choice.find(draft.key)
        if cell is None or not self.commands.may_change([cell]):
            return False
        self.editor.setFocus()
        self.editing.begin(cell, typing=False, text=draft.text)
        return True

    def set_marks(self, marks: Mapping[Key, tuple[str, str, str]]) -> None:
        """Show findings at their cells: letter, severity (error, warning, note) and sentence."""
        self.overlays.marks = {key: SheetMark(*mark) for key, mark in marks.items()}
        self.viewport().update()
        self._describe()

    def edit(self) -> None:
        """Open the chosen cell with its text, the caret at the end."""
        cell = self.choice.chosen
        if cell is not None and not self.is_editing and self.commands.may_change([cell]):
            self.editing.begin(cell, typing=False)

    def write_at(self, place: Place) -> None:
        """Go to a place and open its cell: new running text is typed into at once."""
        self.session.go(place)
        self.editor.setFocus()
        self.edit()

    def copy_last_year(self) -> None:
        """Take over last year's text."""
        self.commands.copy_last_year()

    def choose(self, cell: Cell) -> None:
        """Choose a cell and tell the rest of the window."""
        self.choice.choose(cell)
        self.chosen_by_hand()

    def chosen_by_hand(self) -> None:
        """The choice has changed by key or mouse: show it and tell the rest of the window."""
        cell = self.choice.chosen
        self.show_chosen()
        if cell is not None:
            self.reveal(self.choice.far or cell)
            self.following.go(Place(cell.key.node, cell.key.period, cell.key.field))

    def show_range(self) -> None:
        """The far end of the range has moved: show it."""
        self.show_chosen()
        if self.choice.far is not None:
            self.reveal(self.choice.far)

    # Layout

    def lay_out(self) -> None:
        """Lay the sheet out anew, with what is being typed."""
        session, before = self.session, time.perf_counter()
        sheet, empty, root = None, "", self.following.root() if session.is_open else None
        if session.is_open:
            empty = sheet_state.why_empty(session, root)
            try:
                sheet = None if empty else self._layout.sheet(self.editing.plan_with_text(session.plan), session.form, root)
            except KnownError as error:
                session.failed.emit(error)
        self.following.laid_out()
        self.choice.show(sheet.cells if sheet else ())
        sheet_state.mark_cells(session, self.overlays, self.choice.cells)
        self.show_sheet(sheet)
        self._invite(empty)
        if self.editing.cell is not None:
            again = self.choice.find(self.editing.cell.key)
            self.editing.found_again(again)
        self.editing.slow_down(time.perf_counter() - before)

    def clear(self) -> None:
        """Show nothing, until the view is shown again."""
        self.choice.show(())
        self.show_sheet(None)

    def _invite(self, sentence: str) -> None:
        first = None
        if sentence and not self.session.form.problems:
            first = next(iter(nodes_for(self.session.plan, self.session.form)), None)
        self._empty.tell(sentence, first.id if first else "", first.title if first else "")

    def show_chosen(self) -> None:
        """Show which cells are chosen; put the editor there, at rest."""
        overlays, cell = self.overlays, self.choice.chosen
        selected = self.choice.selected
        overlays.chosen = cell
        overlays.range = frozenset(c.number for c in selected) if len(selected) > 1 else frozenset()
        if not self.is_editing:
            text = cell_words.shown_text(self.session, cell.key) if cell and self.session.is_open else ""
            self.editor.rest(text, locked=cell is None or cell.number in overlays.locked)
            self.editing.stand()
        self.viewport().update()
        self._describe()

    def _describe(self) -> None:
        """Say where the user is to those who listen."""
        cell = self.choice.chosen
        if cell is None or not self.session.is_open:
            self.setAccessibleName(say.SHEET)
            self.editor.setAccessibleName(say.SHEET)
            return
        self.setAccessibleName(cell_words.spoken(self.session, cell.key))
        self.editor.setAccessibleName(cell_words.cell_name(self.session, cell.key))
        notes = cell_words.notes(self.session, cell, self.overlays)
        if self.overlays.range:
            notes.append(say.RANGE.format(count=len(self.overlays.range)))
        self.setAccessibleDescription(" ".join(notes))
        self.editor.setAccessibleDescription(" ".join(notes))

    def _left(self) -> None:
        if self.is_editing:
            self.editing.commit()

    def _go_to(self, node: str) -> None:
        self.session.go(Place(node))
        self.setFocus()

    def _keep_zoom(self) -> None:
        self.session.settings.keep(_ZOOM_SETTING, "" if self.fits_width else str(self.percent))

    # Keys and mouse

    def take_key(self, event: QKeyEvent) -> bool:
        """What a key does; False where it is a character to be typed into the open cell."""
        if self._empty.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._empty.take_up()
            return True
        return self._keys.edited(event) if self.is_editing else self._keys.chosen(event)

    def start_typing(self) -> bool:
        """Open the chosen cell for a text that replaces its own; whether it may be edited."""
        cell = self.choice.chosen
        if cell is None or not self.commands.may_change([cell]):
            return False
        self.editing.begin(cell, typing=True)
        return True

    def _composes(self) -> bool:
        return self.start_typing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that came here and not to the editor."""
        self.editor.keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text of the input method that came here and not to the editor."""
        self.editor.inputMethodEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002  # Qt's own name
        """Tab goes to cells, not to widgets."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        sheet_mouse.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the range."""
        sheet_mouse.move(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell."""
        sheet_mouse.double_click(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen cells."""
        self.show_menu(event.globalPos())

    def show_menu(self, at: QPoint | None = None) -> None:
        """Show the menu of the chosen cells, by default beside the chosen one."""
        cell = self.choice.chosen
        if cell is not None:
            pieces = self.pieces(cell)
            corner = pieces[0].bottomLeft() if pieces else QPoint()
            show_menu(self, cell, at or self.viewport().mapToGlobal(corner))

    def tell_about(self) -> None:
        """Say what the field of the chosen cell is."""
        cell = self.choice.chosen
        if cell is not None:
            pieces = self.pieces(cell)
            tell_about(self, cell, self.viewport().mapToGlobal(pieces[0].bottomLeft() if pieces else QPoint()))

    def _editor_menu(self, event: QContextMenuEvent) -> None:
        self.show_menu(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what there is to say about the cell under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            sheet_mouse.tip(self, event)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The invitation fills the desk."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().geometry())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        if self.following.stale:
            self.following.follow()

    def zoom_100(self) -> None:
        """As large as on paper."""
        self.set_zoom(ZOOMS[2])
