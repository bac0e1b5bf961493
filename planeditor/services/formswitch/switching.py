"""Changing the form set of a plan: one named operation after a backup, which loses no text and can be undone."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import formswitch as say
from planeditor.services.formswitch.choice import Choice, propose
from planeditor.services.formswitch.fields import old_fields
from planeditor.services.formswitch.judging import refusals
from planeditor.services.formswitch.moving import Moving
from planeditor.services.planfiles.making import keep_labels
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def start(plan: Plan, old: FormSet, new: FormSet, choice: Choice | None = None) -> Moving:
    """What the change would be, by default with what is likely meant."""
    return Moving(plan, old, new, choice or propose(plan, old, new, old_fields(plan, old.vocabulary)))


def switch(document: Document, old: FormSet, new: FormSet, choice: Choice, who: str) -> ChangeReport:
    """Carry the choice out, with a backup before it.

    Raises KnownError where something speaks against it (``refusals``), where there is nothing to do, and where the plan file
    cannot be written; the plan is then as it was.
    """
    moving = start(document.plan(), old, new, choice)
    for sentence in refusals(moving):
        raise KnownError(sentence)
    changes = moving.changes()
    if not changes:
        raise KnownError(say.NOTHING_TO_DO)
    from planeditor.services.backups.taking import take

    take(document, "switch")
    name = say.GROUP_SWITCH.format(title=new.title) if new.id != old.id else say.GROUP_PLACE
    with document.edit(name, who=who) as edit:
        for change in changes:
            edit.set(change.key, change.new)
    keep_labels(document, new)
    return edit.report
