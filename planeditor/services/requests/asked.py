"""What each department was asked for, all requests of a round together."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planeditor.domain.plan import PLAN_ID
from planeditor.services.requests.addressing import Addressee
from planeditor.store.receipts import Receipt
from planeditor.store.requests import Request, RequestBook, Role


@dataclass
class Asked:
    """What a department was asked for: its measures with its role, and the latest workbook that went to it."""

    department: int | None
    name: str
    own: bool = False
    roles: dict[str, Role] = field(default_factory=dict)
    """Measure -> role, in the order they were asked."""
    request: Request | None = None
    book: RequestBook | None = None
    receipts: dict[str, list[Receipt]] = field(default_factory=dict)
    """Measure -> the files that held its sheet."""

    def is_for(self, book: RequestBook) -> bool:
        """Whether a workbook went to this department."""
        return self.department == book.department if book.department is not None else self.name == book.name


def asked_of(requests: Sequence[Request], addressees: Iterable[Addressee]) -> list[Asked]:
    """Who was asked: those there are now in 建制順, then those that nobody is asked for any more.

    A later request to a department adds to what it was asked for. Without a request everybody with measures counts as asked;
    what fills in its own measures is always there.
    """
    now = [
        Asked(a.department.id if a.department else None, a.name, a.own, {} if requests and not a.own else _roles_of(a))
        for a in addressees
    ]
    measures = {(a.department.id if a.department else None): _roles_of(a) for a in addressees}
    found = list(now)
    for request in requests:
        for book in request.books:
            asked = next((a for a in found if a.is_for(book)), None)
            if asked is None:
                asked = Asked(book.department, book.name)
                found.append(asked)
            asked.request, asked.book = request, book
            asked.roles |= _roles_in(book, measures.get(book.department, {}))
    return [asked for asked in found if asked.roles]


def _roles_in(book: RequestBook, measures: dict[str, Role]) -> dict[str, Role]:
    """The measures of a workbook; a sheet of the whole plan stands for all that the department has now."""
    roles: dict[str, Role] = {}
    for sheet in book.sheets:
        roles |= measures if sheet.node == PLAN_ID else {sheet.node: sheet.role}
    return roles


def _roles_of(addressee: Addressee) -> dict[str, Role]:
    return {assigned.node: assigned.role for assigned in addressee.measures}
