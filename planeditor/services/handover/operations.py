"""What the change log tells of a year: each step of the work by itself, everyday editing by its number."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planeditor.domain.blocks import ANSWER, DONE, EDITION, POINT, SNAPSHOT
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CLOSED,
    CONTACTS,
    CURRENT,
    DEPARTMENTS,
    FORM_SET,
    HIGHLIGHT,
    KIND,
    LATE,
    MERGED_INTO,
    PARENT,
    PERIODS,
    PLAN_ID,
    PROGRESS,
    SEEN,
    STATE,
    STATUS,
    Change,
    Key,
    Plan,
)
from planeditor.domain.reserved import base_of
from planeditor.messages import handover as say
from planeditor.services.handover.model import Event, Share, Span
from planeditor.services.handover.notes import is_of_handover
from planeditor.store.log import ChangeGroup

YEARLY = frozenset({"status", "closed", "edition", "snapshot", "year"})
"""What comes back every year."""
_BLOCKS = {EDITION: "edition", SNAPSHOT: "snapshot", POINT: "point"}
_STEPS = {STATUS: "status", FORM_SET: "forms", CURRENT: "year", PERIODS: "extended"}
_JUDGED = frozenset({PROGRESS, HIGHLIGHT, LATE})
_STRUCTURE = frozenset({STATE, MERGED_INTO, DEPARTMENTS, PARENT})


def operations(log: Iterable[ChangeGroup], plan: Plan, span: Span) -> list[Event]:
    """What was done in a span as far as it is in force, first to last."""
    found: list[Event] = []
    counts: dict[tuple[int, int, str], _Counted] = {}
    for day, group in _within(log, span):
        kind, place = _kind(group, plan)
        if kind in say.COUNTED:
            counts.setdefault((day.year, day.month, kind), _Counted(kind, day)).add(group, day)
        else:
            text = say.WITH_SOURCE.format(name=group.name, source=group.source) if group.source else group.name
            found.append(Event(day, kind, text, group.who, place=place, yearly=kind in YEARLY))
    return sorted([*found, *(counted.event() for counted in counts.values())], key=lambda event: event.day)


def shares(log: Iterable[ChangeGroup], span: Span) -> list[Share]:
    """Who did how much in a span, the one with the most operations first."""
    found: dict[str, list[tuple[dt.date, int]]] = {}
    for day, group in _within(log, span):
        found.setdefault(group.who or say.CREATED_BY, []).append((day, len(group.changes)))
    told = [Share(who, len(own), sum(n for _, n in own), own[0][0], own[-1][0]) for who, own in found.items()]
    return sorted(told, key=lambda share: (-share.operations, share.who))


def names(found: Iterable[str], most: int = 4) -> str:
    """Names each once, the first few of many."""
    told = list(dict.fromkeys(name for name in found if name))
    first = say.BETWEEN.join(told[:most])
    return say.MORE_NAMES.format(names=first, count=len(told) - most) if len(told) > most else first


@dataclass(slots=True)
class _Counted:
    """Operations of one kind in one month."""

    kind: str
    first: dt.date
    last: dt.date = dt.date.min
    who: list[str] = field(default_factory=list)
    changes: int = 0

    def add(self, group: ChangeGroup, day: dt.date) -> None:
        self.last = day
        self.who.append(group.who)
        self.changes += len(group.changes)

    def event(self) -> Event:
        text = say.COUNTED[self.kind].format(count=len(self.who), changes=self.changes)
        return Event(self.first, self.kind, text, names(self.who), self.last if self.last != self.first else None)


def _within(log: Iterable[ChangeGroup], span: Span) -> Iterator[tuple[dt.date, ChangeGroup]]:
    """The operations in force, first to last, each with its day here. What only takes back or redoes a step tells nothing by
    itself: the step is in force or it is not."""
    for group in sorted(log, key=lambda one: one.id):
        day = group.at.astimezone().date()
        if day in span and not group.undone and group.kind not in ("undo", "redo") and not _is_silent(group):
            yield day, group


def _is_silent(group: ChangeGroup) -> bool:
    """Whether nothing is told of an operation: what belongs to the handover itself, and a 記録の抹消, of which only the number is."""
    if group.kind == "create" and not group.changes:
        return True
    return bool(group.changes) and all(is_of_handover(change.key.field) for change in group.changes)


def _kind(group: ChangeGroup, plan: Plan) -> tuple[str, Key | None]:
    """What an operation is, and where it can be seen."""
    if group.kind == "create":
        return "created", None
    if group.kind == "revert":
        return "reverted", None
    if group.receipt is not None:
        return "decided", None
    for change in group.changes:
        kind = _step(change, plan)
        if kind:
            return kind, _place(change.key, plan)
    bases = {base_of(change.key.field) for change in group.changes}
    if bases and bases <= {CONTACTS}:
        return "contacts", None
    if bases & _JUDGED:
        return "judged", None
    if SEEN in bases:
        return "seen", None
    if KIND in bases or bases & _STRUCTURE:
        return ("text" if _is_text(group, plan) else "structure"), None
    return "entries", None


def _step(change: Change, plan: Plan) -> str:
    """The step of the year's work that a change is, "" for everyday editing."""
    field_key, new = change.key.field, change.new
    if field_key == BLOCK_TYPE and new in _BLOCKS:
        return _BLOCKS[new]
    if field_key in (ANSWER, DONE) and plan.text(change.key.node, BLOCK_TYPE) == POINT:
        return "answer"
    if change.key.node != PLAN_ID:
        return ""
    if field_key == CLOSED:
        return "closed" if new else "reopened"
    return _STEPS.get(PERIODS if base_of(field_key) == PERIODS else field_key, "")


def _place(key: Key, plan: Plan) -> Key | None:
    """Where it stands, if it is still there: a 指摘 is seen with its measure."""
    node = plan.node(key.node)
    if node is not None and node.kind == "block":
        node = plan.node(node.parent)
    return Key(node.id, "", key.period) if node is not None and node.id != PLAN_ID else None


def _is_text(group: ChangeGroup, plan: Plan) -> bool:
    nodes = {change.key.node for change in group.changes}
    return all((node := plan.node(n)) is not None and node.kind == "block" for n in nodes)
