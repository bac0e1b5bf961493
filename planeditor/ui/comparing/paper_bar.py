"""How the paper looks; and the buttons that make it: preview, Excel, PDF."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from planeditor.messages import comparing as say_paper
from planeditor.messages import ui_comparing as say
from planeditor.services.comparing.options import TableOptions
from planeditor.services.paper.order import Kind
from planeditor.ui import theme
from planeditor.ui.flow import FlowLayout

_NUMBER = 120
_PORTRAIT, _REDLINE = 1, 2


class PaperBar(QWidget):
    """The form, the heads of its columns, and how much it shows."""

    def __init__(self, revision: str) -> None:
        super().__init__()
        self.form, self.heads, self.number = QComboBox(), QComboBox(), QLineEdit()
        self.swap, self.fold, self.shorten = (QCheckBox(word) for word in (say.SWAP, say.FOLD, say.SHORTEN))
        self.shorten.setChecked(True)
        self.form.addItems(say.FORMS)
        for heads in say_paper.HEADS:
            self.heads.addItem("・".join(heads).replace(say_paper.REVISION, revision), heads)
        self.number.setFixedWidth(theme.scaled(_NUMBER))
        row = FlowLayout(self)
        for word, box in ((say.FORM, self.form), (say.HEADS, self.heads), (say.NUMBER, self.number)):
            label = QLabel(word)
            label.setBuddy(box)
            box.setAccessibleName(word)
            row.addWidget(label)
            row.addWidget(box)
        for check in (self.swap, self.fold, self.shorten):
            row.addWidget(check)
        self.form.currentIndexChanged.connect(self._allow)

    def options(self) -> TableOptions:
        """What is chosen."""
        form = self.form.currentIndex()
        return TableOptions(
            redline=form == _REDLINE, portrait=form == _PORTRAIT, swap=self.swap.isChecked(),
            heads=say_paper.HEADS[self.heads.currentIndex()], fold=self.fold.isChecked(), shorten=self.shorten.isChecked(),
        )

    def _allow(self, form: int) -> None:
        for check in (self.swap, self.shorten):
            check.setEnabled(form != _REDLINE)


class PaperButtons(QWidget):
    """Tells what is wanted: ``previewed``, or ``written`` with the kind of file."""

    previewed = Signal()
    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.preview, self.excel, self.pdf, self.close_button = (
            QPushButton(word) for word in (say.PREVIEW, say.EXCEL, say.PDF, say.CLOSE)
        )
        row = FlowLayout(self)
        row.push()
        for button in (self.preview, self.excel, self.pdf, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.preview.clicked.connect(lambda: self.previewed.emit())
        kinds: tuple[tuple[QPushButton, Kind], ...] = ((self.excel, "xlsx"), (self.pdf, "pdf"))
        for button, kind in kinds:
            button.clicked.connect(partial(self._write, kind))

    def allow(self, *, there: bool) -> None:
        """Whether there is anything to write."""
        for button in (self.preview, self.excel, self.pdf):
            button.setEnabled(there)

    def _write(self, kind: Kind, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        self.written.emit(kind)
