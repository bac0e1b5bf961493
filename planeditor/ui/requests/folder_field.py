"""Where files are to be put: the folder, and a way to another one."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from planeditor.messages import ui_requests as say
from planeditor.ui.look import STEP


class FolderField(QWidget):
    """Suggests a folder until the user has chosen one."""

    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.is_chosen = False
        self._folder = folder
        self.field = QLineEdit()
        self.field.setReadOnly(True)
        self.field.setAccessibleName(say.FOLDER)
        self.button = QPushButton(say.CHANGE_FOLDER)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.suggest(folder)

    @property
    def folder(self) -> Path:
        """The folder."""
        return self._folder

    def suggest(self, folder: Path) -> None:
        """Offer another folder, unless one was chosen."""
        if not self.is_chosen:
            self._show(folder)

    def choose(self, name: str) -> None:
        """Put the files there."""
        self.is_chosen = True
        self._show(Path(name))
        self.changed.emit()

    def _show(self, folder: Path) -> None:
        self._folder = folder
        self.field.setText(str(folder))
        self.field.setToolTip(str(folder))
        self.field.setCursorPosition(len(self.field.text()))

    def _ask(self) -> None:
        there = next((p for p in (self._folder, *self._folder.parents) if p.is_dir()), Path.home())
        dialog = QFileDialog(self, say.CHOOSE_FOLDER, str(there))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose)
        dialog.open()
