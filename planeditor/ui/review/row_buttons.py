"""The buttons of a line, laid over it: real ones, so that a screen reader finds them."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from planeditor.messages import ui_review as say
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.review.shapes import BUTTON, GAP, Shape, button_text, fonts
from planeditor.ui.review.shown import GroupLine, Line, RowLine

_MAIN = {"clean": "accept", "notation": "accept", "remark": "tick"}
"""The one main action of a row; a conflict and a question have none."""


class ChoiceButton(QPushButton):
    """A button that shows its key at the right, in small print."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = self.hint = ""
        self.setProperty("role", "choice")

    def dress(self, role: str) -> None:
        """Normal, the main one, or a link."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then its key."""
        super().paintEvent(event)
        if not self.hint:
            return
        colors, painter = theme.current(), QPainter(self)
        painter.setFont(fonts(self.font())[2])
        painter.setPen(QColor(colors.on_accent if self.property("role") == "choice-main" else colors.quiet))
        room = self.rect().adjusted(0, 0, -theme.scaled(2 * STEP), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.hint)
        painter.end()


class RowButtons(QWidget):
    """The buttons of one line of the view; taken over by another line when that one is out of sight."""

    chosen = Signal(object, str)
    """The line, and the name of the choice ("" for the one of a head)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self.buttons: list[ChoiceButton] = []

    def bind(self, line: Line, shape: Shape, *, stacked: bool, current: bool, writable: bool, measure: str) -> None:
        """Show the buttons of a line."""
        choices, self.line = choices_of(line, measure), line
        while len(self.buttons) < len(choices):
            self.buttons.append(self._made(len(self.buttons)))
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(choices))
            if number < len(choices):
                self._dress(button, *choices[number], line, current=current)
                button.setEnabled(writable)
        self._place(shape, len(choices), stacked=stacked)

    def _made(self, number: int) -> ChoiceButton:
        button = ChoiceButton(self)
        button.clicked.connect(partial(self._clicked, number))
        return button

    def _dress(self, button: ChoiceButton, name: str, words: str, line: Line, *, current: bool) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)
        button.words = words
        if isinstance(line, GroupLine):
            button.setText(words)
            button.dress("link")
            button.hint, place = "", line.title
        else:
            button.dress("choice-main" if name == main_of(line) else "choice")
            button.hint, place = say.KEY_HINTS.get(name, "") if current else "", line.label
        button.setAccessibleName(say.CHOICE_SPOKEN.format(field=place, choice=words))

    def _place(self, shape: Shape, count: int, *, stacked: bool) -> None:
        width, height, gap = shape.act.width(), theme.scaled(BUTTON), theme.scaled(GAP)
        if isinstance(self.line, GroupLine):
            for button in self.buttons[:count]:
                own = min(width, button.sizeHint().width())
                button.setGeometry(QRect(width - own, 0, own, height))
            return
        each = (width - gap * (count - 1)) // max(1, count) if stacked else width
        left = top = 0
        for button, high in zip(self.buttons[:count], shape.buttons, strict=False):
            button.setText(button_text(button.words, self.font(), each)[0])
            button.setGeometry(QRect(left, top, each, high))
            left, top = (left + each + gap, 0) if stacked else (0, top + high + gap)

    def _clicked(self, number: int) -> None:
        if self.line is not None:
            self.chosen.emit(self.line, self.line.choices[number].name if isinstance(self.line, RowLine) else "")


def choices_of(line: Line, measure: str) -> list[tuple[str, str]]:
    """What can be done about a line: names of choices and words for buttons."""
    if isinstance(line, GroupLine):
        return [("", say.GROUP_ALL.format(measure=measure))] if line.clean else []
    return [(choice.name, choice.words) for choice in line.choices] if line.is_open else []


def main_of(line: RowLine) -> str:
    """The name of the one main choice of a row, "" where the user has to choose."""
    wanted = _MAIN.get(line.kind, "")
    return wanted if any(choice.name == wanted for choice in line.choices) else ""
