"""Reading a repeat: where a new node begins, and the values of each row, also of cells merged over several."""
from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from planeditor.domain.blocks import kind_of
from planeditor.domain.periods import Period
from planeditor.domain.plan import NUMBER, NodeKind
from planeditor.formengine.cells import Place
from planeditor.formengine.form.definition import TREE, EntryBinding, Repeat, repeats
from planeditor.formengine.form.drawing import DrawnCell
from planeditor.formengine.recognition.blocks import Block, Extent, Sheet, match_labels
from planeditor.formengine.recognition.columns import Columns
from planeditor.formengine.recognition.labelled import take_labelled
from planeditor.formengine.recognition.patterns import FormPattern, RowPattern
from planeditor.formengine.recognition.readings import ReadCell
from planeditor.formengine.recognition.remarks import take_print
from planeditor.formengine.recognition.sheetrows import FormRow, Rank, RowFinder
from planeditor.formengine.recognition.values import Values
from planeditor.messages import importing as say


@dataclass(slots=True)
class _Merged:
    """A cell merged down over further rows of the form."""

    read: ReadCell
    end: int
    periods: list[Period]


class Turns:
    """Reads the rows of one outermost repeat."""

    def __init__(self, sheet: Sheet, block: Block, values: Values, repeat: Repeat, body: Extent) -> None:
        self.sheet, self.block, self.values, self.repeat, self.body = sheet, block, values, repeat, body
        self.pattern: FormPattern = block.pattern
        self.finder = RowFinder(sheet, block, values.reading.labels, repeat, body)
        self.merged: dict[Place, _Merged] = {}
        self.periods: set[Period] = set()
        """Those of the present node."""
        self.joined: list[tuple[Period, Place]] = []
        """Cells of the present node that are joined from rows under one label, unproven, each with its period."""
        self.told: dict[tuple[int, Period], list[Place]] = {}
        """The cells of the present node by the row of the drawing and the period of their row."""

    def read(self) -> None:
        """Take in every row that is one of the repeat's; the rows of the frame, wherever they stand, are none."""
        frame = set(self.block.pinned.values())
        row = self.body[0]
        while row <= self.body[1]:
            found = self.finder.classify(row) if row in self.sheet.rows and row not in frame else None
            if found is not None:
                self._begin(found)
                self.finder.add(found)
                self._take(found)
                row = found.last
            row += 1
        self._ask_joined()

    # where a node begins

    def _begin(self, row: FormRow) -> None:
        """Begin a new node where a row begins a new turn of a repeat over nodes."""
        around = [r for r in repeats((self.repeat,)) if r.first <= row.drawn.row <= r.last]
        for repeat in reversed(around):
            kind = self._kind(repeat, row.drawn)
            if kind is None:
                continue
            before = self.finder.rows[-1].drawn.row if self.finder.rows else 0
            going_on = kind in self.values.current and repeat.first <= before < row.drawn.row
            if not going_on and not self._same_turn(repeat, row, before):
                self._ask_joined()
                self.values.begin(kind)
            break
        if row.period is not None:
            self.periods.add(row.period)

    def _same_turn(self, repeat: Repeat, row: FormRow, before: int) -> bool:
        """Whether a row that comes again is one of a repeat inside this one, as the years of a measure are."""
        inner = self.pattern.inner_repeat(row.drawn.row)
        if inner is None or inner is repeat or not inner.first <= before <= inner.last or row.period in self.periods:
            return False
        numbers = [c for c, b in row.drawn.entries if b.field.key == NUMBER and b.field.of == repeat.node_kind]
        extents = [e for c in numbers if (e := self.finder.columns(row.drawn).of(c)) is not None]
        texts = [cell.text for e in extents for _, _, cell in self.sheet.free((row.first, row.first), e)]
        node = self.values.current.get(kind_of(repeat.node_kind or "plan"))
        return not texts or (node is not None and node.text(NUMBER) == texts[0])

    def _kind(self, repeat: Repeat, drawn: RowPattern) -> NodeKind | None:
        if repeat.over != TREE:
            return kind_of(repeat.node_kind) if repeat.node_kind else None
        mark = self.pattern.form.mark(drawn.row, "段")
        return "measure" if mark is None or mark.argument == "施策" else "area"

    # its values

    def _take(self, row: FormRow) -> None:
        drawn = row.drawn
        if drawn.labels:
            found = match_labels(self.sheet, row.first, drawn) or {}
            self.block.pin(drawn.row, row.first, found)
            self.sheet.used.update((row.first, column) for column in found.values())
        columns = self.finder.columns(drawn)
        joined: list[ReadCell] = []
        places: list[Place] = []
        if row.period is not None and drawn.period is not None:
            cells = self.sheet.free((row.first, row.first), columns.key(drawn.period[0]))
            series = self.pattern.form.vocabulary.series[drawn.period[1].series]
            column, label = next((c, text) for _, c, text in cells if series.parse_label(text.text) == row.period)
            self.values.reading.labels.setdefault(row.period.key, label.text)
            self.values.reading.period_rows.update(dict.fromkeys(range(row.first, row.last + 1), row.period.key))
            self.sheet.used.add((row.first, column))
        for printed in drawn.prints:
            extent = columns.of(printed[0]) or (self.sheet.left, self.sheet.right)
            for place in self.sheet.free((row.first, row.last), extent):
                if take_print(self.values, self.pattern.form, printed, *place):
                    break
        for cell, binding in drawn.entries:
            turn = self.pattern.column_repeat(cell.column)
            if turn is not None:
                self._across(cell, binding, row, columns, turn)
            elif drawn.labels:
                take_labelled(self.values, self.block, drawn, cell, binding, columns.edge)
            else:
                read = self._below_head(cell, binding, row, columns)
                joined += [read] if read is not None and read.lower else []
                places += [read.place] if read is not None else []
        if row.period is not None:
            self._ask_again(row.drawn, row.period, places)
        if row.period is not None and row.first < row.last and not any(read.was_cut for read in joined):
            self.joined += [(row.period, read.place) for read in joined]

    def _ask_again(self, drawn: RowPattern, period: Period, places: list[Place]) -> None:
        """Ask about both rows where a period comes again, as in a table that was pasted below: either may be meant. So may
        a row be none of the form's that stands apart from the others, below what follows them in the drawing."""
        before = self.told.setdefault((drawn.row, period), [])
        if places and (before or self._is_apart(places[0][0])):
            for read in self._read_at({*before, *places}):
                read.astray = True
        before += places

    def _is_apart(self, row: int) -> bool:
        following = [r for drawn, r in self.block.pinned.items() if drawn > self.repeat.last and r < row]
        return any(place[0] < r for r in following for places in self.told.values() for place in places)

    def _read_at(self, places: Container[Place]) -> Iterator[ReadCell]:
        for node in (self.values.reading.plan, *self.values.reading.nodes):
            yield from (read for read in node.entries.values() if read.place in places)

    def _ask_joined(self) -> None:
        """Ask about years whose rows may be those of two: they were joined by a merged label, and the next year is missing."""
        places = {
            place for period, place in self.joined
            if (later := [p for p in self.periods if p.series == period.series and p.last > period.last])
            and all(p.first > period.last + 1 for p in later)
        }
        for read in self._read_at(places):
            read.several = True
        self.joined.clear()
        self.periods.clear()
        self.told.clear()

    def _below_head(self, cell: DrawnCell, binding: EntryBinding, row: FormRow, columns: Columns) -> ReadCell | None:
        extent = columns.of(cell)
        if extent is None:
            return None
        last = row.last + cell.rows - 1
        read = self.values.take((row.first, last), extent)
        place = (cell.row, cell.column)
        if read is None:
            self._go_on(place, binding, row)
            return None
        self._note_merged(cell, read, row, columns)
        read.guessed = cell.column in columns.guessed or (row.rank is Rank.ORDER and self.repeat.first < self.repeat.last)
        periods = [row.period] if row.period else []
        self.values.spread(binding, read, periods)
        end = self.sheet.end(*read.place)[0]
        if end > last:
            self.merged[place] = _Merged(read, end, periods)
        return read

    def _note_merged(self, cell: DrawnCell, read: ReadCell, row: FormRow, columns: Columns) -> None:
        """Note a value whose merged range reaches over another entry of the row."""
        column, reached = read.place[1], self.sheet.end(*read.place)[1]
        if reached > column and any(column < start <= reached for start in self._starts(cell, row, columns)):
            self.values.reading.notes.append(say.NOTE_MERGED_FIELDS.format(where=self.sheet.where(*read.place)))

    def _starts(self, cell: DrawnCell, row: FormRow, columns: Columns) -> Iterator[int]:
        """Where the other entries of a row begin."""
        for other, _ in row.drawn.entries:
            if other is cell:
                continue
            turn = self.pattern.column_repeat(other.column)
            turns = columns.turns.get(turn.first, {}) if turn is not None else {}
            extents = [columns.in_turn(turn, other, t) for t in turns] if turn is not None else [columns.of(other)]
            yield from (extent[0] for extent in extents if extent is not None)

    def _go_on(self, place: Place, binding: EntryBinding, row: FormRow) -> None:
        """The row stands beside a cell merged down from a row above."""
        merged = self.merged.get(place)
        if merged is None or row.first > merged.end:
            return
        if row.period is None or not binding.field.series:
            if binding.span == "結合":
                self.values.store(binding, replace(merged.read))
            return
        self.values.forget(binding, merged.read, merged.periods)
        merged.periods.append(row.period)
        self.values.spread(binding, merged.read, merged.periods)

    def _across(self, cell: DrawnCell, binding: EntryBinding, row: FormRow, columns: Columns, repeat: Repeat) -> None:
        """The entries of one row under repeated columns; a merged cell over several is one entry of the run."""
        turns = columns.turns.get(repeat.first, {})
        reached = 0
        for turn, period in sorted(turns.items()):
            extent = columns.in_turn(repeat, cell, turn)
            if extent is None or extent[0] <= reached:
                continue
            read = self.values.take((row.first, row.last), extent)
            if read is None:
                continue
            self._note_merged(cell, read, row, columns)
            reached = self.sheet.end(*read.place)[1]
            periods = [period, *self._covered(turns, turn, reached)]
            self.values.spread(binding, read, periods)

    def _covered(self, turns: dict[Extent, Period], turn: Extent, reached: int) -> Iterator[Period]:
        """The further turns that a merged cell reaches over."""
        return (period for extent, period in sorted(turns.items()) if turn[1] < extent[0] <= reached)
