"""照会先 of a measure: who is asked, the lead first, each with 係, 担当 and 内線."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.contacts import Contact, contacts_text, parse_contacts
from planeditor.domain.days import today
from planeditor.domain.plan import CONTACTS, DEPARTMENTS
from planeditor.messages import ui_requests as say
from planeditor.services.requests.contacting import set_contacts
from planeditor.store.departments import Department
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fitting import fit_height
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled

if TYPE_CHECKING:
    from planeditor.store.document import Document

_WIDTH = 600


class ContactsDialog(QDialog):
    """Reads the register, then asks; what is chosen is written as the 照会先 of the measure."""

    changed = Signal()
    """The 照会先 is another one."""

    def __init__(self, session: Session, node: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.node = session, node
        found = session.plan.node(node)
        self._title = found.title if found else ""
        self.setWindowTitle(say.CONTACTS_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._departments: Sequence[Department] = ()
        self.rows: list[tuple[QComboBox, QLineEdit]] = []
        self._grid = QGridLayout()
        self.add = QPushButton(say.ADD_ROW)
        self.problem = Sentence(role="error")
        self.go, self.as_printed, self.leave = QPushButton(say.CONTACTS_GO), QPushButton(say.CONTACTS_AS_PRINTED), QPushButton(say.BACK)
        self._lay_out()
        self.add.clicked.connect(partial(self._more, Contact("")))
        self.go.clicked.connect(self._go)
        self.as_printed.clicked.connect(partial(self._write, ""))
        self.leave.clicked.connect(self.reject)
        HelpKey(session, "request", self)
        session.opened.connect(self.reject)
        session.failed.connect(self._refused)
        self.setMinimumWidth(min(scaled(_WIDTH), self.screen().availableSize().width() - 8 * STEP))
        day = today()
        session.ask(lambda document: document.departments.all(day), self._show)

    def _lay_out(self) -> None:
        plan = self.session.plan
        head, printed = Sentence(say.CONTACTS_HEAD.format(title=self._title), role=""), plan.text(self.node, DEPARTMENTS)
        as_printed = Sentence(say.CONTACTS_PRINTED.format(printed=printed.replace("\n", "・")) if printed else say.NOT_PRINTED)
        self.problem.hide()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.add.setProperty("role", "link")
        for button in (self.add, self.as_printed, self.leave):
            button.setAutoDefault(False)
        self.as_printed.setEnabled(bool(plan.text(self.node, CONTACTS)) and not self.session.read_only)
        self.go.setEnabled(False)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(2 * STEP)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 3)
        for column, word in enumerate(say.CONTACTS_COLUMNS):
            label = QLabel(word)
            label.setProperty("role", "quiet")
            self._grid.addWidget(label, 0, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.as_printed)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(head)
        rows.addWidget(as_printed)
        rows.addLayout(self._grid)
        rows.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.problem)
        rows.addStretch(1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(buttons)

    def _show(self, departments: Sequence[Department]) -> None:
        if not isValid(self):
            return
        self._departments = departments
        plan = self.session.plan
        for contact in parse_contacts(plan.text(self.node, CONTACTS)) or self._printed():
            self._more(contact)
        self.go.setEnabled(not self.session.read_only)
        self.rows[0][0].show()  # what is not shown yet does not get the keys
        self.rows[0][0].setFocus()

    def _printed(self) -> list[Contact]:
        """What the form prints, as far as the register knows it, to begin with; else one empty row."""
        from planeditor.store.departments import Resolver

        printed = self.session.plan.text(self.node, DEPARTMENTS)
        return [Contact(d.name) for d in Resolver(self._departments).resolve(printed, today()).found] or [Contact("")]

    def _more(self, contact: Contact, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        number = len(self.rows)
        role = say.CONTRIBUTING if number else say.LEAD
        label, box, details = QLabel(role), QComboBox(), QLineEdit(contact.details)
        box.setAccessibleName(say.DEPARTMENT_NAME.format(role=role, number=number + 1))
        details.setAccessibleName(say.DETAILS_NAME.format(role=role, number=number + 1))
        details.setPlaceholderText(say.DETAILS_HINT)
        box.addItem(say.NO_DEPARTMENT, "")
        for department in self._departments:
            box.addItem(department.name, department.name)
        if contact.name and self._find(box, contact.name) < 0:
            box.addItem(contact.name, contact.name)  # what was noted is not taken away because the register does not know it
        box.setCurrentIndex(max(0, self._find(box, contact.name)))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for column, widget in enumerate((label, box, details)):
            self._grid.addWidget(widget, number + 1, column)
            widget.show()  # it counts for the height
        self.rows.append((box, details))
        fit_height(self)
        if not contact.name and number:
            box.setFocus()

    def _find(self, box: QComboBox, name: str) -> int:
        """The place of a department in the choice, by its name or that of its 課 alone."""
        section = next((d.name for d in self._departments if name in (d.section, d.name, *d.aliases)), name)
        return box.findData(section)

    @property
    def contacts(self) -> list[Contact]:
        """What the rows say; a row without a department says nothing."""
        return [Contact(box.currentData(), details.text().strip()) for box, details in self.rows if box.currentData()]

    def _go(self) -> None:
        self._write(contacts_text(self.contacts))

    def _write(self, text: str, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        session, node = self.session, self.node
        vocabulary, who = session.vocabulary, session.who
        told = (say.CONTACTS_DONE if text else say.CONTACTS_CLEARED).format(title=self._title)

        def work(document: Document) -> ChangeReport:
            return set_contacts(document, vocabulary, node, text, who)

        def done(_: ChangeReport) -> None:
            session.told.emit(told)
            if isValid(self):
                self.changed.emit()
                self.accept()

        self.go.setEnabled(False)
        session.edit(work, done)

    def _refused(self, error: Exception) -> None:
        text = sentence(error)
        self.problem.setText(text or "")
        self.problem.setVisible(bool(text))
        self.go.setEnabled(True)
