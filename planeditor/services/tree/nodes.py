"""What the changes of the plan's tree share: finding the node meant, the mode they need, writing them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.ordering import respaced
from planeditor.domain.plan import ORDER, Key, Node, NodeKind, Plan
from planeditor.messages import structure as say
from planeditor.services.editing.permissions import Mode
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def node_of(plan: Plan, node: str, *kinds: NodeKind) -> Node:
    """The node of that id. Raises KnownError where there is none, or none of these kinds."""
    found = plan.node(node)
    if found is None or (kinds and found.kind not in kinds):
        raise KnownError(say.NODE_GONE)
    return found


def require_revision(vocabulary: Vocabulary, mode: Mode) -> str:
    """The source of a change made in 改定 mode. Raises KnownError in any other mode."""
    word = vocabulary.word("revision")
    if mode is not Mode.REVISION:
        area, measure = vocabulary.word("area"), vocabulary.word("measure")
        raise KnownError(say.NEEDS_REVISION.format(area=area, measure=measure, revision=word))
    return word


def moved(plan: Plan, node: Node, among: Sequence[Node], step: int) -> dict[Key, str | None]:
    """The orders that put a node one place further (-1: back) among these siblings, at the end {}; whatever else stands under
    their parent stays where it is."""
    order = [n.id for n in among]
    at = order.index(node.id)
    to = min(max(at + step, 0), len(order) - 1)
    if to == at:
        return {}
    wanted = [n for n in plan.children(node.parent) if n.id != node.id]
    place = next(n for n, other in enumerate(wanted) if other.id == order[to])
    wanted.insert(place + (to > at), node)
    return {Key(n.id, ORDER): str(o) for n, o in zip(wanted, respaced([n.order for n in wanted]), strict=True)}


def write(document: Document, name: str, texts: Mapping[Key, str | None], who: str, source: str) -> ChangeReport:
    """One named operation that sets these entries; None or "" removes one."""
    with document.edit(name, who=who, source=source) as edit:
        for key, text in texts.items():
            edit.set(key, text)
    return edit.report
