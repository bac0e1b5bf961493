"""What was handed out so far: to open, and to save."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.days import short_day
from planeditor.messages import meeting as say_meeting
from planeditor.messages import ui_meeting as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.meeting.kept import KeptPaper
    from planeditor.store.papers import Paper


class KeptList(QWidget):
    """Tells which paper is to be ``opened`` or ``saved``."""

    opened = Signal(object)
    saved = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.papers: list[Paper] = []
        head = QLabel(say.KEPT_LIST)
        head.setProperty("role", "heading")
        self.empty = Sentence(say.NONE_KEPT)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(list(say.COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(say.KEPT_LIST)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.open_button, self.save_button = QPushButton(say.OPEN), QPushButton(say.SAVE)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (self.open_button, self.save_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(head)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 100)
        rows.addLayout(buttons)
        rows.addStretch(1)
        self.list.itemSelectionChanged.connect(self._allow)
        self.list.itemActivated.connect(lambda _: self._tell(self.opened))
        self.open_button.clicked.connect(lambda: self._tell(self.opened))
        self.save_button.clicked.connect(lambda: self._tell(self.saved))
        self._allow()

    @property
    def chosen(self) -> Paper | None:
        """The paper chosen in the list."""
        items = self.list.selectedItems()
        return self.papers[self.list.indexOfTopLevelItem(items[0])] if items else None

    def show_papers(self, found: Sequence[KeptPaper]) -> None:
        """Show these, the latest first."""
        self.papers = [one.paper for one in reversed(found)]
        self.list.clear()
        label = self.session.vocabulary.label_of_period
        for one in reversed(found):
            paper = one.paper
            name = paper.name if paper.size else f"{paper.name}（{say_meeting.PAPER_GONE}）"
            day = short_day(paper.at.astimezone().date())
            state = one.state or say_meeting.SNAPSHOT_GONE
            texts = [str(paper.number), day, label(self.session.plan, paper.period), state, name]
            item = QTreeWidgetItem(texts)
            item.setToolTip(len(texts) - 1, name)
            item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._allow()

    def _allow(self) -> None:
        paper = self.chosen
        for button in (self.open_button, self.save_button):
            button.setEnabled(paper is not None and paper.size > 0)
            button.setVisible(bool(self.papers))

    def _tell(self, signal: SignalInstance) -> None:
        paper = self.chosen
        if paper is not None and paper.size:
            signal.emit(paper)
