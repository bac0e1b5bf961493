"""Entries that no plan can hold: a plan file that others made may have any, and nothing that reads a plan is to stumble over one."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import get_args

from planeditor.domain.blocks import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TABLE_HEAD, TABLE_SIZE, TABLE_WIDTHS
from planeditor.domain.days import iso_day
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, FORMS_VERSION, KIND, ORDER, PARENT, PERIODS, PLAN_ID, Key, NodeKind
from planeditor.domain.reserved import base_of, subject_of

LAST_YEAR, MOST_YEARS = 9000, 400
DEEPEST = 200
"""How many nodes may stand in each other."""
_LONGEST = 200
_LARGEST = 10**12
_KINDS = frozenset(get_args(NodeKind))


@lru_cache(maxsize=4096)
def is_period_key(key: str) -> bool:
    """Whether a text is the key of a period, as the program writes it."""
    try:
        period = Period.from_key(key) if len(key) <= _LONGEST else None
    except ValueError:
        return False
    return (
        period is not None and (period.key == key or ":" not in key) and not any(c.isspace() for c in key)
        and 0 < period.first <= period.last <= LAST_YEAR and period.last - period.first < MOST_YEARS
    )


def senseless(by_node: Mapping[str, Mapping[Key, str]]) -> list[Key]:
    """The keys of entries that no plan can hold, of all the entries of a plan by node."""
    return [*_senseless_texts(by_node), *_hanging(by_node)]


def without_senseless(entries: dict[Key, str]) -> dict[Key, str]:
    """The entries but for those."""
    by_node: dict[str, dict[Key, str]] = {}
    for key, text in entries.items():
        by_node.setdefault(key.node, {})[key] = text
    lost = set(senseless(by_node))
    return {key: text for key, text in entries.items() if key not in lost} if lost else entries


def _senseless_texts(by_node: Mapping[str, Mapping[Key, str]]) -> Iterator[Key]:
    checks = _CHECKS
    for own in by_node.values():
        for key, text in own.items():
            field = key.field
            if key.period and not is_period_key(key.period):
                yield key
            elif field[:1] in ("@", "c"):
                check = checks.get(base_of(field))
                if check is not None and not check(key, text):
                    yield key


def _hanging(by_node: Mapping[str, Mapping[Key, str]]) -> Iterator[Key]:
    """What makes a node stand below itself, or far too deep."""
    parents = {node: own.get(Key(node, PARENT), "") for node, own in by_node.items() if Key(node, KIND) in own}
    if parents.pop(PLAN_ID, ""):
        yield Key(PLAN_ID, PARENT)
    depths: dict[str, int] = {}
    for start in parents:
        path: dict[str, None] = {}
        node = start
        while node in parents and node not in depths and node not in path:
            path[node] = None
            node = parents[node]
        depth = depths.get(node, 0)
        for below in reversed(path):
            depth += 1
            if below == node or depth > DEEPEST:  # the last one of a ring, or too far down: all below begins anew
                yield Key(below, PARENT)
                depth = 0
            depths[below] = depth


def _is_whole(text: str, most: int = _LARGEST) -> bool:
    return text.isdecimal() and len(text) <= len(str(most)) and int(text) <= most


def _kind(key: Key, text: str) -> bool:
    return text in _KINDS and (text == "plan") == (key.node == PLAN_ID)


def _order(_: Key, text: str) -> bool:
    return _is_whole(text.removeprefix("-"))


def _day(_: Key, text: str) -> bool:
    return iso_day(text) is not None


def _periods(key: Key, text: str) -> bool:
    series = subject_of(key.field)
    return all(is_period_key(p) and (not series or Period.from_key(p).series in (series, "")) for p in text.split())


def _cell(key: Key, _: str) -> bool:
    pieces = key.field.split(":")
    if len(pieces) != 3:  # another field of that name
        return True
    return all(_is_whole(p, most) or not p.isdecimal() for p, most in zip(pieces[1:], (MOST_ROWS, MOST_COLUMNS), strict=True))


def _size(key: Key, text: str) -> bool:
    numbers = [int(word) for word in text.split()[:2] if word.isdecimal()] if _SIZES(key, text) else [MOST_CELLS, 2]
    return math.prod(numbers) <= MOST_CELLS


def _each_whole(most: Iterable[int]) -> Callable[[Key, str], bool]:
    largest = list(most)

    def sound(_: Key, text: str) -> bool:
        words = text.split()
        limits = largest if len(largest) > 1 else largest * len(words)
        return all(_is_whole(word, limit) or not word.isdecimal() for word, limit in zip(words, limits, strict=False))

    return sound


_SIZES = _each_whole((MOST_ROWS, MOST_COLUMNS))
_CHECKS: Mapping[str, Callable[[Key, str], bool]] = {
    KIND: _kind, ORDER: _order, PERIODS: _periods, CURRENT: _periods, CLOSED: _day, "cell": _cell,
    TABLE_SIZE: _size, TABLE_WIDTHS: _each_whole((10**6,)), TABLE_HEAD: _each_whole((MOST_ROWS,)),
    FORMS_VERSION: _each_whole((10**6,)),
}
