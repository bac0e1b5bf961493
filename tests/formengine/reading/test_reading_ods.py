"""OpenDocument spreadsheets: what is shown, merged, struck through, hidden and said beside the cells."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import CellText, FloatingText, WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.messages import reading as say
from tests.formengine.reading.conftest import pack_parts

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{short}="{_OASIS}{name}:1.0"' for short, name in
    (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"), ("meta", "meta"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = (
    '<office:automatic-styles><style:style style:name="s" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="S" style:family="table-cell" '
    'style:parent-style-name="s"/><style:style style:name="t" style:family="text"><style:text-properties '
    'style:text-line-through-type="single"/></style:style><style:style style:name="n" style:family="text"><style:text-properties '
    'style:text-line-through-style="none"/></style:style><style:style style:name="r" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style><style:style style:name="h" style:family="table"><style:table-properties '
    'table:display="false"/></style:style></office:automatic-styles>'
)
Ods = Callable[..., WorkbookCells]


def document(tables: str, **more: bytes) -> dict[str, bytes]:
    """The parts of a document with these tables."""
    content = (
        f"<office:document-content {SPACES}>{STYLES}<office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    return {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(), **more}


@pytest.fixture(scope="module")
def ods(reader: WorkbookReader) -> Ods:
    return lambda tables, **more: reader.read_bytes("試験.ods", pack_parts(document(tables, **more)))


def table(rows: str, name: str = "表", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_ods_texts(ods: Ods) -> None:
    book = ods(table(row(
        cell("一</text:p><text:p>二<text:line-break/>三"), cell("a<text:s text:c='3'/>b\n  c<text:tab/>"), cell("　全角 "),
        cell("施<text:ruby><text:ruby-base>策</text:ruby-base><text:ruby-text>サク</text:ruby-text></text:ruby>"),
        cell("ICT<text:span text:style-name='r'>1</text:span>化"), cell(""), cell("_x0041_"),
    )))
    assert [c.text for c in book.sheets[0].cells.values()] == [
        "一\n二\n三", "a   b c\t", "　全角 ", "施策", "ICT[^1]化", "_x0041_"]
    assert book.kind == "ods"
    assert book.notes == []


def test_ods_values_are_what_is_shown(ods: Ods) -> None:
    book = ods(table(row(
        '<table:table-cell office:value-type="percentage" office:value="0.9"><text:p>90%</text:p></table:table-cell>',
        '<table:table-cell office:value-type="float" office:value="0.25"/>',
        '<table:table-cell office:value-type="date" office:date-value="2020-08-29"/>',
        '<table:table-cell table:formula="of:=A1"/>',
        '<table:table-cell office:value-type="string" table:formula="of:=A1"><text:p></text:p></table:table-cell>',
    )))
    assert list(book.sheets[0].cells.values()) == [
        CellText("90%", is_text=False), CellText("0.25", "no_format", is_text=False),
        CellText("2020-08-29", "no_format", is_text=False), CellText("", "no_value", is_text=False),
    ]
    assert len(book.notes) == 1


def test_ods_struck_texts(ods: Ods) -> None:
    columns = '<table:table-column table:number-columns-repeated="4"/><table:table-column table:default-cell-style-name="S"/>'
    book = ods(table(columns + row(
        cell("全部", 'table:style-name="s"'), cell("前<text:span text:style-name='t'>旧</text:span>新"),
        cell("継<text:span text:style-name='n'>新</text:span>", 'table:style-name="S"'), cell("生"), cell("列の書式"),
    )))
    assert list(book.sheets[0].cells.values()) == [
        CellText("全部", "struck", "全部"), CellText("前旧新", "struck", "旧"), CellText("継新", "struck", "継"), CellText("生"),
        CellText("列の書式", "struck", "列の書式"),
    ]


def test_ods_places_merges_and_hidden_lines(ods: Ods) -> None:
    rows = row(cell("上", 'table:number-columns-spanned="2" table:number-rows-spanned="3"'), "<table:covered-table-cell/>")
    rows += row("<table:covered-table-cell/>", "<table:table-cell/>", cell("隣"), more='table:number-rows-repeated="2"')
    rows += row("<table:table-cell table:number-columns-repeated='16384'/>", more='table:number-rows-repeated="100"')
    rows += row(cell("下", "table:number-columns-repeated='2'"), more='table:visibility="collapse"')
    rows += row("<table:table-cell/>", more='table:number-rows-repeated="1048470" table:visibility="filter"')
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    sheet = ods(table(columns + rows, more='table:style-name="h"')).sheets[0]
    assert {place: c.text for place, c in sheet.cells.items()} == {
        (1, 1): "上", (2, 3): "隣", (3, 3): "隣", (104, 1): "下", (104, 2): "下"}
    assert sheet.merges == [(1, 1, 3, 2)]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({104}, {2, 3}, True)


def test_ods_comments_text_boxes_and_names(ods: Ods) -> None:
    note = (
        "<office:annotation><dc:creator>佐藤</dc:creator><dc:date>2024-05-01</dc:date>"
        "<text:p>佐藤:</text:p><text:p>確認中</text:p></office:annotation>"
    )
    frame = "<draw:frame><draw:text-box><text:p>囲みの文</text:p></draw:text-box></draw:frame>"
    rows = row(cell("題"), f"<table:table-cell>{note}<text:p>値</text:p>{frame}</table:table-cell>")
    name = (
        '<table:named-expressions><table:named-expression table:name="{}" table:expression="&quot;{}&quot;"/>'
        "</table:named-expressions>"
    )
    meta = (
        f'<office:document-meta {SPACES}><office:meta><meta:user-defined meta:name="planeditor-request">印'
        "</meta:user-defined></office:meta></office:document-meta>"
    )
    named = name.format("planeditor_sheet", "シート")
    book = ods(
        table(f"<table:shapes>{frame}</table:shapes>{rows}{named}") + name.format("全体", "本"), **{"meta.xml": meta.encode()}
    )
    assert book.sheets[0].floating == [
        FloatingText("textbox", "囲みの文"), FloatingText("comment", "確認中", (1, 2)), FloatingText("textbox", "囲みの文", (1, 2))]
    assert [c.text for c in book.sheets[0].cells.values()] == ["題", "値"]
    assert (book.sheets[0].names, book.properties) == ({"planeditor_sheet": "シート"}, {"全体": "本", "planeditor-request": "印"})


def test_ods_pictures_are_noted_and_copies_of_other_files_left_out(ods: Ods) -> None:
    book = ods(table(row("<table:table-cell><draw:frame><draw:image/></draw:frame></table:table-cell>"))
               + table(row(cell("他のファイル")), "'file:///a.ods'#$表"))
    assert [s.name for s in book.sheets] == ["表"]
    assert book.notes == [say.NOTE_PICTURES]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (table(row(cell("x"), more='table:number-rows-repeated="1048576"')), say.TOO_MANY_CELLS.format(file="試験.ods", limit="1,000,000")),
        (table(row(cell("x", 'table:number-columns-repeated="1000000"'))), say.DAMAGED.format(file="試験.ods")),
        (table(row(cell("x"), more='table:number-rows-repeated="9999999"')), say.DAMAGED.format(file="試験.ods")),
        (table(row(cell("x", 'table:number-columns-repeated="-5"'))), say.DAMAGED.format(file="試験.ods")),
        (table("<table:table-cell>" * 300), say.TOO_DEEP.format(file="試験.ods")),
        ("<a", say.DAMAGED.format(file="試験.ods")),
        ("", say.NO_SHEETS.format(file="試験.ods")),
    ],
)
def test_hostile_ods_is_refused(ods: Ods, tables: str, sentence: str) -> None:
    with pytest.raises(KnownError) as refused:
        ods(tables)
    assert refused.value.message == sentence


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml", "settings.xml"])
def test_ods_with_a_document_type_is_refused(ods: Ods, part: str) -> None:
    with pytest.raises(KnownError) as refused:
        ods(table(row(cell("題"))), **{part: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    assert refused.value.message == say.DTD.format(file="試験.ods")


def test_encrypted_ods_is_named(ods: Ods) -> None:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(KnownError) as refused:
        ods("", **{"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"})
    assert refused.value.message == say.ENCRYPTED.format(file="試験.ods")


def test_a_picture_of_a_repeated_row_costs_nothing(ods: Ods) -> None:
    """A million empty rows and columns are counted, not written out."""
    sheet = ods(table(row("<table:table-cell table:number-columns-repeated='16383'/>", cell("端"), more='table:number-rows-repeated="2"')
                      + row("<table:table-cell/>", more='table:number-rows-repeated="1048570"') + row(cell("底")))).sheets[0]
    assert set(sheet.cells) == {(1, 16384), (2, 16384), (1048573, 1)}
