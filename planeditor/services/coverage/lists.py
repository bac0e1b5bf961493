"""The lists that measures are held against, and their items. Each edit is one named operation.

Every function takes the ids of nodes and returns what changed. All raise KnownError for a node that is not there, and in a
file that cannot be written. The lists belong to the secretariat's work, not to the text of the plan: they may be edited in
every mode.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.blocks import ITEM, LIST, blocks, covers_field, holder
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, PLAN_ID, Key, Node, Plan
from planeditor.domain.text import label_key, number_key
from planeditor.messages import coverage as say
from planeditor.services.coverage.pasting import Line
from planeditor.services.editing.entry import clean_text, one_line
from planeditor.services.tree.nodes import moved, write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def lists(plan: Plan) -> list[Node]:
    """The lists of a plan, in order."""
    return blocks(plan, PLAN_ID, LIST)


def items(plan: Plan, list_id: str) -> list[Node]:
    """The items of a list, in order."""
    return blocks(plan, list_id, ITEM)


def list_of(plan: Plan, list_id: str) -> Node:
    """The list of that id. Raises KnownError where there is none."""
    found = plan.node(list_id)
    if found is None or holder(plan, found) != LIST:
        raise KnownError(say.LIST_GONE)
    return found


def item_of(plan: Plan, item_id: str) -> Node:
    """The item of that id. Raises KnownError where there is none."""
    found = plan.node(item_id)
    if found is None or holder(plan, found) != ITEM:
        raise KnownError(say.ITEM_GONE)
    return found


def add_list(document: Document, name: str, lines: Sequence[Line] = (), *, who: str) -> ChangeReport:
    """A new list at the end, with items where some are given. Raises KnownError for an empty name and one that is there."""
    plan = document.plan()
    name = _free_name(plan, name, "")
    builder = PlanBuilder(plan)
    made = builder.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name=name)
    for line in lines:
        builder.add("block", made, {BLOCK_TYPE: ITEM}, line.number, line.name)
    return write(document, say.GROUP_ADD_LIST.format(name=name), builder.entries, who, "")


def rename_list(document: Document, list_id: str, name: str, *, who: str) -> ChangeReport:
    """Name a list anew. Raises KnownError for an empty name and one that another list has."""
    plan = document.plan()
    found = list_of(plan, list_id)
    name = _free_name(plan, name, list_id)
    group = say.GROUP_RENAME_LIST.format(old=found.name, new=name)
    return write(document, group, {Key(list_id, NAME): name}, who, "")


def delete_list(document: Document, list_id: str, *, who: str) -> ChangeReport:
    """Take a list out with its items and every mark against them."""
    plan = document.plan()
    found = list_of(plan, list_id)
    keys = [*plan.of_node(list_id), *_keys_of(plan, items(plan, list_id))]
    return write(document, say.GROUP_DELETE_LIST.format(name=found.name), dict.fromkeys(keys), who, "")


def move_list(document: Document, list_id: str, step: int, *, who: str) -> ChangeReport:
    """Move a list up (-1) or down (1) among the lists; at the end it stays."""
    plan = document.plan()
    found = list_of(plan, list_id)
    return write(document, say.GROUP_MOVE_LIST.format(name=found.name), moved(plan, found, lists(plan), step), who, "")


def add_items(document: Document, list_id: str, lines: Sequence[Line], *, who: str) -> ChangeReport:
    """New items at the end of a list. Raises KnownError where there are none, and for a number that is there or comes twice."""
    plan = document.plan()
    found = list_of(plan, list_id)
    if not lines:
        raise KnownError(say.NO_ITEMS)
    taken = {number_key(n.number) for n in items(plan, list_id) if n.number}
    builder = PlanBuilder(plan)
    for line in lines:
        _require_free(found, line, taken)
        taken.add(number_key(line.number))
        builder.add("block", list_id, {BLOCK_TYPE: ITEM}, line.number, line.name)
    title = f"{lines[0].number} {lines[0].name}".strip()
    pattern = say.GROUP_ADD_ITEM if len(lines) == 1 else say.GROUP_ADD_ITEMS
    return write(document, pattern.format(list=found.name, title=title, count=len(lines)), builder.entries, who, "")


def change_item(document: Document, item_id: str, number: str, name: str, *, who: str) -> ChangeReport:
    """Number and name an item anew; its marks stay. Raises KnownError where both are empty or the number is another's."""
    plan = document.plan()
    found = item_of(plan, item_id)
    owner = list_of(plan, found.parent)
    line = Line(one_line(number), one_line(name))
    _require_free(owner, line, {number_key(n.number) for n in items(plan, owner.id) if n.number and n.id != item_id})
    group = say.GROUP_CHANGE_ITEM.format(list=owner.name, title=found.title)
    texts = {Key(item_id, NUMBER): line.number or None, Key(item_id, NAME): line.name or None}
    return write(document, group, texts, who, "")


def delete_items(document: Document, item_ids: Iterable[str], *, who: str) -> ChangeReport:
    """Take items of one list out with every mark against them."""
    plan = document.plan()
    found = [item_of(plan, item) for item in item_ids]
    if not found:
        raise KnownError(say.ITEM_GONE)
    group = say.GROUP_DELETE_ITEMS.format(list=list_of(plan, found[0].parent).name, count=len(found))
    return write(document, group, dict.fromkeys(_keys_of(plan, found)), who, "")


def move_item(document: Document, item_id: str, step: int, *, who: str) -> ChangeReport:
    """Move an item up (-1) or down (1) in its list; at the end it stays."""
    plan = document.plan()
    found = item_of(plan, item_id)
    owner = list_of(plan, found.parent)
    group = say.GROUP_MOVE_ITEM.format(list=owner.name, title=found.title)
    return write(document, group, moved(plan, found, items(plan, owner.id), step), who, "")


def _keys_of(plan: Plan, found: Sequence[Node]) -> list[Key]:
    """All entries of items, and the marks of measures against them."""
    own = [key for item in found for key in plan.of_node(item.id)]
    marks = [Key(m.id, covers_field(i.id)) for i in found for m in plan.measures]
    return own + [key for key in marks if key in plan.entries]


def _free_name(plan: Plan, name: str, own: str) -> str:
    name = one_line(name)
    if not name:
        raise KnownError(say.LIST_NAME_EMPTY)
    if any(label_key(n.name) == label_key(name) for n in lists(plan) if n.id != own):
        raise KnownError(say.LIST_NAME_TWICE.format(name=name))
    return name


def _require_free(owner: Node, line: Line, taken: set[str]) -> None:
    if not line.number and not line.name:
        raise KnownError(say.ITEM_EMPTY)
    clean_text(line.number + line.name)
    if line.number and number_key(line.number) in taken:
        raise KnownError(say.ITEM_TWICE.format(list=owner.name, number=line.number))
