"""Which states of a plan may be published: those that were decided."""
from __future__ import annotations

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID, STATUS, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say_editions
from planeditor.messages import publishing as say
from planeditor.services.states.editions import editions
from planeditor.services.states.moments import State
from planeditor.services.states.named import find_state, plan_at_state, states
from planeditor.services.states.standing import standing, status_of
from planeditor.store.document import Document

_MOST_STEPS = 1000


def decided_state(document: Document, forms: FormSet, name: str) -> tuple[State, Plan, list[str]]:
    """The edition, or the 基準時点 of a decided plan, of that name, the plan as it was then, and what a person may have overlooked.

    Raises KnownError for the present, for a 基準時点 that was not decided (or was edited after it was), and for no such name.
    """
    state = find_state(document, name)
    if state.kind == "now":
        raise KnownError(say.NOW_REFUSED)
    plan = plan_at_state(document, state)
    stood = standing(document, forms, state)
    if state.kind == "snapshot" and not stood.report_decided:
        edited = stood.status in say.DECIDED
        raise KnownError((say.EDITED_SINCE if edited else say.NOT_DECIDED).format(name=state.name, status=stood.status))
    warnings = []
    if state.kind == "snapshot" and editions(plan) and not stood.plan_decided:
        warnings.append(say.UNDECIDED_PLAN.format(name=state.name, revision=forms.vocabulary.word("revision")))
    if state.kind == "edition" and not stood.report_decided and (told := _reported(plan, forms)):
        warnings.append(say.UNDECIDED_REPORT.format(name=state.name, status=status_of(plan), periods=told))
    return state, plan, warnings


def publishable(document: Document) -> list[State]:
    """The states to choose from, the latest first: editions, and snapshots of a decided plan.

    Quick: whether anything was edited after the decision only ``decided_state`` finds out.
    """
    steps = document.cell_log(Key(PLAN_ID, STATUS), _MOST_STEPS)

    def decided(state: State) -> bool:
        if state.kind == "edition" or state.status in say_editions.STATUSES:
            return state.kind == "edition" or state.status in say.DECIDED
        was = next((group.changes[0].new for group in steps if group.id <= state.group), "")  # its own word is its purpose
        return was in say.DECIDED

    return [state for state in states(document)[:-1] if decided(state)][::-1]


def _reported(plan: Plan, forms: FormSet) -> str:
    """The years that have reports, by their labels."""
    vocabulary = forms.vocabulary
    reports = {f.key for f in vocabulary.of("measure") if f.kind == "report" and f.series}
    found = [p for p in vocabulary.all_periods(plan) if any((key, p.key) in plan.used for key in reports)]
    return "、".join(vocabulary.period_label(plan, p) for p in found)
