"""What a form looks like, for someone who chooses one: its first page, filled with nothing but names."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.layout import Typesetter
from planeditor.messages import ui_wizard as say

YEARS = 5


def specimen_page(forms: FormSet, fonts: FontBook) -> Page | None:
    """The first page of a set's first form, None where it has none. Raises KnownError where a font is not installed."""
    form = next((form for form in forms.forms.values() if not form.problems), None)
    if form is None:
        return None
    plan = _plan(forms)
    nodes = {"area": plan.areas, "measure": plan.measures}.get(form.each, ())
    filler, typesetter = Filler(plan, form), Typesetter(fonts)
    laid = typesetter.lay_out(
        filler.fill(nodes[0] if nodes else None), form.drawing.setup, fit=form.options.fit == "page", min_size=form.options.min_size
    )
    return next(iter(typesetter.pages(laid)), None)


def _plan(forms: FormSet) -> Plan:
    """A plan of one measure that begins this year."""
    first = dt.datetime.now().astimezone().year
    builder = PlanBuilder()
    periods = [Period(series, year, year) for series in forms.vocabulary.series for year in range(first, first + YEARS)]
    builder.start("", "", forms.id, periods)
    area = builder.add("area", PLAN_ID, {}, say.FIRST_NUMBER, say.SPECIMEN_AREA)
    builder.add("measure", area, {}, say.SPECIMEN_NUMBER, say.SPECIMEN_MEASURE)
    return Plan(builder.entries)
