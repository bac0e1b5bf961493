"""Where the columns of the review stand: side by side, or one text below the other where it is narrow."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

PAD = 3 * STEP
"""Between a line of the table and what stands in it, at 100 %."""
_STACKED, _TIGHT = 720, 1040
"""Below these widths, at 100 %, the texts stand one below the other, the outer columns are narrower."""
_OUTER, _OUTER_TIGHT = (144, 220), (120, 184)
"""Widths of the column of the fields and of that of the buttons."""

Span = tuple[int, int]
"""Left edge and width."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns at one width of the table."""

    width: int
    has_sent: bool
    field: Span
    texts: tuple[tuple[str, Span], ...]
    """``sent`` (where anything is known of it), ``now``, ``submitted``."""
    act: Span
    stacked: bool = False
    """One text below the other."""

    @property
    def all_texts(self) -> Span:
        """From the first text to the last."""
        left = self.texts[0][1][0]
        return left, self.texts[-1][1][0] + self.texts[-1][1][1] - left


def columns(width: int, *, has_sent: bool) -> Columns:
    """The columns of a table so wide."""
    names = ("sent", "now", "submitted") if has_sent else ("now", "submitted")
    if width < scaled(_STACKED):
        whole = (0, width)
        return Columns(width, has_sent, whole, tuple((name, whole) for name in names), whole, stacked=True)
    field, act = map(scaled, _OUTER if width >= scaled(_TIGHT) else _OUTER_TIGHT)
    each = (width - field - act) // len(names)
    spans = tuple((name, (field + number * each, each)) for number, name in enumerate(names))
    left = field + len(names) * each
    return Columns(width, has_sent, (0, field), spans, (left, width - left))
