"""What is looked at and decided as one: a measure that comes is its kind, place, order, number and name; a move its order too."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from planeditor.domain.plan import KIND, NAME, NUMBER, ORDER, PARENT
from planeditor.services.intake.standing import Standing

_SHAPE = frozenset({PARENT, ORDER, NUMBER, NAME})
_Place = tuple[int, str | None, str]
"""Receipt, node and what was decided."""


def brings_node(item: Standing) -> bool:
    """Whether it proposes that a node comes into the plan."""
    return item.proposal.field == KIND and bool(item.submitted)


def led(items: Iterable[Standing]) -> dict[int, int]:
    """Proposal → the proposal of the same file it is decided with. A number that is taken is a decision of its own."""
    found = list(items)
    new = {_place(item): item.proposal.id for item in found if brings_node(item)}
    moved = {_place(item): item.proposal.id for item in found if item.proposal.field == PARENT}
    together = {}
    for item in found:
        lead = new.get(_place(item)) if item.proposal.field in _SHAPE and item.proposal.about != "number_taken" else None
        if lead is None and item.proposal.field == ORDER:
            lead = moved.get(_place(item))
        if lead is not None:
            together[item.proposal.id] = lead
    return together


def leading(items: Iterable[Standing]) -> list[Standing]:
    """Those that are decided for themselves: what people count and look at."""
    found = list(items)
    together = led(found)
    return [item for item in found if item.proposal.id not in together]


def following(items: Iterable[Standing]) -> Mapping[int, list[Standing]]:
    """Proposal → those that are decided with it."""
    found = list(items)
    together, groups = led(found), dict[int, list[Standing]]()
    for item in found:
        if item.proposal.id in together:
            groups.setdefault(together[item.proposal.id], []).append(item)
    return groups


def _place(item: Standing) -> _Place:
    return item.proposal.receipt, item.node, item.proposal.decision
