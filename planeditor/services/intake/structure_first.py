"""What a decision about the plan's tree brings with it: a text needs its node, a node the one above, and no node may hang
in the air or stand below itself afterwards."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import KIND, MERGED_INTO, NAME, NUMBER, ORDER, PARENT, PLAN_ID, STATE, Change, Key, Node, Plan
from planeditor.domain.text import number_key
from planeditor.messages import merging as say
from planeditor.messages import services as say_services
from planeditor.messages import structure as say_structure
from planeditor.services.editing.years import is_closed
from planeditor.services.intake.standing import Standing

_TOGETHER = ((PARENT, ORDER), (STATE, MERGED_INTO))
"""Fields of one node of which one says nothing without the other."""
_SHAPE = (KIND, PARENT, ORDER, NUMBER, NAME)


def structure_first(plan: Plan, chosen: Sequence[Standing], waiting: Iterable[Standing]) -> list[Standing]:
    """What is accepted where ``chosen`` is: with what of all that waits it cannot do without.

    A text brings the node it belongs to and the nodes above it, a move its order, a merged measure the one it goes into; a
    node that is deleted takes those with it that are to be deleted below it. Anything else comes back as it was given.
    """
    waits = {(s.node, s.proposal.field, s.proposal.period): s for s in waiting}
    found = {s.proposal.id: s for s in chosen}
    todo = list(chosen)
    while todo:
        for key in _needed(plan, todo.pop()):
            other = waits.get(key)
            if other is not None and other.proposal.id not in found and other.proposal.about != "number_taken":
                found[other.proposal.id] = other
                todo.append(other)
    return list(found.values())


def _needed(plan: Plan, item: Standing) -> Iterable[tuple[str, str, str]]:
    node, field = item.node or "", item.proposal.field
    if not node:
        return
    yield from ((node, f, "") for pair in _TOGETHER if field in pair for f in pair)
    if field == KIND and not item.submitted:
        yield from ((below.id, KIND, "") for below in plan.walk(node))
    elif plan.node(node) is None:
        yield from ((node, f, "") for f in _SHAPE)
    if field in (PARENT, MERGED_INTO) and item.submitted and plan.node(item.submitted) is None:
        yield item.submitted, KIND, ""


def declined_with(chosen: Sequence[Standing], waiting: Sequence[Standing]) -> list[Standing]:
    """What is declined where ``chosen`` is: without a node that does not come, nothing of it and nothing below it can, and
    without a move not its order."""
    above = {s.node: s.submitted for s in waiting if s.proposal.field == PARENT}
    gone = {s.node for s in chosen if s.proposal.field == KIND and s.submitted}
    found = {s.proposal.id: s for s in chosen}
    stay = {s.node for s in chosen if s.proposal.field == PARENT}
    found |= {s.proposal.id: s for s in waiting if s.proposal.field == ORDER and s.node in stay}
    for item in waiting:
        place, seen = item.node, set[str | None]()
        while gone and place and place not in gone and place not in seen:
            seen.add(place)
            place = above.get(place)
        if place in gone:
            found.setdefault(item.proposal.id, item)
    return list(found.values())


def whole(plan: Plan, vocabulary: Vocabulary, items: Iterable[Standing], texts: Mapping[Key, str]) -> dict[Key, str]:
    """The texts of accepted proposals ("" = no entry) with all that goes where a node is deleted.

    Raises KnownError where something stays below a deleted node or stands there in a closed period, where a text has no
    node, a node no place or one below itself, and where a measure would get a number that another one has.
    """
    going = {s.node for s in items if s.proposal.field == KIND and not s.submitted and s.node}
    after = dict(texts)
    for node in going:
        after |= dict.fromkeys(_deleted(plan, vocabulary, node, going), "")
    after |= {key: "" for key in after if key.node in going}
    _require_tree(plan, vocabulary, after)
    return after


def _deleted(plan: Plan, vocabulary: Vocabulary, number: str, going: set[str]) -> list[Key]:
    node = plan.node(number)
    if node is None:
        return []
    staying = next((n for n in plan.children(number) if n.id not in going), None)
    if staying is not None:
        raise KnownError(say.STAYS_BELOW.format(title=node.title, below=staying.title))
    into = next((n for n in plan.measures if n.id not in going and plan.text(n.id, MERGED_INTO) == number), None)
    if into is not None:
        raise KnownError(say_structure.DELETE_TARGET.format(title=node.title, other=into.title))
    closed = next((key.period for key in plan.of_node(number) if is_closed(plan, key.period)), None)
    if closed is not None:
        period = vocabulary.label_of_period(plan, closed)
        raise KnownError(say_structure.DELETE_CLOSED.format(title=node.title, period=period))
    return list(plan.of_node(number))


def _require_tree(plan: Plan, vocabulary: Vocabulary, texts: Mapping[Key, str]) -> None:
    shaping = dict.fromkeys(key.node for key in texts if key.field in (KIND, PARENT, NUMBER))
    after = plan
    if shaping:
        after = plan.with_changes(Change(key, plan.entries.get(key), text or None) for key, text in texts.items())
    for key, text in texts.items():
        if text and after.node(key.node) is None:
            raise KnownError(say.NODE_AWAY)
    named: list[Node] = []
    for node in filter(None, map(after.node, shaping)):
        if node.id != PLAN_ID:
            _require_place(after, vocabulary, node)
            was = plan.node(node.id)
            if node.kind == "measure" and node.number and (was is None or was.number != node.number):
                named.append(node)
    if named:
        _require_free(after, named)


def _require_place(plan: Plan, vocabulary: Vocabulary, node: Node) -> None:
    seen = {node.id}
    above = node
    while above.parent != PLAN_ID:
        if above.parent in seen:
            raise KnownError(say.CIRCLE.format(title=node.title))
        parent = plan.node(above.parent)
        if parent is None:
            raise KnownError(say.NO_PLACE.format(title=node.title, area=vocabulary.word("area")))
        seen.add(parent.id)
        above = parent


def _require_free(plan: Plan, named: Iterable[Node]) -> None:
    """Raise KnownError where another measure has the number of one that gets it now: by it sheets find their measure."""
    holders: dict[str, list[Node]] = {}
    for measure in plan.measures:
        holders.setdefault(number_key(measure.number), []).append(measure)
    for node in named:
        other = next((n for n in holders.get(number_key(node.number), ()) if n.id != node.id), None)
        if other is not None:
            raise KnownError(say_services.NUMBER_TAKEN.format(number=node.number, name=other.title))
