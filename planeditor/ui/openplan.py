"""What is known of the open plan file on the window's thread."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_main as say
from planeditor.services.keeping import Keeper
from planeditor.store.document import Document


@dataclass
class OpenPlan:
    """One plan file. While it is only looked at, its document is still on its way (on the plan lane)."""

    path: Path
    plan_id: str
    forms: FormSet
    document: Document | None = None
    keeper: Keeper | None = None
    practice: bool = False

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
        return self.document is not None and self.document.read_only

    @property
    def released(self) -> bool:
        """Whether others may write for now."""
        return self.document is not None and self.document.released

    def use(self) -> Document:
        """The document, on the plan lane. Raises KnownError where the file could not be opened."""
        if self.document is None:
            raise KnownError(say.NOT_OPENED.format(file=self.path))
        return self.document

    def close(self) -> str:
        """Take the backup that is due and close the file, on the plan lane. Gives the sentence of a backup that failed: the
        plan itself is safe, so the closing goes on."""
        try:
            if self.keeper is not None:
                self.keeper.on_close()
        except KnownError as error:
            return error.message
        finally:
            if self.document is not None:
                self.document.close()
        return ""
