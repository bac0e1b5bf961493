"""Binding a drawing: its placeholders to the fields of the form set, its margin marks to a tree of repeats."""
from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from planeditor.domain.blocks import Holder, kind_of
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.text import shorten
from planeditor.formengine.cells import Place
from planeditor.formengine.form import formula
from planeditor.formengine.form.definition import (
    BARE,
    CHART,
    COUNTER_STYLES,
    COVERING,
    OVER_NODES,
    PERIOD_STYLES,
    SPAN_FORMATS,
    TREE,
    Binding,
    ChartBinding,
    CoverBinding,
    DerivedBinding,
    EntryBinding,
    FlowBinding,
    FormDef,
    FormOptions,
    Item,
    PeriodBinding,
    Repeat,
    repeats,
)
from planeditor.formengine.form.drawing import MM, Bracket, Drawing, DrawnCell, Problem
from planeditor.formengine.form.language import Mark, Placeholder
from planeditor.formengine.form.lint import ROW_WORDS, mark_problems, merge_problems
from planeditor.messages import forms as say

_DERIVED = {"計画": ("年数", "開始", "終了"), "": ("ページ", "総ページ", "資料番号", "脚注番号", "脚注", "脚注説明")}

_MOST_REPEATS = 60
"""In rows, and in columns."""
_SHOWN = 60
_WORD = "呼び名"
"""``{{呼び名.施策}}``: the form set's own word (事業), fixed text from the start, for forms that several sets share."""


def build_form(
    name: str, title: str, each: Holder, drawing: Drawing, vocabulary: Vocabulary, options: FormOptions
) -> FormDef:
    """Bind a drawing. What cannot be bound is listed in the form's ``problems``; nothing is raised."""
    return _Builder(name, title, each, drawing, vocabulary, options).build()


class _Builder:
    def __init__(
        self, name: str, title: str, each: Holder, drawing: Drawing, vocabulary: Vocabulary, options: FormOptions
    ) -> None:
        self.name, self.title, self.each, self.options = name, title, each, options
        self.drawing, self.vocabulary = drawing, vocabulary
        self.problems = list(drawing.problems)
        self.bindings: dict[tuple[Place, Placeholder], Binding] = {}

    def build(self) -> FormDef:
        drawing = self.drawing
        words = {Placeholder(usual, owner=_WORD): self.vocabulary.word(word) for usual, word in (("施策", "measure"), ("分野", "area"))}
        drawing.cells = {p: replace(c, template=c.template.spelled(words)) for p, c in drawing.cells.items()}
        rows = self._tree(drawing.row_brackets, len(drawing.heights))
        columns = self._tree(drawing.column_brackets, len(drawing.widths))
        for place, cell in sorted(drawing.cells.items()):
            self._bind(cell, self._around(rows, place[0]) + self._around(columns, place[1]))
        marks: dict[int, tuple[Mark, ...]] = {}
        for bracket in drawing.row_brackets:
            if bracket.mark.word in ROW_WORDS and bracket.mark.word != "繰返":
                for row in range(bracket.first, bracket.last + 1):
                    marks[row] = (*marks.get(row, ()), bracket.mark)
        self.problems += mark_problems(drawing, self.vocabulary, self._known_repeats())
        self.problems += merge_problems(drawing, rows, columns)
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
        if len(found) > _MOST_REPEATS:
            self.problems.append(Problem(found[0].cell, say.LINT_MANY_REPEATS.format(most=_MOST_REPEATS)))
            return tuple(range(1, count + 1))
        for one, other in combinations(found, 2):
            if one.first < other.first <= one.last < other.last:
                self.problems.append(Problem(other.cell, say.LINT_CROSSING))
                return tuple(range(1, count + 1))
        return self._nest([b for b in found if b.mark.argument in self._known_repeats()], 1, count)

    def _known_repeats(self) -> set[str]:
        return {*OVER_NODES, TREE, *self.vocabulary.series, *self._synonyms()} - {"計画"}

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
                self._problem(place, say.LINT_FORMULA.format(text=shorten(expression.expression, _SHOWN)))
                return
            known = self._named_cells()
            for name in sorted(n for n in names if not self._is_known(n, known, around)):
                self._problem(place, say.LINT_UNKNOWN_COMPUTED.format(name=name))

    def _named_cells(self) -> set[str]:
        return {name for cell in self.drawing.cells.values() if (name := cell.template.name)}

    def _is_known(self, name: str, cells: set[str], around: list[str]) -> bool:
        plain, _, scope = name.partition(":")
        if scope == formula.OVER:
            return plain in self.vocabulary.series and plain in around
        # a cell of another form is looked for when all are read
        return (plain in cells or "." in plain) and scope in ("", *formula.SCOPES)

    def _binding(self, placeholder: Placeholder, around: list[str], place: Place) -> Binding | None:
        if placeholder.flow:
            return FlowBinding()
        if placeholder.owner == CHART:
            return self._chart(placeholder, place)
        if not placeholder.owner and placeholder.name in self.vocabulary.series:
            return self._period(placeholder, around, place)
        if placeholder.name == "通番" or placeholder.name in _DERIVED.get(placeholder.owner, ()):
            self._check_counter(placeholder, place)
            return DerivedBinding(placeholder)
        holders = self._holders(around)
        shown = "{{" + shorten(placeholder.name, _SHOWN) + "}}"
        if placeholder.name == COVERING and not placeholder.owner:
            for needed in ("施策", "対応項目"):
                if OVER_NODES[needed] not in holders:
                    self._problem(place, say.LINT_NO_CONTEXT.format(text=shown, needed=needed))
                    return None
            return CoverBinding()
        definition, of = self._field(placeholder, holders)
        if definition is None:
            self._problem(place, say.LINT_UNKNOWN_NAME.format(text=shown))
            return None
        if of not in holders or (definition.series and definition.series not in around):
            needed = definition.series if of in holders else next(n for n, k in OVER_NODES.items() if k == of)
            self._problem(place, say.LINT_NO_CONTEXT.format(text=shown, needed=needed))
            return None
        span = next((f for f in placeholder.formats if f in SPAN_FORMATS), "")
        for unknown in set(placeholder.formats) - {*SPAN_FORMATS, "数", BARE}:
            self._problem(place, say.LINT_UNKNOWN_FORMAT.format(text=shown, format=unknown))
        return EntryBinding(definition, span, "数" in placeholder.formats, of, BARE in placeholder.formats)

    def _check_counter(self, placeholder: Placeholder, place: Place) -> None:
        unknown = set(placeholder.formats) - set(COUNTER_STYLES) if placeholder.name == "通番" else set()
        for style in sorted(unknown):
            self._problem(place, say.LINT_UNKNOWN_FORMAT.format(text="{{通番}}", format=style))
        if placeholder.owner and placeholder.scope not in ("", *self.vocabulary.series):
            text = f"{{{{{placeholder.owner}.{placeholder.name}}}}}"
            self._problem(place, say.LINT_UNKNOWN_SCOPE.format(text=text, scope=placeholder.scope))

    def _period(self, placeholder: Placeholder, around: list[str], place: Place) -> Binding | None:
        if placeholder.name not in around:
            text = "{{" + placeholder.name + "}}"
            self._problem(place, say.LINT_NO_CONTEXT.format(text=text, needed=placeholder.name))
            return None
        style = next((f for f in placeholder.formats if f in PERIOD_STYLES), "")
        return PeriodBinding(placeholder.name, style)

    def _chart(self, placeholder: Placeholder, place: Place) -> Binding | None:
        if self.drawing.cells[place].template.alone is None or placeholder.formats or placeholder.scope:
            self._problem(place, say.LINT_CHART.format(text=f"{{{{{CHART}.{shorten(placeholder.name, _SHOWN)}}}}}"))
            return None
        return ChartBinding(placeholder.name)

    def _holders(self, around: list[str]) -> list[Holder]:
        """The nodes a cell may show fields of, outermost first."""
        kinds: list[Holder] = ["plan"]
        if self.each == "measure":
            kinds.append("area")
        if self.each != "plan":
            kinds.append(self.each)
        for over in around:
            if over == TREE:
                kinds += ["area", "measure"]
            elif over in OVER_NODES:
                if over == "施策" and "area" not in kinds:
                    kinds.append("area")
                kinds.append(OVER_NODES[over])
        return kinds

    def _field(self, placeholder: Placeholder, holders: list[Holder]) -> tuple[FieldDef | None, Holder]:
        """The field a placeholder means and whose it is: the named owner's, else the innermost that has such a field."""
        candidates = self.vocabulary.by_label.get(placeholder.name, [])
        if placeholder.owner:
            named = OVER_NODES.get(self._synonyms().get(placeholder.owner, placeholder.owner), "")
            return next((c for c in candidates if named and c.of == kind_of(named)), None), named
        for of in reversed(holders):
            for candidate in candidates:
                if candidate.of == kind_of(of):
                    return candidate, of
        return (candidates[0], candidates[0].of) if candidates else (None, "")
