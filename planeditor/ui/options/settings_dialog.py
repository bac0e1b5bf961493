"""The settings: built from the table of options, in force as soon as they are chosen."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planeditor.messages import ui_options as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.options.fields import field_for
from planeditor.ui.options.options import options
from planeditor.ui.session import Session

_WIDTH, _HEIGHT = 520, 640
_ROOM = 960, 680
"""What fits the smallest screen."""


class SettingsDialog(QDialog):
    """Shows every option; there is nothing to confirm."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, QWidget] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, STEP * 2, 0)
        column.setSpacing(STEP)
        column.addWidget(Sentence(say.LEAD))
        for option in options():
            field = self.fields[option.name] = field_for(option, session.settings)
            label = QLabel(option.label)
            label.setProperty("role", "heading")
            label.setBuddy(field)
            column.addSpacing(STEP * 3)
            column.addWidget(label)
            column.addWidget(field)
            if option.hint:
                column.addWidget(Sentence(option.hint))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self.close_button = QPushButton(say.CLOSE)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[STEP * 6] * 4)
        rows.setSpacing(STEP * 4)
        rows.addWidget(area, 1)
        rows.addLayout(buttons)
        HelpKey(session, "settings", self)
        theme.watch().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Grow with the text, as far as the smallest screen allows."""
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))
