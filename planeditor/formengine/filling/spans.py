"""Cells that become one: equal neighbours (結合), and entries of a run of periods (通し, 帯)."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.filling.context import Opened
from planeditor.formengine.filling.grid import GridCell

if TYPE_CHECKING:
    from planeditor.formengine.filling.skeleton import Slot

RunIndex = Mapping[tuple[str, str], list[Period]]
ARROW = "→"


def run_index(plan: Plan) -> RunIndex:
    """The entries whose period is a run over several of the plan's periods, by node and field."""
    own = {key for series in plan.series_names for key in plan.period_keys(series)}
    found: dict[tuple[str, str], list[Period]] = {}
    for key in plan.entries:
        if key.period and key.period not in own and "-" in key.period:
            found.setdefault((key.node, key.field), []).append(Period.from_key(key.period))
    return found


def bar_text(text: str) -> str:
    """A bar's text as Excel shows it: with an arrow at its end."""
    return text if text in ("", ARROW) else f"{text} {ARROW}"


def bar_entry(text: str) -> str:
    """The entry of a bar as Excel shows it; the inverse of ``bar_text``."""
    return text if text == ARROW else text.removesuffix(f" {ARROW}")


def merge(
    filled: list[tuple[Slot, GridCell]], rows: list[Opened], columns: list[Opened], plan: Plan, runs: RunIndex
) -> list[GridCell]:
    """The cells with those that are one put together; the others are left as they are, in order."""
    if not any(slot.entry is not None and slot.entry.span for slot, _ in filled):
        return [cell for _, cell in filled]
    gone: set[int] = set()
    for vertical in (True, False):
        for group in _lines(filled, rows, columns, vertical=vertical):
            _merge_line(group, rows, columns, plan, runs, gone, vertical=vertical)
    return [cell for _, cell in filled if id(cell) not in gone]


def _lines(
    filled: list[tuple[Slot, GridCell]], rows: list[Opened], columns: list[Opened], *, vertical: bool
) -> list[list[tuple[Slot, GridCell]]]:
    """Cells of one drawn place in a line; an entry of a period goes on the way its periods go."""
    lines: dict[tuple[int, int, int], list[tuple[Slot, GridCell]]] = {}
    for slot, cell in filled:
        if slot.entry is not None and slot.entry.span:
            series, other = slot.entry.field.series, columns[cell.column] if vertical else rows[cell.row]
            if series and series in other.context.periods:
                continue
            across = cell.column if vertical else cell.row
            lines.setdefault((slot.cell.row, slot.cell.column, across), []).append((slot, cell))
    return list(lines.values())


def _merge_line(
    line: list[tuple[Slot, GridCell]], rows: list[Opened], columns: list[Opened], plan: Plan, runs: RunIndex,
    gone: set[int], *, vertical: bool,
) -> None:
    head: GridCell | None = None
    for slot, cell in line:
        entry = slot.entry
        if entry is None or cell.key is None or id(cell) in gone:
            continue
        opened = rows[cell.row] if vertical else columns[cell.column]
        period = opened.context.periods.get(entry.field.series)
        if entry.span in ("通し", "帯"):
            # what stands in the period itself is not hidden by a run over it
            run = _run(runs, cell, period) if period and not cell.text else None
            if run is None:
                head = None
                cell.arrow = entry.span == "帯" and bool(cell.text)
                continue
            key = Key(cell.key.node, cell.key.field, run.key)
            if head is not None and head.key == key and _adjoins(head, cell, vertical=vertical):
                _grow(head, cell, gone, vertical=vertical)
            else:
                cell.key, cell.text, cell.arrow = key, plan.entries[key], entry.span == "帯"
                head = cell
        elif head is not None and head.text and head.text == cell.text and _adjoins(head, cell, vertical=vertical):
            if cell.key != head.key:
                head.also += (cell.key,)
            _grow(head, cell, gone, vertical=vertical)
        else:
            head = cell


def _run(runs: RunIndex, cell: GridCell, period: Period) -> Period | None:
    if cell.key is None:
        return None
    return next((r for r in runs.get((cell.key.node, cell.key.field), ()) if r.covers(period)), None)


def _adjoins(head: GridCell, cell: GridCell, *, vertical: bool) -> bool:
    if vertical:
        return head.row + head.rows == cell.row and (head.column, head.columns) == (cell.column, cell.columns)
    return head.column + head.columns == cell.column and (head.row, head.rows) == (cell.row, cell.rows)


def _grow(head: GridCell, cell: GridCell, gone: set[int], *, vertical: bool) -> None:
    if vertical:
        head.rows += cell.rows
    else:
        head.columns += cell.columns
    gone.add(id(cell))
