"""Asking for an operation on the tree or the running text, in the mode and name of now."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planeditor.store.report import ChangeReport
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Operation = Callable[..., ChangeReport]
"""A function of the services: ``operation(document, forms, *values, mode=…, who=…)``."""


def operate(
    session: Session, operation: Operation, *values: object, then: Callable[[ChangeReport], object] | None = None
) -> None:
    """Ask for an operation with these values; ``then`` gets what it changed."""
    forms, mode, who = session.forms, session.mode, session.who

    def work(document: Document) -> ChangeReport:
        return operation(document, forms, *values, mode=mode, who=who)

    session.edit(work, then)
