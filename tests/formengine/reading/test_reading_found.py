"""What foreign workbooks by the thousand have shown, each with a workbook of our own."""
from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.reading.compound import CompoundFile
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.messages import reading as say
from tests.formengine.reading.conftest import build_parts, compound_file, pack_parts
from tests.hostile.otherformats import ods, ods_cell
from tests.safety.oldbooks import old_workbook

TEXT_CELL = '<sheetData><row><c r="A1" t="inlineStr"><is><t>記入</t></is></c></row></sheetData>'
Read = Callable[[dict[str, bytes]], WorkbookCells]


def text_of(book: WorkbookCells) -> str:
    return book.sheets[0].cells[1, 1].text


def test_a_macro_module_without_a_part_is_no_damage(read: Read) -> None:
    """Excel keeps the names of the modules of workbooks it has converted."""
    parts = build_parts(TEXT_CELL)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", '<sheet name="モジュール1" sheetId="9" state="veryHidden" r:id=""/></sheets>'.encode()
    )
    book = read(parts)
    assert text_of(book) == "記入"
    assert book.notes == [say.NOTE_OTHER_SHEETS.format(name="モジュール1", count=1)]


def test_a_sheet_that_is_no_worksheet_is_named(read: Read) -> None:
    parts = build_parts(TEXT_CELL, TEXT_CELL)
    name = "xl/_rels/workbook.xml.rels"
    relations = parts[name].replace(b'worksheet" Target="worksheets/sheet2', b'xlMacrosheet" Target="worksheets/sheet2')
    book = read(parts | {name: relations})
    assert [sheet.name for sheet in book.sheets] == ["表1"]
    assert book.notes == [say.NOTE_OTHER_SHEETS.format(name="表2", count=1)]


@pytest.mark.parametrize("order", ["LE", "BE"])
def test_parts_in_utf_16_that_say_their_order(read: Read, order: str) -> None:
    parts = build_parts(TEXT_CELL)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = f'<?xml version="1.0" encoding="UTF-16{order}"?>{sheet}'.encode(f"utf-16-{order.lower()}")
    assert text_of(read(parts)) == "記入"


def test_an_empty_number_of_style_is_none(read: Read) -> None:
    assert text_of(read(build_parts(TEXT_CELL.replace("<c ", '<c s="" ')))) == "記入"


def embedded(streams: dict[str, bytes], inside: str) -> bytes:
    """A compound file with one more stream that does not stand at the top, as an embedded object's does not."""
    data = bytearray(compound_file({**streams, inside: b"x" * 5000}))
    before = 512 + 512 + 128 * len(streams)  # behind header and table: the entry that leads on to the last one
    data[before + 72 : before + 76] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(data)


def test_what_is_embedded_does_not_make_a_workbook_a_document(reader: WorkbookReader) -> None:
    sound = old_workbook({"表": {(1, 1): "記入"}})
    stream = CompoundFile(sound).stream("Workbook")
    assert stream is not None
    for inside in ("WordDocument", "PowerPoint Document", "EncryptedPackage"):
        data = embedded({"Workbook": stream}, inside)
        assert inside.encode("utf-16-le") in data
        assert CompoundFile(data).names() == {"Workbook"}
        assert text_of(reader.read_bytes("表.xls", data)) == "記入"
    with pytest.raises(KnownError) as refused:
        reader.read_bytes("報告.xls", embedded({"WordDocument": b"x"}, "Workbook"))
    assert refused.value.message == say.WORD.format(file="報告.xls")


def test_an_old_workbook_with_a_cell_beyond_the_edge_is_refused(reader: WorkbookReader) -> None:
    with pytest.raises(KnownError) as refused:
        reader.read_bytes("表.xls", old_workbook({"表": {(1, 1): "記入", (2, 32_769): "外"}}))
    assert refused.value.message == say.DAMAGED.format(file="表.xls")


def test_macros_of_a_document_may_have_a_document_type(reader: WorkbookReader) -> None:
    library = b'<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"><a/>'
    table = f"<table:table-row>{ods_cell('記入')}</table:table-row>"
    assert text_of(reader.read_bytes("表.ods", ods(table, extra={"Basic/Standard/script-lb.xml": library}))) == "記入"
    with pytest.raises(KnownError):
        reader.read_bytes("表.ods", ods(table, extra={"settings.xml": library}))


def test_texts_with_turned_order_are_announced(read: Read) -> None:
    book = read(build_parts(TEXT_CELL.replace("記入", "\u202e文逆\u202c")))
    assert text_of(book) == "\u202e文逆\u202c", "the text itself is kept to the letter"
    assert book.notes == [say.NOTE_TURNED.format(count=1)]


def test_a_reading_that_is_not_wanted_any_more_does_not_begin(reader: WorkbookReader) -> None:
    data = pack_parts(build_parts(TEXT_CELL))
    with pytest.raises(KnownError) as refused:
        reader.read_bytes("表.xlsx", data, is_wanted=lambda: False)
    assert refused.value.message == say.CANCELLED.format(file="表.xlsx")
    assert text_of(reader.read_bytes("表.xlsx", data, is_wanted=lambda: True)) == "記入"
