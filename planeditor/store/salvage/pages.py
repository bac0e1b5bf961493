"""The records in the pages of a database file, read by ourselves: in its trees, and what lies loose in a broken page."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from planeditor.store.migrations import APPLICATION_ID
from planeditor.store.pagefile import (
    INNER_TABLE,
    LEAF_TABLE,
    TREES,
    NotARecordError,
    PageFile,
    beginning,
    first_of,
    number_at,
    varint,
)

from .records import beginnings, encoded, header, size_of
from .shapes import Shape

USUAL_SIZE = 4096
_MAGIC = b"SQLite format 3\0"
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


class Pages(PageFile):
    """The bytes of a file as pages, and the records that can be read out of them."""

    def __init__(self, data: bytes, size: int = USUAL_SIZE) -> None:
        super().__init__(data, size)
        self._chained: set[int] = set()

    def version(self) -> int | None:
        """The version of the plan file that its first page tells, None where that page is not what it was."""
        if not self._data.startswith(_MAGIC) or self._data[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            return None
        return int.from_bytes(self._data[60:64], "big")

    def records(self) -> Iterator[tuple[int, Payload]]:
        """Every record that can be read, each with its page: first what the trees hold, then what lies loose in broken pages."""
        unclear = []
        for number in range(1, self.count + 1):
            page = self.page(number)
            if not any(page):
                continue
            clean = page[0] in TREES
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
        start, cells = first_of(page), number_at(page, 3, 2)
        room = start + 2 * cells
        if room > self.size:
            cells, room = 0, self.size + 1
        found, spans, clean = [], [], room <= self.size
        for n in range(cells):
            at = number_at(page, start + 2 * n, 2)
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
        if kind == INNER_TABLE:
            return varint(page, at + 4)[1], None
        size, rowid, place = beginning(page, kind, at)
        data, end = self._payload(page, place, size, clustered=kind != LEAF_TABLE)
        return max(end, at + 4), Payload(data, rowid, loose=False)

    def _payload(self, page: bytes, at: int, size: int, *, clustered: bool) -> tuple[bytes, int]:
        """The bytes of a record that begins in a page, and where its part in this page ends."""
        local = self.local(size, clustered=clustered)
        end = at + local
        if size > _LARGEST_RECORD or end + (4 if local < size else 0) > self.size:
            raise NotARecordError
        if local == size:
            return page[at:end], end
        return page[at:end] + self._rest(number_at(page, end), size - local), end + 4

    def _rest(self, first: int, size: int) -> bytes:
        """What of a record stands in its chain of overflow."""
        chain = list(islice(self.chain(first), -(-size // (self.size - 4))))
        rest = b"".join(self.page(number)[4:] for number in chain)
        if len(rest) < size:
            raise NotARecordError
        self._chained.update(chain)
        return rest[:size]

    def _accounted(self, page: bytes, room: int, spans: list[tuple[int, int]]) -> bool:
        """Whether cells and free room are the whole page, each byte once."""
        free = number_at(page, 1, 2)
        blocks = list(spans)
        while free:
            size = number_at(page, free + 2, 2) if free + 4 <= self.size else 0
            following = number_at(page, free, 2)
            if size < 4 or free + size > self.size or (following and following <= free):
                return False
            blocks.append((free, free + size))
            free = following
        begin = number_at(page, 5, 2) or 65536
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
