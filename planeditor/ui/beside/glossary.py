"""The terms the plan explains (its notes), with a filter."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from planeditor.domain.folding import folded, needle
from planeditor.domain.plan import BLOCK_TYPE, Plan
from planeditor.formengine.filling.footnotes import NOTE_TYPE
from planeditor.messages import ui_beside as say
from planeditor.ui.beside.entry_list import EntryList, Item
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class GlossaryPanel(Panel):
    """Terms and what they mean."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.GLOSSARY_PANEL)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say.GLOSSARY_FILTER)
        self.filter.setAccessibleName(say.GLOSSARY_FILTER)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.renew)
        self.list = EntryList(say.GLOSSARY_PANEL)
        self.empty = Sentence()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP * 2)
        rows.setSpacing(STEP * 2)
        rows.addWidget(self.filter)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.empty, 1)

    def concerns(self, nodes: set[str]) -> bool:
        """Notes may stand anywhere in the plan."""
        plan = self.session.plan
        return any((node := plan.node(name)) is None or node.kind == "block" for name in nodes)

    def refresh(self) -> None:
        """List the terms that the filter lets through."""
        terms = _terms(self.session.plan)
        wanted = needle(self.filter.text().strip())
        shown = [(term, text) for term, text in terms if not wanted or wanted in folded(term) or wanted in folded(text)]
        self.list.show_items([Item("", text or term, term if text else "", spoken=f"{term} {text}") for term, text in shown])
        self.filter.setVisible(bool(terms))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(say.NO_TERM_HIT.format(text=self.filter.text().strip()) if terms else say.NO_TERMS)


def _terms(plan: Plan) -> list[tuple[str, str]]:
    notes = [n for n in plan.walk() if n.kind == "block" and plan.text(n.id, BLOCK_TYPE) == NOTE_TYPE]
    return [(n.name or n.number, plan.text(n.id, "text")) for n in notes]
