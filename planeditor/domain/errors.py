"""Two kinds of error: what the user can mend, and what is our own fault."""
from __future__ import annotations


class KnownError(Exception):
    """Something the user can mend: one Japanese sentence that names the file, the sheet and the cell, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BugError(Exception):
    """A fault of the program itself: logged and reported, never shown as a traceback."""
