"""The last step: what is carried over and what is not, and where the file goes."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import nextplan as say_plan
from planeditor.messages import ui_nextplan as say
from planeditor.services.nextplan.telling import Told
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.headings import heading
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled
from planeditor.ui.wizard.place_question import PlaceQuestion

_LOWEST = 120


class PreviewStep(QWidget):
    """Counts, the list of what is left out, two options and the place of the file."""

    options_changed = Signal()

    def __init__(self, word: str, folder: Path) -> None:
        super().__init__()
        self.counts = Sentence(role="")
        self.results, self.chapters = QCheckBox(say.RESULTS.format(name=say_plan.RESULTS_NAME)), QCheckBox(say.CHAPTERS)
        self.left = QTreeWidget()
        self.left.setHeaderLabels([head.format(measure=word) for head in say.LEFT_COLUMNS])
        self.left.setRootIsDecorated(False)
        self.left.setMinimumHeight(scaled(_LOWEST))
        self.left.setAccessibleName(say.LEFT)
        self.left.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.left.header().setStretchLastSection(True)
        for column in (0, 1):
            self.left.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.place = PlaceQuestion(folder)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        for box in (self.results, self.chapters):
            box.setChecked(True)
            box.toggled.connect(self.options_changed)
            rows.addWidget(box)
        rows.addWidget(heading(say.CARRIED))
        rows.addWidget(Sentence(say.CARRIED_TEXT.format(measure=word), role=""))
        rows.addWidget(self.counts)
        rows.addWidget(heading(say.LEFT))
        rows.addWidget(self.left, 1)
        rows.addWidget(self.place)

    def wait(self) -> None:
        """The counts are being worked out."""
        self.counts.setText(say.LOOKING)
        self.left.clear()

    def show_made(self, counts: Sequence[str], left: Sequence[Told]) -> None:
        """What would come of it."""
        self.counts.setText("\n".join(counts))
        self.left.clear()
        for told in left:
            details = "、".join(told.details)
            item = QTreeWidgetItem([told.reason, str(told.count), details])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(2, "\n".join(told.details))
            self.left.addTopLevelItem(item)
        if not left:
            self.left.addTopLevelItem(QTreeWidgetItem([say.NOTHING_LEFT, "", ""]))
