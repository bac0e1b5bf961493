"""What the writer of requests wrote, filled in, changed by hand and saved by other programs: 0 entries in the wrong place."""
from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.text import without_space
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.slip import book_stamp, is_slip, read_slip
from planeditor.messages import request_sheet as words
from planeditor.services.formsets import FormSets
from planeditor.services.intake.doubts import doubt_of
from tests.formengine import returned_books as returned
from tests.formengine.returned_books import Returned, own

PATTERNS = FormSets().patterns()
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


@pytest.fixture(scope="module")
def filled() -> Returned:
    return returned.fill_in(returned.write_request(returned.sample_plan(), 4))


def read(reader: WorkbookReader, book: Returned) -> tuple[WorkbookCells, list[Reading]]:
    cells = reader.read_bytes("提出.xlsx", book.data)
    return cells, [r for sheet in cells.sheets for r in recognise(sheet, PATTERNS)]


def check(book: Returned, readings: list[Reading], *, stamped: bool = True, sides: bool = True) -> None:
    """Every entry in its place, its stamp with its number, nothing of the side columns lost or misplaced."""
    assert sorted(_number(r) for r in readings) == sorted(book.expected)
    for reading in readings:
        number = _number(reading)
        found = {key: without_space(c.text) for n in reading.nodes for key, c in n.entries.items() if n.kind == "measure"}
        expected = {key: without_space(text) for key, text in book.expected[number].items() if text}
        assert {k: t for k, t in found.items() if t} == expected, number
        assert not [c for n in reading.nodes for c in n.entries.values() if doubt_of(c).text]
        assert not reading.unread
        if stamped:
            assert reading.stamp == book.stamps[number]
        if sides:
            assert reading.forecasts == {("effect", book.asked): words.FORECAST}
            assert [(r.kind, r.text, r.period) for r in reading.remarks] == [("past", returned.CORRECTION, book.past)]


def _number(reading: Reading) -> str:
    return next(n.text("@number") for n in reading.nodes if n.kind == "measure")


def check_slip(cells: WorkbookCells, book: Returned) -> None:
    slips = [slip for sheet in cells.sheets if (slip := read_slip(sheet)) is not None]
    assert [(s.filled_by, s.phone, s.remarks, s.token) for s in slips] == [
        (returned.FILLED_BY, returned.PHONE, returned.SAID, book.token)]
    assert book_stamp(cells, slips) == book.token


def test_as_it_was_sent(reader: WorkbookReader) -> None:
    """Not filled in at all: every entry as the plan has it, and nothing to say."""
    sent = returned.write_request(returned.sample_plan(), 12)
    cells, readings = read(reader, sent)
    check(sent, readings, sides=False)
    assert not [r for reading in readings for r in reading.remarks]
    assert not [f for reading in readings for f in reading.forecasts.values() if f]
    slip = read_slip(cells.sheets[0])
    assert slip is not None
    assert (slip.filled_by, slip.phone, slip.remarks, slip.token) == ("", "", "", sent.token)
    assert [is_slip(s) for s in cells.sheets] == [True] + [False] * 12


def test_filled_in(reader: WorkbookReader, filled: Returned) -> None:
    cells, readings = read(reader, filled)
    check(filled, readings)
    check_slip(cells, filled)
    assert [s.names["planeditor_sheet"] for s in cells.sheets[1:]] == [*filled.stamps.values()]


def test_a_revision(reader: WorkbookReader) -> None:
    sent = returned.fill_in(returned.write_request(returned.sample_plan(), 3, revision=True))
    check(sent, read(reader, sent)[1])


@OFFICE
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice(reader: WorkbookReader, filled: Returned, tmp_path: Path, suffix: str) -> None:
    other = filled.saved(filled.book())
    other.data = returned.convert(filled.data, suffix, tmp_path)
    cells, readings = read(reader, other)
    assert cells.kind == suffix
    check(filled, readings)
    check_slip(cells, filled)


# changes by hand

Change = Callable[[Workbook], None]
CHANGES: dict[str, Change] = {}


def change(function: Change) -> Change:
    CHANGES[function.__name__] = function
    return function


def taken_apart(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """Unmerge everything; gives the ranges that were: first row, first column, last row, last column."""
    found = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    for top, left, bottom, right in found:
        sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return found


def shifted(sheet: Worksheet, *, row: int = 0, column: int = 0) -> None:
    """Insert a row or column as Excel does: merged ranges move along."""
    areas = taken_apart(sheet)
    if row:
        sheet.insert_rows(row)
    else:
        sheet.insert_cols(column)
    for top, left, bottom, right in areas:
        sheet.merge_cells(
            start_row=top + (bool(row) and top >= row), end_row=bottom + (bool(row) and bottom >= row),
            start_column=left + (bool(column) and left >= column), end_column=right + (bool(column) and right >= column),
        )


def edge(sheet: Worksheet) -> int:
    """The first column beside the form."""
    return returned.place_of(sheet, "効果（額）")[1] + 1


@change
def rows_inserted(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        for row in (returned.place_of(sheet, "期待される効果")[0], 4, 1):
            shifted(sheet, row=row)


@change
def columns_inserted_beside(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        shifted(sheet, column=edge(sheet))
        shifted(sheet, column=edge(sheet) + 3)


@change
def columns_inserted_within(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        shifted(sheet, column=returned.place_of(sheet, "作業内容")[1])
        shifted(sheet, column=1)


@change
def gap_deleted(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        at, areas = edge(sheet), taken_apart(sheet)
        sheet.delete_cols(at)
        for top, left, bottom, right in areas:
            sheet.merge_cells(start_row=top, end_row=bottom, start_column=left - (left > at), end_column=right - (right >= at))


@change
def unmerged(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        taken_apart(sheet)


@change
def tabs_renamed(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


@change
def sheets_in_another_order(book: Workbook) -> None:
    book.move_sheet(book.worksheets[0], len(book.worksheets) - 1)
    book.move_sheet(book.worksheets[2], -2)


@change
def protection_removed(book: Workbook) -> None:
    returned.unlocked(book)


@change
def columns_widened_and_hidden(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        for column in range(1, 20):
            sheet.column_dimensions[get_column_letter(column)].width = 40
        sheet.column_dimensions[get_column_letter(edge(sheet) + 2)].hidden = True


@change
def names_removed(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.defined_names.clear()


@change
def visible_stamps_removed(book: Workbook) -> None:
    for sheet in returned.sheets_of(book):
        row, column = returned.place_of(sheet, words.TOKEN)
        own(sheet, row, column + 1).value = None


@pytest.mark.parametrize("name", CHANGES)
def test_changed(reader: WorkbookReader, filled: Returned, name: str) -> None:
    changed = filled.changed(CHANGES[name])
    cells, readings = read(reader, changed)
    check(filled, readings)
    check_slip(cells, filled)


@pytest.mark.parametrize("seed", range(12))
def test_changed_in_several_ways(reader: WorkbookReader, filled: Returned, seed: int) -> None:
    names = random.Random(seed).sample([n for n in CHANGES if not n.startswith("visible")], 4)

    def several(book: Workbook) -> None:
        for name in names:
            CHANGES[name](book)

    check(filled, read(reader, filled.changed(several))[1])


def test_sanitized(reader: WorkbookReader, filled: Returned) -> None:
    """Properties and names are gone; what can be seen is enough."""
    other = filled.saved(filled.book())
    other.data = returned.without_parts(filled.data)
    cells, readings = read(reader, other)
    assert cells.properties == {}
    check(filled, readings)
    check_slip(cells, filled)


def test_all_stamps_lost(reader: WorkbookReader, filled: Returned) -> None:
    def lose(book: Workbook) -> None:
        names_removed(book)
        visible_stamps_removed(book)

    _, readings = read(reader, filled.changed(lose))
    check(filled, readings, stamped=False)
    assert [r.stamp for r in readings] == [""] * 4


def test_sheets_stacked_and_copied_into_another_book(reader: WorkbookReader, filled: Returned) -> None:
    """Values copied below each other on one sheet of a book of their own, as one pastes them."""
    book = Workbook()
    target = book.worksheets[0]
    down = 0
    for sheet in returned.sheets_of(filled.book()):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is not None:
                    target.cell(cell.row + down, cell.column).value = cell.value
        for area in sheet.merged_cells.ranges:
            left, top, right, bottom = area.bounds
            target.merge_cells(start_row=top + down, end_row=bottom + down, start_column=left, end_column=right)
        down += sheet.max_row
    cells, readings = read(reader, filled.saved(book))
    check(filled, readings)
    assert book_stamp(cells, filter(None, map(read_slip, cells.sheets))) == ""


def test_struck_text_is_asked_about(reader: WorkbookReader, filled: Returned) -> None:
    def strike(book: Workbook) -> None:
        for sheet in returned.sheets_of(book):
            row, column = returned.place_of(sheet, filled.typed[_number_of(sheet)]["work", filled.asked])
            own(sheet, row, column).value = CellRichText(TextBlock(InlineFont(strike=True), "旧い文"), "新しい文")
            effect = sheet.cell(row, column + 1)
            effect.font = Font(strike=True)

    def _number_of(sheet: Worksheet) -> str:
        return next(n for n in filled.stamps if sheet.title == n)

    for reading in read(reader, filled.changed(strike))[1]:
        entries = reading.nodes[-1].entries
        work, effect = entries["work", filled.asked], entries["effect", filled.asked]
        assert (work.doubt, work.text, work.struck) == ("struck", "旧い文新しい文", "旧い文")
        assert (effect.doubt, effect.struck) == ("struck", effect.text)


@OFFICE
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_struck_text_and_comments_saved_by_libreoffice(
    reader: WorkbookReader, filled: Returned, tmp_path: Path, suffix: str
) -> None:
    def strike(book: Workbook) -> None:
        sheet = returned.sheets_of(book)[0]
        row, column = returned.place_of(sheet, "作業内容")[0] + 1, returned.place_of(sheet, "作業内容")[1]
        own(sheet, row, column).value = CellRichText("残る文", TextBlock(InlineFont(strike=True), "旧い文"))
        sheet.cell(row, column).comment = Comment("確認してください", "企画課")

    other = filled.changed(strike)
    other.data = returned.convert(other.data, suffix, tmp_path)
    reading = read(reader, other)[1][0]
    struck = [c for c in reading.nodes[-1].entries.values() if c.doubt == "struck"]
    assert [(c.text, c.struck) for c in struck] == [("残る文旧い文", "旧い文")]
    assert [(r.text, r.cell) for r in reading.remarks if r.kind == "comment"] == [("確認してください", struck[0].cell)]
