"""The last step: what is carried over and what is not, and where the file goes."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import nextplan as say_plan
from planeditor.messages import ui_nextplan as say
from planeditor.services.nextplan.telling import Told
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.ui.look import STEP
from planeditor.ui.wizard.question import Question


class PreviewStep(QWidget):
    """Counts, the list of what is left out, two options and the place of the file."""

    options_changed = Signal()
    place_changed = Signal()

    def __init__(self, word: str, folder: Path) -> None:
        super().__init__()
        self._folder, self._touched = folder, False
        self.counts = _line("")
        self.results, self.chapters = QCheckBox(say.RESULTS.format(name=say_plan.RESULTS_NAME)), QCheckBox(say.CHAPTERS)
        self.left = QTreeWidget()
        self.left.setHeaderLabels([head.format(measure=word) for head in say.LEFT_COLUMNS])
        self.left.setRootIsDecorated(False)
        self.left.setAccessibleName(say.LEFT)
        self.left.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.left.header().setStretchLastSection(True)
        for column in (0, 1):
            self.left.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.place, self.choose = QLineEdit(), QPushButton(say.CHOOSE)
        self.choose.setAccessibleName(say.PLACE)
        self.choose.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(2 * STEP)
        line.addWidget(self.place, 1)
        line.addWidget(self.choose)
        self.question = Question(say.PLACE, self.place, "", line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        for box in (self.results, self.chapters):
            box.setChecked(True)
            box.toggled.connect(self.options_changed)
            rows.addWidget(box)
        rows.addWidget(_head(say.CARRIED))
        rows.addWidget(_line(say.CARRIED_TEXT.format(measure=word)))
        rows.addWidget(self.counts)
        rows.addWidget(_head(say.LEFT))
        rows.addWidget(self.left, 1)
        rows.addWidget(self.question)
        self.place.textEdited.connect(self._typed)
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """Where the file goes; a name without a folder means the folder that was offered."""
        path = self._folder / self.place.text().strip()
        return path if path.suffix.lower() == PLAN_SUFFIX else path.with_name(path.name + PLAN_SUFFIX)

    def suggest(self, name: str) -> None:
        """Offer a name for the file, unless the user has chosen one."""
        if not self._touched:
            self.place.setText(str(self._folder / name))

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

    def set_place(self, path: str) -> None:
        """The user's own choice of a file."""
        self.place.setText(path)
        self._typed(path)

    def _typed(self, text: str) -> None:
        self._touched = bool(text.strip())
        self.place_changed.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, say.PLACE, self.place.text(), say.PLAN_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(PLAN_SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.set_place)
        dialog.open()


def _head(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
