"""A plan whose form set is not on this machine: it opens all the same, with every field under its name or key."""
from __future__ import annotations

from collections.abc import Mapping

from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.plan import PLAN_ID, RESERVED_MARK, Key, NodeKind, Plan
from planeditor.domain.unplaced import HOLDERS, kept_names, series_of
from planeditor.formengine.form.builtin import BUILT_IN
from planeditor.formengine.form.formset import FormSet


def stand_in(plan: Plan, labels: Mapping[str, str] | None = None) -> FormSet:
    """A form set made of the plan's own entries. ``labels``: the names of fields as far as the plan file keeps them.

    All its fields are internal: which of them may leave the house is known only to the real set.
    """
    from planeditor.formengine.form.plain import plain_form_set  # few plans need it

    series = {name: SeriesDef(name) for name in plan.series_names}
    names = {(of, key): label for key, label in (labels or {}).items() for of in HOLDERS} | kept_names(plan)
    fields = list(BUILT_IN)
    seen: set[tuple[str, str]] = set()
    for kind, key in _used(plan):
        own = series_of(key)
        if (kind, key.field) in seen:
            continue  # a key has one meaning in a set; its other texts are shown as having no place
        seen.add((kind, key.field))
        series.setdefault(own, SeriesDef(own))
        fields.append(FieldDef(key.field, names.get((kind, key.field), key.field), kind, own, "internal"))
    series.pop("", None)
    in_text = {("block", key): label for key, label in (labels or {}).items()}  # running text has fields in every set
    return plain_form_set(plan.form_set, Vocabulary(tuple(fields), series, kept=in_text))


def _used(plan: Plan) -> list[tuple[NodeKind, Key]]:
    found: dict[tuple[NodeKind, str, str], Key] = {}
    for node in (PLAN_ID, *(n.id for n in plan.walk())):
        known = plan.node(node)
        if known is None or known.kind not in HOLDERS:
            continue
        for key in plan.of_node(node):
            if not key.field.startswith(RESERVED_MARK):
                found.setdefault((known.kind, key.field, series_of(key)), key)
    return [(kind, key) for (kind, _, _), key in found.items()]
