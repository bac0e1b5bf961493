"""Placing the cells of a recognised block into entries."""
from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from planeditor.domain.periods import Period
from planeditor.domain.plan import NAME, NUMBER, NodeKind
from planeditor.domain.text import label_key, shorten, without_space
from planeditor.formengine.blocks import Block, Sheet, match_labels
from planeditor.formengine.cells import CellText
from planeditor.formengine.definition import TREE, EntryBinding, Repeat
from planeditor.formengine.drawing import DrawnCell
from planeditor.formengine.language import Placeholder
from planeditor.formengine.patterns import RowPattern, looks_like_number
from planeditor.formengine.readings import ReadCell, Reading, ReadNode
from planeditor.formengine.spans import bar_entry
from planeditor.messages import importing as say

FULL_ROW = 300.0
"""A row of at least this height (points) that goes on in the next was cut by the row limit, not by its author."""
FAR_RIGHT = 1 << 20


@dataclass(frozen=True, slots=True)
class _Logical:
    """One row of the form: the rows of the sheet it takes up, and its period."""

    pattern: RowPattern
    first: int
    last: int
    period: Period | None


class Placer:
    """Reads one block. ``lowest`` is the first row above the block that may still belong to it, ``last`` its last row."""

    def __init__(self, sheet: Sheet, block: Block, lowest: int, last: int) -> None:
        self.sheet, self.block, self.pattern = sheet, block, block.pattern
        self.form = block.pattern.form
        self.vocabulary = self.form.vocabulary
        self.lowest, self.last = lowest, last
        self.used: set[tuple[int, int]] = set()
        self.reading = Reading(block.form_set, self.form.name, sheet.source.name, block.first)
        self.where = f"シート「{sheet.source.name}」"
        self.bounds = self._bounds()
        self.edge = self._edge()
        self.current: dict[NodeKind, ReadNode] = {"plan": self.reading.plan}

    def read(self) -> Reading:
        """The entries of the block, and notes on everything else in it."""
        if self.form.each != "plan":
            node = self.current[self.form.each] = ReadNode(self.form.each)
            self.reading.nodes.append(node)
        for row, found in self.block.columns.items():
            sheet_row = self.block.pinned[row]
            self.used.update((sheet_row, column) for column in found.values())
        self._prints()
        for row in self.block.pinned:
            self._labelled_row(self.pattern.rows[row])
        for item in self.form.rows:
            if isinstance(item, Repeat):
                self._repeat(item)
        self._fixed_texts()
        self._remarks()
        return self.reading

    # columns

    def _bounds(self) -> dict[int, int]:
        """Drawn column -> column of the sheet, from the heads right above the first repeat, gaps filled by position."""
        first = next((r.first for r in self.pattern.row_repeats), None)
        found: dict[int, int] = {}
        heads: list[int] = []
        row = (first or len(self.form.drawing.heights) + 1) - 1
        while row >= 1 and first is not None and not self.pattern.rows[row].entries:
            heads.append(row)
            row -= 1
        for row in reversed(heads or list(self.block.columns)):
            found.update(self.block.columns.get(row, {}))
        if not found:
            return found
        for column in range(1, len(self.form.drawing.widths) + 1):
            if column not in found and self.pattern.column_repeat(column) is None:
                near = max((c for c in found if c < column), default=None)
                if near is not None:
                    found[column] = found[near] + column - near
                else:
                    first_known = min(found)
                    found[column] = max(1, found[first_known] - (first_known - column))
        return found

    def _edge(self) -> int:
        """The last column of the table."""
        ends = [self.bounds[c] for c in self.bounds]
        for row, columns in self.block.columns.items():
            ends += [self.sheet.end(self.block.pinned[row], column)[1] for column in columns.values()]
        heads = [r for r in self.block.columns if len(self.block.columns[r]) > 1]
        return max(ends) if ends and heads else FAR_RIGHT

    def _region(self, cell: DrawnCell) -> tuple[int, int]:
        """The columns of the sheet in which a drawn cell below the heads stands."""
        start = self.bounds.get(cell.column)
        if start is None:
            return 1, FAR_RIGHT
        following = [self.bounds[c] for c in self.bounds if c >= cell.column + cell.columns and self.bounds[c] > start]
        end = min(following) - 1 if following else max(self.edge, start + cell.columns - 1)
        return start, end

    def _period_columns(self, repeat: Repeat, below: int, until: int) -> dict[int, Period]:
        """Columns of the sheet -> periods of a column repeat, from the head cells that name them."""
        series = self.vocabulary.series.get(repeat.over)
        if series is None:
            return {}
        start = self.bounds.get(repeat.first, 1)
        following = [self.bounds[c] for c in self.bounds if c > repeat.last]
        end = min(following) - 1 if following else FAR_RIGHT
        best: dict[int, Period] = {}
        for row in range(below, until + 1):
            found: dict[int, Period] = {}
            for column, cell in self.sheet.rows.get(row, ()):
                period = series.parse_label(cell.text) if start <= column <= end else None
                if period is not None:
                    found[column] = period
            if len(found) > len(best):
                best = found
                best_row = row
        for column, period in best.items():
            self.used.add((best_row, column))
            self.reading.labels.setdefault(period.key, self.sheet.source.cells[best_row, column].text)
        return best

    # values

    def _cells(self, rows: tuple[int, int], columns: tuple[int, int]) -> list[tuple[int, int, CellText]]:
        found = []
        for row in range(rows[0], rows[1] + 1):
            for column, cell in self.sheet.rows.get(row, ()):
                if columns[0] <= column <= columns[1] and (row, column) not in self.used:
                    found.append((row, column, cell))
        return found

    def _take(self, rows: tuple[int, int], columns: tuple[int, int]) -> ReadCell | None:
        """The text in a region. Parts in rows under each other join; cells beside each other are a question."""
        cells = self._cells(rows, columns)
        if not cells:
            return None
        self.used.update((r, c) for r, c, _ in cells)
        row, column, first = cells[0]
        address = f"{get_column_letter(column)}{row}"
        if len(cells) == 1:
            return ReadCell(first.text, address, first.doubt, first.struck)
        several = len({c for _, c, _ in cells}) > 1
        text = first.text
        for (above, _, _), (_, _, cell) in zip(cells, cells[1:], strict=False):
            cut = text.endswith("\n") or self.sheet.source.heights.get(above, 0.0) >= FULL_ROW
            text += cell.text if cut and not several else "\n" + cell.text
        doubts = [c for _, _, c in cells if c.doubt]
        struck = "\n".join(c.struck for _, _, c in cells if c.struck)
        return ReadCell(text, address, doubts[0].doubt if doubts else "", struck, several)

    def _store(self, binding: EntryBinding, read: ReadCell | None, period: Period | None) -> None:
        if read is None:
            return
        field = binding.field
        node = self._node_for(field.of, field.key, read.text)
        if binding.span == "帯":
            read.text = bar_entry(read.text)
        key = (field.key, period.key if field.series and period else "")
        node.entries.setdefault(key, read)

    def _node_for(self, kind: NodeKind, field_key: str, text: str) -> ReadNode:
        """The node an entry belongs to. A number or name other than the present one's begins a new area."""
        node = self.current.get(kind)
        if node is not None and kind == "area" and field_key in (NUMBER, NAME) and node.text(field_key) not in ("", text):
            node = None
        if node is None:
            node = self.current[kind] = ReadNode(kind)
            if kind == "area":
                self.reading.nodes.append(node)
                for below in self.reading.nodes:
                    if below is self.current.get("measure") and below.area is None:
                        below.area = node
        return node

    # rows with labels

    def _labelled_row(self, drawn: RowPattern) -> None:
        row = self.block.pinned[drawn.row]
        found = self.block.columns[drawn.row]
        for cell, binding in drawn.entries:
            if cell.column in found and binding.field.choices:
                text = self.sheet.source.cells[row, found[cell.column]]
                choice = next((c for c in binding.field.choices if label_key(c) == label_key(text.text)), text.text)
                self._store(binding, ReadCell(choice, f"{get_column_letter(found[cell.column])}{row}"), None)
                continue
            self._store(binding, self._take_beside(drawn, cell, row), None)

    def _take_beside(self, drawn: RowPattern, cell: DrawnCell, row: int) -> ReadCell | None:
        found = self.block.columns[drawn.row]
        left = max((c for c in found if c < cell.column), default=None)
        right = min((c for c in found if c > cell.column), default=None)
        start, last_row = 1, row
        if left is not None:
            last_row, end = self.sheet.end(row, found[left])
            start = end + 1
            drawn_left = next(label for label in drawn.labels if label.column == left)
            between = [c for c, _ in drawn.entries if left < c.column < cell.column]
            if between:
                start = found[left] + cell.column - drawn_left.column
        end = found[right] - 1 if right is not None else self.edge
        later = [c for c, _ in drawn.entries if c.column > cell.column and (right is None or c.column < right)]
        if later and left is not None:
            end = min(end, found[left] + later[0].column - left - 1)
        return self._take((row, last_row), (start, end))

    # repeats

    def _repeat(self, repeat: Repeat) -> None:
        above = [r for r in self.block.pinned if r < repeat.first]
        below = [self.block.pinned[r] for r in self.block.pinned if r > repeat.last]
        first = max((self.block.pinned[r] for r in above), default=self.block.first - 1) + 1
        last = min((r for r in below if r >= first), default=self.last + 1) - 1
        periods = {
            r.first: self._period_columns(r, self.block.pinned.get(min(above, default=0), self.block.first), last)
            for r in self.pattern.column_repeats
        }
        head = max((r for r, c in self.used if r <= last), default=first - 1) if periods else first - 1
        logical: list[_Logical] = []
        expected = repeat.first
        row = max(first, head + 1) if any(periods.values()) else first
        while row <= last:
            if row in self.sheet.rows:
                found = self._classify(repeat, row, expected)
                if found is None:
                    row += 1
                    continue
                logical.append(found)
                expected = found.pattern.row + 1 if found.pattern.row < repeat.last else repeat.first
                self._begin(repeat, found, logical)
                self._logical_row(found, periods)
                row = found.last
            row += 1
        self._spans(logical)

    def _classify(self, repeat: Repeat, row: int, expected: int) -> _Logical | None:
        """Which row of a repeat a row of the sheet is. The one expected next is tried first, free rows last."""
        rows = range(repeat.first, repeat.last + 1)
        candidates = [self.pattern.rows[r] for r in (*(r for r in rows if r >= expected), *(r for r in rows if r < expected))]
        best: tuple[int, _Logical] | None = None
        for drawn in candidates:
            rank, found = self._fits(drawn, row)
            if found is not None and (best is None or rank < best[0]):
                best = (rank, found)
        return best[1] if best else None

    def _fits(self, drawn: RowPattern, row: int) -> tuple[int, _Logical | None]:
        if drawn.labels:
            found = match_labels(self.sheet, row, drawn)
            if found is None:
                return 9, None
            self.block.pinned[drawn.row], self.block.columns[drawn.row] = row, found
            self.used.update((row, column) for column in found.values())
            return 0, _Logical(drawn, row, row, None)
        if drawn.period is not None:
            cell, binding = drawn.period
            columns = self._region(cell)
            cells = self._cells((row, row), columns)
            series = self.vocabulary.series[binding.series]
            period = series.parse_label(cells[0][2].text) if cells else None
            if period is None:
                return 9, None
            return 1, _Logical(drawn, row, self._end(cell, row, cells[0][1]), period)
        for cell, pattern, _ in drawn.prints:
            cells = self._cells((row, row), (1, FAR_RIGHT))
            if len(cells) == 1 and not drawn.entries and pattern.match(cells[0][2].text):
                return (2 if cell.columns > 1 else 3), _Logical(drawn, row, row, None)
        number = drawn.number
        if number is not None:
            cells = self._cells((row, row), self._region(number))
            if cells and looks_like_number(cells[0][2].text):
                return 3, _Logical(drawn, row, self._end(number, row, cells[0][1]), None)
            return 9, None
        if drawn.entries and any(self._cells((row, row), self._region(c)) for c, _ in drawn.entries):
            first = drawn.entries[0][0]
            cells = self._cells((row, row), self._region(first))
            return 5, _Logical(drawn, row, self._end(first, row, cells[0][1]) if cells else row, None)
        return 9, None

    def _end(self, drawn: DrawnCell, row: int, column: int) -> int:
        """The last row of the sheet that belongs to a row of the form: its key cell may be merged over several."""
        return min(self.last, self.sheet.end(row, column)[0]) if drawn.rows == 1 else row

    def _begin(self, repeat: Repeat, found: _Logical, logical: list[_Logical]) -> None:
        """Begin a new node where a row begins a new turn of a repeat over nodes."""
        inner = [r for r in (repeat, *_inside(repeat)) if r.first <= found.pattern.row <= r.last]
        for one in reversed(inner):
            kind = self._kind(one, found.pattern)
            if kind is None:
                continue
            again = not logical[:-1] or found.pattern.row <= logical[-2].pattern.row or kind not in self.current
            again = again or not one.first <= logical[-2].pattern.row <= one.last
            if again:
                node = self.current[kind] = ReadNode(kind)
                self.reading.nodes.append(node)
                if kind == "area":
                    self.current.pop("measure", None)
                else:
                    node.area = self.current.get("area")
            return

    def _kind(self, repeat: Repeat, pattern: RowPattern) -> NodeKind | None:
        if repeat.over != TREE:
            return repeat.node_kind
        mark = self.form.mark(pattern.row, "段")
        return "measure" if mark is None or mark.argument == "施策" else "area"

    def _logical_row(self, row: _Logical, periods: dict[int, dict[int, Period]]) -> None:
        drawn = row.pattern
        if row.period is not None and drawn.period is not None:
            cells = self._cells((row.first, row.first), self._region(drawn.period[0]))
            self.reading.labels.setdefault(row.period.key, cells[0][2].text)
            self.used.add(cells[0][:2])
        for cell, pattern, placeholders in drawn.prints:
            for r, c, text in self._cells((row.first, row.last), self._region(cell)):
                if self._hint(cell, pattern.match(text.text), placeholders, text.text, r, c):
                    break
        for cell, binding in drawn.entries:
            turn = self.pattern.column_repeat(cell.column)
            if turn is None:
                if drawn.labels and drawn.row in self.block.columns:
                    self._store(binding, self._take_beside(drawn, cell, row.first), row.period)
                else:
                    self._store(binding, self._take((row.first, row.last), self._region(cell)), row.period)
                continue
            self._across(binding, row, periods.get(turn.first, {}))

    def _across(self, binding: EntryBinding, row: _Logical, columns: dict[int, Period]) -> None:
        """The entries of one row under repeated columns; a merged cell over several is one entry of the run."""
        order = sorted(columns)
        end = 0
        for number, column in enumerate(order):
            if column <= end:
                continue
            last = order[number + 1] - 1 if number + 1 < len(order) else column
            end = self.sheet.end(row.first, column)[1]
            covered = [c for c in order if column <= c <= end] or [column]
            read = self._take((row.first, row.last), (column, last))
            run = Period(columns[column].series, columns[column].first, columns[covered[-1]].last)
            if len(covered) > 1 and binding.span == "結合" and read is not None:
                for c in covered:
                    self._store(binding, ReadCell(read.text, read.cell, read.doubt, read.struck), columns[c])
                continue
            self._store(binding, read, run if binding.span else columns[column])

    def _spans(self, logical: list[_Logical]) -> None:
        """Values merged down over several rows of a period repeat: one entry of the run, or the same entry in each."""
        for number, row in enumerate(logical):
            if row.period is None:
                continue
            for cell, binding in row.pattern.entries:
                if not binding.field.series or self.pattern.column_repeat(cell.column) is not None:
                    continue
                node = self.current.get(binding.field.of)
                read = node.entries.get((binding.field.key, row.period.key)) if node else None
                if node is None or read is None:
                    continue
                column = _column_of(read.cell)
                end = self.sheet.end(row.first, column)[0]
                covered = [r for r in logical[number:] if r.first <= end and r.period is not None]
                if len(covered) > 1:
                    self._spread(node, binding, read, [r.period for r in covered if r.period is not None])

    def _spread(self, node: ReadNode, binding: EntryBinding, read: ReadCell, periods: list[Period]) -> None:
        key = binding.field.key
        if binding.span == "結合":
            for period in periods:
                node.entries[key, period.key] = ReadCell(read.text, read.cell, read.doubt, read.struck)
            return
        if binding.span:
            node.entries.pop((key, periods[0].key))
            node.entries[key, Period(periods[0].series, periods[0].first, periods[-1].last).key] = read
            return
        self.reading.notes.append(say.NOTE_MERGED_YEARS.format(where=f"{self.where}{read.cell}"))

    # print-only cells and fixed texts

    def _prints(self) -> None:
        """Titles and the like above the block: what they tell is kept as a hint."""
        anchor = self.pattern.anchor
        for drawn in self.pattern.rows.values():
            if anchor is None or drawn.row > anchor.row or self.pattern.in_repeat(drawn.row):
                continue
            for cell, pattern, placeholders in drawn.prints:
                for row in range(self.block.first - 1, self.lowest - 1, -1):
                    found = [
                        (c, t) for c, t in self.sheet.rows.get(row, ()) if (row, c) not in self.used and pattern.match(t.text)
                    ]
                    if found:
                        column, text = found[0]
                        self._hint(cell, pattern.match(text.text), placeholders, text.text, row, column)
                        break

    def _hint(
        self, cell: DrawnCell, match: object, placeholders: tuple[Placeholder, ...], text: str, row: int, column: int
    ) -> bool:
        groups = getattr(match, "groups", None)
        if groups is None:
            return False
        address = f"{get_column_letter(column)}{row}"
        values = dict(zip(placeholders, groups(), strict=True))
        for placeholder, value in values.items():
            binding = self.form.bindings.get(((cell.row, cell.column), placeholder))
            if isinstance(binding, EntryBinding):
                node = self._node_for(binding.field.of, binding.field.key, value.strip())
                node.entries.setdefault((binding.field.key, ""), ReadCell(value.strip(), address))
        printed = "".join(p if isinstance(p, str) else values[p] for p in cell.template.parts if isinstance(p, (str, Placeholder)))
        if without_space(printed) != without_space(text):
            self.reading.notes.append(
                say.NOTE_FIXED_TEXT.format(where=f"{self.where}{address}", found=shorten(text, 60))
            )
        self.used.add((row, column))
        return True

    def _fixed_texts(self) -> None:
        """Legends and footnotes: layout. A different printing is noted, the form's own is what stays."""
        for drawn in self.pattern.rows.values():
            for cell in drawn.notes:
                fixed = cell.template.fixed_text or ""
                head = label_key(fixed)[:6]
                for row in range(self.lowest, self.last + 1):
                    for column, text in self.sheet.rows.get(row, ()):
                        if (row, column) in self.used or not label_key(text.text[:40]).startswith(head):
                            continue
                        self.used.add((row, column))
                        if without_space(text.text) != without_space(fixed):
                            where = f"{self.where}{get_column_letter(column)}{row}"
                            self.reading.notes.append(say.NOTE_FIXED_TEXT.format(where=where, found=shorten(text.text, 60)))

    def _remarks(self) -> None:
        """Everything else in the block: named, not taken in."""
        top = min((r for r, _ in self.used), default=self.block.first)
        bottom = max((r for r, _ in self.used), default=self.block.first)
        table = (self.block.first, max([bottom, *(self.block.pinned.values())]))
        for row in range(top, self.last + 1):
            for column, cell in self.sheet.rows.get(row, ()):
                if (row, column) in self.used or not cell.text:
                    continue
                where = f"{self.where}{get_column_letter(column)}{row}"
                inside = table[0] <= row <= table[1] and column <= self.edge
                sentence = say.NOTE_UNPLACED if inside else say.NOTE_REMARK
                self.reading.notes.append(sentence.format(where=where, text=shorten(cell.text, 30)))
        self.reading.rows = (top, bottom)


def _inside(repeat: Repeat) -> list[Repeat]:
    found = []
    for item in repeat.items:
        if isinstance(item, Repeat):
            found += [item, *_inside(item)]
    return found


def _column_of(address: str) -> int:
    number = 0
    for char in address.rstrip("0123456789"):
        number = number * 26 + ord(char) - 64
    return number
