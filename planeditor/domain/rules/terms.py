"""One term in two spellings within a plan."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planeditor.domain.findings import CheckContext, Finding, finding_at
from planeditor.domain.plan import MUNICIPALITY, PLAN_ID, Key
from planeditor.domain.rulebook import Fact, Facts, named, plan_rule
from planeditor.domain.spellings import Spelling, spellings
from planeditor.messages import checks as say


class _Spelled(Facts):
    """How often, and at which nodes, each spelling of a term stands in the plan."""

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.counts: defaultdict[str, Counter[Spelling]] = defaultdict(Counter)
        self.nodes: defaultdict[Spelling, set[str]] = defaultdict(set)

    def put(self, node: str, facts: Sequence[Fact]) -> None:
        """Count these texts of the node instead of those it had."""
        for _, own in self.by_node.get(node, ()):
            for spelling, count in own:
                self.counts[spelling.term][spelling] -= count
                self.nodes[spelling].discard(node)
        for _, own in facts:
            for spelling, count in own:
                self.counts[spelling.term][spelling] += count
                self.nodes[spelling].add(node)
        super().put(node, facts)

    def places(self, order: Sequence[str], wanted: Sequence[Spelling]) -> tuple[Key, ...]:
        """Where one of these spellings stands, in the order of the nodes."""
        nodes = set().union(*(self.nodes[spelling] for spelling in wanted))
        return tuple(
            key for node in order if node in nodes for key, own in self.by_node[node] if any(s in wanted for s, _ in own)
        )


def _collect(context: CheckContext) -> Iterator[Fact]:
    for key, text, _ in context.texts():
        found = spellings(text)
        if found:
            yield key, found


@plan_rule("term-spellings", _collect, _Spelled)
def term_spellings(context: CheckContext, facts: _Spelled) -> Iterator[Finding]:
    """Two spellings of one term: one note each, at the places of the rarer ones. The name of the city is right as the city has it."""
    order: list[str] = []
    municipality = context.plan.text(PLAN_ID, MUNICIPALITY)
    for _, counts in sorted(facts.counts.items()):
        used = sorted(((s, n) for s, n in counts.items() if n > 0), key=lambda one: (-one[1], one[0]))
        if len(used) < 2:
            continue
        order = order or [node.id for node in context.nodes()]
        own = next((s for s, _ in used if s.shown in municipality), None)
        others = [s for s, _ in used if s != (own or used[0][0])]
        places = facts.places(order, others)
        listed = say.BETWEEN.join(say.SPELLED.format(shown=s.shown, count=n) for s, n in used)
        message = say.TERM_SPELLINGS.format(listed=listed, places=named(context, places))
        if own is not None:
            message = say.CITY_SPELLINGS.format(listed=listed, name=municipality, places=named(context, places))
        yield finding_at("term-spellings", "note", message, places)
