"""A form: a drawing whose placeholders are bound to fields and whose margin marks are a tree of repeats."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planeditor.domain.blocks import CHAPTER, EDITION, ITEM, LIST, NOTE, Holder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import parse_run, parse_year
from planeditor.formengine.cells import Place
from planeditor.formengine.form.drawing import Drawing, Problem
from planeditor.formengine.form.language import Mark, Placeholder
from planeditor.formengine.form.parts import Part

OVER_NODES: dict[str, Holder] = {
    "計画": "plan", "分野": "area", "施策": "measure", "本文": "block", "章": CHAPTER, "版": EDITION, "用語": NOTE,
    "対応先": LIST, "対応項目": ITEM,
}
"""What a repeat goes over, and whose an entry is, by its word in a drawing."""
COVERING = "対応"
"""``{{対応}}``: whether the measure of its row or column answers to the 対応項目 of the other."""
TREE = "ツリー"
"""``繰返 ツリー``: areas and measures in one pass, in the order of the plan, each by the sample row of its 段."""
SPAN_FORMATS = ("結合", "通し", "帯")
"""結合: equal values of neighbours become one cell. 通し: an entry of a run of periods is one. 帯: the same, as an arrow."""
CHART = "図"
"""``{{図.名前}}``: the place of the chart of that name."""
BARE = "注なし"
"""The format of an entry that is printed without its footnote marks."""
PERIOD_STYLES = ("H", "和暦", "西暦", "年")
COUNTER_STYLES = ("丸", "括弧", "ローマ")
FLOW_TYPES = {
    "見出し1": "heading1", "見出し2": "heading2", "見出し3": "heading3", "段落": "paragraph", "箇条": "bullet",
    "表題": "caption", "表頭": "table", "表": "table",
}
TABLE_HEADS = "表頭"
"""``本文 表頭``: the sample row of a table's head rows; a form without one draws them as any row."""


@dataclass(frozen=True, slots=True)
class FormOptions:
    """Settings of a form beside its drawing."""

    fit: str = ""
    """``page``: type gets smaller before a second page is begun."""
    min_size: float = 6.0
    """Smallest type size in points."""
    page_numbers: bool = True
    sheet_name: str = ""
    reads: bool = True
    """Whether workbooks in this form are taken in."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A range of rows or columns and what it is repeated for."""

    over: str
    """``分野``, ``施策``, ``本文``, ``ツリー`` or the name of a period series."""
    first: int
    last: int
    items: tuple[Item, ...]
    mark: Mark

    @property
    def node_kind(self) -> Holder | None:
        """What it goes over; None for a period series and for the tree."""
        return OVER_NODES.get(self.over)


Item = int | Repeat


@dataclass(frozen=True, slots=True)
class EntryBinding:
    """The cell shows an entry."""

    field: FieldDef
    span: str = ""
    number: bool = False
    holder: Holder = ""
    """Which node of the place it is an entry of."""
    bare: bool = False
    """Printed without its footnote marks, and so for reading only (``注なし``)."""


@dataclass(frozen=True, slots=True)
class PeriodBinding:
    """The cell shows the label of the period of its row or column."""

    series: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class DerivedBinding:
    """The cell shows something worked out: a counter, a page number, the number of years."""

    placeholder: Placeholder


@dataclass(frozen=True, slots=True)
class FlowBinding:
    """The cell shows a block of running text."""


@dataclass(frozen=True, slots=True)
class CoverBinding:
    """The cell shows whether a measure answers to an item of a list."""


@dataclass(frozen=True, slots=True)
class ChartBinding:
    """The cell keeps the place of a chart."""

    name: str


DocumentForms = tuple[tuple["FormDef", Part], ...]
"""The forms of a document with the parts they make, in order."""
Binding = EntryBinding | PeriodBinding | DerivedBinding | FlowBinding | CoverBinding | ChartBinding


@dataclass(frozen=True)
class FormDef:
    """A form, ready to be filled and read."""

    name: str
    title: str
    each: Holder
    drawing: Drawing
    vocabulary: Vocabulary
    options: FormOptions
    rows: tuple[Item, ...]
    columns: tuple[Item, ...]
    bindings: Mapping[tuple[Place, Placeholder], Binding]
    row_marks: Mapping[int, tuple[Mark, ...]]
    problems: list[Problem] = field(default_factory=list)
    others: Mapping[str, FormDef] = field(default_factory=dict)
    """The forms whose cells formulas of this one name."""
    document: DocumentForms = ()
    """The document it is part of; () where it is of none."""
    fills: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of each field by its label: the ground (six hex digits) of a cell that shows exactly that text."""

    def mark(self, row: int, word: str) -> Mark | None:
        """The first margin mark of that word beside a row."""
        return next((m for m in self.row_marks.get(row, ()) if m.word == word), None)

    @cached_property
    def entry_cells(self) -> dict[Place, EntryBinding]:
        """Cells that hold exactly one entry, by place in the drawing."""
        found = {}
        for place, cell in self.drawing.cells.items():
            alone = cell.template.alone
            binding = self.bindings.get((place, alone)) if alone else None
            if isinstance(binding, EntryBinding) and not binding.bare:
                found[place] = binding
        return found

    @cached_property
    def fields(self) -> list[FieldDef]:
        """The fields this form shows as entries, in reading order."""
        return list(dict.fromkeys(b.field for _, b in sorted(self.entry_cells.items())))

    @cached_property
    def cell_names(self) -> set[str]:
        """The names by which formulas may call its cells."""
        return {name for cell in self.drawing.cells.values() if (name := cell.template.name)}

    @cached_property
    def computes(self) -> bool:
        """Whether any cell is computed."""
        return any(c.template.formula for c in self.drawing.cells.values())

    def shows(self, name: str) -> bool:
        """Whether any cell has the placeholder of that name."""
        return any(p.name == name for c in self.drawing.cells.values() for p in c.template.placeholders)

    @property
    def series(self) -> set[str]:
        """The period series this form repeats over."""
        return {r.over for r in (*repeats(self.rows), *repeats(self.columns)) if r.over in self.vocabulary.series}


def repeats(items: tuple[Item, ...]) -> Iterator[Repeat]:
    """Every repeat in a tree of rows or columns, outer ones first."""
    for item in items:
        if isinstance(item, Repeat):
            yield item
            yield from repeats(item.items)


def years_of(text: str, series: SeriesDef) -> tuple[int, int] | None:
    """The years a 範囲 means: ``2016-2018``, ``H28-H30``, ``R1``; None for anything else."""
    first, dash, last = text.partition("-")
    years = parse_year(first, series.default_era), parse_year(last if dash else first, series.default_era)
    if years[0] is not None and years[1] is not None:
        return years[0], years[1]
    return parse_run(text, series.default_era) if text else None
