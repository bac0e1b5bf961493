"""Which form of a set is shown for a place of the plan, and which are offered at all."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.blocks import CHAPTER, LIST, Holder, blocks, holder, kind_of
from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.formengine.filling.context import Opener
from planeditor.formengine.form.definition import TREE, FormDef, Item, Repeat
from planeditor.formengine.form.formset import FormSet

_HOLD_TEXT = ("area", "measure", CHAPTER)
_OF_THEIR_OWN = (CHAPTER, LIST)
"""What is shown on forms of its own, whatever form was chosen for the measures."""


def form_kind(plan: Plan, node: Node | None) -> Holder:
    """By what the form for a node is chosen: what it is where such nodes have forms of their own, else ""."""
    found = node
    while found is not None and found.kind == "block":
        of = holder(plan, found)
        if of in _OF_THEIR_OWN:
            return of
        found = plan.node(found.parent)
    return ""


def offered_forms(forms: FormSet) -> dict[str, FormDef]:
    """The forms to choose from, by name: without a common one for what the set has a form of its own for."""
    own = {f.each for name, f in forms.forms.items() if name not in forms.shared and not f.problems}
    return {
        name: f for name, f in forms.forms.items() if not (name in forms.shared and f.each in _OF_THEIR_OWN and f.each in own)
    }


def usual_form(forms: FormSet, of: Holder = "", plan: Plan | None = None, node: Node | None = None) -> FormDef | None:
    """The form to begin with: for a chapter the one that the documents show it on, for other kinds of node the first made
    for them, else the first that measures are filled in on. None where the set has no form for that kind.
    """
    offered = list(offered_forms(forms).values())
    if of:
        found = [f for f in offered if f.each == of and not f.problems]
        drawn = [f for f in found if plan is not None and node is not None and _in_documents(forms, f, plan, node)]
        return next(iter(drawn or found), None)
    plain = [f for f in offered if f.each not in _OF_THEIR_OWN]
    return min(plain, key=_reach, default=next(iter(offered), None))


def _in_documents(forms: FormSet, form: FormDef, plan: Plan, node: Node) -> bool:
    """Whether a document of the set shows a node on that form."""
    parts = [part for parts in forms.documents.values() for part in parts if part.form == form.name]
    return any(Opener(plan, form).chosen([node], part.only, part.but) for part in parts)


def _reach(form: FormDef) -> int:
    """How far a form is from what is filled in every year: the first of the least is shown."""
    asked = {definition.kind for definition in form.fields if definition.of == "measure"}
    wanted = (form.each == "measure" and not form.problems, "report" in asked, bool(asked))
    return next((place for place, there in enumerate(wanted) if there), len(wanted))


def fits_kind(form: FormDef, of: Holder) -> bool:
    """Whether a form can be shown at a node of that kind: it is made for it, or for the whole plan."""
    return form.each == of if of else form.each not in _OF_THEIR_OWN


def text_holders(form: FormDef) -> frozenset[Holder]:
    """What a form shows the running text of: measures, areas, chapters, the plan; none where it has no such rows."""
    return frozenset(_text_holders(form, form.rows, frozenset({form.each if form.each != LIST else "plan"})))


def _text_holders(form: FormDef, items: tuple[Item, ...], around: frozenset[Holder]) -> Iterator[Holder]:
    for item in items:
        if not isinstance(item, Repeat):
            continue
        kind = item.node_kind
        if kind == "block":
            levels = {m.argument for row in range(item.first, item.last + 1) for m in form.row_marks.get(row, ()) if m.word == "段"}
            named = {"measure" if level == "施策" else "area" for level in levels}
            yield from around & named if named else around
        inner = frozenset({"area", "measure"}) if item.over == TREE else frozenset({kind}) if kind in _HOLD_TEXT else around
        yield from _text_holders(form, item.items, inner)


def place_for(plan: Plan, form: FormDef, node: Node | None) -> str:
    """The node to go to so that a form can be shown: "" to stay where one is."""
    found = node
    while found is not None:
        if holder(plan, found) == form.each:
            return ""
        found = plan.node(found.parent) if found.kind != "plan" else None
    if form.each == "plan":
        return ""
    return next((n.id for n in nodes_for(plan, form)), "")


def nodes_for(plan: Plan, form: FormDef) -> list[Node]:
    """The nodes that a form has a sheet for; none for a form of the whole plan."""
    if kind_of(form.each) == "block":
        return blocks(plan, PLAN_ID, form.each)
    return [n for n in plan.walk() if n.kind == form.each]
