"""The lists beside the rows: the files, and the measures of the chosen one; two boxes over them where it is narrow."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planeditor.messages import ui_review as say
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.review.filed import Filed
from planeditor.ui.review.nav_list import NavItem, NavList
from planeditor.ui.review.shown import GroupLine


class NavChoice(QWidget):
    """One choice, as a list or as a box that opens one."""

    chosen = Signal(int)
    """The ``number`` of the entry."""

    def __init__(self) -> None:
        super().__init__()
        self.entries, self.box = NavList(), QComboBox()
        self.heading = QLabel()
        self.heading.setProperty("role", "quiet")
        self.heading.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        self.box.setModel(self.entries.items)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.entries.setMinimumHeight(theme.scaled(60))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (self.heading, self.entries, self.box):
            rows.addWidget(widget)
        self.entries.chosen.connect(self.chosen)
        self.box.activated.connect(lambda row: self.chosen.emit(self.entries.items.items[row].number))

    def name(self, text: str) -> None:
        """What is chosen from."""
        self.heading.setText(text)
        self.entries.setAccessibleName(text)
        self.box.setAccessibleName(text)

    def turn(self, *, flat: bool) -> None:
        """``flat``: as a box."""
        self.heading.setVisible(not flat)
        self.entries.setVisible(not flat)
        self.box.setVisible(flat)

    def show_items(self, items: Sequence[NavItem]) -> None:
        """Show other entries."""
        self.entries.show_items(items)
        self.box.setCurrentIndex(self.entries.currentIndex().row())

    def choose(self, number: int) -> None:
        """Choose an entry without telling."""
        self.entries.choose(number)
        self.box.setCurrentIndex(self.entries.currentIndex().row())


class ReviewNav(QWidget):
    """Files over measures, or both boxes in one line."""

    file_chosen = Signal(int)
    """取込番号."""
    group_chosen = Signal(int)
    """The number of a group."""
    accepted = Signal()
    """The keys want to go on to the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files, self.groups = NavChoice(), NavChoice()
        self.files.name(say.FILES)
        self._boxes = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._boxes.setSpacing(0)
        for number, choice in enumerate((self.files, self.groups)):
            self._boxes.addWidget(choice, 2 + number)
            choice.entries.accepted.connect(self.accepted)
        self.files.chosen.connect(self.file_chosen)
        self.groups.chosen.connect(self.group_chosen)
        self.turn(flat=False)

    def turn(self, *, flat: bool) -> None:
        """``flat``: in one line."""
        self._boxes.setDirection(QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom)
        self._boxes.setContentsMargins(*(3 * STEP, STEP, 3 * STEP, 2 * STEP) if flat else (0, 0, 0, 0))
        self._boxes.setSpacing(2 * STEP if flat else 0)
        for choice in (self.files, self.groups):
            choice.turn(flat=flat)

    def show_files(self, files: Sequence[Filed]) -> None:
        """Show the files, in the order they came."""
        self.files.show_items([_item(file) for file in sorted(files, key=lambda file: file.number)])

    def show_groups(self, heads: Sequence[GroupLine], measure: str) -> None:
        """Show the measures of the file."""
        self.groups.name(say.MEASURES.format(measure=measure))
        self.groups.show_items([
            NavItem(head.group, head.title, head.left, spoken=say.GROUP_SPOKEN.format(title=head.title, count=head.left)) for head in heads
        ])


def _item(file: Filed) -> NavItem:
    left = say.LEFT.format(count=file.left) if file.left else say.LEFT_NONE
    title = say.NAV_FILE.format(receipt=file.number, department=file.department or file.file_name)
    below = file.file_name if file.department else ""
    return NavItem(file.number, title, file.left, below, f"{title}　{below}　{left}" if below else f"{title}　{left}")
