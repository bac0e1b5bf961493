"""What becomes of each measure, as a table."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.messages import nextplan as say_plan
from planeditor.messages import ui_nextplan as say
from planeditor.services.nextplan.draft import Choice, chosen_for, first_choices, renumbered_choices
from planeditor.ui import theme

Index = QModelIndex | QPersistentModelIndex
NUMBER, NAME, FATE, INTO, AREA, NEW_NUMBER = range(6)
_TOP = QModelIndex()


class MeasuresModel(QAbstractTableModel):
    """One row a measure, in the order of the plan."""

    edited = Signal()
    """A choice is another."""

    def __init__(self, plan: Plan, words: Vocabulary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan, self._word = plan, words.word("measure")
        self.choices = first_choices(plan)
        self._problems: Mapping[str, str] = {}

    def node(self, row: int) -> Node | None:
        """The measure of a row."""
        return self.plan.node(self.choices[row].measure)

    @property
    def counts(self) -> Counter[str]:
        """How many go on, end, merge."""
        return Counter(choice.fate for choice in self.choices)

    def choose(self, rows: Iterable[int], **changes: str) -> None:
        """Change the choices of some rows."""
        for row in rows:
            self.choices = chosen_for(self.choices, self.choices[row].measure, **changes)
        self._changed()

    def renumber(self) -> None:
        """Numbers anew for all that goes on."""
        self.choices = renumbered_choices(self.plan, self.choices)
        self._changed()

    def tell(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong with which measure."""
        self._problems = problems
        if self.choices:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.choices) - 1, NEW_NUMBER))

    def offered(self, index: Index) -> list[tuple[str, str]]:
        """What a cell is chosen from: (text, value); nothing for a cell that is typed."""
        own = self.choices[index.row()]
        if index.column() == FATE:
            return [(text, fate) for fate, text in say_plan.FATES.items()]
        if index.column() == INTO:
            going = (c.measure for c in self.choices if c.fate == "goes_on" and c.measure != own.measure)
            return [(n.title, n.id) for m in going if (n := self.plan.node(m)) is not None]
        if index.column() == AREA:
            under = [(say.UNDER_PLAN, PLAN_ID)] if any(c.area == PLAN_ID for c in self.choices) or not self.plan.areas else []
            return under + [(n.title, n.id) for n in self.plan.areas]
        return []

    def value(self, index: Index) -> str:
        """What stands in a cell that can be changed."""
        own = self.choices[index.row()]
        return {FATE: own.fate, INTO: own.into, AREA: own.area, NEW_NUMBER: own.number}.get(index.column(), "")

    # What Qt asks

    def rowCount(self, parent: Index = _TOP) -> int:
        """One for each measure."""
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index = _TOP) -> int:
        """As in ``say.COLUMNS``."""
        return 0 if parent.isValid() else len(say.COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be changed: the target of what merges, place and number of what goes on."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and self._is_open(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; what has ended is quiet, what is wrong says so."""
        own = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(own, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.value(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._problems.get(own.measure) or self._text(own, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = say.SAID.format(column=self._head(index.column()), text=self._text(own, index.column()))
            return " ".join((text, self._problems.get(own.measure, ""))).strip()
        if role == Qt.ItemDataRole.ForegroundRole:
            if own.measure in self._problems and index.column() > NAME:
                return QColor(theme.current().error)
            return QColor(theme.current().quiet) if own.fate != "goes_on" else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was chosen or typed."""
        field = {FATE: "fate", INTO: "into", AREA: "area", NEW_NUMBER: "number"}.get(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None or str(value) == self.value(index):
            return False
        self.choose([index.row()], **{field: str(value)})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._head(section)
        return None

    def _head(self, column: int) -> str:
        return say.COLUMNS[column].format(measure=self._word)

    def _is_open(self, index: Index) -> bool:
        fate = self.choices[index.row()].fate
        return index.column() == FATE or (index.column() == INTO and fate == "merges") or (
            index.column() in (AREA, NEW_NUMBER) and fate == "goes_on"
        )

    def _text(self, own: Choice, column: int) -> str:
        node = self.plan.node(own.measure)
        if node is None:
            return ""
        if column == INTO:
            into = self.plan.node(own.into)
            return into.title if into is not None else say.CHOOSE_TARGET if own.fate == "merges" else ""
        if column in (AREA, NEW_NUMBER) and own.fate != "goes_on":
            return ""
        area = self.plan.node(own.area)
        return {
            NUMBER: node.number, NAME: node.name, FATE: say_plan.FATES[own.fate], NEW_NUMBER: own.number,
            AREA: area.title if area is not None and area.id != PLAN_ID else say.UNDER_PLAN,
        }[column]  # fmt: skip

    def _changed(self) -> None:
        if self.choices:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.choices) - 1, NEW_NUMBER))
        self.edited.emit()
