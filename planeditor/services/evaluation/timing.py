"""When 計画期間の検証 is due, and whether its papers are decided."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.current import main_series
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.services.editing.years import is_closed
from planeditor.services.paper.choosing import usual_form
from planeditor.services.states.standing import mark_of, standing

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.moments import State
    from planeditor.store.document import Document


def unfinished(plan: Plan, forms: FormSet) -> str:
    """The label of the last period as long as it is not closed; "" once it is, and for a plan without periods."""
    periods = forms.vocabulary.periods(plan, main_series(forms.vocabulary))
    if not periods or is_closed(plan, periods[-1].key):
        return ""
    return forms.vocabulary.period_label(plan, periods[-1])


def draft_mark(document: Document, forms: FormSet, state: State | None = None) -> str:
    """（案） as long as the reports that are looked back on are not decided, else ""."""
    form = usual_form(forms)
    return mark_of(standing(document, forms, state), form) if form is not None else ""
