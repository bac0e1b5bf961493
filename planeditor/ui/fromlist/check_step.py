"""The third step: the plan that will be, what is to be known, and where the file goes."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import ui_fromlist as say
from planeditor.messages import ui_wizard as say_wizard
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.services.planfiles.fromlist.rows import Path as AreaPath
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.settings import Settings
from planeditor.ui.wizard.question import Question


class CheckStep(QWidget):
    """Shows what comes of a listing."""

    edited = Signal()
    """The place of the file is another one."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        recent = settings.recent
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(recent[0]).parent if recent else Path(documents or Path.home())
        self._touched = False
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(say.TREE)
        self.problems, self.notes = Sentence(role="error"), Sentence(role="")
        self.counts = Sentence()
        self.place, self.choose = QLineEdit(), QPushButton(say_wizard.CHOOSE)
        self._lay_out()
        self.place.textEdited.connect(self._edited)
        self.choose.clicked.connect(self._choose)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addWidget(_heading(say.TREE))
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
        area.setWidget(inside)
        right = QVBoxLayout()
        right.setSpacing(STEP)
        right.addWidget(_heading(say.NOTES))
        right.addWidget(area, 1)
        sides = QHBoxLayout()
        sides.setSpacing(STEP * 6)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        self.choose.setAccessibleName(say_wizard.CHOOSE_PLACE)
        self.choose.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(STEP * 2)
        line.addWidget(self.place, 1)
        line.addWidget(self.choose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 4)
        rows.addLayout(sides, 1)
        self.question = Question(say.PLACE, self.place, "", line)
        rows.addWidget(self.question)

    @property
    def path(self) -> Path:
        """Where the file goes; a name without a folder means the folder that was offered."""
        path = self._folder / self.place.text().strip()
        return path if path.suffix.lower() == PLAN_SUFFIX else path.with_name(path.name + PLAN_SUFFIX)

    def suggest(self, file_name: str) -> None:
        """Offer a name for the file, unless the user has chosen one."""
        if not self._touched:
            self.place.setText(str(self._folder / file_name))

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

    def _edited(self, text: str) -> None:
        self._touched = bool(text.strip())
        self.edited.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, say_wizard.CHOOSE_PLACE, self.place.text(), say_wizard.PLAN_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("plandb")
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.place.setText(path)
        self._edited(path)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label
