"""What the head of papers carries: （案）, as long as what they show is not decided."""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import replace
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_main as say
from planeditor.services.paper.order import Order
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def marking(session: Session, order: Order) -> Callable[[], Order]:
    """Have it found out whether what an order shows is decided, after all that was typed is in the file. What this gives is
    called beside the window: it waits for that and gives the order with its mark. It raises KnownError where the plan could
    not be read."""
    forms, state, path = session.forms, session.viewing, session.path
    found: list[str | Exception] = []

    def work(document: Document) -> None:
        from planeditor.services.states.standing import mark_for, standing

        try:
            found.append(mark_for(standing(document, forms, state), forms, order.forms))
        except Exception as error:  # noqa: BLE001  # whatever it was, the one who waits is told
            found.append(error)

    asked = session.ask(work, lambda _: None, lambda _: None)

    def marked() -> Order:
        if asked is not None:
            wait([asked])
        mark = found[0] if found else KnownError(say.NOT_OPENED.format(file=path))
        if isinstance(mark, Exception):
            raise mark
        return replace(order, mark=mark)

    return marked
