"""Blocks: what a plan holds besides areas and measures — running text, chapters, terms, editions, and lists of other plans.

A block is a node of kind ``block`` whose type is an entry (``@type``). Running text stands under the plan, a chapter, an area
or a measure; everything else under the plan, the items of a list under their list.
"""
from __future__ import annotations

from planeditor.domain.plan import BLOCK_TYPE, Node, NodeKind, Plan

HEADINGS = ("heading1", "heading2", "heading3")
FLOW = (*HEADINGS, "paragraph", "bullet", "caption", "table")
"""The types of running text."""
CHAPTER = "chapter"
"""章: number and name; the running text stands under it."""
NOTE = "note"
"""用語: name and explanation; a text mentions it as ``[^name]``."""
EDITION = "edition"
"""版: a decided state of the plan. The change group that wrote it is its place in the log."""
LIST = "list"
"""対応先: another plan, or a list of points, that measures are held against."""
ITEM = "item"
"""対応項目: one line of such a list."""
SNAPSHOT = "snapshot"
"""基準時点: a frozen moment with a purpose; makes no new edition. As with editions, its change group is its place in the log."""
POINT = "point"
"""指摘: what the headquarters asked about a measure (or about the whole plan), and what was done about it."""

TEXT = "text"
DATE = "date"
"""The day as it is printed (平成28年12月)."""
SORT = "sort"
"""What an edition is: 策定, 改定."""
LABELS = "@labels"
"""``@labels:<form>`` of an edition: how that form printed the years when it was decided; a line for each period: its key, the
style asked for ("" for the usual one) and the label, separated by tabs."""
MEETING = "meeting"
"""Of a 指摘: the meeting at which it was made, as it is called."""
ANSWER = "answer"
"""Of a 指摘: what was done about it; absent = not answered yet."""
DUE = "due"
"""Of a 指摘: by when it is to be answered or done."""
DONE = "done"
"""Of a 指摘: the day (ISO) on which the secretariat ticked it off; absent = still open, so it goes into the next request."""
GROUP = "group"
"""Under which head a term is listed."""
TABLE_WIDTHS = "@widths"
"""Entry of a table: the widths of its columns as whole numbers joined by a space; absent = all alike."""
TABLE_HEAD = "@head"
"""Entry of a table: how many of its first rows are its head; absent = none."""
TABLE_SIZE = "@size"
"""Entry of a table: how many rows and columns it has, joined by a space; absent = as far as its cells reach."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 10_000, 200, 40_000
"""Of a table."""
COVERS = "@covers"
"""``@covers:<id of an item>`` of a measure: that the measure answers to the item, as the matrix shows it (○)."""

Holder = str
"""What a form or a cell of it is of: a kind of node, or the type of a block that is no running text."""
_APART = frozenset({CHAPTER, NOTE, EDITION, LIST, ITEM, SNAPSHOT, POINT})


def holder(plan: Plan, node: Node) -> Holder:
    """What a node is to a form: its kind, for a block that is no running text its type."""
    if node.kind != "block":
        return node.kind
    kind = plan.text(node.id, BLOCK_TYPE)
    return kind if kind in _APART else "block"


def kind_of(of: Holder) -> NodeKind:
    """The kind of node that a holder is."""
    return "block" if of in _APART else of  # type: ignore[return-value]  # the others are kinds of node


def blocks(plan: Plan, owner: str, *types: str) -> list[Node]:
    """The blocks right under a node that are of one of these types, in order."""
    return [n for n in plan.children(owner, "block") if plan.text(n.id, BLOCK_TYPE) in types]


def cell_field(row: int, column: int) -> str:
    """The field of a table's cell, counted from 1."""
    return f"cell:{row}:{column}"


def cell_place(field: str) -> tuple[int, int] | None:
    """The row and column of a table's cell by its field; None for any other field."""
    head, _, rest = field.partition(":")
    row, _, column = rest.partition(":")
    return (int(row), int(column)) if head == "cell" and row.isdecimal() and column.isdecimal() else None


def table_size(plan: Plan, table: str) -> tuple[int, int]:
    """How many rows and columns a table has: as it says itself, and never fewer than its cells need."""
    stated = [int(n) for n in plan.text(table, TABLE_SIZE).split()[:2] if n.isdecimal()]
    rows, columns = stated if len(stated) == 2 else (0, 0)  # rows and columns
    for key in plan.of_node(table):
        place = cell_place(key.field)
        if place is not None:
            rows, columns = max(rows, place[0]), max(columns, place[1])
    return min(rows, MOST_CELLS // max(columns, 1)), columns  # two far corners would claim millions


def head_rows(plan: Plan, table: str) -> int:
    """How many rows of a table are its head; one that says nothing (or no number) has none."""
    stated = plan.text(table, TABLE_HEAD)
    return int(stated) if stated.isdecimal() else 0


def standing(plan: Plan, node_id: str) -> Node | None:
    """The node whose page shows a node: for running text the chapter, area, measure or plan it stands under, else itself."""
    node = plan.node(node_id)
    while node is not None and holder(plan, node) == "block":
        node = plan.node(node.parent)
    return node


def covers_field(item: str) -> str:
    """The field of a measure that says whether it answers to an item."""
    return f"{COVERS}:{item}"
