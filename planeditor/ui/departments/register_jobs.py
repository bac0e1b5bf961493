"""Reading and changing the register on the plan's own thread. It stands outside the undo log, so nothing of it is in a report."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.services.tree import contacts
from planeditor.services.tree.contacts import Listed
from planeditor.store.document import Document
from planeditor.ui.session import Session, sentence

Work = Callable[[Document], object]


class RegisterJobs(QObject):
    """Keeps the register as it was read last."""

    read = Signal()
    """``rows`` are new."""
    changed = Signal()
    """The register in the file is another one."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: Sequence[Listed] = ()

    def read_again(self) -> None:
        """Read the register."""
        if self.session.is_open:
            day = today()
            self.session.ask(lambda document: contacts.listed(document, day), self._take)
        else:
            self._take([])

    def change(
        self, work: Work, done: Callable[[object], object] | None = None, refused: Callable[[str], object] | None = None
    ) -> None:
        """Change the register and read it again; ``refused`` gets the sentence of what the user can mend."""
        day = today()

        def whole(document: Document) -> tuple[object, list[Listed], bool]:
            regained = document.released and document.regain()
            return work(document), contacts.listed(document, day), regained

        def changed(outcome: tuple[object, list[Listed], bool]) -> None:
            result, rows, regained = outcome
            if regained:
                self.session.reread()
            self._take(rows)
            self.changed.emit()
            if done is not None:
                done(result)

        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, KnownError):
                refused(sentence(error) or "")
            else:
                self.session.failed.emit(error)

        self.session.ask(whole, changed, failed)

    def _take(self, rows: Sequence[Listed]) -> None:
        self.rows = rows
        self.read.emit()
