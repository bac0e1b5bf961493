"""Bars above the sheet: a sentence and what can be done about it. Never a dialog over somebody's work."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

Choice = tuple[str, Callable[[], object]]
_SENTENCE = 240
"""The sentence gets at least this width beside the choices, in pixels at 100 %."""
_SHARE = 4
"""All bars together get at most this part of the window's height: a quarter."""
_LOWEST = STEP * 12
MOST = 4
"""More bars than this are not shown at once; the oldest passing one goes."""


class Notice(QFrame):
    """One bar. ``topic`` names what it is about: a new bar takes the place of the old one on the same topic."""

    def __init__(self, topic: str, text: str, choices: Sequence[Choice], *, role: str, closes: bool) -> None:
        super().__init__()
        self.topic, self.text, self.closes = topic, text, closes
        self.setProperty("role", role)
        self.setObjectName("notice")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(STEP * 4, STEP, STEP * 2, STEP)
        label = Sentence(text, role="")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)
        self._row.addWidget(label, 1)
        self._choices = QWidget()
        flow = FlowLayout(self._choices, STEP * 2)
        self.buttons: list[QPushButton] = []
        for word, act in [*choices, *([(say.CLOSE, self._nothing)] if closes else [])]:
            button = QPushButton(word)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            button.clicked.connect(self.end)
            flow.addWidget(button)
            self.buttons.append(button)
        self._row.addWidget(self._choices)

    def minimumSizeHint(self) -> QSize:
        """Room for the wider of sentence and choices: they need not stand beside each other."""
        margins = self._row.contentsMargins()
        widths = (self._row.itemAt(number).minimumSize().width() for number in range(self._row.count()))
        return QSize(max(widths) + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices stand below the sentence where there is no room for both."""
        super().resizeEvent(event)
        beside = self.width() - self._choices.sizeHint().width() >= scaled(_SENTENCE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _nothing(self) -> None:
        pass

    def end(self) -> None:
        """Take the bar away."""
        self.hide()
        self.setParent(None)
        self.deleteLater()


class NoticeArea(QScrollArea):
    """The bars there are now. They leave the page its room: on a small screen with large text they scroll."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self._newest: Notice | None = None
        self.verticalScrollBar().rangeChanged.connect(self._show_newest)
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)

    def sizeHint(self) -> QSize:
        """As high as the bars are at this width, up to a share of the window."""
        rows = self._rows
        high = rows.heightForWidth(self.viewport().width()) if rows.hasHeightForWidth() else rows.sizeHint().height()
        return QSize(self.widget().minimumSizeHint().width(), min(high, self.window().height() // _SHARE))

    def minimumSizeHint(self) -> QSize:
        """A line and a choice, where the page needs the rest."""
        return self.sizeHint().boundedTo(QSize(self.sizeHint().width(), scaled(_LOWEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the bars have another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar came, went or is laid out anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def show_notice(
        self, text: str, choices: Sequence[Choice] = (), *, topic: str = "", role: str = "notice", closes: bool = True
    ) -> Notice:
        """Show a bar; ``role`` is ``notice``, ``warning`` or ``error``."""
        if topic:
            self.end(topic)
        passing = [notice for notice in self.notices if notice.closes]
        while passing and len(self.notices) >= MOST:
            passing.pop(0).end()
        notice = Notice(topic, text, choices, role=role, closes=closes)
        self._rows.addWidget(notice)
        self._newest = notice
        return notice

    def _show_newest(self) -> None:
        """What is new is seen from its beginning, where not all bars have room, until the user scrolls."""
        newest = self._newest
        if newest is not None and newest in self.notices:
            self.verticalScrollBar().setValue(newest.y())

    def _scrolled(self) -> None:
        self._newest = None

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
