"""提出, as far as it goes out: requests, 照会先, the start of a year, and the page that shows how far the answers have come."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.messages import ui_requests as say
from planeditor.messages import ui_submissions as say_submissions
from planeditor.ui.actions import Slots
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session

if TYPE_CHECKING:  # writing workbooks is not loaded before it is wanted
    from planeditor.services.requests.outgoing import Issued
    from planeditor.store.requests import Request
    from planeditor.ui.requests.draft import RequestDraft

ISSUED = "issued"


class RequestCommands(QObject):
    """The part of the menu 提出 that goes out, and 計画 ▸ 新しい年度を始める."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, notices: NoticeArea) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.notices = window, session, parts, notices
        parts.pages.made.connect(self._page_made)
        session.opened.connect(partial(notices.end, ISSUED))
        parts.tree.contacts_wanted.connect(self.contacts)

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"request": self.request, "start_year": self.start_year}

    def _page_made(self, name: str) -> None:
        if name != "submissions":
            return
        from planeditor.ui.submissions.submissions_page import SubmissionsPage

        page = self.parts.pages.page(name)
        if isinstance(page, SubmissionsPage):
            page.request_wanted.connect(self._ask)
            page.review_wanted.connect(self.review)
            page.actions_.issued.connect(self._corrected)

    def request(self) -> None:
        """照会・提出依頼: ask what is to go out."""
        self._open()

    def _ask(self, department: int | None) -> None:
        """A new request, or that of one department once more."""
        if department is None:
            self._open()
        else:
            self.session.ask(lambda document: document.requests.latest(), partial(self._open_again, department))

    def _open_again(self, department: int, latest: Request | None) -> None:
        from planeditor.ui.requests.draft import RequestDraft

        if latest is None:
            self._open(RequestDraft(departments=(department,)))
        else:
            from planeditor.services.requests.covering import cover_of

            self._open(RequestDraft(latest.periods, latest.round, latest.deadline, cover_of(latest), (department,)))

    def _open(self, draft: RequestDraft | None = None) -> None:
        from planeditor.ui.requests.draft import RequestDraft
        from planeditor.ui.requests.request_dialog import RequestDialog

        self.parts.pages.commit()
        dialog = RequestDialog(self.session, self.parts.jobs, self.window)
        dialog.begin_with(draft or RequestDraft())
        dialog.issued.connect(self._issued)
        dialog.open()

    def review(self, receipt: int | None) -> None:
        """What came in with a 取込番号 (None = the first that waits), to be decided."""
        from planeditor.ui.review.review_page import ReviewPage

        self.parts.pages.turn("review")
        page = self.parts.pages.page("review")
        page.setFocus()
        if receipt is not None and isinstance(page, ReviewPage):
            page.open_receipt(receipt)

    def contacts(self, node: str) -> None:
        """照会先 of a measure."""
        from planeditor.ui.requests.contacts_dialog import ContactsDialog

        ContactsDialog(self.session, node, self.window).open()

    def start_year(self) -> None:
        """新しい年度を始める, step by step."""
        from planeditor.ui.yearstart.year_start import YearStart

        self.parts.pages.commit()
        dialog = self.window.findChild(YearStart)
        if dialog is None:
            dialog = YearStart(self.session, self.window)
            dialog.departments_wanted.connect(lambda: self.parts.pages.turn("departments"))
            dialog.request_wanted.connect(self._open)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    # What went out

    def _issued(self, issued: Issued) -> None:
        folder = issued.paths[0].parent
        text = say.DONE.format(books=len(issued.books), folder=folder.name)
        if issued.warnings:
            text += "　" + say.DONE_WARNINGS.format(warnings="".join(issued.warnings))
        self._tell(text, issued)

    def _corrected(self, issued: Issued) -> None:
        self._tell(say_submissions.CORRECTION_DONE.format(file=issued.paths[0].name), issued)

    def _tell(self, text: str, issued: Issued) -> None:
        from planeditor.ui.requests.writing import open_folder

        choices: list[Choice] = [(say.OPEN_FOLDER, lambda: open_folder(self.session, issued.paths[0].parent))]
        if self.parts.pages.name != "submissions":
            choices.append((say.SHOW_STATUS, lambda: self.parts.pages.turn("submissions")))
        self.notices.show_notice(text, choices, topic=ISSUED)
