"""What the tests of 提出 share: 照会先 settled, a request written, and workbooks sent back and taken in."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl

from planeditor.domain.days import today
from planeditor.domain.periods import Period
from planeditor.services.formsets import FormSets
from planeditor.services.intake.taking import Intake
from planeditor.services.requests.addressing import address
from planeditor.services.requests.contacting import set_contacts
from planeditor.services.requests.covering import suggested_cover
from planeditor.services.requests.issuing import RequestOrder, issue
from planeditor.services.requests.outgoing import Issued
from planeditor.store.document import Document
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

WHO = "試験"


def settle_contacts(session: Session, settle: Settle) -> None:
    """Nobody is unknown any more: what is unclear goes to the first department of the register."""
    vocabulary = session.vocabulary

    def work(document: Document) -> None:
        register = document.departments.all()
        for one in address(document.plan(), vocabulary, register, today()).unresolved:
            set_contacts(document, vocabulary, one.node, register[0].name, WHO)

    session.ask(work, lambda _: session.reread())
    settle()


def send_out(session: Session, settle: Settle, folder: Path, days: int = 14) -> Issued:
    """A request for the current year, due in so many days."""
    settle_contacts(session, settle)
    forms, current, found = session.forms, session.current, list[Issued]()
    assert current is not None
    period: Period = current

    def work(document: Document) -> Issued:
        due = today() + dt.timedelta(days=days)
        cover = suggested_cover(document, forms.vocabulary, [period], deadline=due)
        return issue(document, forms, RequestOrder((period.key,), due, cover), folder, who=WHO)

    session.ask(work, found.append)
    settle()
    session.reread()
    return found[0]


def fill_in(path: Path, change: Callable[[str], str]) -> int:
    """Change every text of the open cells of a workbook; how many there were."""
    book, count = openpyxl.load_workbook(path), 0
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and len(cell.value) > 12 and not cell.protection.locked:
                    cell.value, count = change(cell.value), count + 1
    book.save(path)
    return count


def take_in(session: Session, form_sets: FormSets, settle: Settle, path: Path) -> int:
    """Take a workbook in, deciding nothing; its 取込番号."""
    own, numbers = session.forms.id, list[int]()

    def work(document: Document) -> int:
        with Intake(form_sets, who=WHO, accept="none") as intake:
            return intake.take(document, intake.read(path, own)).receipt or 0

    session.ask(work, numbers.append)
    settle()
    session.reread()
    return numbers[0]
