"""Computed cells of a filled form: which cells a name means there, and the cached value."""
from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from planeditor.formengine.filling.elsewhere import Elsewhere, Place
from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.form import formula

if TYPE_CHECKING:
    from planeditor.formengine.filling.context import Opened, Path
    from planeditor.formengine.filling.skeleton import Slot

NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")


def as_number(text: str) -> float | None:
    """The number of a text that is one and comes back to the letter from a number cell; else None."""
    if NUMBER.fullmatch(text) is None or (text.startswith("-") and float(text) == 0):
        return None
    return float(text) if formula.show(float(text)) == text else None


def work_out(
    filled: list[tuple[Slot, GridCell]], rows: list[Opened], columns: list[Opened], elsewhere: Elsewhere
) -> None:
    """Give every computed cell its expression, the cells of its names and its value.

    A name means the nearest cells drawn under it: those in the same iterations as the computed cell, or deeper (a total
    under repeated columns takes its own column, a total at the end of a row its own row); where there are none, those of the
    iterations around it. ``[name:全体]`` are all of the form, ``[name:累計]`` those up to the computed cell's own iteration.
    """
    computed = [(slot, cell) for slot, cell in filled if cell.role == "computed"]
    if not computed:
        return
    named: defaultdict[str, _Named] = defaultdict(_Named)
    for slot, cell in filled:
        if cell.name:
            named[cell.name].cells.append((slot, cell))
    for slot, cell in computed:
        drawn = slot.cell.template.formula
        if drawn is None:
            continue
        expression = formula.parse(drawn.expression)
        here = Place(rows[cell.row].context, columns[cell.column].context)
        numbers: dict[str, int] = {}
        for name in expression.names():
            plain, _, scope = name.partition(":")
            if scope == formula.OVER:
                numbers[name] = elsewhere.over(plain, here)
            elif "." in plain:
                cell.ranges[name] = elsewhere.cells(plain, here, whole=scope == formula.WHOLE, so_far=scope == formula.SO_FAR)
            else:
                cell.ranges[name] = _reach(slot, named[plain], scope, cell)
        cell.expression = expression.settled(numbers)
    for _, cell in computed:
        cell.text = formula.show(_value(cell, frozenset()))


class _Named:
    """The cells drawn under one name, in order."""

    def __init__(self) -> None:
        self.cells: list[tuple[Slot, GridCell]] = []
        self._inside: dict[tuple[int, int], dict[tuple[Path, Path], list[tuple[Slot, GridCell]]]] = {}

    def inside(self, rows: Path, columns: Path) -> list[tuple[Slot, GridCell]]:
        """Those within these iterations."""
        deep, wide = len(rows), len(columns)
        if (deep, wide) not in self._inside:
            found = self._inside[deep, wide] = {}
            for slot, cell in self.cells:
                found.setdefault((slot.row_path[:deep], slot.column_path[:wide]), []).append((slot, cell))
        return self._inside[deep, wide].get((rows, columns), [])


def _reach(slot: Slot, named: _Named, scope: str, own: GridCell) -> list[GridCell]:
    """The cells a name means in a computed cell, which is none of them itself."""
    if scope == formula.WHOLE:
        return [cell for _, cell in named.cells if cell is not own]
    rows, columns = slot.row_path, slot.column_path
    if scope == formula.SO_FAR:
        outer_rows, outer_columns = (rows, columns[:-2]) if columns else (rows[:-2], columns)
        return [
            c for w, c in named.inside(outer_rows, outer_columns)
            if c is not own and (w.column_path[: len(columns)] <= columns if columns else w.row_path[: len(rows)] <= rows)
        ]
    depths = sorted(
        ((a, b) for a in range(0, len(rows) + 1, 2) for b in range(0, len(columns) + 1, 2)), key=lambda d: (-sum(d), -d[0])
    )
    for a, b in depths:
        found = [cell for _, cell in named.inside(rows[:a], columns[:b]) if cell is not own]
        if found:
            return found
    return []


def _value(cell: GridCell, above: frozenset[int]) -> formula.Value:
    if cell.expression is None:
        number = as_number(cell.text) if cell.number else None
        return (cell.text or formula.BLANK) if number is None else number
    if cell.value is None:
        if id(cell) in above:
            return formula.DIVISION_ERROR
        inner = above | {id(cell)}
        cell.value = formula.evaluate(cell.expression, {n: [_value(c, inner) for c in cs] for n, cs in cell.ranges.items()})
    return cell.value
