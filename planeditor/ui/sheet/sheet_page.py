"""The page of the window with the sheet: the bar above and the sheet itself."""
from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planeditor.ui.chapters.writing_bar import WritingBar
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_header import SheetHeader
from planeditor.ui.sheet.sheet_view import SheetView


class SheetPage(QWidget):
    """Header and sheet view; ``header.fields_wanted`` asks for the plain form."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = SheetView(session)
        self.header = SheetHeader(session, self.view)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.bar = WritingBar(session, self.view.writing)
        rows.addWidget(self.header)
        rows.addWidget(self.bar)
        rows.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.writing.term_wanted.connect(self._new_term)

    def _new_term(self) -> None:
        """Ask for a term, named as what is marked in the open cell, and mark it there."""
        from planeditor.ui.chapters.term_dialog import TermDialog

        writing = self.view.writing
        TermDialog(self.view.session, self, suggested=writing.marked_text, then=writing.mark).open()

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.view.is_editing

    def commit(self) -> bool:
        """Take what is half typed into the plan."""
        return self.view.commit()
