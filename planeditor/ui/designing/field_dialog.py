"""A new field: its name, whose it is, once or per year, what kind, and what may be written."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.fields import FieldDef, FieldType
from planeditor.messages import ui_designing as say
from planeditor.services.designing.design import Design
from planeditor.services.designing.labels import fold
from planeditor.services.designing.offers import usable_label
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back
from planeditor.ui.theme import scaled

_LONGEST, _WIDTH, _LINES = 5000, 420, 96


class FieldDialog(QDialog):
    """Makes a field, or changes one that is new."""

    made = Signal(object)
    """The ``FieldDef``."""

    def __init__(self, design: Design, before: FieldDef | None, suggested: str, parent: QWidget) -> None:
        """``suggested``: a label to begin with."""
        super().__init__(parent)
        self.design, self.before = design, before
        self.setWindowTitle(say.FIELD_CHANGE_TITLE if before else say.FIELD_TITLE)
        self.label = QLineEdit(before.label if before else suggested)
        self.of, self.series, self.kind, self.type = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.choices, self.length = QPlainTextEdit(), QSpinBox()
        self.choices.setFixedHeight(scaled(_LINES))
        self.choices.setTabChangesFocus(True)
        self.length.setRange(0, _LONGEST)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        words = {w: design.vocabulary.word(w) for w in ("measure", "area", "revision")}
        for kind, text in say.FIELD_OFS.items():
            self.of.addItem(text.format_map(words), kind)
        self.series.addItem(say.FIELD_ONCE, "")
        for name in design.vocabulary.series:
            self.series.addItem(say.FIELD_PER.format(series=name), name)
        for kind, text in say.FIELD_KINDS.items():
            self.kind.addItem(text.format_map(words), kind)
        for name, text in say.FIELD_TYPES.items():
            self.type.addItem(text, name)
        self._fill(before)
        form = QFormLayout()
        form.setSpacing(3 * STEP)
        for text, widget in (
            (say.FIELD_LABEL, self.label), (say.FIELD_OF, self.of), (say.FIELD_SERIES, self.series), (say.FIELD_KIND, self.kind),
            (say.FIELD_TYPE, self.type), (say.FIELD_CHOICES, self.choices), (say.FIELD_LENGTH, self.length),
        ):
            form.addRow(text, widget)
            widget.setAccessibleName(text)
        align_labels(form)
        self.form = form
        buttons, self.go = verb_and_back(say.FIELD_KEEP if before else say.FIELD_MAKE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addLayout(form)
        rows.addWidget(self.problem)
        rows.addWidget(buttons)
        self.setMinimumWidth(scaled(_WIDTH))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.type.currentIndexChanged.connect(self._look)
        self.label.textChanged.connect(self._look)
        self.choices.textChanged.connect(self._look)
        self._look()
        self.label.selectAll()

    def _fill(self, before: FieldDef | None) -> None:
        if before is None:
            return
        for box, value in ((self.of, before.of), (self.series, before.series), (self.kind, before.kind), (self.type, before.type)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.of.setEnabled(False)  # its entries belong to it
        self.choices.setPlainText("\n".join(before.choices))
        self.length.setValue(before.length)

    def trouble(self) -> str:
        """What is wrong with the answers, "" = nothing."""
        label = usable_label(self.label.text())
        if not label:
            return say.LABEL_EMPTY
        others = [f for f in self.design.vocabulary.fields if f.of == self.of.currentData() and f != self.before]
        if any(fold(label) == fold(name) for f in others for name in (f.label, *f.aliases)):
            return say.LABEL_TAKEN.format(label=label)
        return say.CHOICES_EMPTY if self._with_choices and not self._choices else ""

    @property
    def _with_choices(self) -> bool:
        return bool(self.type.currentData() == "choice")

    @property
    def _choices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.strip() for line in self.choices.toPlainText().splitlines() if line.strip()))

    def _look(self) -> None:
        self.form.setRowVisible(self.choices, self._with_choices)
        self.form.setRowVisible(self.length, self.type.currentData() == "text")
        self.problem.setText(self.trouble() if self.label.text() or self.before else "")
        self.go.setEnabled(not self.trouble())

    def _take(self) -> None:
        if self.trouble():
            return
        sort: FieldType = self.type.currentData()
        self.made.emit(
            FieldDef(
                self.before.key if self.before else self.design.new_key(), usable_label(self.label.text()), self.of.currentData(),
                series=self.series.currentData(), kind=self.kind.currentData(), type=sort,
                choices=self._choices if sort == "choice" else (), length=self.length.value() if sort == "text" else 0,
                figure=sort == "number",
            )
        )
        self.accept()
