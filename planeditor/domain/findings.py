"""点検, what it works with: findings, what rules may look at, and how a form set tunes them."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import pairwise
from typing import Literal

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import PLAN_ID, SEEN, Key, Node, Plan
from planeditor.domain.reserved import base_of

SYMBOLS_START = "はじめ"
"""In the rules of symbols: what a row of periods may begin with."""
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be a slip, and where. A grouped one says the same of several places; ``node``, ``field`` and ``period``
    are the first of them."""

    rule: str
    severity: Severity
    message: str
    node: str = PLAN_ID
    field: str = ""
    period: str = ""
    places: tuple[Key, ...] = ()
    """All places, the first among them; where none is given, that one alone."""

    def __post_init__(self) -> None:
        if not self.places:
            object.__setattr__(self, "places", (Key(self.node, self.field, self.period),))


def finding_at(rule: str, severity: Severity, message: str, places: tuple[Key, ...]) -> Finding:
    """A grouped finding of these places, of which there is at least one."""
    first = places[0]
    return Finding(rule, severity, message, first.node, first.field, first.period, places)


@dataclass(frozen=True, slots=True)
class Claim:
    """What another paper (the progress sheet, another plan file) says of an entry of the plan."""

    key: Key
    text: str
    """"" where it is blank there."""
    paper: str
    """What the paper is called."""


@dataclass(frozen=True)
class CheckSettings:
    """What a form set says of the rules; the empty one leaves all as they are."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    """Local rules that usually do not run."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Thresholds by rule and name."""


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
    claims: tuple[Claim, ...] = ()
    settings: CheckSettings = field(default_factory=CheckSettings)
    only: tuple[str, ...] | None = None
    """The nodes that are looked at; None = all."""

    def narrowed(self, nodes: tuple[str, ...]) -> CheckContext:
        """The same, of these nodes only."""
        return replace(self, only=nodes)

    def definition(self, key: Key) -> FieldDef | None:
        """The definition of an entry's field, None where the form set has none."""
        node = self.plan.node(key.node)
        return self.vocabulary.by_key.get((node.kind, key.field)) if node is not None else None

    def nodes(self) -> Iterator[Node]:
        """The nodes that are looked at, the plan itself first, in the order of the plan."""
        if self.only is not None:
            yield from (node for name in self.only if (node := self.plan.node(name)) is not None)
            return
        whole = self.plan.node(PLAN_ID)
        if whole is not None:
            yield whole
        yield from self.plan.walk()

    def entries(self) -> Sequence[tuple[Key, str, FieldDef | None]]:
        """Every entry that people write, with its field's definition, in the order of the plan."""
        return self._entries

    def texts(self) -> Sequence[tuple[Key, str, FieldDef]]:
        """Every text that is printed: of fields that the form set has, without the internal ones."""
        return self._texts

    def reports(self) -> Sequence[tuple[Key, str, FieldDef]]:
        """Every entry of a report field of a period, in the order of the plan."""
        return self._reports

    @cached_property
    def _entries(self) -> list[tuple[Key, str, FieldDef | None]]:
        known, found = self.vocabulary.by_key, []
        for node in self.nodes():
            kind = node.kind
            for key, text in self.plan.of_node(node.id).items():
                if key.field[0] != "@" or base_of(key.field) != SEEN:
                    found.append((key, text, known.get((kind, key.field))))
        return found

    @cached_property
    def _texts(self) -> list[tuple[Key, str, FieldDef]]:
        return [(k, t, d) for k, t, d in self._entries if d is not None and d.type == "text" and d.kind != "internal"]

    @cached_property
    def _reports(self) -> list[tuple[Key, str, FieldDef]]:
        return [(k, t, d) for k, t, d in self._entries if k.period and d is not None and d.kind == "report"]

    @cached_property
    def before(self) -> dict[str, str]:
        """The period before each one of its series; the first of a series has none."""
        plan = self.plan
        return {later: earlier for name in plan.series_names for earlier, later in pairwise(plan.period_keys(name))}

    def label(self, period: str) -> str:
        """A period as it is printed."""
        return self.vocabulary.label_of_period(self.plan, period)


class Whereabouts:
    """Says where findings are in one plan, as printed. What many of them share, period and field, is spelled once."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._plan = plan
        self._period, self._label = cache(partial(vocabulary.label_of_period, plan)), cache(vocabulary.label)

    def of(self, finding: Finding) -> tuple[str, str, str]:
        """Measure or area number, period label and field label of a finding."""
        return self.at(Key(finding.node, finding.field, finding.period))

    def at(self, place: Key) -> tuple[str, str, str]:
        """The same of a place."""
        node = self._plan.node(place.node)
        number = node.number if node is not None and node.id != PLAN_ID else ""
        label = self._label(node.kind, place.field) if node is not None and place.field else ""
        return number, self._period(place.period), label


def where(finding: Finding, plan: Plan, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Measure or area number, period label and field label of a finding, as printed."""
    return Whereabouts(plan, vocabulary).of(finding)


def where_key(place: Key, plan: Plan, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Measure or area number, period label and field label of a place, as printed."""
    return Whereabouts(plan, vocabulary).at(place)
