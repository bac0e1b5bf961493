"""The tree view: keeps what is expanded and chosen over changes of its rows; keys, type-ahead and drag as staff expect."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QTreeView, QWidget

from planeditor.services.tree.outline import Row
from planeditor.ui import theme
from planeditor.ui.tree.tree_delegate import TreeDelegate
from planeditor.ui.tree.tree_model import TreeModel
from planeditor.ui.tree.tree_typing import TypeAhead
from planeditor.ui.viewport import own_viewport

Index = QModelIndex | QPersistentModelIndex
_INDENT = 16
OPENED_AT_FIRST = 300
"""So many rows are shown expanded when nothing is remembered; a large plan begins with its first areas."""


class TreeView(QTreeView):
    """Shows a ``TreeModel``. What is expanded is remembered by row id."""

    chosen = Signal(object)
    """The ``Row`` that became current by the user's hand."""
    sheet_wanted = Signal()
    """Enter, or Right where nothing can be expanded: the user wants to go on to the sheet."""
    drag_refused = Signal()
    """Rows were dragged that cannot be moved now."""

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.rows = model
        self.keys: Mapping[QKeyCombination, Callable[[], object]] = {}
        self.may_drag: Callable[[], bool] = bool
        self._expanded: set[str] = set()
        self._filter_expanded: set[str] | None = None
        self._type_ahead = TypeAhead()
        self._own = False
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(self, model.marks))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.expanded.connect(self._note_expanded)
        self.collapsed.connect(self._note_collapsed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        theme.watch().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIndentation(theme.scaled(_INDENT))
        self.scheduleDelayedItemsLayout()

    # Rows

    @property
    def current(self) -> Row | None:
        """The current row."""
        return self.rows.row(self.currentIndex())

    @property
    def selected(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda i: self.rows.shown.path(self._id(i)) or ())
        return [row for index in indexes if (row := self.rows.row(index))]

    def choose(self, row_id: str) -> bool:
        """Make a row the current one and show it, without telling that the user did; False where it is not shown."""
        index = self.rows.index_of(row_id)
        if not index.isValid():
            return False
        self._own = True
        try:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        finally:
            self._own = False
        return True

    def show_rows(self, rows: tuple[Row, ...], *, filtered: bool = False) -> None:
        """Show other rows; what was expanded, chosen and in sight stays so where it is still there.

        Rows of a filter are shown expanded, as many as can be taken in, and what is expanded without it is not touched.
        """
        self.commit()
        chosen, current = [row.id for row in self.selected], self.current
        top = self.rows.row(self.indexAt(self.viewport().rect().topLeft()))
        self._own = True
        try:
            self.rows.show(rows)
            self._filter_expanded = set(self.rows.shown.first_groups(OPENED_AT_FIRST)) if filtered else None
            self._expand_remembered()
            self._choose_again(chosen, current.id if current else "")
            if top is not None and not filtered and (index := self.rows.index_of(top.id)).isValid():
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        finally:
            self._own = False

    def commit(self) -> None:
        """Keep a name that is half typed."""
        for editor in self.viewport().findChildren(QLineEdit):
            if not editor.isHidden():  # one that is hidden was closed already
                self.commitData(editor)
                self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)  # else it is taken once more when the keys leave it

    def forget(self) -> None:
        """Another plan: what is expanded begins anew."""
        self._expanded = set()

    def begin(self, rows: tuple[Row, ...]) -> None:
        """Show the rows of a plan for the first time."""
        self.show_rows(rows)
        self._expanded = set(self.rows.shown.first_groups(OPENED_AT_FIRST))
        self._expand_remembered()

    @property
    def _memory(self) -> set[str]:
        return self._expanded if self._filter_expanded is None else self._filter_expanded

    def _expand_remembered(self) -> None:
        for row_id in list(self._memory):
            index = self.rows.index_of(row_id)
            if index.isValid():
                self.expand(index)

    def _choose_again(self, chosen: list[str], current: str) -> None:
        flag = QItemSelectionModel.SelectionFlag
        for row_id in chosen:
            index = self.rows.index_of(row_id)
            if index.isValid():
                self.selectionModel().select(index, flag.Select)
        index = self.rows.index_of(current)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)

    def _note_expanded(self, index: QModelIndex) -> None:
        self._memory.add(self._id(index))

    def _note_collapsed(self, index: QModelIndex) -> None:
        self._memory.discard(self._id(index))

    def _id(self, index: Index) -> str:
        row = self.rows.row(index)
        return row.id if row else ""

    # Expanding

    def expand_all(self) -> None:
        """Open areas and departments, and the years of the measures where the plan is small enough to read."""
        shown = self.rows.shown
        few = len(shown.measures) <= OPENED_AT_FIRST
        self._set_expanded({row.id for row in (*shown.groups, *(shown.measures if few else ()))})

    def collapse_all(self) -> None:
        """Close everything; the row above the current one then is the current one."""
        self._set_expanded(set())

    def expand_to_here(self) -> None:
        """Open everything as deep as the current row stands, and nothing deeper."""
        path = self.rows.shown.path(self._id(self.currentIndex())) or (0,)
        self._set_expanded(set(self.rows.shown.above_depth(len(path) - 1)))

    def _set_expanded(self, wanted: set[str]) -> None:
        current = self.rows.shown.path(self._id(self.currentIndex())) or ()
        self.collapseAll()
        if self._filter_expanded is None:
            self._expanded = wanted
        else:
            self._filter_expanded = wanted
        self.scheduleDelayedItemsLayout()
        self._expand_remembered()
        while len(current) > 1 and not self.isExpanded(self.rows.index_at(current[:-1])):
            current = current[:-1]
        if current and (row := self.rows.shown.at(current)):
            self.choose(row.id)

    # Following the hand

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the user went."""
        super().currentChanged(current, previous)
        self._renew((current, previous))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)  # for type-ahead in Japanese
        row = self.rows.row(current)
        if row is not None and not self._own:
            self.chosen.emit(row)

    def _selection_changed(self, now: QItemSelection, before: QItemSelection) -> None:
        self._renew((*now.indexes(), *before.indexes()))

    def _renew(self, indexes: Iterable[Index]) -> None:
        """Paint whole rows anew; Qt itself would only renew what is right of the arrows."""
        for index in indexes:
            place = self.visualRect(index)
            self.viewport().update(0, place.top(), self.viewport().width(), place.height())

    def event(self, event: QEvent) -> bool:
        """Keys of the tree come before those of the window as long as the tree has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _plain(event) in self.keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the actions, and those that lead to the sheet."""
        key = Qt.Key
        act = self.keys.get(_plain(event))
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif act is not None:
            act()
        elif event.key() in (key.Key_Return, key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._enter()
        elif event.key() == key.Key_Right and self.current and not self.current.children:
            self.sheet_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        row = self.current
        if row is None:
            return
        if row.kind in ("area", "department", "text"):
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
        else:
            self.sheet_wanted.emit()

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row that begins with what was typed."""
        typed, fresh = self._type_ahead.add(search)
        row = self.rows.shown.starting_with(typed, self._id(self.currentIndex()), beyond=fresh) if typed.strip() else None
        if row is not None:
            self.setCurrentIndex(self.rows.index_of(row.id))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What the IME gives is searched for too."""
        if event.commitString():
            self.keyboardSearch(event.commitString())
        event.accept()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The delegate paints the arrows, with the ground of the whole row."""

    # Drag and drop

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the chosen rows, where they can be moved now."""
        if self.may_drag():
            super().startDrag(supported)
        else:
            self.drag_refused.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the rows to the model; it asks for the move, so nothing is taken away here."""
        parent, row = self.drop_place(event.position().toPoint())
        if self.rows.dropMimeData(event.mimeData(), event.dropAction(), row, 0, parent):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def drop_place(self, point: QPoint) -> tuple[QModelIndex, int]:
        """Which row is dropped on or into, and where among its children (-1 = on it), as the indicator shows."""
        index, at = self.indexAt(point), self.dropIndicatorPosition()
        position = QAbstractItemView.DropIndicatorPosition
        if not index.isValid() or at == position.OnViewport:
            return QModelIndex(), -1
        if at == position.OnItem:
            return index, -1
        if at == position.BelowItem and self.isExpanded(index) and self.rows.flags(index) & Qt.ItemFlag.ItemIsDropEnabled:
            return index, 0
        return index.parent(), index.row() + (at == position.BelowItem)


def _plain(event: QKeyEvent) -> QKeyCombination:
    """The key as actions name it: the number pad counts as any other key, and + and - may need Shift."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeyCombination(modifiers, Qt.Key(event.key()))
