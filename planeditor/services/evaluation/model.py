"""What is looked back on at the end of a plan, as plain data, and how it is taken out of one."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.domain.achievement import Achievement, by_rate, judged
from planeditor.domain.current import main_series
from planeditor.domain.fields import FieldDef
from planeditor.domain.figures import percents
from planeditor.domain.periods import Period
from planeditor.domain.plan import ASSESSMENT, DEPARTMENTS, MERGED_INTO, PLAN_ID, RESERVED_MARK, STATE, Node, Plan
from planeditor.domain.progress import Progress, confirmed_progress
from planeditor.domain.runs import joined_in
from planeditor.formengine.form.formset import FormSet

_TARGETS = 3


@dataclass(frozen=True, slots=True)
class Year:
    """How a measure went in one period."""

    period: Period
    label: str
    progress: Progress
    figure: str
    """The text of what is asked for as a figure, else the report itself."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One measure over the whole plan."""

    node: Node
    area: str
    departments: str
    state: str
    """中止, 統合 and the like; "" for one that went on to the end."""
    targets: tuple[tuple[str, str], ...]
    """Label and text of what was promised."""
    course: tuple[Year, ...]
    final: str
    """The last figure that was reported."""
    rate: float | None
    """In percent, where that figure tells one."""
    achieved: Achievement
    assessment: str

    @property
    def proposed(self) -> Achievement | None:
        """What the final rate suggests where nobody has judged yet."""
        return by_rate(self.rate) if self.achieved is Achievement.UNDECIDED else None


Totals = Counter[Achievement]


def evaluations(plan: Plan, forms: FormSet) -> list[Evaluation]:
    """Every measure, in the order of the plan; those merged into others stand with these."""
    vocabulary = forms.vocabulary
    reports = [f for f in vocabulary.of("measure") if f.kind == "report" and f.series == main_series(vocabulary)]
    figures = [f for f in reports if f.figure or f.type == "number"] or reports
    targets = _targets(forms)
    periods = [(p, vocabulary.period_label(plan, p)) for p in vocabulary.periods(plan, main_series(vocabulary))]
    return [
        _evaluation(plan, node, targets, figures, periods)
        for node in plan.measures if not plan.text(node.id, MERGED_INTO)
    ]  # fmt: skip


def totals(found: list[Evaluation]) -> dict[str, Totals]:
    """How many of each, by the area right above the measures; under ``PLAN_ID`` those of the whole plan."""
    counts: dict[str, Totals] = {PLAN_ID: Counter()}
    for one in found:
        for area in {one.area, PLAN_ID}:
            counts.setdefault(area, Counter())[one.achieved] += 1
    return counts


def _evaluation(
    plan: Plan, node: Node, targets: list[FieldDef], figures: list[FieldDef], periods: list[tuple[Period, str]]
) -> Evaluation:
    course = tuple(
        Year(period, label, confirmed_progress(plan, node.id, period.key), _figure(plan, node, figures, period))
        for period, label in periods
    )
    final = next((year.figure for year in reversed(course) if year.figure), "")
    rates = percents(final)
    return Evaluation(
        node, node.parent, plan.text(node.id, DEPARTMENTS), plan.text(node.id, STATE), tuple(_told(plan, node, targets)), course,
        final, rates[0] if rates else None, judged(plan, node.id), plan.text(node.id, ASSESSMENT),
    )


def _told(plan: Plan, node: Node, targets: list[FieldDef]) -> Iterator[tuple[str, str]]:
    for definition in targets:
        text = plan.text(node.id, definition.key)
        if text:
            yield definition.label, text


def _figure(plan: Plan, node: Node, figures: list[FieldDef], period: Period) -> str:
    joined = {key.field: plan.text(*key) for key in joined_in(plan, node.id, period.key)}
    return "\n".join(filter(None, (plan.text(node.id, f.key, period.key) or joined.get(f.key) for f in figures)))


def _targets(forms: FormSet) -> list[FieldDef]:
    """What was promised: the plan's own texts that every measure must have, else its first ones."""
    own = [
        f for f in forms.vocabulary.of("measure")
        if f.kind == "plan" and f.type == "text" and not f.series and not f.key.startswith(RESERVED_MARK)
    ]  # fmt: skip
    return [f for f in own if f.required] or own[:_TARGETS]
