"""One difference in full: both texts side by side with the changed words marked, and what is remarked on it."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from planeditor.messages import ui_comparing as say
from planeditor.services.comparing.listing import Line
from planeditor.services.comparing.marking import side_by_side
from planeditor.ui import theme
from planeditor.ui.beside.prose import Prose, Span
from planeditor.ui.look import STEP

_HEIGHT = 96


class Detail(QWidget):
    """Shows a line; ``remarked`` tells what is typed on it."""

    remarked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.new, self.old = (Prose(say.SIDE_TEXT.format(side=side)) for side in (say.NEW, say.OLD))
        self.new_head, self.old_head = QLabel(say.NEW), QLabel(say.OLD)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(say.REMARK_HINT)
        self.remark.setAccessibleName(say.REMARK)
        inside = QWidget()
        texts = QGridLayout(inside)
        texts.setContentsMargins(*(2 * STEP,) * 4)
        texts.setHorizontalSpacing(6 * STEP)
        for column, (head, prose) in enumerate(((self.new_head, self.new), (self.old_head, self.old))):
            head.setProperty("role", "quiet")
            texts.addWidget(head, 0, column)
            texts.addWidget(prose, 1, column, Qt.AlignmentFlag.AlignTop)
            texts.setColumnStretch(column, 1)
        texts.setRowStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(theme.scaled(_HEIGHT))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(area, 1)
        typed = QHBoxLayout()
        label = QLabel(say.REMARK)
        label.setBuddy(self.remark)
        typed.setSpacing(2 * STEP)
        typed.addWidget(label)
        typed.addWidget(self.remark, 1)
        rows.addLayout(typed)
        self.remark.textEdited.connect(self.remarked)
        self.show_line(None, "")

    def show_line(self, line: Line | None, remark: str) -> None:
        """Show another line, or none."""
        self.setEnabled(line is not None)
        self.remark.setText(remark)
        if line is None:
            self.new.say("")
            self.old.say("")
            return
        spans: tuple[list[Span], list[Span]] = ([], [])
        if line.was and line.becomes:
            sides = side_by_side(line.was, line.becomes, shorten=False)
            spans = tuple([(m.start, m.end) for m in marks] for _, marks in sides)  # type: ignore[assignment]  # two sides
        self.old.say(line.old, spans[0])
        self.new.say(line.new, spans[1])
