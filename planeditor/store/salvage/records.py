"""SQLite's records as bytes: headers, values, and where a record can begin."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from planeditor.store.pagefile import NotARecordError, varint

from .shapes import Shape, Value, shapes

_MOST_COLUMNS = 64
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_ODD = "".join(f"\\x{n:02x}" for n in range(0x0D, 0x80, 2))
_EVEN = "".join(f"\\x{n:02x}" for n in range(0x0C, 0x80, 2))
_LONG = "[\\x81-\\xff][\\x80-\\xff]{{0,3}}[{last}]"
_LAST_ODD = "".join(f"\\x{n:02x}" for n in range(1, 0x80, 2))
_LAST_EVEN = "".join(f"\\x{n:02x}" for n in range(0, 0x80, 2))


def encoded(value: int) -> bytes:
    """A small number as SQLite writes it."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append((value & 0x7F) | 0x80)
    return bytes(reversed(out))


def header(data: bytes, at: int) -> tuple[list[int], int]:
    """The types of a record's values and the size of its header; raises ``NotARecordError``."""
    size, place = varint(data, at)
    end = at + size
    types = []
    while place < end:
        kind, place = varint(data, place)
        types.append(kind)
        if len(types) > _MOST_COLUMNS:
            raise NotARecordError
    if place != end:
        raise NotARecordError
    return types, size


def size_of(kind: int) -> int:
    """How many bytes a value of a type takes; raises ``NotARecordError`` for a type that does not exist."""
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (0, 8, 9):
        return 0
    size = 8 if kind == 7 else _INTEGER_SIZES.get(kind)
    if size is None:
        raise NotARecordError
    return size


def values(payload: bytes) -> list[Value]:
    """The values of a whole record; raises ``NotARecordError``. A text that is no UTF-8 is one with U+FFFD in it."""
    types, place = header(payload, 0)
    found: list[Value] = []
    for kind in types:
        size = size_of(kind)
        raw = payload[place:place + size]
        if len(raw) < size:
            raise NotARecordError
        place += size
        found.append(_value(kind, raw))
    if place != len(payload):
        raise NotARecordError
    return found


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        raise NotARecordError
    return raw if kind % 2 == 0 else raw.decode("utf-8", "replace")


def beginnings(data: bytes) -> Iterator[tuple[Shape, int]]:
    """Every place where the header of a row with a checksum could stand, with the shape that it could be of."""
    for shape, pattern in _patterns():
        for found in pattern.finditer(data):
            if len(found[1]) == found[1][0]:
                yield shape, found.start()


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Shape, re.Pattern[bytes]], ...]:
    return tuple((shape, _pattern(shape)) for shape in shapes() if shape.checked)


def _pattern(shape: Shape) -> re.Pattern[bytes]:
    parts, least, most = [], 1, 1
    for column, kind, nullable in zip(shape.columns, shape.kinds, shape.nullable, strict=True):
        none = "\\x00" if nullable else ""
        if column == "checksum":
            part, longest = "\\x2d", 1
        elif column == shape.rowid:
            part, longest = "\\x00", 1
        elif kind == "INTEGER":
            part, longest = f"[{none}\\x01-\\x06\\x08\\x09]", 1
        else:
            short, last = (_ODD, _LAST_ODD) if kind == "TEXT" else (_EVEN, _LAST_EVEN)
            part, longest = f"(?:[{none}{short}]|{_LONG.format(last=last)})", 5
        parts.append(part)
        least, most = least + 1, most + longest
    first = f"[\\x{least:02x}-\\x{min(most, 0x7F):02x}]"
    return re.compile(f"(?=({first}{''.join(parts)}))".encode("ascii"), re.DOTALL)
