"""Taking a working copy: what that means, and where it goes."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from planeditor.messages import working as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.headings import heading
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back
from planeditor.ui.requests.folder_field import FolderField

_WIDTH = 560


class TakeDialog(QDialog):
    """Says what a working copy is, and offers a folder."""

    wanted = Signal(Path)
    """The folder: the copy is to be made there."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say.TAKE_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.folder = FolderField(folder)
        buttons, self.go = verb_and_back(say.TAKE_GO)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        for widget in (Sentence(say.TAKE_TEXT, role=""), heading(say.TAKE_FOLDER), self.folder):
            rows.addWidget(widget)
        rows.addStretch(1)
        rows.addWidget(buttons)
        self.setMinimumWidth(min(theme.scaled(_WIDTH), self.screen().availableSize().width() - 8 * STEP))
        self.go.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences are at this width."""
        super().showEvent(event)
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))

    def _take(self) -> None:
        folder = self.folder.folder
        self.accept()
        self.wanted.emit(folder)
