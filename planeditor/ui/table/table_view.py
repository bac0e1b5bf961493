"""The view of the table: keys as in Excel, editing in place, frozen columns, rows as high as wanted."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from planeditor.domain.plan import NUMBER
from planeditor.messages import ui_table as say
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.table.arrangement import leading
from planeditor.ui.table.frozen import FrozenColumns
from planeditor.ui.table.row_heights import RowHeights
from planeditor.ui.table.table_blocks import TableBlocks
from planeditor.ui.table.table_delegate import TableDelegate
from planeditor.ui.table.table_header import TableHeader
from planeditor.ui.table.table_model import TableModel

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = QKeySequence.StandardKey
_CLIPBOARD = (_KEYS.Copy, _KEYS.Cut, _KEYS.Paste, _KEYS.SelectAll)


class TableView(QTableView):
    """Shows a ``TableModel``."""

    jump_wanted = Signal(Place)
    """The user wants to see this place on the sheet."""
    came_to = Signal(Place)
    """The user's hand chose a cell there."""
    told = Signal(str)
    """A sentence: why something was not done."""
    column_menu_wanted = Signal(int)
    """Alt+Down on a cell: the menu of its column."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = model
        self._own = False
        self.head = TableHeader(model, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.heights = RowHeights(self)
        self.blocks = TableBlocks(self)
        self.frozen = FrozenColumns(self, model)
        self.delegate = TableDelegate(model, self)
        self.delegate.moved.connect(self._move)
        self.setItemDelegate(self.delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(4 * STEP)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(say.TABLE)
        self.frozen.setItemDelegate(TableDelegate(model, self.frozen))
        self.frozen.doubleClicked.connect(self._double_clicked)
        self.doubleClicked.connect(self._double_clicked)
        model.arranged.connect(self._arranged)
        theme.watch().changed.connect(self.dress)
        self.heights.fit()

    # Rows and columns

    def _arranged(self) -> None:
        table = self.cells.table
        self.frozen.wanted = leading(table.columns) if table is not None else 0

    def dress(self) -> None:
        """Take the sizes anew, after the text size, columns or rows have changed."""
        self.heights.fit()
        self.frozen.take_heights()
        self.frozen.fit()

    def fit_rows(self, fitted: bool) -> None:
        """Rows as high as their texts need, or all alike."""
        self.heights.fitted = fitted
        self.dress()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen columns take their place again."""
        super().resizeEvent(event)
        self.frozen.fit()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell in sight, also from under the frozen columns."""
        super().scrollTo(index, hint)
        self.frozen.fit()
        hidden = self.frozen.covered - self.visualRect(index).left()
        if hidden > 0 and index.column() >= self.frozen.columns:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    # Going about

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current one without telling that the user did."""
        self._own = True
        try:
            index = self.cells.index(row, column)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        finally:
            self._own = False

    def place_of(self, index: Index) -> Place:
        """Where in the plan a cell is."""
        row, key, table = self.cells.row(index), self.cells.key(index), self.cells.table
        if row is None or table is None:
            return Place()
        if key is not None:
            return Place(key.node, key.period or (row.period if table.per == "period" else ""), key.field)
        return Place(row.node, row.period)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the hand went."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._own:
            self.came_to.emit(self.place_of(current))

    def _move(self, rows: int, columns: int) -> None:
        here, model = self.currentIndex(), self.cells
        row = min(max(here.row() + rows, 0), model.rowCount() - 1)
        column = min(max(here.column() + columns, 0), model.columnCount() - 1)
        if model.rowCount() and model.columnCount():  # whatever keys are held, only that cell is chosen
            self.selectionModel().setCurrentIndex(model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def jump(self) -> None:
        """Go to the sheet, to the chosen cell."""
        if self.currentIndex().isValid():
            self.jump_wanted.emit(self.place_of(self.currentIndex()))

    def _double_clicked(self, index: Index) -> None:
        column = self.cells.column(index)
        if column is not None and (column.id == NUMBER or self.cells.key(index) is None):
            self.jump_wanted.emit(self.place_of(index))
        elif refusal := self.cells.refusal(index):
            self.told.emit(refusal)
        elif self.sender() is self.frozen:
            self.edit(index)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keys of the table come before those of the window as long as it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if any(event.matches(key) for key in _CLIPBOARD) or event.key() in keys:
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen cells."""
        if self.currentIndex().isValid():
            self.blocks.open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, or to the sheet from a cell that is locked; the rest as in Excel."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        back = modifiers == Qt.KeyboardModifier.ShiftModifier
        if key in _ENTER and plain:
            if self.cells.refusal(self.currentIndex()) and not back:
                self.jump()
            else:
                self._move(-1 if back else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain:
            self._tab(-1 if back or key == Qt.Key.Key_Backtab else 1, event)
        elif key == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier:
            self._alt_down()
        elif event.matches(_KEYS.Copy):
            self.blocks.copy()
        elif event.matches(_KEYS.Cut):
            self.blocks.cut()
        elif event.matches(_KEYS.Paste):
            self.blocks.paste()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.blocks.clear()
        else:
            if _types(event) and (refusal := self.cells.refusal(self.currentIndex())):
                self.told.emit(refusal)
                return
            super().keyPressEvent(event)

    def _tab(self, step: int, event: QKeyEvent) -> None:
        """Across the row; from its end on to the next control, so that Tab never ends here."""
        column = self.currentIndex().column() + step
        if 0 <= column < self.cells.columnCount():
            self._move(0, step)
        else:
            event.ignore()
            self.focusNextPrevChild(step > 0)

    def _alt_down(self) -> None:
        """Open the choices of a cell that has some, else the menu of its column."""
        index = self.currentIndex()
        key = self.cells.key(index)
        definition = self.cells.session.field(key) if key is not None else None
        if definition is not None and definition.choices and not self.cells.refusal(index):
            self.edit(index)
        elif index.isValid():
            self.column_menu_wanted.emit(index.column())

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Open the editor; typing replaces the text, F2 and a double click go on with it."""
        self.delegate.replacing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        if self.frozen.isVisible() and index.column() < self.frozen.columns:
            self.horizontalScrollBar().setValue(0)
        if trigger is None:
            super().edit(index)
            return True
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]  # Qt itself has no event at times

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an IME composes goes into the cell; a locked one says why not."""
        refusal = self.cells.refusal(self.currentIndex()) if self.currentIndex().isValid() else ""
        if refusal and (event.preeditString() or event.commitString()):
            self.told.emit(refusal)
            event.accept()
        else:
            super().inputMethodEvent(event)

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def commit(self) -> None:
        """Commit what is half typed."""
        editor = self.indexWidget(self.currentIndex()) if self.is_editing else None
        if editor is not None:
            QGuiApplication.inputMethod().commit()
            self.commitData(editor)
            self.closeEditor(editor, self.delegate.EndEditHint.NoHint)


def _types(event: QKeyEvent) -> bool:
    """Whether a key would type something."""
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return (event.text().isprintable() and bool(event.text()) and not event.modifiers() & control) or event.key() == Qt.Key.Key_F2
