"""From the rows of a list to areas and measures with their texts, and what is to be said of them."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.text import label_key, number_key, shorten
from planeditor.formengine.cells import CellText
from planeditor.formengine.reading.places import cell_name
from planeditor.messages import fromlist as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.planfiles.fromlist.book import Table
from planeditor.services.planfiles.fromlist.columns import Column, Use, memo_field
from planeditor.services.planfiles.fromlist.heads import Header

Path = tuple[str, ...]
"""The texts of the areas a measure stands in, outermost first."""
_BAND = 3
"""A cell over so many columns, alone in its row, is the title of an area."""
_SHOWN = 30
_NUMBERED = re.compile(
    r"(第[0-9０-９一二三四五六七八九十]+[章節編部]|[①-⑳㉑-㉟Ⅰ-Ⅻ]+|[（(][0-9０-９]+[)）]"
    r"|[0-9０-９]+(?:[-－.．][0-9０-９]+)*[.．、)）]?(?=[\s　.．、)）]))"
    r"[.．、:：\s　]*(?=\S)"
)


@dataclass
class ListMeasure:
    """One measure of the list."""

    row: int
    area: Path
    number: str = ""
    name: str = ""
    departments: str = ""
    texts: dict[Use, str] = field(default_factory=dict)
    """The text of each field and year."""
    memo: list[str] = field(default_factory=list)


@dataclass
class ListContent:
    """What the rows hold."""

    measures: list[ListMeasure] = field(default_factory=list)
    areas: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """How many texts there are beside numbers and names."""
        return sum(len(m.texts) + bool(m.memo) + bool(m.departments) for m in self.measures)


class RowReader:
    """Goes over the rows below the heads."""

    def __init__(
        self, table: Table, header: Header, columns: list[Column], uses: Mapping[int, Use], vocabulary: Vocabulary
    ) -> None:
        self.table, self.header, self.uses, self.vocabulary = table, header, uses, vocabulary
        self.heads = {column.index: column.head for column in columns}
        self.content = ListContent()
        self._areas = [c for c in sorted(uses) if uses[c].kind == "area"]
        self._band: Path = ()
        self._last: dict[int, str] = {}
        self._seen: dict[Path, int] = {}
        """Areas, with the row each was met in first."""

    def read(self) -> ListContent:
        """Everything below the heads."""
        content, hidden = self.content, 0
        current: ListMeasure | None = None
        for row in sorted(self.table.rows):
            if row <= self.header.last:
                continue
            hidden += row in self.table.sheet.hidden_rows
            if current is not None and self._goes_on(row, current):
                self._take(row, current)
                continue
            started = self._start(row)
            if started is not None:
                current = started
                content.measures.append(started)
                if started.area and started.area not in content.areas:
                    content.areas += [a for a in _heads_of(started.area) if a not in content.areas]
                self._take(row, started)
        for area, row in self._seen.items():
            if area not in content.areas:
                content.notes.append(say.LEFT_OUT_NO_MEASURE.format(row=row, text=shorten(area[-1], _SHOWN)))
        if hidden:
            content.notes.append(say.HIDDEN.format(count=hidden))
        return content

    def _columns(self, kind: str) -> list[int]:
        return [c for c, use in self.uses.items() if use.kind == kind]

    def _of(self, row: int, kind: str) -> str:
        return next((self._clean(row, c) for c in self._columns(kind) if self.table.text(row, c)), "")

    def _goes_on(self, row: int, current: ListMeasure) -> bool:
        """Whether the row belongs to the measure above: its name is one merged cell over both."""
        for kind in ("name", "number"):
            for column in self._columns(kind):
                if self.table.text(row, column) and current.row <= self.table.start(row, column)[0] < row:
                    return kind == "name" or not self._of(row, "name")
        return False

    def _start(self, row: int) -> ListMeasure | None:
        """The measure that begins in a row; None where none does."""
        number, name = self._of(row, "number"), self._of(row, "name")
        cells = self.table.rows[row]
        shown = shorten(" ".join(c.text for c in cells.values()), _SHOWN)
        if self._is_total(row, name):
            self.content.notes.append(say.LEFT_OUT_TOTAL.format(row=row, text=shown))
            return None
        if self._is_band(row):
            self._band = (self._clean(row, next(iter(cells))),)
            self._seen.setdefault(self._band, row)
            return None
        area = self._area(row)
        for path in _heads_of(area):
            self._seen.setdefault(path, row)
        if not name and not number:
            if any(self.uses.get(c, Use()).kind not in ("area", "skip") for c in cells):
                self.content.notes.append(say.LEFT_OUT_NO_NAME.format(row=row, text=shown))
            return None
        if not name:
            self.content.notes.append(say.NO_NAME.format(row=row, number=number))
        return ListMeasure(row, area, number, name)

    def _is_total(self, row: int, name: str) -> bool:
        cells = self.table.rows[row]
        first = next((c.text for c in cells.values() if c.text.strip()), "")
        return any(label_key(text) in say.TOTALS for text in (name, first) if text)

    def _is_band(self, row: int) -> bool:
        """Whether the row is the title of an area: one cell over several columns, with no columns for areas in the list."""
        cells = self.table.rows[row]
        column = next(iter(cells))
        if self._areas or len(cells) != 1 or not cells[column].text.strip():
            return False
        wide = self.table.width_at(row, column) >= _BAND
        return wide or (self.uses.get(column, Use()).kind != "name" and column == self.table.used_columns[0])

    def _area(self, row: int) -> Path:
        """The areas of a row; a blank cell means what stood above, unless an area further out is another one."""
        path = list(self._band)
        fresh = False
        for column in self._areas:
            text = self._clean(row, column)
            if text and text != self._last.get(column):
                fresh = True
            elif not text:
                text = "" if fresh else self._last.get(column, "")
            self._last[column] = text
            if text:
                path.append(text)
        return tuple(path)

    def _take(self, row: int, measure: ListMeasure) -> None:
        """The texts of a row into its measure; those of further rows stand below."""
        for column, cell in self.table.rows[row].items():
            use = self.uses.get(column, Use())
            if use.kind not in ("field", "memo", "departments"):
                continue
            self._doubts(row, column, cell, use)
            self._put(measure, use, column, self._clean(row, column))
        for column, use in self.uses.items():
            start = self.table.start(row, column)
            if start != (row, column) and use.kind in ("field", "memo", "departments") and start[0] < measure.row:
                self._put(measure, use, column, self._clean(row, column))  # one cell for several measures

    def _put(self, measure: ListMeasure, use: Use, column: int, text: str) -> None:
        if not text:
            return
        if use.kind == "departments":
            measure.departments = _below(measure.departments, text)
        elif use.kind == "memo":
            line = say.MEMO_LINE.format(head=self.heads.get(column, ""), text=text)
            if line not in measure.memo:
                measure.memo.append(line)
        else:
            measure.texts[use] = _below(measure.texts.get(use, ""), text)

    def _clean(self, row: int, column: int) -> str:
        text = self.table.text(row, column)
        try:
            return clean_text(text).strip()
        except KnownError:
            self.content.notes.append(say.BAD_CHARACTERS.format(cell=cell_name(row, column)))
            kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
            return "".join(kept).replace("\ufffe", "").replace("\uffff", "").strip()

    def _doubts(self, row: int, column: int, cell: CellText, use: Use) -> None:
        where, notes = cell_name(row, column), self.content.notes
        said = {"error": say.FORMULA_ERROR, "no_value": say.NO_VALUE, "no_format": say.NO_FORMAT}.get(cell.doubt)
        if said:
            notes.append(said.format(cell=where, text=shorten(cell.text, _SHOWN)))
        if cell.struck:
            notes.append(say.STRUCK.format(cell=where, text=shorten(cell.struck, _SHOWN)))
        definition = self.vocabulary.by_key.get(("measure", use.field)) if use.kind == "field" else None
        text = cell.text.strip()
        if definition is not None and definition.choices and text and text not in definition.choices:
            notes.append(say.NOT_A_CHOICE.format(cell=where, text=shorten(text, _SHOWN), field=definition.label))


def numbers_restart(content: ListContent) -> bool:
    """Whether numbers are counted anew in each area: twice in the list, but never within one area."""
    seen: set[str] = set()
    within: set[tuple[Path, str]] = set()
    twice = False
    for measure in content.measures:
        key = number_key(measure.number)
        if not key:
            continue
        if (measure.area, key) in within:
            return False
        within.add((measure.area, key))
        twice |= key in seen
        seen.add(key)
    return twice


def split_number(text: str) -> tuple[str, str]:
    """Number and name of an area as it is written in one cell: ① 地域情報化の推進; no number where none is seen."""
    match = _NUMBERED.match(text)
    if match is None:
        return "", text
    return match[1].rstrip(".．、"), text[match.end() :].strip()


def doubles(content: ListContent) -> Iterator[tuple[str, int, int]]:
    """Numbers that stand twice, with their rows."""
    seen: dict[str, int] = {}
    for measure in content.measures:
        key = number_key(measure.number)
        if key and key in seen:
            yield measure.number, seen[key], measure.row
        elif key:
            seen[key] = measure.row


def memo_of(measure: ListMeasure, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The field and the text of what has no other place."""
    memo = memo_field(vocabulary)
    return (memo.key, "\n".join(measure.memo)) if memo is not None and measure.memo else None


def _below(text: str, further: str) -> str:
    return further if not text else text if further in text.split("\n") else f"{text}\n{further}"


def _heads_of(area: Path) -> list[Path]:
    return [area[: depth + 1] for depth in range(len(area))]
