"""Who sent the files that came in."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from planeditor.domain.plan import DEPARTMENTS
from planeditor.store.document import Document
from planeditor.store.receipts import ReceiptSheet


class Senders:
    """Whose files the receipts are: by the stamps of their sheets, else by what the measures print as 担当部署."""

    def __init__(self, document: Document) -> None:
        self._plan = document.plan()
        self._books: Mapping[str, str] = {}
        self._sheets: dict[int, list[ReceiptSheet]] = {}
        for sheet in document.receipts.sheets():
            self._sheets.setdefault(sheet.receipt, []).append(sheet)
        if self._sheets:
            books = [book for request in document.requests.all() for book in request.books]
            self._books = {token: book.name for book in books for token in book.tokens}

    def sheets(self, receipt: int) -> list[ReceiptSheet]:
        """The sheets of a receipt."""
        return self._sheets.get(receipt, [])

    def of(self, receipt: int) -> str:
        """The department or departments, joined; "" where nobody can say."""
        return self._joined(self.sheets(receipt))

    def asked(self, receipt: int) -> list[str]:
        """The departments whose request came back in a receipt."""
        return self._stamped(self.sheets(receipt))

    def of_node(self, receipt: int, node: str) -> str:
        """The department that returned the sheet of a measure."""
        return self._joined([s for s in self.sheets(receipt) if s.node == node]) or self.of(receipt)

    def _joined(self, sheets: Iterable[ReceiptSheet]) -> str:
        found = list(sheets)
        named = self._stamped(found) or [self._plan.text(s.node, DEPARTMENTS) for s in found if s.node]
        return "、".join(dict.fromkeys(name for name in named if name))

    def _stamped(self, sheets: Iterable[ReceiptSheet]) -> list[str]:
        return [self._books[s.token] for s in sheets if s.token in self._books]
