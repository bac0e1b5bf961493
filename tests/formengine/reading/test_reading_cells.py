"""What a sound workbook says: texts, values, doubts, lines and sheets."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.formengine.cells import CellText, WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader

STYLES = (
    '<numFmts><numFmt numFmtId="176" formatCode="&quot;約&quot;#,##0&quot;円&quot;"/>'
    '<numFmt numFmtId="177" formatCode="[DBNum1]0"/><numFmt numFmtId="14" formatCode="mm-dd-yy"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<dxfs><dxf><font><strike/></font></dxf></dxfs>'
    '<cellStyleXfs><xf fontId="1" numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="0"/><xf fontId="2" numFmtId="9"/>'
    '<xf fontId="0" numFmtId="176"/><xf fontId="0" numFmtId="177"/><xf fontId="0" numFmtId="57"/>'
    '<xf fontId="1" numFmtId="9"/><xf fontId="0" numFmtId="14"/></cellXfs>'
)
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def data(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def inline(text: str, place: str = "A1", style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{text}</is></c>'


def test_reading_values_as_shown(cells: Callable[..., dict[str, CellText]]) -> None:
    found = cells(
        data('<c r="A1"><v>0.30000000000000004</v></c>', '<c r="B1" s="2"><v>0.9</v></c>',
             '<c r="C1" s="3"><v>4000000</v></c>', '<c r="D1" s="4"><v>5</v></c>', '<c r="E1" s="5"><v>44072</v></c>',
             '<c r="F1" t="b"><v>1</v></c>', '<c r="G1" t="b"><v>0</v></c>', '<c r="H1" s="7"><v>44072</v></c>',
             '<c r="I1" s="99"><v>7</v></c>', '<c r="J1" s="5" t="d"><v>2020-08-29T00:00:00</v></c>',
             '<c r="K1" t="d"><v>2020-08-29</v></c>', '<c r="L1"/>', '<c r="M1" s="3"><v></v></c>'),
        styles=STYLES,
    )
    assert found == {
        "A1": CellText("0.3", is_text=False), "B1": CellText("90%", is_text=False),
        "C1": CellText("約4,000,000円", is_text=False), "D1": CellText("5", "no_format", is_text=False),
        "E1": CellText("R2.8.29", is_text=False), "F1": CellText("TRUE", is_text=False),
        "G1": CellText("FALSE", is_text=False), "H1": CellText("08-29-20", is_text=False),
        "I1": CellText("7", is_text=False), "J1": CellText("R2.8.29", is_text=False),
        "K1": CellText("2020-08-29", "no_format", is_text=False),
    }


def test_reading_struck_texts(cells: Callable[..., dict[str, CellText]]) -> None:
    struck = "<r><rPr><strike/></rPr><t>旧</t></r>"
    found = cells(
        data(inline(f"<r><t>前</t></r>{struck}<r><rPr/><t>新</t></r>", "A1"), inline("<t>全部</t>", "B1", 1),
             inline(f"<r><t>継</t></r>{struck}<r><rPr/><t>新</t></r>", "C1", 1), inline("<t>生</t>", "D1", 2),
             '<c r="E1" t="s"><v>0</v></c>', '<c r="F1" s="6"><v>0.5</v></c>',
             inline("<r><rPr><strike/></rPr><t> </t></r><r><t>空白だけ</t></r>", "G1")),
        styles=STYLES, strings='<si><r><rPr><strike val="0"/></rPr><t>残</t></r>' + struck + "</si>",
    )
    assert found == {
        "A1": CellText("前旧新", "struck", "旧"), "B1": CellText("全部", "struck", "全部"),
        "C1": CellText("継旧新", "struck", "継旧"), "D1": CellText("生"), "E1": CellText("残旧", "struck", "旧"),
        "F1": CellText("50%", "struck", "50%", is_text=False), "G1": CellText(" 空白だけ"),
    }


def test_reading_furigana_and_raised_marks(cells: Callable[..., dict[str, CellText]]) -> None:
    raised = '<r><rPr><vertAlign val="superscript"/></rPr><t>{}</t></r>'
    found = cells(
        data('<c r="A1" t="s"><v>0</v></c>', inline(f"<r><t>ICT</t></r>{raised.format('1')}<r><rPr/><t>化</t></r>", "B1"),
             inline(f"<r><t>注</t></r>{raised.format('※')}{raised.format('2 ')}", "C1"),
             inline('<r><t>H</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r>', "D1")),
        strings='<si><t>施策</t><rPh sb="0" eb="2"><t>シサク</t></rPh><phoneticPr fontId="1"/></si>',
    )
    assert {name: cell.text for name, cell in found.items()} == {
        "A1": "施策", "B1": "ICT[^1]化", "C1": "注[^※2] ", "D1": "H2",
    }


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("一_x000D_\n二", "一\n二"), ("一\r\n二&#13;三", "一\n二\n三"), ("_x005F_x0041_", "_x0041_"), ("_x0041_", "A"),
        ("a_x0007_b\tc", "ab\tc"), ("x_xD83D_y", "x\ufffdy"), ("_xD842__xDFB7_", "𠮷"), ("ヶ①㈱ﾊﾝｶｸ", "ヶ①㈱ﾊﾝｶｸ"),
        ("葛\U000e0100城", "葛\U000e0100城"), ("\u202e右\u202c", "\u202e右\u202c"), ("_x41_", "_x41_"),
    ],
)
def test_reading_cleaned_text(cells: Callable[..., dict[str, CellText]], written: str, text: str) -> None:
    found = cells(data(inline(f"<t>{written}</t>"), f'<c r="B1" t="str"><f>X</f><v>{written}</v></c>',
                       '<c r="C1" t="s"><v>0</v></c>'), strings=f"<si><t>{written}</t></si>")
    assert [cell.text for cell in found.values()] == [text] * 3


def test_reading_removed_characters_are_announced(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    book = read(build(data(inline("<t>a_x0001_</t>"), inline("<t>_xD800_</t>", "B1"), inline("<t>c\r\n</t>", "C1"))))
    assert len(book.notes) == 1
    assert "2個" in book.notes[0]


def test_reading_formulas_and_errors(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    book = read(build(data(
        '<c r="B3"><f>A1+1</f></c>', '<c r="C3"><f>A1</f><v></v></c>', '<c r="D3" t="str"><f>A1</f><v></v></c>',
        '<c r="E3" t="e"><f>A1</f><v>#REF!</v></c>', '<c r="F3" t="str"><f>A1</f><v>結果</v></c>',
        '<c r="G3"><f>A1</f><v>3</v></c>',
    )))
    assert book.sheets[0].cells == {
        (3, 2): CellText("", "no_value", is_text=False), (3, 3): CellText("", "no_value", is_text=False),
        (3, 5): CellText("#REF!", "error", is_text=False), (3, 6): CellText("結果"),
        (3, 7): CellText("3", is_text=False),
    }
    assert [note for note in book.notes if "2個" in note and "「表1」のB3" in note]
    assert [note for note in book.notes if "1個" in note and "「表1」のE3" in note]


def test_reading_lines_merges_and_hidden_things(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="3" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>'
        '<sheetData><row r="2" ht="24.5" customHeight="1"><c r="A2"><v>1</v></c></row><row r="4" hidden="1"/>'
        '<row r="9" ht="12" hidden="true"/></sheetData>'
        '<mergeCells count="9"><mergeCell ref="A2:D5"/><mergeCell ref="nonsense"/></mergeCells>'
    )
    parts = build(sheet, "<sheetData/>")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'sheetId="2"', b'sheetId="2" state="veryHidden"')
    book = read(parts)
    first = book.sheets[0]
    assert (book.kind, first.name, first.merges) == ("xlsx", "表1", [(2, 1, 5, 4)])
    assert (first.heights, first.hidden_rows, first.hidden_columns) == ({2: 24.5}, {4}, {2, 3, 4})
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_reading_without_references(cells: Callable[..., dict[str, CellText]]) -> None:
    found = cells("<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
                  '<row r="5"><c r="B5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row></sheetData>')
    assert {name: cell.text for name, cell in found.items()} == {
        "A1": "1", "C1": "3", "B5": "4", "C5": "5", "A6": "6",
    }


def test_reading_large_sheet_in_batches(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    rows = "".join(f'<row r="{row}" ht="10"><c><v>{row}</v></c><c><v>2</v></c></row>' for row in range(1, 50_001))
    book = read(build(f"<sheetData>{rows}</sheetData>", data("<c><v>1</v></c>")))
    assert [len(sheet.cells) for sheet in book.sheets] == [100_000, 1]
    assert book.sheets[0].cells[50_000, 1].text == "50000"
    assert len(book.sheets[0].heights) == 50_000


def test_reading_hidden_zeros(cells: Callable[..., dict[str, CellText]]) -> None:
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert cells(view + data('<c r="A1"><v>0</v></c>', '<c r="B1"><v>10</v></c>')).keys() == {"B1"}


def test_reading_dates_from_1904(cells: Callable[..., dict[str, CellText]]) -> None:
    found = cells(data('<c r="A1" s="5"><v>42610</v></c>'), styles=STYLES, workbook='<workbookPr date1904="1"/>')
    assert found["A1"].text == "R2.8.29"


def test_reading_strict_files_in_full(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    parts = build(data('<c r="A1" s="5"><v>44072</v></c>', inline("<t>題</t>", "B1", 1)), styles=STYLES)
    for name in parts:
        for transitional, strict in STRICT.items():
            parts[name] = parts[name].replace(transitional, strict)
    assert list(read(parts).sheets[0].cells.values()) == [
        CellText("R2.8.29", is_text=False), CellText("題", "struck", "題"),
    ]


def test_reading_prefixed_names_and_utf_16(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    parts = build(data(inline("<t>題</t>")))
    sheet = "xl/worksheets/sheet1.xml"
    prefixed = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", parts[sheet].decode()).replace("xmlns=", "xmlns:x=")
    parts[sheet] = f'<?xml version="1.0" encoding="UTF-16"?>{prefixed}'.encode("utf-16")
    assert read(parts).sheets[0].cells == {(1, 1): CellText("題")}


def test_reading_macro_workbook(
    build: Callable[..., dict[str, bytes]], read: Callable[[dict[str, bytes]], WorkbookCells]
) -> None:
    parts = build(data(inline("<t>題</t>")))
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
    )
    parts |= {"xl/vbaProject.bin": b"x"}
    book = read(parts)
    assert book.kind == "xlsm"
    assert book.notes == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_reading_round_trip_of_any_text(
    cells: Callable[..., dict[str, CellText]], texts: list[str]
) -> None:
    """Written as Excel would: what XML cannot hold and what looks like an escape goes out as ``_xHHHH_``."""
    def written(text: str) -> str:
        text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
        return escape(re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text))

    def cleaned(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return re.sub("[\x00-\x08\x0b-\x1f]", "", text)

    items = "".join(f'<si><t xml:space="preserve">{written(text)}</t></si>' for text in texts)
    numbers = range(len(texts))
    found = cells(
        data(*[f'<c t="s"><v>{n}</v></c>' for n in numbers]), strings=items
    )
    assert [cell.text for cell in found.values()] == [text for text in map(cleaned, texts) if text]


@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_reading_what_openpyxl_wrote(
    reader: WorkbookReader, tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    texts = [re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x", "", text) for text in texts]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, text in enumerate(texts, 1):
        cell = sheet.cell(row, 1)
        cell.value = text
        cell.data_type = "s"
    path = tmp_path_factory.mktemp("written") / "書出し.xlsx"
    book.save(path)
    found = reader.read(path).sheets[0].cells
    assert [(row, found[row, 1].text) for row, text in enumerate(texts, 1) if text] == [
        (row, text) for row, text in enumerate(texts, 1) if text
    ]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["sodegaura_progress.xlsx", "sodegaura_plan.xlsx"])
def test_reading_real_sheets_as_openpyxl_does(reader: WorkbookReader, shared_folder: Path, name: str) -> None:
    path = shared_folder / "samples" / name
    book = reader.read(path)
    other = openpyxl.load_workbook(path, data_only=True)
    assert [sheet.name for sheet in book.sheets] == other.sheetnames
    assert book.notes == []
    for ours, theirs in zip(book.sheets, other.worksheets, strict=True):
        expected = {
            (cell.row, cell.column): str(cell.value) for row in theirs.iter_rows() for cell in row if cell.value is not None
        }
        assert {place: cell.text for place, cell in ours.cells.items()} == expected
        assert set(ours.merges) == {
            (area.min_row, area.min_col, area.max_row, area.max_col) for area in theirs.merged_cells.ranges
        }
        assert ours.heights == {row: line.height for row, line in theirs.row_dimensions.items() if line.height}
