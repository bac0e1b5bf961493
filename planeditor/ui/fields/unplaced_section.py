"""様式にない記入: texts of a node that the form set has no field for; to be read and copied."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.plan import Key
from planeditor.domain.unplaced import unplaced
from planeditor.messages import ui_formswitch as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class UnplacedSection(QWidget):
    """Hidden where there are none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.texts: dict[Key, str] = {}
        self._entries: list[QWidget] = []
        title = QLabel(say.UNPLACED)
        title.setProperty("role", "section")
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(STEP * 4)
        head = QVBoxLayout()
        head.setSpacing(STEP)
        for widget in (title, line, Sentence(say.UNPLACED_NOTE)):
            head.addWidget(widget)
        self._rows.addLayout(head)
        self.hide()

    def show_node(self, node: str) -> None:
        """Show those of a node; "" = of none."""
        session = self.session
        keys = unplaced(session.plan, session.vocabulary, node) if node else []
        texts = {key: session.plan.text(*key) for key in keys}
        if texts != self.texts:
            self.texts = texts
            for widget in self._entries:
                widget.hide()
                widget.deleteLater()
            self._entries = [self._entry(key, text) for key, text in texts.items()]
            for widget in self._entries:
                self._rows.addWidget(widget)
        self.setVisible(bool(texts))

    def _entry(self, key: Key, text: str) -> QWidget:
        session = self.session
        node = session.plan.node(key.node)
        label = session.vocabulary.label(node.kind if node else "measure", key.field)
        if key.period:
            label = say.IN_YEAR.format(period=session.vocabulary.label_of_period(session.plan, key.period), field=label)
        entry, name = QWidget(), QLabel(label)
        name.setProperty("role", "heading")
        copy = QPushButton(say.COPY)
        copy.setAccessibleName(say.COPY_OF.format(field=label))
        copy.setAutoDefault(False)
        copy.clicked.connect(partial(self._copy, label, text))
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(copy)
        shown = Sentence(text, role="")
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        rows = QVBoxLayout(entry)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        rows.addLayout(head)
        rows.addWidget(shown)
        return entry

    def _copy(self, label: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.session.told.emit(say.COPIED.format(field=label))
