"""A .xls workbook (BIFF8, [MS-XLS]) written record by record."""
from __future__ import annotations

import struct
from collections.abc import Mapping

from tests.formengine.reading.conftest import compound_file

Place = tuple[int, int]
_BOF, _EOF, _BOUNDSHEET, _SST, _CONTINUE, _LABEL, _LABELSST = 0x809, 0x0A, 0x85, 0xFC, 0x3C, 0x204, 0xFD
_MOST = 8224
"""The most bytes a record may have; what is longer goes on in another one."""


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _units(text: str) -> int:
    return len(_wide(text)) // 2


def _shared(texts: Mapping[str, int]) -> bytes:
    """The shared strings, cut between strings where a record is full; none of them may be longer than a record."""
    records: list[bytes] = []
    body = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        string = struct.pack("<HB", _units(text), 1) + _wide(text)
        if len(body) + len(string) > _MOST:
            records.append(body)
            body = b""
        body += string
    records.append(body)
    return b"".join(_record(_CONTINUE if number else _SST, body) for number, body in enumerate(records))


def old_workbook(sheets: Mapping[str, Mapping[Place, str]], *, shared: bool = True) -> bytes:
    """The sheets as a .xls file, their texts shared or each in its cell."""
    texts: dict[str, int] = {}
    bodies = []
    for cells in sheets.values():
        body = _begin(16)
        for (row, column), text in sorted(cells.items()):
            head = struct.pack("<HHH", row - 1, column - 1, 0)
            if shared:
                body += _record(_LABELSST, head + struct.pack("<I", texts.setdefault(text, len(texts))))
            else:
                body += _record(_LABEL, head + struct.pack("<HB", _units(text), 1) + _wide(text))
        bodies.append(body + _record(_EOF, b""))
    tail = (_shared(texts) if shared else b"") + _record(_EOF, b"")
    names = [struct.pack("<BBBB", 0, 0, _units(name), 1) + _wide(name) for name in sheets]
    at = len(_begin(5)) + sum(4 + 4 + len(name) for name in names) + len(tail)
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += _record(_BOUNDSHEET, struct.pack("<I", at) + name)
        at += len(body)
    return compound_file({"Workbook": _begin(5) + bounds + tail + b"".join(bodies)})
