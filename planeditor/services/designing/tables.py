"""Tables that list one measure a row: a row of heads, and under it rows alike."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.formengine.designing.plainsheet import PlainCell
from planeditor.services.designing.labels import Labels
from planeditor.services.designing.reading_sheet import LookedAt, label_like, ruled

_LEAST_ROWS, _LEAST_HEADS = 2, 3


@dataclass(frozen=True)
class ListTable:
    """The rows of a list: the first one is the sample."""

    first: int
    last: int
    cells: tuple[PlainCell, ...]
    """Of the first row."""
    heads: tuple[PlainCell | None, ...]
    """What stands over each of them."""


def find_lists(looked: LookedAt, labels: Labels) -> Iterator[ListTable]:
    """The lists of a sheet, from the top. A list names its measures or at least two known fields in its heads."""
    row = 1
    while row <= len(looked.sheet.heights):
        table = _list_at(looked, labels, row)
        if table is None:
            row += 1
            continue
        yield table
        row = table.last + 1


def _list_at(looked: LookedAt, labels: Labels, row: int) -> ListTable | None:
    shape = looked.shape(row)
    if len(shape) < _LEAST_ROWS or row in looked.gone_rows:
        return None
    cells = tuple(c for c in looked.in_row(row) if ruled(c))
    heads = tuple(_head(looked, cell) for cell in cells)
    texts = [looked.text(h) for h in heads if h is not None]
    known = [t for t in texts if labels.find(t) is not None]
    named = any(f.key in ("@name", "@number") for t in known for f in labels.all(t))
    if len(texts) < 2 or not (named or len(known) > 1) or any(map(looked.is_label, cells)):
        return None
    if any(looked.text(c) and not looked.free(c) for c in cells):
        return None
    last = row
    while _goes_on(looked, shape, last + 1):
        last += 1
    return ListTable(row, last, cells, heads) if last > row or len(texts) >= _LEAST_HEADS else None


def _head(looked: LookedAt, cell: PlainCell) -> PlainCell | None:
    """The text right above, over cells that show a placeholder (years) too; over these, none that begins before them."""
    over_years = False
    for above in looked.above(cell.row, cell.column):
        text = looked.text(above)
        if above.place in looked.years:
            over_years = True
            continue
        if over_years and above.column < cell.column:
            return None
        return above if label_like(text) and ruled(above) else None
    return None


def _goes_on(looked: LookedAt, shape: tuple[tuple[int, int], ...], row: int) -> bool:
    if row > len(looked.sheet.heights) or looked.shape(row) != shape:
        return False
    cells = looked.in_row(row)
    return all(ruled(c) for c in cells if c.columns) and not any(map(looked.is_label, cells))
