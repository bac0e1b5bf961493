"""Which version of its form set a plan was last used with, and what differs in the one that is here."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planeditor.domain.plan import FORMS_VERSION, PLAN_ID, RESERVED_MARK, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import formswitch as say
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Standing = Literal["same", "newer", "older", "missing"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What another version changes: names of fields. ``known``: whether the names of the one before are known."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    known: bool = True


def version_of(plan: Plan) -> int:
    """The version the plan was last used with, 0 where it is not known."""
    text = plan.text(PLAN_ID, FORMS_VERSION)
    return int(text) if text.isdecimal() else 0


def standing(plan: Plan, forms: FormSet) -> Standing:
    """How the form set that is here stands to the one the plan was last used with."""
    if forms.missing:
        return "missing"
    before = version_of(plan)
    if not before or before == forms.version:
        return "same"
    return "newer" if forms.version > before else "older"


def told(plan: Plan, forms: FormSet, folder: str) -> str:
    """The sentence about it, "" where all is as it was. ``folder``: where form sets of one's own are put."""
    sentences = {"newer": say.NEWER, "older": say.OLDER, "missing": say.MISSING}
    pattern = sentences.get(standing(plan, forms), "")
    return pattern.format(title=forms.title, name=plan.form_set, before=version_of(plan), now=forms.version, folder=folder)


def difference(plan: Plan, forms: FormSet, labels: dict[str, str]) -> Difference:
    """What the version that is here changes. ``labels``: names of fields as the plan file keeps them of the one before."""
    before = {key: label for key, label in labels.items() if not key.startswith(RESERVED_MARK)}
    now = {f.key: f.label for f in forms.vocabulary.fields if not f.key.startswith(RESERVED_MARK)}
    if not before:
        return Difference(known=False)
    counts = Counter(key.field for key in plan.entries)
    gone = [  # the file keeps the names of all versions: what was given up long ago is not told again
        say.WITH_ENTRIES.format(label=label, count=counts[key]) for key, label in before.items() if key not in now and counts[key]
    ]
    renamed = [say.RENAMED_TO.format(before=before[k], now=now[k]) for k in before if k in now and before[k] != now[k]]
    return Difference(tuple(label for key, label in now.items() if key not in before), tuple(gone), tuple(renamed))


def use_version(document: Document, forms: FormSet, who: str) -> ChangeReport:
    """Remember the version that is here as the one the plan is used with. Raises KnownError where the file cannot be written."""
    name = say.GROUP_VERSION.format(version=forms.version)
    with document.edit(name, who=who) as edit:
        edit.set(Key(PLAN_ID, FORMS_VERSION), str(forms.version))
    from planeditor.services.planfiles.making import keep_labels  # loads the store

    keep_labels(document, forms)
    return edit.report
