"""点検, the frame: findings and the registry of small rules."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import PLAN_ID, Key, Plan

SYMBOLS_START = "はじめ"
"""In the rules of symbols: what a row of periods may begin with."""
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be a slip, and where."""

    rule: str
    severity: Severity
    message: str
    node: str = PLAN_ID
    field: str = ""
    period: str = ""


@dataclass(frozen=True)
class CheckContext:
    """What rules may look at."""

    plan: Plan
    vocabulary: Vocabulary
    symbols: Mapping[str, str] = field(default_factory=dict)
    missing_characters: Callable[[str], list[str]] = lambda text: []  # noqa: ARG005 - a machine whose fonts have all
    current: str = ""
    """The key of the period that is being reported now; "" = none, then nothing is missed."""
    submitted: frozenset[str] = frozenset()
    """The measures that a department has returned for it."""

    symbol_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What may follow each symbol in the next period; {} = the form set has no such rules."""
    computed: Mapping[Key, str] = field(default_factory=dict)
    """For entries typed from a printed table: what they should be by the entries the table sums up."""

    def definition(self, key: Key) -> FieldDef | None:
        """The definition of an entry's field, None where the form set has none."""
        node = self.plan.node(key.node)
        return self.vocabulary.by_key.get((node.kind, key.field)) if node is not None else None

    def entries(self) -> Iterator[tuple[Key, str, FieldDef | None]]:
        """Every entry that people write, with its field's definition, in the order of the plan."""
        for node in (self.plan.node(PLAN_ID), *self.plan.walk()):
            if node is None:
                continue
            for key, text in self.plan.of_node(node.id).items():
                yield key, text, self.vocabulary.by_key.get((node.kind, key.field))

    def reports(self) -> Iterator[tuple[Key, str, FieldDef]]:
        """Every entry of a report field of a period, in the order of the plan."""
        for key, text, definition in self.entries():
            if key.period and definition is not None and definition.kind == "report":
                yield key, text, definition

    @cached_property
    def before(self) -> dict[str, str]:
        """The period before each one of its series; the first of a series has none."""
        plan = self.plan
        return {later: earlier for name in plan.series_names for earlier, later in pairwise(plan.period_keys(name))}

    def label(self, period: str) -> str:
        """A period as it is printed."""
        return self.vocabulary.label_of_period(self.plan, period)


Rule = Callable[[CheckContext], Iterator[Finding]]
_RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule under its name."""

    def register(function: Rule) -> Rule:
        _RULES[name] = function
        return function

    return register


def run_rules(context: CheckContext, names: Iterator[str] | None = None) -> list[Finding]:
    """The findings of these rules (default: all), in the order of the rules."""
    chosen = list(names) if names is not None else list(_RULES)
    return [finding for name in chosen for finding in _RULES[name](context)]


def rule_names() -> list[str]:
    """Every registered rule."""
    return list(_RULES)


def where(finding: Finding, plan: Plan, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Measure or area number, period label and field label of a finding, as printed."""
    node = plan.node(finding.node)
    number = node.number if node is not None and node.id != PLAN_ID else ""
    period = vocabulary.label_of_period(plan, finding.period)
    label = vocabulary.label(node.kind, finding.field) if node is not None and finding.field else ""
    return number, period, label
