"""One plan opened lately: a card to press, and a way to take it off the list."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from planeditor.messages import ui_start as say
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP


class Card(QPushButton):
    """A button that holds a layout."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what it holds."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class RecentRow(QWidget):
    """A plan's file name, its folder and when it was opened."""

    chosen = Signal(str)
    """The path: to be opened."""
    unwanted = Signal(str)
    """The path: off the list."""

    def __init__(self, path: str, day: str) -> None:
        """``day``: when it was opened, as it is said; "" = not known."""
        super().__init__()
        self.path = path
        name, folder = _parts(path)
        self.card = Card()
        self.card.setAccessibleName(say.OPEN_NAMED.format(name=name, folder=folder))
        self._name = ElidedLabel(name, Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "heading")
        where = ElidedLabel(folder, Qt.TextElideMode.ElideMiddle)
        where.setProperty("role", "quiet")
        self._note = QLabel(say.OPENED.format(day=day) if day else "")
        self._note.setProperty("role", "quiet")
        self.card.setAccessibleDescription(self._note.text())
        words = QVBoxLayout()
        words.setSpacing(STEP)
        words.addWidget(self._name)
        words.addWidget(where)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(STEP * 4, STEP * 2, STEP * 4, STEP * 2)
        row.addLayout(words, 1)
        row.addWidget(self._note)
        for label in (self._name, where, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.forget = QToolButton()
        self.forget.setIcon(icon("close"))
        self.forget.setToolTip(say.FORGET)
        self.forget.setAccessibleName(say.FORGET_NAMED.format(name=name))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.forget)
        self.card.clicked.connect(self._choose)
        self.forget.clicked.connect(self._leave)

    @property
    def note(self) -> str:
        """What stands at the right: when it was opened, or that it is not there."""
        return self._note.text()

    def show_gone(self) -> None:
        """The file is not there: said, and quiet. It can still be pressed, for a share that has come back."""
        self._note.setText(say.GONE)
        for label, role in ((self._note, "warning"), (self._name, "quiet")):
            label.setProperty("role", role)
            label.style().polish(label)
        self.card.setAccessibleDescription(say.GONE)

    def _choose(self) -> None:
        self.chosen.emit(self.path)

    def _leave(self) -> None:
        self.unwanted.emit(self.path)


def _parts(path: str) -> tuple[str, str]:
    """File name without its suffix, and folder; of paths of either system, without a look at the disk."""
    cut = max(path.rfind("/"), path.rfind("\\"))
    return path[cut + 1 :].removesuffix(".plandb"), path[: max(cut, 0)]
