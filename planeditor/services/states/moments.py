"""A state of the plan, and what editions and snapshots share: names that are unique among both, and a place in the log."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from planeditor.domain.blocks import EDITION, SNAPSHOT, blocks
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key, Plan
from planeditor.domain.text import label_key
from planeditor.messages import editions as say
from planeditor.services.editing.entry import clean_text

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.log import ChangeGroup

_NOW = frozenset({"now", say.NOW})
_LOOK_BACK = 10_000
"""Of how many operations on one edition its writing is looked for."""
_LONGEST = 100
"""Characters of a name: it stands in lists, in heads of tables and in the history."""


StateKind = Literal["edition", "snapshot", "now"]


@dataclass(frozen=True, slots=True)
class State:
    """One state; ``group`` is its place in the log, ``node`` "" for the present.

    ``status``: of an edition 策定 or 改定, of a snapshot its purpose or how far the papers were, of the present how far they are.
    """

    name: str
    kind: StateKind
    group: int
    date: str
    status: str
    note: str
    node: str
    who: str = ""
    at: datetime | None = None


def is_now(name: str) -> bool:
    """Whether a name means the present plan."""
    return label_key(name).casefold() in _NOW


def require_free(plan: Plan, name: str, but: str = "") -> None:
    """Raise KnownError for an empty or overlong name, and for one that another edition or snapshot, or the present, is called by."""
    if not name:
        raise KnownError(say.NAME_EMPTY)
    if len(name) > _LONGEST:
        raise KnownError(say.NAME_LONG.format(most=_LONGEST))
    if is_now(name):
        raise KnownError(say.NAME_IS_NOW.format(name=name))
    if any(label_key(n.name) == label_key(name) and n.id != but for n in blocks(plan, PLAN_ID, EDITION, SNAPSHOT)):
        raise KnownError(say.NAME_TAKEN.format(name=name))


def written_by(document: Document, node: str) -> ChangeGroup:
    """The change group that wrote an edition or a snapshot and is in force: its place in the log. Where it was taken back and
    the node stayed, since it was changed later, still that group. Raises KnownError where there is none."""
    written = [
        group for group in document.cell_log(Key(node, KIND), _LOOK_BACK)
        if group.kind in ("create", "edit") and any(c.new for c in group.changes)
    ]
    found = next((group for group in written if not group.undone), next(iter(written), None))
    if found is None:
        raise KnownError(say.GONE)
    return found


def one_line(text: str) -> str:
    """A text of one line, without what cannot be printed. Raises KnownError as ``clean_text``."""
    return " ".join(part.strip() for part in re.split(r"[\n\t]+", clean_text(text).strip()))
