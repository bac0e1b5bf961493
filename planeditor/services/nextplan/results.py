"""The last results of the old plan as a chapter of the next one: a draft that people edit."""
from __future__ import annotations

from planeditor.domain.blocks import CHAPTER, HEADINGS, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.numbering import parse_number
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, WITHHELD, Key, Plan
from planeditor.domain.withholding import is_withheld
from planeditor.messages import nextplan as say
from planeditor.messages import publishing as say_publishing


def results_chapter(builder: PlanBuilder, old: Plan, words: Vocabulary, after: str) -> int:
    """Add the chapter: a heading for each area and each measure, below it what was reported last, one paragraph a line.

    ``after``: the number of the chapter before it, in whose style it is numbered. Gives how many measures have a report.
    """
    parsed = parse_number(after)
    number = parsed[0].print(parsed[1] + 1) if parsed else ""
    chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, number, say.RESULTS_NAME)
    return _Chapter(builder, old, words, chapter).below(PLAN_ID, 0)


class _Chapter:
    def __init__(self, builder: PlanBuilder, old: Plan, words: Vocabulary, chapter: str) -> None:
        self.builder, self.old, self.chapter = builder, old, chapter
        texts = [f for f in words.of("measure") if f.kind == "report" and f.type == "text" and not f.figure]
        self.fields = [f for f in texts if f.required] or texts

    def below(self, parent: str, depth: int) -> int:
        """What stands under the plan or an area; gives how many measures have a report."""
        reported = areas = measures = 0
        for node in self.old.children(parent):
            if node.kind == "area" and any(n.kind == "measure" for n in self.old.walk(node.id)):
                areas += 1
                self._heading(depth, say.AREA_NUMBERS, areas, node.name or node.number)
                reported += self.below(node.id, depth + 1)
            elif node.kind == "measure":
                measures += 1
                self._heading(depth, say.MEASURE_NUMBERS, measures, node.name or node.number)
                lines = self._lines(node.id)
                for line, withheld in lines:
                    self.builder.add("block", self.chapter, {BLOCK_TYPE: "paragraph", TEXT: line, **withheld})
                reported += bool(lines)
        return reported

    def _heading(self, depth: int, first: str, count: int, text: str) -> None:
        parsed = parse_number(first)
        number = parsed[0].print(count) if parsed else str(count)
        kind = HEADINGS[min(depth, len(HEADINGS) - 1)]
        self.builder.add("block", self.chapter, {BLOCK_TYPE: kind, TEXT: text}, number)

    def _lines(self, measure: str) -> list[tuple[str, dict[str, str]]]:
        """What was reported last, line by line: of fields of years what stands in the last period that has any. With each line
        the mark 公表しない of its text, where it has one."""
        own = self.old.of_node(measure)
        periods = {Period.from_key(k.period) for k in own if k.period and any(_is(k, f) for f in self.fields)}
        last = max(periods, key=lambda p: (p.last, p.first), default=None)
        found = []
        for field in self.fields:
            key = Key(measure, field.key, last.key if field.series and last else "")
            mark = {f"{WITHHELD}:{TEXT}": say_publishing.NO_REASON} if is_withheld(self.old, key) else {}
            found += [(line, mark) for line in self.old.text(*key).split("\n") if line.strip()]
        return found


def _is(key: Key, field: FieldDef) -> bool:
    return key.field == field.key and bool(field.series)
