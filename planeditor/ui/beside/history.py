"""What was written before: in the cell the user is at, or all over the measure."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.plan import Key
from planeditor.messages import ui_beside as say
from planeditor.services.editing.cellhistory import Version, history, restore
from planeditor.services.editing.permissions import Lock
from planeditor.store.document import Document
from planeditor.store.log import ChangeGroup
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.history_row import HistoryRow, Told
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.scope_switch import ScopeSwitch
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.beside.source_box import SourceBox
from planeditor.ui.beside.telling import tell_group, tell_version
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session

PAGE = 10
"""How many lines are shown at first, and how many more each time."""


class HistoryPanel(Panel):
    """The history, newest first, read from the file on the plan lane; what comes back for another place is dropped."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.HISTORY_PANEL)
        self.source = SourceBox(session)
        self.scope = ScopeSwitch(say.THIS_CELL, say.THIS_MEASURE.format_map(self.words))
        self.scope.changed.connect(self._switched)
        self.empty = Sentence()
        self.more = QPushButton(say.MORE)
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._show_more)
        self.rows: list[HistoryRow] = []
        self._limit = PAGE
        self._shown_for: tuple[Key | None, str] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, 0)
        head.setSpacing(STEP * 2)
        head.addWidget(self.source)
        head.addWidget(self.scope)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(STEP)
        lines = QWidget()
        lines.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.column([self.empty, lines, self.more])

    @property
    def whole(self) -> bool:
        """Whether the history of the whole measure is shown."""
        return self.scope.is_wide

    def show_cell(self) -> None:
        """Show the history of the cell the user is at."""
        self.scope.narrow.setChecked(True)

    def show_measure(self) -> None:
        """Show the history of the measure the user is at."""
        self.scope.wide.setChecked(True)

    def _switched(self) -> None:
        self._limit = PAGE
        self.renew()

    def _show_more(self) -> None:
        self._limit += PAGE
        self.renew()

    def refresh(self) -> None:
        """Ask for the history of the place the user is at."""
        session, place = self.session, self.session.place
        self.scope.wide.setText(say.THIS_MEASURE.format_map(self.words))
        asked = (None if self.whole else place.key, place.node)
        if asked != self._shown_for:
            self._limit = PAGE
        limit = self._limit + 1
        if not session.is_open or session.node is None:
            self._tell(asked, [], say.NO_NODE.format_map(self.words))
        elif self.whole:
            node = place.node
            session.ask(lambda document: document.log(node, limit), partial(self._show_groups, asked))
        elif place.key is None:
            self._tell(asked, [], say.NO_CELL_HISTORY)
        else:
            session.ask(partial(history, key=place.key, limit=limit), partial(self._show_versions, asked))

    def _is_wanted(self, asked: tuple[Key | None, str]) -> bool:
        if not isValid(self):  # the window was closed meanwhile
            return False
        place = self.session.place
        return asked == (None if self.whole else place.key, place.node)

    def _show_versions(self, asked: tuple[Key | None, str], versions: Sequence[Version]) -> None:
        key = asked[0]
        if key is None or not self._is_wanted(asked):
            return
        now = self.session.plan.text(*key)
        may = self.session.lock(key) is Lock.OPEN
        give_back = partial(self._restore, key) if may else None
        told = [tell_version(v, now, give_back, latest=not n) for n, v in enumerate(versions)]
        self._tell(asked, told, say.NO_VERSIONS)

    def _show_groups(self, asked: tuple[Key | None, str], groups: Sequence[ChangeGroup]) -> None:
        if not self._is_wanted(asked):
            return
        plan, vocabulary = self.session.plan, self.session.vocabulary
        told = [tell_group(group, plan, vocabulary, self._see) for group in groups]
        self._tell(asked, told, say.NO_GROUPS.format_map(self.words))

    def _tell(self, asked: tuple[Key | None, str], told: Sequence[Told], nothing: str) -> None:
        same = asked == self._shown_for
        self._shown_for = asked
        opened = {row.told.head for row in self.rows if same and not row.isHidden() and row.head.isChecked()}
        shown = told[: self._limit]
        while len(self.rows) < len(shown):
            row = HistoryRow()
            self._lines.addWidget(row)
            QWidget.setTabOrder(self.rows[-1].last if self.rows else self.scope.wide, row.head)
            self.rows.append(row)
        for number, row in enumerate(self.rows):
            if number < len(shown):
                row.tell(shown[number], opened=shown[number].head in opened)
            row.setVisible(number < len(shown))
        self.more.setVisible(len(told) > self._limit)
        self.empty.setText(nothing)
        self.empty.setVisible(not told)

    def _restore(self, key: Key, text: str) -> None:
        session = self.session
        forms, mode, who, source, why = session.forms, session.mode, session.who, session.source, session.why

        def work(document: Document) -> ChangeReport:
            return restore(document, forms, key, text, mode, who, source=source, why=why)

        session.edit(work, self._restored)

    def _restored(self, report: ChangeReport) -> None:
        if report.group is not None:
            self.session.told.emit(say.RESTORED)

    def _see(self, key: Key) -> None:
        self.session.go(Place(key.node, key.period, key.field))
