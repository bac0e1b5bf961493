"""A database file read as pages by ourselves: trees, chains of overflow and the list of free pages, also where parts are damaged."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

LEAF_TABLE, LEAF_INDEX, INNER_INDEX, INNER_TABLE = 13, 10, 2, 5
TREES = frozenset({LEAF_TABLE, LEAF_INDEX, INNER_INDEX, INNER_TABLE})
"""The kinds of page that a table or an index is made of."""
_INNER = frozenset({INNER_INDEX, INNER_TABLE})
_HEADER = 100
"""Bytes of the header of the file, which the first page begins with."""


class NotARecordError(Exception):
    """The bytes are no record."""


class PageFile:
    """The bytes of a file as pages, counted from 1."""

    def __init__(self, data: bytes, size: int) -> None:
        self.size = size
        self.count = -(-len(data) // size)
        self._data = data

    def page(self, number: int) -> bytes:
        """One page; what a cut file lacks of the last one is zeros."""
        raw = self._data[(number - 1) * self.size:number * self.size]
        return raw if len(raw) == self.size else raw.ljust(self.size, b"\0")

    def free(self) -> tuple[set[int], bool]:
        """The pages that the file says nobody uses, and whether that list holds; the pages up to where it is broken otherwise."""
        found: set[int] = set()
        trunk = number_at(self._data, 32)
        while 1 < trunk <= self.count and trunk not in found:
            page = self.page(trunk)
            found.add(trunk)
            leaves = number_at(page, 4)
            if leaves > self.size // 4 - 2:
                return found, False
            found.update(number_at(page, 8 + 4 * n) for n in range(leaves))
            trunk = number_at(page, 0)
        return found, True

    def children(self, number: int) -> list[int]:
        """The pages below a page of a tree."""
        page, head = self.page(number), head_of(number)
        if page[head] not in _INNER:
            return []
        return [number_at(page, at) for at in (head + 8, *self._places(page, head)) if at + 4 <= self.size]

    def overflow(self, number: int) -> Iterator[int]:
        """The pages on which the records of a page of a tree go on."""
        page, head = self.page(number), head_of(number)
        kind = page[head]
        if kind not in TREES or kind == INNER_TABLE:
            return
        for cell in self._places(page, head):
            with suppress(NotARecordError):
                size, _, at = beginning(page, kind, cell)
                local = self.local(size, clustered=kind != LEAF_TABLE)
                if local < size and at + local + 4 <= self.size:
                    yield from self.chain(number_at(page, at + local))

    def local(self, size: int, *, clustered: bool) -> int:
        """How much of a record stands in the page where it begins. ``clustered``: in an index."""
        most = (self.size - 12) * 64 // 255 - 23 if clustered else self.size - 35
        if size <= most:
            return size
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.size - 4)
        return local if local <= most else least

    def chain(self, first: int) -> Iterator[int]:
        """The pages of a chain of overflow; it ends where it leads out of the file or back to itself."""
        seen, number = set(), first
        while 1 < number <= self.count and number not in seen:
            seen.add(number)
            yield number
            number = number_at(self.page(number), 0)

    def _places(self, page: bytes, head: int) -> list[int]:
        start = first_of(page, head)
        count = min(number_at(page, head + 3, 2), (self.size - start) // 2)
        return [number_at(page, start + 2 * n, 2) for n in range(count)]


def head_of(number: int) -> int:
    """Where the head of a page stands in it."""
    return _HEADER if number == 1 else 0


def first_of(page: bytes, head: int = 0) -> int:
    """Where the places of a page's cells begin."""
    return head + (12 if page[head] in _INNER else 8)


def number_at(data: bytes, at: int, size: int = 4) -> int:
    """A number of fixed length."""
    return int.from_bytes(data[at:at + size], "big")


def beginning(page: bytes, kind: int, at: int) -> tuple[int, int | None, int]:
    """Of the cell at a place of a page with records: its record's size, the number of its row in a table, and where the record
    begins. Raises ``NotARecordError``."""
    size, at = varint(page, at + 4 if kind == INNER_INDEX else at)
    if kind != LEAF_TABLE:
        return size, None, at
    rowid, at = varint(page, at)
    return size, rowid - (1 << 64) if rowid >> 63 else rowid, at


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable length at a place, and the place after it; raises ``NotARecordError`` at the end of the bytes."""
    value = 0
    try:
        for place in range(at, at + 8):
            byte = data[place]
            value = (value << 7) | (byte & 0x7F)
            if byte < 0x80:
                return value, place + 1
        return (value << 8) | data[at + 8], at + 9
    except IndexError as error:
        raise NotARecordError from error
