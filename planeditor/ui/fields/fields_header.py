"""The head of the form: which measure, whose, which year, and the way back to the sheet."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planeditor.domain.plan import DEPARTMENTS, Node
from planeditor.messages import ui_fields as say
from planeditor.services.editing.years import is_closed
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.sheet.ways import ways

_YEAR = 8
"""So many letters of a year are always seen; 今の年度 may be cut."""


class FieldsHeader(QFrame):
    """Number and name, departments, the year chooser, and the two ways to fill in."""

    year_chosen = Signal(str)
    """The key of a period."""
    sheet_wanted = Signal()
    """Show the same as it prints."""

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
        self.years.setMinimumContentsLength(_YEAR)  # large text on a small screen does not make the window wider
        self.as_sheet, self.as_fields = ways()
        self.as_fields.setChecked(True)
        names = QVBoxLayout()
        names.setSpacing(STEP)
        names.addWidget(self.title)
        names.addWidget(self.departments)
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 6, STEP * 2, STEP * 6, STEP * 2)
        row.setSpacing(STEP * 4)
        row.addLayout(names, 1)
        controls = QWidget()
        flow = FlowLayout(controls, STEP)
        for control in (self.years, self.as_sheet, self.as_fields):
            flow.addWidget(control)
        row.addWidget(controls)
        self.years.activated.connect(self._chosen)
        self.as_sheet.clicked.connect(self._to_sheet)
        self.as_fields.clicked.connect(self._stay)
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

    def _to_sheet(self) -> None:
        self.as_sheet.setChecked(False)
        self.sheet_wanted.emit()

    def _stay(self) -> None:
        self.as_fields.setChecked(True)
