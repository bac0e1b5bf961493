"""A form: a drawing whose placeholders are bound to fields and whose margin marks are a tree of repeats."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import NodeKind
from planeditor.formengine import formula
from planeditor.formengine.cells import Place
from planeditor.formengine.drawing import MM, Bracket, DrawnCell, Drawing, Problem
from planeditor.formengine.language import Mark, Placeholder
from planeditor.messages import forms as say

OVER_NODES: dict[str, NodeKind] = {"分野": "area", "施策": "measure", "本文": "block", "計画": "plan"}
TREE = "ツリー"
"""``繰返 ツリー``: areas and measures in one pass, in the order of the plan, each by the sample row of its 段."""
SPAN_FORMATS = ("結合", "通し", "帯")
"""結合: equal values of neighbours become one cell. 通し: an entry of a run of periods is one cell. 帯: the same, as an arrow."""
PERIOD_STYLES = ("H", "和暦", "西暦", "年")
FLOW_TYPES = {
    "見出し1": "heading1", "見出し2": "heading2", "見出し3": "heading3", "段落": "paragraph", "箇条": "bullet",
    "表題": "caption", "表": "table",
}
ROW_WORDS = {"繰返", "段", "条件", "見出し", "改頁", "まとめ", "分割", "脚注", "本文"}
COLUMN_WORDS = {"繰返"}
_DERIVED = {"計画": ("年数", "開始", "終了"), "": ("ページ", "総ページ", "資料番号", "脚注番号", "脚注", "脚注説明")}


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
    def node_kind(self) -> NodeKind | None:
        """The kind of node it goes over; None for a period series and for the tree."""
        return OVER_NODES.get(self.over)


Item = int | Repeat


@dataclass(frozen=True, slots=True)
class EntryBinding:
    """The cell shows an entry."""

    field: FieldDef
    span: str = ""
    number: bool = False


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


Binding = EntryBinding | PeriodBinding | DerivedBinding | FlowBinding


@dataclass(frozen=True)
class FormDef:
    """A form, ready to be filled and read."""

    name: str
    title: str
    each: NodeKind
    drawing: Drawing
    vocabulary: Vocabulary
    options: FormOptions
    rows: tuple[Item, ...]
    columns: tuple[Item, ...]
    bindings: Mapping[tuple[Place, Placeholder], Binding]
    row_marks: Mapping[int, tuple[Mark, ...]]
    problems: list[Problem] = field(default_factory=list)

    def binding(self, place: Place, placeholder: Placeholder) -> Binding:
        """What a placeholder of the drawing stands for."""
        return self.bindings[place, placeholder]

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
            if isinstance(binding, EntryBinding):
                found[place] = binding
        return found

    @cached_property
    def fields(self) -> list[FieldDef]:
        """The fields this form shows as entries, in reading order."""
        return list(dict.fromkeys(b.field for _, b in sorted(self.entry_cells.items())))

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


def build_form(
    name: str, title: str, each: NodeKind, drawing: Drawing, vocabulary: Vocabulary, options: FormOptions
) -> FormDef:
    """Bind a drawing. What cannot be bound is listed in the form's ``problems``; nothing is raised."""
    return _Builder(name, title, each, drawing, vocabulary, options).build()


class _Builder:
    def __init__(
        self, name: str, title: str, each: NodeKind, drawing: Drawing, vocabulary: Vocabulary, options: FormOptions
    ) -> None:
        self.name, self.title, self.each, self.options = name, title, each, options
        self.drawing, self.vocabulary = drawing, vocabulary
        self.problems = list(drawing.problems)
        self.bindings: dict[tuple[Place, Placeholder], Binding] = {}

    def build(self) -> FormDef:
        drawing = self.drawing
        rows = self._tree(drawing.row_brackets, len(drawing.heights))
        columns = self._tree(drawing.column_brackets, len(drawing.widths))
        for place, cell in sorted(drawing.cells.items()):
            self._bind(cell, self._around(rows, place[0]) + self._around(columns, place[1]))
        marks: dict[int, tuple[Mark, ...]] = {}
        for bracket in drawing.row_brackets:
            if bracket.mark.word not in ROW_WORDS:
                self._problem((bracket.first, 1), say.LINT_UNKNOWN_MARK.format(text=bracket.mark.word))
            elif bracket.mark.word != "繰返":
                for row in range(bracket.first, bracket.last + 1):
                    marks[row] = (*marks.get(row, ()), bracket.mark)
        for bracket in drawing.column_brackets:
            if bracket.mark.word not in COLUMN_WORDS:
                self._problem((1, bracket.first), say.LINT_UNKNOWN_MARK.format(text=bracket.mark.word))
        width, paper = sum(drawing.widths), drawing.setup.inner_width
        if width > paper + 1:
            self.problems.append(Problem("", say.LINT_TOO_WIDE.format(width=round(width / MM), paper=round(paper / MM))))
        return FormDef(
            self.name, self.title, self.each, drawing, self.vocabulary, self.options, rows, columns,
            self.bindings, marks, self.problems,
        )

    def _problem(self, place: Place, reason: str) -> None:
        self.problems.append(Problem(self.drawing.address(place), reason))

    def _tree(self, brackets: list[Bracket], count: int) -> tuple[Item, ...]:
        found = sorted((b for b in brackets if b.mark.word == "繰返"), key=lambda b: (b.first, -b.last, -b.depth))
        known = {*OVER_NODES, TREE, *self.vocabulary.series, *self._synonyms()}
        for bracket in found:
            if bracket.mark.argument not in known:
                self._problem((bracket.first, 1), say.LINT_UNKNOWN_REPEAT.format(text=bracket.mark.argument))
        for one, other in zip(found, found[1:], strict=False):
            if one.first < other.first <= one.last < other.last:
                self._problem((other.first, 1), say.LINT_CROSSING)
                return tuple(range(1, count + 1))
        return self._nest(found, 1, count)

    def _synonyms(self) -> dict[str, str]:
        words = self.vocabulary.words
        return {words[key]: usual for key, usual in (("measure", "施策"), ("area", "分野")) if key in words}

    def _nest(self, brackets: list[Bracket], first: int, last: int) -> tuple[Item, ...]:
        items: list[Item] = []
        position = first
        rest = list(brackets)
        while rest:
            outer = rest.pop(0)
            inner = [b for b in rest if b.first >= outer.first and b.last <= outer.last]
            rest = [b for b in rest if b not in inner]
            items.extend(range(position, outer.first))
            over = self._synonyms().get(outer.mark.argument, outer.mark.argument)
            items.append(Repeat(over, outer.first, outer.last, self._nest(inner, outer.first, outer.last), outer.mark))
            position = outer.last + 1
        items.extend(range(position, last + 1))
        return tuple(items)

    def _around(self, items: tuple[Item, ...], index: int) -> list[str]:
        return [r.over for r in repeats(items) if r.first <= index <= r.last]

    def _bind(self, cell: DrawnCell, around: list[str]) -> None:
        place = (cell.row, cell.column)
        for placeholder in cell.template.placeholders:
            binding = self._binding(placeholder, around, place)
            if binding is not None:
                self.bindings[place, placeholder] = binding
        expression = cell.template.formula
        if expression:
            try:
                names = formula.parse(expression.expression).names()
            except formula.FormulaError:
                self._problem(place, say.LINT_FORMULA.format(text=expression.expression))
                return
            known = self._named_cells()
            for name in sorted(names - known):
                self._problem(place, say.LINT_UNKNOWN_COMPUTED.format(name=name))

    def _named_cells(self) -> set[str]:
        names = set()
        for cell in self.drawing.cells.values():
            alone, computed = cell.template.alone, cell.template.formula
            if alone:
                names.add(alone.name)
            if computed and computed.name:
                names.add(computed.name)
        return names

    def _binding(self, placeholder: Placeholder, around: list[str], place: Place) -> Binding | None:
        if placeholder.flow:
            return FlowBinding()
        if not placeholder.owner and placeholder.name in self.vocabulary.series:
            return self._period(placeholder, around, place)
        if placeholder.name == "通番" or placeholder.name in _DERIVED.get(placeholder.owner, ()):
            return DerivedBinding(placeholder)
        kinds = self._kinds(around)
        definition = self._field(placeholder, kinds)
        shown = "{{" + placeholder.name + "}}"
        if definition is None:
            self._problem(place, say.LINT_UNKNOWN_NAME.format(text=shown))
            return None
        if definition.of not in kinds or (definition.series and definition.series not in around):
            needed = definition.series if definition.of in kinds else next(n for n, k in OVER_NODES.items() if k == definition.of)
            self._problem(place, say.LINT_NO_CONTEXT.format(text=shown, needed=needed))
            return None
        span = next((f for f in placeholder.formats if f in SPAN_FORMATS), "")
        for unknown in set(placeholder.formats) - {*SPAN_FORMATS, "数"}:
            self._problem(place, say.LINT_UNKNOWN_FORMAT.format(text=shown, format=unknown))
        return EntryBinding(definition, span, "数" in placeholder.formats)

    def _period(self, placeholder: Placeholder, around: list[str], place: Place) -> Binding | None:
        if placeholder.name not in around:
            text = "{{" + placeholder.name + "}}"
            self._problem(place, say.LINT_NO_CONTEXT.format(text=text, needed=placeholder.name))
            return None
        style = next((f for f in placeholder.formats if f in PERIOD_STYLES), "")
        return PeriodBinding(placeholder.name, style)

    def _kinds(self, around: list[str]) -> list[NodeKind]:
        """The kinds of node a cell may show fields of, outermost first."""
        kinds: list[NodeKind] = ["plan"]
        if self.each in ("area", "measure"):
            kinds.append("area")
        if self.each == "measure":
            kinds.append("measure")
        for over in around:
            if over == TREE:
                kinds += ["area", "measure"]
            elif over in OVER_NODES:
                if over == "施策" and "area" not in kinds:
                    kinds.append("area")
                kinds.append(OVER_NODES[over])
        return kinds

    def _field(self, placeholder: Placeholder, kinds: list[NodeKind]) -> FieldDef | None:
        candidates = self.vocabulary.by_label.get(placeholder.name, [])
        if placeholder.owner:
            owner = self._synonyms().get(placeholder.owner, placeholder.owner)
            kind = OVER_NODES.get(owner)
            return next((c for c in candidates if c.of == kind), None)
        for kind in reversed(kinds):
            for candidate in candidates:
                if candidate.of == kind:
                    return candidate
        return candidates[0] if candidates else None
