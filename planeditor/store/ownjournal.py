"""A journal beside a plan file that is not its own: SQLite would play it back all the same, and the plan would be gone."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import salvaging as say


def require_own_journal(path: Path, journal: Path) -> None:
    """Raise ``KnownError`` where the journal (or the log of WAL mode) beside a file, which nobody is writing now, is that of another."""
    from .salvage.journal import is_foreign  # only few openings find a journal

    if is_foreign(path):
        raise KnownError(say.FOREIGN_JOURNAL.format(file=path, journal=journal.name))
