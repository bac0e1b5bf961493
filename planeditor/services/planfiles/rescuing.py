"""A plan whose file is gone, replaced or out of reach, saved under another name with what could not be written any more."""
from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import outside as say
from planeditor.messages import store as say_store
from planeditor.services.backups.choices import remember_copy_of
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.planfiles.unsaved import Entered, UnsavedText, enter_unsaved
from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Rescued:
    """``whole``: with its history and all that stands beside the entries; else only the content, as one operation."""

    path: Path
    whole: bool
    entered: Entered


def rescue(
    plan: Plan, forms: FormSet, target: Path, *, who: str, document: Document | None = None, unsaved: Sequence[UnsavedText] = ()
) -> Rescued:
    """Write the plan to a new file: from the open connection where that still reads, else the content as it is in memory.

    ``document`` None: do not even ask it (a share that does not answer would keep us waiting). Raises ``KnownError`` where the
    name is taken or cannot be written; nothing is left then.
    """
    rescued = write_rescued(plan, forms, target, who=who, document=document, unsaved=unsaved)
    if rescued.whole:
        remember_copy_of(target)
    return rescued


def write_rescued(
    plan: Plan, forms: FormSet, target: Path, *, who: str, document: Document | None = None, unsaved: Sequence[UnsavedText] = ()
) -> Rescued:
    """As ``rescue``, to a file that is not to stay."""
    if target.exists():
        raise KnownError(say_store.ALREADY_EXISTS.format(file=target))
    whole = document is not None and _copied(document, plan, target)
    if not whole:
        make_plan_file(target, plan.entries, forms, name=say.GROUP_RESCUED, who=who).close()
    try:
        with Document.open(target, who=who) as rescued:
            entered = enter_unsaved(rescued, forms, unsaved, who)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return Rescued(target, whole, entered)


def _copied(document: Document, plan: Plan, target: Path) -> bool:
    """Whether a whole copy could be made, history and all. A file that another program wrote over gives another content, which is
    not what is to be saved."""
    for write in (document.copy_to, partial(_copy_of_file, document.path)):
        try:
            write(target)
            with Document.open(target, read_only=True) as copy:
                if copy.plan().entries == plan.entries:
                    return True
        except KnownError:
            if not target.parent.is_dir():
                raise
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
    return False


def _copy_of_file(path: Path, target: Path) -> None:
    """What a reader finds in the file, where the open connection stopped in the middle of a write."""
    with Document.open(path, read_only=True) as reader:
        reader.copy_to(target)
