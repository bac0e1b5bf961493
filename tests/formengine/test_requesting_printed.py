"""Long texts typed into a request and printed by another program; the rooms of cells; the papers that go with a request."""
from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.cover import CoverText
from planeditor.domain.plan import Key
from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.drawing import POINTS_PER_WIDTH
from planeditor.formengine.pages import CellStyle
from planeditor.formengine.requesting.opening import NAME_CAPACITY
from planeditor.formengine.requesting.order import BookOrder, OpenCell, SheetOrder
from planeditor.formengine.requesting.papers import write_cover, write_sent_list
from planeditor.formengine.requesting.rooms import CAPACITY, HIGHEST, LEAST_SCALE, height_for, widened, width_of
from planeditor.formengine.requesting.writer import RequestWriter
from planeditor.messages import request_sheet as words
from tests.formengine.test_requesting import BOOK, SLIP, TOKENS, forms, own_cells, reports, revised, sample

SIGNS = "蟻烏鰯鰻鷗鸚狼蛙蟹鴨雉狐鯨鯉蝙鮭鯖鮫猿鹿"
"""None of them stands in the sample."""
NAMES = ("E2", "B3")
"""担当部署 and 施策名, open in a revision."""
PAPER = 740.25
"""Width of the paper of 施策進行管理シート between its margins, in points."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("is_open", [reports, pytest.param(revised, marks=pytest.mark.full)])
def test_600_characters_typed_into_any_open_cell_are_printed_whole(
    tmp_path: Path, is_open: Callable[[Key], OpenCell | None]
) -> None:
    plan = sample()
    with (tmp_path / "依頼.xlsx").open("wb") as target:
        what = SheetOrder(forms().form("progress"), plan.measures[0].id, TOKENS[0], is_open)
        RequestWriter(forms(), plan, FontBook()).write(BookOrder(BOOK, "", SLIP, (what,)), target)
    book = openpyxl.load_workbook(tmp_path / "依頼.xlsx")
    sheet = book.worksheets[1]
    chosen = {str(v.sqref) for v in sheet.data_validations.dataValidation if v.type == "list"}
    typed: dict[str, str] = {}
    for cell in own_cells(sheet):
        if not cell.protection.locked and cell.coordinate not in chosen:
            sign = SIGNS[len(typed)]
            count = NAME_CAPACITY if cell.coordinate in NAMES else CAPACITY
            cell.value, typed[sign] = sign * count, cell.coordinate
    assert len(typed) >= 3
    book.remove(book.worksheets[0])
    book.save(tmp_path / "記入.xlsx")
    extents = printed_signs(tmp_path / "記入.xlsx", typed)
    widths = [sheet.column_dimensions[c].width * POINTS_PER_WIDTH for c in "ABCDEFG"]
    scale = min(1.0, PAPER / sum(widths))
    for sign, coordinate in typed.items():
        count, height = extents[sign]
        assert count == (NAME_CAPACITY if coordinate in NAMES else CAPACITY), coordinate
        # LibreOffice also writes lines that its box cuts off
        assert height <= (sheet.row_dimensions[sheet[coordinate].row].height or 0) * scale, coordinate


def printed_signs(path: Path, signs: Mapping[str, str]) -> dict[str, tuple[int, float]]:
    """How often each sign is printed, and from top to bottom over how many points."""
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    places: dict[str, list[tuple[float, float]]] = {sign: [] for sign in signs}
    document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
    for page in document:
        text = page.get_textpage()
        for number, char in enumerate(text.get_text_range()):
            if char in places:
                _, bottom, _, top = text.get_charbox(number)
                places[char].append((bottom, top))
    document.close()
    return {
        sign: (len(found), max(t for _, t in found) - min(b for b, _ in found)) for sign, found in places.items() if found
    }


def cell(row: int, column: int, columns: int = 1, size: float = 8.0) -> GridCell:
    return GridCell(row, column, 1, columns, CellStyle(size=size), "")


@given(
    st.lists(st.floats(20, 300), min_size=2, max_size=10), st.data(), st.lists(st.floats(14, 60), min_size=3, max_size=6)
)
def test_every_cell_for_running_text_gets_room(widths: list[float], data: st.DataObject, heights: list[float]) -> None:
    columns = data.draw(st.sets(st.integers(0, len(widths) - 1), min_size=1))
    rows = data.draw(st.sets(st.integers(0, len(heights) - 1), min_size=1))
    cells = [cell(r, c) for r in rows for c in columns]
    paper = 740.0
    found = widened(widths, cells, heights, paper)
    for one in cells:
        assert height_for(CAPACITY, width_of(found, one), one) <= HIGHEST
    # columns that are not to be filled in stay as they are
    assert [w for n, w in enumerate(found) if n not in columns] == [w for n, w in enumerate(widths) if n not in columns]
    if sum(found) > paper / LEAST_SCALE + 1 and sum(found) > sum(widths) + 1:
        # wider than is well legible only where even the highest rows need it
        assert all(height_for(CAPACITY, width_of(found, c), c) > HIGHEST - 40 for c in cells if found[c.column] > widths[c.column])


def test_widths_stay_where_all_cells_are_merged() -> None:
    assert widened([50.0, 60.0], [cell(0, 0, 2)], [20.0], 500.0) == [50.0, 60.0]


def test_covering_text_has_all_its_parts() -> None:
    cover = CoverText(
        "進行管理について（依頼）", "各所属長\n各出先機関の長", "見本市　行政管理課", "令和7年2月3日", "本文の一。\n本文の二。",
        (("対象", "施策のシート"), ("方法", "=1+1")), "令和7年2月28日（金）", "情報係　内線 2345",
    )  # fmt: skip
    target = BytesIO()
    write_cover(cover, target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    texts = [c.value for row in sheet.iter_rows() for c in row if c.value]
    assert texts == [
        cover.date, "各所属長", "各出先機関の長", cover.sender, cover.subject, "　本文の一。", "　本文の二。", words.COVER_NOTE,
        "１　対象", "施策のシート", "２　方法", "=1+1", f"３　{words.COVER_DEADLINE}", cover.deadline, words.COVER_END,
        words.COVER_CONTACT, cover.contact,
    ]  # fmt: skip
    assert not sheet.protection.sheet
    assert sheet.page_setup.orientation == "portrait"


def test_covering_text_without_a_date_leaves_its_place() -> None:
    target = BytesIO()
    write_cover(CoverText("件名"), target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert [c.value for row in sheet.iter_rows() for c in row if c.value] == [words.COVER_NO_DATE, "件名"]


def test_list_of_what_was_sent() -> None:
    rows = [("1", "行政管理課", "01_行政管理課_R6.xlsx"), ("", "総務課", "")]
    target = BytesIO()
    write_sent_list(rows, ("番号", "部署", "ファイル"), "送付一覧", target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    found = [[c.value or "" for c in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [["番号", "部署", "ファイル"], *map(list, rows)]
    assert sheet.print_title_rows == "$2:$2"


@pytest.mark.parametrize(
    ("subject", "lines"),
    [
        ("見本市計画の進行管理（令和5年度）について（依頼）", ["見本市計画の進行管理（令和5年度）について（依頼）"]),
        (
            "見本市地域情報化計画の進行管理（平成26年度～令和元年度）について（依頼）",
            ["見本市地域情報化計画の進行管理（平成26年度～令和元年度）について", "（依頼）"],
        ),
        (
            "見本市情報化推進計画及び見本市行政改革実施計画に掲げる取組の進捗状況の調査（令和5年度・令和6年度）について（依頼）",
            ["見本市情報化推進計画及び見本市行政改革実施計画に掲げる取組の", "進捗状況の調査（令和5年度・令和6年度）について（依頼）"],
        ),
    ],
)  # fmt: skip
def test_a_long_subject_breaks_where_a_reader_would(subject: str, lines: list[str]) -> None:
    output = BytesIO()
    write_cover(CoverText(subject), output)
    sheet = openpyxl.load_workbook(output).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "\n".join(lines) in texts
