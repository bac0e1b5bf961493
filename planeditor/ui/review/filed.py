"""A file that came in, as the head and the list of files show it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planeditor.messages import ui_review as say


@dataclass(frozen=True, slots=True)
class Filed:
    """One receipt."""

    number: int
    """取込番号."""
    file_name: str
    department: str
    at: str
    left: int
    """How many of it wait."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """By the names of ``messages.ui_review.COUNTS``; empty where only the list knows of it."""
    is_begun: bool = False
    """Whether anything of it is decided."""

    @property
    def title(self) -> str:
        """Department and file."""
        return (say.HEAD if self.department else say.HEAD_PLAIN).format(department=self.department, file=self.file_name)
