"""What the review asks of the services: reading away from the window's thread, deciding as edits of the session."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_review as say
from planeditor.services.editing import undoing
from planeditor.services.editing.permissions import Mode
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.when import short_moment
from planeditor.ui.review.filed import Filed
from planeditor.ui.review.shown import RowLine, Shown, shown
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.intake.choices import ChoiceName
    from planeditor.store.document import Document


class ReviewJobs(QObject):
    """Reads and decides for the page."""

    listed = Signal(object)
    """The files of which something waits, as ``Filed``."""
    read = Signal(object, object)
    """A ``Filed`` with its counts and its ``Shown``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._asked = 0

    def list_files(self) -> None:
        """Ask which files have something that waits."""
        self.session.ask(_files, self.listed.emit)

    def read_file(self, receipt: int) -> None:
        """Ask for the rows of a file. Where another is asked for meanwhile, only that one is told of."""
        self._asked += 1
        number, forms, revising = self._asked, self.session.forms, self.session.mode is Mode.REVISION
        words = {"measure": forms.vocabulary.word("measure")}

        def arrived(found: tuple[Filed, Shown]) -> None:
            if number == self._asked:
                self.read.emit(*found)

        self.session.ask(lambda document: _file(document, forms, receipt, words, revising=revising), arrived)

    def choose(self, line: RowLine, name: ChoiceName, text: str | None = None) -> None:
        """Make a choice of a row; ``text`` is what was written for it."""
        who, vocabulary = self.session.who, self.session.vocabulary

        def work(document: Document) -> ChangeReport:
            from planeditor.services.intake.choices import choose

            return choose(document, vocabulary, line.id, name, who=who, text=text)

        self.session.edit(work)

    def take(self, ids: Iterable[int]) -> None:
        """Take rows as they are, in one step."""
        chosen, who, vocabulary = tuple(ids), self.session.who, self.session.vocabulary

        def work(document: Document) -> ChangeReport:
            from planeditor.services.intake.deciding import accept

            return accept(document, vocabulary, chosen, who=who)

        self.session.edit(work, lambda _: self.session.told.emit(say.ACCEPTED.format(count=len(chosen))))

    def undo_import(self, receipt: int) -> None:
        """Take back all that came from a file."""
        vocabulary, who = self.session.vocabulary, self.session.who
        self.session.edit(
            lambda document: undoing.undo_import(document, vocabulary, receipt, who),
            lambda _: self.session.told.emit(say.TAKEN_BACK.format(receipt=receipt)),
        )


def _files(document: Document) -> list[Filed]:
    from planeditor.services.intake.reviewing import receipts_waiting

    return [
        Filed(line.number, line.file_name, line.department, short_moment(line.at), line.waiting.total)
        for line in receipts_waiting(document)
    ]


def _file(
    document: Document, forms: FormSet, receipt: int, words: Mapping[str, str], *, revising: bool
) -> tuple[Filed, Shown]:
    from planeditor.services.intake.reviewing import review

    found = review(document, forms, receipt, revising=revising)
    lines = shown(found, words)
    counts = {name: getattr(found.counts, name) for name in say.COUNTS}
    at = short_moment(found.at)
    return Filed(receipt, found.file_name, found.department, at, lines.left, counts, found.counts.decided > 0), lines
