"""Chapters and running text: added, moved, deleted, made of another type. Each is one named operation.

Every function raises KnownError outside 改定 mode, for what is not there, and in a file that cannot be written.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.blocks import CHAPTER, FLOW, TABLE_SIZE, TEXT, blocks, cell_field, holder
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.numbering import parse_number
from planeditor.domain.ordering import respaced
from planeditor.domain.plan import BLOCK_TYPE, NUMBER, ORDER, PLAN_ID, Key, Node, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import writing as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.editing.naming import type_word
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.nodes import moved, write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

TABLE, PARAGRAPH = "table", "paragraph"
Written = tuple[str, str]
"""Type and text of a piece of running text that is to be made."""
_NEW_TABLE = (2, 3)
"""Rows and columns of a table to begin with."""


def require_writing(vocabulary: Vocabulary, mode: Mode) -> str:
    """The source of a change of running text. Raises KnownError outside 改定 mode."""
    word = vocabulary.word("revision")
    if mode is not Mode.REVISION:
        raise KnownError(say.NEEDS_REVISION.format(revision=word))
    return word


def chapters(plan: Plan) -> list[Node]:
    """The chapters of a plan, in order."""
    return blocks(plan, PLAN_ID, CHAPTER)


def next_chapter_number(plan: Plan) -> str:
    """What the next chapter is called: after 第1章 comes 第2章; "" where the chapters have no numbers."""
    own = chapters(plan)
    if not own:
        return say.FIRST_CHAPTER
    parsed = parse_number(own[-1].number)
    return parsed[0].print(parsed[1] + 1) if parsed else ""


def may_hold_text(plan: Plan, node: Node | None) -> bool:
    """Whether running text may stand under a node."""
    return node is not None and holder(plan, node) in ("plan", "area", "measure", CHAPTER)


def add_chapter(document: Document, forms: FormSet, number: str = "", name: str = "", *, mode: Mode, who: str) -> ChangeReport:
    """A new chapter behind the others; without a number and a name it gets the next number."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    number, name = clean_text(number).strip(), clean_text(name).strip()
    if not number and not name:
        number = next_chapter_number(plan)
    builder = PlanBuilder(plan)
    builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, number, name)
    title = f"{number} {name}".strip() or say.CHAPTER
    return write(document, say.GROUP_CHAPTER.format(title=title), builder.entries, who, source)


def renumber_chapter(document: Document, forms: FormSet, chapter: str, number: str, *, mode: Mode, who: str) -> ChangeReport:
    """Give a chapter another number, or none."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    node = _block(plan, chapter, CHAPTER)
    group = say.GROUP_NUMBER.format(title=node.title or say.CHAPTER)
    return write(document, group, {Key(chapter, NUMBER): clean_text(number).strip() or None}, who, source)


def add_text(
    document: Document, forms: FormSet, owner: str, pieces: Sequence[Written] = ((PARAGRAPH, ""),), after: str | None = None,
    *, mode: Mode, who: str,
) -> ChangeReport:  # fmt: skip
    """New running text under the plan, a chapter, an area or a measure: behind one of its paragraphs, else at the end.

    Raises KnownError for an owner that holds no text, and for a type there is none of.
    """
    source = require_writing(forms.vocabulary, mode)
    texts = _made(document.plan(), forms.vocabulary, owner, pieces, after)
    name = say.GROUP_ADD.format(type=say.TYPES[pieces[0][0]])
    if len(pieces) != 1:
        name = say.GROUP_ADD_SEVERAL.format(count=len(pieces))
    return write(document, name, texts, who, source)


def add_table(
    document: Document, forms: FormSet, owner: str, rows: Sequence[Sequence[str]], after: str | None = None, *, mode: Mode, who: str
) -> ChangeReport:
    """A table that holds these texts, behind a paragraph or at the end. Raises KnownError for an owner that holds no text."""
    source = require_writing(forms.vocabulary, mode)
    fields = table_fields([[clean_text(text) for text in row] for row in rows])
    texts = _placed(document.plan(), forms.vocabulary, owner, [{BLOCK_TYPE: TABLE, **fields}], after)
    return write(document, say.GROUP_ADD.format(type=say.TYPES[TABLE]), texts, who, source)


def paste(
    document: Document, forms: FormSet, block: str, paragraphs: Sequence[str], *, mode: Mode, who: str
) -> ChangeReport:
    """Several paragraphs in the place of one: the first is its text now, the others follow it as paragraphs of the same
    type (behind a heading as plain ones)."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    node = _block(plan, block, *(t for t in FLOW if t != TABLE))
    kind = plan.text(block, BLOCK_TYPE)
    rest = [(kind if kind in (PARAGRAPH, "bullet") else PARAGRAPH, text) for text in paragraphs[1:]]
    texts: dict[Key, str | None] = {Key(block, TEXT): clean_text(paragraphs[0]) if paragraphs else None}
    if rest:
        texts |= _made(plan, forms.vocabulary, node.parent, rest, block)
    return write(document, say.GROUP_PASTE.format(count=len(paragraphs)), texts, who, source)


def change_type(document: Document, forms: FormSet, nodes: Sequence[str], kind: str, *, mode: Mode, who: str) -> ChangeReport:
    """Make other running text of it: a heading of a paragraph, an empty table of an empty paragraph.

    Raises KnownError for a table that is to become something else and for a text that is to become a table.
    """
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    if kind not in FLOW:
        raise KnownError(say.UNKNOWN_TYPE.format(known="、".join(say.TYPES.values())))
    texts: dict[Key, str | None] = {}
    for node in nodes:
        now = plan.text(_block(plan, node, *FLOW).id, BLOCK_TYPE)
        if now == kind:
            continue
        if now == TABLE:
            raise KnownError(say.TABLE_TYPE)
        if kind == TABLE and plan.text(node, TEXT):
            raise KnownError(say.INTO_TABLE)
        texts[Key(node, BLOCK_TYPE)] = kind
        if kind == TABLE:
            texts |= {Key(node, field): text for field, text in table_fields(()).items()}
    return write(document, say.GROUP_TYPE.format(type=say.TYPES[kind]), texts, who, source)


def move_up(document: Document, forms: FormSet, node: str, *, mode: Mode, who: str) -> ChangeReport:
    """Move a chapter or running text before the one above it; the first one stays."""
    return _move_by(document, forms, node, -1, mode=mode, who=who)


def move_down(document: Document, forms: FormSet, node: str, *, mode: Mode, who: str) -> ChangeReport:
    """Move a chapter or running text behind the one below it; the last one stays."""
    return _move_by(document, forms, node, 1, mode=mode, who=who)


def delete(document: Document, forms: FormSet, nodes: Sequence[str], *, mode: Mode, who: str) -> ChangeReport:
    """Take chapters (with their text) and running text out of the plan."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    going = [_block(plan, node, CHAPTER, *FLOW) for node in dict.fromkeys(nodes)]
    if not going:
        raise KnownError(say.NOT_TEXT)
    ids = {below.id for node in going for below in (node, *plan.walk(node.id))}
    texts = dict.fromkeys(key for node in sorted(ids) for key in plan.of_node(node))
    if len(going) > 1:
        name = say.GROUP_DELETE_SEVERAL.format(count=len(going))
    elif plan.text(going[0].id, BLOCK_TYPE) == CHAPTER:
        name = say.GROUP_DELETE_CHAPTER.format(title=going[0].title or say.CHAPTER)
    else:
        name = say.GROUP_DELETE.format(type=type_word(plan, going[0]))
    return write(document, name, texts, who, source)


def siblings(plan: Plan, node: str) -> list[Node]:
    """The chapters, or the running text of one owner, that a block stands among."""
    found = plan.node(node)
    if found is None:
        return []
    same = (CHAPTER,) if plan.text(node, BLOCK_TYPE) == CHAPTER else FLOW
    return blocks(plan, found.parent, *same)


def table_fields(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The entries of a table that holds these texts; of one to begin with where there are none."""
    across = max(map(len, rows), default=0)
    size = (len(rows), across) if across else _NEW_TABLE
    cells = {cell_field(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    return {TABLE_SIZE: f"{size[0]} {size[1]}"} | cells


def block_of(plan: Plan, node: str, *types: str) -> Node:
    """The block of that id. Raises KnownError where there is none, or none of these types."""
    return _block(plan, node, *types)


def _block(plan: Plan, node: str, *types: str) -> Node:
    found = plan.node(node)
    if found is None:
        raise KnownError(say.GONE)
    if plan.text(node, BLOCK_TYPE) not in types:
        raise KnownError(say.NOT_TABLE if types == (TABLE,) else say.NOT_TEXT)
    return found


def _made(
    plan: Plan, vocabulary: Vocabulary, owner: str, pieces: Sequence[Written], after: str | None
) -> dict[Key, str | None]:
    """The entries of new running text, and of the order it brings about."""
    if any(kind not in FLOW for kind, _ in pieces):
        raise KnownError(say.UNKNOWN_TYPE.format(known="、".join(say.TYPES.values())))
    fields = [{BLOCK_TYPE: kind, **(table_fields(()) if kind == TABLE else {TEXT: clean_text(text)})} for kind, text in pieces]
    return _placed(plan, vocabulary, owner, fields, after)


def _placed(
    plan: Plan, vocabulary: Vocabulary, owner: str, new: Sequence[Mapping[str, str]], after: str | None
) -> dict[Key, str | None]:
    above = plan.node(owner)
    if above is None or not may_hold_text(plan, above):
        raise KnownError(say.NO_OWNER.format(area=vocabulary.word("area"), measure=vocabulary.word("measure")))
    builder = PlanBuilder(plan)
    made = [builder.add("block", owner, fields) for fields in new]
    texts: dict[Key, str | None] = dict(builder.entries)
    there = plan.children(owner)
    flow = blocks(plan, owner, *FLOW)
    last = after or (flow[-1].id if flow else "")
    at = next((n + 1 for n, node in enumerate(there) if node.id == last), 0)
    orders = [n.order for n in there]
    wanted = [n.id for n in there[:at]] + made + [n.id for n in there[at:]]
    numbers = orders[:at] + [orders[at - 1] if at else orders[0] - len(made) if orders else 0] * len(made) + orders[at:]
    for node, order in zip(wanted, respaced(numbers), strict=True):
        texts[Key(node, ORDER)] = str(order)
    return texts


def _move_by(document: Document, forms: FormSet, node: str, step: int, *, mode: Mode, who: str) -> ChangeReport:
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    found = _block(plan, node, CHAPTER, *FLOW)
    chapter = plan.text(node, BLOCK_TYPE) == CHAPTER
    name = (say.GROUP_MOVE_CHAPTER if chapter else say.GROUP_MOVE).format(title=found.title or say.CHAPTER, type=type_word(plan, found))
    return write(document, name, moved(plan, found, siblings(plan, node), step), who, source)
