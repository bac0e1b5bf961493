"""Taking texts from a sheet and keeping them as entries of the node and period they belong to."""
from __future__ import annotations

from copy import copy

from planeditor.domain.periods import Period
from planeditor.domain.plan import NAME, NUMBER, NodeKind
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.filling.spans import bar_entry
from planeditor.formengine.form.definition import EntryBinding
from planeditor.formengine.recognition.blocks import Extent, Sheet, address
from planeditor.formengine.recognition.readings import ReadCell, Reading, ReadNode
from planeditor.messages import importing as say


class Values:
    """The entries of one block."""

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        self.sheet, self.reading = sheet, reading
        self.current: dict[NodeKind, ReadNode] = {"plan": reading.plan}

    def begin(self, kind: NodeKind) -> ReadNode:
        """A new node; a measure stands under the present area."""
        node = self.current[kind] = ReadNode(kind)
        self.reading.nodes.append(node)
        if kind == "area":
            self.current.pop("measure", None)
        else:
            node.area = self.current.get("area")
        return node

    def take(self, rows: Extent, columns: Extent) -> ReadCell | None:
        """The text in a region; None where it is empty.

        Parts in rows under each other are lines, or join where the text is marked as cut. Cells beside each other are a question.
        """
        cells = self.sheet.free(rows, columns)
        if not cells:
            return None
        self.sheet.used.update((r, c) for r, c, _ in cells)
        row, column, first = cells[0]
        read = ReadCell(first.text, address(row, column), first.doubt, first.struck, place=(row, column))
        read.lower = cells[-1][0] > rows[0]
        if len(cells) == 1:
            return read
        read.several = len({c for _, c, _ in cells}) > 1
        *before, last = [c for _, _, c in cells]
        read.was_cut = any(c.text.endswith(CUT_MARK) for c in before)
        read.text = "".join(_beginning(c.text) for c in before) + last.text
        read.doubt = next((c.doubt for _, _, c in cells if c.doubt), "")
        struck = "".join(_beginning(c.struck) for c in before if c.struck)
        read.struck = struck + last.struck if last.struck else struck.removesuffix("\n")
        return read

    def store(self, binding: EntryBinding, read: ReadCell | None, period: Period | None = None) -> None:
        """Keep what was read as an entry; a second text for the same entry is left over, to be noted."""
        if read is None:
            return
        field = binding.field
        node = self._node_for(field.of, field.key, read.text)
        if binding.span == "帯":
            read.text = bar_entry(read.text)
        key = (field.key, period.key if field.series and period else "")
        known = node.entries.setdefault(key, read)
        if known is not read and known.text != read.text:
            self.reading.leave(say.NOTE_TWICE.format(where=self.sheet.where(*read.place), field=field.label))

    def hint(self, binding: EntryBinding, read: ReadCell) -> None:
        """Keep what a print-only cell tells, where no cell of the entry's own does."""
        self._node_for(binding.field.of, binding.field.key, read.text).entries.setdefault((binding.field.key, ""), read)

    def _node_for(self, kind: NodeKind, field_key: str, text: str) -> ReadNode:
        """The node an entry belongs to. A number or name other than the present one's begins a new area."""
        node = self.current.get(kind)
        if node is not None and kind == "area" and field_key in (NUMBER, NAME) and node.text(field_key) not in ("", text):
            node = None
        if node is None:
            measure = self.current.get("measure")
            node = self.begin(kind)
            if kind == "area" and measure is not None:
                self.current["measure"] = measure
                measure.area = node
        return node

    def spread(self, binding: EntryBinding, read: ReadCell, periods: list[Period]) -> None:
        """A cell merged over rows or columns: the same entry in each, one entry of the run, or only the first one's."""
        if len(periods) < 2 or not binding.field.series:
            self.store(binding, copy(read), periods[0] if periods else None)
        elif binding.span == "結合":
            for period in periods:
                self.store(binding, copy(read), period)
        elif binding.span:
            years = [y for p in periods for y in (p.first, p.last)]
            self.store(binding, copy(read), Period(periods[0].series, min(years), max(years)))
        else:
            self.store(binding, copy(read), periods[0])
            self.reading.notes.append(say.NOTE_MERGED_YEARS.format(where=self.sheet.where(*read.place)))

    def forget(self, binding: EntryBinding, read: ReadCell, periods: list[Period]) -> None:
        """Take back the entries of a merged cell that turns out to reach further."""
        node = self.current.get(binding.field.of)
        keys = {p.key for p in periods} | {Period(p.series, periods[0].first, p.last).key for p in periods}
        for key in [k for k, r in node.entries.items() if k[0] == binding.field.key and k[1] in keys] if node else []:
            if node is not None and node.entries[key].place == read.place:
                del node.entries[key]


def _beginning(part: str) -> str:
    """A part of a text as it stands before the next one: going on directly where it is marked as cut, else a line."""
    if part.endswith(CUT_MARK):
        return part.removesuffix(CUT_MARK)
    return part if part.endswith("\n") else part + "\n"
