"""What the window says of a backup: its row in the list, and what putting it back would mean."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.messages import backups as say

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.ui.backups.looking import Row

_NAMES = 3


def row_words(row: Row, plan_file: Path, word: str) -> list[str]:
    """The words of a row, one for each column; ``word``: what the form set calls a measure."""
    found, looked = row.kept.backup, row.looked
    state = say.CHECKING if looked is None else say.UNSOUND if looked.fault else say.SOUND
    changed = ""
    if looked is not None and not looked.fault:
        changed = say.UNKNOWN_SHORT if looked.changed is None else looked.changed.told(word)
    return [row.kept.at[:-3], found.reason, row.kept.size_told, state, changed, place_told(row, plan_file)]


def place_told(row: Row, plan_file: Path) -> str:
    """Where a backup lies."""
    if row.kept.also:
        return say.BOTH
    return say.BESIDE if row.kept.backup.path.parent.parent == plan_file.parent else say.OWN


def details(row: Row) -> str:
    """What putting a backup back would mean."""
    looked = row.looked
    if looked is None:
        return say.CHECKING
    if looked.fault:
        return looked.fault
    changed = looked.changed
    if changed is None:
        return f"{say.UNKNOWN_NOW}\n{say.LAST.format(name=row.kept.backup.group_name)}"
    if changed.other_plan:
        return say.OTHER_PLAN_HERE
    if not changed.is_any:
        return say.NOTHING_LOST
    lines = [say.FORMER_STAYS.format(changed=changed.told())]
    if changed.operations:
        lines.append(say.OPERATIONS_SINCE.format(names=_few(changed.operations)))
    if changed.gained:
        lines.append(say.BACKWARD.format(count=changed.gained))
    return "\n".join(lines)


def _few(names: Sequence[str]) -> str:
    told = "、".join(f"「{name}」" for name in names[:_NAMES])
    return say.MORE_OPERATIONS.format(names=told, count=len(names) - _NAMES) if len(names) > _NAMES else told
