"""What a drawing looks like to the reader: labels, keys and print-only patterns of its rows, worked out once per form."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from planeditor.domain.periods import parse_run
from planeditor.domain.plan import NAME, NUMBER
from planeditor.domain.text import label_key
from planeditor.formengine.cells import Place
from planeditor.formengine.form.definition import DerivedBinding, EntryBinding, FormDef, PeriodBinding, Repeat, repeats
from planeditor.formengine.form.drawing import DrawnCell
from planeditor.formengine.form.language import Placeholder

LABEL_LENGTH = 24
"""A longer fixed text (a legend, a footnote) is no label to find a cell by."""
NUMBER_LENGTH = 16
Print = tuple[DrawnCell, re.Pattern[str], tuple[Placeholder, ...]]
"""A print-only cell: what is drawn, its pattern, and the placeholders in the order of the pattern's groups."""
_NUMBERS = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
_BEGINNING = re.compile(r"[(\[〔第]*[A-Za-z]{0,3}[-.]?[0-9一二三四五六七八九十]")
_COUNTER = re.compile(r"\(?[0-9]{1,4}\)?")
_NUMBERISH = re.compile(r"[0-9０-９①-⑳⑴-⒇一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed text of the drawing, or an entry of a few choices that is printed as one."""

    column: int
    columns: int
    rows: int
    keys: frozenset[str]
    text: str


@dataclass
class RowPattern:
    """One row of the drawing."""

    row: int
    labels: list[Label] = field(default_factory=list)
    entries: list[tuple[DrawnCell, EntryBinding]] = field(default_factory=list)
    period: tuple[DrawnCell, PeriodBinding] | None = None
    prints: list[Print] = field(default_factory=list)
    notes: list[DrawnCell] = field(default_factory=list)
    """Long fixed texts."""
    optional: bool = False
    counter: DrawnCell | None = None
    """The cell of a running number, where the row has one of its own."""

    @property
    def key(self) -> DrawnCell | None:
        """The cell that a row is known by: that of the number of a measure or an area, else a running number."""
        return self.number or self.counter

    @property
    def number(self) -> DrawnCell | None:
        """The cell of the number of a measure, else of an area, where the row has one that is its own (not merged down)."""
        own = [(c, b) for c, b in self.entries if b.field.key == NUMBER and not b.span]
        return next((c for c, b in own if b.field.of == "measure"), own[0][0] if own else None)


class FormPattern:
    """The rows of a form as patterns."""

    def __init__(self, form: FormDef) -> None:
        self.form = form
        self.row_repeats = list(repeats(form.rows))
        self.column_repeats = list(repeats(form.columns))
        self.rows = {r: self._row(r) for r in range(1, len(form.drawing.heights) + 1)}

    def _row(self, row: int) -> RowPattern:
        form = self.form
        pattern = RowPattern(row)
        pattern.optional = any(m.word in ("条件", "段", "脚注", "本文") for m in form.row_marks.get(row, ()))
        for place, cell in sorted(form.drawing.cells.items()):
            if place[0] != row:
                continue
            self._cell(place, cell, pattern)
        return pattern

    def _cell(self, place: Place, cell: DrawnCell, pattern: RowPattern) -> None:
        template = cell.template
        if not template.parts or template.formula:
            return
        fixed, alone = template.fixed_text, template.alone
        if fixed is not None:
            if len(fixed) > LABEL_LENGTH:
                pattern.notes.append(cell)
            elif label_key(fixed):
                pattern.labels.append(Label(cell.column, cell.columns, cell.rows, frozenset({label_key(fixed)}), fixed))
            return
        binding = self.form.bindings.get((place, alone)) if alone else None
        if isinstance(binding, EntryBinding) and binding.bare:
            return  # for reading by people only
        if isinstance(binding, EntryBinding):
            pattern.entries.append((cell, binding))
            if binding.field.default and binding.field.choices:
                keys = frozenset(label_key(c) for c in binding.field.choices)
                pattern.labels.append(Label(cell.column, cell.columns, cell.rows, keys, binding.field.choices[0]))
        elif isinstance(binding, PeriodBinding):
            if self.column_repeat(cell.column) is None:
                pattern.period = pattern.period or (cell, binding)
        elif template.placeholders and not any(p.flow for p in template.placeholders):
            pattern.prints.append((cell, loose_pattern(template.parts), template.placeholders))
            if isinstance(binding, DerivedBinding) and alone and alone.name == "通番" and "ローマ" not in alone.formats:
                pattern.counter = pattern.counter or cell

    @cached_property
    def frame(self) -> tuple[RowPattern, ...]:
        """The rows with labels that tell where a sheet of this form stands: those there once, else those repeated."""
        labelled = [p for p in self.rows.values() if p.labels]
        once = [p for p in labelled if not self.in_repeat(p.row)]
        return tuple(once if any(not p.optional for p in once) else labelled)

    @cached_property
    def is_framed(self) -> bool:
        """Whether the frame is there once; where it is repeated, the form takes up a whole sheet."""
        return not any(self.in_repeat(p.row) for p in self.frame)

    @cached_property
    def frame_by_key(self) -> dict[str, list[RowPattern]]:
        """Rows of the frame by the keys of their labels."""
        found: dict[str, list[RowPattern]] = {}
        for pattern in self.frame:
            for key in {k for label in pattern.labels for k in label.keys}:
                found.setdefault(key, []).append(pattern)
        return found

    @cached_property
    def label_count(self) -> int:
        """How many labels a complete sheet shows."""
        return sum(len(p.labels) for p in self.frame if not p.optional)

    @cached_property
    def left_keys(self) -> dict[str, int]:
        """The labels of the first column and their drawn rows: they show where a further sheet stands beside."""
        column = min((label.column for p in self.frame for label in p.labels), default=0)
        found: dict[str, int] = {}
        for drawn in self.frame:
            keys = [key for label in drawn.labels for key in label.keys]
            found |= {
                key: drawn.row
                for label in drawn.labels if label.column == column for key in label.keys if keys.count(key) == 1
            }
        return found

    @cached_property
    def by_name(self) -> bool:
        """Whether the form shows names of measures, but no numbers."""
        shown = {b.field.key for row in self.rows.values() for _, b in row.entries if b.field.of == "measure"}
        return NAME in shown and NUMBER not in shown and not self.form.shows(self.form.vocabulary.label("measure", NUMBER))

    @cached_property
    def top(self) -> int:
        """The first drawn row of the frame."""
        return min((p.row for p in self.frame if not p.optional), default=1)

    def heads(self, repeat: Repeat) -> list[RowPattern]:
        """The rows right above a repeat that name its columns, from the top."""
        found: list[RowPattern] = []
        row = repeat.first - 1
        while row >= 1 and not self.rows[row].entries and self.inner_repeat(row) in (None, self.outer_repeat(repeat)):
            found.insert(0, self.rows[row])
            row -= 1
        return found

    def inner_repeat(self, row: int) -> Repeat | None:
        """The innermost repeat a row stands in."""
        return next((r for r in reversed(self.row_repeats) if r.first <= row <= r.last), None)

    def outer_repeat(self, repeat: Repeat) -> Repeat | None:
        """The repeat right around another one."""
        around = [r for r in self.row_repeats if r is not repeat and r.first <= repeat.first and repeat.last <= r.last]
        return around[-1] if around else None

    def in_repeat(self, row: int) -> bool:
        """Whether a row stands in a repeat."""
        return any(r.first <= row <= r.last for r in self.row_repeats)

    def column_repeat(self, column: int) -> Repeat | None:
        """The repeat a column stands in."""
        return next((r for r in self.column_repeats if r.first <= column <= r.last), None)


def loose_pattern(parts: tuple[object, ...]) -> re.Pattern[str]:
    """A pattern for a print-only cell: white space and width of the fixed text do not matter."""
    pieces = [_loose(p) if isinstance(p, str) and p.strip() else r"\s+" if isinstance(p, str) else "(.+?)" for p in parts]
    return re.compile(r"\s*" + r"\s*".join(p for p in pieces if p) + r"\s*$", re.DOTALL)


def _loose(text: str) -> str:
    characters = []
    for char in label_key(text):
        code = ord(char)
        wide = chr(code + 0xFEE0) if 0x21 <= code <= 0x7E else ""
        characters.append("[" + re.escape(char) + wide + "]" if wide else re.escape(char))
    return r"\s*".join(characters)


def looks_like_number(text: str) -> bool:
    """Whether a text may be the number of a measure or an area (①-01, 12, 第1節 …)."""
    return 0 < len(text) <= NUMBER_LENGTH and bool(_NUMBERISH.search(text))


def looks_like_counter(text: str) -> bool:
    """Whether a text is a running number and nothing else: 1, (2), ③."""
    return _COUNTER.fullmatch(label_key(text)) is not None


def begins_as_number(text: str) -> bool:
    """Whether a text in a title can be the number of what it names: ①, 第1章, (2), A-1; not a date, not a remark."""
    return looks_like_number(text.strip()) and bool(_BEGINNING.match(label_key(text))) and parse_run(text.strip()) is None


def number_shape(text: str) -> str:
    """What kind of number a text is: ①-02 is of one kind with ③-11, not with ①."""
    return _NUMBERS.sub("9", label_key(text))
