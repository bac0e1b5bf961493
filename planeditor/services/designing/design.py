"""A form in the making: the city's worksheet, what each cell is to show, what repeats, and the fields that are new.

A design never changes: each operation gives another one, so a step taken back is the design before it.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainCell, PlainMark, PlainSheet
from planeditor.services.designing.base import Base
from planeditor.services.designing.offers import placeholder_of
from planeditor.services.designing.shrinking import Shrunk, shrunk

REPEAT = "繰返"
EACH_WORDS = ("施策", "分野", "計画")
"""What a form may be filled for, one sheet each."""


@dataclass(frozen=True)
class Design:
    """Everything a form set is made of, beside what it takes from its base."""

    sheet: PlainSheet
    """The worksheet as taken; places count on it, whatever is taken out."""
    base: Base
    set_id: str = ""
    set_title: str = ""
    form_name: str = ""
    form_title: str = ""
    each: str = "施策"
    keep_forms: bool = True
    """Whether the forms of the base are in the new set too."""
    texts: Mapping[Place, str] = field(default_factory=dict)
    """What cells show other than their own text: placeholders, or "" for an empty cell."""
    removed_rows: frozenset[int] = frozenset()
    removed_columns: frozenset[int] = frozenset()
    marks: tuple[PlainMark, ...] = ()
    new_fields: tuple[FieldDef, ...] = ()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The fields of the base and the new ones."""
        own = {(f.of, f.key) for f in self.new_fields}
        kept = [f for f in self.base.vocabulary.fields if (f.of, f.key) not in own]
        return Vocabulary((*self.new_fields, *kept), self.base.vocabulary.series, self.base.vocabulary.words)

    def text(self, place: Place) -> str:
        """What a cell is to show."""
        cell = self.sheet.cells.get(place)
        return self.texts.get(place, cell.text if cell else "")

    # Cells

    def assign(self, place: Place, text: str) -> Design:
        """A cell shows this text: ``{{…}}``, a fixed text, or nothing."""
        cell = self.sheet.cells.get(place)
        texts = {p: t for p, t in self.texts.items() if p != place}
        if cell is not None and cell.text != text:
            texts[place] = text
        return replace(self, texts=texts)

    def restore(self, place: Place) -> Design:
        """A cell shows its own text again."""
        return replace(self, texts={p: t for p, t in self.texts.items() if p != place})

    # Fields

    def add_field(self, definition: FieldDef) -> Design:
        """A new field; one of the same key takes its place, and where its label is another, cells that show it follow. Those of
        one that no longer leaves the house are empty then."""
        before = next((f for f in self.new_fields if (f.of, f.key) == (definition.of, definition.key)), None)
        others = tuple(f for f in self.new_fields if f is not before)
        design = replace(self, new_fields=(*others, definition))
        if before is None:
            return design
        old, new = placeholder_of(before, self.vocabulary), placeholder_of(definition, design.vocabulary)
        internal = definition.kind == "internal"
        texts = {p: "" if internal and old.removesuffix("}}") in t else t.replace(old, new) for p, t in self.texts.items()}
        return replace(design, texts=texts)

    def new_key(self) -> str:
        """A key for a new field; it never changes once the set is saved."""
        known = {f.key for f in self.vocabulary.fields}
        return next(key for key in (f"own{n}" for n in range(1, len(known) + 2)) if key not in known)

    # Rows and columns

    def mark(self, mark: PlainMark) -> Design:
        """A margin mark, outside those within it; the same one twice is one."""
        return self if mark in self.marks else replace(self, marks=(*self.marks, mark))

    def unmark(self, mark: PlainMark) -> Design:
        """Take a margin mark away."""
        return replace(self, marks=tuple(m for m in self.marks if m != mark))

    def remove(self, rows: Iterable[int] = (), columns: Iterable[int] = ()) -> Design:
        """Rows and columns that the form does not have. Where none would be left the design stays as it is."""
        gone = self.removed_rows | frozenset(rows), self.removed_columns | frozenset(columns)
        if len(gone[0]) >= len(self.sheet.heights) or len(gone[1]) >= len(self.sheet.widths):
            return self
        return replace(self, removed_rows=gone[0], removed_columns=gone[1])

    def put_back(self, rows: Iterable[int] = (), columns: Iterable[int] = ()) -> Design:
        """Have rows and columns again that were taken out."""
        return replace(
            self, removed_rows=self.removed_rows - frozenset(rows), removed_columns=self.removed_columns - frozenset(columns)
        )

    # What comes of it

    @cached_property
    def drawn(self) -> Shrunk:
        """The worksheet as the form has it: without what was taken out, with its texts and marks."""
        return shrunk(self.sheet, self.removed_rows, self.removed_columns, self.texts, self.marks)

    @property
    def assigned(self) -> dict[Place, str]:
        """The cells that show a placeholder, in reading order."""
        shown = self.drawn.places.values()
        return {p: t for p in sorted(shown) if "{{" in (t := self.text(p))}

    def cell(self, place: Place) -> PlainCell | None:
        """The cell at a place of the worksheet."""
        return self.sheet.cells.get(place)
