"""このプログラムについて: version, formats, parts with their licences, and where the program keeps things."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import about as say
from planeditor.services.about import About
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_WIDTH, _HEIGHT, _LIST, _VERSION = 620, 560, 160, 90


class AboutDialog(QDialog):
    """Shows what it is told; all of it can be copied as text."""

    def __init__(self, found: About, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.TITLE)
        self.head = QLabel(found.head)
        self.head.setProperty("role", "title")
        self.parts, self.told = QTreeWidget(), Sentence()
        self.copy, self.close_button = QPushButton(say.COPY), QPushButton(say.CLOSE)
        self._fill_parts()
        self._lay_out()
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _fill_parts(self) -> None:
        self.parts.setAccessibleName(say.PARTS)
        self.parts.setRootIsDecorated(False)
        self.parts.setHeaderLabels(list(say.PART_COLUMNS))
        self.parts.setMinimumHeight(scaled(_LIST))
        for part in self.found.parts:
            QTreeWidgetItem(self.parts, [part.name, part.version, part.licence])
        header = self.parts.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.parts.setColumnWidth(1, scaled(_VERSION))
        self.parts.setCurrentItem(self.parts.topLevelItem(0) or QTreeWidgetItem())

    def _lay_out(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(4 * STEP)
        facts.setVerticalSpacing(STEP)
        facts.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self.found.facts):
            told = Sentence(text, role="")
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(QLabel(name), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(told, row, 1)
        heading = QLabel(say.PARTS)
        heading.setProperty("role", "heading")
        below = FlowLayout()
        below.addWidget(self.copy)
        below.push()
        below.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.head)
        rows.addWidget(Sentence(say.WHAT, role=""))
        rows.addLayout(facts)
        rows.addWidget(heading)
        rows.addWidget(self.parts, 1)
        rows.addWidget(Sentence(say.LICENSES))
        rows.addWidget(self.told)
        rows.addLayout(below)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.found.as_text())
        self.told.setText(say.COPIED)
