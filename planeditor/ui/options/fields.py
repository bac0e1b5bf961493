"""The fields options are chosen with: each shows a setting and sets it."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_options as say
from planeditor.ui.look import STEP
from planeditor.ui.options.options import Option
from planeditor.ui.settings import Settings


def field_for(option: Option, settings: Settings) -> QWidget:
    """The field of an option, showing the setting; what is chosen there is set at once."""
    makers = {"choice": _choice, "text": _text, "folder": _FolderField, "place": _PlaceField, "switch": _switch}
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
        self._follow(option, settings)
        choose = QPushButton(say.CHOOSE)
        choose.setAutoDefault(False)
        choose.setAccessibleName(self._label)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(STEP * 2)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(STEP)
        self.rows.addLayout(row)
        self.setFocusProxy(self.line)

    def _follow(self, option: Option, settings: Settings) -> None:
        self.line.textChanged.connect(partial(setattr, settings, option.name))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._label, self.line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, folder: str) -> None:
        self.line.setText(folder)


class _PlaceField(_FolderField):
    """A folder that has to be there: taken when it is typed to its end, with a sentence where it cannot be."""

    def __init__(self, option: Option, settings: Settings) -> None:
        super().__init__(option, settings)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.rows.addWidget(self.problem)

    def _follow(self, option: Option, settings: Settings) -> None:
        self._take = partial(setattr, settings, option.name)
        self.line.editingFinished.connect(self._finished)

    def _chosen(self, folder: str) -> None:
        super()._chosen(folder)
        self._finished()

    def _finished(self) -> None:
        try:
            self._take(self.line.text().strip())
        except KnownError as error:
            self.problem.setText(error.message)
        else:
            self.problem.clear()
        self.problem.setVisible(bool(self.problem.text()))
