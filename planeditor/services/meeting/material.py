"""What the papers of one meeting are made of: read once from an open plan file, then independent of it."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import meeting as say
from planeditor.services.meeting.order import MeetingOrder, find_period
from planeditor.services.overview.model import Overview
from planeditor.services.overview.overview import overview
from planeditor.services.paper.choosing import usual_form
from planeditor.services.paper.quoting import quoted
from planeditor.services.states.moments import State
from planeditor.services.states.named import find_state, plan_at_state, states
from planeditor.services.states.standing import Standing, mark_of, standing

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.formsets import FormSets
    from planeditor.store.document import Document


@dataclass(frozen=True)
class Before:
    """The state that the changes are told from."""

    name: str
    plan: Plan


@dataclass(frozen=True)
class Material:
    """The plan of one state with its words, and what else the papers tell."""

    plan: Plan
    forms: FormSet
    papers: FormSet
    order: MeetingOrder
    before: Before | None
    standing: Standing

    @cached_property
    def overview(self) -> Overview:
        """The figures of the year."""
        return overview(self.quoted, self.forms, self.order.period)

    @cached_property
    def quoted(self) -> Plan:
        """The plan as all the papers but its own sheets tell it."""
        return quoted(self.plan)

    @property
    def period(self) -> Period:
        """The year that is reported."""
        return Period.from_key(self.order.period)

    @property
    def word(self) -> str:
        """What the form set calls a 施策."""
        return self.forms.vocabulary.word("measure")

    @property
    def title(self) -> str:
        """What the whole is called."""
        return f"{self.plan.title} {self.order.meeting} {say.DOCUMENT}".replace("  ", " ").strip()

    @cached_property
    def sheet(self) -> FormDef | None:
        """The form that the report is printed on; None where the set has none."""
        return usual_form(self.forms)

    @property
    def mark(self) -> str:
        """（案） as long as what is shown is not decided."""
        return mark_of(self.standing, self.sheet) if self.sheet else ""

    def label(self, key: str) -> str:
        """A period as it is printed; "" for none."""
        return self.forms.vocabulary.label_of_period(self.plan, key) if key else ""


def read_material(document: Document, sets: FormSets, order: MeetingOrder, at: str = "") -> Material:
    """What the papers need, of the present or of the state named ``at``. ``order.period`` may be as a user writes it.

    Raises KnownError for a state or period that the plan does not have.
    """
    state = find_state(document, at)
    plan = plan_at_state(document, state)
    forms = sets.of(plan, document.field_labels())
    period = find_period(plan, forms.vocabulary, order.period)
    before = _before(document, state, order)
    told = MeetingOrder(
        period.key, order.meeting, order.date, order.number, order.agenda, order.sections, before.node if before else "",
    )
    older = Before(before.name, plan_at_state(document, before)) if before and "changes" in order.sections else None
    return Material(plan, forms, sets.papers(forms), told, older, standing(document, forms, state))


def _before(document: Document, state: State, order: MeetingOrder) -> State | None:
    """The state that was ordered, else the last one handed out before, else the last one that has a name."""
    known = [s for s in states(document) if s.kind != "now" and (state.kind == "now" or s.group < state.group)]
    if order.since is not None:
        return next((s for s in known if s.node == order.since), None)
    kept = {paper.snapshot for paper in document.papers.all()}
    handed_out = [s for s in known if s.node in kept or s.status == say.PURPOSE]
    return next(reversed(handed_out or known), None)
