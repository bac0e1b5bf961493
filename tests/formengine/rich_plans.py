"""Generated plans that hold everything a form can show: every field of a vocabulary, areas in areas, chapters, running text
with tables, terms, editions, and lists that measures answer to."""
from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from planeditor.domain.blocks import COVERS, FLOW, TABLE_HEAD, TABLE_WIDTHS, cell_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, KIND, PLAN_ID, RESERVED_MARK, Key, NodeKind, Plan

FIRST_YEAR = 2016


@st.composite
def rich_plans(draw: st.DrawFn, vocabulary: Vocabulary, texts: st.SearchStrategy[str], *, most: int = 4) -> Plan:
    """A plan of up to two areas; each node has up to ``most`` of its fields filled in, in up to as many periods."""
    make = _Maker(draw, vocabulary, texts, most)
    return Plan(make.plan())


class _Maker:
    def __init__(self, draw: st.DrawFn, vocabulary: Vocabulary, texts: st.SearchStrategy[str], most: int) -> None:
        self.draw = draw
        self.vocabulary, self.texts, self.most = vocabulary, texts, most
        self.builder = PlanBuilder()
        years = range(FIRST_YEAR, FIRST_YEAR + self.number(1, 5))
        self.periods = {name: periods_of(series, years) for name, series in vocabulary.series.items()}

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def text(self) -> str:
        return self.draw(self.texts)

    def some(self, of: Sequence[FieldDef]) -> list[FieldDef]:
        count = min(self.most, len(of))
        return [of[i] for i in sorted({self.number(0, len(of) - 1) for _ in range(self.number(0, count))})] if of else []

    def plan(self) -> dict[Key, str]:
        builder = self.builder
        builder.start("見本計画", "見本市", "test", [p for periods in self.periods.values() for p in periods])
        self.fill(PLAN_ID, "plan")
        builder.add("block", PLAN_ID, {BLOCK_TYPE: "note", "text": "乙の説明", "group": "50音順"}, name="乙")
        builder.add("block", PLAN_ID, {BLOCK_TYPE: "edition", "date": "令和5年3月", "sort": "策定"}, name="初版")
        listed = builder.add("block", PLAN_ID, {BLOCK_TYPE: "list"}, name="上位の計画")
        items = [builder.add("block", listed, {BLOCK_TYPE: "item"}, str(n), self.text()) for n in range(self.number(1, 3))]
        for number in range(self.number(1, 2)):
            chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, f"第{number + 1}章", self.text() or "章")
            for definition in self.vocabulary.of("block"):
                if definition.choices and self.number(0, 1):  # a chapter that carries the measures
                    self.builder.set(chapter, definition.key, definition.choices[0])
            self.flow(chapter)
        for number in range(self.number(1, 2)):
            area = self.area(PLAN_ID, str(number + 1))
            if self.number(0, 1):
                self.area(area, f"({number + 1})")
        for measure in [k.node for k, text in builder.entries.items() if (k.field, text) == (KIND, "measure")]:
            for item in items:
                builder.set(measure, f"{COVERS}:{item}", "○" if self.number(0, 1) else "")
        return builder.entries

    def area(self, parent: str, number: str) -> str:
        area = self.builder.add("area", parent, {}, number, self.text())
        self.fill(area, "area")
        self.flow(area)
        for place in range(self.number(1, 2)):
            measure = self.builder.add("measure", area, {}, f"{number}-{place + 1}", self.text())
            self.fill(measure, "measure")
            self.flow(measure)
        return area

    def fill(self, node: str, kind: NodeKind) -> None:
        """Texts for some fields; a field of a series in some of its periods, or in one run over all of them."""
        fields = [f for f in self.vocabulary.of(kind) if not f.key.startswith(RESERVED_MARK) or f.key == DEPARTMENTS]
        for definition in self.some(fields):
            if not definition.series:
                self.builder.set(node, definition.key, self.text())
                continue
            periods = self.periods[definition.series]
            if len(periods) > 1 and self.number(0, 3) == 0:
                run = Period(definition.series, periods[0].first, periods[-1].last)
                self.builder.set(node, definition.key, self.text(), run.key)
                continue
            for period in periods:
                if self.number(0, 1):
                    self.builder.set(node, definition.key, self.text(), period.key)

    def flow(self, owner: str) -> None:
        """Running text of any type."""
        for _ in range(self.number(0, 3)):
            kind = FLOW[self.number(0, len(FLOW) - 1)]
            fields = {BLOCK_TYPE: kind}
            if kind == "table":
                size = self.number(1, 3), self.number(1, 4)
                fields |= {cell_field(r, c): self.text() for r in range(1, size[0] + 1) for c in range(1, size[1] + 1)}
                fields[TABLE_WIDTHS] = " ".join(str(n + 1) for n in range(size[1]))
                fields[TABLE_HEAD] = str(self.number(0, 2))
            else:
                fields["text"] = self.text()
            self.builder.add("block", owner, fields, "①" if self.number(0, 1) else "")


def periods_of(series: SeriesDef, years: range) -> list[Period]:
    """Periods as long as the series has them, over about these years."""
    return [Period(series.name, y, y + series.years - 1) for y in years[:: series.years]]
