"""The third step: the plan that will be, what is to be known, and where the file goes."""
from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import ui_fromlist as say
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.services.planfiles.fromlist.rows import Path as AreaPath
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.headings import heading
from planeditor.ui.look import STEP
from planeditor.ui.settings import Settings
from planeditor.ui.wizard.place_question import PlaceQuestion, usual_folder


class CheckStep(QWidget):
    """Shows what comes of a listing."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(say.TREE)
        self.problems, self.notes = Sentence(role="error"), Sentence(role="")
        self.counts = Sentence()
        self.place = PlaceQuestion(usual_folder(settings))
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addWidget(heading(say.TREE))
        left.addWidget(self.tree, 1)
        left.addWidget(self.counts)
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(STEP * 3)
        told.addWidget(self.problems)
        told.addWidget(self.notes)
        told.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(say.NOTES)
        area.setWidget(inside)
        right = QVBoxLayout()
        right.setSpacing(STEP)
        right.addWidget(heading(say.NOTES))
        right.addWidget(area, 1)
        sides = QHBoxLayout()
        sides.setSpacing(STEP * 6)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 4)
        rows.addLayout(sides, 1)
        rows.addWidget(self.place)

    def show_listing(self, listing: Listing, problems: list[str]) -> None:
        """Show the plan that comes of the list, and what is wrong with it."""
        content = listing.content
        self.tree.clear()
        items: dict[AreaPath, QTreeWidgetItem] = {}
        for area in content.areas:
            parent = items.get(area[:-1])
            items[area] = QTreeWidgetItem(parent if parent is not None else self.tree, [area[-1]])
        for measure in content.measures:
            owner = items.get(measure.area)
            text = f"{measure.number}　{measure.name}".strip()
            item = QTreeWidgetItem(owner if owner is not None else self.tree, [text])
            item.setToolTip(0, text)
        self.tree.expandAll()
        self.counts.setText(listing.counts)
        self.problems.setText("\n".join(f"・{line}" for line in problems))
        self.problems.setVisible(bool(problems))
        self.notes.setText("\n".join(f"・{line}" for line in content.notes) or say.NO_NOTES)
