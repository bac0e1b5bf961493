"""What a drawing looks like to the reader: labels, keys and print-only patterns of its rows, worked out once per form."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from planeditor.domain.plan import NUMBER
from planeditor.domain.text import label_key
from planeditor.formengine.cells import Place
from planeditor.formengine.definition import EntryBinding, FormDef, Item, PeriodBinding, Repeat, repeats
from planeditor.formengine.drawing import DrawnCell
from planeditor.formengine.language import Placeholder

LABEL_LENGTH = 24
"""A longer fixed text (a legend, a footnote) is no label to find a cell by."""
NUMBER_LENGTH = 16
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
    prints: list[tuple[DrawnCell, re.Pattern[str], tuple[Placeholder, ...]]] = field(default_factory=list)
    notes: list[DrawnCell] = field(default_factory=list)
    """Long fixed texts."""
    optional: bool = False

    @property
    def number(self) -> DrawnCell | None:
        """The cell of the number of a measure or area, where the row has one."""
        return next((c for c, b in self.entries if b.field.key == NUMBER), None)


class FormPattern:
    """The rows of a form as patterns."""

    def __init__(self, form: FormDef) -> None:
        self.form = form
        self.rows = {r: self._row(r) for r in range(1, len(form.drawing.heights) + 1)}
        self.row_repeats = list(repeats(form.rows))
        self.column_repeats = list(repeats(form.columns))

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
        if isinstance(binding, EntryBinding):
            pattern.entries.append((cell, binding))
            if binding.field.type == "choice" and binding.field.choices:
                keys = frozenset(label_key(c) for c in binding.field.choices)
                pattern.labels.append(Label(cell.column, cell.columns, cell.rows, keys, binding.field.choices[0]))
        elif isinstance(binding, PeriodBinding):
            pattern.period = pattern.period or (cell, binding)
        elif template.placeholders and not any(p.flow for p in template.placeholders):
            pattern.prints.append((cell, loose_pattern(template.parts), template.placeholders))

    @cached_property
    def label_count(self) -> int:
        """How many labels a complete sheet shows."""
        return sum(len(p.labels) for p in self.rows.values() if not p.optional and not self.in_repeat(p.row))

    @cached_property
    def anchor(self) -> RowPattern | None:
        """The first row with a label and something beside it: where a sheet of this form is found."""
        for pattern in self.rows.values():
            if not pattern.optional and pattern.labels and (pattern.entries or len(pattern.labels) > 1):
                return pattern
        return None

    def in_repeat(self, row: int) -> bool:
        """Whether a row stands in a repeat."""
        return any(r.first <= row <= r.last for r in self.row_repeats)

    def column_repeat(self, column: int) -> Repeat | None:
        """The repeat a column stands in."""
        return next((r for r in self.column_repeats if r.first <= column <= r.last), None)

    def items(self) -> tuple[Item, ...]:
        """The tree of rows."""
        return self.form.rows


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
