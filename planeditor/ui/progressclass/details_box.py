"""What belongs to one measure's 進捗区分: the report, why it is late, and its sentence among the 主な成果."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.judging_late import LateDetails
from planeditor.messages import ui_judging as say
from planeditor.services.progress.confirming import MOST_HIGHLIGHTS
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fields.growing_text import GrowingText
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP


class DetailsBox(QWidget):
    """Shows what it is told, and says what is to be written."""

    late_wanted = Signal(str, object)
    """The measure, and the ``LateDetails`` to be written of it."""
    highlight_wanted = Signal(str, str)
    """The measure, and its sentence among the 主な成果; "" = it is none."""

    def __init__(self) -> None:
        super().__init__()
        self.report = Sentence(role="")
        self.reason, self.action, self.due = GrowingText(), GrowingText(), QLineEdit()
        self.note, self.write = Sentence(say.PROPOSED), QPushButton(say.WRITE)
        self.highlight, self.highlight_text = QCheckBox(), QLineEdit()
        self.highlight_text.setAccessibleName(say.HIGHLIGHT_TEXT)
        self._late_box = QWidget()
        form = QFormLayout(self._late_box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(STEP)
        form.setHorizontalSpacing(3 * STEP)
        head = QLabel(say.LATE)
        head.setProperty("role", "heading")
        form.addRow(head)
        last = QWidget()
        ends = QHBoxLayout(last)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.setSpacing(2 * STEP)
        ends.addWidget(self.due, 1)
        ends.addWidget(self.write)
        for word, field in ((say.REASON, self.reason), (say.ACTION, self.action), (say.DUE, self.due)):
            field.setAccessibleName(word)
            form.addRow(word, last if field is self.due else field)
        form.addRow(self.note)
        align_labels(form)
        marked = QHBoxLayout()
        marked.setSpacing(2 * STEP)
        marked.addWidget(self.highlight)
        marked.addWidget(self.highlight_text, 1)
        title = QLabel(say.REPORT)
        title.setProperty("role", "heading")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        for widget in (title, self.report, self._late_box):
            rows.addWidget(widget)
        rows.addLayout(marked)
        rows.addStretch(1)
        self.write.setAutoDefault(False)
        self.write.clicked.connect(self._write)
        self.highlight.clicked.connect(self._mark)
        self.highlight_text.editingFinished.connect(self._typed)
        self._shown_late, self._shown_text = LateDetails(), ""
        self.measure = ""
        """The measure that is shown."""

    def show_report(self, measure: str, text: str) -> None:
        """The measure, and the text that was read. What was typed of another one is written first."""
        if measure != self.measure:
            self.commit()
            self.measure, self._shown_late = measure, LateDetails()
            self._fill(LateDetails())
        self.report.setText(text or say.NO_SENTENCE)

    def commit(self) -> None:
        """Have written what was typed and not yet written."""
        if self.measure and not self._late_box.isHidden() and self._typed_late != self._shown_late:
            self._write()

    @property
    def _typed_late(self) -> LateDetails:
        return LateDetails(self.reason.raw_text(), self.action.raw_text(), self.due.text())

    def _fill(self, details: LateDetails) -> None:
        self.reason.show_text(details.reason)
        self.action.show_text(details.action)
        self.due.setText(details.due)

    def show_late(self, details: LateDetails | None, *, proposed: bool, writing: bool) -> None:
        """Why it is late, what is done, by when; None = it is not late."""
        self._late_box.setVisible(details is not None)
        if details is None:
            return
        if details != self._shown_late:
            self._fill(details)
        self._shown_late = details
        self.note.setVisible(proposed)
        for field in (self.reason, self.action, self.due):
            field.setReadOnly(not writing)
        self.write.setEnabled(writing)

    def show_highlight(self, text: str, proposal: str, count: int, *, writing: bool) -> None:
        """Its sentence among the 主な成果, "" where it is none; ``count``: how many there are."""
        self.highlight.setText(say.HIGHLIGHT.format(count=count, most=MOST_HIGHLIGHTS))
        self.highlight.setChecked(bool(text))
        self.highlight.setEnabled(writing and (bool(text) or count < MOST_HIGHLIGHTS))
        if not self.highlight_text.hasFocus() or text != self._shown_text:
            self.highlight_text.setText(text or proposal)
            self.highlight_text.setCursorPosition(0)
        self.highlight_text.setReadOnly(not writing)
        self._shown_text = text

    def _write(self) -> None:
        self._shown_late = self._typed_late
        self.late_wanted.emit(self.measure, self._shown_late)

    def _mark(self) -> None:
        self.highlight_wanted.emit(self.measure, self.highlight_text.text() if self.highlight.isChecked() else "")

    def _typed(self) -> None:
        if self.highlight.isChecked() and self.highlight_text.text().strip() and self.highlight_text.text() != self._shown_text:
            self.highlight_wanted.emit(self.measure, self.highlight_text.text())
