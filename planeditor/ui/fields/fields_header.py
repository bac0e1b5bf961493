"""The head of the form: which measure, whose, and which year."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout

from planeditor.domain.plan import DEPARTMENTS, Node
from planeditor.messages import ui_fields as say
from planeditor.services.years import is_closed
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class FieldsHeader(QFrame):
    """Number and name, departments, and the year chooser."""

    year_chosen = Signal(str)
    """The key of a period."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "panel")
        self.title = ElidedLabel()
        self.title.setProperty("role", "section")
        self.departments = ElidedLabel()
        self.departments.setProperty("role", "quiet")
        self.years = QComboBox()
        self.years.setAccessibleName(say.YEAR_OF)
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        names = QVBoxLayout()
        names.setSpacing(STEP)
        names.addWidget(self.title)
        names.addWidget(self.departments)
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 6, STEP * 2, STEP * 6, STEP * 2)
        row.setSpacing(STEP * 4)
        row.addLayout(names, 1)
        row.addWidget(self.years, 0, Qt.AlignmentFlag.AlignVCenter)
        self.years.activated.connect(self._chosen)
        self._offered: list[tuple[str, str]] = []

    def show_node(self, node: Node, period: str) -> None:
        """Show a node; without a period (a node that has none) there is no chooser."""
        self.title.setText(node.title or say.NO_NAME)
        departments = self.session.plan.text(node.id, DEPARTMENTS).replace("\n", " ")
        self.departments.setText(departments)
        self.departments.setVisible(bool(departments))
        self.years.setVisible(bool(period))
        self._offer()
        self.years.setCurrentIndex(self.years.findData(period))

    def _offer(self) -> None:
        session = self.session
        plan, vocabulary, current = session.plan, session.vocabulary, session.current
        offered = []
        for period in vocabulary.all_periods(plan):
            label = vocabulary.period_label(plan, period)
            if is_closed(plan, period.key):
                label = say.YEAR_CLOSED.format(period=label)
            elif period == current:
                label = say.YEAR_CURRENT.format(period=label)
            offered.append((label, period.key))
        if offered != self._offered:
            self._offered = offered
            self.years.clear()
            for label, key in offered:
                self.years.addItem(label, key)

    def _chosen(self, place: int) -> None:
        self.year_chosen.emit(self.years.itemData(place))
