"""Workbooks written part by part, as no library would write them, and one reading process for all tests."""
from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from planeditor.formengine.cells import CellText, WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader
from tests.processor import PATIENCE

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Build(Protocol):
    """The parts of a workbook as a dictionary; ``sheets`` are the contents of ``worksheet`` elements."""

    def __call__(
        self, *sheets: str, strings: str = "", styles: str = "", workbook: str = "", state: str = "",
    ) -> dict[str, bytes]: ...


class Pack(Protocol):
    """Parts as the bytes of a zip file."""

    def __call__(self, parts: dict[str, bytes], *, stored: bool = False) -> bytes: ...


class Cells(Protocol):
    """The cells of the first sheet by their names, read through the guarded process."""

    def __call__(
        self, sheet: str, *, strings: str = "", styles: str = "", workbook: str = "",
    ) -> dict[str, CellText]: ...


def build_parts(
    *sheets: str, strings: str = "", styles: str = "", workbook: str = "", state: str = "",
) -> dict[str, bytes]:
    numbers = range(1, len(sheets) + 1)
    main = f'xmlns="{TRANSITIONAL}" xmlns:r="{OFFICE}"'
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{types}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {main}>{workbook}<sheets>"
        + "".join(f'<sheet name="表{n}" sheetId="{n}" {state} r:id="s{n}"/>' for n in numbers)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        + f'<Relationship Id="x" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {main}>{sheet}</worksheet>"
    return {name: text.encode() for name, text in parts.items()}


def pack_parts(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A minimal OLE compound file (MS-CFB) with these streams."""
    free, end, fat_sector, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    padded = {name: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for name, data in streams.items()}
    directory_sectors = -(-(len(streams) + 1) // 4)
    fat = [fat_sector, *range(2, directory_sectors + 1), end]
    body = b""

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, none, right, child)
            + bytes(36) + struct.pack("<IQ", start, size)
        )

    entries = [entry("Root Entry", 5, 1 if streams else none, none, end, 0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        start = len(fat)
        fat += [*range(start + 1, start + len(data) // 512), end]
        entries.append(entry(name, 2, none, number + 1 if number < len(padded) else none, start, len(data)))
        body += data
    directory = b"".join(entries).ljust(directory_sectors * 512, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory + body


@pytest.fixture(scope="session")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader(base_seconds=PATIENCE) as shared:
        yield shared


@pytest.fixture(scope="session")
def build() -> Build:
    return build_parts


@pytest.fixture(scope="session")
def pack() -> Pack:
    return pack_parts


@pytest.fixture(scope="session")
def compound() -> Callable[[dict[str, bytes]], bytes]:
    return compound_file


@pytest.fixture(scope="session")
def read(reader: WorkbookReader) -> Callable[[dict[str, bytes]], WorkbookCells]:
    return lambda parts: reader.read_bytes("試験.xlsx", pack_parts(parts))


@pytest.fixture(scope="session")
def cells(reader: WorkbookReader) -> Cells:
    from planeditor.formengine.reading.places import cell_name

    def read_cells(sheet: str, *, strings: str = "", styles: str = "", workbook: str = "") -> dict[str, CellText]:
        parts = build_parts(sheet, strings=strings, styles=styles, workbook=workbook)
        book = reader.read_bytes("試験.xlsx", pack_parts(parts))
        return {cell_name(*place): cell for place, cell in book.sheets[0].cells.items()}

    return read_cells
