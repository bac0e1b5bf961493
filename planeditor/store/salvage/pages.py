"""The pages of a database file read by ourselves: cells of its trees, chains of overflow, and what lies loose in a broken page."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.store.migrations import APPLICATION_ID

from .records import NotARecordError, beginnings, encoded, header, size_of, varint
from .shapes import Shape

USUAL_SIZE = 4096
_MAGIC = b"SQLite format 3\0"
LEAF_TABLE, LEAF_INDEX, INNER_INDEX, INNER_TABLE = 13, 10, 2, 5
_TREES = frozenset({LEAF_TABLE, LEAF_INDEX, INNER_INDEX, INNER_TABLE})
_HEADER = 100
_LARGEST_RECORD = 1 << 30
_MOST_UNCLEAR = 20_000
"""Pages looked into byte by byte: what has more of them that make no sense is no plan file."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A record found in the file. ``rowid`` is None in an index; ``loose``: no tree leads to it."""

    data: bytes
    rowid: int | None
    loose: bool
    shape: Shape | None = None


class Pages:
    """The bytes of a file as pages."""

    def __init__(self, data: bytes, size: int = USUAL_SIZE) -> None:
        self.size = size
        self.count = -(-len(data) // size)
        self._data = data
        self._chained: set[int] = set()

    def version(self) -> int | None:
        """The version of the plan file that its first page tells, None where that page is not what it was."""
        if not self._data.startswith(_MAGIC) or self._data[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            return None
        return int.from_bytes(self._data[60:64], "big")

    def page(self, number: int) -> bytes:
        """One page, counted from 1; what a cut file lacks of the last one is zeros."""
        raw = self._data[(number - 1) * self.size:number * self.size]
        return raw if len(raw) == self.size else raw.ljust(self.size, b"\0")

    def free(self) -> set[int]:
        """The pages that the file says nobody uses; nothing where that list is broken."""
        found: set[int] = set()
        trunk = int.from_bytes(self._data[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found:
            page = self.page(trunk)
            leaves = int.from_bytes(page[4:8], "big")
            if leaves > self.size // 4 - 2:
                return set()
            found.add(trunk)
            found.update(int.from_bytes(page[8 + 4 * n:12 + 4 * n], "big") for n in range(leaves))
            trunk = int.from_bytes(page[:4], "big")
        return found

    def records(self) -> Iterator[tuple[int, Payload]]:
        """Every record that can be read, each with its page: first what the trees hold, then what lies loose in broken pages."""
        unclear = []
        for number in range(1, self.count + 1):
            page = self.page(number)
            if not any(page):
                continue
            clean = page[0] in _TREES
            if clean:
                found, clean = self._cells(page)
                yield from ((number, one) for one in found)
            if not clean:
                unclear.append(number)
        for number in unclear[:_MOST_UNCLEAR]:
            if number not in self._chained:
                yield from ((number, one) for one in self._loose(self.page(number)))

    def _cells(self, page: bytes) -> tuple[list[Payload], bool]:
        """The records of a page of a tree, and whether the whole page makes sense."""
        kind = page[0]
        start = 12 if kind in (INNER_INDEX, INNER_TABLE) else 8
        cells = int.from_bytes(page[3:5], "big")
        room = start + 2 * cells
        if room > self.size:
            cells, room = 0, self.size + 1
        found, spans, clean = [], [], room <= self.size
        for n in range(cells):
            at = int.from_bytes(page[start + 2 * n:start + 2 * n + 2], "big")
            if not room <= at < self.size:
                clean = False
                continue
            try:
                end, payload = self._cell(page, kind, at)
            except NotARecordError:
                clean = False
                continue
            spans.append((at, end))
            if payload is not None:
                found.append(payload)
        return found, clean and self._accounted(page, room, spans)

    def _cell(self, page: bytes, kind: int, at: int) -> tuple[int, Payload | None]:
        place = at + 4 if kind in (INNER_INDEX, INNER_TABLE) else at
        if kind == INNER_TABLE:
            return varint(page, place)[1], None
        size, place = varint(page, place)
        rowid = None
        if kind == LEAF_TABLE:
            rowid, place = varint(page, place)
            rowid = rowid - (1 << 64) if rowid >> 63 else rowid
        data, end = self._payload(page, place, size, clustered=kind != LEAF_TABLE)
        return max(end, at + 4), Payload(data, rowid, loose=False)

    def _payload(self, page: bytes, at: int, size: int, *, clustered: bool) -> tuple[bytes, int]:
        """The bytes of a record that begins in a page, and where its part in this page ends."""
        usable = self.size
        most = (usable - 12) * 64 // 255 - 23 if clustered else usable - 35
        local = size
        if size > most:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (size - least) % (usable - 4)
            local = local if local <= most else least
        end = at + local
        if size > _LARGEST_RECORD or end + (4 if local < size else 0) > self.size:
            raise NotARecordError
        if local == size:
            return page[at:end], end
        return page[at:end] + self._overflow(int.from_bytes(page[end:end + 4], "big"), size - local), end + 4

    def _overflow(self, first: int, size: int) -> bytes:
        parts, seen, number = [], set(), first
        while size > 0:
            if not 1 < number <= self.count or number in seen:
                raise NotARecordError
            seen.add(number)
            page = self.page(number)
            parts.append(page[4:4 + size])
            size -= self.size - 4
            number = int.from_bytes(page[:4], "big")
        self._chained |= seen
        return b"".join(parts)

    def _accounted(self, page: bytes, room: int, spans: list[tuple[int, int]]) -> bool:
        """Whether cells and free room are the whole page, each byte once."""
        free = int.from_bytes(page[1:3], "big")
        blocks = list(spans)
        while free:
            size = int.from_bytes(page[free + 2:free + 4], "big") if free + 4 <= self.size else 0
            following = int.from_bytes(page[free:free + 2], "big")
            if size < 4 or free + size > self.size or (following and following <= free):
                return False
            blocks.append((free, free + size))
            free = following
        begin = int.from_bytes(page[5:7], "big") or 65536
        at, lost = begin, 0
        for start, end in sorted(blocks):
            if start < at:
                return False
            lost, at = lost + start - at, end
        return room <= begin <= self.size and at <= self.size and lost + self.size - at == page[7]

    def _loose(self, page: bytes) -> Iterator[Payload]:
        """The rows of a broken page, found by what their headers must look like."""
        for shape, at in beginnings(page):
            try:
                types, head = header(page, at)
                size = head + sum(map(size_of, types))
                rowid = None if shape.clustered else _rowid_before(page, at, size)
                if rowid is None and not (shape.clustered and page[:at].endswith(encoded(size))):
                    continue
                data, _ = self._payload(page, at, size, clustered=shape.clustered)
            except NotARecordError:
                continue
            yield Payload(data, rowid, loose=True, shape=shape)


def page_size(data: bytes | bytearray) -> int:
    """How large the pages of a file are, as it says itself; the usual size where what it says cannot be."""
    said = int.from_bytes(data[16:18], "big")
    size = 65536 if said == 1 else said
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else USUAL_SIZE


def _rowid_before(page: bytes, at: int, size: int) -> int | None:
    """The number of the row whose record begins at a place: it stands right before it, after the size."""
    sized = encoded(size)
    for start in range(at - 1, max(at - 10, 0), -1):
        if page[start - len(sized):start] == sized:
            try:
                rowid, end = varint(page, start)
            except NotARecordError:
                continue
            if end == at:
                return rowid
    return None
