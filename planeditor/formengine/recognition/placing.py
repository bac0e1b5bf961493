"""Placing the cells of a recognised block into entries."""
from __future__ import annotations

from planeditor.domain.blocks import kind_of
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.form.definition import Repeat
from planeditor.formengine.recognition.blocks import Block, Extent, Sheet
from planeditor.formengine.recognition.columns import Columns
from planeditor.formengine.recognition.footzone import take_footnotes
from planeditor.formengine.recognition.labelled import row_end, take_labelled
from planeditor.formengine.recognition.patterns import RowPattern
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.remarks import take_fixed_texts, take_titles
from planeditor.formengine.recognition.turns import Turns
from planeditor.formengine.recognition.values import Values


class Placer:
    """Reads one block. ``lowest`` is the first row above the block that may still belong to it."""

    def __init__(self, sheet: Sheet, block: Block, lowest: int) -> None:
        self.sheet, self.block, self.pattern, self.lowest = sheet, block, block.pattern, lowest
        self.form = block.pattern.form
        self.reading = Reading(block.form_set, self.form.name, sheet.source.name, block.first)
        self.values = Values(sheet, self.reading)
        self.edge = Columns(sheet, block, None, (block.first, block.last)).edge

    def read(self) -> Reading:
        """The entries of the block; what was understood is marked on the sheet."""
        if self.form.each != "plan":
            self.values.begin(kind_of(self.form.each))
        for row, columns in self.block.columns.items():
            self.sheet.used.update((self.block.pinned[row], column) for column in columns.values())
        frame = [self.pattern.rows[row] for row in list(self.block.pinned)]
        take_titles(self.values, self.block, self.lowest)
        for drawn in frame:
            for cell, binding in drawn.entries:
                take_labelled(self.values, self.block, drawn, cell, binding, self.edge)
        for item in self.form.rows:
            if isinstance(item, Repeat):
                self._repeat(item)
        take_footnotes(self.values, self.block)
        if frame:
            for drawn in self.pattern.rows.values():
                if drawn.entries and not drawn.labels and not self.pattern.in_repeat(drawn.row):
                    self._unlabelled(drawn)
        take_fixed_texts(self.values, self.block, self.lowest)
        return self.reading

    def _repeat(self, repeat: Repeat) -> None:
        """The rows a repeat may take up: below its heads; those of periods are known by their labels wherever they stand."""
        pinned = self.block.pinned
        heads = [pinned[h.row] for h in self.pattern.heads(repeat) if h.row in pinned]
        above = heads or [pinned[r] for r in pinned if r < repeat.first]
        first = max(above, default=self.lowest - 1) + 1
        last = self.block.last
        if repeat.over not in self.form.vocabulary.series:
            last = min((row for drawn, row in pinned.items() if drawn > repeat.last and row >= first), default=last + 1) - 1
        others = [r for r in self.form.rows if isinstance(r, Repeat) and r.first > repeat.last]
        for other in others:
            starts = [pinned[h.row] for h in self.pattern.heads(other) if pinned.get(h.row, 0) >= first]
            last = min([last, *(s - 1 for s in starts)])
        Turns(self.sheet, self.block, self.values, repeat, (first, last)).read()

    def _unlabelled(self, drawn: RowPattern) -> None:
        """A row without a label: at its distance from the labelled row before it (or after), its cells merged as drawn."""
        for row in self._rows_of(drawn):
            cells = self.sheet.free((row, row), (self.sheet.left, self.sheet.right))
            if not cells:
                continue
            if len(cells) == len(drawn.entries):
                for (cell, binding), (_, column, _) in zip(drawn.entries, cells, strict=True):
                    end = self.sheet.end(row, column)
                    if end[1] - column + 1 == cell.columns:
                        last = self._cut_end(row, column) if len(cells) == 1 else end[0]
                        read = self.values.take((row, last), (column, end[1]))
                        if read is not None:
                            read.several = last > end[0] and not read.was_cut and self._has_rows_below(drawn)
                            self.values.store(binding, read)
            return

    def _cut_end(self, row: int, column: int) -> int:
        """The last row of a text without a label that was cut: it goes on in rows of the same shape."""
        last, right = self.sheet.end(row, column)
        part = self.sheet.source.cells[row, column].text
        while last < self.block.last and part.endswith((CUT_MARK, "\n")):
            following = last + 1
            cells = self.sheet.free((following, following), (self.sheet.left, self.sheet.right))
            if len(cells) != 1 or cells[0][1] != column or self.sheet.end(following, column)[1] != right:
                break
            part, last = cells[0][2].text, self.sheet.end(following, column)[0]
        return last

    def _has_rows_below(self, drawn: RowPattern) -> bool:
        """Whether another row without a label may follow, so that its text cannot be told from that of this one."""
        return any(p.row > drawn.row and (p.prints or p.entries) and not p.labels for p in self.pattern.rows.values())

    def _rows_of(self, drawn: RowPattern) -> Extent | tuple[int, ...]:
        """The rows of the sheet in which an unlabelled row may stand: optional rows before it may be left out."""
        pinned = self.block.pinned
        above = max((r for r in pinned if r < drawn.row), default=None)
        if above is None:
            below = min(pinned)
            return (pinned[below] - (below - drawn.row),)
        if any(above < r.first < drawn.row for r in self.pattern.row_repeats):
            return ()
        end = row_end(self.values, self.block, self.pattern.rows[above])
        distance = drawn.row - above
        spare = sum(self.pattern.rows[r].optional for r in range(above + 1, drawn.row))
        return tuple(range(end + distance - spare, end + distance + 1))
