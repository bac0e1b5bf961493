"""What is typed into a list to find a row: keys that follow each other quickly make one search. No Qt."""
from __future__ import annotations

from time import monotonic

PAUSE = 1.0
"""Keys typed within this time (in seconds) belong to one search."""


class TypeAhead:
    """Collects what is typed."""

    def __init__(self) -> None:
        self._typed = ""
        self._at = -PAUSE

    def add(self, text: str) -> tuple[str, bool]:
        """Take in more; all that is searched for now, and whether the search begins anew with it."""
        now = monotonic()
        fresh = not self._typed or now - self._at > PAUSE
        self._at = now
        self._typed = text.lstrip() if fresh else self._typed + text
        return self._typed, fresh
