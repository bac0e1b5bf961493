"""Requests as they come back: 整理番号 found, side columns and remarks told apart, and nothing of them in an entry."""
from __future__ import annotations

import random
import time
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from planeditor.domain.stamps import new_stamp
from planeditor.domain.text import without_space
from planeditor.formengine.cells import CellText, FloatingText, SheetCells, WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.slip import Slip, book_stamp, is_slip, read_slip
from planeditor.formengine.recognition.stamping import SHEET_NAME, stamp_of
from planeditor.messages import request_sheet as words
from planeditor.services.formsets import FormSets
from tests.conftest import ROOT
from tests.formengine.foreign_sheets import BOOK_CHANGES, CHANGES, Tab, changed, load_tabs, save_tabs

FORMS = FormSets([ROOT / "forms"])
EFFECT = words.SIDE_FORECAST.format(field="効果（額）")
LAST_YEAR, CORRECTION, POINT = "昨年度に書いた文", "元年度の件数は12件でした", "数字の根拠も書いてください"


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


@cache
def official() -> tuple[Tab, ...]:
    return tuple(load_tabs(ROOT / "resources" / "sample" / "mihonshi.xlsx"))


def stamps(count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        found.append(new_stamp("見本", found))
    return found


def dressed(tab: Tab, stamp: str, *, gap: int = 1) -> Tab:
    """A tab with the side columns of a request."""
    tab = deepcopy(tab)
    head, right = tab.find("進捗総括")[0], tab.right + gap
    tab.cells[1, right + 1], tab.cells[1, right + 2] = words.TOKEN, stamp
    tab.cells[1, right + 3] = words.SIDE_ROLE.format(role="主管")
    for at, title in enumerate((words.SIDE_LAST_YEAR, words.SIDE_PAST, EFFECT, words.SIDE_POINT), start=1):
        tab.cells[head, right + at] = title
    first, *_, last = tab.years()
    tab.cells[last, right + 1] = LAST_YEAR
    tab.cells[first, right + 2] = CORRECTION
    tab.cells[last, right + 3] = words.FORECAST
    tab.cells[last, right + 4] = POINT
    return tab


def read(reader: WorkbookReader, tabs: list[Tab]) -> tuple[WorkbookCells, list[Reading]]:
    book = reader.read_bytes("提出.xlsx", save_tabs(tabs))
    return book, [r for sheet in book.sheets for r in recognise(sheet, FORMS.patterns())]


def entries(reading: Reading) -> dict[tuple[str, str, str], str]:
    return {(n.kind, *key): c.text for n in (reading.plan, *reading.nodes) for key, c in n.entries.items()}


def number(reading: Reading) -> str:
    return next(n.text("@number") for n in reading.nodes if n.kind == "measure")


def check_sides(reading: Reading, first: str, last: str) -> None:
    """The side columns told what they tell, and nothing else."""
    assert [(r.kind, r.text, r.period) for r in reading.remarks] == [("past", CORRECTION, first)]
    assert reading.forecasts == {("effect", last): words.FORECAST}


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_side_columns_are_no_entries(reader: WorkbookReader, gap: int) -> None:
    tabs = list(official())
    marks = stamps(len(tabs))
    _, plain = read(reader, tabs)
    _, readings = read(reader, [dressed(t, s, gap=gap) for t, s in zip(tabs, marks, strict=True)])
    assert [entries(r) for r in readings] == [entries(r) for r in plain]
    assert [r.stamp for r in readings] == marks
    assert [r.unread for r in readings] == [r.unread for r in plain]
    for reading in readings:
        check_sides(reading, *_years(reading))


def _years(reading: Reading) -> tuple[str, str]:
    keys = sorted(set(reading.period_rows.values()))
    return keys[0], keys[-1]


@pytest.mark.parametrize("name", [*CHANGES, *BOOK_CHANGES])
@pytest.mark.parametrize("seed", range(2))
def test_changed_by_hand(reader: WorkbookReader, name: str, seed: int) -> None:
    """Whatever is changed, the form is read as it is without side columns, and no entry holds a text of these."""
    tabs = list(official())[:4]
    marks = stamps(len(tabs))
    _, plain = read(reader, tabs)
    known = {number(r): (mark, entries(r)) for r, mark in zip(plain, marks, strict=True)}
    readings = read(reader, changed([dressed(t, s) for t, s in zip(tabs, marks, strict=True)], [name], random.Random(seed)))[1]
    assert readings
    for reading in readings:
        found = entries(reading)
        assert not [k for k, text in found.items() if _is_side(text)]
        if number(reading):
            mark, own = known[number(reading)]
            assert reading.stamp == mark
            wrong = {k: (text, own[k]) for k, text in found.items() if without_space(text) != without_space(own.get(k, text))}
            assert not wrong
        assert CORRECTION in [r.text for r in reading.remarks]
        told = [*reading.forecasts.values(), *(r.text for r in reading.remarks)]
        assert told.count(words.FORECAST) == 1


def _is_side(text: str) -> bool:
    return any(side in text for side in (LAST_YEAR, CORRECTION, POINT, words.TOKEN)) or text in (words.FORECAST, words.FINAL)


@pytest.mark.parametrize("seed", range(30))
def test_combined_changes(reader: WorkbookReader, seed: int) -> None:
    """Several changes at once: no text of a side column in an entry, no stamp with the number of another."""
    rng = random.Random(seed)
    tabs = list(official())
    marks = stamps(len(tabs))
    _, plain = read(reader, tabs)
    known = {number(r): mark for r, mark in zip(plain, marks, strict=True)}
    names = [*rng.sample([*CHANGES], 3), rng.choice([*BOOK_CHANGES])]
    for reading in read(reader, changed([dressed(t, s) for t, s in zip(tabs, marks, strict=True)], names, rng))[1]:
        assert not [k for k, text in entries(reading).items() if _is_side(text)], names
        if number(reading):
            assert reading.stamp in (known[number(reading)], ""), names


def sheet(cells: dict[str, str], name: str = "Sheet1") -> SheetCells:
    found = SheetCells(name)
    found.cells = {coordinate_to_tuple(place): CellText(text) for place, text in cells.items()}
    return found


def form_cells(reader: WorkbookReader, *tabs: Tab) -> SheetCells:
    return read(reader, list(tabs))[0].sheets[0]


@pytest.mark.parametrize("text", ["{}", "整理番号：{}", "整理番号　{}", " {} "])
def test_a_cell_that_is_a_stamp(text: str) -> None:
    (stamp,) = stamps(1)
    assert stamp_of(text.format(stamp)) == stamp
    assert stamp_of(text.format(stamp.lower().replace("-", "ー"))) == stamp


@pytest.mark.parametrize("text", ["", "整理番号", "{}のシートです", "{}、{}", "2223-2222-2"])
def test_a_cell_that_is_no_stamp(text: str) -> None:
    assert stamp_of(text.format(*stamps(2))) == ""


def test_the_name_of_the_sheet_and_the_visible_stamp(reader: WorkbookReader) -> None:
    one, other = stamps(2)
    cells = form_cells(reader, dressed(official()[0], one))
    for names, stamp, seen in (({}, one, ()), ({SHEET_NAME: one}, one, ()), ({SHEET_NAME: other}, "", {one, other}),
                               ({SHEET_NAME: "読めない"}, one, ())):
        cells.names = dict(names)
        (reading,) = recognise(cells, FORMS.patterns())
        assert (reading.stamp, set(reading.seen_stamps)) == (stamp, set(seen))
    bare = form_cells(reader, official()[0])
    bare.names = {SHEET_NAME: one}
    assert recognise(bare, FORMS.patterns())[0].stamp == one


def test_forms_below_each_other_have_their_own_stamps(reader: WorkbookReader) -> None:
    first, second, third = stamps(3)
    tabs = [dressed(official()[0], first), dressed(official()[1], second), deepcopy(official()[2])]
    cells = form_cells(reader, *BOOK_CHANGES["stacked_without_gaps"](tabs, random.Random(0)))
    cells.names = {SHEET_NAME: first}
    assert [r.stamp for r in recognise(cells, FORMS.patterns())] == [first, second, ""]
    cells.names = {SHEET_NAME: third}
    assert [r.stamp for r in recognise(cells, FORMS.patterns())] == [first, second, third]


def test_two_stamps_beside_one_form_are_asked_about(reader: WorkbookReader) -> None:
    one, other = stamps(2)
    tab = dressed(official()[0], one)
    tab.cells[3, tab.right + 1] = other
    (reading,) = read(reader, [tab])[1]
    assert (reading.stamp, reading.seen_stamps) == ("", (one, other))


def test_comments_and_text_boxes_go_to_the_form_they_are_beside(reader: WorkbookReader) -> None:
    tabs = [deepcopy(t) for t in official()[:2]]
    bottom, year = tabs[0].bottom, tabs[0].years()[1]
    cells = form_cells(reader, *BOOK_CHANGES["stacked_without_gaps"](tabs, random.Random(0)))
    cells.floating = [
        FloatingText("comment", "確認中", (year, 5)), FloatingText("textbox", "図の説明", (bottom + 1, 2)),
        FloatingText("textbox", "どこか"), FloatingText("comment", "端", (bottom + 400, 900)),
    ]
    upper, lower = recognise(cells, FORMS.patterns())
    key = upper.period_rows[year]
    assert [(r.kind, r.text, r.cell, r.period) for r in upper.remarks] == [
        ("comment", "確認中", f"E{year}", key), ("textbox", "どこか", "", "")]
    assert [r.text for r in lower.remarks] == ["図の説明", "端"]


def test_remarks_round_the_table(reader: WorkbookReader) -> None:
    (stamp,) = stamps(1)
    tab = dressed(official()[0], stamp)
    year, right, bottom = tab.years()[0], tab.right, tab.bottom
    tab.cells[year, right + 2], tab.cells[bottom + 3, 2] = "来週連絡します", "下の覚え"
    tab.cells[bottom + 2, right - 1] = "列の下の覚え"
    (reading,) = read(reader, [tab])[1]
    beside = [(r.text, r.cell, r.period) for r in reading.remarks if r.kind == "beside"]
    assert sorted(beside) == sorted([
        ("来週連絡します", f"{get_column_letter(right + 2)}{year}", reading.period_rows[year]),
        ("下の覚え", f"B{bottom + 3}", ""), ("列の下の覚え", f"{get_column_letter(right - 1)}{bottom + 2}", ""),
    ])
    assert reading.unread == 0


def test_a_head_typed_into_a_cell_of_the_form_takes_nothing_away(reader: WorkbookReader) -> None:
    tab = deepcopy(official()[0])
    year, work = tab.years()[0], tab.find("作業内容")[1]
    tab.cells[year, work] = words.SIDE_LAST_YEAR
    tab.cells[year + 1, work] = "消えてはならない文"
    (reading,) = read(reader, [tab])[1]
    assert {words.SIDE_LAST_YEAR, "消えてはならない文"} <= set(entries(reading).values())


def test_struck_text_in_a_remark_is_said(reader: WorkbookReader) -> None:
    cells = form_cells(reader, official()[0])
    cells.cells[2, 30] = CellText("旧い文新しい文", "struck", "旧い文")
    (reading,) = recognise(cells, FORMS.patterns())
    assert [r.text for r in reading.remarks] == ["旧い文新しい文（取り消し線：「旧い文」）"]


def test_a_struck_forecast_is_a_remark(reader: WorkbookReader) -> None:
    (stamp,) = stamps(1)
    cells = form_cells(reader, dressed(official()[0], stamp))
    place = next(p for p, c in cells.cells.items() if c.text == words.FORECAST)
    cells.cells[place] = CellText(words.FORECAST, "struck", words.FORECAST)
    (reading,) = recognise(cells, FORMS.patterns())
    assert reading.forecasts == {}
    assert "見込（取り消し線：「見込」）" in [r.text for r in reading.remarks]


def slip_cells(token: str, name: str = words.SLIP_SHEET) -> SheetCells:
    slip = sheet({
        "D1": "整理番号", "E1": token, "A2": words.SLIP_SHEET, "A3": "期限", "B3": "令和6年5月10日", "A4": "内線", "B4": "234",
        "A6": words.SLIP_FILL_IN, "A8": "記入者", "B8": "見本 花子", "D8": "内線", "E8": "511", "A9": "連絡事項", "B9": "一行目",
        "A13": words.SLIP_LIST, "A14": "番号", "B14": "名称", "A15": "①-01", "B15": "連絡事項",
    }, name)
    slip.merges = [(9, 2, 11, 5), (9, 1, 11, 1)]
    slip.cells[12, 2] = CellText("二行目")
    return slip


@pytest.mark.parametrize("name", [words.SLIP_SHEET, "Sheet9", "記入の お願い"])
def test_the_slip(name: str) -> None:
    (token,) = stamps(1)
    slip = slip_cells(token, name)
    slip.floating = [FloatingText("comment", "不在です", (8, 2))]
    found = read_slip(slip)
    assert found is not None
    assert (found.filled_by, found.phone, found.remarks, found.token) == ("見本 花子", "511", "一行目\n二行目", token)
    assert found.who == "見本 花子（内線511）"
    assert [(r.kind, r.text, r.cell) for r in found.floating] == [("comment", "不在です", "B8")]


@pytest.mark.parametrize(
    ("name", "phone", "who"),
    [
        ("佐藤", "", "佐藤"), ("", "234", "内線234"), ("佐藤", "内線 234", "佐藤（内線234）"),
        ("佐藤\n鈴木", " 234 ", "佐藤 鈴木（内線234）"), ("", "", ""),
    ],
)
def test_who_filled_it_in_and_where_they_are_reached(name: str, phone: str, who: str) -> None:
    assert Slip(name, phone).who == who


def test_an_empty_slip_tells_nothing() -> None:
    (token,) = stamps(1)
    slip = slip_cells(token)
    for place in ((8, 2), (8, 5), (9, 2), (12, 2)):
        del slip.cells[place]
    found = read_slip(slip)
    assert found is not None
    assert (found.filled_by, found.phone, found.remarks) == ("", "", "")


def test_a_sheet_of_a_form_is_no_slip(reader: WorkbookReader) -> None:
    assert not is_slip(form_cells(reader, official()[0]))
    assert read_slip(sheet({"A1": "内線", "A2": "連絡事項"})) is None


def test_the_stamp_of_the_book() -> None:
    one, other = stamps(2)
    book, slips = WorkbookCells("提出.xlsx", "xlsx", ""), [Slip(token=one), Slip()]
    assert book_stamp(book, slips) == one
    book.properties = {"planeditor-request": one}
    assert book_stamp(book, slips) == one
    book.properties = {"planeditor-request": other}
    assert book_stamp(book, []) == other
    assert book_stamp(book, slips) == ""
    assert book_stamp(WorkbookCells("提出.xlsx", "xlsx", ""), []) == ""


def test_points_are_passed_over_above_the_table_too(reader: WorkbookReader) -> None:
    """What the 事務局 asked for stands beside the cell it is about, also beside those above the head of the column."""
    (stamp,) = stamps(1)
    tab = dressed(official()[0], stamp)
    tab.cells[tab.find("情報化施策の概要")[0], tab.find(words.SIDE_POINT)[1]] = "概要：目的も書いてください"
    (reading,) = read(reader, [tab])[1]
    assert [r.kind for r in reading.remarks] == ["past"]


def test_a_sheet_full_of_stamps_and_heads_is_read_at_once(reader: WorkbookReader) -> None:
    """Many forms, stamps, heads and comments on one sheet cost as much more as they are more."""
    tab = official()[0]
    tabs = [dressed(tab, stamp) for stamp in stamps(40)]
    cells = form_cells(reader, *BOOK_CHANGES["stacked_without_gaps"](tabs, random.Random(0)))
    (stamp,) = stamps(1)
    for row in range(1, 600):
        for column in range(100, 140):
            cells.cells[row, column] = CellText(EFFECT if column % 2 else stamp)
    cells.floating = [FloatingText("comment", "文", (row, 3)) for row in range(1, 30_000)]
    begun = time.process_time()
    readings = recognise(cells, FORMS.patterns(["sodegaura"]))
    assert len(readings) == 40
    assert sum(len(r.remarks) for r in readings) >= 29_999
    assert time.process_time() - begun < 10
