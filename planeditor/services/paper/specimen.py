"""What a form looks like, for someone who chooses one: its first page, filled with nothing but names."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.layout import Typesetter
from planeditor.messages import ui_wizard as say
from planeditor.services.paper.choosing import nodes_for, usual_form

YEARS = 5


def specimen_page(forms: FormSet, fonts: FontBook) -> Page | None:
    """The first page of a set's usual form, None where it has none. Raises KnownError where a font is not installed."""
    form = usual_form(forms)
    form = form if form is not None and not form.problems else next((f for f in forms.forms.values() if not f.problems), None)
    if form is None:
        return None
    plan = _plan(forms)
    nodes = nodes_for(plan, form)
    filler, typesetter = Filler(plan, form), Typesetter(fonts)
    laid = typesetter.lay_out(
        filler.fill(nodes[0] if nodes else None), form.drawing.setup, fit=form.options.fit == "page", min_size=form.options.min_size
    )
    return next(iter(typesetter.pages(laid)), None)


def _plan(forms: FormSet) -> Plan:
    """A plan of one measure that begins this year."""
    first = dt.datetime.now().astimezone().year
    builder = PlanBuilder()
    series = forms.vocabulary.series.values()
    last = first + max([YEARS, *(2 * s.years for s in series if s.years > 1)]) - 1
    builder.start("", "", forms.id, [p for s in series for p in s.cut(first, last)])
    area = builder.add("area", PLAN_ID, {}, say.FIRST_NUMBER, say.SPECIMEN_AREA)
    builder.add("measure", area, {}, say.SPECIMEN_NUMBER, say.SPECIMEN_MEASURE)
    return Plan(builder.entries)
