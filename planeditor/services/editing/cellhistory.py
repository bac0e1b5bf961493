"""The history of one cell, and going back to an earlier text."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planeditor.domain.plan import Key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.services.editing.entering import enter
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.permissions import Mode
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a cell: when, by whom, from where, in which operation; "" is "no entry"."""

    group: int
    at: datetime
    who: str
    source: str
    receipt: int | None
    name: str
    old: str
    new: str
    undone: bool
    """Whether the operation is no longer in force."""


def history(document: Document, key: Key, limit: int = 50) -> list[Version]:
    """The latest changes of a cell, newest first."""
    return [
        Version(g.id, g.at, g.who, g.source, g.receipt, g.name, change.old or "", change.new or "", g.undone)
        for g in document.cell_log(key, limit)
        for change in g.changes
    ]


def restore(
    document: Document, forms: FormSet, key: Key, version_text: str, mode: Mode, who: str, *, source: str = "", why: str = ""
) -> ChangeReport:
    """Give a cell an earlier text again, as an operation of its own; checked and raising as ``entering.enter``."""
    name = say.GROUP_RESTORE.format(cell=entry_name(document.plan(), forms.vocabulary, key))
    return enter(document, forms, key, version_text, mode=mode, who=who, source=source, why=why, name=name)
