"""Chapters and running text for the tests of the window."""
from __future__ import annotations

from planeditor.domain.blocks import FLOW, TEXT, blocks
from planeditor.domain.plan import BLOCK_TYPE
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree import structuring, terms, writing
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


def add_chapter(session: Session, settle: Settle, number: str, name: str, *texts: str) -> str:
    """A chapter with these paragraphs, behind the others; its id."""
    made: list[str] = []
    forms = session.forms
    session.edit(
        lambda d: writing.add_chapter(d, forms, number, name, mode=Mode.REVISION, who="試験"),
        lambda report: made.extend(structuring.added(report)),
    )
    settle()
    if texts:
        pieces = [("paragraph", text) for text in texts]
        session.edit(lambda d: writing.add_text(d, forms, made[0], pieces, mode=Mode.REVISION, who="試験"))
        settle()
    return made[0]


def add_term(session: Session, settle: Settle, term: str, text: str) -> None:
    """A term of the plan."""
    forms = session.forms
    session.edit(lambda d: terms.add_term(d, forms, term, text, mode=Mode.REVISION, who="試験"))
    settle()


def written(session: Session, owner: str) -> list[tuple[str, str]]:
    """Type and text of what stands under a node."""
    plan = session.plan
    return [(plan.text(n.id, BLOCK_TYPE), plan.text(n.id, TEXT)) for n in blocks(plan, owner, *FLOW)]
