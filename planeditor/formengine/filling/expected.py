"""What typed figures should be: fields that name a computed cell of a form (``computed`` in formset.toml)."""
from __future__ import annotations

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.filling.elsewhere import Place
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.form.formset import FormSet


def expected(plan: Plan, forms: FormSet) -> dict[Key, str]:
    """The computed text for every entry that is typed and has one, in the order of the form set's fields."""
    typed = {key.field for key in plan.entries}
    placed: dict[str, list[tuple[GridCell, Place]]] = {}
    found = {}
    for definition in forms.vocabulary.fields:
        form, _, name = definition.computed.partition(".")
        if not name or definition.key not in typed:
            continue
        if form not in placed:
            placed[form] = Filler(plan, forms.form(form)).placed()
        for cell, place in placed[form]:
            key = _key(definition, place) if cell.name == name else None
            if key is not None and key in plan.entries:
                found[key] = cell.text
    return found


def _key(definition: FieldDef, place: Place) -> Key | None:
    """The entry a computed cell stands for; None where it stands in no node or period that the field is of."""
    node = PLAN_ID if definition.of == "plan" else place.row.node(definition.of) or place.column.node(definition.of)
    period = place.periods.get(definition.series)
    if not node or (period is None) != (not definition.series):
        return None
    return Key(node, definition.key, period.key if period else "")
