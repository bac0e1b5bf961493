"""The rows of one file: moved through and decided with the keyboard or the mouse."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from planeditor.messages import ui_review as say
from planeditor.ui import theme
from planeditor.ui.review.columns import columns
from planeditor.ui.review.row_buttons import RowButtons, main_of
from planeditor.ui.review.row_delegate import RowDelegate
from planeditor.ui.review.row_editing import RowEditing
from planeditor.ui.review.row_menu import row_menu
from planeditor.ui.review.row_overlay import RowOverlay, Seen
from planeditor.ui.review.rows_model import LINE, RowsModel
from planeditor.ui.review.shapes import Flows, Shape, shape_of
from planeditor.ui.review.shown import Line, RowLine
from planeditor.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDIT = "edit"


class RowsView(QListView):
    """The list. Enter makes the main choice of a row, letters the others; nothing is decided without one of them."""

    choice_made = Signal(object, str)
    """A ``RowLine`` and the name of the choice."""
    group_wanted = Signal(object)
    """A ``GroupLine`` whose clean rows are to be taken."""
    sheet_wanted = Signal(object)
    """A ``RowLine`` to be seen on the sheet."""
    moved = Signal(object)
    """The line the user is at now."""
    columns_changed = Signal(object)
    """The ``Columns`` of the view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows = RowsModel(self)
        self.writable = True
        self.measure = ""
        self.deciding: set[int] = set()
        """The rows that are decided already, but not read again yet."""
        self.editing = RowEditing(session, self.viewport(), self)
        self.overlay = RowOverlay(self, self.editing)
        self._has_sent = True
        self._columns = columns(0, has_sent=True)
        self._shapes: dict[tuple[str, int], tuple[Line, Shape]] = {}
        self._flows: Flows = {}
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self, self.shape))
        self.setAccessibleName(say.ROWS)
        self.setProperty("role", "rows")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.editing.grown.connect(self._forget)
        self.overlay.clicked.connect(self._clicked)
        theme.watch().changed.connect(self._dress)
        self._dress()

    # What is shown

    def show_lines(self, lines: Iterable[Line], *, has_sent: bool) -> None:
        """Show other lines; where they are the same rows, the user stays at the same one and the view where it is."""
        self._has_sent = has_sent
        self._arrange()
        shown, at = list(lines), self.verticalScrollBar().value()
        self._flows = {}  # those that are still shown are kept by their shapes
        here = self.current
        self.editing.follow(shown)
        if self.rows.show(shown):
            self._place_buttons()
            if here is not None:
                self.go(here.id)
        else:
            self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setValue(at)

    @property
    def current(self) -> RowLine | None:
        """The row the user is at."""
        line = self.rows.line(self.currentIndex())
        return line if isinstance(line, RowLine) else None

    def go(self, proposal: int) -> bool:
        """Be at a row and show it; False where it is not among those shown."""
        row = self.rows.row_of(proposal)
        if row < 0:
            return False
        index = self.rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def next_open(self, *, after: bool = True) -> RowLine | None:
        """The next row that waits, from the one the user is at; from the top again behind the last."""
        here, lines = self.currentIndex().row(), self.rows.lines
        rows = [*lines[here + after :], *lines[: here + after]] if here >= 0 else lines
        return next((x for x in rows if isinstance(x, RowLine) and x.is_open and x.id not in self.deciding), None)

    def show_group(self, group: int) -> None:
        """Show a measure from its head on, and be at its first row."""
        row = next((n for n, line in enumerate(self.rows.lines) if line.group == group), -1)
        if row < 0:
            return
        self.scrollTo(self.rows.index(row), QAbstractItemView.ScrollHint.PositionAtTop)
        if row + 1 < len(self.rows.lines):
            index = self.rows.index(row + 1)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Layout

    def shape(self, line: Line) -> Shape:
        """A line as it is laid out now."""
        place = (type(line).__name__, line.id if isinstance(line, RowLine) else line.group)
        known = self._shapes.get(place)
        if known is not None and known[0] == line:
            return known[1]
        made = shape_of(line, self._columns, self.font(), self._editor_height(line), self._flows)
        self._shapes[place] = (line, made)
        return made

    def _editor_height(self, line: Line) -> int:
        editor = self.editing.editor
        if editor is None or not self.editing.is_over(line):
            return 0
        return editor.needed(shape_of(line, self._columns, self.font(), 1).submitted.width())

    def _arrange(self) -> None:
        """Lay the columns out for the width there is."""
        wanted = columns(self.viewport().width(), has_sent=self._has_sent)
        if wanted != self._columns:
            self._columns = wanted
            self._shapes.clear()
            self._flows = {}
            self.columns_changed.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._arrange()
        self.scheduleDelayedItemsLayout()

    def _dress(self) -> None:
        """Colours or text size are others."""
        self._shapes.clear()
        self._flows = {}
        self._columns = columns(0, has_sent=self._has_sent)
        self._arrange()
        self.verticalScrollBar().setSingleStep(theme.scaled(40))
        self.scheduleDelayedItemsLayout()

    # The widgets over the rows

    def updateGeometries(self) -> None:
        """The rows were laid out."""
        super().updateGeometries()
        self._place_buttons()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The buttons go along."""
        super().scrollContentsBy(dx, dy)
        self._place_buttons()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keys of a row are shown at the row the user is at."""
        super().currentChanged(current, previous)
        self._place_buttons()
        self.moved.emit(self.rows.line(current))

    def _seen(self) -> list[Seen]:
        """The rows in view."""
        found: list[Seen] = []
        bottom, row = self.viewport().height(), self.indexAt(QPoint(1, 1)).row()
        while 0 <= row < len(self.rows.lines):
            place, line = self.visualRect(self.rows.index(row)), self.rows.lines[row]
            if place.top() > bottom or not place.isValid():
                break
            found.append(Seen(row, place, line, self.shape(line)))
            row += 1
        return found

    def _place_buttons(self) -> None:
        """Lay the buttons over the rows in view."""
        self.overlay.place(
            self._seen(), self.currentIndex().row(), stacked=self._columns.stacked, writable=self.writable, measure=self.measure
        )

    def buttons_of(self, proposal: int) -> RowButtons | None:
        """The buttons over a row; None where it is out of view."""
        return self.overlay.at(self.rows.row_of(proposal))

    # Deciding

    def _clicked(self, line: Line, name: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(line, RowLine):
            self.go(line.id)
            self.make_choice(line, name)
        else:
            self.group_wanted.emit(line)

    def make_choice(self, line: RowLine, name: str) -> None:
        """Make a choice of a row, where there is that choice and it waits."""
        if not self.writable or not line.is_open or line.id in self.deciding or all(choice.name != name for choice in line.choices):
            return
        if name == EDIT:
            self.open_editor(line)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that may have the keys goes away
            self.editing.close()
            self.choice_made.emit(line, name)

    def open_editor(self, line: RowLine) -> None:
        """Open the editor over the submitted text."""
        self.editing.open(line)
        self.executeDelayedItemsLayout()
        self.go(line.id)

    def _forget(self, line: RowLine) -> None:
        """The row needs another height."""
        if self._shapes.pop((RowLine.__name__, line.id), None) is not None:
            self.scheduleDelayedItemsLayout()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, the letters of the choices, Ctrl+C."""
        line = self.current
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape and not self.hasFocus():  # from one of the buttons
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            self.copy(line.plain[2])
        elif line is None or not plain:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            if not event.isAutoRepeat():  # a key that is held decides one row, not all that follow
                self._enter(line)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._scroll_within(down=event.key() == Qt.Key.Key_Down):
            return
        elif event.isAutoRepeat() or not self._letter(line, event.text().upper()):
            super().keyPressEvent(event)

    def _enter(self, line: RowLine) -> None:
        """The main choice; where there is none, the keys go to the buttons."""
        name = main_of(line)
        if name and line.is_open:
            self.make_choice(line, name)
        elif line.is_open and (buttons := self.buttons_of(line.id)) is not None:
            buttons.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _scroll_within(self, *, down: bool) -> bool:
        """Show more of a row that is higher than the view, before going on to the next; False where all of it was seen."""
        place, height = self.visualRect(self.currentIndex()), self.viewport().height()
        hidden = place.bottom() - height if down else -place.top()
        if hidden <= 0:
            return False
        step = min(hidden + 1, height * 2 // 3)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + (step if down else -step))
        return True

    def _letter(self, line: RowLine, letter: str) -> bool:
        if letter == say.SHEET_HINT:
            self.sheet_wanted.emit(line)
            return True
        name = next((c.name for c in line.choices if letter and say.KEY_HINTS.get(c.name) == letter), "")
        if name:
            self.make_choice(line, name)
        return bool(name) or letter.isalnum()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes to the sheet."""
        line = self.rows.line(self.indexAt(event.position().toPoint()))
        if isinstance(line, RowLine) and event.button() is Qt.MouseButton.LeftButton:
            self.sheet_wanted.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row beside deciding."""
        index = self.indexAt(event.pos())
        line = index.data(LINE) if index.isValid() and event.reason() is not QContextMenuEvent.Reason.Keyboard else self.current
        if isinstance(line, RowLine):
            row_menu(self, line).popup(event.globalPos())

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.session.told.emit(say.COPIED)
