"""Where the columns of a drawing stand on a sheet, below the heads of one repeat: by label, else by what is left between."""
from __future__ import annotations

from planeditor.domain.periods import Period
from planeditor.formengine.form.definition import Repeat
from planeditor.formengine.form.drawing import DrawnCell
from planeditor.formengine.recognition.blocks import FAR_RIGHT, Block, Extent, Sheet


class Columns:
    """The extents of the drawn columns in the rows ``body`` of the sheet, which stand below the heads of ``repeat``.

    A column of the sheet that has a head of its own which the form does not know, or none where another column fits as well,
    is no drawn column: what stands in it is left over.
    """

    def __init__(self, sheet: Sheet, block: Block, repeat: Repeat | None, body: Extent) -> None:
        self.sheet, self.block, self.body = sheet, block, body
        self.pattern = block.pattern
        self.extents: dict[int, Extent] = {}
        self.guessed: set[int] = set()
        """Columns whose head is missing: placed by position alone."""
        self.turns: dict[int, dict[Extent, Period]] = {}
        """First drawn column of a repeat -> its turns."""
        self.period_cells: list[tuple[int, int, Period]] = []
        """The cells that name the turns."""
        self.head_rows: list[int] = []
        self._spans: list[tuple[range, Extent]] = []
        heads = self.pattern.heads(repeat) if repeat else list(self.pattern.rows.values())
        self._labels([h.row for h in heads if h.row in block.columns])
        self.has_heads = len(self.extents) > 1
        self.top = min(self.head_rows, default=body[0])
        for one in self.pattern.column_repeats:
            self._turns(one)
        foreign = self._foreign_heads() if repeat and self.head_rows else set()
        if self.extents:
            self._fill_gaps(foreign, {label.column for h in heads for label in h.labels})
        else:
            self.extents = {c: (c, c) for c in self._single_columns()}

    @property
    def edge(self) -> int:
        """The last column of the table, as far as its heads tell."""
        ends = [e for _, e in self.extents.values()] + [e for turns in self.turns.values() for _, e in turns]
        return max(ends + [e for _, (_, e) in self._spans]) if self.has_heads or self.turns else FAR_RIGHT

    def of(self, cell: DrawnCell) -> Extent | None:
        """Where a drawn cell below the heads stands; None where it cannot be told."""
        start = self.extents.get(cell.column)
        if start is None:
            return None
        end = self.extents.get(cell.column + cell.columns - 1, start)
        return start[0], max(start[1], end[1])

    def key(self, cell: DrawnCell) -> Extent:
        """Where the key of a row stands: below its head, or left of all that follows where the head is missing."""
        own = self.of(cell)
        if own is not None and cell.column not in self.guessed:
            return own
        return 1, min((s for c, (s, _) in self.extents.items() if c > cell.column), default=2) - 1

    def in_turn(self, repeat: Repeat, cell: DrawnCell, turn: Extent) -> Extent | None:
        """Where a drawn cell of a column repeat stands in one turn; None where the turn has another width."""
        width = repeat.last - repeat.first + 1
        if width == 1:
            return turn
        if turn[1] - turn[0] + 1 != width:
            return None
        start = turn[0] + cell.column - repeat.first
        return start, start + cell.columns - 1

    def _labels(self, rows: list[int]) -> None:
        for row in rows:
            sheet_row = self.block.pinned[row]
            self.head_rows.append(sheet_row)
            labels = {label.column: label for label in self.pattern.rows[row].labels}
            for drawn, column in self.block.columns[row].items():
                label = labels[drawn]
                extent = (column, self.sheet.end(sheet_row, column)[1])
                if label.columns > 1:
                    self._spans.append((range(drawn, drawn + label.columns), extent))
                    extent = (column, column)
                if self.pattern.column_repeat(drawn) is None:
                    self.extents[drawn] = extent
        self._drop_overruled(rows)

    def _drop_overruled(self, rows: list[int]) -> None:
        """A head over several columns says nothing of its first one where another column's own head stands below it: the
        first column is gone from the sheet."""
        own = {drawn: c for row in rows for drawn, c in self.block.columns[row].items() if drawn in self.extents}
        for span, (start, _) in self._spans:
            first = span.start
            taken = any(c == start and drawn != first for drawn, c in own.items())
            if taken and self.extents.get(first) == (start, start):
                del self.extents[first]

    def _single_columns(self) -> list[int]:
        return [c for c in range(1, len(self.pattern.form.drawing.widths) + 1) if self.pattern.column_repeat(c) is None]

    # repeated columns

    def _turns(self, repeat: Repeat) -> None:
        """The turns of a column repeat, from the row of its region that names most periods."""
        series = self.pattern.form.vocabulary.series.get(repeat.over)
        if series is None:
            return
        start, end = self._region(repeat)
        best: list[tuple[int, Period]] = []
        best_row = 0
        for row in range(self.top, self.body[1] + 1):
            found = [
                (column, period) for column, cell in self.sheet.rows.get(row, ())
                if start <= column <= end and (period := series.parse_label(cell.text)) is not None
            ]
            if len(found) > len(best):
                best, best_row = found, row
        if not best:
            return
        self.head_rows.append(best_row)
        self.period_cells += [(best_row, column, period) for column, period in best]
        width = repeat.last - repeat.first + 1
        following = [*(c for c, _ in best[1:]), best[-1][0] + width]
        self.turns[repeat.first] = {
            (column, max(self.sheet.end(best_row, column)[1], min(after - 1, column + width - 1))): period
            for (column, period), after in zip(best, following, strict=True)
        }

    def _region(self, repeat: Repeat) -> Extent:
        """The columns a repeat may take up: from its own first label, up to the next column or repeat with a label."""
        labels = [place for columns in self._pinned_columns() for place in columns.items()]
        own = [c for drawn, c in labels if repeat.first <= drawn <= repeat.last]
        later = [c for drawn, c in labels if drawn > repeat.last]
        before = [e for drawn, (_, e) in self.extents.items() if drawn < repeat.first]
        return min(own, default=max(before, default=0) + 1), min(later, default=FAR_RIGHT) - 1

    def _pinned_columns(self) -> list[dict[int, int]]:
        rows = set(self.head_rows)
        return [c for row, c in self.block.columns.items() if self.block.pinned[row] in rows]

    # columns without a label

    def _foreign_heads(self) -> set[int]:
        """Columns with a head the form does not know."""
        known = {c for columns in self._pinned_columns() for c in columns.values()}
        foreign: set[int] = set()
        for row in range(self.top, max(self.head_rows) + 1):
            for column, _ in self.sheet.rows.get(row, ()):
                if column not in known:
                    foreign.update(range(column, self.sheet.end(row, column)[1] + 1))
        return foreign

    def _fill_gaps(self, foreign: set[int], labelled: set[int]) -> None:
        gap: list[int] = []
        left: Extent | None = None
        for column in [*self._single_columns(), 0]:
            here = self.extents.get(column)
            if column and here is None:
                gap.append(column)
                continue
            if gap:
                self._fill(gap, left, here, foreign, labelled)
                gap = []
            left = here

    def _fill(
        self, gap: list[int], left: Extent | None, right: Extent | None, foreign: set[int], labelled: set[int]
    ) -> None:
        """The drawn columns of a gap get the columns of the sheet between their neighbours, where these are as many."""
        if left is None:
            first, last = min(self._pinned_left(), right[0] - len(gap) if right else 1), right[0] - 1 if right else 0
        else:
            first = left[1] + 1
            last = right[0] - 1 if right else self._open_end(left[1], len(gap))
        for turns in self.turns.values():
            for _, end in turns:
                if first <= end <= last + len(gap):
                    first = end + 1
                    last = max(last, end + len(gap)) if right is None else last
        free = [c for c in range(max(1, first), last + 1) if c not in foreign]
        if len(free) > len(gap):
            free = [c for c in free if self.sheet.free(self.body, (c, c))]
        if len(free) != len(gap):
            return
        for drawn, column in zip(gap, free, strict=True):
            self.extents[drawn] = (column, column)
            if drawn in labelled and not self._within_span(drawn, column):
                self.guessed.add(drawn)

    def _pinned_left(self) -> int:
        """The first column of the whole form."""
        return min((c for columns in self.block.columns.values() for c in columns.values()), default=1)

    def _open_end(self, left: int, count: int) -> int:
        """Where a table ends whose last heads are missing: where its merged cells end, else after as many columns."""
        ends = [
            self.sheet.end(row, column)[1]
            for row in self.block.pinned.values() for column, _ in self.sheet.rows[row]
            if self.sheet.end(row, column)[1] > column
        ]
        return max(ends) if ends else left + count

    def _within_span(self, drawn: int, column: int) -> bool:
        """Whether a merged head above tells that the column is its own."""
        return any(drawn in span and start < column <= end for span, (start, end) in self._spans)
