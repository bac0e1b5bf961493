"""Last year's text below a field, folded away until it is wanted."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from planeditor.domain.plan import Key
from planeditor.messages import ui_fields as say
from planeditor.services.editing.lastyear import last_year
from planeditor.ui.beside.prose import Prose
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class LastYearFold(QFrame):
    """The text with 「写す」; ``switch`` opens it and is gone where there is no such text."""

    copy_wanted = Signal()

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self.setProperty("role", "card")
        self.switch = QPushButton(say.LAST_YEAR)
        self.switch.setProperty("role", "link")
        self.switch.setCheckable(True)
        self.switch.setAccessibleName(say.LAST_YEAR_OF.format(field=field))
        self.switch.toggled.connect(self._open)
        self._field = field
        self._prose: Prose | None = None
        self._copy: QPushButton | None = None
        self._copying = True
        self.hide()

    def show_of(self, session: Session, key: Key) -> None:
        """Show the text of the year before an entry's."""
        before = last_year(session.plan, session.vocabulary, key)
        self.text = before.text if before else ""
        self.switch.setVisible(bool(self.text))
        self._open(opened=self.switch.isChecked())

    def allow(self, *, copying: bool) -> None:
        """Whether the text may be copied into the field."""
        self._copying = copying
        if self._copy is not None:
            self._copy.setEnabled(copying)

    def _open(self, opened: bool) -> None:
        if opened and self.text:
            if self._prose is None:
                self._fill()
            if self._prose is not None:
                self._prose.say(self.text)
        self.setVisible(opened and bool(self.text))

    def _fill(self) -> None:
        self._prose = Prose(say.LAST_YEAR_OF.format(field=self._field))
        self._copy = QPushButton(say.COPY)
        self._copy.setProperty("role", "link")
        self._copy.setAccessibleName(say.COPY_OF.format(field=self._field))
        self._copy.setEnabled(self._copying)
        self._copy.clicked.connect(self.copy_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP)
        row.setSpacing(STEP * 3)
        row.addWidget(self._prose, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        QWidget.setTabOrder(self.switch, self._prose)
        QWidget.setTabOrder(self._prose, self._copy)
