"""The file of the next plan, made from a plan file that is only read."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import nextplan as say
from planeditor.services.formsets import FormSets
from planeditor.services.nextplan.carrying import NextPlan, next_plan
from planeditor.services.nextplan.draft import NextDraft
from planeditor.services.nextplan.problems import require_sound
from planeditor.services.planfiles.making import make_plan_file
from planeditor.store.departments import Department
from planeditor.store.document import Document


@dataclass(frozen=True)
class OldPlan:
    """What of the plan before is needed: its content, its forms and its register of departments."""

    path: Path
    plan: Plan
    forms: FormSet
    departments: tuple[Department, ...]


def read_old(path: Path, form_sets: FormSets) -> OldPlan:
    """Read a plan file without changing it. Raises KnownError where it cannot be read, or has damaged entries."""
    with Document.open(path, read_only=True) as document:
        return old_of(document, form_sets.of_file(document))


def old_of(document: Document, forms: FormSet) -> OldPlan:
    """What is needed of a plan that is open. Raises KnownError where it has damaged entries: they would be missing."""
    if document.damaged:
        raise KnownError(say.DAMAGED.format(file=document.path.name))
    return OldPlan(document.path, document.plan(), forms, tuple(document.departments.all()))


def preview(old: OldPlan, draft: NextDraft, form_sets: FormSets) -> NextPlan:
    """What would be made of a draft. Raises KnownError for a draft with problems."""
    require_sound(draft, old.plan, old.forms, form_sets)
    return next_plan(old.plan, old.forms.vocabulary, form_sets.get(draft.form_set), draft)


def create(path: Path, old: OldPlan, draft: NextDraft, form_sets: FormSets, who: str) -> tuple[Document, NextPlan]:
    """Make the file of the next plan and open it for writing; the old file stays as it is.

    Raises KnownError for a draft with problems, for a file that exists, and one that cannot be written; nothing is left then.
    """
    if path.resolve() == old.path.resolve():
        raise KnownError(say.SAME_FILE.format(file=path.name))
    made = preview(old, draft, form_sets)
    document = make_plan_file(
        path, made.entries, form_sets.get(draft.form_set), name=say.GROUP_CREATE, who=who, source=old.plan.title,
        departments=old.departments,
    )
    return document, made
