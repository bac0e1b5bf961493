"""The measures of which nobody knows yet who is to be asked: one row each, with a choice of departments."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planeditor.messages import ui_requests as say
from planeditor.services.requests.addressing import Unresolved
from planeditor.store.departments import Department
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_SEVERAL = -1
"""The last choice: more than one department, or 係 and 担当 too."""
_HEIGHT = 168
_MOST = 40
"""So many are asked of at a time; the others follow when these are settled."""


class UnresolvedBox(QFrame):
    """There is nothing to see while everybody is known."""

    settled = Signal(object)
    """node → name of the department that is to be asked."""
    several_wanted = Signal(str)
    """The node of which several departments are to be chosen."""
    all_settled = Signal()
    """Nothing is left to settle, and the keys were in here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "notice")
        self.head = Sentence(role="")
        self.go = QPushButton(say.SETTLE)
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._settle)
        self.choices: dict[str, QComboBox] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.head)
        rows.addWidget(self._area)
        rows.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_unresolved(self, unresolved: Sequence[Unresolved], departments: Sequence[Department]) -> None:
        """Ask of these; ``departments`` are all there are, in 建制順. What was chosen already stays so."""
        chosen = {node: box.currentData() for node, box in self.choices.items()}
        here = next((node for node, box in self.choices.items() if box.hasFocus()), "")
        had_keys = bool(here) or self.go.hasFocus()
        self.choices = {}
        word = self.session.vocabulary.word("measure")
        self.head.setText(say.UNRESOLVED.format(measure=word, count=len(unresolved)))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 2 * STEP, 0)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(STEP)
        grid.setColumnStretch(0, 1)
        shown = unresolved[:_MOST]
        for row, one in enumerate(shown):
            names = self._names(one)
            box = self._choice(one, departments, chosen.get(one.node))
            grid.addWidget(names, row, 0)
            grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(shown), 1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setFixedHeight(min(inner.sizeHint().height(), scaled(_HEIGHT)))
        self.setVisible(bool(unresolved))
        self._put_in_order()
        self._allow()
        if had_keys:
            self._keep_keys(here)

    def _put_in_order(self) -> None:
        """Tab goes from one choice to the next and then to the button, although the choices are younger."""
        before: QWidget = self
        for box in (*self.choices.values(), self.go):
            self.setTabOrder(before, box)
            before = box

    def _keep_keys(self, node: str) -> None:
        """The keys were in here: they stay at the same choice, else at the first; where none is left, they go on."""
        box = self.choices.get(node) or next(iter(self.choices.values()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.all_settled.emit()

    def _names(self, one: Unresolved) -> QWidget:
        node = self.session.plan.node(one.node)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        title, why = ElidedLabel(node.title if node else ""), ElidedLabel(_reason(one))
        title.setProperty("role", "heading")
        why.setProperty("role", "quiet")
        column.addWidget(title)
        column.addWidget(why)
        return box

    def _choice(self, one: Unresolved, departments: Sequence[Department], chosen: int | None) -> QComboBox:
        box = QComboBox()
        node = self.session.plan.node(one.node)
        box.setAccessibleName(say.ROW_NAME.format(title=node.title if node else ""))
        box.setAccessibleDescription(_reason(one))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(11)
        box.addItem(say.CHOOSE, None)
        first = [d.id for d in one.candidates]
        for department in (*one.candidates, *(d for d in departments if d.id not in first)):
            box.addItem(department.name, department.id)
        if first:
            box.insertSeparator(1 + len(first))
        box.addItem(say.SEVERAL, _SEVERAL)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
        box.activated.connect(partial(self._chosen, one.node))
        self.choices[one.node] = box
        return box

    def _chosen(self, node: str, _index: int) -> None:
        box = self.choices[node]
        if box.currentData() == _SEVERAL:
            box.setCurrentIndex(0)
            self.several_wanted.emit(node)
        self._allow()

    def _allow(self) -> None:
        self.go.setEnabled(any(box.currentData() for box in self.choices.values()))

    def _settle(self) -> None:
        self.settled.emit({node: box.currentText() for node, box in self.choices.items() if box.currentData()})


def _reason(one: Unresolved) -> str:
    return say.REASONS[one.reason].format(printed=one.printed.replace("\n", " "))
