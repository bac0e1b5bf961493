"""The PDFs to post: each document and form whole, and each sheet form by area."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.domain.numbering import plain_number
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.formengine.filling.footnotes import without_marks
from planeditor.formengine.form.definition import TREE, EntryBinding, FormDef, repeats
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import publishing as say
from planeditor.services.paper.order import Order, Selection

_OF_AREAS = ("area", "measure")
"""What the sheets of a form that is posted by area too are each of."""
_LISTED = ("分野", "施策")
"""What a form repeats that lists measures, by its word in a drawing."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """One PDF: the name of its file, what it is, and how it is made."""

    file: str
    title: str
    order: Order
    area: str = ""
    """The one area that the plan is cut down to for it: of forms that list the measures of the whole plan."""


def pdf_files(plan: Plan, forms: FormSet, *, by_area: bool = True) -> Iterator[PdfFile]:
    """Every PDF in the order in which the page lists them; ``by_area``: those of single areas too. The names of files are plain
    letters and digits, as sites take them."""
    in_documents = {part.form for parts in forms.documents.values() for part in parts}
    for number, (name, parts) in enumerate(forms.documents.items(), start=1):
        if any(part.form in forms.forms for part in parts):
            yield PdfFile(f"document{number}.pdf", name, Order((name,), "pdf"))
    posted = [f for name, f in forms.forms.items() if name not in forms.shared and not f.problems and not _only_internal(f)]
    for form in posted:
        if form.name not in in_documents and _has_sheets(plan, form, PLAN_ID):
            yield PdfFile(f"{_plain(forms, form)}.pdf", form.title, Order((form.name,), "pdf"))
    for place, area in enumerate(plan.children(PLAN_ID, "area") if by_area else (), start=1):
        for form in posted:
            listing = form.each == "plan" and _lists_measures(form)
            if listing or (form.each in _OF_AREAS and _has_sheets(plan, form, area.id)):
                counter = plain_number(area.number)
                ending = counter if counter.isascii() and counter.replace("-", "").isalnum() else f"no{place}"
                title = say.OF_AREA.format(form=form.title, area=without_marks(area.title))
                order = Order((form.name,), "pdf", Selection(nodes=() if listing else (area.id,)))
                yield PdfFile(f"{_plain(forms, form)}_{ending}.pdf", title, order, area.id if listing else "")


def cut_down(plan: Plan, area: str) -> Plan:
    """The plan with one of its areas alone, all else as it is."""
    others = [n.id for n in plan.children(PLAN_ID, "area") if n.id != area]
    gone = {*others, *(below.id for other in others for below in plan.walk(other))}
    return Plan({key: text for key, text in plan.entries.items() if key.node not in gone})


def _lists_measures(form: FormDef) -> bool:
    """Whether a form of the whole plan lists its measures; one that counts cells of other forms says nothing of a single area."""
    over = {r.over for r in (*repeats(form.rows), *repeats(form.columns))}
    return not form.others and not over.isdisjoint((*_LISTED, TREE))


def _has_sheets(plan: Plan, form: FormDef, below: str) -> bool:
    if form.each not in _OF_AREAS:
        return below == PLAN_ID and form.each == "plan"
    return any(n.kind == form.each for n in plan.walk(below)) or (form.each == "area" and below != PLAN_ID)


def _only_internal(form: FormDef) -> bool:
    kinds = {b.field.kind for b in form.bindings.values() if isinstance(b, EntryBinding)}
    return kinds == {"internal"}


def _plain(forms: FormSet, form: FormDef) -> str:
    """The name of a form where a site takes it, else one by its place."""
    plain = form.name.isascii() and form.name.replace("_", "").replace("-", "").isalnum()
    return form.name if plain else f"form{list(forms.forms).index(form.name) + 1}"
