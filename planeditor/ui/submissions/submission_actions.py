"""What the buttons of 提出状況 do: remind, ask for corrections, note what was agreed to, list what is not final."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from planeditor.domain.days import today
from planeditor.domain.periods import Period
from planeditor.messages import ui_submissions as say
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.submissions.lines import Line
from planeditor.ui.submissions.reminder import reminder

if TYPE_CHECKING:
    from planeditor.services.requests.status import Status
    from planeditor.store.document import Document


class SubmissionActions(QObject):
    """Each is given what the page shows."""

    jumped = Signal()
    """The user went to a place of the plan."""
    issued = Signal(object)
    """``Issued``: a correction was written."""

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.jobs, self._window = session, jobs, window

    def close_dialogs(self) -> None:
        """Another plan is open."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()

    def remind(self, lines: Sequence[Line], period: Period | None, turn: str) -> None:
        """Put a text that reminds these departments on the clipboard."""
        session = self.session
        if not lines or period is None:
            session.told.emit(say.NOTHING_TO_REMIND)
            return
        numbers = [line.status.requests[-1] for line in lines if line.status.requests]

        def work(document: Document) -> str:
            from planeditor.services.requests.covering import cover_of

            cover = cover_of(document.requests.get(max(numbers))) if numbers else None
            return cover.contact if cover else ""

        def copy(contact: str) -> None:
            plan, vocabulary = session.plan, session.vocabulary
            text = reminder(
                plan, lines, period=vocabulary.period_label(plan, period, style="和暦"), turn=turn, contact=contact, day=today(),
                measure=vocabulary.word("measure"),
            )
            QGuiApplication.clipboard().setText(text)
            session.told.emit(say.REMINDED.format(count=len(lines)))

        session.ask(work, copy)

    def correct(self, line: Line | None) -> None:
        """Ask what the department is to put right."""
        from planeditor.ui.submissions.correction_dialog import CorrectionDialog

        if line is None or not line.status.receipts or self.session.read_only:
            return
        dialog = CorrectionDialog(self.session, self.jobs, line, self._window)
        dialog.issued.connect(self.issued)
        dialog.open()

    def confirm(self, status: Status | None, line: Line | None) -> None:
        """Ask which texts of the department it has agreed to; those of all where the chosen one has none."""
        from planeditor.ui.submissions.confirm_dialog import ConfirmDialog

        if status is None or self.session.read_only:
            return
        own = line.status.unconfirmed if line is not None else ()
        keys = own or tuple(key for department in status.departments for key in department.unconfirmed)
        if keys:
            ConfirmDialog(self.session, keys, line.name if own and line is not None else "", self._window).open()

    def list_open(self, status: Status | None) -> None:
        """List the figures that are not final and the texts not agreed to yet."""
        from planeditor.ui.submissions.places_dialog import PlacesDialog, place_row

        if status is None:
            return
        keys = [(word, key) for kind, word in say.OPEN_KINDS.items() for d in status.departments for key in getattr(d, kind)]
        rows = [place_row(self.session, word, key) for word, key in keys]
        dialog = PlacesDialog(self.session, say.OPEN_TITLE, say.OPEN_HEAD, rows, self._window)
        dialog.jumped.connect(self.jumped)
        dialog.show()
