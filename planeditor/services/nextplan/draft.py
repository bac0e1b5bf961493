"""What is decided before the next plan is made: its name and years, and for each measure whether it goes on."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planeditor.domain.fields import Vocabulary
from planeditor.domain.numbering import parse_number
from planeditor.domain.plan import KIND, MERGED_INTO, MUNICIPALITY, ORDER, PARENT, PLAN_ID, STATE, Change, Key, Plan
from planeditor.services.planfiles.creating import suggested_title
from planeditor.services.tree.numbers import renumbered

Fate = Literal["goes_on", "ends", "merges"]
_USUAL_YEARS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one measure of the old plan. All ids are ids of the old plan."""

    measure: str
    fate: Fate
    number: str
    """Its number in the new plan, where it goes on."""
    area: str
    """Under what it stands there: an area, or the plan."""
    into: str = ""
    """The measure it becomes part of, where it merges."""


@dataclass(frozen=True, slots=True)
class NextDraft:
    """What the next plan is called, for which years, in which forms, and what goes into it. Years are fiscal years."""

    municipality: str
    title: str
    form_set: str
    first_year: int
    last_year: int
    choices: tuple[Choice, ...]
    results: bool = True
    """Whether the last results become a chapter 実績と評価."""
    chapters: bool = True
    """Whether chapters and running text of the plan are taken over as the text to begin with."""


def first_draft(plan: Plan, vocabulary: Vocabulary) -> NextDraft:
    """What is proposed at first: the years after the plan's last, as many, in the same forms; all that has not ended goes on."""
    years = _years(plan, vocabulary)
    first = years[-1] + 1 if years else 0
    count = len(years) or _USUAL_YEARS
    municipality = plan.text(PLAN_ID, MUNICIPALITY)
    title = suggested_title(municipality, first) if first else ""
    last = first + count - 1 if first else 0
    return NextDraft(municipality, title, plan.form_set, first, last, first_choices(plan))


def first_choices(plan: Plan) -> tuple[Choice, ...]:
    """Every measure goes on, but for those that are stopped, done or merged; a merged one goes with what it was merged into."""
    return tuple(_first_choice(plan, m.id, m.number, m.parent) for m in plan.measures)


def chosen_for(choices: Sequence[Choice], measure: str, **changes: str) -> tuple[Choice, ...]:
    """The choices with that of one measure changed; what does not merge merges into none."""
    return tuple(_changed(choice, changes) if choice.measure == measure else choice for choice in choices)


def renumbered_choices(plan: Plan, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices with numbers anew, in the order and style of the plan, for what goes on. Numbers that run through the
    whole plan run on through all areas."""
    going = _staged(plan, choices)
    numbers: dict[str, str] = {}
    running = [parse_number(m.number) for m in going.measures]
    if running and all(found and not found[0].head for found in running) and len(going.areas) != 1:
        style = next(found[0] for found in running if found)
        numbers = {m.id: style.print(value) for value, m in enumerate(going.measures, start=1)}
    else:
        for place in dict.fromkeys(m.parent for m in going.measures):
            numbers |= renumbered(going, place)
    return tuple(replace(c, number=numbers.get(c.measure, c.number)) for c in choices)


def ordered(plan: Plan, choices: Sequence[Choice]) -> dict[str, list[str]]:
    """The measures that go on by what they stand under, in order; those that come from elsewhere stand behind the others."""
    found: dict[str, list[str]] = {}
    for measure in _staged(plan, choices).measures:
        found.setdefault(measure.parent, []).append(measure.id)
    return found


def _changed(choice: Choice, changes: Mapping[str, str]) -> Choice:
    after = replace(choice, **changes)  # type: ignore[arg-type]  # the caller names the fields of a choice
    return after if after.fate == "merges" else replace(after, into="")


def _staged(plan: Plan, choices: Sequence[Choice]) -> Plan:
    """The plan with the measures that go on alone, where they are to stand."""
    changes = []
    last = max((n.order for n in plan.walk()), default=0)
    for place, choice in enumerate(choices, start=1):
        node = plan.node(choice.measure)
        if node is None:
            continue
        if choice.fate != "goes_on":
            changes.append(Change(Key(node.id, KIND), None, None))
        elif node.parent != choice.area:
            changes.append(Change(Key(node.id, PARENT), None, choice.area))
            changes.append(Change(Key(node.id, ORDER), None, str(last + place)))
    return plan.with_changes(changes)


def _first_choice(plan: Plan, measure: str, number: str, area: str) -> Choice:
    target = _last_target(plan, measure)
    if target and not plan.text(target, STATE):
        return Choice(measure, "merges", number, area, target)
    return Choice(measure, "ends" if plan.text(measure, STATE) else "goes_on", number, area)


def _last_target(plan: Plan, measure: str) -> str:
    """What a measure was merged into at last, "" where it was not."""
    seen = {measure}
    target = plan.text(measure, MERGED_INTO)
    while target and target not in seen and (further := plan.text(target, MERGED_INTO)):
        seen.add(target)
        target = further
    return "" if target in seen or plan.node(target) is None else target


def _years(plan: Plan, vocabulary: Vocabulary) -> list[int]:
    """The years of the plan: a series may show years before it too, so the one with the fewest counts."""
    found: dict[str, set[int]] = {}
    for period in vocabulary.all_periods(plan):
        definition = vocabulary.series.get(period.series)
        if definition is None or not definition.previous:
            found.setdefault(period.series, set()).update(period.years)
    shortest = min(found.values(), key=len, default=set[int]())
    return sorted(shortest)
