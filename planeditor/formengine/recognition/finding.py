"""Where on a worksheet the known forms stand: below each other, beside each other, in any order, between other things."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from planeditor.formengine.recognition.blocks import Block, Sheet, match_labels
from planeditor.formengine.recognition.patterns import FormPattern, RowPattern

ENOUGH = 0.7
"""Share of a form's labels that must be there for a part of a sheet to be taken for it."""
MOST_LOOKS = 1_000_000
"""So often labels are looked at beside each other, about a second; a sheet of nothing but labels is no row of forms."""
KnownForm = tuple[str, FormPattern]
"""A form that may be meant, with the id of its form set."""
Hit = tuple[int, RowPattern, dict[int, int]]
"""A row of the sheet, the drawn row it is, and where its labels stand."""


def strips(sheet: Sheet, forms: list[KnownForm]) -> list[Sheet]:
    """The sheet, or its parts beside each other where the first labels of a form come again further right."""
    cuts: set[int] = set()
    for _, pattern in forms:
        keys = pattern.left_keys
        by_column: dict[int, list[tuple[int, int]]] = {}
        for row in sheet.order:
            for column, key in sheet.keys[row]:
                if key in keys:
                    by_column.setdefault(column, []).append((row, keys[key]))
        if 1 < len(by_column) < MOST_LOOKS / sum(map(len, by_column.values())):
            cuts |= {
                column for column, hits in by_column.items()
                if any(_beside(hits, by_column[left], len(keys)) for left in by_column if left < column)
            }
    return list(sheet.cut(cuts)) if cuts else [sheet]


def _beside(hits: list[tuple[int, int]], left: list[tuple[int, int]], labels: int) -> bool:
    """Whether labels stand beside a form further left: at the height of its rows, not between it and the next below.

    A few may be texts that were typed into it; a form has about as many as the one beside it.
    """
    inside: set[int] = set()
    rows = [row for row, _ in left]
    for row, own in hits:
        place = bisect_left(rows, row)
        if place < len(rows) and (rows[place] == row or (place and left[place - 1][1] < left[place][1])):
            inside.add(own)
    return len(inside) >= min(2, labels) and len(inside) * 2 >= len({drawn for _, drawn in left})


def find_blocks(sheet: Sheet, forms: list[KnownForm]) -> list[Block]:
    """The forms on a sheet, from the top. Of two for the same rows the one with more labels and fewer missing is meant."""
    found = [b for form_set, pattern in forms for b in _blocks(sheet, form_set, pattern)]
    found = [b for b in found if b.matched and b.matched >= ENOUGH * b.pattern.label_count]
    found.sort(key=lambda b: (-b.score, -b.matched))
    chosen: list[Block] = []
    for block in found:
        if not any(block.first <= other.last and other.first <= block.last for other in chosen):
            chosen.append(block)
    chosen.sort(key=lambda b: b.first)
    for block, following in pairwise(chosen):
        block.last = following.first - 1
    if chosen:
        chosen[-1].last = sheet.order[-1]
    return chosen


def _blocks(sheet: Sheet, form_set: str, pattern: FormPattern) -> Iterator[Block]:
    parts = _parts(sheet, pattern) if pattern.is_framed else [_every(sheet, pattern)]
    for hits in parts:
        if not hits:
            continue
        block = Block(pattern, form_set, min(h[0] for h in hits), max(h[0] for h in hits))
        if pattern.is_framed:
            for row, drawn, columns in hits:
                block.pin(drawn.row, row, columns)
        labels = {drawn.row: len(columns) for _, drawn, columns in hits}
        block.matched = sum(labels.values())
        block.reach = max(sheet.end(row, c)[1] for row, _, columns in hits for c in columns.values())
        yield block


def _every(sheet: Sheet, pattern: FormPattern) -> list[Hit]:
    return [options[0] for row in sheet.order if (options := _options(sheet, row, pattern))]


def _parts(sheet: Sheet, pattern: FormPattern) -> Iterator[list[Hit]]:
    """The rows of the frame, cut where one comes again."""
    current: list[Hit] = []
    for row in sheet.order:
        options = _options(sheet, row, pattern)
        if not options:
            continue
        seen = {drawn.row for _, drawn, _ in current}
        pick = next((o for o in options if o[1].row not in seen), None)
        if pick is None:
            pick = options[0]
            begun = _begun(current, pick[1].row)
            yield current[: len(current) - len(begun)]
            current = begun
        current.append(pick)
    yield current


def _begun(current: list[Hit], drawn: int) -> list[Hit]:
    """The last rows that belong to the form beginning here: those that lead up to its row in the order of the drawing."""
    begun: list[Hit] = []
    for hit in reversed(current):
        if hit[1].row >= drawn:
            break
        begun.insert(0, hit)
        drawn = hit[1].row
    return begun


def _options(sheet: Sheet, row: int, pattern: FormPattern) -> list[Hit]:
    """The drawn rows that a row of the sheet may be, the likeliest first."""
    by_key = pattern.frame_by_key
    candidates = {p.row: p for _, key in sheet.keys[row] if key in by_key for p in by_key[key]}
    if not candidates:
        return []
    found = [(row, p, columns) for p in candidates.values() if (columns := match_labels(sheet, row, p)) is not None]
    found.sort(key=lambda hit: (-len(hit[2]), hit[1].row))
    return found
