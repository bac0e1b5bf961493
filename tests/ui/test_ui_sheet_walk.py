"""Walking over the cells of a sheet, and cells as text for spreadsheets."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.plan import Key
from planeditor.ui.sheet import cell_clipboard, cell_walk
from planeditor.ui.sheet.cell_choice import CellChoice
from planeditor.ui.sheet.cell_walk import Block, Cell, Lane, Way


def cell(name: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(row * 100 + column, (Key("m", name),), row, column, rows, columns)


HEAD = cell("head", 0, 1, columns=4)
TABLE = [[cell(f"{row}{column}", row, column) for column in range(1, 5)] for row in (2, 3, 4)]
FOOT = cell("foot", 6, 1, columns=4)
CELLS = [HEAD, *(c for row in TABLE for c in row), FOOT]


def test_down_and_up_keep_the_column_through_merged_cells() -> None:
    start = TABLE[2][3]
    below, lane = cell_walk.neighbour(CELLS, start, cell_walk.lane_of(start), Way.DOWN)
    assert below is FOOT
    again, _ = cell_walk.neighbour(CELLS, below, lane, Way.UP)
    assert again is start


def test_right_and_left_stay_in_the_row() -> None:
    row = TABLE[1]
    lane = cell_walk.lane_of(row[0])
    for expected in row[1:]:
        here = row[row.index(expected) - 1]
        found, lane = cell_walk.neighbour(CELLS, here, lane, Way.RIGHT)
        assert found is expected
    assert cell_walk.neighbour(CELLS, row[3], lane, Way.RIGHT)[0] is row[3]
    assert cell_walk.neighbour(CELLS, row[1], cell_walk.lane_of(row[1]), Way.LEFT)[0] is row[0]


def test_a_cell_off_every_column_is_still_reached() -> None:
    alone = cell("alone", 9, 7)
    found, _ = cell_walk.neighbour([*CELLS, alone], FOOT, Lane(6, 1), Way.DOWN)
    assert found is alone
    assert cell_walk.neighbour([*CELLS, alone], alone, Lane(9, 7), Way.UP)[0] is FOOT


def test_reading_order_ends_at_the_ends() -> None:
    assert cell_walk.step(CELLS, HEAD, 1) is TABLE[0][0]
    assert cell_walk.step(CELLS, HEAD, -1) is HEAD
    assert cell_walk.step(CELLS, FOOT, 1) is FOOT
    assert cell_walk.row_ends(CELLS, TABLE[0][2], Lane(2, 3)) == (TABLE[0][0], TABLE[0][3])


def test_a_range_grows_over_merged_cells_it_touches() -> None:
    block = cell_walk.block_between(CELLS, HEAD, TABLE[0][1])
    assert block == Block(0, 1, 3, 5)
    assert cell_walk.inside(CELLS, block) == [HEAD, *TABLE[0]]


def test_the_far_end_of_a_range_comes_back() -> None:
    choice = CellChoice()
    choice.show(CELLS)
    choice.choose(TABLE[0][1])
    for way in (Way.DOWN, Way.RIGHT):
        choice.stretch(way)
    assert choice.selected == [TABLE[0][1], TABLE[0][2], TABLE[1][1], TABLE[1][2]]
    for way in (Way.UP, Way.LEFT):
        choice.stretch(way)
    assert choice.selected == [TABLE[0][1]]
    assert choice.chosen is TABLE[0][1]


def test_the_chosen_cell_is_found_again_in_a_sheet_laid_out_anew() -> None:
    choice = CellChoice()
    choice.show(CELLS)
    choice.choose(TABLE[0][1])
    moved = [Cell(c.number + 1, c.keys, c.row + 1, c.column, c.rows, c.columns) for c in CELLS]
    choice.show(moved)
    assert choice.chosen is not None
    assert choice.chosen.key == TABLE[0][1].key
    assert choice.chosen.row == 3
    choice.show([moved[0]])
    assert choice.selected == []


@given(st.integers(0, len(CELLS) - 1), st.sampled_from(Way))
def test_a_step_goes_on_or_stays(start: int, way: Way) -> None:
    here = CELLS[start]
    found, lane = cell_walk.neighbour(CELLS, here, cell_walk.lane_of(here), way)
    there = {Way.DOWN: found.row > here.row, Way.UP: found.row < here.row,
             Way.RIGHT: found.column > here.column, Way.LEFT: found.column < here.column}  # fmt: skip
    assert found is here or there[way]
    assert isinstance(lane, Lane)


_TEXTS = st.text(st.sampled_from('ab"\t\n　漢'), max_size=6)


@given(st.lists(st.lists(_TEXTS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_pasted(rows: list[list[str]]) -> None:
    assert cell_clipboard.from_text(cell_clipboard.to_text(rows)) == rows


@pytest.mark.parametrize(("text", "rows"), [
    ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
    ('"一行\n二行"\t"5"" 角"\n', [["一行\n二行", '5" 角']]),
    ('"引用で始まる文" と続く\n', [['"引用で始まる文" と続く']]),
    ("\t\n", [["", ""]]),
    ("", [[""]]),
])  # fmt: skip
def test_text_of_a_spreadsheet(text: str, rows: list[list[str]]) -> None:
    assert cell_clipboard.from_text(text) == rows


def test_copying_keeps_the_places_of_merged_cells() -> None:
    rows = cell_clipboard.copied(CELLS, Block(0, 1, 3, 5), lambda c: c.key.field)
    assert rows == [["head", "", "", ""], ["", "", "", ""], ["21", "22", "23", "24"]]
    placed = cell_clipboard.placed(CELLS, HEAD, rows)
    assert placed == {c.key: c.key.field for c in (HEAD, *TABLE[0])}


def test_a_plain_table_goes_into_the_cells_in_order() -> None:
    wide = [cell("a", 0, 0, columns=3), cell("b", 0, 3, columns=2), cell("c", 1, 0, columns=3), cell("d", 1, 3, columns=2)]
    placed = cell_clipboard.placed(wide, wide[0], [["1", "2"], ["3", "4"]])
    assert placed is not None
    assert [placed[c.key] for c in wide] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("rows", [[["1", "2", "3", "4", "5"]], [["1"]] * 3, [["1", "2", "3"]]])
def test_what_does_not_fit_is_not_pasted(rows: list[list[str]]) -> None:
    wide = [cell("a", 0, 0, columns=3), cell("b", 0, 3, columns=2), cell("c", 1, 0, columns=3), cell("d", 1, 3, columns=2)]
    assert cell_clipboard.placed(wide, wide[0], rows) is None
