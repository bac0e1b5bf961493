"""What is known of the open plan file on the window's thread."""
from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from planeditor.domain.errors import KnownError
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_main as say
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.outside import OutsideError

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

T = TypeVar("T")


@dataclass
class OpenPlan:
    """One plan file. While it is only looked at, its document is still on its way (on the plan lane)."""

    path: Path
    plan_id: str
    forms: FormSet
    document: Document | None = None
    keeper: Keeper | None = None
    practice: bool = False
    lost: str = ""
    """Why nothing can be written any more although the file was opened for writing: somebody else took it over."""
    refusals: int = 0
    """How many edits were refused so far, on the plan lane."""
    refusals_told: int = 0
    """How many of them the window has told of."""
    is_apart: bool = False
    """Whether the file was found gone from its place, or closed to us."""

    def attach(self, document: Document) -> None:
        """The document is there. Called on the plan lane, so that what was asked for meanwhile finds it."""
        self.keeper = Keeper(document)
        self.practice = document.is_practice
        self.document = document

    @classmethod
    def of(cls, document: Document, forms: FormSet) -> OpenPlan:
        """A plan whose document is there."""
        plan = cls(document.path, document.plan_id, forms)
        plan.attach(document)
        return plan

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited; not known before the document is there."""
        return bool(self.lost) or (self.document is not None and self.document.read_only)

    @property
    def released(self) -> bool:
        """Whether others may write for now."""
        return self.document is not None and self.document.released

    def use(self) -> Document:
        """The document, on the plan lane. Raises KnownError where the file could not be opened."""
        if self.document is None:
            raise KnownError(say.NOT_OPENED.format(file=self.path))
        return self.document

    def edit(self, work: Callable[[Document], T], *, resting_on: int | None = None) -> tuple[T, bool]:
        """On the plan lane: the result of work that edits, and whether others had changed the file before it.

        ``resting_on`` is for work that rests on what the user sees, such as undo: how many edits were refused when it was
        asked for. It is not done where another was refused since, nor after a change by others.
        """
        document = self.use()
        self.is_apart = False
        try:
            others = document.regain()
            if resting_on is not None:
                self._require_as_seen(others, resting_on)
            return work(document), others
        except Exception as error:
            self.refusals += 1
            outside = document.why_refused(error)  # what failed may have been the disk, or the share that is away
            self.is_apart = outside.is_apart
            with contextlib.suppress(KnownError):  # what is shown next is read here and not in the window's thread
                document.plan()
                document.undo_name()
            if self.is_apart and not isinstance(error, OutsideError):
                raise OutsideError(self.path, outside) from error
            raise

    def _require_as_seen(self, others: bool, refusals: int) -> None:  # one of two facts
        if others or self.refusals != refusals:
            raise KnownError(say.LOOK_AGAIN if others else say.REFUSED_BEFORE)

    def close(self) -> str:
        """Take the backup that is due and close the file, on the plan lane. Gives the sentence about a backup that could not be
        taken everywhere: the plan itself is safe, so the closing goes on."""
        try:
            if self.keeper is not None:
                self.keeper.on_close()
                return self.keeper.news()
        except KnownError as error:
            return say.BACKUP_FAILED.format(sentence=error.message)
        finally:
            if self.document is not None:
                self.document.close()
        return ""
