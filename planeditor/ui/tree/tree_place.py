"""Which row of the tree stands for a place of the plan. No Qt."""
from __future__ import annotations

from collections.abc import Callable

from planeditor.services.tree.outline import Row
from planeditor.ui.place import Place
from planeditor.ui.tree.tree_rows import ShownRows


def row_for(shown: ShownRows, place: Place, current: str, is_expanded: Callable[[str], bool]) -> Row | None:
    """The row to be chosen for a place, None where it is not shown. ``current`` is the id of the row chosen now.

    Where the node stands more than once (by department), it is the row that is chosen already or one beside it. A year is
    chosen where the years of the measure can be seen, else its measure.
    """
    rows = shown.of_nodes((place.node,))
    if not rows:
        return None
    group = current.partition("/")[0]
    nearest = next((row for row in rows if current == row.id or current.startswith(f"{row.id}/")), None)
    row = nearest or next((row for row in rows if row.id.startswith(f"{group}/")), rows[0])
    if not place.period:
        return next((year for year in row.children if year.id == current), row)
    if not is_expanded(row.id):
        return row
    return next((year for year in row.children if year.period == place.period), row)
