"""Bars above the sheet: a sentence and what can be done about it. Never a dialog over somebody's work."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.look import STEP

Choice = tuple[str, Callable[[], object]]
MOST = 4
"""More bars than this are not shown at once; the oldest passing one goes."""


class Notice(QFrame):
    """One bar. ``topic`` names what it is about: a new bar takes the place of the old one on the same topic."""

    def __init__(self, topic: str, text: str, choices: Sequence[Choice], *, role: str, closes: bool) -> None:
        super().__init__()
        self.topic, self.text = topic, text
        self.setProperty("role", role)
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 4, STEP, STEP * 2, STEP)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)
        row.addWidget(label, 1)
        self.buttons: list[QPushButton] = []
        for word, act in [*choices, *([(say.CLOSE, self._nothing)] if closes else [])]:
            button = QPushButton(word)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            button.clicked.connect(self.end)
            row.addWidget(button)
            self.buttons.append(button)

    def _nothing(self) -> None:
        pass

    def end(self) -> None:
        """Take the bar away."""
        self.hide()
        self.setParent(None)
        self.deleteLater()


class NoticeArea(QWidget):
    """The bars there are now."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_notice(
        self, text: str, choices: Sequence[Choice] = (), *, topic: str = "", role: str = "notice", closes: bool = True
    ) -> Notice:
        """Show a bar; ``role`` is ``notice``, ``warning`` or ``error``."""
        if topic:
            self.end(topic)
        while len(self.notices) >= MOST:
            self.notices[0].end()
        notice = Notice(topic, text, choices, role=role, closes=closes)
        self._rows.addWidget(notice)
        return notice

    def end(self, topic: str) -> None:
        """Take the bar on a topic away, if there is one."""
        for notice in self.notices:
            if notice.topic == topic:
                notice.end()

    @property
    def notices(self) -> list[Notice]:
        """The bars, from the top."""
        widgets = (self._rows.itemAt(number).widget() for number in range(self._rows.count()))
        return [widget for widget in widgets if isinstance(widget, Notice)]
