"""Formulas that name cells of another form: ``[form.name]``."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planeditor.formengine.form import formula
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.drawing import Problem
from planeditor.messages import forms as say


def with_references(forms: Mapping[str, FormDef]) -> dict[str, FormDef]:
    """The forms, each with those that its formulas refer to; what cannot be referred to is added to its problems."""
    named = {name: {where.partition(".")[0] for _, where in _references(form)} for name, form in forms.items()}
    found = {}
    for name, form in forms.items():
        others = {other: forms[other] for other in sorted(named[name]) if other in forms and other != name}
        for cell, where in _references(form):
            reason = _reason(where, others, named)
            if reason:
                form.problems.append(Problem(cell, reason))
        found[name] = replace(form, others=others) if others else form
    return found


def _references(form: FormDef) -> Iterator[tuple[str, str]]:
    """The address of each computed cell that names a cell of another form, and that name without its scope."""
    for place, cell in sorted(form.drawing.cells.items()):
        drawn = cell.template.formula
        if drawn is None:
            continue
        try:
            names = formula.parse(drawn.expression).names()
        except formula.FormulaError:
            continue  # told where the form is bound
        for name in sorted(names):
            plain = name.partition(":")[0]
            if "." in plain:
                yield form.drawing.address(place), plain


def _reason(where: str, others: Mapping[str, FormDef], named: Mapping[str, set[str]]) -> str:
    form, _, name = where.partition(".")
    other = others.get(form)
    if other is None:
        return say.LINT_REFERENCE_FORM.format(name=where, form=form)
    if other.each != "plan":
        return say.LINT_REFERENCE_EACH.format(name=where, form=form)
    if named[form]:
        return say.LINT_REFERENCE_CHAIN.format(name=where, form=form)
    if name not in other.cell_names:
        return say.LINT_REFERENCE_CELL.format(name=where, form=form, cell=name)
    return ""
