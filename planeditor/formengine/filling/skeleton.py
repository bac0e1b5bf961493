"""The shape of a filled form: which drawn cell stands where once the repeats are opened out."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.formengine.filling.context import Opened, Path
from planeditor.formengine.filling.grid import GridRow
from planeditor.formengine.form.definition import (
    ChartBinding,
    CoverBinding,
    EntryBinding,
    FlowBinding,
    FormDef,
    Item,
    repeats,
)
from planeditor.formengine.form.drawing import DrawnCell

WIDTH_TOLERANCE = 1.0
"""By how many points columns may be wider than the paper: whole pixels of Excel, as in the lint of drawings."""


@dataclass(slots=True)
class Slot:
    """One cell of a skeleton: its place and what fills it."""

    cell: DrawnCell
    row: int
    column: int
    rows: int
    columns: int
    row_path: Path
    column_path: Path
    name: str
    fixed: str | None
    entry: EntryBinding | None
    flow: bool
    covers: bool = False
    chart: str = ""
    """The name of the chart it shows."""


@dataclass(slots=True)
class Skeleton:
    """The shape of a filled form: shared by all roots whose repeats open out alike."""

    slots: list[Slot]
    rows: list[GridRow]
    widths: list[float]
    narrowed: bool
    """The opened-out columns were wider than the paper and were narrowed to it."""


def make_skeleton(form: FormDef, rows: list[Opened], columns: list[Opened]) -> Skeleton:
    """The shape of a form whose repeats opened out to these rows and columns."""
    slots = []
    for place, cell in sorted(form.drawing.cells.items()):
        grows = _is_head(form, cell)
        across = list(_groups(columns, cell.column, cell.columns, form.columns, levels=-1 if grows else 0))
        alone = cell.template.alone
        bound = form.bindings.get((place, alone)) if alone is not None else None
        flow, covers = isinstance(bound, FlowBinding), isinstance(bound, CoverBinding)
        chart = bound.name if isinstance(bound, ChartBinding) else ""
        foot = form.mark(cell.row, "脚注") is not None
        for first_row, row_count in _groups(rows, cell.row, cell.rows, form.rows, levels=1 if foot else 0):
            for first_column, column_count in across:
                slots.append(
                    Slot(
                        cell, first_row, first_column, row_count, column_count,
                        rows[first_row].path, columns[first_column].path,
                        cell.template.name, cell.template.fixed_text, form.entry_cells.get(place), flow, covers, chart,
                    )
                )
    slots.sort(key=lambda s: (s.row, s.column))
    drawn = [form.drawing.widths[o.index - 1] for o in columns]
    widths = _on_paper(drawn, form.drawing.setup.inner_width)
    return Skeleton(slots, [_row(form, o) for o in rows], widths, narrowed=widths != drawn)


def _on_paper(widths: list[float], room: float) -> list[float]:
    """The widths, all made smaller by the same share where together they are wider than the paper."""
    whole = sum(widths)
    return [w * room / whole for w in widths] if whole > room + WIDTH_TOLERANCE else widths


def _is_head(form: FormDef, cell: DrawnCell) -> bool:
    """Whether a fixed text heads all that its columns repeat: drawn as wide as one iteration, it grows over them all."""
    last = cell.column + cell.columns - 1
    if not cell.template.fixed_text or not any((r.first, r.last) == (cell.column, last) for r in repeats(form.columns)):
        return False
    below = [c.row for c in form.drawing.cells.values() if cell.column <= c.column <= last and c.template.placeholders]
    return bool(below) and cell.row < min(below)


def _row(form: FormDef, opened: Opened) -> GridRow:
    words = {m.word for m in form.row_marks.get(opened.index, ())}
    return GridRow(
        form.drawing.heights[opened.index - 1], heading="見出し" in words, split="分割" in words,
        keep="まとめ" in words, foot="脚注" in words, path=opened.path[:-2] if opened.context.table_row else opened.path,
    )


def _groups(
    opened: list[Opened], first: int, count: int, items: tuple[Item, ...], *, levels: int = 0
) -> Iterator[tuple[int, int]]:
    """Where a drawn cell of ``count`` rows (or columns) from ``first`` stands among the opened-out ones: (start, length).

    A cell inside a repeat comes once for each iteration; one that reaches across a repeat grows with it. ``levels``: how
    many iterations more (or less) it is inside than the drawing's repeats tell.
    """
    last = first + count - 1
    depth = 2 * sum(r.first <= first and last <= r.last for r in repeats(items)) + 2 * levels
    start = length = -1
    path: Path = ()
    for position, one in enumerate(opened):
        if not first <= one.index <= last:
            continue
        is_row = one.context.table_row and depth == len(one.path) - 2  # a cell of a table stands in each row of it by itself
        prefix = one.path[: depth + 2 * bool(is_row)]
        if length > 0 and prefix == path and start + length == position:
            length += 1
            continue
        if length > 0:
            yield start, length
        start, length, path = position, 1, prefix
    if length > 0:
        yield start, length
