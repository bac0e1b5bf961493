"""The covering text, each part in a field of its own."""
from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from planeditor.domain.cover import CoverText
from planeditor.messages import ui_requests as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fields.growing_text import GrowingText
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP

_LINES = {"to": 1, "sender": 1, "body": 5, "items": 3}
"""The parts that may have several lines, with how many they show at least."""


class CoverBox(QWidget):
    """Shows a text to begin with; what was typed is not overwritten by a later suggestion."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit | GrowingText] = {
            name: GrowingText(_LINES[name]) if name in _LINES else QLineEdit() for name in say.COVER_FIELDS
        }
        self._suggested = CoverText("")
        self.note = Sentence(say.COVER_LOADING)
        hint = QLabel(say.ITEMS_HINT)
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        policy = hint.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)  # as wide as the fields
        hint.setSizePolicy(policy)
        self.fields["items"].setAccessibleDescription(say.ITEMS_HINT)
        self.fields["contact"].setPlaceholderText(say.CONTACT_HINT)
        self.fields["date"].setPlaceholderText(say.DATE_HINT)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, word in say.COVER_FIELDS.items():
            self.fields[name].setAccessibleName(word)
            form.addRow(word, self.fields[name])
            if name == "items":
                form.addRow("", hint)
        align_labels(form)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.note)
        rows.addLayout(form)
        rows.addStretch(1)

    @property
    def cover(self) -> CoverText:
        """What the fields say."""
        lines = (line.strip() for line in self._text("items").split("\n"))
        parts = (line.partition(say.ITEM_BETWEEN) for line in lines if line)
        items = tuple((head.strip(), text.strip()) if between else ("", head.strip()) for head, between, text in parts)
        return replace(
            self._suggested, items=items, subject=self._text("subject"), to=self._text("to"), sender=self._text("sender"),
            date=self._text("date"), body=self._text("body"), contact=self._text("contact"),
        )

    def _text(self, name: str) -> str:
        field = self.fields[name]
        return (field.raw_text() if isinstance(field, GrowingText) else field.text()).strip()

    @property
    def untouched(self) -> bool:
        """Whether the fields say what was suggested."""
        return self.cover == self._suggested

    def begin_with(self, cover: CoverText) -> None:
        """Show a text that somebody has written: no suggestion takes its place."""
        self.note.hide()
        self._show(cover)

    def suggest(self, cover: CoverText, note: str) -> None:
        """Show a text to begin with, unless something was typed already."""
        if not self.untouched:
            return
        self.note.setText(note)
        self._show(cover)
        self._suggested = cover
        self._suggested = self.cover  # as the fields give it back, spaces at the ends and all

    def _show(self, cover: CoverText) -> None:
        items = "\n".join(f"{head}{say.ITEM_BETWEEN}{text}" if head else text for head, text in cover.items)
        for name, field in self.fields.items():
            text = items if name == "items" else getattr(cover, name)
            if isinstance(field, GrowingText):
                field.show_text(text)
            else:
                field.setText(text)
                field.setCursorPosition(0)
