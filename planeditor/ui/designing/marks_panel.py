"""What repeats: rows and columns that are chosen on the sheet get a mark, and the marks there are."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planeditor.formengine.designing.plainsheet import PlainMark
from planeditor.messages import ui_designing as say
from planeditor.services.designing.design import REPEAT
from planeditor.ui.designing.board import Board
from planeditor.ui.look import STEP

LEAVE_OUT, HEADING, SPLIT = "leave out", "見出し", "分割"


class MarksPanel(QWidget):
    """The choice of a mark and the list of those that were given."""

    mark_wanted = Signal(bool, str)
    """Whether rows are meant, and what they get: the text of a mark, or ``LEAVE_OUT``."""
    unmark_wanted = Signal(object)
    """A ``PlainMark`` to be taken away, or ``"rows"`` / ``"columns"`` to have those again that were left out."""
    each_chosen = Signal(str)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.axis, self.what, self.each = QComboBox(), QComboBox(), QComboBox()
        self.axis.addItem(say.ROWS, True)  # noqa: FBT003
        self.axis.addItem(say.COLUMNS, False)  # noqa: FBT003
        self.axis.setAccessibleName(say.AXIS)
        self.what.setAccessibleName(say.WHAT)
        self.each.setAccessibleName(say.EACH)
        self.put, self.take = QPushButton(say.MARK_IT), QPushButton(say.UNMARK)
        self.list = QListWidget()
        self.list.setAccessibleName(say.MARKS)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for button in (self.put, self.take):
            button.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2 * STEP, 0, 0)
        rows.setSpacing(2 * STEP)
        for widget in (self.axis, self.what, self.put):
            rows.addWidget(widget)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.take)
        about = QLabel(say.EACH)
        about.setProperty("role", "heading")
        rows.addWidget(about)
        rows.addWidget(self.each)
        self.put.clicked.connect(lambda: self.mark_wanted.emit(self.axis.currentData(), self.what.currentData()))
        self.take.clicked.connect(self._take)
        self.list.currentRowChanged.connect(lambda row: self.take.setEnabled(row >= 0))
        self.axis.currentIndexChanged.connect(self._offer)
        self.each.activated.connect(lambda _: self.each_chosen.emit(self.each.currentData()))

    def follow(self) -> None:
        """Show what the design has."""
        design = self.board.design
        self._offer()
        self.list.clear()
        origin = design.sheet.origin
        for mark in design.marks:
            away = origin[0] - 1 if mark.rows else origin[1] - 1
            one = mark.first == mark.last
            pattern = (say.MARK_ROW if one else say.MARK_ROWS) if mark.rows else (say.MARK_COLUMN if one else say.MARK_COLUMNS)
            self._add(pattern.format(first=mark.first + away, last=mark.last + away, text=self._said(mark)), mark)
        for what, gone, pattern, away in (
            ("rows", design.removed_rows, say.GONE_ROWS, origin[0] - 1),
            ("columns", design.removed_columns, say.GONE_COLUMNS, origin[1] - 1),
        ):
            if gone:
                self._add(pattern.format(numbers=_said_numbers([n + away for n in sorted(gone)])), what)
        self.take.setEnabled(self.list.currentRow() >= 0)
        if not self.each.count():
            words = {w: design.vocabulary.word(w) for w in ("measure", "area")}
            for word, text in say.EACH_ITEM.items():
                self.each.addItem(text.format_map(words), word)
        self.each.setCurrentIndex(self.each.findData(design.each))

    def _add(self, text: str, what: PlainMark | str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, what)

    def _offer(self) -> None:
        design, kept = self.board.design, self.what.currentData()
        self.what.clear()
        words = {over: design.vocabulary.word(name) for over, name in (("施策", "measure"), ("分野", "area"))}
        repeats = {s: s for s in design.vocabulary.series} | words
        for over, word in repeats.items():
            self.what.addItem(say.PER.format(name=word), f"{REPEAT} {over}")
        if self.axis.currentData():
            self.what.addItem(say.HEADING, HEADING)
            self.what.addItem(say.SPLIT, SPLIT)
        self.what.addItem(say.LEAVE_OUT, LEAVE_OUT)
        self.what.setCurrentIndex(max(0, self.what.findData(kept)))

    def _said(self, mark: PlainMark) -> str:
        """A mark in the words of the list, as far as it is one of them."""
        row = self.what.findData(mark.text)
        if row >= 0:
            return self.what.itemText(row)
        return {HEADING: say.HEADING, SPLIT: say.SPLIT}.get(mark.text, mark.text)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.unmark_wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def _said_numbers(numbers: list[int]) -> str:
    """Numbers as people say them: 3, 5～8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(say.SEVERAL.format(first=a, last=b) if a != b else str(a) for a, b in runs)
