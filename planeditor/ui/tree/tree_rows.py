"""Look-ups over the rows that are shown: where a row stands, which rows belong to a node, the measures in order. No Qt."""
from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property

from planeditor.services.tree.outline import Row

Path = tuple[int, ...]
"""The places of a row and of the rows above it among their siblings, from the top."""
_TOP = -1


class ShownRows:
    """The rows of a tree. Everything is worked out when it is first asked for; years are never walked through."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _order(self) -> list[Row]:
        return self._walked[0]

    @cached_property
    def _walked(self) -> tuple[list[Row], list[int], list[int]]:
        """All rows but years from top to bottom; for each the number of the row above and its place among its siblings.

        Plain numbers, since a tuple for each of ten thousand rows takes longer to make than all the rest.
        """
        order: list[Row] = []
        above: list[int] = []
        places: list[int] = []

        def walk(rows: Sequence[Row], parent: int) -> None:
            for place, row in enumerate(rows):
                order.append(row)
                above.append(parent)
                places.append(place)
                if row.kind != "measure":
                    walk(row.children, len(order) - 1)

        walk(self.rows, _TOP)
        return order, above, places

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {row.id: number for number, row in enumerate(self._order)}

    def _number(self, row_id: str) -> int | None:
        """The number of a row in the order, for a year that of its measure."""
        number = self._numbers.get(row_id)
        return self._numbers.get(row_id.rpartition("/")[0]) if number is None else number

    # What there is

    @cached_property
    def measures(self) -> list[Row]:
        """The measures as shown, from top to bottom."""
        return [row for row in self._order if row.kind == "measure"]

    @cached_property
    def groups(self) -> list[Row]:
        """The areas and departments, from top to bottom."""
        return [row for row in self._order if row.kind != "measure"]

    def of_nodes(self, nodes: Container[str]) -> list[Row]:
        """The rows of areas and measures, without their years; by department there may be several of one node."""
        return [row for row in self._order if row.node and row.node in nodes]

    # Where it stands

    def path(self, row_id: str) -> Path | None:
        """Where a row stands, None where it is not shown."""
        number = self._number(row_id)
        if number is None:
            return None
        order, above, places = self._walked
        path: list[int] = []
        if order[number].id != row_id:
            year = next((n for n, row in enumerate(order[number].children) if row.id == row_id), None)
            if year is None:
                return None
            path.append(year)
        while number != _TOP:
            path.append(places[number])
            number = above[number]
        return tuple(reversed(path))

    def at(self, path: Path) -> Row | None:
        """The row at a place."""
        rows, found = self.rows, None
        for number in path:
            if number >= len(rows):
                return None
            found = rows[number]
            rows = found.children
        return found

    def beside(self, row_id: str) -> list[str]:
        """Which rows come to mind when a row goes: those after it, those before it, the one above; the nearest first."""
        path = self.path(row_id)
        found: list[str] = []
        while path:
            above = self.at(path[:-1])
            siblings = above.children if above else self.rows
            found += [row.id for row in (*siblings[path[-1] + 1 :], *reversed(siblings[: path[-1]]))]
            path = path[:-1]
            if above:
                found.append(above.id)
        return found

    def step(self, row_id: str, by: int) -> Row | None:
        """The next measure below (``by`` > 0) or above a row, None past the ends; from an unknown row the first or last."""
        number = self._number(row_id)
        if number is None:
            return next(iter(self.measures if by > 0 else reversed(self.measures)), None)
        order = self._order
        rest = range(number + 1, len(order)) if by > 0 else range(number - 1, -1, -1)
        return next((order[n] for n in rest if order[n].kind == "measure"), None)

    def starting_with(self, text: str, place: str, *, beyond: bool) -> Row | None:
        """The next row, round the end, whose number or title begins with the text, blind to width.

        The search begins at the row ``place`` or, with ``beyond``, after it.
        """
        from planeditor.domain.folding import plain_folded  # not before somebody types

        wanted, number = plain_folded(text), self._number(place)
        start = 0 if number is None else number + beyond
        for row in (*self._order[start:], *self._order[:start]):
            if plain_folded(row.title).startswith(wanted) or plain_folded(row.number).startswith(wanted):
                return row
        return None

    # What to open

    def first_groups(self, most: int) -> list[str]:
        """The groups to open at first: from the top, as far as no more than so many rows come to be seen; the first in any case."""
        found: list[str] = []
        for row in self.groups:
            most -= len(row.children)
            if found and most < 0:
                break
            found.append(row.id)
        return found

    def above_depth(self, depth: int) -> list[str]:
        """The rows that must be open for all rows down to a depth (0 = the top) to be seen."""
        rows, found = list(self.rows), []
        for _ in range(depth):
            found += [row.id for row in rows]
            rows = [child for row in rows for child in row.children]
        return found
