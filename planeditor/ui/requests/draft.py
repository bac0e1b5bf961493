"""What a request is to begin with, where somebody has chosen some of it already."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planeditor.domain.cover import CoverText


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """None and () leave what the dialog offers by itself; ``departments`` None = everybody."""

    periods: tuple[str, ...] = ()
    turn: str = ""
    deadline: dt.date | None = None
    cover: CoverText | None = None
    departments: tuple[int, ...] | None = None
