"""内部項目 of the measure the user is at: what the secretariat notes for itself."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planeditor.domain.plan import NodeKind
from planeditor.messages import ui_beside as say
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.progress_row import ProgressRow
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fields.field_rows import FieldRows
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class InternalPanel(Panel):
    """The internal fields as plain editors. Shown without delay, so that nothing is typed for the measure before."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.INTERNAL_PANEL)
        self.fields = FieldRows(session, self)
        self.note = Sentence(say.INTERNAL_NOTE)
        self.note.setToolTip(say.INTERNAL_TIP)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.empty = Sentence()
        self._inner = QWidget()
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(STEP * 3)
        self._built: tuple[str, NodeKind] | None = None
        self.progress = ProgressRow(session)
        self.column([self.note, self.progress, self._inner, self.empty])
        session.opened.connect(self._opened)

    @property
    def is_editing(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.fields.is_editing

    def commit(self) -> None:
        """Have what was typed entered."""
        self.fields.commit()

    def renew(self) -> None:
        """At once, unlike the panels that only tell."""
        self._stale = True
        self._catch_up()

    def _opened(self) -> None:
        self.fields.drop_typed()
        self._built = None

    def refresh(self) -> None:
        """Show the fields of the measure the user is at, and of the year."""
        session = self.session
        node = session.node if session.is_open else None
        if node is None:
            self.fields.drop_typed()
        else:
            self._build(node.kind)
            period = session.period
            self.fields.show(node.id, period.key if period else "")
            for row in self.fields.shown:
                row.show_lock(self._label(row.key.period), told=False)
        there = node is not None and bool(self.fields.shown)
        self._inner.setVisible(there)
        there = self.progress.refresh() or there
        self.note.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.setText((say.NO_INTERNAL if self._has_none else say.INTERNAL_NOWHERE).format_map(self.words))

    @property
    def _has_none(self) -> bool:
        session = self.session
        return session.is_open and not any(f.kind == "internal" for f in session.vocabulary.fields)

    def _build(self, kind: NodeKind) -> None:
        built = (self.session.forms.id, kind)
        if built == self._built:
            return
        old = list(self.fields.rows)
        self.fields.clear()
        for row in old:
            row.hide()
            row.deleteLater()
        self._built = built
        for definition in self.session.vocabulary.of(kind):
            if definition.kind == "internal":
                self._rows.addWidget(self.fields.make(definition))

    def _label(self, period: str) -> str:
        session = self.session
        return session.vocabulary.label_of_period(session.plan, period)
