"""The window of 記録の抹消: what is to go, where it stands, why; then it is gone."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.days import short_day
from planeditor.messages import redacting as say
from planeditor.services.redacting.finding import Search, find_text
from planeditor.services.redacting.removing import Removed, redact
from planeditor.store.document import Document
from planeditor.store.redaction.redactions import Redaction
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.headings import heading
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.redacting.found_list import FoundList
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence

_WIDTH, _HEIGHT = 760, 640
_FORMER = 3
"""Earlier redactions that are told."""
_BETWEEN = 80
"""How often, in ms, the window looks how far the work is."""


class RedactDialog(QDialog):
    """Finds a text first and shows where it stands; removes it only after that, with a reason."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found_of = ""
        self._at = (0, 0)
        self._working = self._done = False
        self.text, self.why = QLineEdit(), QLineEdit()
        self.search, self.go, self.leave = QPushButton(say.FIND), QPushButton(say.GO), QPushButton(say.BACK)
        self.list, self.bar = FoundList(), QProgressBar()
        self.state, self.warnings = Sentence(say.NOTHING_YET), Sentence(role="warning")
        self.former = Sentence()
        self.problem, self.final = Sentence(role="error"), Sentence(f"{say.FINAL}{say.OUT_OF_REACH}", role="")
        self._look = QTimer(self)
        self._look.setInterval(_BETWEEN)
        self._look.timeout.connect(self._show_progress)
        self._lay_out()
        self.search.clicked.connect(self._find)
        self.text.returnPressed.connect(self._find)
        self.text.textChanged.connect(lambda _: self._allow())
        self.why.textChanged.connect(lambda _: self._allow())
        self.go.clicked.connect(self._remove)
        self.leave.clicked.connect(self.close)
        session.access_changed.connect(self._allow)
        session.opened.connect(self._plan_changed)
        HelpKey(session, "redacting", self)
        self._allow()
        self.text.setFocus()
        session.ask(lambda document: document.redactions.all(), self._show_former)

    def _lay_out(self) -> None:
        for field, word, hint in ((self.text, say.TEXT, say.TEXT_HINT), (self.why, say.WHY, say.WHY_HINT)):
            field.setAccessibleName(word)
            field.setPlaceholderText(hint)
        self.list.hide()
        self.bar.hide()
        self.warnings.hide()
        self.problem.hide()
        self.former.hide()
        self.go.setProperty("role", "primary")
        for button in (self.go, self.leave, self.search):
            button.setAutoDefault(False)
        asked, reason = (QLabel(word) for word in (say.TEXT, say.WHY))
        for label, field in ((asked, self.text), (reason, self.why)):
            label.setMinimumWidth(asked.sizeHint().width())
            label.setBuddy(field)
        lead, note = Sentence(say.LEAD, role=""), Sentence(say.TEXT_NOTE.format(mark=say.MARK))
        self._asking = [lead, asked, self.text, self.search, note, heading(say.FOUND), reason, self.why]
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        rows.addWidget(lead)
        rows.addLayout(_row(asked, self.text, self.search))
        rows.addWidget(note)
        rows.addWidget(self._asking[5])
        rows.addWidget(self.state)
        rows.addWidget(self.list, 100)
        rows.addWidget(self.warnings)
        rows.addLayout(_row(reason, self.why))
        rows.addWidget(self.final)
        rows.addWidget(self.problem)
        rows.addWidget(self.former)
        rows.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(5 * STEP,) * 4)
        whole.setSpacing(3 * STEP)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 8 * STEP), min(theme.scaled(_HEIGHT), room.height() - 12 * STEP))

    def reject(self) -> None:
        """Nothing closes the window while records are being removed."""
        if not self._working:
            super().reject()

    def _show_former(self, former: Sequence[Redaction]) -> None:
        if isValid(self) and former:
            told = [
                say.FORMER_LINE.format(day=short_day(one.at.astimezone().date()), who=one.who, why=one.why)
                for one in reversed(former[-_FORMER:])
            ]
            self.former.setText(say.FORMER.format(lines="、".join(told)))
            self.former.show()

    # Looking

    def _find(self) -> None:
        text, vocabulary = self.text.text(), self.session.vocabulary
        if self._done or self._working or not text.strip():
            return
        self.session.gathering.emit()
        self._begin(say.SEARCHING)

        def work(document: Document) -> Search:
            return find_text(document, vocabulary, text, self._report)

        def found(search: Search) -> None:
            if isValid(self):
                self._end()
                self._show_found(text, search)

        self.session.ask(work, found, self._failed)

    def _show_found(self, text: str, search: Search) -> None:
        there = bool(search.total)
        self._found_of = text if there else ""
        self.list.show_found(search.places, search.spots)
        self.list.setVisible(there)
        self.state.setText(say.FOUND_COUNT.format(count=search.total) if there else say.NOT_FOUND)
        self.warnings.setText("\n".join(search.warnings))
        self.warnings.setVisible(bool(search.warnings))
        self._allow()
        if there:
            self.why.setFocus()

    # Removing

    def _remove(self) -> None:
        text, why, vocabulary, who = self._found_of, self.why.text(), self.session.vocabulary, self.session.who
        self.session.gathering.emit()
        self._begin(say.WORKING)

        def work(document: Document) -> Removed:
            return redact(document, vocabulary, text, who=who, why=why, progress=self._report)

        self.session.ask(work, self._removed, self._failed)

    def _removed(self, removed: Removed) -> None:
        """Show the plan anew from the ground: nothing that was read before may go on holding the text."""
        session = self.session
        told = say.DONE.format(count=removed.total)
        if isValid(self):
            self._end()
            self._done, self._found_of = True, ""
            self.text.clear()
            self.why.clear()
            self.list.show_found(removed.places)
            for part in self._asking:
                part.hide()
            self.state.setText(told)
            self.warnings.hide()
            self.final.setText("\n".join(removed.notes))
            self.go.hide()
            self.leave.setText(say.CLOSE)
            self.leave.setFocus()
            self._allow()
        session.ask(lambda document: document.redactions.all(), self._show_former)
        session.reread()
        session.opened.emit()
        session.place_changed.emit(session.place)
        session.told.emit(told)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            self.session.failed.emit(error)
            return
        self._end()
        told = sentence(error)
        if told is None:
            self.session.failed.emit(error)
            return
        self.problem.setText(told)
        self.problem.show()

    # What can be done now

    def _begin(self, state: str) -> None:
        self._working, self._at = True, (0, 0)
        self.problem.hide()
        self.state.setText(state)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(state)
        self.bar.show()
        self._look.start()
        self._allow()

    def _end(self) -> None:
        self._working = False
        self._look.stop()
        self.bar.hide()
        self.state.setText("")
        self._allow()

    def _report(self, done: int, total: int) -> None:
        """Called from the plan lane."""
        self._at = (done, total)

    def _show_progress(self) -> None:
        done, total = self._at
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _allow(self) -> None:
        session, free = self.session, not self._working and not self._done
        writable = session.is_open and not session.read_only
        self.search.setEnabled(free and bool(self.text.text().strip()))
        same = bool(self._found_of) and self._found_of == self.text.text()
        self.go.setEnabled(free and writable and same and bool(self.why.text().strip()))
        self.go.setToolTip("" if writable else say.READ_ONLY)
        self.leave.setEnabled(not self._working)

    def _plan_changed(self) -> None:
        if not self._done:
            self._working = False
            self.close()


def _row(label: QLabel, *parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * STEP)
    row.addWidget(label)
    for number, part in enumerate(parts):
        row.addWidget(part, 0 if number else 1)
    return row
