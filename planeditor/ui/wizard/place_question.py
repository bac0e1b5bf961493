"""Where a new plan file goes: its path to type, or to choose in the system's dialog."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from planeditor.messages import ui_wizard as say
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX, with_suffix
from planeditor.ui.look import STEP
from planeditor.ui.settings import Settings
from planeditor.ui.wizard.question import Question


class PlaceQuestion(Question):
    """Offers a name until the user has one of their own."""

    edited = Signal()

    def __init__(self, folder: Path) -> None:
        """``folder``: where the file goes unless another folder is typed."""
        file, choose = QLineEdit(), QPushButton(say.CHOOSE)
        line = QHBoxLayout()
        line.setSpacing(STEP * 2)
        line.addWidget(file, 1)
        line.addWidget(choose)
        super().__init__(say.LABELS["place"], file, "", line)
        self.file, self.choose = file, choose
        self._folder, self._touched = folder, False
        self.choose.setAccessibleName(say.CHOOSE_PLACE)
        self.choose.setAutoDefault(False)
        self.file.textEdited.connect(self._typed)
        self.choose.clicked.connect(self._choose)

    @property
    def is_empty(self) -> bool:
        """Whether no place is named."""
        return not self.file.text().strip()

    @property
    def path(self) -> Path:
        """Where the file goes; a name without a folder means the folder that was offered."""
        return with_suffix(self._folder / self.file.text().strip())

    def suggest(self, file_name: str) -> None:
        """Offer a name for the file, unless the user has chosen one."""
        if not self._touched:
            self.file.setText(str(self._folder / file_name))

    def set_place(self, path: str) -> None:
        """The user's own choice of a file."""
        self.file.setText(path)
        self._typed(path)

    def _typed(self, text: str) -> None:
        self._touched = bool(text.strip())
        self.edited.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, say.CHOOSE_PLACE, self.file.text(), say.PLAN_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(PLAN_SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.set_place)
        dialog.open()


def usual_folder(settings: Settings) -> Path:
    """Where plans are: beside the one opened last, else the user's documents, where there is such a folder."""
    if settings.recent:
        return Path(settings.recent[0]).parent
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
