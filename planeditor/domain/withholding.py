"""公表しない: entries that are not to be published, each marked where it stands."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.plan import WITHHELD, Key, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.runs import covered


def withheld_key(entry: Key) -> Key:
    """Where it is kept that an entry is not to be published; its text says why."""
    return entry._replace(field=f"{WITHHELD}:{entry.field}")


def withheld_in(plan: Plan, node: str) -> Iterator[tuple[Key, str]]:
    """The entries of a node that are marked, whether they have a text or not, each with the reason as it is kept."""
    for key, text in plan.of_node(node).items():
        if base_of(key.field) == WITHHELD:
            yield key._replace(field=subject_of(key.field)), text


def is_withheld(plan: Plan, entry: Key) -> bool:
    """Whether an entry is not to be published: it is marked, or stands in a year that is marked for its field: what was joined
    with it afterwards must not come out."""
    if withheld_key(entry) in plan.entries:
        return True
    own = set(covered(plan, entry.period))
    return bool(own) and any(
        key.field == entry.field and not own.isdisjoint(covered(plan, key.period)) for key, _ in withheld_in(plan, entry.node)
    )
