"""Making the content of the next plan: what of every entry of the old one is carried, and what is not, entry by entry."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planeditor.domain.blocks import CHAPTER, COVERS, EDITION, FLOW, ITEM, LIST, NOTE, POINT, SNAPSHOT, TEXT, covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.current import main_series
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CONTACTS,
    CURRENT,
    DEPARTMENTS,
    FORMER,
    FORMS_VERSION,
    KIND,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    RESERVED_MARK,
    ROUNDS,
    SECRETARIAT,
    Key,
    Node,
    NodeKind,
    Plan,
)
from planeditor.domain.points import open_points
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.text import label_key
from planeditor.domain.withholding import is_withheld, withheld_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import nextplan as say
from planeditor.messages import publishing as say_publishing
from planeditor.services.nextplan.draft import NextDraft, ordered
from planeditor.services.nextplan.matching import Matching, next_periods
from planeditor.services.nextplan.results import results_chapter

_KEPT = {"plan": (SECRETARIAT, ROUNDS), "measure": (DEPARTMENTS, CONTACTS), "area": ()}
"""Reserved fields of a node that the next plan begins with; number and name are said when it is made."""
_SHAPE = frozenset({KIND, PARENT, ORDER, NUMBER, NAME})


class Reason(StrEnum):
    """Why an entry is not carried over as a text of the next plan."""

    ENDED = "ended"
    MERGED = "merged"
    REPORT = "report"
    YEARS = "years"
    INTERNAL = "internal"
    NO_FIELD = "no_field"
    NO_CHOICE = "no_choice"
    NOT_WANTED = "not_wanted"
    EDITION = "edition"
    POINT = "point"

    @property
    def sentence(self) -> str:
        """The Japanese words for it."""
        return say.REASONS[self]


_OF_NODES = frozenset({Reason.ENDED, Reason.MERGED, Reason.NOT_WANTED, Reason.EDITION, Reason.POINT})
"""These are told by node, not by field."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stands in the old plan alone: for one reason, one field or block, with the places it stands at."""

    reason: Reason
    label: str
    places: tuple[str, ...]
    """Number and name of each node, once for each entry."""

    @property
    def count(self) -> int:
        """How many entries."""
        return len(self.places)

    @property
    def names(self) -> list[str]:
        """The places, each named once."""
        return list(dict.fromkeys(self.places))


@dataclass(frozen=True)
class NextPlan:
    """The next plan, and what was told about it."""

    entries: Mapping[Key, str]
    left: tuple[LeftOut, ...]
    texts: int
    """Entries carried over as texts to begin with."""
    former: int
    """Entries shown as those of the plan before."""
    results: int
    """Measures whose last results stand in the chapter."""

    @property
    def plan(self) -> Plan:
        """The content as a plan."""
        return Plan(self.entries)


def next_plan(old: Plan, old_words: Vocabulary, forms: FormSet, draft: NextDraft) -> NextPlan:
    """The next plan made of a draft without problems (``problems.problems``); the old plan is not touched."""
    return _Carrier(old, old_words, forms, draft).made()


class _Carrier:
    def __init__(self, old: Plan, old_words: Vocabulary, forms: FormSet, draft: NextDraft) -> None:
        self.old, self.words, self.forms, self.draft = old, old_words, forms, draft
        self.matching = Matching(old_words, forms.vocabulary)
        self.choices = {c.measure: c for c in draft.choices}
        self.under = ordered(old, draft.choices)
        self.builder = PlanBuilder()
        self.made_of: dict[str, str] = {PLAN_ID: PLAN_ID}
        """Node of the old plan -> node of the next one."""
        self.left: dict[tuple[Reason, str], list[str]] = {}
        self.texts = self.former = self.results = 0

    def made(self) -> NextPlan:
        draft, vocabulary = self.draft, self.forms.vocabulary
        years = range(draft.first_year, draft.last_year + 1)
        periods = next_periods(self.old, self.words, vocabulary, years)
        self.builder.start(draft.title.strip(), draft.municipality.strip(), draft.form_set, periods)
        self.builder.set(PLAN_ID, FORMS_VERSION, str(self.forms.version))
        main = main_series(vocabulary)
        current = next((p for p in periods if p.series == main), None)
        if current is not None:
            self.builder.set(PLAN_ID, CURRENT, current.key)
        self._children(PLAN_ID)
        self._points()
        for node in (self.old.node(PLAN_ID), *self.old.walk()):
            if node is not None:
                self._entries(node)
        left = [LeftOut(reason, label, tuple(places)) for (reason, label), places in self.left.items()]
        reasons, labels = list(Reason), [f.label for f in self.words.fields]
        left.sort(key=lambda one: (reasons.index(one.reason), labels.index(one.label) if one.label in labels else len(labels)))
        return NextPlan(self.builder.entries, tuple(left), self.texts, self.former, self.results)

    # The nodes

    def _children(self, parent: str) -> None:
        chapters_end = False
        for node in self._in_order(parent):
            if parent == PLAN_ID and not chapters_end and node.kind != "block":
                chapters_end = True
                self._results()
            self._node(node)
        if parent == PLAN_ID and not chapters_end:
            self._results()

    def _in_order(self, parent: str) -> Iterator[Node]:
        """The children of a node in the next plan; measures that come from elsewhere stand behind the others."""
        there = self.old.children(parent)
        going = self.under.get(parent, [])
        yield from (n for n in there if n.kind != "measure" or n.id in going)
        own = {n.id for n in there}
        yield from (n for m in going if m not in own and (n := self.old.node(m)) is not None)

    def _node(self, node: Node) -> None:
        if node.kind == "block" and not self._wanted(node):
            return
        choice = self.choices.get(node.id)
        parent = self.made_of[choice.area if choice else node.parent]
        number = choice.number if choice else node.number
        self.made_of[node.id] = self.builder.add(node.kind, parent, {}, number.strip(), node.name)
        if node.kind == "measure":
            self.builder.set(self.made_of[node.id], FORMER, self._numbers(node))
        self._children(node.id)

    def _numbers(self, node: Node) -> str:
        """The number in the old plan, with those of what was merged into it."""
        merged = [c.measure for c in self.draft.choices if c.fate == "merges" and c.into == node.id]
        nodes = [node, *(n for m in merged if (n := self.old.node(m)) is not None)]
        return say.BETWEEN_NUMBERS.join(n.number for n in nodes if n.number)

    def _points(self) -> None:
        """The 指摘 that are not over come along: with what their measure was merged into, else with the whole plan."""
        for point in open_points(self.old):
            choice = self.choices.get(point.measure)
            into = choice.into if choice is not None and choice.fate == "merges" else point.measure
            self.made_of[point.node] = self.builder.add("block", self.made_of.get(into, PLAN_ID), {})

    def _wanted(self, block: Node) -> bool:
        kind = self.old.text(block.id, BLOCK_TYPE)
        if kind == POINT:
            return False  # they come after everything else
        if kind in (NOTE, LIST, ITEM):
            return True
        if kind in (EDITION, SNAPSHOT) or not self.draft.chapters:
            return False
        return kind in FLOW or not self._is_results(block)

    def _is_results(self, block: Node) -> bool:
        return self.draft.results and label_key(block.name) == label_key(say.RESULTS_NAME)

    def _results(self) -> None:
        if self.draft.results:
            self.results = results_chapter(self.builder, self.old, self.words, self._last_chapter())

    def _last_chapter(self) -> str:
        """The number of the last chapter so far."""
        chapters = [n for n in self.old.children(PLAN_ID, "block") if self.old.text(n.id, BLOCK_TYPE) == CHAPTER]
        return next((n.number for n in reversed(chapters) if n.id in self.made_of), "")

    # The entries

    def _entries(self, node: Node) -> None:
        new = self.made_of.get(node.id)
        for key, text in self.old.of_node(node.id).items():
            if node.kind == "measure" and new is not None:
                self._show_former(new, key, text)
            if key.field in _SHAPE:
                continue
            reason = self._left_with(node) if new is None else self._carry(node, new, key, text)
            if reason is not None:
                self._leave(reason, node, key)

    def _left_with(self, node: Node) -> Reason:
        """Why a node did not come along."""
        if self.old.text(node.id, BLOCK_TYPE) == POINT:
            return Reason.POINT
        above: Node | None = node
        while above is not None and above.kind == "block":
            if self.old.text(above.id, BLOCK_TYPE) in (EDITION, SNAPSHOT):
                return Reason.EDITION
            above = self.old.node(above.parent)
        choice = self.choices.get(above.id) if above is not None else None
        if choice is None or choice.fate == "goes_on":
            return Reason.NOT_WANTED
        return Reason.MERGED if choice.fate == "merges" else Reason.ENDED

    def _carry(self, node: Node, new: str, key: Key, text: str) -> Reason | None:
        """Carry one entry, or say why not."""
        if node.kind == "block":
            return self._carry_block(new, key, text)
        if base_of(key.field) == COVERS:
            item = self.made_of.get(subject_of(key.field))
            self.builder.set(new, covers_field(item) if item else "", text if item else "")
            return None
        if key.field.startswith(RESERVED_MARK):
            if key.field in _KEPT[node.kind] and not key.period:
                self.builder.set(new, key.field, text)
                self._withhold(new, key, Key(new, key.field))
            return None
        definition = self.words.by_key.get((node.kind, key.field))
        if definition is not None and definition.kind != "plan":
            return Reason.REPORT if definition.kind == "report" else Reason.INTERNAL
        if key.period:
            return Reason.YEARS
        return self._put(node.kind, new, key, text)

    def _carry_block(self, new: str, key: Key, text: str) -> Reason | None:
        definition = self.words.by_key.get(("block", key.field))
        if definition is not None and not key.field.startswith(RESERVED_MARK) and not key.period:
            return self._put("block", new, key, self._with_measure(key, text))
        self.builder.set(new, key.field, text, key.period)
        return None

    def _with_measure(self, key: Key, text: str) -> str:
        """The text of a 指摘 that came to the whole plan, with what it was about."""
        block = self.old.node(key.node)
        about = self.old.node(block.parent) if block is not None else None
        if key.field != TEXT or about is None or about.kind != "measure" or self.old.text(key.node, BLOCK_TYPE) != POINT:
            return text
        at = self.builder.text(self.made_of[key.node], PARENT)
        return say.POINT_OF_ENDED.format(title=about.title, text=text) if at == PLAN_ID else text

    def _put(self, kind: NodeKind, new: str, key: Key, text: str) -> Reason | None:
        target = self.matching.target(kind, key.field)
        if target is None:
            return Reason.NO_FIELD
        if target.choices and text not in target.choices:
            return Reason.NO_CHOICE
        if self.builder.text(new, target.key):  # two old fields for one: the first one has it
            return Reason.NO_FIELD
        self.builder.set(new, target.key, text)
        self._withhold(new, key, Key(new, target.key))
        self.texts += 1
        return None

    def _show_former(self, new: str, key: Key, text: str) -> None:
        for definition in self.matching.previous.get(key.field, ()):
            period = self.matching.former_period(definition, key.period)
            if period is not None:
                self.builder.set(new, definition.key, text, period)
                self._withhold(new, key, Key(new, definition.key, period))
                self.former += 1

    def _withhold(self, new: str, old: Key, there: Key) -> None:
        """What was not to be published is not to be published there either."""
        if is_withheld(self.old, old):
            mark = withheld_key(there)
            self.builder.set(new, mark.field, self.old.text(*withheld_key(old)) or say_publishing.NO_REASON, mark.period)

    def _leave(self, reason: Reason, node: Node, key: Key) -> None:
        if key.field.startswith(RESERVED_MARK):
            return
        label = "" if reason in _OF_NODES else self.words.label(node.kind, key.field)
        self.left.setdefault((reason, label), []).append(self._title(node))

    def _title(self, node: Node) -> str:
        """What a place is called: a paragraph by the chapter or measure it stands in."""
        above: Node | None = node
        while above is not None and above.id != PLAN_ID:
            if above.title:
                return above.title
            above = self.old.node(above.parent)
        return say.THE_PLAN
