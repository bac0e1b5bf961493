"""What of a .xls is read beside calamine: struck texts, error cells, comments; never more than the file holds."""
from __future__ import annotations

import random
import struct
from collections.abc import Callable

import pytest

from planeditor.formengine.reading.biff import Unseen, read_unseen
from planeditor.formengine.reading.refusal import OddStructureError

Compound = Callable[[dict[str, bytes]], bytes]
PLAIN, STRUCK = 0, 1
"""Styles."""


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def bof(kind: int = 0x10) -> bytes:
    return record(0x809, struct.pack("<HH12x", 0x600, kind))


def rich(text: str, *runs: tuple[int, int]) -> bytes:
    """A shared string with fonts of its own."""
    head = struct.pack("<HBH", len(text), 1 | 8, len(runs))
    return head + text.encode("utf-16-le") + b"".join(struct.pack("<HH", *run) for run in runs)


def text_of(kind: int, number: int, text: str) -> bytes:
    """An object and its text."""
    return (
        record(0x5D, struct.pack("<HHHH14x", 0x15, 18, kind, number)) + record(0x1B6, struct.pack("<10xHH4x", len(text), 16))
        + record(0x3C, b"\1" + text.encode("utf-16-le")) + record(0x3C, bytes(16))
    )


def workbook(strings: bytes | list[bytes], cells: bytes, name: str = "A") -> bytes:
    """A workbook stream with one sheet; font 5 and style 1 are struck through."""
    first, *more = [strings] if isinstance(strings, bytes) else strings
    fonts = b"".join(record(0x31, struct.pack("<HH10x", 200, 8 if n == 4 else 0)) for n in range(5))
    styles = b"".join(record(0xE0, struct.pack("<H18x", font)) for font in (0, 5))
    shared = record(0xFC, struct.pack("<II", 9, 1) + first) + b"".join(record(0x3C, part) for part in more)
    title = struct.pack("<BB", len(name), 0) + name.encode()
    around = len(bof(5) + fonts + styles + shared) + len(record(0x85, bytes(6) + title)) + 4
    sheet = record(0x85, struct.pack("<IBB", around, 0, 0) + title)
    return bof(5) + fonts + styles + sheet + shared + record(0x0A) + bof() + cells + record(0x0A)


def label(row: int, column: int, style: int, number: int = 0) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, style, number))


def read(compound: Compound, strings: bytes | list[bytes], cells: bytes) -> Unseen:
    (sheet,) = read_unseen(compound({"Workbook": workbook(strings, cells)}))
    return sheet


def test_struck_runs_and_cells(compound: Compound) -> None:
    cells = label(0, 0, PLAIN) + label(1, 0, STRUCK) + record(0x203, struct.pack("<HHHd", 2, 3, STRUCK, 1.0))
    cells += record(0xBD, struct.pack("<HHHIHIH", 4, 1, PLAIN, 0, STRUCK, 0, 2))
    found = read(compound, rich("前の旧い文後", (2, 5), (5, 0)), cells)
    assert found.struck == {(1, 1): "旧い文", (2, 1): "前の旧い文", (3, 4): None, (5, 3): None}


def test_a_plain_text_in_a_struck_cell(compound: Compound) -> None:
    found = read(compound, struct.pack("<HB", 1, 1) + "文".encode("utf-16-le"), label(0, 0, STRUCK) + label(1, 0, PLAIN))
    assert found.struck == {(1, 1): None}


def test_strings_go_on_in_the_next_record(compound: Compound) -> None:
    """A text that is cut begins anew with its width; runs that are cut do not."""
    whole = rich("前の旧い文後", (2, 5), (5, 0))
    for at in range(5 + 2, len(whole)):
        middle = at < 5 + 12 and (at - 5) % 2 == 0
        if at < 5 + 12 and not middle:
            continue  # a character is never cut
        parts = [whole[:at], (b"\1" if middle else b"") + whole[at:]]
        assert read(compound, parts, label(0, 0, PLAIN)).struck == {(1, 1): "旧い文"}, at


def test_errors(compound: Compound) -> None:
    cells = record(0x205, struct.pack("<HHHBB", 0, 0, 0, 23, 1)) + record(0x205, struct.pack("<HHHBB", 1, 0, 0, 1, 0))
    cells += record(0x06, struct.pack("<HHH8B8x", 2, 0, 0, 2, 0, 7, 0, 0, 0, 0xFF, 0xFF))
    cells += record(0x06, struct.pack("<HHHd8x", 3, 0, 0, 1.0))
    assert read(compound, rich("文"), cells).errors == {(1, 1): "#REF!", (3, 1): "#DIV/0!"}


def test_comments_and_text_boxes(compound: Compound) -> None:
    cells = text_of(0x19, 7, "企画課:\n確認中") + text_of(6, 8, "囲みの文")
    author = struct.pack("<HB", 3, 1) + "企画課".encode("utf-16-le")
    cells += record(0x1C, struct.pack("<HHHH", 4, 2, 0, 7) + author)
    assert read(compound, rich("文"), cells).floating == [("comment", "確認中", (5, 3)), ("textbox", "囲みの文", (0, 0))]


@pytest.mark.parametrize("stream", [b"", bof(5), record(0x809, struct.pack("<HH4x", 0x500, 5)), b"\xff" * 100])
def test_another_stream_is_left_to_calamine(compound: Compound, stream: bytes) -> None:
    try:
        assert read_unseen(compound({"Workbook": stream})) == []
    except OddStructureError:
        return


def test_broken_bytes_are_never_a_fault(compound: Compound) -> None:
    """Whatever is changed, the answer is a list of sheets or that the structure is odd."""
    cells = label(0, 0, PLAIN) + text_of(0x19, 7, "確認中") + record(0x1C, struct.pack("<HHHH", 4, 2, 0, 7) + b"\0\0\0")
    whole = compound({"Workbook": workbook(rich("前の旧い文後", (2, 5), (5, 0)), cells)})
    used = [n for n, byte in enumerate(whole) if byte]
    for seed in range(1500):
        rng = random.Random(seed)
        data = bytearray(whole[: rng.randrange(1, len(whole))] if seed % 5 == 0 else whole)
        for at in rng.sample(used, 3):
            if at < len(data):
                data[at] = rng.randrange(256)
        try:
            read_unseen(bytes(data))
        except OddStructureError:
            continue
