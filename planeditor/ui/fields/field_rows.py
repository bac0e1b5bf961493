"""The rows of a form: which entry each shows, and what is being typed in them."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import Key
from planeditor.ui.fields.drafting import Drafting
from planeditor.ui.fields.field_row import FieldRow
from planeditor.ui.session import Session


class FieldRows(QObject):
    """Rows made from field definitions, all of one node; a row of another series than the period's is not shown."""

    chosen = Signal(object)
    """The ``Key`` the cursor is in now."""
    typed = Signal(QWidget)
    """The editor that was typed into."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.drafting = Drafting(session, self)
        self.rows: list[FieldRow] = []
        session.gathering.connect(self.commit)

    def make(self, definition: FieldDef) -> FieldRow:
        """A further row, to be put into a layout."""
        row = FieldRow(self.session, definition, self.drafting)
        row.chosen.connect(self.chosen)
        row.next_wanted.connect(self.to_next)
        row.typed.connect(self.typed)
        self.rows.append(row)
        return row

    def clear(self) -> None:
        """No rows any more; what was typed is committed."""
        self.commit()
        self.rows.clear()

    def show(self, node: str, period: str) -> None:
        """Show the entries of a node and, where they are of its series, of a period."""
        series = period.rpartition(":")[0]
        for row in self.rows:
            own = row.definition.series
            there = not own or own == series
            if not there:
                row.commit()
            row.setVisible(there)
            if there:
                row.show_key(Key(node, row.definition.key, period if own else ""))

    def refresh(self) -> None:
        """Show what has changed; what is being typed stays."""
        for row in self.shown:
            row.refresh()

    @property
    def shown(self) -> list[FieldRow]:
        """The rows that are there for the period."""
        return [row for row in self.rows if not row.isHidden()]

    def row_of(self, key: Key) -> FieldRow | None:
        """The row that shows an entry."""
        return next((row for row in self.shown if row.key == key), None)

    @property
    def focused(self) -> FieldRow | None:
        """The row the cursor is in."""
        return next((row for row in self.shown if row.editor.widget.hasFocus()), None)

    def to_next(self) -> None:
        """Put the cursor into the next field that may be edited; the one that is left is committed by that."""
        here = self.sender()
        shown = self.shown
        after = shown[shown.index(here) + 1 :] if isinstance(here, FieldRow) and here in shown else shown
        for row in after:
            if not row.editor.locked:
                row.enter()
                return

    @property
    def is_editing(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return any(row.is_editing for row in self.shown)

    def commit(self) -> None:
        """Have everything that was typed entered."""
        for row in self.shown:
            row.commit()

    def drop_typed(self) -> None:
        """Forget what was typed: its node is gone."""
        for row in self.rows:
            row.key = row.key._replace(node="")
