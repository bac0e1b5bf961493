"""Replace over the whole plan: what would change is listed first, then what is ticked is replaced as one step."""
from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_search as say
from planeditor.services.finding import replacing
from planeditor.services.finding.replacing import Replacement
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.finding.index_keeper import BUDGET, IndexKeeper
from planeditor.ui.finding.replace_delegate import ReplaceDelegate
from planeditor.ui.finding.replace_model import REPLACEMENT, ReplaceModel
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session

_WIDTH, _HEIGHT = 680, 560
_PAUSE = 120
"""The list is made when no key was pressed for so long, in ms."""


class ReplaceDialog(QDialog):
    """Stays beside the window, which can be used meanwhile; the list follows every change of the plan."""

    jumped = Signal()
    """The user went to an entry of the list."""

    def __init__(self, session: Session, query: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.keeper = IndexKeeper.of(session)
        self.setWindowTitle(say.REPLACE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.query = QLineEdit(query)
        self.replacement = QLineEdit()
        self.exact = QCheckBox(say.EXACT)
        self.exact.setToolTip(say.EXACT_HELP)
        self.exact.setAccessibleDescription(say.EXACT_HELP)
        self.model = ReplaceModel()
        self.list = _PreviewList(self.model)
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.all_button = QPushButton(say.CHOOSE_ALL)
        self.none_button = QPushButton(say.CHOOSE_NONE)
        self.show_button = QPushButton(say.SHOW)
        self.go_button = QPushButton(say.GO_NONE)
        self.go_button.setProperty("role", "primary")
        self.close_button = QPushButton(say.CLOSE)
        for button in (self.all_button, self.none_button, self.show_button, self.go_button, self.close_button):
            button.setAutoDefault(False)
        self._more: Iterator[Replacement] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._lay_out()
        self._connect()
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width()), min(theme.scaled(_HEIGHT), room.height() - 10 * STEP))
        self._look()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(STEP * 2)
        form.setHorizontalSpacing(STEP * 4)
        for word, field in ((say.QUERY, self.query), (say.REPLACEMENT, self.replacement)):
            field.setAccessibleName(word)
            form.addRow(word, field)
        form.addRow("", self.exact)
        ticks = QHBoxLayout()
        ticks.setSpacing(STEP * 2)
        for button in (self.all_button, self.none_button, self.show_button):
            button.setProperty("role", "quiet")
            ticks.addWidget(button)
        ticks.addStretch(1)
        last = QHBoxLayout()
        last.setSpacing(STEP * 2)
        last.addStretch(1)
        last.addWidget(self.close_button)
        last.addWidget(self.go_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(STEP * 4,) * 4)
        rows.setSpacing(STEP * 3)
        rows.addLayout(form)
        rows.addWidget(self.note)
        rows.addWidget(self.list, 1)
        rows.addLayout(ticks)
        rows.addWidget(self.problem)
        rows.addLayout(last)

    def _connect(self) -> None:
        self.query.textChanged.connect(self._asked_anew)
        self.replacement.textChanged.connect(self._asked_anew)
        self.exact.toggled.connect(self._asked_anew)
        self._pause.timeout.connect(self._look)
        self._slices.timeout.connect(self._slice)
        self.model.ticked.connect(self._tell)
        self.all_button.clicked.connect(self._tick_all)
        self.none_button.clicked.connect(self._tick_none)
        self.show_button.clicked.connect(self.jump)
        self.list.accepted.connect(self.jump)
        self.list.doubleClicked.connect(self.jump)
        self.go_button.clicked.connect(self.replace)
        self.close_button.clicked.connect(self.close)
        session = self.session
        session.changed.connect(self._look_again)
        session.mode_changed.connect(self._look_again)
        session.access_changed.connect(self._look_again)
        HelpKey(session, "replace", self)
        session.opened.connect(self.close)

    def begin(self, query: str = "") -> None:
        """Ctrl+H: show it, ready for typing; ``query``: what the search looks for now."""
        if query:
            self.query.setText(query)
        self.show()
        self.activateWindow()
        field = self.replacement if self.query.text() else self.query
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    # The list

    def _asked_anew(self) -> None:
        self._pause.start()

    def _look_again(self) -> None:
        self._look(keep_ticks=True)

    def _look(self, *, keep_ticks: bool = False) -> None:
        """Make the list; long ones grow while the window goes on."""
        session, index = self.session, self.keeper.index
        self._pause.stop()
        self.problem.hide()
        self.model.clear(keep_ticks=keep_ticks)
        self._more = None
        if index is not None and self.query.text():
            self._more = replacing.previews(
                index, session.vocabulary, self.query.text(), self.replacement.text(), session.permissions,
                exact=self.exact.isChecked(),
            )
            self._slices.start()
            self._slice()
        self._tell()

    def _slice(self) -> None:
        """Work out the next entries of the list, as many as leave the window free to answer."""
        clock, more = QElapsedTimer(), list[Replacement]()
        clock.start()
        try:
            while self._more is not None and clock.elapsed() < BUDGET:
                found = next(self._more, None)
                if found is None:
                    self._more = None
                else:
                    more.append(found)
        except KnownError as error:
            self._more = None
            self._show_problem(error)
        self.model.add(more)
        if self._more is None:
            self._slices.stop()
        self._tell()

    @property
    def complete(self) -> bool:
        """Whether the list holds everything."""
        return self._more is None and not self._pause.isActive()

    def _tell(self) -> None:
        count, chosen = len(self.model.found), len(self.model.chosen)
        if not self.query.text():
            note = say.NOTHING_ASKED
        elif self._more is not None:
            note = say.COUNTING.format(count=f"{count:,}")
        elif not count:
            note = say.NOTHING_FOUND
        else:
            text = say.CHOSEN_LOCKED if self.model.locked else say.CHOSEN
            note = text.format(count=f"{count:,}", chosen=f"{chosen:,}", locked=f"{self.model.locked:,}")
        self.note.setText(note)
        ready = bool(chosen) and self._more is None and not self.session.read_only
        self.go_button.setEnabled(ready)
        self.go_button.setText(say.GO.format(count=f"{chosen:,}") if ready else say.GO_NONE)
        for button in (self.all_button, self.none_button, self.show_button):
            button.setEnabled(bool(count))

    def _tick_all(self) -> None:
        self.model.tick_all(ticked=True)

    def _tick_none(self) -> None:
        self.model.tick_all(ticked=False)

    def jump(self) -> None:
        """Show the chosen entry on the sheet."""
        found = self.list.currentIndex().data(REPLACEMENT)
        if isinstance(found, Replacement):
            self.session.go(Place(found.key.node, found.key.period, found.key.field))
            self.jumped.emit()

    # Replacing

    def replace(self) -> None:
        """Replace what is ticked, as one step."""
        if self._pause.isActive():
            self._look()
            return
        session, chosen = self.session, self.model.chosen
        forms, mode, who, source, why = session.forms, session.mode, session.who, session.source, session.why
        self.go_button.setEnabled(False)
        session.edit(
            lambda document: replacing.apply(document, forms, chosen, mode=mode, who=who, source=source, why=why), self._done
        )

    def _done(self, report: ChangeReport) -> None:
        text = say.DONE_SKIPPED if report.skipped else say.DONE
        self.session.told.emit(text.format(count=len(report.changes), skipped=len(report.skipped)))

    def _show_problem(self, error: KnownError) -> None:
        self.problem.setText(error.message)
        self.problem.show()


class _PreviewList(QListView):
    """The list of entries: Space ticks, Enter shows the entry on the sheet."""

    accepted = Signal()

    def __init__(self, model: ReplaceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(ReplaceDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(say.PREVIEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this place come first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)
