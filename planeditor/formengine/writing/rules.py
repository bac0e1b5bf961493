"""The rules of a page as lines: the edges that cells share drawn once, edges in a row as one line."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from planeditor.formengine.pages import Box, RuleStyle

_WEIGHT: dict[RuleStyle, int] = {"hair": 1, "dotted": 2, "dashed": 3, "thin": 4, "medium": 5, "double": 6, "thick": 7}
_CLOSE = 0.1
"""Edges so near to each other (points) are the same edge: positions are sums of widths."""

_Edges = dict[float, list[tuple[float, float, RuleStyle]]]


class RuleLine(NamedTuple):
    """One straight line, in points from the top left corner of the page; from left to right or from top to bottom."""

    style: RuleStyle
    x0: float
    y0: float
    x1: float
    y1: float


def rule_lines(boxes: Iterable[Box]) -> list[RuleLine]:
    """The lines to draw for the rules of these boxes. Where two styles meet on one edge the heavier one is drawn."""
    across: _Edges = defaultdict(list)
    down: _Edges = defaultdict(list)
    for box in boxes:
        left, top, right, bottom = box.style.rules
        x, y = box.x, box.y
        end, foot = x + box.width, y + box.height
        if top:
            across[y].append((x, end, top))
        if bottom:
            across[foot].append((x, end, bottom))
        if left:
            down[x].append((y, foot, left))
        if right:
            down[end].append((y, foot, right))
    lines = [RuleLine(style, a, y, b, y) for y, style, a, b in _lines(across)]
    return lines + [RuleLine(style, x, a, x, b) for x, style, a, b in _lines(down)]


def _lines(edges: _Edges) -> list[tuple[float, RuleStyle, float, float]]:
    found: list[tuple[float, RuleStyle, float, float]] = []
    place: float | None = None
    together: list[tuple[float, float, RuleStyle]] = []
    for position in sorted(edges):
        if place is None or position - place > _CLOSE:
            if place is not None:
                found += [(place, *piece) for piece in _pieces(together)]
            place, together = position, edges[position]
        else:
            together = together + edges[position]
    if place is not None:
        found += [(place, *piece) for piece in _pieces(together)]
    return found


def _pieces(edges: list[tuple[float, float, RuleStyle]]) -> list[tuple[RuleStyle, float, float]]:
    """The edges on one line, joined; a lighter one only where no heavier one is."""
    spans: dict[RuleStyle, list[tuple[float, float]]] = {}
    for a, b, style in edges:
        spans.setdefault(style, []).append((a, b))
    if len(spans) == 1:
        return [(style, a, b) for style, only in spans.items() for a, b in _joined(only)]
    pieces: list[tuple[RuleStyle, float, float]] = []
    covered: list[tuple[float, float]] = []
    for style in sorted(spans, key=_WEIGHT.__getitem__, reverse=True):
        own = _joined(spans[style])
        pieces += [(style, a, b) for span in own for a, b in _outside(span, covered)]
        covered = _joined(covered + own)
    return pieces


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    spans = sorted(spans)
    joined: list[tuple[float, float]] = []
    first, last = spans[0]
    for a, b in spans:
        if a > last + _CLOSE:
            joined.append((first, last))
            first, last = a, b
        elif b > last:
            last = b
    joined.append((first, last))
    return joined


def _outside(span: tuple[float, float], covered: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The parts of a span that lie outside the sorted spans ``covered``."""
    start, end = span
    parts = []
    for a, b in covered:
        if b <= start or a >= end:
            continue
        if a > start + _CLOSE:
            parts.append((start, a))
        start = max(start, b)
    if end > start + _CLOSE:
        parts.append((start, end))
    return parts
