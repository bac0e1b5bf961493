"""What is done with 指摘 in the window: the same for the panel and for the list."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point, points
from planeditor.services.points import editing
from planeditor.services.points.editing import PointText
from planeditor.ui.points.point_card import PointCard
from planeditor.ui.points.point_dialog import PointDialog
from planeditor.ui.session import Session


class PointEdits(QObject):
    """Every one is an operation that can be undone. Meeting and date are offered as they were typed last."""

    recorded = Signal(str)
    """The place about which one was recorded."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._typed: tuple[str, str] | None = None
        session.opened.connect(self._forget)

    def serve(self, card: PointCard, window: QWidget) -> None:
        """Do what a card tells; ``window``: what the questions belong to."""
        card.answered.connect(self.answer)
        card.ticked.connect(self.tick)
        card.change_wanted.connect(lambda point: self.ask_change(point, window))
        card.remove_wanted.connect(self.remove)

    def ask_new(self, node: str, window: QWidget) -> None:
        """Ask for a 指摘 about a measure or the whole plan."""
        meeting, date = self._last()
        PointDialog(self.session, PointText("", meeting, date), node, self.add, window).open()

    def add(self, node: str, told: PointText) -> None:
        """Record one."""
        self._typed = (told.meeting, told.date)
        who = self.session.who
        self.session.edit(lambda document: editing.add_point(document, node, told, who=who), lambda _: self.recorded.emit(node))

    def ask_change(self, point: Point, window: QWidget) -> None:
        """Ask how one is to read."""
        self.session.gathering.emit()
        told = PointText(point.text, point.meeting, point.date, point.due, point.answer)
        PointDialog(
            self.session, told, point.measure, lambda _, anew: self.change(point.node, anew), window, changing=True
        ).open()

    def change(self, node: str, told: PointText) -> None:
        """Write one anew; its answer is the one that it has by then."""
        who = self.session.who
        answer = next((p.answer for p in points(self.session.plan) if p.node == node), told.answer)
        anew = PointText(told.text, told.meeting, told.date, told.due, answer)
        self.session.edit(lambda document: editing.change_point(document, node, anew, who=who))

    def answer(self, node: str, text: str) -> None:
        """Write what was done about one."""
        who = self.session.who
        self.session.edit(lambda document: editing.answer_point(document, node, text, who=who))

    def tick(self, node: str, done: bool) -> None:  # what a card's signal carries
        """Let one be over, or open again."""
        who = self.session.who
        act = editing.tick_off if done else editing.take_up_again
        self.session.edit(lambda document: act(document, node, who=who))

    def remove(self, point: Point) -> None:
        """Take one away; undo brings it back."""
        who = self.session.who
        self.session.edit(lambda document: editing.remove_point(document, point.node, who=who))

    def place(self) -> str:
        """Where a 指摘 is recorded that is asked for now: about the measure the user is at, else about the whole plan."""
        node = self.session.node
        return node.id if node is not None and node.kind == "measure" else PLAN_ID

    def _last(self) -> tuple[str, str]:
        if self._typed is not None:
            return self._typed
        told = [(p.meeting, p.date) for p in points(self.session.plan) if p.meeting]
        return told[-1] if told else ("", "")

    def _forget(self) -> None:
        self._typed = None
