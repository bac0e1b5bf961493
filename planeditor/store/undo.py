"""What taking back or redoing change groups would change: worked out first, written by the document afterwards."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.plan import Change, Key
from planeditor.domain.structure import without_orphans

from .history import History
from .log import changes_after, changes_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


def inverse(
    db: Database, history: History, targets: Sequence[int], present: Mapping[Key, str]
) -> tuple[list[Change], list[Key]]:
    """The changes that take back ``targets``, and the keys left alone.

    Left alone is what an edit in force has changed since, and what no longer reads as the group left it: a later
    decision is never overwritten by taking back an earlier one (DESIGN.md section 3). The node, the nodes above and the
    period of what stays are left alone with it.
    """
    touched = _touched_by_others(db, history, targets)
    overlay: dict[Key, str | None] = {}
    skipped: dict[Key, None] = {}
    for target in sorted(targets, reverse=True):
        for key, old, new in reversed(changes_of(db, target)):
            now = overlay[key] if key in overlay else present.get(key)
            if touched.get(key, 0) > target or now != new:
                skipped[key] = None
            else:
                overlay[key] = old
    kept = without_orphans(present, overlay)
    return _differences(kept, present), list(skipped)


def again(db: Database, target: int, present: Mapping[Key, str]) -> tuple[list[Change], list[Key]]:
    """The changes that bring back an undone group, and the keys left alone."""
    overlay: dict[Key, str | None] = {}
    skipped: list[Key] = []
    for key, old, new in changes_of(db, target):
        if present.get(key) == old:
            overlay[key] = new
        else:
            skipped.append(key)
    return _differences(overlay, present), skipped


def _touched_by_others(db: Database, history: History, targets: Sequence[int]) -> dict[Key, int]:
    """For every key the latest edit in force, other than the targets, that changed it after the first of them."""
    touched: dict[Key, int] = {}
    own = set(targets)
    counts: dict[int, bool] = {}
    for group, change in changes_after(db, min(targets)):
        if group not in counts:
            counts[group] = group not in own and history.steps[group].kind == "edit" and history.effective(group)
        if counts[group]:
            touched[change.key] = group
    return touched


def _differences(overlay: Mapping[Key, str | None], present: Mapping[Key, str]) -> list[Change]:
    return [Change(key, present.get(key), new) for key, new in overlay.items() if present.get(key) != new]
