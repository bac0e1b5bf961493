"""The fields options are chosen with: each shows a setting and sets it."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from planeditor.messages import ui_options as say
from planeditor.ui.look import STEP
from planeditor.ui.options.options import Option
from planeditor.ui.settings import Settings


def field_for(option: Option, settings: Settings) -> QWidget:
    """The field of an option, showing the setting; what is chosen there is set at once."""
    makers = {"choice": _choice, "text": _text, "folder": _FolderField, "switch": _switch}
    made = makers[option.kind](option, settings)
    made.setAccessibleName(option.label)
    made.setAccessibleDescription(option.hint)
    return made


def _choice(option: Option, settings: Settings) -> QWidget:
    box = QComboBox()
    for value, text in option.choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(getattr(settings, option.name))))
    box.currentIndexChanged.connect(partial(_choose, box, option.name, settings))
    return box


def _choose(box: QComboBox, name: str, settings: Settings, _: int) -> None:
    setattr(settings, name, box.currentData())


def _text(option: Option, settings: Settings) -> QWidget:
    line = QLineEdit(str(getattr(settings, option.name)))
    line.setPlaceholderText(option.empty)
    line.textChanged.connect(partial(setattr, settings, option.name))
    return line


def _switch(option: Option, settings: Settings) -> QWidget:
    box = QCheckBox(option.empty)
    box.setChecked(bool(getattr(settings, option.name)))
    box.toggled.connect(partial(setattr, settings, option.name))
    return box


class _FolderField(QWidget):
    """A folder: typed, chosen, or none."""

    def __init__(self, option: Option, settings: Settings) -> None:
        super().__init__()
        self._label = say.CHOOSE_NAMED.format(label=option.label)
        self.line = QLineEdit(str(getattr(settings, option.name)))
        self.line.setPlaceholderText(option.empty)
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName(option.label)
        self.line.textChanged.connect(partial(setattr, settings, option.name))
        choose = QPushButton(say.CHOOSE)
        choose.setAutoDefault(False)
        choose.setAccessibleName(self._label)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 2)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.line)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._label, self.line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
