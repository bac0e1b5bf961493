"""The two states that lists show: how far a sheet is filled in, and how the work goes."""
from __future__ import annotations

from collections import Counter
from enum import StrEnum

from planeditor.domain.current import current_period
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import STATE, Key, Node, Plan
from planeditor.domain.runs import joined_in
from planeditor.messages import editing as say
from planeditor.services.editing.years import is_closed

PROGRESS_CLASS = "progress_class"
"""The internal field in which a person confirms the 進捗区分."""


class Filled(StrEnum):
    """How far it is filled in."""

    NONE = "none"
    PART = "part"
    FULL = "full"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The Japanese word."""
        return say.FILLED[self]


class Progress(StrEnum):
    """How the work goes."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    STOPPED = "stopped"
    DONE = "done"
    MERGED = "merged"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The Japanese word."""
        return say.PROGRESS[self]


_BY_WORD = {progress.word: progress for progress in Progress}
_BY_STATE = {
    say.STATE_STOPPED: Progress.STOPPED, say.STATE_DONE: Progress.DONE, say.STATE_MERGED: Progress.MERGED,
}  # fmt: skip


class States:
    """The states of the nodes of one snapshot of a plan; each is worked out when it is first asked for."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan, self.vocabulary = plan, vocabulary
        current = current_period(plan, vocabulary)
        self.current = current.key if current else ""
        """The key of the current period, "" where the plan has none."""
        self._filled: dict[tuple[str, str], Filled] = {}
        self._fields: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._class = vocabulary.by_key.get(("measure", PROGRESS_CLASS))

    def filled(self, node: str, period: str = "") -> Filled:
        """How far a measure is filled in, in a period (default: the current one).

        For an area or the plan: what all measures below have in common, PART where they differ. Merged measures do not
        count there, since nobody fills them in any more.
        """
        place = (node, period or self.current)
        found = self._filled.get(place)
        if found is None:
            found = self._filled[place] = self._work_out(*place)
        return found

    def progress(self, node: str, period: str = "") -> Progress:
        """How the work of a measure goes: its own state, else the class confirmed for the period (default: the current
        one), else UNKNOWN, as for anything but a measure."""
        own = _BY_STATE.get(self.plan.text(node, STATE))
        if own is not None or self._class is None:
            return own or Progress.UNKNOWN
        key = Key(node, PROGRESS_CLASS, (period or self.current) if self._class.series else "")
        return _BY_WORD.get(self.plan.text(*key).strip(), Progress.UNKNOWN)

    def count(self, node: str, period: str = "") -> Counter[Filled]:
        """How many measures below a node (or the measure itself) are how far filled in; merged ones are left out."""
        measures = [n for n in self._with_below(node) if n.kind == "measure" and self.progress(n.id) is not Progress.MERGED]
        return Counter(self.filled(n.id, period) for n in measures)

    def _work_out(self, node: str, period: str) -> Filled:
        known = self.plan.node(node)
        if known is None or known.kind != "measure":
            found = set(self.count(node, period))
            return found.pop() if len(found) == 1 else Filled.PART if found else Filled.NONE
        if is_closed(self.plan, period):
            return Filled.CLOSED
        needed, all_fields = self._asked(period.rpartition(":")[0])
        has = {field for field in all_fields if self.plan.text(node, field, period).strip()}
        if not has.issuperset(all_fields):
            has |= {key.field for key in joined_in(self.plan, node, period)} & set(all_fields)
        if not has:
            return Filled.NONE
        return Filled.FULL if has.issuperset(needed) else Filled.PART

    def _asked(self, series: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The report fields of a series that must be filled in, and all of them."""
        if series not in self._fields:
            own: list[FieldDef] = [f for f in self.vocabulary.of("measure") if f.kind == "report" and f.series == series]
            needed = [f for f in own if f.required] or own
            self._fields[series] = tuple(f.key for f in needed), tuple(f.key for f in own)
        return self._fields[series]

    def _with_below(self, node: str) -> list[Node]:
        own = self.plan.node(node)
        return [*([own] if own else []), *self.plan.walk(node)]
