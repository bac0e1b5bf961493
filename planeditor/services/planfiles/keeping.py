"""Backups at the right moments, and the way back to how the plan was when it was opened."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.fields import Vocabulary
from planeditor.services.backups.policy import Reason
from planeditor.services.editing.undoing import within_open_periods
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


class Keeper:
    """Keeps one open document safe for a session: from its opening to its closing."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.last_group_at_open = document.last_group
        """The number of the latest change group when the session began."""
        self.trouble = ""
        """Why the last backup is not at all places where it should be; it is at one of them."""
        self._told = ""

    def before(self, reason: Reason) -> Path | None:
        """Take a backup before a risky job; None where the last one still holds everything.

        Raises ``KnownError`` where it can be taken nowhere; whether the job goes on all the same is for the caller to decide.
        """
        from planeditor.services.backups.taking import take

        taken = take(self._document, reason)
        self.trouble = taken.trouble
        return next(iter(taken.written), None)

    def news(self) -> str:
        """The trouble of the last backup, once: "" where there is none, and where it was told before."""
        told, self._told = self._told, self.trouble
        return self.trouble if self.trouble != told else ""

    def on_close(self) -> Path | None:
        """Take a backup where this session changed something; raises as ``before``. The document is still open."""
        return self.before("closing") if self._document.has_written else None

    def revert_to_opening(self, vocabulary: Vocabulary, who: str) -> ChangeReport:
        """「開いた時点に戻す」: take back everything of this session as one operation, which can itself be undone.

        What others changed since is left alone (``skipped``). Raises ``KnownError`` where the backup before it or the
        operation itself cannot be written, and where it would change a closed period; the plan is then as it was.
        """
        if self._document.has_written:
            self.before("revert")
        return self._document.revert_session(who, within_open_periods(vocabulary))
