"""A form laid out to be filled in: which of its cells are open, and how much room they offer."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from planeditor.domain.plan import RESERVED_MARK, Key
from planeditor.formengine.filling.grid import Grid, GridCell
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.pages import CellStyle
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.requesting.order import OpenCell, SheetOrder
from planeditor.formengine.requesting.rooms import CAPACITY, HIGHEST, height_for, widened, width_of

OPEN_SIZE = 8.0
"""Type size of running text in open cells: a long one stays on the page, and is legible when the sheet is reduced to it."""
OPEN_FILL = "FFFBE0"
_EXPECTED = 60
"""How many characters a cell without a hint of its length is expected to take."""
NAME_CAPACITY = 120
"""How many characters the cells of a node's own names (施策名, 担当部署) show whole; with more, a form would be mostly empty."""
_ENDLESS = 1e7
_SHORT_TYPES = ("choice", "symbol", "number")


@dataclass(slots=True)
class OpenedSheet:
    """A sheet of a request before it is written."""

    form: FormDef
    laid: LaidOut
    """On one endless page: where it breaks is left to the program that prints it."""
    open: dict[int, OpenCell]
    """Number of the cell in the grid -> how it is filled in."""
    least: dict[int, float] = field(default_factory=dict)
    """Row -> the height it never falls below, however little is typed; the rows that grow."""
    pages: int = 1


def open_sheet(grid: Grid, order: SheetOrder, typesetter: Typesetter) -> OpenedSheet:
    """Lay a filled form out with its open cells."""
    form, setup = order.form, order.form.drawing.setup
    cells, opened = _with_open(grid.cells, order)
    long = [cells[n] for n, how in opened.items() if not how.choices and not _is_short(form, cells[n])]
    names = [c for c in long if c.key is not None and c.key.field.startswith(RESERVED_MARK)]
    running = [c for c in long if c.key is not None and not c.key.field.startswith(RESERVED_MARK)]
    for cell in running:
        cell.style = _smaller(cell.style)
    for number in opened:
        cells[number].style, cells[number].number = _tinted(cells[number].style), False
    heights = [r.height for r in grid.rows]
    widths = widened(grid.widths, running, heights, setup.inner_width)
    least = {row: heights[row] for n in opened for row in range(cells[n].row, cells[n].row + cells[n].rows)}
    full = [(c, CAPACITY) for c in running] + [(c, NAME_CAPACITY) for c in names]
    _make_room(least, [(cells[n], _expected(how, cells[n])) for n, how in opened.items()], widths)
    # Excel fits no row to a merged cell
    _make_room(least, [(c, count) for c, count in full if (c.rows, c.columns) != (1, 1)], widths)
    room = dict(least)
    _make_room(room, full, widths)
    rows = [replace(r, height=max(r.height, room.get(n, 0.0)), break_before=False) for n, r in enumerate(grid.rows)]
    endless = replace(setup, width=sum(widths) + setup.left + setup.right, height=_ENDLESS)
    laid = typesetter.lay_out(
        replace(grid, cells=cells, widths=widths, rows=rows), endless, fit=False, min_size=form.options.min_size
    )
    laid.setup = setup
    return OpenedSheet(form, laid, opened, least, _page_count(laid, min(1.0, setup.inner_width / sum(widths))))


def _with_open(cells: list[GridCell], order: SheetOrder) -> tuple[list[GridCell], dict[int, OpenCell]]:
    """The cells, those with equal texts that were merged taken apart where only some of them are open."""
    found: list[GridCell] = []
    opened: dict[int, OpenCell] = {}
    for cell in cells:
        for one in _apart(cell, order):
            how = order.is_open(one.key) if one.key is not None and one.role == "entry" else None
            if how is not None:
                opened[len(found)] = how
            found.append(one)
    return found, opened


def _apart(cell: GridCell, order: SheetOrder) -> list[GridCell]:
    if not cell.also or cell.key is None:
        return [cell]
    keys: list[Key] = [cell.key, *cell.also]
    if all(order.is_open(k) is None for k in keys):
        return [cell]
    down = cell.rows % len(keys) == 0 and cell.rows > 1
    if not down and cell.columns % len(keys):
        return [cell]
    rows, columns = (cell.rows // len(keys), 0) if down else (0, cell.columns // len(keys))
    return [
        replace(
            cell, row=cell.row + n * rows, column=cell.column + n * columns, rows=rows or cell.rows,
            columns=columns or cell.columns, key=key, also=(),
        )
        for n, key in enumerate(keys)
    ]  # fmt: skip


def _is_short(form: FormDef, cell: GridCell) -> bool:
    """Whether what is filled in is short by its nature: a symbol, a number, one of several words."""
    definition = next((f for f in form.fields if cell.key is not None and f.key == cell.key.field), None)
    return cell.label or (definition is not None and definition.type in _SHORT_TYPES)


def _expected(how: OpenCell, cell: GridCell) -> int:
    return how.length or (1 if how.choices or cell.label else _EXPECTED)


def _make_room(heights: dict[int, float], cells: list[tuple[GridCell, int]], widths: list[float]) -> None:
    """Make the rows high enough that each of the cells shows so many characters, as far as a row goes."""
    for cell, count in cells:
        needed = min(HIGHEST, height_for(count, width_of(widths, cell), cell)) / cell.rows
        for row in range(cell.row, cell.row + cell.rows):
            heights[row] = max(heights[row], needed)


def _page_count(laid: LaidOut, scale: float) -> int:
    """On how many pages the sheet is printed as it is sent: rows are never broken, headings stand on each page again."""
    paper = laid.setup.inner_height / scale
    heading = sum(h for h, r in zip(laid.heights, laid.grid.rows, strict=True) if r.heading and not r.path)
    pages, used = 1, 0.0
    for height in laid.heights:
        if used and used + height > paper + 0.5:
            pages, used = pages + 1, heading
        used += height
    return pages


@lru_cache(maxsize=256)
def _smaller(style: CellStyle) -> CellStyle:
    return replace(style, size=min(style.size, OPEN_SIZE))


@lru_cache(maxsize=256)
def _tinted(style: CellStyle) -> CellStyle:
    return replace(style, fill=OPEN_FILL)
