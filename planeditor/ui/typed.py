"""A text that was typed and could not be entered."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planeditor.domain.plan import Change, Key


class Typed(NamedTuple):
    """The text, the cell it was typed for, and the plan that has the cell."""

    plan_id: str
    key: Key
    text: str

    @classmethod
    def of(cls, plan_id: str, changes: Sequence[Change]) -> Typed | None:
        """What was typed where these changes were asked for: one text. A pasted block is still where it was copied."""
        texts = {c.new for c in changes}
        text = texts.pop() if len(texts) == 1 else None
        return cls(plan_id, changes[0].key, text) if text else None
