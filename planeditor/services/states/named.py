"""The states of a plan that have a name: its editions, its snapshots, and the present."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Change, Plan
from planeditor.domain.text import label_key
from planeditor.messages import editions as say
from planeditor.services.states.editions import editions
from planeditor.services.states.labels import with_labels_of
from planeditor.services.states.moments import State, is_now, written_by
from planeditor.services.states.printed import Printed
from planeditor.services.states.snapshots import snapshots
from planeditor.services.states.standing import status_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

def states(document: Document) -> list[State]:
    """The editions and snapshots in the order of the log, the present last."""
    plan = document.plan()
    found: list[State] = []
    for edition in editions(plan):
        group = written_by(document, edition.node)
        found.append(
            State(edition.name, "edition", group.id, edition.date, edition.sort, edition.note, edition.node, group.who, group.at)
        )
    for shot in snapshots(plan):
        group = written_by(document, shot.node)
        found.append(State(shot.name, "snapshot", group.id, shot.date, shot.status, shot.note, shot.node, group.who, group.at))
    found.sort(key=lambda state: state.group)
    return [*found, _now(document)]


def find_state(document: Document, name: str) -> State:
    """The edition or snapshot of that name; ``now``, 現在 or nothing is the present. Raises KnownError naming those there are."""
    if not name or is_now(name):
        return _now(document)
    known = states(document)[:-1]
    found = next((state for state in known if label_key(state.name) == label_key(name)), None)
    if found is None:
        names = "、".join(state.name for state in known)
        raise KnownError(say.UNKNOWN_STATE.format(name=name, known=names) if known else say.NO_STATES)
    return found


def plan_at_state(document: Document, state: State) -> Plan:
    """The plan as it was in that state; of an edition with the years printed as they were then."""
    if state.kind == "now":
        return document.plan()
    return with_labels_of(document.plan_at(state.group), state.node)


def changes_since(document: Document, vocabulary: Vocabulary, state: State) -> list[Change]:
    """What of the printed content differs now from that state; edits that were taken back are none of it."""
    if state.kind == "now":
        return []
    changes = document.changed_since(state.group)
    printed = Printed(document.plan(), vocabulary, changes)
    return [c for c in changes if printed.is_content(c.key)]


def _now(document: Document) -> State:
    return State(say.NOW, "now", document.last_group, "", status_of(document.plan()), "", "")
