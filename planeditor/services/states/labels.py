"""How an edition printed the years: kept with it when it is decided, so that it is printed the same way ever after."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.blocks import LABELS
from planeditor.domain.fields import label_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Change, Key, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.soundness import is_period_key
from planeditor.formengine.form.definition import FormDef, PeriodBinding
from planeditor.formengine.form.formset import FormSet


def labels_of_forms(plan: Plan, forms: FormSet) -> dict[str, str]:
    """What an edition keeps: for each form that shows years a field with the labels it prints now."""
    kept = {f"{LABELS}:{name}": "\n".join(_lines(plan, form)) for name, form in forms.forms.items()}
    return {field: text for field, text in kept.items() if text}


def with_labels_of(plan: Plan, edition: str) -> Plan:
    """The plan with the labels of an edition as its own; what the plan itself prints differently stays."""
    changes = []
    for key, text in plan.of_node(edition).items():
        if base_of(key.field) != LABELS:
            continue
        for line in text.splitlines():
            period, style, label = [*line.split("\t", 2), "", ""][:3]
            place = Key(PLAN_ID, label_field(subject_of(key.field), style), period)
            if label and is_period_key(period) and place not in plan.entries:
                changes.append(Change(place, None, label))
    return plan.with_changes(changes) if changes else plan


def _lines(plan: Plan, form: FormDef) -> Iterator[str]:
    asked = sorted({(b.series, b.style) for b in form.bindings.values() if isinstance(b, PeriodBinding)})
    for series, style in asked:
        for key in plan.period_keys(series):
            yield f"{key}\t{style}\t{form.vocabulary.period_label(plan, Period.from_key(key), form.name, style)}"
