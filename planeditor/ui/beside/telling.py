"""The history in words: versions of a cell, and operations on a measure."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import RESERVED_MARK, Key, Plan
from planeditor.messages import ui_beside as say
from planeditor.services.editing.cellhistory import Version
from planeditor.services.editing.entry import entry_name
from planeditor.store.log import ChangeGroup
from planeditor.ui.beside.differences import differing
from planeditor.ui.beside.history_row import Told
from planeditor.ui.beside.when import short_moment

_LINES = 8
"""How many changes of an operation are told."""
_LENGTH = 60


def tell_version(version: Version, now: str, restore: Callable[[str], object] | None, *, latest: bool) -> Told:
    """A version of a cell that reads ``now`` so. ``restore`` gives it that text again; None where it may not be edited."""
    date = short_moment(version.at)
    acts = []
    if restore is not None and version.new != now:
        words = say.RESTORE if version.new else say.RESTORE_EMPTY
        acts = [(words, say.RESTORE_NAME.format(date=date), partial(restore, version.new))]
    note = _note(say.NOW if latest else "", version.who, version.source, version.receipt)
    return Told(date, note, version.new or say.EMPTY_TEXT, differing(version.new, version.old), version.undone, acts)


def tell_group(group: ChangeGroup, plan: Plan, vocabulary: Vocabulary, see: Callable[[Key], object]) -> Told:
    """An operation on a measure; ``see`` goes to a cell."""
    written = [c for c in group.changes if not c.key.field.startswith(RESERVED_MARK)] or list(group.changes)
    lines = [
        say.CHANGE_LINE.format(cell=entry_name(plan, vocabulary, c.key), text=_short(c.new or say.EMPTY_TEXT))
        for c in written[:_LINES]
    ]
    if len(written) > _LINES:
        lines.append(say.MORE_CHANGES.format(count=len(written) - _LINES))
    acts = []
    if len(written) == 1:
        name = entry_name(plan, vocabulary, written[0].key)
        acts = [(say.SEE_CELL, name, partial(see, written[0].key))]
    note = _note(group.name, group.who, group.source, group.receipt)
    return Told(short_moment(group.at), note, "\n".join(lines), undone=group.undone, acts=acts)


def _note(head: str, who: str, source: str, receipt: int | None) -> str:
    came = say.RECEIPT.format(receipt=receipt) if receipt is not None else ""
    return say.BETWEEN.join(part for part in (head, who, source, came) if part)


def _short(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"
