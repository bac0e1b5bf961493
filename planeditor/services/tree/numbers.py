"""Which numbers areas and measures get: the next free one, and a whole area numbered anew, in the style that is there."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from planeditor.domain.numbering import Style, parse_number
from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.domain.text import number_key

_FIRST_AREA, _FIRST_INNER_AREA = "①", "(1)"
_PLAIN = Style("", "", "", 1)


def next_number(plan: Plan, area: str) -> str:
    """The next free measure number in an area (or right under the plan): after ①-07 comes ①-08."""
    own = _continued(n.number for n in plan.children(area, "measure"))
    style, last = own or (_style_for(plan, area), 0)
    taken = {number_key(n.number) for n in plan.measures}
    return _first_free(style, last + 1, taken)


def next_area_number(plan: Plan, parent: str) -> str:
    """The next free number for an area under ``parent``: after 第1章 comes 第2章. "" where its siblings have none."""
    siblings = plan.children(parent, "area")
    if not siblings:
        return _first_area_number(plan, parent)
    own = _continued(n.number for n in siblings)
    return _first_free(own[0], own[1] + 1, {number_key(n.number) for n in siblings}) if own else ""


def renumbered(plan: Plan, area: str) -> dict[str, str]:
    """New numbers for all measures of an area in their order: measure id -> number. Numbers used elsewhere are not avoided.

    They begin at 1 where the area's own number stands in them; numbers that run through the plan, at the area's least.
    """
    measures = plan.children(area, "measure")
    node = plan.node(area)
    own = _continued(n.number for n in measures if node and _carried(n.number, node))
    style = own[0] if own else _style_for(plan, area)
    start = 1
    if not own and not style.head:
        found = _continued(n.number for n in measures)
        style = found[0] if found else style
        start = min((value for n in measures if (value := _count(n.number, style)) is not None), default=1)
    return {n.id: style.print(value) for value, n in enumerate(measures, start=start)}


def _continued(numbers: Iterable[str]) -> tuple[Style, int] | None:
    """The most common style of these numbers and the highest count in it."""
    parsed = [found for number in numbers if (found := parse_number(number))]
    if not parsed:
        return None
    common = Counter(_alike(style) for style, _ in parsed).most_common(1)[0][0]
    return max(((s, v) for s, v in parsed if _alike(s) == common), key=lambda found: found[1])


def _alike(style: Style) -> Style:
    return replace(style, head=number_key(style.head), tail=number_key(style.tail), width=0, full_width=False)


def _count(number: str, style: Style) -> int | None:
    parsed = parse_number(number)
    return parsed[1] if parsed and _alike(parsed[0]) == _alike(style) else None


def _carried(number: str, area: Node) -> bool:
    """Whether the area's own number, or its count, stands before the counter of a measure's number."""
    parsed, own = parse_number(number), parse_number(area.number)
    if not parsed or not own:
        return False
    head = parse_number(parsed[0].head)
    return head is not None and head[1] == own[1]


def _style_for(plan: Plan, area: str) -> Style:
    """The style of an area whose measures give none: as in the areas beside it, with this area's own count."""
    node = plan.node(area)
    own = parse_number(node.number) if node else None
    if node is None or own is None:
        return _running(plan) or _PLAIN
    for sibling in plan.children(node.parent, "area"):
        for measure in plan.children(sibling.id, "measure"):
            parsed = parse_number(measure.number)
            head = parse_number(parsed[0].head) if parsed else None
            if parsed and head and sibling.id != area and _carried(measure.number, sibling):
                return replace(parsed[0], head=head[0].print(own[1]))
    return _running(plan) or Style(f"{node.number}-", "", "", 2)


def _running(plan: Plan) -> Style | None:
    """The style of the plan's last measure where its numbers run through the whole plan."""
    parsed = next((found for n in reversed(plan.measures) if (found := parse_number(n.number))), None)
    return parsed[0] if parsed and not parsed[0].head else None


def _first_area_number(plan: Plan, parent: str) -> str:
    if parent == PLAN_ID:
        return _FIRST_AREA
    inner = next((n.number for n in plan.areas if n.parent != PLAN_ID and n.number), _FIRST_INNER_AREA)
    parsed, above = parse_number(inner), plan.node(parent)
    own = parse_number(above.number) if above else None
    if parsed is None:
        return inner
    head = parse_number(parsed[0].head)
    style = replace(parsed[0], head=head[0].print(own[1])) if head and own else parsed[0]
    return style.print(1)


def _first_free(style: Style, start: int, taken: set[str]) -> str:
    return next(number for value in count(start) if number_key(number := style.print(value)) not in taken)
