"""Running text: tables of the text have their own widths on the fine grid of the drawing's columns."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planeditor.domain.blocks import TABLE_WIDTHS, cell_field, head_rows, table_size
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.filling.context import Opened
from planeditor.formengine.filling.grid import GridCell

if TYPE_CHECKING:
    from planeditor.formengine.filling.skeleton import Slot


@dataclass(slots=True)
class TableCells:
    """The cells of tables, and the sample cells (by ``id``) they stand in for."""

    added: list[GridCell] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)


def table_cells(plan: Plan, rows: list[Opened], widths: list[float], filled: list[tuple[Slot, GridCell]]) -> TableCells:
    """The cells of the rows that belong to a table: the sample cell is cut at the fine grid nearest to the table's widths.

    In a head row an empty cell joins the one left of it. Where a table has more columns than the grid, the last of the grid
    shows all that are left, line by line.
    """
    found = TableCells()
    if not any(o.context.table_row for o in rows):
        return found
    for slot, cell in filled:
        context = rows[cell.row].context
        if not context.table_row or not slot.flow:
            continue
        table = context.node("block")
        keys = [Key(table, cell_field(context.table_row, n)) for n in range(1, _column_count(plan, table) + 1)]
        own = widths[cell.column : cell.column + cell.columns]
        found.replaced.add(id(cell))
        start = cell.column
        ends = _cuts(own, _parts(plan, table, len(keys))[: len(own)], cell.column)
        is_head = context.table_row <= head_rows(plan, table)
        for key, end in zip(keys, ends, strict=False):
            text = plan.entries.get(key, "")
            if is_head and not text and start > cell.column:
                found.added[-1].columns += end - start
                start = end
                continue
            made = GridCell(cell.row, start, cell.rows, end - start, replace(cell.style, wrap=True), text, "entry", key=key)
            found.added.append(made)
            start = end
        if len(keys) > len(ends):
            last = found.added[-1]
            last.text = "\n".join(plan.entries.get(k, "") for k in keys[len(ends) - 1 :])
            last.key, last.role = None, "print"
    return found


def _column_count(plan: Plan, table: str) -> int:
    return table_size(plan, table)[1] or 1


def _parts(plan: Plan, table: str, count: int) -> list[float]:
    """The widths of a table's columns; those it does not state, or not as numbers above zero, are as wide as the others."""
    stated = [float(w) if w.isdecimal() and int(w) > 0 else 0.0 for w in plan.text(table, TABLE_WIDTHS).split()][:count]
    known = [w for w in stated if w]
    usual = sum(known) / len(known) if known else 1.0
    return [w or usual for w in stated] + [usual] * (count - len(stated))


def _cuts(widths: list[float], parts: list[float], first: int) -> list[int]:
    """Where each of ``parts`` ends on the grid, at least one grid column each."""
    total, whole = sum(parts), sum(widths)
    ends: list[int] = []
    column, reached, wanted = 0, 0.0, 0.0
    for number, part in enumerate(parts, start=1):
        wanted += whole * part / total
        left_for_others = len(parts) - number
        taken = 0
        while column < len(widths) - left_for_others and (taken == 0 or reached + widths[column] / 2 <= wanted):
            reached += widths[column]
            column += 1
            taken += 1
        ends.append(first + column)
    ends[-1] = first + len(widths)
    return ends
