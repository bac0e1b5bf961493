"""A city's own form opened again: the design as its saved drawing says it."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import NodeKind
from planeditor.formengine.designing.plainsheet import PlainSheet
from planeditor.messages import designing as say
from planeditor.services.designing.base import base_of, require_own
from planeditor.services.designing.design import Design
from planeditor.services.designing.opening import open_book
from planeditor.services.formsets import FormSets


def reopen(forms: FormSets, set_id: str, form_name: str, folder: Path) -> Design:
    """The design of a form of a city's own set in ``folder``. Placeholders and marks are as saved; saving it replaces the form.

    Raises KnownError for a form set of the program itself, and for a drawing that cannot be read.
    """
    require_own(forms, set_id, folder)
    base = base_of(forms, set_id)
    table = base.data.get("form", {}).get(form_name)
    if table is None:
        raise KnownError(say.NO_FORM.format(form=form_name, set=base.title))
    book = open_book(base.folder / table["file"])
    sheet: PlainSheet = book.take(table.get("sheet") or book.sheets[0])
    own = [f for f in base.vocabulary.fields if f.key.startswith("own")]
    each = _each(forms.get(set_id).form(form_name).each)
    return Design(
        sheet, base, set_id, base.title, form_name, table["title"], each, marks=sheet.marks, new_fields=tuple(own),
    )


def _each(kind: NodeKind | str) -> str:
    return {"plan": "計画", "area": "分野"}.get(kind, "施策")
