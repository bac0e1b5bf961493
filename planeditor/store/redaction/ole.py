"""Masking a text in an old Excel file (.xls): in place, in as many characters, so that nothing else of it moves."""
from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from planeditor.domain.masking import Masker

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are no sectors."""
_CONTINUE = 0x3C
_LONGEST_RECORD = 8224
_FEWEST_PLAIN = 4
"""A text of fewer signs, each one byte, may stand anywhere by chance."""
_PLAIN_MARK = "*"
_OF_PROPERTIES = ("utf-8", "cp932")


def clean_ole(data: bytes, masker: Masker) -> tuple[bytes | None, int]:
    """The file with the text masked, and how often it was found; None where some of it cannot be reached safely."""
    hits = found_in(data, masker)
    if not hits:
        return data, 0
    cleaned = clean_wide(data, masker)
    return (None if found_in(cleaned, masker) else cleaned), hits


def found_in(data: bytes, masker: Masker) -> int:
    """How often the text is found, in the file as it lies and as its streams and records are put together."""
    views = [data]
    for stream in _streams(data):
        views += [stream, _joined(stream, 0), _joined(stream, 1)]
    return max(_count(view, masker) for view in views)


def clean_wide(data: bytes, masker: Masker) -> bytes:
    """Bytes with the text masked where it is written with two bytes a character or one, or in the encodings of properties; in
    as many bytes."""
    changed = bytearray(data)
    for shift in (0, 1):
        for start, end in masker.spans(_wide(changed, shift)):
            mark = masker.mark[:end - start].ljust(end - start)
            changed[shift + 2 * start:shift + 2 * end] = mark.encode("utf-16-le")
    if _is_plain(masker):
        for start, end in masker.spans(changed.decode("latin-1")):
            changed[start:end] = (_PLAIN_MARK * (end - start)).encode("latin-1")
    cleaned = bytes(changed)
    for encoding in _OF_PROPERTIES:
        text = cleaned.decode(encoding, "ignore")
        for written in {text[start:end].encode(encoding) for start, end in masker.spans(text)}:
            fitting = len(written) // len(masker.mark[:1].encode(encoding))
            cleaned = cleaned.replace(written, masker.mark[:fitting].encode(encoding).ljust(len(written)))
    return cleaned


def _count(data: bytes, masker: Masker) -> int:
    found = sum(masker.count(_wide(data, shift)) for shift in (0, 1))
    found += sum(masker.count(data.decode(encoding, "ignore")) for encoding in _OF_PROPERTIES)
    return found + (masker.count(data.decode("latin-1")) if _is_plain(masker) else 0)


def _is_plain(masker: Masker) -> bool:
    return len(masker.signs) >= _FEWEST_PLAIN and all(sign < "\u0100" for sign in masker.signs)


def _wide(data: bytes | bytearray, shift: int) -> str:
    """Every two bytes as one character, so that places can be told."""
    units = array("H", bytes(data[shift:shift + (len(data) - shift) // 2 * 2]))
    return "".join(map(chr, units))


def _joined(stream: bytes, skipped: int) -> bytes:
    """The contents of the records of a stream, those that continue another joined to it without so many first bytes."""
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if length > _LONGEST_RECORD:
            break
        found.append(stream[at + 4 + (skipped if kind == _CONTINUE else 0):at + 4 + length])
        at += 4 + length
    return b"".join(found)


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams of the file; none of what is broken."""
    try:
        size = 1 << struct.unpack_from("<H", data, 30)[0]
        tables = struct.unpack_from("<109I", data, 76)
        directory, small_most, small_table = struct.unpack_from("<I", data, 48)[0], *struct.unpack_from("<II", data, 56)
        links = array("I", b"".join(_sector(data, s, size) for s in tables if s < _FREE))
        entries = _chain(data, links, directory, size)
        root = _chain(data, links, struct.unpack_from("<I", entries, 116)[0], size)
        small_links = array("I", _chain(data, links, small_table, size))
        for at in range(0, len(entries) - 127, 128):
            start, length = struct.unpack_from("<II", entries, at + 116)
            if entries[at + 66] != 2:
                continue
            small = length < small_most
            yield (_chain(root, small_links, start, 64, head=0) if small else _chain(data, links, start, size))[:length]
    except (struct.error, IndexError, ValueError):
        return


def _sector(data: bytes, number: int, size: int, head: int = 1) -> bytes:
    return data[(number + head) * size:(number + head + 1) * size]


def _chain(data: bytes, links: array[int], start: int, size: int, head: int = 1) -> bytes:
    found, seen = [], set()
    while start < _FREE and start not in seen:
        seen.add(start)
        found.append(_sector(data, start, size, head))
        start = links[start]
    return b"".join(found)
