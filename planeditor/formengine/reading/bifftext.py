"""Texts in the records of a .xls: short ones, and the shared strings with their runs, which go on over several records."""
from __future__ import annotations

import struct
from typing import NamedTuple

from planeditor.formengine.reading.refusal import OddStructureError

_WIDE, _EXTENDED, _RICH = 1, 4, 8


class Text(NamedTuple):
    """A text as UTF-16, and where which font begins."""

    units: bytes
    runs: list[tuple[int, int]]


def read_string(data: bytes, *, short: bool = False) -> str:
    """A text with its length before it, in one byte (``short``) or two; struct.error or IndexError where it is none."""
    head = 1 if short else 2
    count = data[0] if short else struct.unpack_from("<H", data)[0]
    wide = bool(data[head] & _WIDE)
    part = data[head + 1 : head + 1 + count * (2 if wide else 1)]
    return part.decode("utf-16-le" if wide else "latin-1", "replace")


class _Reader:
    """Bytes that go on over the borders of records; characters begin anew with a byte of their width there."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._record = 0
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next bytes; OddStructureError where there are not so many."""
        found = b""
        while len(found) < count:
            self._skip_empty()
            part = self._records[self._record][self._at : self._at + count - len(found)]
            self._at += len(part)
            found += part
        return found

    def characters(self, count: int, *, wide: bool) -> bytes:
        """The next characters as UTF-16."""
        found: list[bytes] = []
        while count > 0:
            if self._at >= len(self._records[self._record]):
                self._skip_empty()
                wide = bool(self.take(1)[0] & _WIDE)
            width = 2 if wide else 1
            part = self._records[self._record][self._at : self._at + count * width]
            part = part[: len(part) // width * width]
            if not part:
                raise OddStructureError("SST")
            self._at += len(part)
            count -= len(part) // width
            found.append(part if wide else part.decode("latin-1").encode("utf-16-le"))
        return b"".join(found)

    def _skip_empty(self) -> None:
        while self._at >= len(self._records[self._record]):
            self._record += 1
            self._at = 0
            if self._record >= len(self._records):
                raise OddStructureError("SST")


def read_shared_strings(records: list[bytes]) -> dict[int, Text]:
    """The shared strings that have fonts of their own, by number; OddStructureError where they do not fit their records."""
    if not records:
        return {}
    reader = _Reader(records)
    count = struct.unpack("<II", reader.take(8))[1]
    found: dict[int, Text] = {}
    for number in range(count):
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        units = reader.characters(length, wide=bool(flags & _WIDE))
        if runs:
            numbers = struct.unpack(f"<{2 * runs}H", reader.take(4 * runs))
            found[number] = Text(units, list(zip(numbers[::2], numbers[1::2], strict=True)))
        if more:
            reader.take(more)
    return found
