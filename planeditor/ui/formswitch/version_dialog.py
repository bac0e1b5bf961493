"""What another version of the form set changes."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.messages import formswitch as say_forms
from planeditor.messages import ui_formswitch as say
from planeditor.services.formswitch import versions
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session

_WIDTH, _HEIGHT = 560, 420


class VersionDialog(QDialog):
    """Lists the fields that came, went or have another name; the version can be taken over."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.VERSION_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.head = Sentence(versions.told(session.plan, session.forms, ""), role="")
        self.use, self.leave = QPushButton(say.USE), QPushButton(say.CLOSE)
        self.use.setProperty("role", "primary")
        self.leave.setAutoDefault(False)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(STEP * 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.use)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[STEP * 5] * 4)
        rows.setSpacing(STEP * 4)
        rows.addWidget(self.head)
        rows.addWidget(area, 1)
        rows.addLayout(buttons)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
        newer = versions.standing(session.plan, session.forms) == "newer"
        self.use.setVisible(newer and not session.read_only)
        self.leave.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)
        session.opened.connect(self.close)
        session.ask(lambda document: document.field_labels(), self._show)

    def _show(self, labels: dict[str, str]) -> None:
        if not isValid(self):
            return
        found = versions.difference(self.session.plan, self.session.forms, labels)
        parts = ((say_forms.ADDED, found.added), (say_forms.REMOVED, found.removed), (say_forms.RENAMED, found.renamed))
        if not found.known:
            self._list.addWidget(Sentence(say_forms.LABELS_UNKNOWN))
        elif not any(lines for _, lines in parts):
            self._list.addWidget(Sentence(say_forms.NO_DIFFERENCE))
        for head, lines in parts:
            if lines:
                label = QLabel(head)
                label.setProperty("role", "heading")
                self._list.addWidget(label)
                self._list.addWidget(Sentence("\n".join(f"・{line}" for line in lines), role=""))
        self._list.addStretch(1)

    def _use(self) -> None:
        forms, who = self.session.forms, self.session.who

        def work(document: Document) -> ChangeReport:
            return versions.use_version(document, forms, who)

        self.session.edit(work)
        self.accept()
