"""What another copy of the plan changed since both parted, as proposals: each entry compared three ways."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from planeditor.domain.compare import Outcome, compare
from planeditor.domain.fields import Vocabulary, periods_entry
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    CLOSED,
    CONFIRMED,
    FORECAST,
    KIND,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    RESERVED_MARK,
    Key,
    Node,
    Plan,
)
from planeditor.domain.reserved import base_of
from planeditor.messages import merging as say
from planeditor.services.intake.merging_places import circling, taken_numbers
from planeditor.store.receipts import NewProposal, ProposalKind

SHAPE = (KIND, PARENT, ORDER, NUMBER, NAME)
"""What a node cannot be shown without."""


@dataclass(slots=True)
class Changes:
    """What the other copy proposes."""

    items: list[NewProposal] = field(default_factory=list)
    unchanged: int = 0
    """Entries that they changed and that read the same here."""
    notes: list[str] = field(default_factory=list)


def changes_between(ancestor: Plan, ours: Plan, theirs: Plan, vocabulary: Vocabulary) -> Changes:
    """Compare three states of a plan: where both copies part, as it is here, as it is there.

    Nothing is guessed: what only they changed is clean, what both changed is a conflict, and what would take away
    something is a question. Where only the order of nodes differs, ours stays. A node that is not here is proposed whole,
    what it is (kind, parent, order …) first.
    """
    return _Comparison(ancestor, ours, theirs, vocabulary).run()


@dataclass
class _Comparison:
    ancestor: Plan
    ours: Plan
    theirs: Plan
    vocabulary: Vocabulary
    result: Changes = field(default_factory=Changes)

    def run(self) -> Changes:
        self._plan_itself()
        for node in self._in_order():
            if self.ours.node(node.id) is not None:
                self._known(node)
            elif node.id in self._brought:
                self._missing_here(node)
        for node in self.ancestor.walk():
            if self.theirs.node(node.id) is None and self.ours.node(node.id) is not None:
                self._deleted_there(node)
        return self.result

    def _in_order(self) -> Iterable[Node]:
        """Every node of theirs that is not as it was, what stands above before what stands below."""
        for node in self.theirs.walk():
            if node.id in self._brought or self.ancestor.of_node(node.id) != self.theirs.of_node(node.id):
                yield node

    # The plan itself

    def _plan_itself(self) -> None:
        for key in self._changed_keys(PLAN_ID):
            if base_of(key.field) == PERIODS:
                self._periods(key)
            elif key.field == CLOSED:
                self._closed(key)
            else:
                self._compare(key)

    def _periods(self, key: Key) -> None:
        """Periods of a series are added one by one; taking one away is asked, and never done where it is in use here."""
        before, now, there = (set(p.entries.get(key, "").split()) for p in (self.ancestor, self.ours, self.theirs))
        gone = (before - there) & now
        used = gone & {period for _, period in self.ours.used}
        if used:
            labels = "、".join(self._label(p) for p in sorted(used))
            self.result.notes.append(say.NOTE_KEPT_PERIODS.format(periods=labels))
        text = periods_entry(map(Period.from_key, now - (gone - used) | (there - before)))
        if text == self.ours.entries.get(key, ""):
            self.result.unchanged += 1
        elif gone - used:
            self._propose(key, text, "question", about="period", question=say.ASK_PERIODS)
        else:
            self._propose(key, text, "clean")

    def _closed(self, key: Key) -> None:
        label = self._label(key.period)
        if key not in self.theirs.entries:
            if key in self.ours.entries:
                self.result.notes.append(say.NOTE_REOPENED.format(period=label))
        elif key in self.ours.entries:
            self.result.unchanged += 1
        else:
            self._propose(key, self.theirs.entries[key], "question", about="closing", question=say.ASK_CLOSED.format(period=label))

    # Nodes that are here

    def _known(self, node: Node) -> None:
        changed = self._changed_keys(node.id)
        moved = Key(node.id, PARENT) in changed
        for key in changed:
            if key.field == ORDER and moved:
                continue  # it comes with the parent
            if self.ours.entries.get(key) == self.theirs.entries.get(key):
                self.result.unchanged += 1
            elif key.field == PARENT:
                self._moved(key)
            elif key.field == ORDER:
                self._order(key)
            elif key.field == NUMBER and node.id in self._taken:
                self._propose(key, node.number, "question", about="number_taken", question=self._taken[node.id])
            elif key.field == MERGED_INTO and self.theirs.text(*key) in self._brought:
                self._propose(key, self.theirs.text(*key), "question", about="place_gone", question=say.ASK_PLACE_GONE)
            else:
                self._compare(key)

    def _order(self, key: Key) -> None:
        place = Key(key.node, PARENT)
        as_it_was = all(self.ours.entries.get(k) == self.ancestor.entries.get(k) for k in (key, place))
        if as_it_was:
            self._propose(key, self.theirs.text(*key), "clean")
        else:
            self.result.unchanged += 1

    def _moved(self, key: Key) -> None:
        order, to = Key(key.node, ORDER), self.theirs.text(*key)
        now = self.ours.text(*key)
        kind: ProposalKind = "clean" if now == self.ancestor.text(*key) else "conflict"
        about = question = ""
        if key.node in self._circling:
            kind, about, question = "question", "circle", say.ASK_CIRCLE
        elif to in self._brought and self.ancestor.node(to) is not None:
            kind, about, question = "question", "place_gone", say.ASK_PLACE_GONE
        self._propose(key, to, kind, about=about, question=question)
        if self.ours.text(*order) != self.theirs.text(*order):
            self._propose(order, self.theirs.text(*order), kind, about=about, question=question)

    def _compare(self, key: Key) -> None:
        now, submitted, as_sent = (p.text(*key) for p in (self.ours, self.theirs, self.ancestor))
        outcome = compare(now, submitted, as_sent)
        if outcome is Outcome.UNCHANGED:
            self.result.unchanged += 1
        elif outcome is not Outcome.QUESTION:
            self._propose(key, submitted, outcome.value)  # type: ignore[arg-type]  # the same words
        elif base_of(key.field) in (FORECAST, CONFIRMED):  # a figure is final, an agreement no longer holds
            self._propose(key, submitted, "clean" if now == as_sent else "conflict")
        else:
            self._propose(key, submitted, "question", about="blanked", question=say.ASK_BLANKED)

    # Nodes that are not

    def _missing_here(self, node: Node) -> None:
        """A node of theirs that is new, or that was deleted here while they worked on it."""
        reason = self._reason(node)
        own = self.theirs.of_node(node.id)
        shape = [key for f in SHAPE if (key := Key(node.id, f)) in own]
        rest = [key for key in own if key.field not in SHAPE] if self._brought[node.id] else []
        for key in (*shape, *rest):
            about, question = reason
            if not question and key.field == NUMBER and node.id in self._taken:
                about, question = "number_taken", self._taken[node.id]
            self._propose(key, own[key], "question" if question else "clean", about=about, question=question)

    def _reason(self, node: Node) -> tuple[str, str]:
        """Why a node that is not here is asked about; "" where it is simply new."""
        if self.ancestor.node(node.id) is not None:
            return "gone_here", say.ASK_GONE_HERE.format(title=node.title)
        parent = self.theirs.node(node.parent)
        while parent is not None and parent.id in self._brought:
            if self.ancestor.node(parent.id) is not None:
                return "place_gone", say.ASK_PLACE_GONE
            parent = self.theirs.node(parent.parent)
        return "", ""

    @cached_property
    def _brought(self) -> dict[str, bool]:
        """The nodes of theirs that are not here and are proposed: with all they hold, or (False) only as a place for others."""
        found: dict[str, bool] = {}
        for node in self.theirs.walk():
            if self.ours.node(node.id) is None and self._worked_on(node):
                found[node.id] = True
        needed = [n.id for n in self.theirs.walk() if self._moved_there(n)]
        for node in self.theirs.measures:
            target = self.theirs.text(node.id, MERGED_INTO)
            if target and target != self.ancestor.text(node.id, MERGED_INTO):
                needed.append(target)
        for place in [*found, *needed]:
            if self.ours.node(place) is None and self.theirs.node(place) is not None:
                found.setdefault(place, False)
            above = self.theirs.node(place)
            while above is not None and above.id != PLAN_ID:
                if self.ours.node(above.id) is None:
                    found.setdefault(above.id, False)
                above = self.theirs.node(above.parent)
        return found

    def _worked_on(self, node: Node) -> bool:
        return any(key.field != ORDER for key in self._changed_keys(node.id))

    def _moved_there(self, node: Node) -> bool:
        before = self.ancestor.node(node.id)
        return before is not None and before.parent != node.parent

    def _deleted_there(self, node: Node) -> None:
        own, was = self.ours.of_node(node.id), self.ancestor.of_node(node.id)
        edited = any(own.get(k) != was.get(k) for k in {*own, *was} if k.field != ORDER)
        ask = (say.ASK_DELETED_EDITED if edited else say.ASK_DELETED).format(count=len(_written(own)))
        self._propose(Key(node.id, KIND), "", "question", about="deleted", question=ask)

    # Common

    @cached_property
    def _circling(self) -> frozenset[str]:
        return circling(self.ancestor, self.ours, self.theirs)

    @cached_property
    def _taken(self) -> Mapping[str, str]:
        taken = taken_numbers(self.ancestor, self.ours, self.theirs)
        return {n: say.ASK_NUMBER_TAKEN.format(number=other.number, title=other.title) for n, other in taken.items()}

    def _changed_keys(self, node: str) -> list[Key]:
        before, there = self.ancestor.of_node(node), self.theirs.of_node(node)
        return [key for key in dict.fromkeys((*there, *before)) if before.get(key) != there.get(key)]

    def _label(self, period: str) -> str:
        return self.vocabulary.label_of_period(self.ours, period)

    def _propose(self, key: Key, text: str, kind: ProposalKind, *, about: str = "", question: str = "") -> None:
        node = self.ours.node(key.node) or self.theirs.node(key.node)
        number = node.number if node and node.id != PLAN_ID else ""
        new = NewProposal(
            field=key.field, period=key.period, node=key.node, submitted=text, kind=kind, question=question, about=about,
            as_sent=self.ancestor.text(*key), before=self.ours.entries.get(key),
        )
        if node is not None and node.kind == "measure":
            new = replace(new, measure_number=number)
        elif node is not None and node.kind == "area":
            new = replace(new, area_number=number)
        self.result.items.append(new)


def _written(entries: Mapping[Key, str]) -> list[Key]:
    """Those that people wrote."""
    return [key for key in entries if not key.field.startswith(RESERVED_MARK)]
