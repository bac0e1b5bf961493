"""The window of 対応表: lists at the left, the matrix of the chosen one at the right. It stands beside the main window."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Node
from planeditor.messages import coverage as say_marks
from planeditor.messages import ui_coverage as say
from planeditor.services.coverage import lists, marks
from planeditor.services.coverage.matrix import Matrix, matrix
from planeditor.services.coverage.pasting import Line
from planeditor.services.coverage.suggesting import Suggestion, suggestions
from planeditor.services.tree.structuring import added
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.coverage.lines_dialog import LinesDialog
from planeditor.ui.coverage.lists_panel import ListsPanel
from planeditor.ui.coverage.matrix_model import MatrixModel
from planeditor.ui.coverage.matrix_view import MatrixView
from planeditor.ui.coverage.paper_bar import PaperBar
from planeditor.ui.coverage.suggestions_box import SuggestionsBox
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled, watch
from planeditor.ui.tree.tree_dialogs import AskTexts

_WIDTH, _HEIGHT, _SIDE = 1180, 720, 230


class CoverageDialog(QDialog):
    """Everything that is done here is one operation of a service, and can be undone here and in the main window."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._word = session.vocabulary.word("measure")
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lists, self.model = ListsPanel(), MatrixModel(self)
        self.view, self.hints = MatrixView(self.model), SuggestionsBox(self._word)
        self.open_only, self.counts, self.empty, self.problem = QCheckBox(say.OPEN_ONLY), QLabel(), QLabel(), QLabel()
        self.add_items, self.change_item, self.delete_item = (
            QPushButton(word) for word in (say.ADD_ITEMS, say.CHANGE_ITEM, say.DELETE_ITEM)
        )
        self.item_up, self.item_down = QPushButton(say.UP_ITEM), QPushButton(say.DOWN_ITEM)
        self.paper = PaperBar(session, jobs)
        self.keys = QLabel()
        self._lay_out()
        self._connect()
        HelpKey(session, "coverage", self)
        self._show_lists()
        if not self.lists.list.count():
            self.lists.add.setFocus()

    # Laying out

    def _lay_out(self) -> None:
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        for label, role in ((self.empty, "quiet"), (self.keys, "quiet"), (self.problem, "error")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.problem.hide()
        bar = FlowLayout()
        for button in (self.add_items, self.change_item, self.item_up, self.item_down, self.delete_item):
            button.setAutoDefault(False)
            bar.addWidget(button)
        bar.push()
        bar.addWidget(self.open_only)
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addLayout(bar)
        rows.addWidget(self.counts)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.empty, 1)
        rows.addWidget(self.keys)
        rows.addWidget(self.hints)
        rows.addWidget(self.problem)
        rows.addWidget(self.paper)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*(5 * STEP,) * 4)
        whole.setSpacing(5 * STEP)
        whole.addWidget(self.lists)
        whole.addWidget(right, 1)
        watch().changed.connect(self._fit)
        self._fit()
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _fit(self) -> None:
        self.lists.setFixedWidth(min(scaled(_SIDE), self.screen().availableSize().width() // 4))

    def _connect(self) -> None:
        session, panel = self.session, self.lists
        panel.chosen.connect(self._show_matrix)
        panel.add_wanted.connect(self.ask_list)
        panel.rename_wanted.connect(self._ask_name)
        panel.delete_wanted.connect(lambda: self._edit(partial(lists.delete_list, list_id=panel.current)))
        panel.move_wanted.connect(lambda step: self._edit(partial(lists.move_list, list_id=panel.current, step=step)))
        self.add_items.clicked.connect(lambda: self.ask_items())
        self.change_item.clicked.connect(lambda: self._ask_item())
        self.delete_item.clicked.connect(lambda: self._on_item(lambda item: partial(lists.delete_items, item_ids=[item.id])))
        for button, step in ((self.item_up, -1), (self.item_down, 1)):
            button.clicked.connect(lambda _=False, step=step: self._move_item(step))
        self.open_only.toggled.connect(self._filter)
        self.model.mark_wanted.connect(self._mark)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.view.verticalHeader().sectionDoubleClicked.connect(lambda _: self._ask_item())
        self.hints.wanted.connect(self._take)
        session.changed.connect(self._changed)  # no lambda: it would outlive the window
        session.access_changed.connect(self._show_lists)
        session.failed.connect(self._refused)
        session.opened.connect(self.close)
        for keys, back in ((QKeySequence.StandardKey.Undo, True), (QKeySequence.StandardKey.Redo, False)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._go_back, back))

    # Showing

    @property
    def matrix(self) -> Matrix | None:
        """The matrix of the chosen list."""
        return self.model.matrix

    @property
    def item(self) -> Node | None:
        """The item of the chosen row."""
        row = self.view.currentIndex().row()
        return self.model.items[row] if 0 <= row < len(self.model.items) else None

    def _changed(self, _: ChangeReport) -> None:
        self._show_lists()

    def _show_lists(self, *, choose: str = "") -> None:
        if isValid(self) and self.session.is_open:
            self.lists.show_lists(lists.lists(self.session.plan), choose=choose)

    def _show_matrix(self) -> None:
        session, list_id = self.session, self.lists.current
        self.problem.hide()
        now = self.view.currentIndex()
        pair = self.model.pair(now)
        self.model.writable = not session.read_only
        found = matrix(session.plan, list_id) if list_id else None
        self.model.show_matrix(found)
        if pair is not None:
            self.view.setCurrentIndex(self.model.place(pair[0].id, pair[1].id))
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, min(1, self.model.columnCount() - 1)))
        self._say(found)
        self._allow()

    def _say(self, found: Matrix | None) -> None:
        there = found is not None and bool(found.items)
        self.view.setVisible(bool(self.model.items))
        self.empty.setVisible(not self.model.items)
        for widget in (self.counts, self.keys, self.open_only):
            widget.setVisible(there)
        if found is None:
            self.empty.setText(say.EMPTY.format(measure=self._word))
            self.hints.show_found([], "", writing=False)
        else:
            empty = say.ALL_COVERED.format(measure=self._word) if found.items else say.NO_ITEMS.format(list=found.owner.name)
            self.empty.setText(empty)
            self.view.setAccessibleName(say.MATRIX.format(list=found.owner.name, measure=self._word))
            self.counts.setText(
                say.COUNTS.format(
                    measure=self._word, open_items=len(found.open_items), items=len(found.items),
                    open_measures=len(found.open_measures), measures=len(found.measures),
                )
            )
            offered = suggestions(self.session.plan, self.session.vocabulary, found) if found.items else []
            self.hints.show_found(offered, found.owner.name, writing=self.model.writable)
        self.keys.setText(say.READ_ONLY if self.session.read_only else say.KEYS)
        self.paper.show_for(found)

    def _allow(self) -> None:
        writing, found, item = not self.session.read_only, self.matrix, self.item
        self.lists.allow(writing=writing)
        self.add_items.setEnabled(writing and found is not None)
        rows = [i.id for i in found.items] if found is not None else []
        place = rows.index(item.id) if item is not None else -1
        for button, there in (
            (self.change_item, place >= 0), (self.delete_item, place >= 0), (self.item_up, place > 0),
            (self.item_down, 0 <= place < len(rows) - 1),
        ):  # fmt: skip
            button.setEnabled(writing and there)

    def _filter(self, on: bool) -> None:
        self.model.show_open_only(on)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, min(1, self.model.columnCount() - 1)))
        self._say(self.matrix)
        self._allow()

    # Asking

    def ask_list(self) -> None:
        """Ask for the name of a new list."""
        lines = [(say.LIST_NAME, "", "")]
        AskTexts(self, say.ASK_LIST_TITLE, say.ASK_LIST, say.ASK_LIST_VERB, lines, self._add_list).open()

    def _add_list(self, texts: list[str]) -> None:
        self._edit(partial(lists.add_list, name=texts[0]), lambda report: self._show_lists(choose=added(report)[0]))

    def _ask_name(self) -> None:
        found = self.matrix
        if found is not None and not self.session.read_only:
            lines = [(say.LIST_NAME, found.owner.name, "")]
            rename = partial(self._rename, found.owner.id)
            AskTexts(self, say.RENAME_TITLE, say.RENAME_ASK, say.RENAME_VERB, lines, rename).open()

    def _rename(self, list_id: str, texts: list[str]) -> None:
        self._edit(partial(lists.rename_list, list_id=list_id, name=texts[0]))

    def ask_items(self) -> None:
        """Ask for items of the chosen list."""
        found = self.matrix
        if found is not None:
            taken = [item.number for item in found.items]
            LinesDialog(self, found.owner.name, taken, partial(self._add_items, found.owner.id)).open()

    def _add_items(self, list_id: str, lines: list[Line]) -> None:
        self._edit(partial(lists.add_items, list_id=list_id, lines=lines))

    def _ask_item(self) -> None:
        item = self.item
        if item is not None and not self.session.read_only:
            lines = [(say.ITEM_NUMBER, item.number, ""), (say.ITEM_NAME, item.name, "")]
            change = partial(self._change_item, item.id)
            AskTexts(self, say.ITEM_TITLE, say.ITEM_ASK, say.ITEM_VERB, lines, change, needed=1).open()

    def _change_item(self, item: str, texts: list[str]) -> None:
        self._edit(partial(lists.change_item, item_id=item, number=texts[0], name=texts[1]))

    def _move_item(self, step: int) -> None:
        self._on_item(lambda item: partial(lists.move_item, item_id=item.id, step=step))

    # Doing

    def _on_item(self, work: Callable[[Node], Callable[..., ChangeReport]]) -> None:
        item = self.item
        if item is not None:
            self._edit(work(item))

    def _mark(self, measure: str, item: str, text: str) -> None:
        forms, who = self.session.forms, self.session.who
        self.session.edit(lambda document: marks.mark(document, forms, measure, item, text, who=who))

    def _take(self, offered: Suggestion) -> None:
        if offered.item is not None:
            self._mark(offered.measure.id, offered.item.id, say_marks.MARK)
            return
        self.open_only.setChecked(False)
        self.view.go_to(self.model.place(offered.measure.id, ""))

    def _go_back(self, back: bool) -> None:
        """Undo or redo, as in the main window."""
        session = self.session
        if (session.undo_name if back else session.redo_name) is not None:
            (session.undo if back else session.redo)()

    def _edit(self, work: Callable[..., ChangeReport], done: Callable[[ChangeReport], object] | None = None) -> None:
        who = self.session.who

        def edit(document: Document) -> ChangeReport:
            return work(document, who=who)

        self.session.edit(edit, done)

    def _refused(self, error: Exception) -> None:
        """What could not be done is said here too: the bar of the main window may be out of sight."""
        text = sentence(error) if isinstance(error, KnownError) else None
        if text:
            self.problem.setText(text)
            self.problem.show()
