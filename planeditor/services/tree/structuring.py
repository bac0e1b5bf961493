"""Changes of the plan's tree: areas and measures added, named, numbered, moved, deleted. Each is one named operation.

Every function takes the ids of nodes and returns what changed; where the plan is so already, ``report.group`` is None.
All raise KnownError outside 改定 mode, for a node that is not there, and in a file that cannot be written.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.ordering import respaced
from planeditor.domain.plan import (
    DEPARTMENTS,
    KIND,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    Key,
    Node,
    NodeKind,
    Plan,
)
from planeditor.domain.text import number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import structure as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.years import is_closed
from planeditor.services.tree.ending import merge_into as merge_into
from planeditor.services.tree.ending import set_state as set_state
from planeditor.services.tree.ending import unmerge as unmerge
from planeditor.services.tree.nodes import node_of, require_revision, write
from planeditor.services.tree.numbers import next_area_number as next_area_number
from planeditor.services.tree.numbers import next_number as next_number
from planeditor.services.tree.numbers import renumbered
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def add_area(
    document: Document, forms: FormSet, parent: str, number: str = "", name: str = "", *, mode: Mode, who: str
) -> ChangeReport:
    """A new area at the end of the plan or of an area; without a number it gets the next one, as its siblings have them.

    Raises KnownError where a sibling has that number.
    """
    plan = document.plan()
    number = _line(number) or next_area_number(plan, parent)
    return _add(document, forms, "area", parent, {NUMBER: number, NAME: _line(name)}, mode=mode, who=who)


def add_measure(
    document: Document, forms: FormSet, area: str, number: str = "", name: str = "", departments: str = "",
    *, mode: Mode, who: str,
) -> ChangeReport:  # fmt: skip
    """A new measure at the end of an area or right under the plan; without a number it gets the next free one.

    Raises KnownError where a measure of the plan has that number.
    """
    plan = document.plan()
    fields = {NUMBER: _line(number) or next_number(plan, area), NAME: _line(name), DEPARTMENTS: clean_text(departments).strip()}
    return _add(document, forms, "measure", area, fields, mode=mode, who=who)


def added(report: ChangeReport) -> list[str]:
    """The ids of the nodes that came into being by a change: what a view selects next."""
    return [c.key.node for c in report.changes if c.key.field == KIND and c.old is None]


def rename(document: Document, forms: FormSet, node: str, name: str, *, mode: Mode, who: str) -> ChangeReport:
    """Name an area, a measure or the plan anew. Raises KnownError for an empty name."""
    source = require_revision(forms.vocabulary, mode)
    found = node_of(document.plan(), node)
    name = _line(name)
    if not name:
        raise KnownError(say.NAME_EMPTY)
    group = say.GROUP_RENAME_PLAN if node == PLAN_ID else say.GROUP_RENAME.format(title=found.title)
    return write(document, group, {Key(node, NAME): name}, who, source)


def renumber(document: Document, forms: FormSet, node: str, number: str, *, mode: Mode, who: str) -> ChangeReport:
    """Give a measure or area another number. Raises KnownError for one that is taken, and for a measure without any."""
    source = require_revision(forms.vocabulary, mode)
    plan = document.plan()
    found = node_of(plan, node, "area", "measure")
    number = _line(number)
    if not number and found.kind == "measure":
        raise KnownError(say.NUMBER_EMPTY)
    _require_free(plan, found.kind, found.parent, number, node)
    group = say.GROUP_RENUMBER.format(old=found.number or found.name, new=number)
    return write(document, group, {Key(node, NUMBER): number or None}, who, source)


def renumber_area(document: Document, forms: FormSet, area: str, *, mode: Mode, who: str) -> ChangeReport:
    """Number all measures of an area anew in their order, in the style they have.

    Raises KnownError where there are none, and where a number is taken by a measure elsewhere.
    """
    source = require_revision(forms.vocabulary, mode)
    plan, word = document.plan(), forms.vocabulary.word("measure")
    found = node_of(plan, area, "area", "plan")
    numbers = renumbered(plan, area)
    if not numbers:
        raise KnownError(say.NO_MEASURES.format(title=found.title, word=word))
    elsewhere = {number_key(m.number): m for m in plan.measures if m.id not in numbers}
    for number in numbers.values():
        other = elsewhere.get(number_key(number))
        if other is not None:
            raise KnownError(say.NUMBER_TAKEN.format(number=number, title=other.title))
    group = say.GROUP_RENUMBER_AREA.format(title=found.title, word=word)
    return write(document, group, {Key(node, NUMBER): number for node, number in numbers.items()}, who, source)


def delete(document: Document, forms: FormSet, nodes: Sequence[str], *, mode: Mode, who: str) -> ChangeReport:
    """Take areas and measures out of the plan with everything below them and every entry.

    Raises KnownError where an entry of them stands in a closed period, and where a measure that stays is merged into one.
    """
    source = require_revision(forms.vocabulary, mode)
    plan = document.plan()
    tops = _topmost(plan, nodes)
    going = {n.id: n for top in tops for n in (top, *plan.walk(top.id))}
    for measure in plan.measures:
        target = going.get(plan.text(measure.id, MERGED_INTO))
        if target is not None and measure.id not in going:
            raise KnownError(say.DELETE_TARGET.format(title=target.title, other=measure.title))
    keys = [key for node in going for key in plan.of_node(node)]
    closed = next((k for k in keys if is_closed(plan, k.period)), None)
    if closed is not None:
        period = forms.vocabulary.label_of_period(plan, closed.period)
        raise KnownError(say.DELETE_CLOSED.format(title=going[closed.node].title, period=period))
    group = _group_name(say.GROUP_DELETE, say.GROUP_DELETE_SEVERAL, tops)
    return write(document, group, dict.fromkeys(keys), who, source)


def move(
    document: Document, forms: FormSet, nodes: Sequence[str], parent: str, before: str | None = None, *, mode: Mode, who: str
) -> ChangeReport:
    """Move areas and measures under the plan or an area, before one of its children or to the end, in their present order.

    Raises KnownError for a move into one of them, under a measure, and before what does not stand there.
    """
    source = require_revision(forms.vocabulary, mode)
    plan = document.plan()
    tops = _topmost(plan, nodes)
    _require_place(plan, forms.vocabulary, parent, tops)
    there = plan.children(parent)
    places = [n.id for n in there]
    if before is not None and before not in places:
        raise KnownError(say.NOT_BEFORE)
    at = len(places) if before is None else places.index(before)
    moved = {n.id for n in tops}
    wanted = [n for n in there[:at] if n.id not in moved] + tops + [n for n in there[at:] if n.id not in moved]
    texts: dict[Key, str | None] = {Key(n.id, PARENT): parent for n in tops}
    for node, order in zip(wanted, respaced([n.order for n in wanted]), strict=True):
        texts[Key(node.id, ORDER)] = str(order)
    return write(document, _group_name(say.GROUP_MOVE, say.GROUP_MOVE_SEVERAL, tops), texts, who, source)


def move_up(document: Document, forms: FormSet, node: str, *, mode: Mode, who: str) -> ChangeReport:
    """Move an area or measure before the one above it under the same parent; the first one stays."""
    return _move_by(document, forms, node, -1, mode=mode, who=who)


def move_down(document: Document, forms: FormSet, node: str, *, mode: Mode, who: str) -> ChangeReport:
    """Move an area or measure behind the one below it under the same parent; the last one stays."""
    return _move_by(document, forms, node, 1, mode=mode, who=who)


def _move_by(document: Document, forms: FormSet, node: str, step: int, *, mode: Mode, who: str) -> ChangeReport:
    require_revision(forms.vocabulary, mode)
    plan = document.plan()
    found = node_of(plan, node, "area", "measure")
    shown = [n.id for n in plan.children(found.parent) if n.kind in ("area", "measure")]
    to = min(max(shown.index(node) + step, 0), len(shown) - 1)
    shown.remove(node)
    before = shown[to] if to < len(shown) else None
    return move(document, forms, [node], found.parent, before, mode=mode, who=who)


def _add(
    document: Document, forms: FormSet, kind: NodeKind, parent: str, fields: dict[str, str], *, mode: Mode, who: str
) -> ChangeReport:
    source = require_revision(forms.vocabulary, mode)
    plan, words = document.plan(), forms.vocabulary
    _require_place(plan, words, parent, ())
    number, name = fields.pop(NUMBER), fields.pop(NAME)
    _require_free(plan, kind, parent, number)
    builder = PlanBuilder(plan)
    builder.add(kind, parent, fields, number, name)
    word = words.word("measure") if kind == "measure" else words.word("area")
    return write(document, say.GROUP_ADD.format(word=word, title=f"{number} {name}".strip()), builder.entries, who, source)


def _require_place(plan: Plan, words: Vocabulary, parent: str, moved: Iterable[Node]) -> None:
    """Raise KnownError where these nodes cannot stand under that parent."""
    place = node_of(plan, parent)
    if place.kind not in ("plan", "area"):
        raise KnownError(say.NOT_A_PLACE.format(title=place.title, word=words.word("area")))
    for node in moved:
        if parent == node.id or any(below.id == parent for below in plan.walk(node.id)):
            raise KnownError(say.INTO_ITSELF.format(title=node.title))


def _require_free(plan: Plan, kind: NodeKind, parent: str, number: str, node: str = "") -> None:
    """Raise KnownError for a measure's number that stands anywhere in the plan, and for an area's beside it."""
    others = plan.measures if kind == "measure" else plan.children(parent, "area")
    for other in others:
        if number and other.id != node and number_key(other.number) == number_key(number):
            raise KnownError(say.NUMBER_TAKEN.format(number=number, title=other.title))


def _topmost(plan: Plan, nodes: Sequence[str]) -> list[Node]:
    """The areas and measures meant, in the plan's order, without those that stand below another of them."""
    wanted = {node_of(plan, n, "area", "measure").id for n in nodes}
    if not wanted:
        raise KnownError(say.NOTHING_CHOSEN)
    tops: list[Node] = []
    below: set[str] = set()
    for node in plan.walk():
        if node.parent in below or node.parent in wanted:
            below.add(node.id)
        elif node.id in wanted:
            tops.append(node)
    return tops


def _group_name(one: str, several: str, nodes: Sequence[Node]) -> str:
    return (one if len(nodes) == 1 else several).format(title=nodes[0].title, count=len(nodes))


def _line(text: str) -> str:
    return clean_text(text).strip()
