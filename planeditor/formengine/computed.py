"""Computed cells of a filled form: which cells a name means there, and the cached value."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planeditor.formengine import formula
from planeditor.formengine.grid import GridCell

if TYPE_CHECKING:
    from planeditor.formengine.fill import Slot

NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")


def as_number(text: str) -> float | None:
    """The number of a text that is one and comes back to the letter from a number cell; else None."""
    if NUMBER.fullmatch(text) is None or (text.startswith("-") and float(text) == 0):
        return None
    return float(text) if formula.show(float(text)) == text else None


def work_out(filled: list[tuple[Slot, GridCell]]) -> None:
    """Give every computed cell its expression, the cells of its names and its value.

    A name means the cells drawn under it that stand in the same iterations as the computed cell, or deeper: a total under
    repeated columns takes its own column, a total at the end of a row its own row.
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
            cell.ranges[name] = [
                other
                for where, other in named.get(name, ())
                if other is not cell
                and where.row_path[: len(slot.row_path)] == slot.row_path
                and where.column_path[: len(slot.column_path)] == slot.column_path
            ]
    for _, cell in computed:
        cell.text = formula.show(_value(cell, frozenset()))


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
