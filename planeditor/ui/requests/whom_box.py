"""Whom: the departments to tick, and before them what must be settled: who is asked, and which department keeps the plan."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.days import today
from planeditor.domain.plan import PLAN_ID, SECRETARIAT, Key
from planeditor.messages import ui_requests as say
from planeditor.services.editing.entry import entry_name, write
from planeditor.services.requests.addressing import Addressing, address
from planeditor.services.requests.contacting import set_contacts
from planeditor.services.tree import contacts
from planeditor.store.departments import Department
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.requests.addressee_list import AddresseeList
from planeditor.ui.requests.contacts_dialog import ContactsDialog
from planeditor.ui.requests.unresolved_box import UnresolvedBox
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

if TYPE_CHECKING:
    from planeditor.store.document import Document

_LIST_HEIGHT = 180


class WhomBox(QWidget):
    """Reads who is asked, and again when a 照会先 changes."""

    changed = Signal()
    """Others are chosen, or something was settled."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.word = session.vocabulary.word("measure")
        self.addressing = Addressing(())
        self.ready = False
        self._register: list[Department] = []
        self.unresolved = UnresolvedBox(session)
        self.list = AddresseeList(self.word)
        self.list.setMinimumHeight(scaled(_LIST_HEIGHT))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls by itself
        self.secretariat = QComboBox()
        self.secretariat.setAccessibleName(say.SECRETARIAT)
        self.secretariat.setToolTip(say.SECRETARIAT_TIP.format(measure=self.word))
        self.secretariat.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.secretariat.setMinimumContentsLength(10)
        self.all, self.nobody = QPushButton(say.ALL), QPushButton(say.NOBODY_BUTTON)
        self.sum = Sentence(say.LOADING)
        self.empty = QFrame()
        self.fill = QPushButton(say.FILL)
        self._lay_out()
        self._connect()
        self.read_again()

    def _lay_out(self) -> None:
        self.empty.setProperty("role", "notice")
        words = QVBoxLayout(self.empty)
        words.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        words.addWidget(Sentence(say.REGISTER_EMPTY, role=""))
        words.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.hide()
        for button in (self.all, self.nobody):
            button.setProperty("role", "link")
        for button in (self.all, self.nobody, self.fill):
            button.setAutoDefault(False)
        line = QWidget()
        row = FlowLayout(line, 3 * STEP)
        own = QWidget()
        beside = QHBoxLayout(own)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * STEP)
        name = QLabel(say.SECRETARIAT)
        name.setBuddy(self.secretariat)
        beside.addWidget(name)
        beside.addWidget(self.secretariat)
        for widget in (self.all, self.nobody):
            row.addWidget(widget)
        row.push()
        row.addWidget(own)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.empty)
        rows.addWidget(self.unresolved)
        rows.addWidget(self.list, 1)
        rows.addWidget(line)
        rows.addWidget(self.sum)

    def _connect(self) -> None:
        self.list.ticked.connect(self._tell)
        self.all.clicked.connect(partial(self.list.choose, None))
        self.nobody.clicked.connect(partial(self.list.choose, ()))
        self.fill.clicked.connect(self._fill)
        self.unresolved.settled.connect(self._settle)
        self.unresolved.several_wanted.connect(self._several)
        self.unresolved.all_settled.connect(self.list.setFocus)
        self.secretariat.activated.connect(self._secretariat_chosen)
        self.session.changed.connect(self._plan_changed)

    # Reading

    def read_again(self) -> None:
        """Work out again who is asked."""
        session, day = self.session, today()
        if not session.is_open:
            return
        vocabulary = session.vocabulary

        def work(document: Document) -> tuple[Addressing, list[Department]]:
            register = document.departments.all()
            return address(document.plan(), vocabulary, register, day), register

        session.ask(work, self._show)

    def _show(self, found: tuple[Addressing, list[Department]]) -> None:
        if not isValid(self):
            return
        self.addressing, register = found
        self._register = [d for d in register if d.exists_on(today())]
        self.ready = True
        empty = not register
        self.empty.setVisible(empty)
        self.list.show_addressees(self.addressing)
        self.unresolved.show_unresolved(() if empty else self.addressing.unresolved, self._register)
        self._show_secretariat()
        self._allow()
        self._tell()

    def _show_secretariat(self) -> None:
        name = self.session.plan.text(PLAN_ID, SECRETARIAT)
        self.secretariat.clear()
        self.secretariat.addItem(say.NO_SECRETARIAT, "")
        for department in self._register:
            self.secretariat.addItem(department.name, department.name)
        known = next((d.name for d in self._register if name and name in (d.name, d.section, *d.aliases)), name)
        if known and self.secretariat.findData(known) < 0:
            self.secretariat.addItem(known, known)
        self.secretariat.setCurrentIndex(max(0, self.secretariat.findData(known)))

    def _allow(self) -> None:
        writable = not self.session.read_only
        for widget in (self.secretariat, self.unresolved, self.fill):
            widget.setEnabled(writable)

    def _plan_changed(self, report: ChangeReport) -> None:
        if any(change.key.field.startswith("@") for change in report.changes):
            self.read_again()

    # What is chosen

    @property
    def departments(self) -> tuple[int, ...]:
        """The numbers of those who get a workbook; () = everybody, so that nobody new is left out."""
        chosen, asked = self.list.chosen, [a for a in self.addressing.addressees if not a.own]
        return () if len(chosen) == len(asked) else tuple(a.department.id for a in chosen if a.department)

    @property
    def problem(self) -> str:
        """Why nothing can be written yet, "" where it can."""
        if not self.ready:
            return say.LOADING
        unclear = self._unclear
        if unclear:
            return say.UNRESOLVED.format(measure=self.word, count=unclear)
        if not self.addressing.addressees:
            return say.NO_MEASURES.format(measure=self.word)
        return "" if self.list.chosen else say.NOBODY

    @property
    def _unclear(self) -> int:
        """Of how many measures it is not clear who is asked, where it may be one of those chosen."""
        chosen = set(self.departments)
        return sum(not chosen or bool(chosen & {d.id for d in u.candidates}) for u in self.addressing.unresolved)

    def _tell(self) -> None:
        books = self.list.chosen
        measures = {a.node for addressee in books for a in addressee.measures}
        said = [say.CHOSEN.format(books=len(books), measures=len(measures), measure=self.word)]
        own = {a.node for addressee in self.list.own for a in addressee.leading}
        if own:
            said.append(say.CHOSEN_OWN.format(own=len(own), measure=self.word))
        self.sum.setText("".join(said) if self.addressing.addressees else say.NO_MEASURES.format(measure=self.word))
        self.changed.emit()

    # Settling

    def _settle(self, names: dict[str, str]) -> None:
        session = self.session
        vocabulary, who = session.vocabulary, session.who
        for node, name in names.items():
            session.edit(lambda document, n=node, t=name: set_contacts(document, vocabulary, n, t, who))  # type: ignore[misc]
        session.told.emit(say.SETTLED.format(count=len(names)))

    def _several(self, node: str) -> None:
        ContactsDialog(self.session, node, self.window()).open()

    def _secretariat_chosen(self) -> None:
        session, name, key = self.session, self.secretariat.currentData(), Key(PLAN_ID, SECRETARIAT)
        if name != session.plan.text(*key):
            title, who = entry_name(session.plan, session.vocabulary, key), session.who
            session.edit(lambda document: write(document, {key: name}, name=title, who=who, source=""))

    def _fill(self) -> None:
        session, day = self.session, today()

        def work(document: Document) -> int:
            if document.released:
                document.regain()
            return len(contacts.fill_from_plan(document, day))

        def filled(count: int) -> None:
            session.told.emit(say.FILLED.format(count=count))
            if isValid(self):
                self.read_again()

        session.ask(work, filled)
