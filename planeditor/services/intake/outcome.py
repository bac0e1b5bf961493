"""What became of a file that was taken in, for lists and for the command line."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from planeditor.messages import services as say
from planeditor.services.intake.standing import Waiting
from planeditor.store.report import ChangeReport

Outcome = Literal["imported", "partly", "staged", "unchanged", "refused"]


@dataclass(slots=True)
class FileResult:
    """What became of one file."""

    file: str
    outcome: Outcome
    message: str
    accepted: int = 0
    unchanged: int = 0
    waiting: Waiting = field(default_factory=Waiting)
    unread: int = 0
    """Texts and sheets of the file that were not taken in; the notes name them."""
    receipt: int | None = None
    notes: list[str] = field(default_factory=list)
    again: bool = False
    """Whether this very file had come in before, under ``receipt``."""
    report: ChangeReport | None = None
    """What it changed in the plan; None where nothing was written."""


def conclude(result: FileResult, *, created: bool, measures: int, word: str) -> None:
    """Say in a sentence what a result comes to. ``created``: the plan had no ``measures`` before; ``word``: what it calls one."""
    waiting = result.waiting
    parts = []
    if created and result.accepted:
        parts.append(say.DONE_CREATED.format(measures=measures, word=word))
    elif result.accepted:
        parts.append(say.DONE_IMPORTED.format(accepted=result.accepted))
    if waiting.total:
        parts.append(
            say.DONE_WAITING.format(
                waiting=waiting.total, conflicts=waiting.conflicts, questions=waiting.questions,
                notation=waiting.notation, clean=waiting.clean, receipt=result.receipt,
                remarks=say.DONE_WAITING_REMARKS.format(remarks=waiting.remarks) if waiting.remarks else "",
            )
        )
    if result.unread:
        parts.append(say.DONE_UNREAD.format(count=result.unread))
    result.message = "".join(parts) or say.DONE_UNCHANGED
    if result.accepted:
        result.outcome = "partly" if waiting.total or result.unread else "imported"
    else:
        result.outcome = "staged" if waiting.total else "partly" if result.unread else "unchanged"
