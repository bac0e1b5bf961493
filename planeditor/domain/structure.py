"""What must stay so that no entry hangs in the air: the node it belongs to, the nodes above, and its period."""
from __future__ import annotations

from collections.abc import Mapping

from planeditor.domain.periods import Period
from planeditor.domain.plan import KIND, PARENT, PERIODS, PLAN_ID, RESERVED_MARK, Key


def without_orphans(present: Mapping[Key, str], wanted: Mapping[Key, str | None]) -> dict[Key, str | None]:
    """The wanted changes without those that would leave an entry without its node, a node without its parent, or an
    entry in a period the plan no longer has. ``None`` = the entry goes.

    A node stays whole (kind, parent, order, number, name …) as long as anything that people wrote in it stays, or
    anything stands under it.
    """
    after = {k: t for k, t in present.items() if wanted.get(k, t) is not None}
    after.update({k: t for k, t in wanted.items() if t is not None})
    kept = dict(wanted)
    _keep_nodes(present, kept, after)
    _keep_periods(present, kept, after)
    return kept


def _keep_nodes(present: Mapping[Key, str], kept: dict[Key, str | None], after: dict[Key, str]) -> None:
    going = {k.node for k, t in kept.items() if k.field == KIND and t is None}
    needed = {k.node for k in after if k.node in going and not k.field.startswith(RESERVED_MARK)}
    needed |= {t for k, t in after.items() if k.field == PARENT and t in going and Key(k.node, KIND) in after}
    while needed:
        node = needed.pop()
        if node not in going:
            continue
        going.discard(node)
        for key in [k for k in kept if k.node == node and k.field.startswith(RESERVED_MARK) and kept[k] is None]:
            del kept[key]
            after[key] = present[key]
        parent = present.get(Key(node, PARENT), "")
        if parent != PLAN_ID:
            needed.add(parent)


def _keep_periods(present: Mapping[Key, str], kept: dict[Key, str | None], after: dict[Key, str]) -> None:
    for key in [k for k in kept if k.node == PLAN_ID and k.field.startswith(f"{PERIODS}:")]:
        going = set(present.get(key, "").split()) - set((kept[key] or "").split())
        used = going & {k.period for k in after if k.period}
        if used:
            still = {*(kept[key] or "").split(), *used}
            kept[key] = " ".join(p.key for p in sorted(Period.from_key(k) for k in still))
