"""Where what is typed now comes from: a word of the usual ones, or any other."""
from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from planeditor.messages import ui_beside as say
from planeditor.services.editing.entering import SOURCES
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class SourceBox(QWidget):
    """Sets the session's source; nothing is said when another plan is opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.label = QLabel(say.SOURCE)
        self.label.setProperty("role", "quiet")
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(["", *SOURCES])
        self.box.setAccessibleName(say.SOURCE)
        self.box.setToolTip(say.SOURCE_TIP)
        self.box.setAccessibleDescription(say.SOURCE_TIP)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(4)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(say.SOURCE_HINT)
            line.setClearButtonEnabled(True)
            line.setAccessibleName(say.SOURCE)
        self.label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 2)
        row.addWidget(self.label)
        row.addWidget(self.box, 1)
        self.box.currentTextChanged.connect(self._said)
        session.opened.connect(self._reset)
        session.access_changed.connect(self._allow)
        self._allow()

    def _said(self, text: str) -> None:
        self.session.source = text.strip()

    def _reset(self) -> None:
        self.box.setCurrentText("")
        self.session.source = ""
        self._allow()

    def _allow(self) -> None:
        self.setEnabled(not self.session.read_only)
