"""様式にない記入: texts of a plan that its form set has no field for. They stay, are found and travel, but no form prints them."""
from __future__ import annotations

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import KEPT, PLAN_ID, RESERVED_MARK, Key, NodeKind, Plan

HOLDERS: tuple[NodeKind, ...] = ("plan", "area", "measure")
"""The nodes whose fields a form set says; those of running text, terms and the like are the same in all sets."""


def unplaced(plan: Plan, vocabulary: Vocabulary, node: str) -> list[Key]:
    """The entries of a node that the form set has no field for, by field and period."""
    found = plan.node(node)
    if found is None or found.kind not in HOLDERS:
        return []
    own = (k for k in plan.of_node(node) if not has_field(vocabulary, found.kind, k))
    return sorted(own, key=lambda k: (k.field, k.period))


def has_field(vocabulary: Vocabulary, kind: NodeKind, key: Key) -> bool:
    """Whether the form set has the field of an entry of such a node, in periods of the entry's series; reserved ones always."""
    if key.field.startswith(RESERVED_MARK):
        return True
    definition = vocabulary.by_key.get((kind, key.field))
    return definition is not None and definition.series == series_of(key)


def series_of(key: Key) -> str:
    """The series an entry's period is of, "" where it is of none."""
    return key.period.rpartition(":")[0]


def kept_field(of: NodeKind, field: str) -> str:
    """The plan's entry that keeps the name of a field which the form set has not."""
    return f"{KEPT}:{of}:{field}"


def kept_names(plan: Plan) -> dict[tuple[str, str], str]:
    """The names of those fields by holder and key."""
    found = {}
    for key, text in plan.of_node(PLAN_ID).items():
        base, _, rest = key.field.partition(":")
        if base == KEPT:
            of, _, field = rest.partition(":")
            found[of, field] = text
    return found
