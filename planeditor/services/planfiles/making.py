"""Making a plan file: its entries, and what stands beside them. All of it is there afterwards, or there is no file."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from planeditor.domain.plan import Change, Key
from planeditor.formengine.form.formset import FormSet
from planeditor.store.departments import Department
from planeditor.store.document import Document


def make_plan_file(
    path: Path, content: Iterable[Change] | Mapping[Key, str], forms: FormSet | None, *, name: str, who: str, source: str = "",
    departments: Iterable[Department] = (), beside: Callable[[Document], object] | None = None,
) -> Document:  # fmt: skip
    """Make a plan file and open it for writing. ``forms``: whose names of fields the file keeps; ``beside`` adds what else
    stands in it.

    Raises KnownError where the file exists or cannot be written; nothing is left then.
    """
    document = Document.create(path, content, name=name, who=who, source=source)
    try:
        _add_departments(document, departments)
        if forms is not None:
            keep_labels(document, forms)
        if beside is not None:
            beside(document)
    except BaseException:
        document.close()
        document.path.unlink(missing_ok=True)  # it was made just now: half a plan is no plan
        raise
    return document


def keep_labels(document: Document, forms: FormSet) -> None:
    """Keep the names of fields and periods in the file: for its views, for a machine without the form set, and to tell what a
    later version changes."""
    plan, vocabulary = document.plan(), forms.vocabulary
    document.set_labels(
        {f.key: f.label for f in vocabulary.fields},
        {p.key: vocabulary.period_label(plan, p) for p in vocabulary.all_periods(plan)},
    )


def _add_departments(document: Document, departments: Iterable[Department]) -> None:
    """Add a whole register to one that is still empty: the ids may become others, who follows whom stays."""
    given = sorted(departments, key=lambda d: d.id)
    if not given:
        return
    added = document.departments.add(replace(d, id=0, successor=None, further=()) for d in given)
    ids = {old.id: new.id for old, new in zip(given, added, strict=True)}
    heirs = [(new, [ids[heir] for heir in old.successors if heir in ids]) for old, new in zip(given, added, strict=True)]
    linked = [replace(new, successor=own[0], further=tuple(own[1:])) for new, own in heirs if own]
    if linked:
        document.departments.change_all(linked)
