"""One line of the history that opens to show what was written then."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planeditor.messages import ui_beside as say
from planeditor.ui import theme
from planeditor.ui.beside.prose import Prose, Span
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP


@dataclass(frozen=True)
class Told:
    """What a row tells. ``acts``: the buttons below the text, each with its words, its name read out, and what it does."""

    head: str
    note: str
    text: str
    marked: Sequence[Span] = ()
    undone: bool = False
    acts: Sequence[tuple[str, str, Callable[[], object]]] = field(default_factory=tuple)


class HistoryRow(QWidget):
    """Head and note; the text and what can be done with it are made when the row is first opened."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Told("", "", "")
        self.head = QPushButton()
        self.head.setProperty("role", "fold")
        self.head.setCheckable(True)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._open)
        self.note = Sentence()
        self.note.setIndent(STEP * 4)
        self.body: QWidget | None = None
        self.prose: Prose | None = None
        self.buttons: list[QPushButton] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.head)
        self._rows.addWidget(self.note)
        theme.watch().changed.connect(self._strike)

    @property
    def last(self) -> QWidget:
        """The part of it that Tab reaches last."""
        return self.buttons[-1] if self.buttons else self.prose or self.head

    def tell(self, told: Told, *, opened: bool = False) -> None:
        """Show another line of the history."""
        if told == self.told and opened == self.head.isChecked():
            return
        self.told = told
        self._strike()
        self.note.setText(say.BETWEEN.join(part for part in (say.UNDONE if told.undone else "", told.note) if part))
        self.note.setVisible(bool(self.note.text()))
        self.head.setAccessibleName(f"{told.head} {self.note.text()}".strip())
        self.head.setAccessibleDescription(say.OPEN_ROW)
        self.head.setChecked(opened)
        self._open(opened)

    def _strike(self) -> None:
        """What was taken back is struck; a change of theme gives the font anew."""
        font = self.head.font()
        font.setStrikeOut(self.told.undone)
        self.head.setFont(font)

    def _open(self, opened: bool) -> None:
        self.head.setText(f"{'▾' if opened else '▸'} {self.told.head}")
        if opened:
            self._fill()
        if self.body is not None:
            self.body.setVisible(opened)

    def _fill(self) -> None:
        if self.body is None:
            self.body, self.prose = QWidget(), Prose(say.HISTORY_PANEL)
            self._acts = QHBoxLayout()
            self._acts.setSpacing(STEP * 3)
            self._acts.addStretch(1)
            rows = QVBoxLayout(self.body)
            rows.setContentsMargins(STEP * 4, STEP, 0, STEP * 2)
            rows.setSpacing(STEP)
            rows.addWidget(self.prose)
            rows.addLayout(self._acts)
            self._rows.addWidget(self.body)
            QWidget.setTabOrder(self.head, self.prose)
        if self.prose is not None:
            self.prose.say(self.told.text, self.told.marked)
            self.prose.setAccessibleName(self.told.head)
        for button in self.buttons:
            if button.hasFocus():
                self.head.setFocus(Qt.FocusReason.OtherFocusReason)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for words, name, act in self.told.acts:
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.setAccessibleName(name)
            button.clicked.connect(act)
            self._acts.insertWidget(len(self.buttons), button)
            QWidget.setTabOrder(self.last, button)
            self.buttons.append(button)
