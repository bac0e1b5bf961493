"""Where the notes of a document are first mentioned: what their numbers and their place at a page's foot go by."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planeditor.domain.plan import Node, Plan
from planeditor.formengine.filling.footnotes import Footnotes, has_marks
from planeditor.formengine.filling.grid import GridCell

Texts = Callable[[Node | None], list[str]]
"""The texts of the sheet of one node, in reading order."""


def number_sheets(notes: Footnotes, plan: Plan, roots: Iterable[Node | None], texts: Texts) -> None:
    """Number the notes that the sheets of these nodes mention; sheets without any mark need not be filled for it."""
    for root in roots:
        if root is None or _mentions_any(plan, root):
            notes.mentioned(texts(root), "文書")


def _mentions_any(plan: Plan, root: Node) -> bool:
    """Whether a node, anything below it or above it has a text with a mark."""
    above: list[Node] = []
    node: Node | None = root
    while node is not None:
        above.append(node)
        node = plan.node(node.parent)
    return any(has_marks(t) for n in (*above, *plan.walk(root.id)) for t in plan.of_node(n.id).values())


def first_rows(notes: Footnotes, cells: Iterable[GridCell], foot: Sequence[bool]) -> dict[str, int]:
    """The row of the first mention of each note on a sheet. ``foot``: whether a row is one of the notes themselves."""
    found: dict[str, int] = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        if cell.role != "fixed" and not foot[cell.row]:
            for note in notes.named_in(cell.text):
                found.setdefault(note, cell.row)
    return found
