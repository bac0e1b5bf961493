"""The terms the plan explains (its notes), with a filter: added, edited, deleted, and marked in the text on the sheet."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from planeditor.domain.folding import folded, needle
from planeditor.messages import ui_beside as say
from planeditor.messages import ui_writing as say_writing
from planeditor.services.tree import terms
from planeditor.services.tree.terms import Term
from planeditor.ui.beside.entry_list import EntryList, Item
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.operation import operate
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled
from planeditor.ui.tree.tree_reasons import writing_locked

_LEAST_LIST = 72
"""The panel may be low: the buttons are to be seen with at least one term."""


class GlossaryPanel(Panel):
    """Terms and what they mean."""

    mark_wanted = Signal(str)
    """The term whose mark is to be put into the text on the sheet."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.GLOSSARY_PANEL)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say.GLOSSARY_FILTER)
        self.filter.setAccessibleName(say.GLOSSARY_FILTER)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.renew)
        self.list = EntryList(say.GLOSSARY_PANEL)
        self.list.selectionModel().currentChanged.connect(self._allow)
        self.list.setMinimumHeight(scaled(_LEAST_LIST))
        self.empty = Sentence()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add = _button(say_writing.TERM_ADD)
        self.mark = _button(say_writing.TERM_MARK, say_writing.TERM_MARK_TIP)
        self.edit, self.out = _button(say_writing.TERM_EDIT), _button(say_writing.TERM_DELETE)
        self.tools = QWidget()
        row = FlowLayout(self.tools, STEP)
        for button, act in ((self.mark, self._mark), (self.add, self.add_term), (self.edit, self.edit_term), (self.out, self.delete_term)):
            row.addWidget(button)
            button.clicked.connect(act)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP * 2)
        rows.setSpacing(STEP * 2)
        rows.addWidget(self.filter)
        rows.addWidget(self.tools)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.empty, 1)

    def concerns(self, nodes: set[str]) -> bool:
        """Notes may stand anywhere in the plan, and so may their marks."""
        return bool(nodes)

    def refresh(self) -> None:
        """List the terms that the filter lets through."""
        known = terms.terms(self.session.plan)
        wanted = needle(self.filter.text().strip())
        shown = [t for t in known if not wanted or wanted in folded(t.name) or wanted in folded(t.text)]
        self.list.show_items([_item(term) for term in shown])
        self.filter.setVisible(bool(known))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(say.NO_TERM_HIT.format(text=self.filter.text().strip()) if known else say.NO_TERMS)
        self._allow()

    @property
    def chosen(self) -> Term | None:
        """The term that is chosen."""
        return next((t for t in terms.terms(self.session.plan) if t.id == self.list.current), None)

    def add_term(self) -> None:
        """Ask for a new term; it is chosen next."""
        from planeditor.ui.chapters.term_dialog import TermDialog

        TermDialog(self.session, self, then=self._choose).open()

    def edit_term(self) -> None:
        """Ask what is to change of the chosen term."""
        from planeditor.ui.chapters.term_dialog import TermDialog

        term = self.chosen
        if term is None:
            self.session.told.emit(say_writing.TERM_CHOOSE)
        else:
            TermDialog(self.session, self, term, then=self._choose).open()

    def delete_term(self) -> None:
        """Take the chosen term and its marks out of the plan; the status bar says how to bring it back."""
        session, term = self.session, self.chosen
        if term is None:
            session.told.emit(say_writing.TERM_CHOOSE)
            return
        sentence = say_writing.TERM_DELETED.format(term=term.name)
        operate(session, terms.delete_term, term.id, then=lambda _: session.told.emit(sentence))

    def _mark(self) -> None:
        term = self.chosen
        if term is not None:
            self.mark_wanted.emit(term.name)

    def _choose(self, name: str) -> None:
        self.filter.clear()
        self.refresh()
        self.list.choose(next((t.id for t in terms.terms(self.session.plan) if t.name == name), None))

    def _allow(self) -> None:
        session = self.session
        why = writing_locked(session) if session.is_open else say.NO_TERMS
        here = self.list.current is not None
        for button, needs in ((self.add, False), (self.edit, True), (self.out, True)):
            button.setEnabled(not why and (here or not needs))
            button.setToolTip(why)
        self.mark.setEnabled(here)
        for button in (self.edit, self.out, self.mark):
            button.setVisible(self.list.isVisibleTo(self))


def _item(term: Term) -> Item:
    used = say_writing.TERM_USED.format(count=term.used) if term.used else say_writing.TERM_UNUSED
    return Item(used, term.text or term.name, term.name, spoken=f"{term.name} {term.text} {used}", what=term.id)


def _button(text: str, tip: str = "") -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    return button
