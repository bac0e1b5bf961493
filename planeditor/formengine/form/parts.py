"""What a document consists of: forms and the list of contents, in order."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planeditor.formengine.form.definition import FormDef

CONTENTS = "目次"
"""The part of a document that lists what follows it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: a form, or the list of contents."""

    form: str
    only: str = ""
    """``位置:前``: only the sheets of nodes with that text in that field; ``位置``: with any text in it."""
    but: str = ""
    """The same, left out."""
    level: int = 1
    """On which level of the contents what the form is of (its title, a chapter, an area) is listed; 0 = only its listed rows are."""


DocumentForms = tuple[tuple["FormDef", Part], ...]
"""The forms of a document with the parts they make, in order."""


def with_documents(forms: Mapping[str, FormDef], documents: Mapping[str, Sequence[Part]]) -> dict[str, FormDef]:
    """The forms, each with the first document it is part of: notes are numbered through that."""
    found = dict(forms)
    for parts in reversed(list(documents.values())):
        document = tuple((forms[p.form], p) for p in parts if p.form in forms)
        for form, _ in document:
            found[form.name] = replace(found[form.name], document=document)
    return found
