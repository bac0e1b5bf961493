"""Which row of the drawing each row of a repeat is: by its labels, its period, its number, else by its distance."""
from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from planeditor.domain.periods import Period
from planeditor.formengine.form.definition import EntryBinding, PeriodBinding, Repeat
from planeditor.formengine.form.drawing import DrawnCell
from planeditor.formengine.recognition.blocks import Block, Extent, Sheet, match_labels
from planeditor.formengine.recognition.columns import Columns
from planeditor.formengine.recognition.patterns import (
    FormPattern,
    RowPattern,
    looks_like_counter,
    looks_like_number,
    number_shape,
)


class Rank(IntEnum):
    """By what a row is known, the surest first."""

    LABEL = 0
    PERIOD = 1
    PRINT = 2
    NUMBER = 3
    DISTANCE = 4
    ORDER = 5


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: the rows of the sheet it takes up, and its period."""

    drawn: RowPattern
    first: int
    last: int
    rank: Rank
    period: Period | None = None


class RowFinder:
    """Tells the rows of one outermost repeat, which stand in the rows ``body`` of the sheet."""

    def __init__(self, sheet: Sheet, block: Block, labels: dict[str, str], repeat: Repeat, body: Extent) -> None:
        self.sheet, self.block, self.labels, self.repeat, self.body = sheet, block, labels, repeat, body
        self.pattern: FormPattern = block.pattern
        self.rows: list[FormRow] = []
        """The rows found so far."""
        self.shapes: dict[int, set[str]] = {}
        """Drawn row -> the kinds of number met in it."""
        self._columns: dict[tuple[int, ...], Columns] = {}

    def add(self, row: FormRow) -> None:
        """The next row is this one."""
        number = row.drawn.key
        if row.rank is Rank.NUMBER and number is not None and (extent := self.columns(row.drawn).of(number)) is not None:
            text = self.sheet.free((row.first, row.first), extent)[0][2].text
            self.shapes.setdefault(row.drawn.row, set()).add(number_shape(text))
        self.rows.append(row)

    def columns(self, drawn: RowPattern) -> Columns:
        """Where the columns stand for a row of the drawing, below the heads that were met last."""
        repeat = self.pattern.inner_repeat(drawn.row) or self.repeat
        heads = [self.block.pinned.get(h.row, 0) for h in self.pattern.heads(repeat)]
        key = (repeat.first, repeat.last, *heads)
        found = self._columns.get(key)
        if found is None:
            first = max((h for h in heads), default=0) or self.body[0]
            found = self._columns[key] = Columns(self.sheet, self.block, repeat, (first, self.body[1]))
            for row, column, period in found.period_cells:
                self.sheet.used.add((row, column))
                self.labels.setdefault(period.key, self.sheet.source.cells[row, column].text)
        return found

    def classify(self, row: int) -> FormRow | None:
        """The row of the drawing that fits best; of equals the one that comes next."""
        expected = self.rows[-1].drawn.row + 1 if self.rows else self.repeat.first
        drawn = range(self.repeat.first, self.repeat.last + 1)
        order = (*(r for r in drawn if r >= expected), *(r for r in drawn if r < expected))
        found = [f for r in order if (f := self._fit(self.pattern.rows[r], row)) is not None]
        return min(found, key=lambda f: (f.rank, self._oddness(f)) if len(found) > 1 else (0, 0), default=None)

    def _oddness(self, found: FormRow) -> int:
        """What speaks against a row being that of the drawing: another kind of number, other texts or merged cells."""
        drawn, columns = found.drawn, self.columns(found.drawn)
        odd = 0
        number = drawn.key
        if number is not None and (extent := columns.of(number)) is not None:
            shape = number_shape(self.sheet.free((found.first, found.first), extent)[0][2].text)
            known = self.shapes.get(drawn.row)
            elsewhere = any(shape in shapes for row, shapes in self.shapes.items() if row != drawn.row)
            odd += 10 * (shape not in known if known else elsewhere)
        cells = {c.column: c for c in self.pattern.form.drawing.cells.values() if c.row == drawn.row and c.template.parts}
        places = {e[0]: c for c in cells.values() if (e := columns.of(c)) is not None}
        for _, column, _ in self.sheet.free((found.first, found.first), (self.sheet.left, columns.edge)):
            cell = places.get(column)
            odd += 2 if cell is None else self.sheet.end(found.first, column)[1] - column + 1 != cell.columns
        return odd

    def _fit(self, drawn: RowPattern, row: int) -> FormRow | None:
        if drawn.labels:
            labels = match_labels(self.sheet, row, drawn)
            if labels is None:
                return None
            ends = [
                self.sheet.end(row, labels[label.column])[0]
                for label in drawn.labels if label.column in labels and label.rows == 1
            ]
            return FormRow(drawn, row, max(ends, default=row), Rank.LABEL)
        if drawn.period is not None:
            return self._fit_period(drawn, *drawn.period, row)
        cells = self.sheet.free((row, row), (self.sheet.left, self.sheet.right))
        for _, pattern, _ in drawn.prints:
            if len(cells) == 1 and not drawn.entries and pattern.match(cells[0][2].text):
                return FormRow(drawn, row, row, Rank.PRINT)
        number = drawn.key
        if number is not None:
            extent = self.columns(drawn).of(number)
            keys = self.sheet.free((row, row), extent) if extent else []
            is_key = looks_like_number if drawn.number else looks_like_counter
            if not keys or not is_key(keys[0][2].text):
                return None
            return FormRow(drawn, row, self._end(number, row, keys[0][1]), Rank.NUMBER)
        return self._fit_free(drawn, row)

    def _fit_period(self, drawn: RowPattern, cell: DrawnCell, binding: PeriodBinding, row: int) -> FormRow | None:
        series = self.pattern.form.vocabulary.series[binding.series]
        columns = self.columns(drawn)
        extent = columns.key(cell)
        for _, column, found in self.sheet.free((row, row), extent):
            period = series.parse_label(found.text)
            if period is not None and self.sheet.end(row, column)[1] <= extent[1]:
                return FormRow(drawn, row, self._end(cell, row, column), Rank.PERIOD, period)
        return None

    def _fit_free(self, drawn: RowPattern, row: int) -> FormRow | None:
        """A row without anything to know it by: by its distance from the row before, else by its order."""
        columns = self.columns(drawn)
        extents = [e for cell, _ in self.entries(drawn) if (e := columns.of(cell)) is not None]
        extents += [turn for turns in columns.turns.values() for turn in turns]
        if not drawn.entries or not any(self.sheet.free((row, row), e) for e in extents):
            return None
        own = [e for c, b in self.entries(drawn) if not b.span and (e := columns.of(c)) is not None]
        ends = [self.sheet.end(row, e[0])[0] for e in own]
        last = max(ends, default=row)
        if not self.rows:
            return FormRow(drawn, row, last, Rank.DISTANCE if self._is_above_label(drawn, last) else Rank.ORDER)
        before = self.rows[-1]
        distance = drawn.row - before.drawn.row
        if distance <= 0:
            around = [r for r in self.pattern.row_repeats if r.first <= drawn.row and before.drawn.row <= r.last]
            again = around[-1] if around else self.repeat
            distance += again.last - again.first + 1
        between = range(before.drawn.row + 1, drawn.row)
        spare = sum(self.pattern.rows[r].optional for r in between)
        exact = distance - spare <= row - before.last <= distance
        return FormRow(drawn, row, last, Rank.DISTANCE if exact else Rank.ORDER)

    def _is_above_label(self, drawn: RowPattern, row: int) -> bool:
        """Whether the next row of the drawing has labels, and the next row of the sheet has them too."""
        below = self.pattern.rows.get(drawn.row + 1)
        return below is not None and bool(below.labels) and match_labels(self.sheet, row + 1, below) is not None

    def entries(self, drawn: RowPattern) -> list[tuple[DrawnCell, EntryBinding]]:
        """The entries of a row that do not stand under repeated columns."""
        return [(c, b) for c, b in drawn.entries if self.pattern.column_repeat(c.column) is None]

    def _end(self, drawn: DrawnCell, row: int, column: int) -> int:
        """The last row of the sheet that belongs to a row of the form: its key cell may be merged over several."""
        return min(self.body[1], self.sheet.end(row, column)[0]) if drawn.rows == 1 else row
