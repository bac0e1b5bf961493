"""What can be done about a row of the review, and doing it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planeditor.domain.errors import BugError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import CONFIRMED, FORECAST
from planeditor.domain.reserved import base_of
from planeditor.messages import reviewing as say
from planeditor.services.intake import deciding
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.structure_words import is_structure
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport

ChoiceName = Literal["accept", "decline", "edit", "empty", "keep_old", "keep_candidate", "tick", "with_struck"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done about a row, and its words on the button."""

    name: ChoiceName
    words: str


def choices_of(item: Standing, vocabulary: Vocabulary, *, locked: bool, closed: bool) -> tuple[Choice, ...]:
    """What can be done about a proposal that waits, the usual answer first.

    ``locked``: a plan field that only a revision may change; ``closed``: its period is closed.
    """
    words = dict(say.CHOICES)
    if item.kind == "conflict":
        words |= say.CHOICES_CONFLICT
    elif item.proposal.struck:
        words |= say.CHOICES_STRUCK
    revision = vocabulary.word("revision")
    return tuple(Choice(name, words[name].format(revision=revision)) for name in _names(item, locked=locked, closed=closed))


def _names(item: Standing, *, locked: bool, closed: bool) -> tuple[ChoiceName, ...]:
    proposal = item.proposal
    if item.is_remark:
        return ("tick",)
    if closed:
        return ("decline",)
    if locked:
        return ("keep_candidate", "decline")
    if is_structure(proposal.field):
        return ("accept", "decline")
    if not item.can_be_taken:
        return ("edit", "decline")
    if proposal.struck:
        return ("accept" if proposal.submitted else "empty", "with_struck", "edit", "decline")
    if item.empties:
        return ("empty", "keep_old", "edit")
    if not item.node or base_of(proposal.field) in (CONFIRMED, FORECAST):
        return ("accept", "decline")
    return ("accept", "decline", "edit") if item.kind == "conflict" else ("accept", "edit", "decline")


def choose(
    document: Document, vocabulary: Vocabulary, proposal: int, choice: ChoiceName, *, who: str, why: str = "", text: str | None = None
) -> ChangeReport:
    """Do what was chosen about one proposal, in one operation; ``text`` is what was written for ``edit``.

    Raises KnownError as ``deciding.accept``, ``decline`` and ``keep`` do.
    """
    if choice in ("decline", "keep_old"):
        return deciding.decline(document, vocabulary, [proposal], who=who, why=why)
    if choice == "keep_candidate":
        return deciding.keep(document, vocabulary, [proposal], who=who, why=why)
    if choice == "edit":
        if text is None:
            raise BugError("an edit needs a text")
        return deciding.accept(document, vocabulary, [proposal], who=who, why=why, texts={proposal: text})
    texts = {p.id: p.whole for p in document.receipts.find([proposal])} if choice == "with_struck" else None
    return deciding.accept(document, vocabulary, [proposal], who=who, why=why, texts=texts)
