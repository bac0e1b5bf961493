"""Suggestions for a 対応表: measures whose own text names the list, or an item of it. They are offered, never taken."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.folding import plain_folded
from planeditor.domain.plan import NAME, Node, Plan
from planeditor.services.coverage.matrix import Matrix

_SHORTEST = 4
"""Of a name that is looked for: shorter ones stand in too many texts by chance."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure that may answer to a list: its text names it."""

    measure: Node
    item: Node | None
    """The item that is named; None where only the list is."""
    field: FieldDef
    """The field that names it."""
    text: str


def suggestions(plan: Plan, vocabulary: Vocabulary, matrix: Matrix) -> list[Suggestion]:
    """What the texts of measures say about a list, in the order of the plan, but for what is marked already.

    A name is found whatever its width, white space and dashes. A measure that names the list alone is given only as long
    as it answers to no item of it; where the list has a single item, that one is meant.
    """
    return list(_suggestions(plan, vocabulary, matrix))


def _suggestions(plan: Plan, vocabulary: Vocabulary, matrix: Matrix) -> Iterator[Suggestion]:
    fields = [f for f in vocabulary.of("measure") if f.kind == "plan" and f.type == "text" and not f.series and f.key != NAME]
    own, names = _name(matrix.owner), [(item, _name(item)) for item in matrix.items]
    single = matrix.items[0] if len(matrix.items) == 1 else None
    for measure in matrix.measures:
        found: list[Suggestion] = []
        named: Suggestion | None = None
        for field in fields:
            text = plan.text(measure.id, field.key)
            folded = plain_folded(text)
            if own and own in folded and named is None:
                named = Suggestion(measure, single, field, text)
            found += [Suggestion(measure, item, field, text) for item, name in names if name and name in folded]
        yield from _new(found, matrix)
        if named is not None and not found and not matrix.per_measure[measure.id]:
            yield named


def _new(found: Sequence[Suggestion], matrix: Matrix) -> Iterator[Suggestion]:
    seen: set[str] = set()
    for one in found:
        if one.item is not None and one.item.id not in seen and (one.measure.id, one.item.id) not in matrix.marks:
            seen.add(one.item.id)
            yield one


def _name(node: Node) -> str:
    name = plain_folded(node.name)
    return name if len(name) >= _SHORTEST else ""
