"""The second step: which measures go on, end, or become part of another one."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Plan
from planeditor.messages import nextplan as say_plan
from planeditor.messages import ui_nextplan as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.nextplan.measures_model import INTO, MeasuresModel
from planeditor.ui.nextplan.measures_view import MeasuresView


class MeasuresStep(QWidget):
    """The table with its buttons."""

    def __init__(self, plan: Plan, words: Vocabulary) -> None:
        super().__init__()
        self.model = MeasuresModel(plan, words, self)
        self.view = MeasuresView(self.model, words.word("measure"))
        self.go_on, self.end = QPushButton(say.GO_ON), QPushButton(say.END)
        self.merge, self.renumber = QPushButton(say_plan.FATES["merges"]), QPushButton(say.RENUMBER)
        self.counts = QLabel()
        self.counts.setProperty("role", "quiet")
        keys = QLabel(say.KEYS)
        keys.setProperty("role", "quiet")
        keys.setWordWrap(True)
        bar = FlowLayout()
        for button, slot in (
            (self.go_on, partial(self._all, "goes_on")), (self.end, partial(self._all, "ends")), (self.merge, self._merge),
            (self.renumber, self._renumber),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            bar.addWidget(button)
        bar.push()
        bar.addWidget(self.counts)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addLayout(bar)
        rows.addWidget(self.view, 1)
        rows.addWidget(keys)
        self.model.edited.connect(self._count)
        self._count()

    def _all(self, fate: str, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        self.model.choose(self.view.rows, fate=fate)
        self.view.setFocus()

    def _merge(self) -> None:
        rows = self.view.rows
        self.model.choose(rows, fate="merges")
        if rows:
            index = self.model.index(rows[0], INTO)
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            if len(rows) == 1:
                self.view.edit(index)

    def _renumber(self) -> None:
        self.model.renumber()
        self.view.setFocus()

    def _count(self) -> None:
        counts = self.model.counts
        self.counts.setText(say.COUNTS.format(goes_on=counts["goes_on"], ends=counts["ends"], merges=counts["merges"]))
