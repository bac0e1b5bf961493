"""Every limit of the reader by its number: what is just within it is read, what is just beyond is refused."""
from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable

import openpyxl.xml
import pytest

from planeditor.formengine.reading import limits, preflight, reader, tally
from planeditor.formengine.reading.answering import read_file
from planeditor.formengine.reading.limits import MEGABYTE, seconds_for
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.wire import PlainCell, PlainSheet
from planeditor.messages import reading as say
from tests.formengine.reading.conftest import build_parts, pack_parts

TEXT_CELLS = '<sheetData><row><c t="inlineStr"><is><t>記入</t></is></c><c t="inlineStr"><is><t>二つ</t></is></c></row></sheetData>'
Change = Callable[[zipfile.ZipInfo], None]


def book() -> bytes:
    return pack_parts(build_parts(TEXT_CELLS))


def refusal(data: bytes) -> str:
    """The sentence that refuses, "" where it is read."""
    try:
        list(read_file(data))
    except RefusedFileError as error:
        return error.for_file("{file}")
    return ""


def test_the_numbers_are_those_that_were_measured() -> None:
    assert (limits.MAX_FILE_BYTES, limits.MAX_UNPACKED_BYTES, limits.MAX_PART_BYTES) == (200 << 20, 200 << 20, 100 << 20)
    assert (limits.MAX_RATIO, limits.RATIO_FROM_BYTES, limits.MAX_PARTS) == (200, 1 << 20, 5000)
    assert (limits.MAX_CELLS, limits.MAX_TEXT_BYTES, limits.MEMORY_BYTES) == (1_000_000, 64 << 20, 500 << 20)
    assert (seconds_for(0), seconds_for(5 * MEGABYTE)) == (10.0, 15.0)


def set_sizes(size: int, packed: int) -> Change:
    def change(info: zipfile.ZipInfo) -> None:
        info.file_size, info.compress_size = size, packed

    return change


@pytest.mark.parametrize(
    ("size", "packed", "is_read"),
    [
        (100 << 20, 90 << 20, True), ((100 << 20) + 1, 90 << 20, False),
        (200 << 13, 1 << 13, True), ((200 << 13) + 1, 1 << 13, False),
        (1 << 20, 1, True), ((1 << 20) + 1, 1, False),
    ],
    ids=["part", "part+1", "ratio", "ratio+1", "small", "small+1"],
)
def test_size_and_ratio_of_a_part(size: int, packed: int, is_read: bool) -> None:
    info = zipfile.ZipInfo("xl/part.xml")
    set_sizes(size, packed)(info)
    if is_read:
        preflight._check_part(info)
    else:
        with pytest.raises(RefusedFileError) as refused:
            preflight._check_part(info)
        assert refused.value.for_file("表.xlsx") == say.UNPACKED_TOO_LARGE.format(file="表.xlsx")


def test_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        total = sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", total)
    with Package(data) as package:
        assert package.names
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", total - 1)
    assert refusal(data) == say.UNPACKED_TOO_LARGE


def test_what_really_comes_out_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same part unpacked again and again, whatever the directory says."""
    data = book()
    with Package(data) as package:
        size = len(package.read("xl/worksheets/sheet1.xml"))
        package._left = 3 * size
        for _ in range(3):
            package.read("xl/worksheets/sheet1.xml")
        with pytest.raises(RefusedFileError):
            package.read("xl/worksheets/sheet1.xml")


def test_number_of_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        count = len(archive.infolist())
    monkeypatch.setattr(limits, "MAX_PARTS", count)
    assert refusal(data) == ""
    monkeypatch.setattr(limits, "MAX_PARTS", count - 1)
    assert refusal(data) == say.TOO_MANY_PARTS.format(file="{file}", limit=f"{count - 1:,}")


def test_announced_parts_are_refused_before_the_directory_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(book())
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 6000, 6000)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))
    assert refusal(bytes(data)) == say.TOO_MANY_PARTS.format(file="{file}", limit="5,000")


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_each_flag_of_encryption(flag: int) -> None:
    info = zipfile.ZipInfo("xl/part.xml")
    info.flag_bits = flag
    with pytest.raises(RefusedFileError) as refused:
        preflight._check_part(info)
    assert refused.value.for_file("{file}") == say.ENCRYPTED


def test_cells_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len("記入二つ".encode())
    monkeypatch.setattr(tally, "MAX_CELLS", 2)
    monkeypatch.setattr(tally, "MAX_TEXT_BYTES", size)
    assert refusal(book()) == ""
    monkeypatch.setattr(tally, "MAX_CELLS", 1)
    assert refusal(book()) == say.TOO_MANY_CELLS.format(file="{file}", limit="1")
    monkeypatch.setattr(tally, "MAX_CELLS", 2)
    monkeypatch.setattr(tally, "MAX_TEXT_BYTES", size - 1)
    assert refusal(book()).startswith("「{file}」は文字の量が多すぎる")


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell what a process holds")
def test_a_process_never_holds_more_than_it_may() -> None:
    """All that it can get, what it had before included."""
    code = (
        "from planeditor.formengine.reading.limits import MEGABYTE, limit_this_process\n"
        "import planeditor.formengine.reading.child\nlimit_this_process()\nheld = []\n"
        "try:\n    while True:\n        held.append(b'x' * MEGABYTE)\nexcept MemoryError:\n    held.clear()\n"
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 400 << 10 < int(done.stdout) <= 500 << 10


def test_drawings_are_parsed_without_entities() -> None:
    assert openpyxl.xml.DEFUSEDXML


def plain(cells: list[PlainCell], merges: list[tuple[int, int, int, int]]) -> PlainSheet:
    return {
        "name": "表", "hidden": False, "cells": cells, "merges": merges, "heights": [], "hidden_rows": [], "hidden_columns": [],
        "floating": [], "names": {},
    }


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385), (-1, 1)])
def test_the_word_of_the_process_is_not_taken_for_a_place(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="place"):
        reader._sheet_cells(plain([(*place, "記入")], []), {})
    with pytest.raises(ValueError, match="merge"):
        reader._sheet_cells(plain([], [(1, 1, *place)]), {})
    assert reader._sheet_cells(plain([(1_048_576, 16_384, "隅")], [(1, 1, 2, 2)]), {}).cells
