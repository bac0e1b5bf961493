"""Three-way comparison of one entry: as it was sent out, as it is now, as it came back."""
from __future__ import annotations

from enum import StrEnum

from planeditor.domain.text import notation_key


class Outcome(StrEnum):
    """What a submitted entry means for the plan."""

    UNCHANGED = "unchanged"
    CLEAN = "clean"
    NOTATION = "notation"
    CONFLICT = "conflict"
    QUESTION = "question"


def compare(now: str, submitted: str, as_sent: str | None = None) -> Outcome:
    """Compare a submitted text with the plan's.

    ``as_sent`` is None where the workbook carries no stamp: then only an empty place of the plan is clean. A place that was
    emptied since it was sent is changed on our side too.
    A blanked entry is a question, never a deletion; one that was blank all along is unchanged.
    """
    if submitted == now or (as_sent is not None and submitted == as_sent):
        return Outcome.UNCHANGED
    if not submitted:
        return Outcome.UNCHANGED if as_sent is None else Outcome.QUESTION
    if now and notation_key(submitted) == notation_key(now):
        return Outcome.NOTATION
    return Outcome.CLEAN if now == (as_sent or "") else Outcome.CONFLICT
