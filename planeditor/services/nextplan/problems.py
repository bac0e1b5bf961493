"""What is wrong with the draft of a next plan."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Node, Plan
from planeditor.domain.text import number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import nextplan as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.formsets import FormSets
from planeditor.services.nextplan.draft import NextDraft
from planeditor.services.planfiles import creating
from planeditor.services.planfiles.creating import PlanDraft


def problems(draft: NextDraft, plan: Plan, old: FormSet, form_sets: FormSets) -> dict[str, str]:
    """What is wrong with each part of a draft, its name -> a sentence: the fields of ``PlanDraft``, and for a measure its
    id. Empty where the next plan can be made. ``old`` is the form set of the plan before."""
    head = PlanDraft(draft.municipality, draft.title, draft.form_set, draft.first_year, draft.last_year)
    found = creating.problems(head, form_sets)
    for measure, sentence in _of_choices(draft, plan, old.vocabulary.word("measure")):
        found.setdefault(measure, sentence)
    return found


def require_sound(draft: NextDraft, plan: Plan, old: FormSet, form_sets: FormSets) -> None:
    """Raise KnownError for the first thing that is wrong with a draft."""
    for sentence in problems(draft, plan, old, form_sets).values():
        raise KnownError(sentence)


def _of_choices(draft: NextDraft, plan: Plan, word: str) -> Iterator[tuple[str, str]]:
    going = {c.measure for c in draft.choices if c.fate == "goes_on"}
    taken: dict[str, Node] = {}
    for choice in draft.choices:
        node = plan.node(choice.measure)
        if node is None or node.kind != "measure":
            yield choice.measure, say.MEASURE_GONE.format(measure=word)
            continue
        if choice.fate == "merges":
            into = plan.node(choice.into)
            if into is None:
                yield node.id, say.MERGE_WITHOUT.format(title=node.title, measure=word)
            elif into.id not in going:
                yield node.id, say.MERGE_INTO_ENDED.format(title=node.title, into=into.title, measure=word)
        if choice.fate != "goes_on":
            continue
        place = plan.node(choice.area)
        if place is None or place.kind not in ("area", "plan"):
            yield node.id, say.AREA_GONE.format(title=node.title)
        number = choice.number.strip()
        try:
            clean_text(number)
        except KnownError as error:
            yield node.id, error.message
        first = taken.setdefault(number_key(number), node)
        if not number and node.number:
            yield node.id, say.NUMBER_EMPTY.format(title=node.title)
        elif number and first is not node:
            yield node.id, say.NUMBER_TWICE.format(number=number, first=first.title, second=node.title)
