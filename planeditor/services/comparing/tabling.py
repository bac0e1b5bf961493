"""The plan that 新旧対照表 and 見え消し版 are filled from: a group of lines is an area, a line a measure."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from planeditor.domain.building import PlanBuilder
from planeditor.domain.comparison.difference import Difference, Kind
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.pages import Mark
from planeditor.messages import comparing as say
from planeditor.services.comparing.comparing import Comparison
from planeditor.services.comparing.listing import Group, Line, Listing, shown
from planeditor.services.comparing.marking import Marked, as_one, side_by_side
from planeditor.services.comparing.options import TableOptions

TITLE, LEAD, LEFT_HEAD, RIGHT_HEAD, REASON_HEAD = (
    "compare_title", "compare_lead", "compare_left_head", "compare_right_head", "compare_reason_head",
)
ITEM, LEFT, RIGHT, REASON, LIST, ONE = (
    "compare_item", "compare_left", "compare_right", "compare_reason", "compare_list", "compare_redline",
)


class ComparisonPlan:
    """Builds the plan that is shown: a group is an area, a line a measure."""

    def __init__(self, comparison: Comparison, options: TableOptions) -> None:
        self.comparison, self.options = comparison, options
        self.listing = Listing(comparison.found, comparison.vocabulary)
        numbers = count(1)
        self.builder = PlanBuilder(ids=lambda: f"c{next(numbers)}")
        self.marks: dict[Key, tuple[Mark, ...]] = {}

    def build(self) -> Plan:
        """Everything."""
        self._head()
        folded: list[tuple[Group, list[Line]]] = []
        for group in self.comparison.groups:
            fold = self.options.fold
            told = [line for line in group.lines if not (fold and line.is_notation)]
            notation = [line for line in group.lines if fold and line.is_notation]
            if notation:
                folded.append((group, notation))
            if told:
                area = self.builder.add("area", PLAN_ID, {}, name=_heading(group))
                for line in self._sheet(group, told) if self.options.redline else told:
                    self._line(area, line)
        self._notation(folded)
        if not self.comparison.groups:
            self.builder.add("area", PLAN_ID, {}, name=say.NOTHING)
        return Plan(self.builder.entries)

    def _head(self) -> None:
        found, options = self.comparison, self.options
        revision = found.vocabulary.word("revision")
        new_head, old_head = (head.replace(say.REVISION, revision) for head in options.heads)
        sides = [(new_head, found.new), (old_head, found.old)]
        left, right = (f"{head}\n{side.told}" for head, side in (sides[::-1] if options.swap else sides))
        lead = (say.REPORTS_TOO if found.reports else say.PLAN_ONLY) + (say.REDLINE_KEY if options.redline else say.TABLE_KEY)
        told = "　".join(say.SIDE.format(head=head, name=side.told) for head, side in sides) if options.redline else ""
        for name, text in {
            TITLE: options.title_of(found), LEAD: "\n".join(filter(None, [told, lead, found.new.note])), LEFT_HEAD: left,
            RIGHT_HEAD: right, REASON_HEAD: say.REASON.format(revision=revision),
        }.items():
            self.builder.set(PLAN_ID, name, text)

    def _sheet(self, group: Group, told: list[Line]) -> Iterator[Line]:
        """The sheet of a measure as a whole: what differs and, between it, what does not."""
        found = self.comparison.found
        places = {(line.difference.field, line.difference.period): line for line in told}
        if group.is_old or group.node.kind != "measure" or any(not d.field and d.kind is not Kind.MOVED for d in _of(told)):
            yield from told
            return
        yield from (line for line in told if not line.difference.field)
        old = found.texts_before(found.pairs.old_of.get(group.node.id, ""))
        new = found.scope.texts(found.new, group.node.id)
        same = next(iter(_of(told)))
        for field_key, period in found.scope.ordered(found.new, "measure", {**old, **new}):
            line = places.get((field_key, period))
            if line is not None:
                yield line
            elif new.get((field_key, period)) == old.get((field_key, period)):
                text = shown(new[field_key, period])
                yield Line(
                    replace(same, field=field_key, period=period), self.listing.field(found.new, group.node, field_key),
                    self.comparison.vocabulary.label_of_period(found.new, period) if period else "", text, text, text, text,
                )

    def _line(self, area: str, line: Line) -> None:
        options = self.options
        reason = options.remarks.get(line.difference, line.reason)
        node = self.builder.add("measure", area, {ITEM: line.item, REASON: reason})
        if options.redline:
            self._text(node, ONE, as_one(line.was, line.becomes))
            return
        if line.was and line.becomes:
            old, new = side_by_side(line.was, line.becomes, shorten=options.shorten)
        else:
            old, new = (_whole(text) if there else (text, ()) for text, there in ((line.old, line.was), (line.new, line.becomes)))
        left, right = (old, new) if options.swap else (new, old)
        self._text(node, LEFT, left)
        self._text(node, RIGHT, right)

    def _text(self, node: str, field_key: str, marked: Marked) -> None:
        text, marks = marked
        self.builder.set(node, field_key, text)
        if marks:
            self.marks[Key(node, field_key)] = marks

    def _notation(self, folded: list[tuple[Group, list[Line]]]) -> None:
        """What differs in notation only, as a list."""
        if not folded:
            return
        total = sum(len(lines) for _, lines in folded)
        area = self.builder.add("area", PLAN_ID, {}, name=say.NOTATION.format(count=total))
        for group, lines in folded:
            places = [say.NOTATION_PLACE.format(period=line.period, field=line.field).strip() for line in lines]
            text = say.NOTATION_ITEM.format(title=group.title, items=say.LIST_JOIN.join(places))
            self.builder.add("measure", area, {LIST: text})


def _heading(group: Group) -> str:
    return f"{group.above}　{group.title}".strip("　")


def _of(lines: list[Line]) -> list[Difference]:
    return [line.difference for line in lines]


def _whole(text: str) -> Marked:
    return text, (Mark(0, len(text), "under"),)
