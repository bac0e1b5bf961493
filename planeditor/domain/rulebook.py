"""The registry of the rules of 点検. A rule of nodes says of a node what follows from that node's own entries (and from what
the whole plan says of its years); a rule of the plan is judged over facts that are collected node by node. So after one edit
only the nodes that changed are looked at again."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from planeditor.domain.findings import CheckContext, Finding, finding_at, where_key
from planeditor.domain.plan import Key
from planeditor.messages import checks as say

NodeRule = Callable[[CheckContext], Iterator[Finding]]
Fact = tuple[Key, Any]
"""What a rule of the plan wants to know of an entry."""
Collect = Callable[[CheckContext], Iterator[Fact]]
Scope = Literal["node", "plan"]
_MOST_NAMED = 5


class Facts:
    """The facts of a rule, kept by node."""

    def __init__(self, _: CheckContext) -> None:
        self.by_node: dict[str, Sequence[Fact]] = {}

    def put(self, node: str, facts: Sequence[Fact]) -> None:
        """Take these facts for the node, in place of those it had."""
        if facts:
            self.by_node[node] = facts
        else:
            self.by_node.pop(node, None)

    def all(self, context: CheckContext) -> Iterator[Fact]:
        """Every fact, in the order of the plan."""
        for node in context.nodes():
            yield from self.by_node.get(node.id, ())


PlanRule = Callable[[CheckContext, Any], Iterator[Finding]]


@dataclass(frozen=True)
class RuleDef:
    """One rule."""

    name: str
    scope: Scope
    run: Callable[..., Iterator[Finding]]
    collect: Collect | None = None
    facts: Callable[[CheckContext], Facts] = Facts
    numbers: Mapping[str, float] = field(default_factory=dict)
    """Its thresholds, which a form set may change."""
    local: bool = False
    """A local habit: runs only where the form set says so."""
    of_current: bool = False
    """Whether it depends on the year that is being reported and on what was returned."""
    together: bool = False
    """Whether findings with the same sentence are one."""


    @property
    def source(self) -> object:
        """What its facts are; rules of one source share them."""
        return self.collect, self.facts


_RULES: dict[str, RuleDef] = {}


def rule(
    name: str, *, numbers: Mapping[str, float] | None = None, local: bool = False, of_current: bool = False, together: bool = False
) -> Callable[[NodeRule], NodeRule]:
    """Register a rule of nodes under its name."""

    def register(function: NodeRule) -> NodeRule:
        _RULES[name] = RuleDef(
            name, "node", function, numbers=numbers or {}, local=local, of_current=of_current, together=together
        )
        return function

    return register


def plan_rule(
    name: str, collect: Collect | None = None, facts: Callable[[CheckContext], Facts] = Facts, *,
    numbers: Mapping[str, float] | None = None,
) -> Callable[[PlanRule], PlanRule]:
    """Register a rule of the whole plan; it is judged over what ``collect`` says of each node."""

    def register(function: PlanRule) -> PlanRule:
        _RULES[name] = RuleDef(name, "plan", function, collect, facts, numbers or {})
        return function

    return register


def rule_names() -> list[str]:
    """Every registered rule."""
    return list(_RULES)


def rule_of(name: str) -> RuleDef | None:
    """The rule of that name, None where there is none."""
    return _RULES.get(name)


def number(context: CheckContext, name: str, threshold: str) -> float:
    """A threshold of a rule: the form set's, else the rule's own."""
    return context.settings.numbers.get((name, threshold), _RULES[name].numbers[threshold])


def running(context: CheckContext) -> list[RuleDef]:
    """The rules that run by the form set's settings."""
    settings = context.settings
    return [r for r in _RULES.values() if r.name not in settings.off and (not r.local or r.name in settings.on)]


def run_rules(context: CheckContext, names: Iterable[str] | None = None) -> list[Finding]:
    """The findings of these rules (default: those that run by the settings), in the order of the rules."""
    chosen = [_RULES[name] for name in names] if names is not None else running(context)
    known: dict[object, Facts] = {}
    for one in chosen:
        if one.scope == "plan" and one.source not in known:
            facts = known[one.source] = one.facts(context)
            for node, own in collected(context, one).items():
                facts.put(node, own)
    return [f for one in chosen for f in finished(context, one, list(judged(context, one, known.get(one.source))))]


def judged(context: CheckContext, one: RuleDef, facts: Facts | None) -> Iterator[Finding]:
    """What a rule says of the nodes that are looked at, or of the facts of the whole plan."""
    return one.run(context) if one.scope == "node" else one.run(context, facts)


def collected(context: CheckContext, one: RuleDef) -> dict[str, list[Fact]]:
    """The facts of a rule by node, of the nodes that are looked at."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in one.collect(context) if one.collect is not None else ():
        found[fact[0].node].append(fact)
    return found


def finished(context: CheckContext, one: RuleDef, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a rule as they are told: those that say the same are one, and as grave as the form set wants them."""
    told = _together(context, findings) if one.together else list(findings)
    severity = context.settings.severity.get(one.name)
    return [replace(f, severity=severity) for f in told] if severity else told


def _together(context: CheckContext, findings: Iterable[Finding]) -> list[Finding]:
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.severity, finding.message), []).append(finding)
    told = []
    for group in same.values():
        first, places = group[0], tuple(dict.fromkeys(place for f in group for place in f.places))
        if len(places) == 1:
            told.append(first)
        else:
            message = say.TOGETHER.format(message=first.message, count=len(places), places=named(context, places))
            told.append(finding_at(first.rule, first.severity, message, places))
    return told


def named(context: CheckContext, places: Sequence[Key]) -> str:
    """The measures (or areas) of these places by number, each once; after the first few only how many more."""
    namer = _namer(context)
    names = list(dict.fromkeys(namer(place) for place in places))
    shown = say.BETWEEN.join(names[:_MOST_NAMED])
    return shown + (say.AND_FURTHER.format(count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else "")


def _namer(context: CheckContext) -> Callable[[Key], str]:
    @cache
    def one(place: Key) -> str:
        node = context.plan.node(place.node)
        number_, _, label = where_key(place, context.plan, context.vocabulary)
        return number_ or (node.name if node is not None else "") or label or say.WHOLE_PLAN

    return one
