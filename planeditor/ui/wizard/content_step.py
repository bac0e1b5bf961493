"""The second step: areas, departments, and where the file goes."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_wizard as say
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.ui.look import STEP
from planeditor.ui.settings import Settings
from planeditor.ui.wizard.question import Question
from planeditor.ui.wizard.rows_editor import RowsEditor


class ContentStep(QWidget):
    """What may be filled in now or later, and the place of the file."""

    edited = Signal(str)
    """The field that was edited."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._folder = _folder(settings)
        self._touched = False
        areas = RowsEditor(say.LABELS["areas"], (say.NUMBER, say.NAME))
        departments = RowsEditor(say.LABELS["departments"], (say.DEPARTMENT,))
        self.areas, self.departments, self.place = areas.table, departments.table, QLineEdit()
        self.choose = QPushButton(say.CHOOSE)
        self.choose.setAccessibleName(say.CHOOSE_PLACE)
        self.choose.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(STEP * 2)
        line.addWidget(self.place, 1)
        line.addWidget(self.choose)
        self.questions = {
            "areas": Question(say.LABELS["areas"], self.areas, say.AREAS_HINT, areas),
            "departments": Question(say.LABELS["departments"], self.departments, say.DEPARTMENTS_HINT, departments),
            "place": Question(say.LABELS["place"], self.place, "", line),
        }
        lists = QHBoxLayout()
        lists.setSpacing(STEP * 4)
        for name in ("areas", "departments"):
            lists.addWidget(self.questions[name], 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 4)
        rows.addLayout(lists, 1)
        rows.addWidget(self.questions["place"])
        self.areas.edited.connect(self._areas_edited)
        self.departments.edited.connect(self._departments_edited)
        self.place.textEdited.connect(self._place_edited)
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """Where the file goes; a name without a folder means the folder that was offered."""
        path = self._folder / self.place.text().strip()
        return path if path.suffix.lower() == PLAN_SUFFIX else path.with_name(path.name + PLAN_SUFFIX)

    def suggest(self, file_name: str) -> None:
        """Offer a name for the file, unless the user has chosen one."""
        if not self._touched:
            self.place.setText(str(self._folder / file_name))

    def set_place(self, path: str) -> None:
        """The user's own choice of a file."""
        self.place.setText(path)
        self._place_edited(path)

    def _areas_edited(self) -> None:
        self.edited.emit("areas")

    def _departments_edited(self) -> None:
        self.edited.emit("departments")

    def _place_edited(self, text: str) -> None:
        self._touched = bool(text.strip())
        self.edited.emit("place")

    def _choose(self) -> None:
        dialog = QFileDialog(self, say.CHOOSE_PLACE, self.place.text(), say.PLAN_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("plandb")
        dialog.fileSelected.connect(self.set_place)
        dialog.open()


def _folder(settings: Settings) -> Path:
    """Where plans are: beside the one opened last, else the user's documents."""
    if settings.recent:
        return Path(settings.recent[0]).parent
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
