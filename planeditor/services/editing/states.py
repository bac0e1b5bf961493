"""The two states that lists show: how far a sheet is filled in, and how the work goes."""
from __future__ import annotations

from collections import Counter
from enum import StrEnum

from planeditor.domain.current import current_period
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import STATE, Node, Plan
from planeditor.domain.progress import ENDS, Progress, confirmed_progress, parse_progress
from planeditor.domain.runs import joined_in
from planeditor.messages import editing as say
from planeditor.services.editing.years import is_closed


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


class States:
    """The states of the nodes of one snapshot of a plan; each is worked out when it is first asked for."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan, self.vocabulary = plan, vocabulary
        current = current_period(plan, vocabulary)
        self.current = current.key if current else ""
        """The key of the current period, "" where the plan has none."""
        self._filled: dict[tuple[str, str], Filled] = {}
        self._fields: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

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
        """How the work of a measure goes: what was confirmed for the period; for the current one (the default) its own state
        comes first. 未判定 where neither says anything, as for anything but a measure."""
        if period and period != self.current:
            found = confirmed_progress(self.plan, node, period)
            if found is not Progress.UNDECIDED:
                return found
        own = parse_progress(self.plan.text(node, STATE))
        return own if own in ENDS else confirmed_progress(self.plan, node, period or self.current)

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
