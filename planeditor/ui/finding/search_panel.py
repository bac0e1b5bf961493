"""The panel of hits: how many, in which part of the plan, and each with its text; Enter or a click goes there."""
from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planeditor.domain.plan import Key
from planeditor.messages import ui_search as say
from planeditor.services.finding.searching import Hit, Hits
from planeditor.ui import theme
from planeditor.ui.finding.hit_delegate import HitDelegate
from planeditor.ui.finding.hits_model import HIT, HitsModel, Index
from planeditor.ui.finding.index_keeper import IndexKeeper
from planeditor.ui.finding.scope_choice import ScopeChoice
from planeditor.ui.finding.search_box import SearchBox
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session


class SearchPanel(QWidget):
    """What was found. ``follow`` connects it with the box in which one types."""

    wanted = Signal()
    """Something is looked for: the panel is to be seen."""
    jumped = Signal()
    """The user went to a hit."""
    sheet_wanted = Signal()
    """Esc: the user wants to go back to the sheet."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.keeper = IndexKeeper.of(session)
        self.query = ""
        self._stale = False
        self.model = HitsModel()
        self.scope = ScopeChoice(session)
        self.count = QLabel()
        self.count.setProperty("role", "heading")
        self.list = _HitList(self.model)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "quiet")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.all_button = QPushButton(say.SEARCH_ALL)
        self._lay_out()
        self.list.accepted.connect(self.jump)
        self.list.clicked.connect(self.jump)
        self.list.left.connect(self.sheet_wanted)
        self.all_button.clicked.connect(self.scope.widen)
        self.scope.changed.connect(self.search_again)
        self.keeper.ready.connect(self.search_again)
        session.changed.connect(self._plan_changed)
        session.place_changed.connect(self._place_changed)
        theme.watch().changed.connect(self.list.scheduleDelayedItemsLayout)
        self.search_again()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(STEP * 3, STEP * 2, STEP * 2, STEP * 2)
        head.setSpacing(STEP * 2)
        head.addWidget(self.count, 1)
        head.addWidget(self.scope)
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.setContentsMargins(STEP * 3, STEP * 3, STEP * 3, STEP * 3)
        words.setSpacing(STEP * 3)
        words.addWidget(self.note)
        words.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._stack, 1)

    def follow(self, box: SearchBox) -> None:
        """Look for what is typed in that box."""
        box.searched.connect(self.search)
        box.list_wanted.connect(self.enter_list)
        box.next_wanted.connect(self.next_hit)
        box.previous_wanted.connect(self.previous_hit)
        box.left.connect(self.sheet_wanted)

    # Searching

    def search(self, query: str) -> None:
        """Show what is found for a query."""
        self.query = query
        self.model.show(Hits())
        self.search_again()
        if query:
            self.wanted.emit()

    def search_again(self) -> None:
        """Show what is found now; the chosen hit stays chosen where it is still there."""
        chosen = self.current
        self._stale = False
        index, narrowed = self.keeper.index, self.scope.narrowed
        if self.query and index is not None and not self.keeper.complete:
            self.keeper.hasten()
        elif self.query and index is not None and narrowed is not None:
            self.model.show(index.search(self.query, period=narrowed.period, nodes=narrowed.nodes))
        else:
            self.model.show(Hits())
        if chosen is not None:
            self._choose_key(chosen.key)
        self._tell()

    def _tell(self) -> None:
        hits = self.model.hits
        shown = len(hits.hits)
        text = say.COUNT if hits.total == shown else say.COUNT_FIRST
        self.count.setText(text.format(count=f"{hits.total:,}", shown=shown) if shown else "")
        self.list.setAccessibleDescription(self.count.text())
        nothing = bool(self.query) and not shown and self.keeper.complete
        self.all_button.setVisible(nothing and not self.scope.is_all)
        if not self.query:
            note = say.NO_QUERY
        elif not self.keeper.complete:
            note = say.NOT_READY
        elif self.scope.narrowed is None:
            note = say.NO_PLACE.format(scope=self.scope.currentText(), measure=self.session.vocabulary.word("measure"))
        else:
            note = (say.NO_HIT if self.scope.is_all else say.NO_HIT_HERE).format(query=self.query)
        self.note.setText(note)
        self._stack.setCurrentIndex(0 if shown else 1)

    def _plan_changed(self) -> None:
        if not self.query:
            return
        if self.isVisible():
            self.search_again()
        else:
            self._stale = True

    def _place_changed(self, _: Place) -> None:
        if self.scope.follows_place and self.query:
            self.search_again()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nothing was seen is taken in now."""
        super().showEvent(event)
        if self._stale:
            self.search_again()

    # Going from hit to hit

    @property
    def current(self) -> Hit | None:
        """The chosen hit."""
        hit = self.list.currentIndex().data(HIT)
        return hit if isinstance(hit, Hit) else None

    def enter_list(self) -> None:
        """Go into the list, on its first hit if none is chosen."""
        if not self.model.rowCount():
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.wanted.emit()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def jump(self) -> None:
        """Go to the chosen hit."""
        hit = self.current
        if hit is not None:
            self.session.go(Place(hit.key.node, hit.key.period, hit.key.field))
            self.jumped.emit()

    def next_hit(self) -> None:
        """F3: go to the next hit, from the last one to the first."""
        self._step(1)

    def previous_hit(self) -> None:
        """Shift+F3: go to the hit before, from the first one to the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._stale:
            self.search_again()
        count = self.model.rowCount()
        if not count:
            return
        here = self.list.currentIndex()
        row = here.row() + step if here.isValid() else (0 if step > 0 else count - 1)
        if not 0 <= row < count:
            row %= count
            self.session.told.emit(say.WRAPPED if step > 0 else say.WRAPPED_BACK)
        self.list.setCurrentIndex(self.model.index(row))
        self.jump()

    def _choose_key(self, key: Key) -> None:
        keys = self.model.hits.keys
        if key in keys:
            row = keys.index(key)
            self.list.selectionModel().setCurrentIndex(self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)


class _HitList(QListView):
    """The list itself."""

    accepted = Signal()
    left = Signal()

    def __init__(self, model: HitsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(say.PANEL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this place come first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.scrollTo(current)
