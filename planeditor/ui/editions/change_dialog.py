"""Mends what is printed of one edition."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from planeditor.messages import ui_editions as say
from planeditor.services.editions import Edition
from planeditor.ui import theme
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back


class ChangeDialog(QDialog):
    """Name, month, sort and note of an edition; ``then`` gets it as it is to be."""

    def __init__(self, edition: Edition, then: Callable[[Edition], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say.CHANGE_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edition, self._then = edition, then
        self.name, self.date, self.sort, self.note = map(QLineEdit, (edition.name, edition.date, edition.sort, edition.note))
        form = QFormLayout()
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        for word, field in ((say.NAME, self.name), (say.DATE, self.date), (say.SORT, self.sort), (say.NOTE, self.note)):
            field.setAccessibleName(word)
            field.setMinimumWidth(theme.scaled(260))
            form.addRow(word, field)
        align_labels(form)
        buttons, self.go = verb_and_back(say.CHANGE_GO)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addLayout(form)
        rows.addWidget(buttons)

    def _take(self) -> None:
        mended = replace(
            self._edition, name=self.name.text(), date=self.date.text(), sort=self.sort.text(), note=self.note.text()
        )
        self.accept()
        self._then(mended)
