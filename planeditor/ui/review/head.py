"""The head of the review: which file it is, what is in it, and what can be done with all of it."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from planeditor.messages import ui_review as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.review.filed import Filed
from planeditor.ui.review.shown import Shown
from planeditor.ui.table.bar_button import bar_button

_LOUD = {"conflicts": "error", "questions": "warning"}


class ReviewHead(QFrame):
    """Follows what the page shows."""

    all_wanted = Signal(tuple)
    """The rows that are to be taken in one go."""
    later_wanted = Signal()
    finish_wanted = Signal()
    undo_wanted = Signal()
    only_open_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title, self.receipt = QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.receipt.setProperty("role", "quiet")
        self.counts = {name: QLabel() for name in say.COUNTS}
        self.take_all, self.later, self.finish = QPushButton(), QPushButton(say.LATER), QPushButton(say.FINISH)
        self.later.setToolTip(say.LATER_TIP)
        self.finish.setProperty("role", "choice-main")
        for button in (self.take_all, self.later):
            button.setProperty("role", "choice")
        self.only_open = QCheckBox(say.ONLY_OPEN)
        self.only_open.setToolTip(say.ONLY_OPEN_TIP)
        self.menu = QMenu(self)
        self.undo = self.menu.addAction(say.UNDO_IMPORT)
        self.undo.setToolTip(say.UNDO_IMPORT_TIP)
        self.more = bar_button(say.MORE, "", "", self.menu)
        self._clean: tuple[int, ...] = ()
        self._lay_out()
        self.take_all.clicked.connect(lambda: self.all_wanted.emit(self._clean))
        self.later.clicked.connect(self.later_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        self.undo.triggered.connect(self.undo_wanted)
        self.only_open.toggled.connect(self.only_open_wanted)

    def _lay_out(self) -> None:
        row = FlowLayout(self, spacing=3 * STEP)
        row.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        row.addWidget(self.title)
        row.addWidget(self.receipt)
        for label in self.counts.values():
            row.addWidget(label)
        row.push()
        doing = QWidget()  # these go to a line of their own together
        beside = QHBoxLayout(doing)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(3 * STEP)
        for button in (self.take_all, self.only_open, self.more, self.later, self.finish):
            beside.addWidget(button)
        row.addWidget(doing)

    def show_file(self, filed: Filed, shown: Shown, *, writable: bool) -> None:
        """Show what there is of a file."""
        self.title.setText(filed.title)
        self.receipt.setText(say.RECEIPT.format(receipt=filed.number))
        self.receipt.setToolTip(say.RECEIPT_AT.format(at=filed.at))
        for name, label in self.counts.items():
            count = filed.counts.get(name, 0)
            label.setText(say.COUNTS[name].format(count=count))
            label.setVisible(count > 0 or name in ("matching", "changed"))
            label.setProperty("role", _LOUD.get(name, "") if count else "quiet")
            font = label.font()
            font.setBold(name in _LOUD and count > 0)
            label.setFont(font)
            label.style().unpolish(label)
            label.style().polish(label)
        clean, notation = shown.clean(("clean",)), shown.clean(("notation",))
        self._clean = (*clean, *notation)
        words = say.CLEAN_AND_NOTATION if clean and notation else say.CLEAN_ONLY if clean else say.NOTATION_ONLY
        self.take_all.setText(words.format(clean=len(clean), notation=len(notation)))
        self.take_all.setVisible(bool(self._clean))
        self.take_all.setEnabled(writable)
        self.finish.setEnabled(shown.left == 0)
        self.finish.setToolTip(say.FINISH_TIP.format(count=shown.left) if shown.left else "")
        self.undo.setEnabled(writable and filed.is_begun)
