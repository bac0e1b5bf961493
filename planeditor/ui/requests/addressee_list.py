"""Whom: the departments in 建制順 with how many measures each leads and contributes to, ticked or not."""
from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planeditor.messages import ui_requests as say
from planeditor.services.requests.addressing import Addressee, Addressing
from planeditor.ui import theme
from planeditor.ui.requests.tree_items import BLANK, TICKED, choose_first, items_of

_DATA = Qt.ItemDataRole.UserRole
_NUMBER, _BOX = 64, 16
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AddresseeList(QTreeWidget):
    """What was ticked stays so when the addressees are others."""

    ticked = Signal()
    """Others are chosen."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self._measure = measure
        self._off: set[int] = set()
        """The departments that are not to be asked; everybody else is."""
        self._only: frozenset[int] | None = None
        """The departments to begin with; None = everybody."""
        self.setHeaderLabels(say.COLUMNS)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(say.LIST)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemChanged.connect(self._item_changed)
        theme.watch().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, theme.scaled(_NUMBER))

    def show_addressees(self, addressing: Addressing) -> None:
        """Show these."""
        if self._only is not None:
            self._off = {a.department.id for a in addressing.addressees if a.department} - self._only
            self._only = None if addressing.addressees else self._only
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        for addressee in addressing.addressees:
            self._add(addressee)
        self.blockSignals(False)  # noqa: FBT003
        choose_first(self)

    def _add(self, addressee: Addressee) -> None:
        lead, others = len(addressee.leading), len(addressee.measures) - len(addressee.leading)
        name = say.OWN.format(name=addressee.name) if addressee.own else addressee.name
        numbers = [say.COUNT.format(count=count) if count else say.NONE for count in (lead, others)]
        item = QTreeWidgetItem(self, [name, *numbers])
        item.setData(0, _DATA, addressee)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, say.SAID.format(name=name, lead=lead, other=others))
        for column in (1, 2):
            item.setTextAlignment(column, _RIGHT)
        if addressee.own or addressee.department is None:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(0, say.OWN_TIP.format(measure=self._measure))
            item.setIcon(0, _no_box())  # the names stand one below the other
            for column in range(3):
                item.setForeground(column, QColor(theme.current().quiet))
            return
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, BLANK if addressee.department.id in self._off else TICKED)

    def _items(self) -> list[tuple[QTreeWidgetItem, Addressee]]:
        return [(item, item.data(0, _DATA)) for item in items_of(self)]

    @property
    def chosen(self) -> list[Addressee]:
        """Those who are to get a workbook."""
        return [a for item, a in self._items() if not a.own and item.checkState(0) == TICKED]

    @property
    def own(self) -> list[Addressee]:
        """Those who fill in directly."""
        return [a for _, a in self._items() if a.own]

    def begin_with(self, departments: Collection[int]) -> None:
        """Tick these only, also where the list is not there yet."""
        self._only = frozenset(departments)
        if self.topLevelItemCount():
            self._only = None
            self.choose(departments)

    def choose(self, departments: Collection[int] | None) -> None:
        """Tick these only; None = everybody."""
        self.blockSignals(True)  # noqa: FBT003
        for item, addressee in self._items():
            if addressee.department is not None and not addressee.own:
                on = departments is None or addressee.department.id in departments
                item.setCheckState(0, TICKED if on else BLANK)
        self.blockSignals(False)  # noqa: FBT003
        self._item_changed()

    def _item_changed(self) -> None:
        for item, addressee in self._items():
            if addressee.department is not None and not addressee.own:
                (self._off.discard if item.checkState(0) == TICKED else self._off.add)(addressee.department.id)
        self.ticked.emit()


def _no_box() -> QIcon:
    """As wide as the box of the others, and not to be seen."""
    nothing = QPixmap(theme.scaled(_BOX), theme.scaled(_BOX))
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)
