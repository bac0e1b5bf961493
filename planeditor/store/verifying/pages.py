"""Which table each page of the file belongs to, found by walking from the first page of each: works where parts are damaged."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SCHEMA = "sqlite_schema"
FREE = ""
_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_KINDS = frozenset({_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE})


def owners(data: bytes, page_size: int, roots: Mapping[int, str]) -> dict[int, str]:
    """The table of every page that can be reached; ``roots`` gives the table of each first page. ``FREE`` is free space."""
    file = _File(data, page_size)
    found: dict[int, str] = {}
    for root, table in {1: SCHEMA, **roots}.items():
        waiting = [root]
        while waiting:
            page = waiting.pop()
            if page not in found and file.has(page):
                found[page] = table
                waiting += file.below(page)
    free = file.number(32)
    while free not in found and file.has(free):
        found[free] = FREE
        start = (free - 1) * page_size
        for place in range(min(file.number(start + 4), page_size // 4 - 2)):
            found.setdefault(file.number(start + 8 + 4 * place), FREE)
        free = file.number(start)
    return found


def broken_heads(data: bytes, page_size: int, roots: Mapping[int, str]) -> dict[int, str]:
    """The pages, with their tables, that cannot be pages of a table or an index by what they say of themselves."""
    file = _File(data, page_size)
    found: dict[int, str] = {}
    for root, table in {1: SCHEMA, **roots}.items():
        waiting, seen = [root], {0}
        while waiting:
            page = waiting.pop()
            if page in seen or not file.has(page):
                continue
            seen.add(page)
            if file.is_sound(page):
                waiting += file.children(page)
            else:
                found[page] = table
    return found


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    page_size: int

    def has(self, page: int) -> bool:
        return 0 < page <= len(self.data) // self.page_size

    def number(self, at: int, size: int = 4) -> int:
        return int.from_bytes(self.data[at : at + size], "big")

    def is_sound(self, page: int) -> bool:
        """Whether the head of a page may be that of a table or an index."""
        head = (page - 1) * self.page_size + (100 if page == 1 else 0)
        kind, count = self.data[head], self.number(head + 3, 2)
        begin = (100 if page == 1 else 0) + (12 if kind in (_INTERIOR_INDEX, _INTERIOR_TABLE) else 8) + 2 * count
        content = self.number(head + 5, 2) or 65536
        return kind in _KINDS and begin <= content <= self.page_size and self.number(head + 1, 2) < self.page_size

    def children(self, page: int) -> Iterator[int]:
        """The pages below a page of a table or an index, without the overflow of cells."""
        start = (page - 1) * self.page_size
        head = start + (100 if page == 1 else 0)
        if self.data[head] in (_INTERIOR_INDEX, _INTERIOR_TABLE):
            yield self.number(head + 8)
            for place in range(self.number(head + 3, 2)):
                yield self.number(start + self.number(head + 12 + 2 * place, 2))

    def below(self, page: int) -> Iterator[int]:
        """The pages that a page of a table or an index names: its children and the overflow of its cells."""
        start = (page - 1) * self.page_size
        head = start + (100 if page == 1 else 0)
        kind = self.data[head]
        if kind not in _KINDS:
            return
        interior = kind in (_INTERIOR_INDEX, _INTERIOR_TABLE)
        if interior:
            yield self.number(head + 8)
        cells = head + (12 if interior else 8)
        for place in range(min(self.number(head + 3, 2), (self.page_size - 8) // 2)):
            cell = start + self.number(cells + 2 * place, 2)
            if interior:
                yield self.number(cell)
            if kind != _INTERIOR_TABLE:
                yield from self._overflow(cell + (4 if interior else 0), is_table=kind == _LEAF_TABLE)

    def _overflow(self, cell: int, *, is_table: bool) -> Iterator[int]:
        size, at = self._varint(cell)
        if is_table:
            _, at = self._varint(at)
        usable = self.page_size - self.data[20]
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        following = self.number(at + (local if local <= most else least))
        for _ in range(len(self.data) // self.page_size):  # a damaged chain may go round in circles
            if not self.has(following):
                return
            yield following
            following = self.number((following - 1) * self.page_size)

    def _varint(self, at: int) -> tuple[int, int]:
        value = 0
        for place in range(8):
            byte = self.data[at + place] if at + place < len(self.data) else 0
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, at + place + 1
        return value, at + 9
