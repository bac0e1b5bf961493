"""The streams of an OLE compound file ([MS-CFB]), the box a .xls stands in. Chains of sectors are followed once, never in rings."""
from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from planeditor.formengine.reading.refusal import OddStructureError

_END_OF_CHAIN = 0xFFFFFFFA
"""This and above are no sectors."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109


def _numbers(data: bytes) -> array[int]:
    """32-bit numbers, little-endian."""
    found = array("I", [0]) if array("I").itemsize == 4 else array("L")
    return array(found.typecode, struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _name(entry: bytes) -> str:
    """What an entry of the directory is called."""
    length = max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)
    return entry[: min(length, 62)].decode("utf-16-le", "replace")


class CompoundFile:
    """The sectors of one file; OddStructureError where they are not as they should be."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            major, _, shift, mini_shift = struct.unpack_from("<4H", data, 26)
            first, _, self._cutoff, first_mini = struct.unpack_from("<4I", data, 48)
            more, _ = struct.unpack_from("<2I", data, 68)
            tables = [n for n in struct.unpack_from(f"<{_IN_HEADER}I", data, 76) if n < _END_OF_CHAIN]
        except struct.error as error:
            raise OddStructureError("header") from error
        if (major, shift) not in ((3, 9), (4, 12)) or mini_shift != 6:
            raise OddStructureError("header")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._most = len(data) // self._size + 1
        while more < _END_OF_CHAIN and len(tables) <= self._most:
            numbers = _numbers(self._sector(more))
            tables += [n for n in numbers[:-1] if n < _END_OF_CHAIN]
            more = numbers[-1]
        self._table = array("I")
        for number in tables[: self._most]:
            self._table.extend(_numbers(self._sector(number)))
        directory = self._chain(first)
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        self._mini_table = _numbers(self._chain(first_mini)) if first_mini < _END_OF_CHAIN else array("I")
        root = next((e for e in self._entries if e[66] == _ROOT), None)
        if root is None:
            raise OddStructureError("root")
        self._root = root
        self._mini = self._chain(struct.unpack_from("<I", root, 116)[0])

    def names(self) -> set[str]:
        """The names of what stands at the top, not within an embedded object."""
        return {_name(entry) for entry in self._top()}

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream at the top by its name; None where there is none."""
        for entry in self._top():
            if entry[66] == _STREAM and _name(entry) == name:
                start, size = struct.unpack_from("<II", entry, 116)
                whole = self._mini_chain(start) if size < self._cutoff else self._chain(start)
                return whole[:size]
        return None

    def _top(self) -> Iterator[bytes]:
        """The entries of the directory below its root, each once."""
        waiting, seen = [struct.unpack_from("<I", self._root, 76)[0]], set[int]()
        while waiting:
            number = waiting.pop()
            if number not in seen and number < len(self._entries):
                seen.add(number)
                yield self._entries[number]
                waiting += struct.unpack_from("<II", self._entries[number], 68)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise OddStructureError("sector")
        return self._data[start : start + self._size]

    def _chain(self, number: int) -> bytes:
        found: list[bytes] = []
        while number < _END_OF_CHAIN:
            if number >= len(self._table) or len(found) > self._most:
                raise OddStructureError("chain")
            found.append(self._sector(number))
            number = self._table[number]
        return b"".join(found)

    def _mini_chain(self, number: int) -> bytes:
        found: list[bytes] = []
        while number < _END_OF_CHAIN:
            if number >= len(self._mini_table) or len(found) > len(self._mini_table):
                raise OddStructureError("chain")
            found.append(self._mini[number * self._mini_size : (number + 1) * self._mini_size])
            number = self._mini_table[number]
        return b"".join(found)
