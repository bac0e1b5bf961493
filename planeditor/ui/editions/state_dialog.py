"""The few questions about one edition or snapshot: deciding, freezing, mending what is printed of it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from planeditor.messages import ui_editions as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back

_WIDTH = 520


class StateDialog(QDialog):
    """Asks for some lines of text; ``wanted`` brings them. It stays open until ``accept``, so that a refusal is told in it."""

    wanted = Signal(object)
    """What was typed, by the name of the field."""

    def __init__(
        self, title: str, verb: str, fields: Mapping[str, tuple[str, str]], parent: QWidget, *, lead: Sequence[str] = (),
        hints: Mapping[str, str] | None = None,
    ) -> None:
        """``fields``: for each name its label and what stands in it at first; the first must not be empty."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines: dict[str, QLineEdit] = {}
        self.choices: dict[str, QComboBox] = {}
        self.form = QFormLayout()
        self.form.setSpacing(2 * STEP)
        self.form.setHorizontalSpacing(4 * STEP)
        for name, (label, text) in fields.items():
            line = self.lines[name] = QLineEdit(text)
            line.setAccessibleName(label)
            line.setPlaceholderText((hints or {}).get(name, ""))
            self.form.addRow(label, line)
        self.problem = Sentence(role="error")
        self.problem.hide()
        buttons, self.go = verb_and_back(verb)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        for number, text in enumerate(lead):
            rows.addWidget(Sentence(text, role="quiet" if number else ""))
        rows.addLayout(self.form)
        rows.addWidget(self.problem)
        rows.addStretch(1)
        rows.addWidget(buttons)
        align_labels(self.form)
        self.setMinimumWidth(min(theme.scaled(_WIDTH), self.screen().availableSize().width() - 8 * STEP))
        self._first = next(iter(self.lines.values()))
        self._first.textChanged.connect(self._allow)
        self._first.selectAll()
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences are at this width."""
        super().showEvent(event)
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))

    def add_choice(self, name: str, label: str, offered: Sequence[tuple[str, str]]) -> None:
        """A further question with these answers: (word, what it stands for)."""
        box = self.choices[name] = QComboBox()
        box.setAccessibleName(label)
        for word, value in offered:
            box.addItem(word, value)
        self.form.addRow(label, box)
        asked = [*self.lines.values(), *self.choices.values()]
        QWidget.setTabOrder(asked[-2], box)
        align_labels(self.form)

    def tell(self, text: str) -> None:
        """Why it was not done."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))

    def _allow(self, _: str = "") -> None:
        self.go.setEnabled(bool(self._first.text().strip()))

    def _take(self) -> None:
        self.tell("")
        told = {name: line.text() for name, line in self.lines.items()}
        self.wanted.emit(told | {name: str(box.currentData()) for name, box in self.choices.items()})


def deciding(name: str, month: str, parent: QWidget) -> StateDialog:
    """Asks about a new edition."""
    fields = {"name": (say.NAME, name), "date": (say.DATE, month), "note": (say.NOTE, "")}
    return StateDialog(
        say.DECIDE_TITLE, say.DECIDE_GO, fields, parent, lead=(say.DECIDE_LEAD, say.PLACE), hints={"date": say.DATE_HINT}
    )


def taking(day: str, steps: Sequence[tuple[str, str]], parent: QWidget) -> StateDialog:
    """Asks about a new snapshot."""
    fields = {"name": (say.NAME, ""), "date": (say.DAY, day), "note": (say.NOTE, "")}
    dialog = StateDialog(say.TAKE_TITLE, say.TAKE_GO, fields, parent, lead=(say.TAKE_LEAD,), hints={"name": say.NAME_HINT})
    dialog.add_choice("status", say.STATUS, steps)
    return dialog
