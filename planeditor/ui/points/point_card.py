"""One 指摘 with all there is of it, and its answer to be written in place."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.points import Point
from planeditor.domain.text import shorten
from planeditor.messages import points as say_points
from planeditor.messages import ui_points as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.points.answer_box import TextBox

_SHORT = 40


def state_label(point: Point) -> str:
    """Mark and word of how far a 指摘 is."""
    return say.STATE.format(mark=say.MARKS[point.state], word=say_points.STATES[point.state])


class PointCard(QFrame):
    """Shows one, and tells what is to be done with it."""

    answered = Signal(str, str)
    """The node of the 指摘, and the answer that was written."""
    ticked = Signal(str, bool)
    """The node, and whether it is over."""
    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.point: Point | None = None
        self.state, self.told, self.text = QLabel(), Sentence(), Sentence(role="")
        self.state.setProperty("role", "heading")
        self.answer_label, self.answer = QLabel(say.ANSWER), TextBox()
        self.answer_label.setBuddy(self.answer)
        self.answer.setPlaceholderText(say.ANSWER_EMPTY)
        self.tick, self.change, self.remove = QPushButton(), QPushButton(say.CHANGE), QPushButton(say.REMOVE)
        self.acts = QWidget()
        bar = FlowLayout(self.acts)
        for button in (self.tick, self.change, self.remove):
            button.setAutoDefault(False)
            bar.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(3 * STEP,) * 4)
        rows.setSpacing(2 * STEP)
        for widget in (self.state, self.told, self.text, self.answer_label, self.answer, self.acts):
            rows.addWidget(widget)
        self.answer.entered.connect(self._answered)
        self.answer.textChanged.connect(self._allow)
        self.tick.clicked.connect(self._tick)
        self.change.clicked.connect(lambda: self.change_wanted.emit(self.point))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.point))

    def show_point(self, point: Point, *, writing: bool) -> None:
        """Show one; what was typed for another one is entered first."""
        anew = self.point is None or self.point.node != point.node
        if anew:
            self.commit()
        self.point = point
        self.state.setText(state_label(point))
        due = say.DUE.format(due=point.due) if point.due else ""
        self.told.setText(say.BETWEEN.join(filter(None, (point.meeting, point.date, due))))
        self.told.setVisible(bool(self.told.text()))
        self.text.setText(point.text)
        self.answer.setReadOnly(not writing)
        self.answer.setPlaceholderText(say.ANSWER_EMPTY if writing else say.NO_ANSWER)
        self.answer.setAccessibleName(say.ANSWER_NAME.format(text=shorten(point.text, _SHORT)))
        self.answer.show_plan(point.answer, anew=anew)
        self.acts.setVisible(writing)
        self.tick.setText(say.AGAIN if point.done else say.DONE)
        self._allow()

    def commit(self) -> None:
        """Have entered what was typed."""
        self.answer.commit()

    def _allow(self) -> None:
        done = self.point is not None and self.point.done
        self.tick.setEnabled(done or bool(self.answer.raw_text().strip()))
        self.tick.setToolTip("" if done else say.DONE_TIP if self.tick.isEnabled() else say.NEEDS_ANSWER)

    def _answered(self, text: str) -> None:
        if self.point is not None:
            self.answered.emit(self.point.node, text)

    def _tick(self) -> None:
        if self.point is not None:
            self.commit()
            self.ticked.emit(self.point.node, not self.point.done)
