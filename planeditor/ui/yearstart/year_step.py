"""The third step: which year is the current one."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.current import main_series
from planeditor.domain.periods import Period
from planeditor.messages import ui_yearstart as say
from planeditor.services import extending
from planeditor.services.editing import years
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class YearStep(QWidget):
    """Follows the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.now, self.last, self.note = QLabel(), Sentence(role=""), Sentence(say.YEAR_NOTE)
        self.advance, self.extend = QPushButton(), QPushButton(say.YEAR_EXTEND)
        self.now.setProperty("role", "section")
        self.now.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.now)
        rows.addWidget(self.last)
        for button in (self.advance, self.extend):
            button.setAutoDefault(False)
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.note)
        rows.addStretch(1)
        self.advance.clicked.connect(self._advance)
        self.extend.clicked.connect(self._extend)
        for signal in (session.changed, session.opened, session.access_changed):
            signal.connect(self.enter)
        self.enter()

    def enter(self) -> None:
        """Show how it is now."""
        session = self.session
        if not session.is_open:
            return
        current = session.current
        following = years.next_period(session.plan, session.vocabulary)
        self.now.setText(say.YEAR_NOW.format(period=self._label(current)) if current else say.YEAR_NONE)
        self.advance.setVisible(following is not None)
        self.extend.setVisible(current is not None and following is None)
        self.last.setVisible(current is not None and following is None)
        if following is not None:
            self.advance.setText(say.YEAR_ADVANCE.format(period=self._label(following)))
        if current is not None:
            self.last.setText(say.YEAR_LAST.format(period=self._label(current)))
        for button in (self.advance, self.extend):
            button.setEnabled(not session.read_only)

    def _label(self, period: Period) -> str:
        return self.session.vocabulary.period_label(self.session.plan, period)

    def _advance(self) -> None:
        session = self.session
        forms, who = session.forms, session.who
        session.edit(lambda document: years.open_next_year(document, forms, who), lambda _: self._advanced())

    def _advanced(self) -> None:
        current = self.session.current
        if current is not None:
            self.session.go(self.session.place._replace(period=current.key, field=""))
            self.session.told.emit(say.YEAR_ADVANCED.format(period=self._label(current)))

    def _extend(self) -> None:
        session = self.session
        forms, who = session.forms, session.who
        longer = extending.extension(session.plan, session.vocabulary) is not None
        session.edit(lambda document: extending.extend(document, forms, who), lambda _: self._extended(longer=longer))

    def _extended(self, *, longer: bool) -> None:
        session = self.session
        last = session.vocabulary.periods(session.plan, main_series(session.vocabulary))[-1]
        if longer:
            session.go(session.place._replace(period=last.key, field=""))
        session.told.emit((say.YEAR_LENGTHENED if longer else say.YEAR_EXTENDED).format(period=self._label(last)))
