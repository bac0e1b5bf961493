"""Computed cells of a filled form: which cells a name means there, and the cached value."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.form import formula

if TYPE_CHECKING:
    from planeditor.formengine.filling.skeleton import Slot

WHOLE, SO_FAR = SCOPES = ("全体", "累計")
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")


def as_number(text: str) -> float | None:
    """The number of a text that is one and comes back to the letter from a number cell; else None."""
    if NUMBER.fullmatch(text) is None or (text.startswith("-") and float(text) == 0):
        return None
    return float(text) if formula.show(float(text)) == text else None


def work_out(filled: list[tuple[Slot, GridCell]]) -> None:
    """Give every computed cell its expression, the cells of its names and its value.

    A name means the nearest cells drawn under it: those in the same iterations as the computed cell, or deeper (a total
    under repeated columns takes its own column, a total at the end of a row its own row); where there are none, those of the
    iterations around it. ``[name:全体]`` are all of the form, ``[name:累計]`` those up to the computed cell's own iteration.
    """
    computed = [(slot, cell) for slot, cell in filled if cell.role == "computed"]
    if not computed:
        return
    named: dict[str, list[tuple[Slot, GridCell]]] = {}
    for slot, cell in filled:
        alone, drawn = slot.cell.template.alone, slot.cell.template.formula
        name = alone.name if alone else drawn.name if drawn else ""
        if name:
            named.setdefault(name, []).append((slot, cell))
    for slot, cell in computed:
        drawn = slot.cell.template.formula
        if drawn is None:
            continue
        cell.expression = formula.parse(drawn.expression)
        for name in cell.expression.names():
            plain, _, scope = name.partition(":")
            others = [(where, other) for where, other in named.get(plain, ()) if other is not cell]
            cell.ranges[name] = _reach(slot, others, scope)
    for _, cell in computed:
        cell.text = formula.show(_value(cell, frozenset()))


def _reach(slot: Slot, others: list[tuple[Slot, GridCell]], scope: str) -> list[GridCell]:
    """The cells a name means in a computed cell."""
    if scope == WHOLE:
        return [cell for _, cell in others]
    rows, columns = slot.row_path, slot.column_path
    if scope == SO_FAR:
        outer_rows, outer_columns = (rows, columns[:-2]) if columns else (rows[:-2], columns)
        return [
            c for w, c in others
            if w.row_path[: len(outer_rows)] == outer_rows and w.column_path[: len(outer_columns)] == outer_columns
            and (w.column_path[: len(columns)] <= columns if columns else w.row_path[: len(rows)] <= rows)
        ]
    depths = sorted(
        ((a, b) for a in range(0, len(rows) + 1, 2) for b in range(0, len(columns) + 1, 2)), key=lambda d: (-sum(d), -d[0])
    )
    for a, b in depths:
        found = [c for w, c in others if w.row_path[:a] == rows[:a] and w.column_path[:b] == columns[:b]]
        if found:
            return found
    return []


def _value(cell: GridCell, above: frozenset[int]) -> formula.Value:
    if cell.expression is None:
        number = as_number(cell.text) if cell.number else None
        return cell.text if number is None else number
    if cell.value is None:
        if id(cell) in above:
            return formula.DIVISION_ERROR
        inner = above | {id(cell)}
        cell.value = formula.evaluate(cell.expression, {n: [_value(c, inner) for c in cs] for n, cs in cell.ranges.items()})
    return cell.value
