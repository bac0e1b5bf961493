"""Sheets an office changed by hand: every entry in its place or named in a note, never in the place of another."""
from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from planeditor.domain.periods import parse_run
from planeditor.domain.text import label_key, without_space
from planeditor.formengine.cells import CUT_MARK, WorkbookCells
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.messages import importing as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.doubts import doubt_of
from tests.conftest import ROOT
from tests.formengine.foreign_sheets import (
    BOOK_CHANGES,
    CHANGES,
    HEADS,
    LABELLED,
    YEARLY,
    YEARS,
    Entry,
    Tab,
    changed,
    load_tabs,
    save_tabs,
)
from tests.plans import load_seed

pytestmark = pytest.mark.shared
FORMS = FormSets([ROOT / "forms"])
COMBINATIONS = 50
Expected = Mapping[str, Mapping[Entry, str]]


@dataclass
class Result:
    """What came of one workbook."""

    asked: int = 0
    placed: int = 0
    wrong: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


@cache
def tabs_of(path: Path) -> tuple[Tab, ...]:
    return tuple(load_tabs(path))


@cache
def expected_entries(shared: Path) -> Expected:
    """Number -> entries of its sheet, white space aside; blank ones too."""
    found: dict[str, dict[Entry, str]] = {}
    for sheet in load_seed(shared, "sodegaura_progress")["sheets"]:
        entries = {(f"@{k}", ""): sheet[k] for k in ("departments", "name", "number")}
        entries |= {(k, ""): sheet[k] for k in ("summary", "other_plans", "expected_effect", "target")}
        for key, year in zip(YEARS, sheet["years"], strict=True):
            entries |= {(name, key): year[name] for name in YEARLY}
        found[sheet["number"]] = {k: without_space(v) for k, v in entries.items()}
    return found


def read(reader: WorkbookReader, tabs: list[Tab]) -> tuple[WorkbookCells, list[Reading]]:
    book = reader.read_bytes("様式.xlsx", save_tabs(tabs))
    return book, [r for sheet in book.sheets for r in recognise(sheet, FORMS.patterns())]


def judge(book: WorkbookCells, readings: list[Reading], expected: Expected, lost: Mapping[str, set[Entry]]) -> Result:
    """Each entry read against the seed, each text on the sheets against what was read or noted."""
    result = Result(asked=sum(len(e) for e in expected.values()) - sum(len(x) for x in lost.values()))
    seen: dict[str, dict[Entry, str]] = {}
    asked: dict[str, set[Entry]] = {}
    for reading in readings:
        for node in reading.nodes:
            if node.kind != "measure":
                continue
            number = node.text("@number")
            if not number:  # the service refuses a sheet without a number; its entries must still be those of one sheet
                continue
            if number in seen or number not in expected:
                result.wrong.append(f"{reading.sheet}: {number} twice or unknown")
                continue
            seen[number] = {key: without_space(cell.text) for key, cell in node.entries.items()}
            asked[number] = {key for key, cell in node.entries.items() if doubt_of(cell).text}
    for number, entries in expected.items():
        own = seen.get(number, {})
        for key, text in entries.items():
            if own.get(key, "") == text:
                result.placed += key not in lost.get(number, ())
            elif own.get(key) and key not in asked.get(number, ()):
                result.wrong.append(f"{number} {key}: {own[key][:20]} instead of {text[:20]}")
            elif key not in lost.get(number, ()):
                result.unread.append(f"{number} {key}")
    result.unnamed = unnamed(book, readings)
    return result


def unnamed(book: WorkbookCells, readings: list[Reading]) -> list[str]:
    """Texts on recognised sheets that are neither of the layout nor an entry nor named in a note."""
    labels = {label_key(t) for t in (*LABELLED, *HEADS, "実施予定", "実施内容", "成果指標", "効果(額)")}
    found = []
    for sheet in book.sheets:
        own = [r for r in readings if r.sheet == sheet.name]
        entries = "\n".join(without_space(c.text) for r in own for n in r.nodes for c in n.entries.values())
        notes = "\n".join(note for r in own for note in r.notes)
        remarks = {remark.cell for r in own for remark in r.remarks}
        for (row, column), cell in sheet.cells.items():
            key = label_key(cell.text)
            place = f"{get_column_letter(column)}{row}"
            address = f"」{place}："
            layout = key in labels or parse_run(cell.text) or "施策進行管理シート" in key or "活動目標に対する進捗率" in key
            if layout or not own or without_space(cell.text) in entries:
                continue
            if address not in notes and place not in remarks:
                found.append(f"{sheet.name}{address}{cell.text[:20]}")
    return found


def run(reader: WorkbookReader, shared: Path, names: list[str], seed: int) -> Result:
    samples = list(tabs_of(shared / "samples" / "sodegaura_progress.xlsx"))
    order = sorted(names, key=lambda n: n in BOOK_CHANGES)
    before = changed(samples, [n for n in order if n in CHANGES], random.Random(seed))
    expected = expected_entries(shared)
    lost = {  # a sheet that lost its number is refused whole
        tab.name: set(expected[tab.name]) if ("@number", "") in tab.lost else tab.lost for tab in before
    }
    tabs = changed(before, [n for n in order if n in BOOK_CHANGES], random.Random(seed))
    book, readings = read(reader, tabs)
    return judge(book, readings, expected, lost)


def check(result: Result) -> None:
    assert not result.wrong
    assert not result.unnamed
    assert not result.unread


def test_official_layout_whole(reader: WorkbookReader, shared_folder: Path) -> None:
    result = run(reader, shared_folder, [], 0)
    check(result)
    assert (result.placed, result.asked) == (518, 518)
    _, readings = read(reader, list(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")))
    assert not [doubt_of(c).text for r in readings for n in r.nodes for c in n.entries.values() if doubt_of(c).text]


def test_remark_above_a_plan_sheet_is_no_area(reader: WorkbookReader, shared_folder: Path) -> None:
    """Only what begins as a number does names an area; a date or a remark in its place is noted."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_plan.xlsx")[1])
    tab.insert_row(1, 2)
    for remark in ("令和3年度 提出分", "※平成29年度より 統合しました", "提出日 8月29日"):
        tab.cells[1, 1] = remark
        _, readings = read(reader, [tab])
        assert [n.kind for n in readings[0].nodes] == ["measure"]
        assert [(r.kind, r.text, r.cell) for r in readings[0].remarks] == [("beside", remark, "A1")]
    tab.cells[1, 1] = "① 地域情報化の推進"
    _, readings = read(reader, [tab])
    area = readings[0].nodes[0].area
    assert area is not None
    assert (area.text("@number"), area.text("@name")) == ("①", "地域情報化の推進")


@pytest.mark.parametrize("name", [*CHANGES, *BOOK_CHANGES])
def test_one_change(reader: WorkbookReader, shared_folder: Path, name: str) -> None:
    result = run(reader, shared_folder, [name], 1)
    check(result)
    assert result.placed == result.asked


def test_two_forms_on_one_sheet(reader: WorkbookReader, shared_folder: Path) -> None:
    """Sheets of the plan and of its progress below each other: each is known for what it is."""
    pairs = zip(*(tabs_of(shared_folder / "samples" / f"sodegaura_{n}.xlsx") for n in ("plan", "progress")), strict=True)
    tabs = BOOK_CHANGES["stacked_without_gaps"]([deepcopy(tab) for pair in pairs for tab in pair], random.Random(0))
    book, readings = read(reader, tabs)
    assert [r.form for r in readings] == ["plan", "progress"] * 14
    result = judge(book, [r for r in readings if r.form == "progress"], expected_entries(shared_folder), {})
    assert not result.wrong
    assert result.placed == 518
    plans = [n for r in readings if r.form == "plan" for n in r.nodes if n.kind == "measure"]
    assert [n.text("@number") for n in plans] == [*expected_entries(shared_folder)]
    assert all(n.text("target") and n.text("summary") for n in plans)


def test_a_second_row_of_a_year_is_noted(reader: WorkbookReader, shared_folder: Path) -> None:
    """Nothing is dropped without a word: of two texts for one entry the first is read, the other named."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    row, left = tab.years()[1], tab.left
    tab.insert_row(row + 1)
    tab.cells[row + 1, left], tab.cells[row + 1, tab.find("進捗総括")[1]] = "H29年度", "別の総括"
    _, readings = read(reader, [tab])
    assert readings[0].nodes[-1].text("progress", YEARS[1]) == tab.cells[row, tab.find("進捗総括")[1]]
    assert any(f"{get_column_letter(tab.find('進捗総括')[1])}{row + 1}：「進捗総括」" in note for note in readings[0].notes)


def one_sheet(reader: WorkbookReader, tab: Tab) -> Reading:
    return read(reader, [tab])[1][0]


def test_rows_an_office_split_are_lines(reader: WorkbookReader, shared_folder: Path) -> None:
    """Two rows under one label are no cut text, however high they are; only marked parts go on directly."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    row, effect, work = tab.years()[1], tab.find("効果（額）")[1], tab.find("作業内容")[1]
    tab.insert_row(row + 1)
    tab.merges += [(row, column, row + 1, column) for column in range(tab.left, work)]
    tab.cells[row, effect], tab.cells[row + 1, effect] = "10%", "20%"
    tab.cells[row, work], tab.cells[row + 1, work] = "途中で切れた" + CUT_MARK, "文"
    book = reader.read_bytes("様式.xlsx", save_tabs([tab]))
    book.sheets[0].heights |= {row: 400.0, row + 1: 400.0}
    measure = recognise(book.sheets[0], FORMS.patterns())[0].nodes[-1]
    assert measure.text("effect", YEARS[1]) == "10%\n20%"
    assert measure.text("work", YEARS[1]) == "途中で切れた文"
    assert not any(doubt_of(c).text for c in measure.entries.values())


@pytest.mark.parametrize("count", [1, 2])
def test_a_label_merged_over_further_years_is_asked_about(reader: WorkbookReader, shared_folder: Path, count: int) -> None:
    """The texts of the years below may not pass for those of the year that is named."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    row = tab.years()[1]
    tab.merges.append((row, tab.left, row + count, tab.left))
    for below in range(row + 1, row + count + 1):
        del tab.cells[below, tab.left]
    tab.cells.pop((row, tab.find("効果（額）")[1]))
    measure = one_sheet(reader, tab).nodes[-1]
    asked = {key for key, cell in measure.entries.items() if doubt_of(cell).text}
    assert {(name, YEARS[1]) for name in ("planning", "progress", "work", "effect")} <= asked
    assert {period for _, period in asked} == {YEARS[1]}


def test_a_value_merged_over_heads_is_noted(reader: WorkbookReader, shared_folder: Path) -> None:
    """It is taken for the first of them; that it may be meant for all is said."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    row, first, last = tab.years()[2], tab.find("計画・設計")[1], tab.find("運用")[1]
    for column in range(first, last + 1):
        tab.cells.pop((row, column), None)
    tab.cells[row, first] = "継続"
    tab.merges.append((row, first, row, last))
    reading = one_sheet(reader, tab)
    assert reading.nodes[-1].text("planning", YEARS[2]) == "継続"
    noted = say.NOTE_MERGED_FIELDS.format(where=f"シート「{tab.name}」{get_column_letter(first)}{row}")
    assert [n for n in reading.notes if "結合" in n] == [noted]


def test_texts_that_were_not_taken_are_counted(reader: WorkbookReader, shared_folder: Path) -> None:
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    assert one_sheet(reader, tab).unread == 0
    row, work = tab.years()[1], tab.find("作業内容")[1]
    tab.cells[row, tab.right + 3] = "欄外の覚え"
    beside = one_sheet(reader, tab)
    assert beside.unread == 0
    assert [(r.text, r.period) for r in beside.remarks] == [("欄外の覚え", YEARS[1])]
    tab.insert_row(row + 1)
    tab.cells[row + 1, tab.left], tab.cells[row + 1, work] = "H29年度", "別の作業"
    assert one_sheet(reader, tab).unread == 1
    tab.insert_row(row + 2)
    tab.cells[row + 2, work] = "年度のない作業"
    assert one_sheet(reader, tab).unread == 2


@pytest.mark.parametrize("seed", range(COMBINATIONS))
def test_combined_changes(reader: WorkbookReader, shared_folder: Path, seed: int) -> None:
    """Three to five changes at once. What they make ambiguous may be left, but is named; nothing is misplaced."""
    rng = random.Random(seed)
    years = [n for n in CHANGES if re.match("years_(as|of|in_full)", n)]
    pool = [n for n in CHANGES if n not in years]
    names = rng.sample(pool, rng.randint(2, 4)) + rng.sample(years, rng.randint(0, 1)) + rng.sample([*BOOK_CHANGES], 1)
    result = run(reader, shared_folder, names, seed)
    assert not result.wrong, names
    assert not result.unnamed, names


def test_a_text_right_below_an_entry_is_asked_about(reader: WorkbookReader, shared_folder: Path) -> None:
    """A year over two rows whose label is not merged: the second row may be the rest of the first."""
    tab = deepcopy(tabs_of(shared_folder / "samples" / "sodegaura_progress.xlsx")[0])
    row, work = tab.years()[1], tab.find("作業内容")[1]
    tab.insert_row(row + 1)
    tab.cells[row + 1, work] = "・続きの行"
    reading = one_sheet(reader, tab)
    entries = reading.nodes[-1].entries
    assert [key for key, cell in entries.items() if doubt_of(cell).text] == [("work", YEARS[1])]
    assert reading.unread == 1
