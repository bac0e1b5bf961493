"""The checklist as a tree: what is open, the months with what was done, where everything is, who did how much."""
from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.messages import handover as say_list
from planeditor.messages import ui_handover as say
from planeditor.services.handover.model import Handover, Month
from planeditor.services.handover.words import (
    day_of,
    item_names,
    next_day_of,
    nothing_done,
    share_text,
)
from planeditor.ui import theme
from planeditor.ui.handover.wrapped_delegate import WrappedDelegate

_WIDTHS = (240, 480, 130, 190)
_LEAST = 220
_MOST_PLACES = 50
"""So many places are listed below what is open."""
_OF_MONTHS = "month:"
"""How the items of months begin: they are open at first."""
_ITEM, _PLACE, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class HandoverTree(QTreeWidget):
    """Shows what it is told; says what is ticked and where the user wants to go."""

    ticked = Signal(str, str, bool)
    """The item, its name, and whether it is ticked now."""
    wanted = Signal(object)
    """The ``Key`` of a place."""

    def __init__(self) -> None:
        super().__init__()
        self._writing = False
        self.setHeaderLabels(list(say.COLUMNS))
        self.setAccessibleName(say.TITLE)
        self.setMinimumHeight(theme.scaled(_LEAST))
        self.setWordWrap(True)
        self._wrapped = WrappedDelegate(self)
        self.setItemDelegate(self._wrapped)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.itemChanged.connect(self._changed)
        self.itemActivated.connect(lambda item, _: self._go(item))

    def show_handover(self, found: Handover, plan: Plan, *, writing: bool) -> None:
        """Show a checklist; what was folded and chosen stays."""
        folded = {self._name(top): top.isExpanded() for top in self._all()}
        chosen = self._name(self.currentItem())
        names = item_names(found)
        with QSignalBlocker(self):
            self._writing = writing
            self.clear()
            self._fill(found, plan, names)
            for item in self._all():
                name = self._name(item)
                item.setExpanded(folded.get(name, item.parent() is None or name.startswith(_OF_MONTHS)))
                if chosen and name == chosen:
                    self.setCurrentItem(item)
            top = self.topLevelItem(0)
            if not self.selectedItems() and top is not None:
                self.setCurrentItem(top)

    def _fill(self, found: Handover, plan: Plan, names: dict[str, str]) -> None:
        still = self._head(say_list.OPEN, "" if found.open else say_list.NO_OPEN)
        for one in found.open:
            row = self._row(still, names[one.item], one.text, one.item, one.item in found.ticks)
            row.setData(0, _PLACE, one.places[0] if one.places else None)
            for key in dict.fromkeys(one.places[:_MOST_PLACES]) if len(one.places) > 1 else ():
                below = QTreeWidgetItem(row, [_title(plan, key)])
                below.setData(0, _PLACE, key)
                below.setData(0, _NAME, f"{one.item}:{key}")
        months = self._head(say_list.MONTHS)
        for month in found.months:
            row = self._row(months, names[month.item], _month_text(found, month), month.item, month.item in found.ticks)
            for number, event in enumerate(month.events):
                below = QTreeWidgetItem(row, [day_of(event), event.text, event.who, next_day_of(event)])
                below.setData(0, _PLACE, event.place)
                below.setData(0, _NAME, f"{month.item}:{number}")
        places = self._head(say_list.PLACES)
        for where in found.places:
            self._row(places, names[where.item], where.text, where.item, where.item in found.ticks)
        people = self._head(say_list.PEOPLE, "" if found.shares else say_list.NOBODY)
        for share in found.shares:
            QTreeWidgetItem(people, [share.who, share_text(share)]).setData(0, _NAME, f"who:{share.who}")

    def _head(self, name: str, text: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [name, text])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setData(0, _NAME, f"head:{name}")
        return item

    def _row(self, parent: QTreeWidgetItem, name: str, text: str, item: str, done: bool) -> QTreeWidgetItem:
        row = QTreeWidgetItem(parent, [name, text])
        row.setData(0, _ITEM, item)
        row.setData(0, _NAME, item)
        row.setCheckState(0, Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
        row.setToolTip(1, text)
        if not self._writing:
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the place, also where Qt would only fold."""
        chosen = [item for item in self.selectedItems() if item.data(0, _PLACE) is not None]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self._go(chosen[0])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        for column, width in enumerate(_WIDTHS[:-1]):
            self.setColumnWidth(column, self.viewport().width() * width // sum(_WIDTHS))
        self.scheduleDelayedItemsLayout()

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if isinstance(place, Key):
            self.wanted.emit(place)

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        name = item.data(0, _ITEM)
        if column == 0 and name:
            self.ticked.emit(name, item.text(0), item.checkState(0) is Qt.CheckState.Checked)

    def _all(self) -> list[QTreeWidgetItem]:
        found = []
        waiting = [top for n in range(self.topLevelItemCount()) if (top := self.topLevelItem(n)) is not None]
        while waiting:
            item = waiting.pop(0)
            found.append(item)
            waiting += [item.child(n) for n in range(item.childCount())]
        return found

    @staticmethod
    def _name(item: QTreeWidgetItem | None) -> str:
        return str(item.data(0, _NAME)) if item is not None else ""


def _month_text(found: Handover, month: Month) -> str:
    works = say.USUAL.format(works=say_list.BETWEEN.join(month.usual))
    return "\n".join(filter(None, (works, nothing_done(found, month))))


def _title(plan: Plan, key: Key) -> str:
    node = plan.node(key.node)
    return say_list.WHOLE_PLAN if node is None or node.id == PLAN_ID else node.title
