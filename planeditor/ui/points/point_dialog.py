"""Recording a 指摘, or writing one anew."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.messages import points as say_points
from planeditor.messages import ui_points as say
from planeditor.services.points.editing import PointText
from planeditor.ui.fields.growing_text import GrowingText
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_LINES = 4
_WIDTH, _HEIGHT = 620, 420
_SHOWN = 20


class PointDialog(QDialog):
    """The button does nothing as long as there is no text. ``then`` gets the place and what was written."""

    def __init__(
        self, session: Session, told: PointText, node: str, then: Callable[[str, PointText], object], parent: QWidget | None,
        *, changing: bool = False,
    ) -> None:
        """``changing``: the 指摘 is there already, and its place stays."""
        super().__init__(parent)
        self._then, self._answer = then, told.answer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.CHANGE_TITLE if changing else say.ADD_TITLE)
        self.place, self.text = QComboBox(), GrowingText(_LINES)
        self.meeting, self.date, self.due = QLineEdit(told.meeting), QLineEdit(told.date), QLineEdit(told.due)
        self.text.show_text(told.text)
        places = [(say_points.WHOLE_PLAN, PLAN_ID), *((m.title.replace("\n", " "), m.id) for m in session.plan.measures)]
        self._offer(places, node)
        self.place.setEnabled(not changing)
        buttons, self.go = verb_and_back(say.CHANGE_GO if changing else say.ADD_GO)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(3 * STEP)
        word = say.PLACE.format(measure=session.vocabulary.word("measure"))
        for hint, edit in ((say.MEETING_HINT, self.meeting), (say.DATE_HINT, self.date), (say.DUE_HINT, self.due)):
            edit.setPlaceholderText(hint)
        fields: tuple[tuple[str, QWidget], ...] = (
            (word, self.place), (say.TEXT, self.text), (say.MEETING, self.meeting), (say.DATE, self.date), (say.DUE_FIELD, self.due),
        )
        for label, field in fields:
            field.setAccessibleName(label)
            form.addRow(label, field)
        align_labels(form)
        page = QWidget()
        page.setLayout(form)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addWidget(scrolled(page, sideways=False), 1)
        rows.addWidget(buttons)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._typed)
        session.opened.connect(self.reject)
        HelpKey(session, "points", self)
        self._typed()
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))
        self.text.setFocus()

    def _offer(self, places: Sequence[tuple[str, str]], node: str) -> None:
        self.place.setMaxVisibleItems(_SHOWN)
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for title, place in places:
            self.place.addItem(title, place)
        self.place.setCurrentIndex(max(self.place.findData(node), 0))

    def _typed(self) -> None:
        self.go.setEnabled(bool(self.text.raw_text().strip()))

    def _take(self) -> None:
        told = PointText(
            self.text.raw_text(), self.meeting.text().strip(), self.date.text().strip(), self.due.text().strip(), self._answer
        )
        if told.text.strip():
            node = str(self.place.currentData())
            self.accept()
            self._then(node, told)
