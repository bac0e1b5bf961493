"""What sentences, the history and screens call a place of the plan: ①-01, 第1章の段落, 用語「庁内LAN」."""
from __future__ import annotations

from planeditor.domain.blocks import (
    CHAPTER,
    COVERS,
    DATE,
    EDITION,
    FLOW,
    GROUP,
    ITEM,
    LIST,
    NOTE,
    SNAPSHOT,
    SORT,
    TEXT,
    cell_place,
    holder,
    standing,
)
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, PLAN_ID, Key, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.messages import words
from planeditor.messages import writing as say

_FIELDS = {
    CHAPTER: (NUMBER, NAME), NOTE: (NAME, GROUP, TEXT), EDITION: (NAME, DATE, SORT, TEXT), LIST: (NAME,), ITEM: (NUMBER, NAME),
    SNAPSHOT: (NAME, DATE, SORT, TEXT),
}
_BUILT_IN = frozenset({NUMBER, NAME, TEXT, DATE, SORT, GROUP})


def type_word(plan: Plan, block: Node) -> str:
    """What a block is called by its type: 段落, 章, 用語."""
    found = plan.text(block.id, BLOCK_TYPE)
    return say.TYPES.get(found) or say.APART.get(found, say.TYPES["paragraph"])


def node_name(plan: Plan, node: Node | None) -> str:
    """What a node is called; "" for the plan itself and for a node that is gone."""
    if node is None or node.id == PLAN_ID:
        return ""
    if node.kind != "block":
        return node.number or node.name
    word = type_word(plan, node)
    if holder(plan, node) != "block":
        name = node.name if plan.text(node.id, BLOCK_TYPE) == NOTE else node.number or node.name
        return say.NAMED.format(type=word, name=name) if name and node.name == name else name or word
    above = node_name(plan, standing(plan, node.id))
    return say.IN_PLACE.format(place=above, type=word) if above else word


def own_fields(plan: Plan, vocabulary: Vocabulary, node: Node) -> list[FieldDef]:
    """The fields of a node that a plain form asks for: of a block those that its type has, and what the form set adds."""
    fields = vocabulary.of(node.kind)
    if node.kind != "block":
        return fields
    known = {f.key: f for f in fields}
    own = _FIELDS.get(plan.text(node.id, BLOCK_TYPE), (NUMBER, TEXT))
    return [*(known[key] for key in own if key in known), *(f for f in fields if f.key not in _BUILT_IN)]


def field_name(plan: Plan, vocabulary: Vocabulary, key: Key) -> str:
    """What the field of an entry is called; "" for the text of a paragraph, which is the paragraph itself."""
    node = plan.node(key.node)
    if node is not None and node.kind == "block":
        place = cell_place(key.field)
        if place is not None:
            return say.TABLE_CELL.format(row=place[0], column=place[1])
        if key.field == TEXT and plan.text(node.id, BLOCK_TYPE) in FLOW:
            return ""
    label = vocabulary.label(node.kind if node else "measure", key.field)
    item = plan.node(subject_of(key.field)) if base_of(key.field) == COVERS else None
    return words.WITH_ARGUMENT.format(word=label, argument=item.title) if item is not None else label
