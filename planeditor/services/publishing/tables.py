"""The tables of open data: one cell one value, the texts as they are in the plan."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planeditor.domain.blocks import GROUP, NOTE, TEXT, blocks
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.numbering import plain_number
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import (
    DEPARTMENTS,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    NUMBER,
    PLAN_ID,
    RESERVED_MARK,
    STATE,
    Node,
    Plan,
)
from planeditor.messages import publishing as say
from planeditor.services.publishing.readout import figures_in, main_figure, plain_figure

ColumnType = Literal["text", "whole", "number", "code", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it means. ``source``: the label of the plan's field, "" where it is of none."""

    name: str
    meaning: str
    type: ColumnType = "text"
    unit: str = ""
    source: str = ""
    choices: tuple[str, ...] = ()

    @property
    def type_word(self) -> str:
        """The type as the data dictionary names it."""
        return say.TYPES[self.type].format(choices="、".join(self.choices))


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``name`` is that of its file, without the suffix."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What every row says of where it is from."""

    code: str
    state: str
    """The name of the edition or the 基準時点."""
    date: str = ""
    """Its day as it is printed."""


def tables(plan: Plan, vocabulary: Vocabulary, about: About) -> list[Table]:
    """All tables of the public part of a plan: measures, years, areas, terms, figures, and what is said of the plan and its areas."""
    maker = _Maker(plan, vocabulary, about)
    return [maker.measures(), maker.years(), maker.areas(), maker.terms(), maker.figures(), maker.whole()]


class _Maker:
    def __init__(self, plan: Plan, vocabulary: Vocabulary, about: About) -> None:
        self.plan, self.vocabulary = plan, vocabulary
        self.words = {kind: vocabulary.word(kind) for kind in ("area", "measure")}
        self.first = (about.code, plan.text(PLAN_ID, MUNICIPALITY), plan.title, about.state)
        self.fields = [f for f in vocabulary.of("measure") if f.kind != "internal" and not f.key.startswith(RESERVED_MARK)]

    def measures(self) -> Table:
        """One row for each measure."""
        plain = [f for f in self.fields if not f.series]
        columns = [
            *self._area_columns(), *self._measure_columns(), self._column(say.DEPARTMENTS, "departments"),
            self._column(say.STATE, "measure_state"), self._column(say.MERGED, "merged"), *self._field_columns(plain),
        ]
        rows = []
        for node in self.plan.measures:
            merged = self.plan.node(self.plan.text(node.id, MERGED_INTO))
            rows.append((
                *self._area_of(node), node.number, plain_number(node.number), node.name, self.plan.text(node.id, DEPARTMENTS),
                self.plan.text(node.id, STATE), merged.number if merged else "", *self._values(node.id, plain),
            ))  # fmt: skip
        return self._table("measures", columns, rows)

    def years(self) -> Table:
        """One row for each measure and period; an entry that stands for a run of periods has a row of its own."""
        yearly = [f for f in self.fields if f.series]
        names = ((say.FIRST_YEAR, "first_year"), (say.LAST_YEAR, "last_year"))
        columns = [
            *self._measure_columns(), self._column(say.SERIES, "series"), self._column(say.PERIOD, "period"),
            *(replace(self._column(name, meaning), type="whole") for name, meaning in names),
            self._column(say.FIRST_ERA, "first_era"), self._column(say.LAST_ERA, "last_era"), *self._field_columns(yearly),
        ]
        rows = []
        for node in self.plan.measures:
            head = node.number, plain_number(node.number), node.name
            for period in self._periods_of(node, yearly):
                rows += [(*head, *self._period_cells(period), *self._values(node.id, yearly, period))]
        return self._table("years", columns, rows)

    def areas(self) -> Table:
        """One row for each area, any depth."""
        plain = [f for f in self.vocabulary.of("area") if _told(f) and not f.series]
        count = replace(self._column(say.MEASURES_COUNT, "count"), type="whole")
        columns = [*self._area_columns(), self._column(say.AREA_ABOVE, "area_above"), count, *self._field_columns(plain)]
        rows = []
        for node in self.plan.areas:
            above = self.plan.node(node.parent)
            measures = sum(1 for n in self.plan.walk(node.id) if n.kind == "measure")
            rows.append((
                node.number, plain_number(node.number), node.name, above.number if above and above.kind == "area" else "",
                str(measures), *self._values(node.id, plain),
            ))  # fmt: skip
        return self._table("areas", columns, rows)

    def terms(self) -> Table:
        """The terms with their explanations."""
        columns = [self._column(say.TERM, "term"), self._column(say.TERM_GROUP, "term_group"), self._column(say.TERM_TEXT, "term_text")]
        notes = blocks(self.plan, PLAN_ID, NOTE)
        return self._table("terms", columns, [(n.name, self.plan.text(n.id, GROUP), self.plan.text(n.id, TEXT)) for n in notes])

    def figures(self) -> Table:
        """Every number that the texts of figures tell, one row each."""
        columns = [
            *self._measure_columns(), self._column(say.PERIOD, "period"), self._column(say.FIELD, "field_name"),
            replace(self._column(say.ORDER, "order"), type="whole"), replace(self._column(say.VALUE, "value"), type="number"),
            self._column(say.UNIT, "unit"), replace(self._column(say.WHOLE, "whole"), type="number"),
        ]
        asked = [f for f in self.fields if f.figure and f.type != "number"]
        rows = []
        for node in self.plan.measures:
            for field in asked:
                for period in self._periods_of(node, [field]) if field.series else [None]:
                    text = self.plan.text(node.id, field.key, period.key if period else "")
                    label = self.vocabulary.period_label(self.plan, period) if period else ""
                    head = (node.number, plain_number(node.number), node.name, label, field.label)
                    rows += [(*head, str(n), f.number, f.unit, f.whole) for n, f in enumerate(figures_in(text), start=1)]
        return self._table("figures", columns, rows)

    def whole(self) -> Table:
        """What is said of the plan itself, and of its areas by period."""
        columns = [
            self._column(say.PLACE, "place"), self._column(say.FIELD, "field_name"), self._column(say.PERIOD, "period"),
            self._column(say.TEXT, "text"),
        ]
        rows = []
        root = self.plan.node(PLAN_ID)
        for node in ([root] if root else []) + self.plan.areas:
            for field in self.vocabulary.of(node.kind):
                if not _told(field) or (node.kind == "area" and not field.series):
                    continue
                for period in self._periods_of(node, [field]) if field.series else [None]:
                    text = self.plan.text(node.id, field.key, period.key if period else "")
                    label = self.vocabulary.period_label(self.plan, period) if period else ""
                    rows += [(node.number or say.PLAN_ITSELF, field.label, label, text)] if text else []
        return self._table("plan", columns, rows)

    def _periods_of(self, node: Node, fields: Sequence[FieldDef]) -> list[Period]:
        return periods_of(self.plan, self.vocabulary, node, fields)

    def _period_cells(self, period: Period) -> tuple[str, ...]:
        label = self.vocabulary.period_label(self.plan, period)
        years = period.first, period.last
        return (period.series, label, *map(str, years), *(year_label(year, "和暦") for year in years))

    def _values(self, node: str, fields: Iterable[FieldDef], period: Period | None = None) -> Iterator[str]:
        for field in fields:
            there = period is None or field.series == period.series
            text = self.plan.text(node, field.key, period.key if period else "") if there else ""
            yield text
            if field.type == "number":
                yield plain_figure(text)
            elif field.figure:
                figure = main_figure(text)
                yield from (figure.number, figure.unit) if figure else ("", "")

    def _field_columns(self, fields: Sequence[FieldDef]) -> Iterator[Column]:
        labels = Counter(f.label for f in fields)
        for field in fields:
            name = field.label if labels[field.label] == 1 else say.TWICE.format(name=field.label, number=field.series or field.key)
            choices = tuple(c for c in field.choices if c) if field.type == "choice" else ()
            meaning = say.MEANINGS["field"].format(field=field.label)
            yield Column(name, meaning, "choice" if choices else "text", source=field.label, choices=choices)
            if field.figure or field.type == "number":
                number, unit = say.FIGURE_NUMBER.format(field=name), say.FIGURE_UNIT.format(field=name)
                told = say.MEANINGS["figure_number"].format(field=field.label)
                yield Column(number, told, "number", "" if field.type == "number" else unit, field.label)
            if field.figure and field.type != "number":
                yield Column(unit, say.MEANINGS["figure_unit"], source=field.label)

    def _area_columns(self) -> list[Column]:
        names = ((say.AREA_NUMBER, "area_number"), (say.AREA_PLAIN, "area_plain"), (say.AREA_NAME, "area_name"))
        return [self._column(name, meaning) for name, meaning in names]

    def _measure_columns(self) -> list[Column]:
        names = ((say.NUMBER, "number"), (say.NUMBER_PLAIN, "number_plain"), (say.NAME, "name"))
        return [self._column(name, meaning) for name, meaning in names]

    def _area_of(self, node: Node) -> tuple[str, str, str]:
        area = self.plan.node(node.parent)
        return (area.number, plain_number(area.number), area.name) if area and area.kind == "area" else ("", "", "")

    def _column(self, name: str, meaning: str) -> Column:
        return Column(name.format_map(self.words), say.MEANINGS[meaning].format_map(self.words))

    def _table(self, name: str, columns: Iterable[Column], rows: Iterable[tuple[str, ...]]) -> Table:
        first = (
            Column(say.CODE, say.MEANINGS["code"], "code"), Column(say.CITY, say.MEANINGS["city"]),
            Column(say.PLAN, say.MEANINGS["plan"]), Column(say.STATE_NAME, say.MEANINGS["state"]),
        )
        all_columns = _told_apart((*first, *columns))
        return Table(name, say.TABLES[name].format_map(self.words), all_columns, tuple((*self.first, *row) for row in rows))


def periods_of(plan: Plan, vocabulary: Vocabulary, node: Node, fields: Sequence[FieldDef]) -> list[Period]:
    """The plan's periods of these fields' series in order, and the runs of them that the node has entries of."""
    found = []
    keys = {f.key for f in fields}
    own = {Period.from_key(k.period) for k in plan.of_node(node.id) if k.period and k.field in keys}
    for series in dict.fromkeys(f.series for f in fields):
        known = vocabulary.periods(plan, series)
        found += sorted({*known, *(p for p in own if p.series == series)}, key=lambda p: (p.first, p.last))
    return found


def _told(field: FieldDef) -> bool:
    return field.kind != "internal" and field.key not in {NUMBER, NAME}


def _told_apart(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns, each under a name of its own."""
    found: dict[str, Column] = {}
    for column in columns:
        name, number = column.name, 2
        while name in found:
            name, number = say.TWICE.format(name=column.name, number=number), number + 1
        found[name] = replace(column, name=name)
    return tuple(found.values())
