"""進捗区分 of the measure and the year the user is at, as a line of the panel of 内部項目."""
from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.progress import Progress
from planeditor.messages import ui_judging as say
from planeditor.services.editing.years import is_closed
from planeditor.services.progress import confirming
from planeditor.services.progress.proposing import Proposed, proposal
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class ProgressRow(QWidget):
    """Not shown where there is nothing to judge."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Proposed | None = None
        self._period = ""
        self.label, self.choice = QLabel(say.FIELD), QComboBox()
        self.hint, self.agree, self.basis = QLabel(), QPushButton(say.FIELD_AGREE), Sentence()
        self.hint.setProperty("role", "quiet")
        self.agree.setProperty("role", "link")
        beside = QHBoxLayout()
        beside.setSpacing(2 * STEP)
        beside.addWidget(self.hint)
        beside.addWidget(self.agree)
        beside.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        rows.addWidget(self.label)
        rows.addWidget(self.choice)
        rows.addLayout(beside)
        rows.addWidget(self.basis)
        self.choice.activated.connect(lambda _: self._decide(self.choice.currentData()))
        self.agree.clicked.connect(self._agree)

    def refresh(self) -> bool:
        """Show how things are now; gives whether there is anything to show."""
        session = self.session
        node = session.node if session.is_open and not session.partial else None
        period = session.period if node is not None and node.kind == "measure" else None
        self.found = proposal(session.plan, session.forms, node.id, period.key) if node is not None and period is not None else None
        self._period = period.key if period is not None else ""
        self.setVisible(self.found is not None)
        if self.found is None:
            return False
        rules, found = session.forms.progress, self.found
        label = session.vocabulary.label_of_period(session.plan, self._period)
        self.choice.setAccessibleName(say.FIELD_SAID.format(period=label))
        self.choice.clear()
        for progress in Progress:
            self.choice.addItem(rules.label(progress), progress.value)
        self.choice.setCurrentIndex(self.choice.findData(found.confirmed.value))
        writing = not session.read_only and not is_closed(session.plan, self._period)
        self.choice.setEnabled(writing)
        differs = found.progress not in (found.confirmed, Progress.UNDECIDED) or found.stale
        self.hint.setVisible(differs)
        self.hint.setText(say.FIELD_PROPOSED.format(word=rules.label(found.progress)))
        self.agree.setVisible(differs and writing)
        basis = found.basis if differs else found.confirmed_basis
        self.basis.setText(say.BASIS.format(text=basis) if basis else "")
        self.basis.setVisible(bool(basis))
        return True

    def _agree(self) -> None:
        if self.found is not None:
            self._decide(self.found.progress.value)

    def _decide(self, value: str) -> None:
        found, session, period = self.found, self.session, self._period
        if found is None or not value:
            return
        progress = Progress(value)
        basis = found.basis if progress is found.progress else ""
        if progress is found.confirmed and not found.stale:
            return
        forms, who, measure = session.forms, session.who, found.measure
        session.edit(lambda document: confirming.confirm(document, forms, measure, period, progress, basis, who=who))
