"""What may be edited now, and why not."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from planeditor.domain.blocks import COVERS, POINT, SNAPSHOT
from planeditor.domain.current import current_period
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    ACHIEVED,
    ASSESSMENT,
    BASIS,
    BLOCK_TYPE,
    CLOSED,
    CONFIRMED,
    CONTACTS,
    FORECAST,
    FORM_SET,
    HANDED_OVER,
    HANDOVER,
    HIGHLIGHT,
    LATE,
    MUNICIPAL_CODE,
    PLAN_ID,
    PROGRESS,
    RESERVED_MARK,
    ROUNDS,
    SECRETARIAT,
    SEEN,
    STATE,
    STATUS,
    WITHHELD,
    Change,
    Key,
    Plan,
)
from planeditor.domain.runs import covered
from planeditor.messages import editing as say
from planeditor.services.editing.years import closed_on, is_closed

_OF_THE_HOUSE = frozenset({
    CONTACTS, SECRETARIAT, ROUNDS, CONFIRMED, COVERS, STATUS, PROGRESS, BASIS, LATE, HIGHLIGHT, ACHIEVED, ASSESSMENT, SEEN, WITHHELD,
    MUNICIPAL_CODE, HANDOVER, HANDED_OVER,
})
"""Reserved fields that say how the plan is kept, not what it says: they may change without a revision."""


class Mode(StrEnum):
    """What a person is doing at the window."""

    NORMAL = "normal"
    REVISION = "revision"
    CORRECTION = "correction"


class Lock(StrEnum):
    """Whether an entry may be edited now, else why not."""

    OPEN = "open"
    READ_ONLY = "read_only"
    CLOSED = "closed"
    MERGED = "merged"
    PLAN = "plan"
    FUTURE = "future"


@dataclass(frozen=True)
class Permissions:
    """What may be edited in this state of a plan; made anew for each state."""

    plan: Plan
    vocabulary: Vocabulary
    mode: Mode = Mode.NORMAL
    read_only: bool = False
    past: bool = False
    """Whether this is the plan of another day, which is looked at."""

    def lock(self, key: Key) -> Lock:
        """Whether the entry may be edited; an entry that is still empty is treated as any other."""
        if self.read_only:
            return Lock.READ_ONLY
        periods = self._periods_of(key.period)
        if not self._closed.isdisjoint(periods):
            return Lock.CLOSED
        kind = self.kind_of(key)
        if kind == "internal":
            return Lock.OPEN
        if self.mode is Mode.NORMAL and self.plan.text(key.node, STATE) == say.STATE_MERGED:
            return Lock.MERGED
        if kind == "plan":
            return Lock.PLAN if self.mode is Mode.NORMAL else Lock.OPEN
        return Lock.FUTURE if periods and self._future.issuperset(periods) else Lock.OPEN

    def sentence(self, lock: Lock) -> str:
        """Why an entry is locked and what to do; "" for an open one."""
        words = self.vocabulary
        if self.past and lock is Lock.READ_ONLY:
            return say.LOCKED_PAST
        return say.LOCKED[lock].format(revision=words.word("revision"), measure=words.word("measure"))

    def kind_of(self, key: Key) -> str:
        """Whether an entry is ``plan``, ``report`` or ``internal``; of a node that is not there, ``plan``."""
        base, _, argument = key.field.partition(":")
        if base in _OF_THE_HOUSE or self.plan.text(key.node, BLOCK_TYPE) in (SNAPSHOT, POINT):
            return "internal"
        if base == FORECAST:
            return self.kind_of(key._replace(field=argument))
        if key.field.startswith(RESERVED_MARK):
            return "plan"
        node = self.plan.node(key.node)
        definition = self.vocabulary.by_key.get((node.kind, key.field)) if node else None
        return definition.kind if definition else "plan"

    def _periods_of(self, period: str) -> list[str]:
        """The periods of the plan that an entry stands in: several, where it is one of a run of years."""
        return [period] if not period or period in self._known else covered(self.plan, period) or [period]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(p.key for p in self._periods)

    @cached_property
    def _closed(self) -> frozenset[str]:
        return frozenset(p.key for p in self._periods if is_closed(self.plan, p.key))

    @cached_property
    def _future(self) -> frozenset[str]:
        now = current_period(self.plan, self.vocabulary)
        if now is None:
            return frozenset()
        return frozenset(p.key for p in self._periods if p.first > (now.first if p.series == now.series else now.last))

    @cached_property
    def _periods(self) -> list[Period]:
        return self.vocabulary.all_periods(self.plan)


def require_open(plan: Plan, vocabulary: Vocabulary, keys: Iterable[Key]) -> None:
    """Raise KnownError where one of these entries stands in a closed period: the one rule that holds everywhere."""
    for period in {key.period: None for key in keys if key.period}:
        on = closed_on(plan, period)
        if on is not None:
            label = vocabulary.label_of_period(plan, period)
            raise KnownError(say.CLOSED_YEAR.format(period=label, on=say.DATE.format(on)))


def require_open_for(plan: Plan, vocabulary: Vocabulary, changes: Sequence[Change]) -> None:
    """The same for an operation that is taken back or redone. Closing a period is no entry of it; a period that the same
    operation opens again counts as open. Changing the form set moves entries of closed periods too, and changes none."""
    if any(c.key == Key(PLAN_ID, FORM_SET) for c in changes):
        return
    opened = {c.key.period for c in changes if c.key.field == CLOSED and not c.new}
    require_open(plan, vocabulary, [c.key for c in changes if c.key.field != CLOSED and c.key.period not in opened])
