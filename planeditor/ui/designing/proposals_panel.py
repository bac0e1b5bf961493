"""The proposals, to be accepted all at once or one by one."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planeditor.formengine.cells import Place
from planeditor.messages import ui_designing as say
from planeditor.services.designing.proposals import Proposal
from planeditor.ui.designing.board import Board
from planeditor.ui.look import STEP


class ProposalsPanel(QWidget):
    """A list with ticks; all are ticked at first."""

    accepted = Signal(object)
    """The ``Proposal``s to be taken."""
    pointed = Signal(object)
    """The ``Place`` of the proposal the cursor is at."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.proposals: list[Proposal] = []
        self.list = QListWidget()
        self.list.setAccessibleName(say.PROPOSALS)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = QLabel(say.NO_PROPOSALS)
        self.none.setProperty("role", "quiet")
        self.all, self.ticked = QPushButton(say.TAKE_ALL), QPushButton(say.TAKE_TICKED)
        self.all.setProperty("role", "primary")
        for button in (self.all, self.ticked):
            button.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2 * STEP, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.all)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.none)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.ticked)
        rows.addLayout(buttons)
        self.all.clicked.connect(lambda: self.accepted.emit(list(self.proposals)))
        self.ticked.clicked.connect(lambda: self.accepted.emit(self._ticked()))
        self.list.currentRowChanged.connect(self._point)

    def offer(self, proposals: Sequence[Proposal]) -> None:
        """Show these."""
        self.proposals = list(proposals)
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for proposal in self.proposals:
            cell = self.board.address(proposal.place)
            item = QListWidgetItem(say.PROPOSAL.format(cell=cell, sentence=proposal.sentence), self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.list.blockSignals(False)  # noqa: FBT003
        for widget in (self.list, self.ticked, self.all):
            widget.setVisible(bool(self.proposals))
        self.none.setVisible(not self.proposals)

    def _ticked(self) -> list[Proposal]:
        checked = Qt.CheckState.Checked
        return [p for row, p in enumerate(self.proposals) if self.list.item(row).checkState() == checked]

    def _point(self, row: int) -> None:
        if 0 <= row < len(self.proposals):
            place: Place = self.proposals[row].place
            self.pointed.emit(place)
