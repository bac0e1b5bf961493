"""The fields that a plan has texts in, whether its form set knows them or not, and where each could go in another set."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from planeditor.domain.fields import FieldDef, FieldKind, Vocabulary
from planeditor.domain.plan import PLAN_ID, RESERVED_MARK, NodeKind, Plan
from planeditor.domain.text import label_key
from planeditor.domain.unplaced import HOLDERS, kept_names, series_of


class Source(NamedTuple):
    """A field of the plan as it is: whose, its key, and the series its texts stand in ("" = in none)."""

    of: NodeKind
    key: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class OldField:
    """A field with texts in it. ``kind`` is "" where no form set here knows the field."""

    source: Source
    label: str
    kind: FieldKind | str
    entries: int


def old_fields(plan: Plan, vocabulary: Vocabulary) -> list[OldField]:
    """Every field of the plan, its areas and measures that has a text, in the order of the form set, unknown ones last."""
    counts: Counter[Source] = Counter()
    for node in (PLAN_ID, *(n.id for n in plan.walk())):
        found = plan.node(node)
        if found is not None and found.kind in HOLDERS:
            counts.update(
                Source(found.kind, k.field, series_of(k)) for k in plan.of_node(node) if not k.field.startswith(RESERVED_MARK)
            )
    order = {Source(f.of, f.key, f.series): rank for rank, f in enumerate(vocabulary.fields)}
    names = kept_names(plan)
    known = {source: vocabulary.by_key.get((source.of, source.key)) for source in counts}
    return [
        OldField(
            source, found.label if found else names.get((source.of, source.key), source.key), found.kind if found else "",
            counts[source],
        )
        for source, found in sorted(known.items(), key=lambda s: (order.get(s[0], len(order)), s[0]))
    ]


def offered(source: Source, new: Vocabulary) -> list[FieldDef]:
    """The fields of another set that could hold the texts of a field: of the same holder, with years where it has years."""
    return [
        f for f in new.of(source.of) if not f.key.startswith(RESERVED_MARK) and bool(f.series) == bool(source.series)
    ]


def likely(old: OldField, new_id: str, new: Vocabulary) -> FieldDef | None:
    """The field of another set that is meant by the same: by its key, else by its label or an alias of it."""
    targets = offered(old.source, new)
    by_key = {f.key: f for f in targets}
    home = old.source.key.removeprefix(f"{new_id}.")
    if home in by_key:
        return by_key[home]
    wanted = label_key(old.label)
    return next((f for f in targets if wanted in map(label_key, (f.label, *f.aliases))), None)
