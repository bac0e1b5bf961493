"""「版・基準時点」: the states of the plan that have a name — deciding, freezing, looking at one, going back to one."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.days import long_day, today
from planeditor.messages import editions as say_states
from planeditor.messages import ui_editions as say
from planeditor.services.states import editions
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.editions.restore_dialog import RestoreDialog
from planeditor.ui.editions.state_dialog import StateDialog, deciding, taking
from planeditor.ui.editions.viewing import view
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.session import Session, sentence

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.moments import State
    from planeditor.store.document import Document
    from planeditor.store.report import ChangeReport

_WIDTH, _HEIGHT = 900, 460


@dataclass(frozen=True)
class _Row:
    state: State
    changes: int


class EditionsDialog(QDialog):
    """One list of editions and snapshots. Everything is done at once and can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: list[_Row] = []
        self._asked: object = None
        self._asking: StateDialog | RestoreDialog | None = None
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QTreeWidget()
        self.empty, self.why = Sentence(say.EMPTY), Sentence()
        self.decide, self.take, self.view, self.restore, self.change, self.withdraw, self.close_button = (
            QPushButton(word) for word in (say.DECIDE, say.TAKE, say.VIEW, say.RESTORE, say.CHANGE, say.WITHDRAW, say.CLOSE)
        )
        self._lay_out()
        for button, slot in (
            (self.decide, self._decide), (self.take, self._take), (self.view, self._view), (self.restore, self._restore),
            (self.change, self._change), (self.withdraw, self._withdraw), (self.close_button, self.accept),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
        self.list.itemSelectionChanged.connect(self._allow)
        self.list.itemActivated.connect(self._view)
        session.changed.connect(self.refresh)
        session.access_changed.connect(self._allow)
        session.failed.connect(self._refused)
        session.opened.connect(self.reject)
        HelpKey(session, "edition", self)
        self.refresh()

    def _lay_out(self) -> None:
        above, below = FlowLayout(), FlowLayout()
        for button in (self.decide, self.take):
            above.addWidget(button)
        for button in (self.view, self.restore, self.change, self.withdraw):
            below.addWidget(button)
        below.push()
        below.addWidget(self.close_button)
        self.list.setHeaderLabels(list(say.COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(say.LIST)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(Sentence(say.LEAD, role=""))
        rows.addLayout(above)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.why)
        rows.addLayout(below)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 8 * STEP), min(theme.scaled(_HEIGHT), room.height() - 12 * STEP))

    # The list

    @property
    def chosen(self) -> State | None:
        """The state chosen in the list."""
        row = self._chosen_row
        return row.state if row else None

    @property
    def _chosen_row(self) -> _Row | None:
        nodes = {item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()}
        return next((row for row in self.rows if row.state.node in nodes), None)

    def refresh(self, _: object = None) -> None:
        """Read the states anew."""
        if not self.session.is_open:
            return
        self._asked = asked = object()
        vocabulary = self.session.vocabulary

        def read(document: Document) -> list[_Row]:
            from planeditor.services.states.named import changes_since, states

            found = states(document)[:-1] if self._asked is asked else []
            return [_Row(state, len(changes_since(document, vocabulary, state))) for state in found]

        def show(found: list[_Row]) -> None:
            if self._asked is asked and isValid(self):
                self._show(found)

        self.session.ask(read, show)
        self._allow()

    def _show(self, found: list[_Row]) -> None:
        chosen, self.rows = self.chosen, found
        self.list.clear()
        for row in found:
            state = row.state
            changes = say.CHANGES.format(count=row.changes) if row.changes else say.NO_CHANGES
            words = [state.name, say_states.KINDS[state.kind], state.date, state.status, changes, state.who, state.note]
            item = QTreeWidgetItem(self.list, words)
            item.setData(0, Qt.ItemDataRole.UserRole, state.node)
            item.setToolTip(len(words) - 1, state.note)
            if chosen is not None and state.node == chosen.node:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._allow()

    def _allow(self) -> None:
        session = self.session
        writable = session.is_open and not session.read_only
        there = self.chosen is not None
        for button in (self.decide, self.take):
            button.setEnabled(writable)
        self.view.setEnabled(there)
        for button in (self.change, self.withdraw):
            button.setEnabled(writable and there)
        row = self._chosen_row
        self.restore.setEnabled(writable and row is not None and row.changes > 0)
        self.why.setText("" if writable else say.VIEWING_ONLY if session.viewing else say.READ_ONLY)
        self.why.setVisible(not writable)

    # What can be done

    def _decide(self) -> None:
        plan = self.session.plan
        self._ask(deciding(editions.suggested_name(plan), editions.this_month(), self), self._decided)

    def _decided(self, told: dict[str, str]) -> None:
        forms, who = self.session.forms, self.session.who
        self._do(
            lambda document: editions.decide(document, forms, told["name"], told["date"], told["note"], who=who),
            say.DONE.format(name=told["name"].strip()),
        )

    def _take(self) -> None:
        from planeditor.services.states.standing import is_step_back, status_of

        now = status_of(self.session.plan)
        onward = [status for status in say_states.STATUSES if not is_step_back(now, status)]
        steps = [(say.STATUS_STAYS.format(status=now), ""), *((status, status) for status in onward)]
        self._ask(taking(long_day(today()), steps, self), self._taken)

    def _taken(self, told: dict[str, str]) -> None:
        from planeditor.services.states import snapshots

        who = self.session.who
        self._do(lambda document: snapshots.take(document, who=who, **told), say.TAKEN.format(name=told["name"].strip()))

    def _view(self) -> None:
        if self.chosen is not None:
            view(self.session, self.chosen)

    def _restore(self) -> None:
        row, node = self._chosen_row, self.session.node
        if row is not None:
            measure = (node.id, node.title) if node is not None and node.kind == "measure" else None
            dialog = RestoreDialog(row.state.name, row.changes, measure, self)
            dialog.wanted.connect(partial(self._restored, row.state))
            self._asking = dialog
            dialog.open()

    def _restored(self, state: State, measure: str | None) -> None:
        from planeditor.services.states.restoring import restore_state

        forms, who = self.session.forms, self.session.who
        only = [measure] if measure else None
        self._do(lambda document: restore_state(document, forms, state, only, who=who), say.RESTORED.format(name=state.name))

    def _change(self) -> None:
        state = self.chosen
        if state is not None:
            day = say.DATE if state.kind == "edition" else say.DAY
            sort = say.SORT if state.kind == "edition" else say.STATUS
            fields = {
                "name": (say.NAME, state.name), "date": (day, state.date), "status": (sort, state.status),
                "note": (say.NOTE, state.note),
            }
            self._ask(StateDialog(say.CHANGE_TITLE, say.CHANGE_GO, fields, self), partial(self._changed, state))

    def _changed(self, state: State, told: dict[str, str]) -> None:
        from planeditor.services.states import mending

        who, texts = self.session.who, [told[field] for field in ("name", "date", "status", "note")]
        self._do(lambda document: mending.change(document, state.node, *texts, who=who), say.CHANGED.format(name=texts[0].strip()))

    def _withdraw(self) -> None:
        from planeditor.services.states import mending

        state, who = self.chosen, self.session.who
        if state is not None:
            self._do(lambda document: mending.withdraw(document, state.node, who=who), say.WITHDRAWN.format(name=state.name))

    # Asking and doing

    def _ask(self, dialog: StateDialog, then: Callable[[dict[str, str]], object]) -> None:
        dialog.wanted.connect(then)
        self._asking = dialog
        dialog.open()

    def _do(self, work: Callable[[Document], ChangeReport], told: str) -> None:
        """Do it; the question that led to it is closed once it is done."""

        def done(_: ChangeReport) -> None:
            self.session.told.emit(told)
            asking, self._asking = self._asking, None
            if asking is not None and isValid(asking):
                asking.accept()

        self.session.edit(work, done)

    def _refused(self, error: Exception) -> None:
        asking = self._asking
        if asking is not None and isValid(asking) and asking.isVisible():
            asking.tell(sentence(error) or "")
        else:
            self.why.setText(sentence(error) or "")
            self.why.setVisible(bool(self.why.text()))
