"""Differences as a list shows them: under which heading, of which field, with what on either side."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from planeditor.domain.blocks import CHAPTER, COVERS, FLOW, NOTE, TEXT, cell_place, standing
from planeditor.domain.comparison.difference import Difference, Kind, Said, Stand
from planeditor.domain.comparison.differences import Compared
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, PLAN_ID, STATE, Key, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.messages import comparing as say
from planeditor.messages import words
from planeditor.services.editing.naming import type_word

_TERM = re.compile(r"\[\^([^\]\n]{1,80})\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a text as it was and as it is, ready to be shown. A side that has none says why (（新設）)."""

    difference: Difference
    field: str
    period: str
    old: str
    """As a table shows it; where there is no text, why (（新設）, （空欄）)."""
    new: str
    was: str
    """The text itself, "" where there is none."""
    becomes: str
    reason: str = ""
    key: Key | None = None
    """Where the text stands in the new plan, or stood in the old one."""

    @property
    def is_notation(self) -> bool:
        """Whether the two sides mean the same, only written otherwise."""
        return self.difference.kind is Kind.NOTATION

    @property
    def item(self) -> str:
        """Period and field."""
        if self.period and self.field:
            return say.ITEM_PERIOD.format(period=self.period, field=self.field)
        return self.field or self.period


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one 施策 (or of one area, chapter or term, or of the plan itself)."""

    node: Node
    """As the new plan has it; the old one's where it was removed."""
    is_old: bool
    title: str
    above: str
    """The areas it stands in."""
    lines: tuple[Line, ...]


class Listing:
    """Names what differs between two plans in the words of a vocabulary."""

    def __init__(self, found: Compared, vocabulary: Vocabulary, reasons: Mapping[Key, str] | None = None) -> None:
        self.old, self.new, self.vocabulary = found.old, found.new, vocabulary
        self.compared, self.reasons = found, reasons or {}

    def groups(self) -> list[Group]:
        """The differences under their headings, in their order."""
        groups = []
        for (node, is_old), together in groupby(self.compared.differences, self._owner):
            mine = list(together)
            plan = self.old if is_old else self.new
            owner = plan.node(node) or Node(PLAN_ID, "plan", "", 0, "", "")
            lines = tuple(line for difference in mine for line in self._lines(difference))
            groups.append(Group(owner, is_old, self._heading(plan, owner, mine), self._above(plan, owner), lines))
        return groups

    def _owner(self, difference: Difference) -> tuple[str, bool]:
        """The node under whose heading a difference is told, and whether only the old plan has it."""
        is_old = difference.new_node is None
        found = standing(self.old if is_old else self.new, difference.node.id)
        if is_old and found is not None and (here := self.compared.pairs.new_of.get(found.id)):
            return here, False
        return (found.id if found else PLAN_ID), is_old

    def _heading(self, plan: Plan, owner: Node, found: Sequence[Difference]) -> str:
        title = self.title(plan, owner)
        own = [d for d in found if d.node.id == owner.id]
        kinds = {d.kind for d in own if not d.field}
        number, name = (
            next((d.old for d in own if d.field == f and d.old and d.new and d.kind is Kind.CHANGED), "") for f in (NUMBER, NAME)
        )
        if Kind.ADDED in kinds:
            return say.HEAD_ADDED.format(title=title)
        if Kind.REMOVED in kinds:
            return say.HEAD_REMOVED.format(title=title)
        state = next((d.new for d in own if d.field == STATE and d.new), "")
        if state:
            title = say.HEAD_MERGED.format(title=title, state=state)
        if number:
            pattern = say.HEAD_MOVED if Kind.MOVED in kinds else say.HEAD_RENUMBERED
            return pattern.format(title=title, number=number)
        return say.HEAD_RENAMED.format(title=title, name=name) if name and owner.kind == "measure" else title

    def title(self, plan: Plan, node: Node) -> str:
        """What a node is called in headings."""
        if node.id == PLAN_ID:
            return say.WHOLE_PLAN
        if plan.text(node.id, BLOCK_TYPE) == NOTE:
            return say.TERM.format(name=node.name)
        return shown(node.title) or type_word(plan, node) if node.kind == "block" else shown(node.title)

    def _above(self, plan: Plan, node: Node) -> str:
        titles = []
        above = plan.node(node.parent)
        while above is not None and above.id != PLAN_ID:
            titles.append(shown(above.title))
            above = plan.node(above.parent)
        return "　".join(reversed(titles))

    def _lines(self, difference: Difference) -> Iterator[Line]:
        if difference.field:
            yield self._text_line(difference)
        elif difference.kind is Kind.MOVED:
            old, new = self._place(self.old, difference.old), self._place(self.new, difference.new)
            was, becomes = (Stand.read(text).parent for text in (difference.old, difference.new))
            above = self.old.node(was)
            note = say.MOVED_FROM.format(parent=shown(above.title)) if above and was != becomes and above.kind != "plan" else ""
            yield Line(difference, self._place_word(difference), "", old, new, old, new, note)
        else:
            yield from self._node_lines(difference)

    def _text_line(self, difference: Difference) -> Line:
        node = difference.node
        plan = self.old if difference.new_node is None else self.new
        field = self.field(plan, node, difference.field)
        key = Key(node.id, difference.field, difference.period)
        return Line(
            difference, field, self.vocabulary.label_of_period(plan, difference.period) if difference.period else "",
            shown(difference.old) or say.EMPTY, shown(difference.new) or say.EMPTY, shown(difference.old), shown(difference.new),
            self.reasons.get(key, ""), key,
        )

    def _node_lines(self, difference: Difference) -> Iterator[Line]:
        """A node that is on one side only: a line for each of its texts, a table as one."""
        added = difference.kind is Kind.ADDED
        plan, other = (self.new, say.ADDED) if added else (self.old, say.REMOVED)
        node = difference.node
        told = [(self.field(plan, node, s.field), s) for s in self._said(plan, difference)]
        for field, said in told:
            period = self.vocabulary.label_of_period(plan, said.period) if said.period else ""
            text, key = shown(said.text), Key(node.id, said.field, said.period)
            sides = (other, text, "", text) if added else (text, other, text, "")
            yield Line(difference, field, period, *sides, self.reasons.get(key, ""), key)

    def _said(self, plan: Plan, difference: Difference) -> list[Said]:
        cells = [s for s in difference.texts if cell_place(s.field)]
        if cells:
            rows: dict[int, list[str]] = {}
            for cell in cells:
                place = cell_place(cell.field)
                rows.setdefault(place[0] if place else 0, []).append(cell.text)
            table = Said(TEXT, "", "\n".join("　".join(cells) for cells in rows.values()))
            return [*(s for s in difference.texts if not cell_place(s.field)), table]
        usual = {d.key: d.default for d in self.vocabulary.of(difference.node.kind) if d.default}
        found = [s for s in difference.texts if s.text != usual.get(s.field)]
        return found or [Said(NAME, "", self.title(plan, difference.node))]

    def field(self, plan: Plan, node: Node, field: str) -> str:
        """What a field is called."""
        if node.kind == "block":
            place = cell_place(field)
            if place is not None:
                return say.CELL.format(row=place[0], column=place[1])
            kind = plan.text(node.id, BLOCK_TYPE)
            if field == TEXT and kind in FLOW:
                return type_word(plan, node)
        if field == STATE:
            return words.RESERVED[field]
        if base_of(field) == COVERS:
            item = self.new.node(subject_of(field)) or self.old.node(subject_of(field))
            return words.WITH_ARGUMENT.format(word=words.RESERVED[COVERS], argument=item.title if item else "")
        return self.vocabulary.label(node.kind, field)

    def _place_word(self, difference: Difference) -> str:
        node = difference.node
        plan = self.new
        own = node.kind != "block" or plan.text(node.id, BLOCK_TYPE) in (NOTE, CHAPTER)
        return say.PLACE if own else f"{type_word(plan, node)}\n{say.PLACE}"

    def _place(self, plan: Plan, text: str) -> str:
        """Where a node stands, in words."""
        stand = Stand.read(text)
        parent, sibling = plan.node(stand.parent), plan.node(stand.after)
        above = self.title(plan, parent) if parent else say.WHOLE_PLAN
        if sibling is None:
            return say.STAND_FIRST.format(parent=above)
        called = shown(plan.text(sibling.id, TEXT)[:20]) if sibling.kind == "block" else ""
        return say.STAND_AFTER.format(parent=above, sibling=called or self.title(plan, sibling))


def shown(text: str) -> str:
    """A text with its marks of terms as words."""
    return _TERM.sub(lambda match: say.TERM_MARK.format(term=match[1]), text) if "[^" in text else text
