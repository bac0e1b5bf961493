"""What the formulas of a form refer to outside it: cells of other forms, and whether a period is over."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from planeditor.domain.current import is_over
from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan
from planeditor.formengine.filling.context import Context
from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.form.definition import FormDef


class Place(NamedTuple):
    """Where a cell stands in the plan: the contexts of its row and its column."""

    row: Context
    column: Context

    @property
    def periods(self) -> Mapping[str, Period]:
        """The period of each series that holds here."""
        return {**self.column.periods, **self.row.periods}

    @property
    def node(self) -> str:
        """The measure the cell is of, else the area; "" where it is of neither."""
        return next((n for kind in ("measure", "area") for c in self if (n := c.node(kind))), "")


class Elsewhere:
    """Answers for the computed cells of one form, filled from one plan; ``placed`` fills another form: each named cell of it
    with its place."""

    def __init__(self, plan: Plan, form: FormDef, placed: _Placed) -> None:
        self.plan, self.form, self._placed = plan, form, placed
        self._named: dict[str, dict[str, list[tuple[GridCell, Place]]]] = {}
        self._found: dict[tuple[object, ...], list[GridCell]] = {}

    def cells(self, name: str, here: Place, *, whole: bool, so_far: bool) -> list[GridCell]:
        """The cells ``form.name`` means in a computed cell that stands ``here``.

        They are those in the same periods, and of the same measure or area or of one above or below it, as far as both cells
        are of one; ``so_far``: in the same periods and those before; ``whole``: all of the form.
        """
        asked = (name, whole, so_far, *sorted(here.periods.items()), here.node)
        if asked not in self._found:
            form, _, plain = name.partition(".")
            known = self._cells_of(form).get(plain, [])
            self._found[asked] = [c for c, place in known if whole or self._together(here, place, so_far=so_far)]
        return self._found[asked]

    def over(self, series: str, here: Place) -> int:
        """1 where the period of that series here is over, else 0."""
        period = here.periods.get(series)
        return int(period is not None and is_over(self.plan, self.form.vocabulary, period))

    def _cells_of(self, form: str) -> dict[str, list[tuple[GridCell, Place]]]:
        if form not in self._named:
            named = self._named[form] = {}
            other = self.form.others.get(form)
            for cell, place in self._placed(other) if other is not None else ():
                named.setdefault(cell.name, []).append((cell, place))
        return self._named[form]

    def _together(self, here: Place, there: Place, *, so_far: bool) -> bool:
        mine, theirs = here.periods, there.periods
        for series in mine.keys() & theirs.keys():
            if theirs[series] > mine[series] if so_far else theirs[series] != mine[series]:
                return False
        one, other = here.node, there.node
        return not one or not other or one in self._line(other) or other in self._line(one)

    def _line(self, node_id: str) -> list[str]:
        """A node and all above it."""
        line = []
        node = self.plan.node(node_id)
        while node is not None:
            line.append(node.id)
            node = self.plan.node(node.parent)
        return line


class _Placed(Protocol):
    def __call__(self, form: FormDef, /) -> Iterable[tuple[GridCell, Place]]: ...
