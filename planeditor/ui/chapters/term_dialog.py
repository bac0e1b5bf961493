"""A term and its explanation: a new one, or one of the plan."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_writing as say
from planeditor.services.tree import terms
from planeditor.services.tree.terms import Term
from planeditor.ui.fields.growing_text import GrowingText
from planeditor.ui.fitting import fit_height
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.operation import operate
from planeditor.ui.questions import verb_and_back
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_LINES = 4


class TermDialog(QDialog):
    """Asks for term, explanation and group, and closes once they are in the plan."""

    def __init__(
        self, session: Session, parent: QWidget, term: Term | None = None, *, suggested: str = "",
        then: Callable[[str], object] | None = None,
    ) -> None:
        """``term``: the one to be edited, else a new one, by the name ``suggested``; ``then`` gets the name that was kept."""
        super().__init__(parent)
        self._session, self._term, self._then = session, term, then
        self.setWindowTitle(say.TERM_EDIT_TITLE if term else say.TERM_NEW_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(term.name if term else suggested)
        self.text = GrowingText(_LINES)
        self.text.show_text(term.text if term else "")
        self.group = QLineEdit(term.group if term else "")
        self.group.setPlaceholderText(say.TERM_GROUP_HINT)
        known = dict.fromkeys(t.group for t in terms.terms(session.plan) if t.group)
        self.group.setCompleter(QCompleter(list(known), self))
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "error")
        self.problem.hide()
        form = QFormLayout()
        form.setSpacing(STEP * 2)
        for word, field in ((say.TERM_NAME, self.name), (say.TERM_TEXT, self.text), (say.TERM_GROUP, self.group)):
            field.setAccessibleName(word)
            form.addRow(word, field)
        align_labels(form)
        self.buttons, self.go = verb_and_back(say.TERM_SAVE if term else say.TERM_SAVE_NEW)
        self.go.setDefault(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 5, STEP * 4, STEP * 5, STEP * 4)
        rows.setSpacing(STEP * 3)
        rows.addLayout(form)
        if term is not None and term.used:
            note = QLabel(say.TERM_EDIT_NOTE)
            note.setProperty("role", "quiet")
            rows.addWidget(note)
        rows.addWidget(self.problem)
        rows.addStretch(1)
        rows.addWidget(self.buttons)
        self.setMinimumWidth(scaled(420))
        self.name.textChanged.connect(self._typed)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        session.opened.connect(self.close)
        HelpKey(session, "text", self)
        self._typed()
        (self.text if suggested and not term else self.name).setFocus()

    def keep(self) -> None:
        """Write it into the plan; what cannot be is said here."""
        session, own = self._session, self._term.id if self._term else ""
        try:
            name = terms.checked(session.plan, self.name.text(), own)
        except KnownError as error:
            self.problem.setText(error.message)
            self.problem.show()
            fit_height(self)
            return
        values = (name, self.text.raw_text(), self.group.text())
        if own:
            operate(session, terms.edit_term, own, *values, then=lambda _: self._kept(name))
        else:
            operate(session, terms.add_term, *values, then=lambda _: self._kept(name))

    def _kept(self, name: str) -> None:
        if not isValid(self):  # it was left while the text was being kept
            return
        self.close()
        if self._then is not None:
            self._then(name)

    def _typed(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))
        self.problem.hide()
