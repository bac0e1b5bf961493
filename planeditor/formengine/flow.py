"""Running text: tables of the text have their own widths on the fine grid of the drawing's columns."""
from __future__ import annotations

from dataclasses import dataclass, field, replace

from planeditor.domain.plan import BLOCK_TYPE, Key, Plan
from planeditor.formengine.context import Opened
from planeditor.formengine.grid import GridCell

TABLE_WIDTHS = "@widths"
"""Entry of a table block: the widths of its columns as whole numbers joined by a space; absent = all alike."""


@dataclass(slots=True)
class TableCells:
    """The cells of tables, and the sample cells they stand in for."""

    added: list[GridCell] = field(default_factory=list)
    replaced: list[GridCell] = field(default_factory=list)


def cell_field(row: int, column: int) -> str:
    """The field key of a table's cell, counted from 1."""
    return f"cell:{row}:{column}"


def table_cells(plan: Plan, rows: list[Opened], widths: list[float], cells: list[GridCell]) -> TableCells:
    """The cells of the rows that belong to a table: the sample cell is cut at the fine grid nearest to the table's widths."""
    found = TableCells()
    if not any(o.context.table_row for o in rows):
        return found
    for cell in cells:
        context = rows[cell.row].context
        if not context.table_row or cell.columns < 2:
            continue
        table = context.node("block")
        own = [k.field for k in plan.of_node(table) if k.field.startswith("cell:")]
        count = max((int(f.split(":")[2]) for f in own), default=1)
        parts = [float(w) for w in plan.text(table, TABLE_WIDTHS).split()] or [1.0] * count
        found.replaced.append(cell)
        start = cell.column
        for number, end in enumerate(_cuts(widths[cell.column : cell.column + cell.columns], parts, cell.column), start=1):
            key = Key(table, cell_field(context.table_row, number))
            style = replace(cell.style, wrap=True)
            found.added.append(
                GridCell(cell.row, start, cell.rows, end - start, style, plan.entries.get(key, ""), "entry", key)
            )
            start = end
    return found


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


def is_table(plan: Plan, node: str) -> bool:
    """Whether a block is a table."""
    return plan.text(node, BLOCK_TYPE) == "table"
