"""Which table or index the pages of a file belong to, as far as its list of tables and its trees can still be read."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from planeditor.store.pagefile import PageFile

from .shapes import Value

_MASTER_COLUMNS = 5
_KINDS = {"table", "index"}


def roots(records: Iterable[Sequence[Value]]) -> dict[int, str]:
    """The first page of each table and index, from rows of SQLite's own list of them (among other records)."""
    found = {}
    for row in records:
        if len(row) == _MASTER_COLUMNS:
            kind, name, _, root, _ = row
            if kind in _KINDS and isinstance(name, str) and isinstance(root, int):
                found[root] = name
    return found


def owners(pages: PageFile, roots: dict[int, str]) -> dict[int, str]:
    """Whose each page is; one that two trees lead to is nobody's."""
    found: dict[int, str] = dict(roots)
    doubtful: set[int] = set()
    waiting = [number for number in roots if 1 < number <= pages.count]
    while waiting:
        number = waiting.pop()
        for child in pages.children(number):
            if not 1 < child <= pages.count:
                continue
            if child in found:
                if found[child] != found[number]:
                    doubtful.add(child)
                continue
            found[child] = found[number]
            waiting.append(child)
    return {number: name for number, name in found.items() if number not in doubtful}
