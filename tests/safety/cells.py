"""Where every row of a sound plan file lies, byte by byte: a walk along its trees, apart from the program's own reading."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
Name = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A row: its table, its key, and the parts of the file that hold it."""

    table: str
    name: Name
    spans: tuple[Span, ...]

    def hit(self, damage: list[Span]) -> bool:
        """Whether damage of these parts of the file touches it."""
        return any(start < end_of and begin < end for start, end in self.spans for begin, end_of in damage)


def cells_of(file: Path) -> list[Cell]:
    """Every row of every table of content."""
    data = file.read_bytes()
    with closing(sqlite3.connect(file)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        tables = db.execute(
            "SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_*'"
        ).fetchall()
        found = []
        for table, root in tables:
            keys = [c[:2] for c in sorted(db.execute(f'PRAGMA table_info("{table}")'), key=lambda c: int(c[5])) if c[5]]
            clustered = data[(root - 1) * size] in (2, 10)
            for rowid, values, spans in _walk(data, size, root, clustered=clustered):
                name = tuple(values[at] if values[at] is not None else rowid for at, _ in keys)
                found.append(Cell(table, name, tuple(spans)))
    return found


def _walk(data: bytes, size: int, number: int, *, clustered: bool) -> Iterator[tuple[int, list[object], list[Span]]]:
    base = (number - 1) * size
    kind = data[base]
    inner = kind in (2, 5)
    start = base + (12 if inner else 8)
    for cell in range(_big(data, base + 3, 2)):
        at = base + _big(data, start + 2 * cell, 2)
        if inner:
            yield from _walk(data, size, _big(data, at, 4), clustered=clustered)
        if kind != 5:
            yield _row(data, size, at, at + 4 * inner, clustered=clustered)
    if inner:
        yield from _walk(data, size, _big(data, base + 8, 4), clustered=clustered)


def _row(data: bytes, size: int, begin: int, at: int, *, clustered: bool) -> tuple[int, list[object], list[Span]]:
    length, at = _varint(data, at)
    rowid = 0
    if not clustered:
        rowid, at = _varint(data, at)
    most = (size - 12) * 64 // 255 - 23 if clustered else size - 35
    least = (size - 12) * 32 // 255 - 23
    local = length
    if length > most:
        local = least + (length - least) % (size - 4)
        local = local if local <= most else least
    payload, spans, left = data[at:at + local], [(begin, at + local)], length - local
    if left:
        spans = [(begin, at + local + 4)]
        following = _big(data, at + local, 4)
        while left:
            base, part = (following - 1) * size, min(left, size - 4)
            payload += data[base + 4:base + 4 + part]
            spans.append((base, base + 4 + part))
            following, left = _big(data, base, 4), left - part
    return rowid, _values(payload), spans


def _values(payload: bytes) -> list[object]:
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    found: list[object] = []
    for kind in kinds:
        length = (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]
        raw, at = payload[at:at + length], at + length
        if kind >= 12:
            found.append(raw.decode() if kind % 2 else raw)
        else:
            found.append(None if kind == 0 else kind - 8 if kind >= 8 else int.from_bytes(raw, "big", signed=True))
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        byte, at = data[at], at + 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at


def _big(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at:at + length], "big")
