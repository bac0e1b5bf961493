"""Workbooks as an office may send them back: the official layout, changed by hand in one way or another."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from planeditor.domain.periods import parse_run
from planeditor.domain.text import label_key

Entry = tuple[str, str]
"""Field and period key."""
YEARS = [f"年度:{year}" for year in range(2016, 2021)]
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")
LABELLED = {
    "施策番号": "@number", "担当部署": "@departments", "施策名": "@name", "情報化施策の概要": "summary",
    "他計画への掲載": "other_plans",
    "期待される効果": "expected_effect", "活動目標": "target",
}
HEADS = {
    "計画・設計": "planning", "開発・構築": "development", "運用": "operation", "進捗総括": "progress",
    "作業内容": "work", "効果（額）": "effect",
}


@dataclass
class Tab:
    """One worksheet: its texts, merged ranges (top, left, bottom, right) and what else the mutations touch."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    lost: set[Entry] = field(default_factory=set)
    """Entries that the change took away or made unreadable on purpose."""

    @property
    def bottom(self) -> int:
        return max(row for row, _ in self.cells)

    @property
    def right(self) -> int:
        return max([c for _, c in self.cells] + [m[3] for m in self.merges])

    def find(self, text: str) -> tuple[int, int]:
        """Where a label stands."""
        return next(p for p, v in sorted(self.cells.items()) if label_key(str(v)) == label_key(text))

    def has(self, text: str) -> bool:
        return any(label_key(str(v)) == label_key(text) for v in self.cells.values())

    def years(self) -> list[int]:
        """The rows of the years, in the order in which they stand."""
        left = min(c for _, c in self.cells)
        return sorted(r for (r, c), v in self.cells.items() if c == left and parse_run(str(v)) is not None)

    @property
    def left(self) -> int:
        return min(c for _, c in self.cells)

    def shift(self, rows: Callable[[int], int], columns: Callable[[int], int]) -> None:
        """Move every cell; a merged range reaches from its first cell's new place to its last one's."""
        self.cells = {(rows(r), columns(c)): v for (r, c), v in self.cells.items()}
        self.formats = {(rows(r), columns(c)): v for (r, c), v in self.formats.items()}
        self.merges = [(rows(a), columns(b), rows(c), columns(d)) for a, b, c, d in self.merges]
        self.hidden_rows = {rows(r) for r in self.hidden_rows}

    def insert_row(self, before: int, count: int = 1) -> None:
        self.shift(lambda r: r + count if r >= before else r, lambda c: c)

    def insert_column(self, before: int, count: int = 1) -> None:
        self.shift(lambda r: r, lambda c: c + count if c >= before else c)

    def delete_column(self, column: int) -> None:
        self.cells = {p: v for p, v in self.cells.items() if p[1] != column}
        self.merges = [
            (a, b if b <= column else b - 1, c, d - 1 if d >= column else d) for a, b, c, d in self.merges
        ]
        self.merges = [m for m in self.merges if m[1] <= m[3] and m[:2] != m[2:]]
        self.cells = {(r, c - 1 if c > column else c): v for (r, c), v in self.cells.items()}

    def delete_row(self, row: int) -> None:
        self.cells = {(r - 1 if r > row else r, c): v for (r, c), v in self.cells.items() if r != row}
        self.merges = [(a - (a > row), b, c - (c > row), d) for a, b, c, d in self.merges if not a == c == row]

    def reorder(self, rows: list[int], order: list[int]) -> None:
        """Put these single rows into another order."""
        to = dict(zip(order, rows, strict=True))
        self.shift(lambda r: to.get(r, r), lambda c: c)


Change = Callable[[Tab, random.Random], None]
BookChange = Callable[[list[Tab], random.Random], list[Tab]]
CHANGES: dict[str, Change] = {}
BOOK_CHANGES: dict[str, BookChange] = {}


def change(function: Change) -> Change:
    CHANGES[function.__name__] = function
    return function


def book_change(function: BookChange) -> BookChange:
    BOOK_CHANGES[function.__name__] = function
    return function


def load_tabs(path: Path) -> list[Tab]:
    """The worksheets of a sample."""
    book = openpyxl.load_workbook(path)
    tabs = []
    for sheet in book.worksheets:
        tab = Tab(sheet.title)
        tab.cells = {(c.row, c.column): c.value for line in sheet.iter_rows() for c in line if c.value is not None}
        tab.merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
        tabs.append(tab)
    return tabs


def save_tabs(tabs: list[Tab]) -> bytes:
    """The worksheets as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        sheet = book.create_sheet(tab.name)
        for (row, column), value in tab.cells.items():
            cell = sheet.cell(row, column, value)
            if (row, column) in tab.formats:
                cell.number_format = tab.formats[row, column]
        for top, left, bottom, right in tab.merges:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in tab.hidden_rows:
            sheet.row_dimensions[row].hidden = True
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def changed(tabs: list[Tab], names: Iterator[str] | list[str], rng: random.Random) -> list[Tab]:
    """The tabs after these changes, one after the other."""
    result = deepcopy(tabs)
    for name in names:
        if name in BOOK_CHANGES:
            result = BOOK_CHANGES[name](result, rng)
        else:
            for tab in result:
                with suppress(StopIteration):  # another change took away what this one is about
                    CHANGES[name](tab, rng)
    return result


# rows and columns


@change
def blank_rows_before(tab: Tab, rng: random.Random) -> None:
    tab.insert_row(1, rng.randint(1, 12))


@change
def blank_columns_before(tab: Tab, rng: random.Random) -> None:
    tab.insert_column(1, rng.randint(1, 5))


@change
def blank_rows_between(tab: Tab, rng: random.Random) -> None:
    """Anywhere, inside the header and between the years too."""
    for row in sorted(rng.sample(range(2, tab.bottom + 1), 5), reverse=True):
        tab.insert_row(row, rng.randint(1, 2))


@change
def blank_row_in_header(tab: Tab, rng: random.Random) -> None:
    tab.insert_row(tab.find("実施予定")[0] + 1)


@change
def blank_row_between_years(tab: Tab, rng: random.Random) -> None:
    for row in reversed(tab.years()[1:]):
        tab.insert_row(row)


@change
def blank_columns_between(tab: Tab, rng: random.Random) -> None:
    for column in sorted(rng.sample(range(2, tab.right + 1), 2), reverse=True):
        tab.insert_column(column)


@change
def column_with_a_head_inserted(tab: Tab, rng: random.Random) -> None:
    """A column of the office's own, with a head and values, beside one that is often empty."""
    row, column = tab.find("運用")
    tab.insert_column(column)
    tab.cells[row, column] = "担当者"
    for year in tab.years():
        tab.cells[year, column] = "主査"


@change
def column_without_head_inserted(tab: Tab, rng: random.Random) -> None:
    _, column = tab.find("運用")
    tab.insert_column(column)
    for year in tab.years():
        tab.cells[year, column] = "（要確認）"


@change
def remark_column(tab: Tab, rng: random.Random) -> None:
    column = tab.right + 1
    for year in tab.years():
        tab.cells[year, column] = "事務局確認済み"
    tab.cells[tab.find("施策名")[0], column] = "名称は要確認"


@change
def remark_column_with_head(tab: Tab, rng: random.Random) -> None:
    column = tab.right + rng.randint(1, 3)
    tab.cells[tab.find("実施予定")[0], column] = "備考"
    for year in tab.years():
        tab.cells[year, column] = "継続検討"


@change
def column_removed(tab: Tab, rng: random.Random) -> None:
    """One of the heads with its column."""
    head = rng.choice([h for h in HEADS if tab.has(h)])
    tab.delete_column(tab.find(head)[1])
    tab.lost |= {(HEADS[head], year) for year in YEARS}
    if head == "計画・設計":  # the number and the texts of the labelled rows stood in this column
        tab.lost |= {(f, "") for f in LABELLED.values() if f != "@departments"}
    if head in ("運用", "進捗総括"):  # the label of the departments, and the departments
        tab.lost.add(("@departments", ""))


# rows in another place


@change
def note_row_between(tab: Tab, rng: random.Random) -> None:
    years = tab.years()
    row, left = years[2], tab.left
    tab.insert_row(row)
    tab.cells[row, left] = "※ここから後半です"
    row = tab.find("期待される効果")[0]
    tab.insert_row(row)
    tab.cells[row, tab.find("計画・設計")[1]] = "（以下は計画書から転記）"


@change
def years_in_another_order(tab: Tab, rng: random.Random) -> None:
    rows = tab.years()
    order = rows[:]
    rng.shuffle(order)
    tab.reorder(rows, order)


@change
def labelled_rows_in_another_order(tab: Tab, rng: random.Random) -> None:
    """Among themselves, above and below the years; the first row stays."""
    last = "成果指標" if tab.has("成果指標") else "活動目標"
    rows = [tab.find(t)[0] for t in ("施策名", "情報化施策の概要", "他計画への掲載", "期待される効果", last) if tab.has(t)]
    order = rows[:]
    rng.shuffle(order)
    tab.reorder(rows, order)


@change
def values_over_two_rows(tab: Tab, rng: random.Random) -> None:
    """The work of a year goes on in a second row; its year is merged over both."""
    left, column = tab.left, tab.find("作業内容")[1]
    for row in reversed(tab.years()):
        text = str(tab.cells.get((row, column), ""))
        if "\n" in text:
            tab.insert_row(row + 1)
            head, _, rest = text.partition("\n")
            tab.cells[row, column], tab.cells[row + 1, column] = head, rest
            tab.merges.append((row, left, row + 1, left))


@change
def hidden_rows(tab: Tab, rng: random.Random) -> None:
    tab.hidden_rows = {tab.years()[0], tab.find("他計画への掲載")[0]}


# labels


def _respell(tab: Tab, spell: Callable[[str], str]) -> None:
    keys = {label_key(t) for t in (*LABELLED, *HEADS, "実施予定", "実施内容", "成果指標")}
    for place, value in tab.cells.items():
        if label_key(str(value)) in keys:
            tab.cells[place] = spell(str(value))


@change
def labels_with_line_breaks(tab: Tab, rng: random.Random) -> None:
    _respell(tab, lambda t: t[:2] + "\n" + t[2:])


@change
def labels_with_spaces(tab: Tab, rng: random.Random) -> None:
    _respell(tab, lambda t: "　".join(t) + " ")


@change
def labels_of_other_width(tab: Tab, rng: random.Random) -> None:
    _respell(tab, lambda t: t.replace("（", "(").replace("）", ")").replace("・", "･"))


def _years_as(tab: Tab, labels: list[Any]) -> None:
    left = tab.left
    for row, label in zip(tab.years(), labels, strict=True):
        tab.cells[row, left] = label


@change
def years_as_heisei(tab: Tab, rng: random.Random) -> None:
    _years_as(tab, ["平成28年度", "平成29年度", "平成30年度", "令和元年度", "令和2年度"])


@change
def years_as_short_letters(tab: Tab, rng: random.Random) -> None:
    _years_as(tab, ["H28", "H29", "H30", "H31", "H32"])


@change
def years_of_the_west(tab: Tab, rng: random.Random) -> None:
    _years_as(tab, [f"{year}年度" for year in range(2016, 2021)])


@change
def years_in_full_width(tab: Tab, rng: random.Random) -> None:
    _years_as(tab, ["Ｈ２８", "Ｈ２９", "Ｈ３０", "Ｒ１", "Ｒ２"])


@change
def years_as_formatted_numbers(tab: Tab, rng: random.Random) -> None:
    left = tab.left
    rows = tab.years()
    _years_as(tab, list(range(2016, 2021)))
    tab.formats |= {(row, left): '0"年度"' for row in rows}


@change
def numbers_with_formats(tab: Tab, rng: random.Random) -> None:
    """Bare percents become numbers shown as percents."""
    for place, value in list(tab.cells.items()):
        if isinstance(value, str) and value.endswith("%") and value[:-1].isdigit():
            tab.cells[place], tab.formats[place] = int(value[:-1]) / 100, "0%"


@change
def title_missing(tab: Tab, rng: random.Random) -> None:
    tab.cells = {p: v for p, v in tab.cells.items() if "施策進行管理シート" not in str(v)}


@change
def footnote_missing(tab: Tab, rng: random.Random) -> None:
    tab.cells = {p: v for p, v in tab.cells.items() if "活動目標に対する進捗率" not in str(v)}


@change
def label_missing(tab: Tab, rng: random.Random) -> None:
    """One label of a row wiped out: what stood beside it cannot be told any more."""
    label = rng.choice([t for t in LABELLED if tab.has(t)])
    del tab.cells[tab.find(label)]
    tab.lost.add((LABELLED[label], ""))
    if label == "施策番号":
        tab.lost |= {("@departments", "")}


@change
def head_missing(tab: Tab, rng: random.Random) -> None:
    """One head wiped out; its column stands, so position tells."""
    del tab.cells[tab.find(rng.choice([h for h in HEADS if tab.has(h)]))]


@change
def corner_missing(tab: Tab, rng: random.Random) -> None:
    del tab.cells[tab.find("実施予定")]
    tab.cells[tab.find("計画・設計")[0], tab.find("施策名")[1]] = "年度別の実施予定"


# merged cells


@change
def unmerged(tab: Tab, rng: random.Random) -> None:
    tab.merges = []


@change
def labels_merged_further(tab: Tab, rng: random.Random) -> None:
    """A second column for the labels of the labelled rows."""
    left = tab.find("施策名")[1]
    years = tab.years()
    tab.insert_column(left + 1)
    rows = [tab.find(t)[0] for t in (*LABELLED, "成果指標", "実施予定") if tab.has(t)]
    tab.merges = [m for m in tab.merges if m[1] != left]
    tab.merges += [(row, left, row, left + 1) for row in sorted({*rows, *years})]


@change
def text_beside_the_table(tab: Tab, rng: random.Random) -> None:
    """In the gap right of the table, at the height of a value and of the heads."""
    column = tab.right + 2
    tab.cells[tab.years()[1], column] = "→ここは書かない欄です"
    tab.cells[tab.find("施策番号")[0], column] = "②-99"


@change
def text_in_label_places(tab: Tab, rng: random.Random) -> None:
    """Below a label that is not merged, in the row of a head that has no text of its own."""
    row, column = tab.find("情報化施策の概要")
    tab.insert_row(row + 1)
    tab.cells[row + 1, column] = "（200字以内）"


# books


@book_change
def other_sheets_between(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    cover = Tab("表紙", {(3, 3): "情報化推進計画", (5, 3): "提出用"})
    memo = Tab("作業用", {(1, 1): "施策番号", (1, 2): "件数", (2, 1): "①-01", (2, 2): 3})
    return [cover, *tabs[:4], memo, *tabs[4:]]


@book_change
def sheets_in_another_order(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    return rng.sample(tabs, len(tabs))


@book_change
def tabs_renamed(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    for number, tab in enumerate(tabs, start=1):
        tab.name = f"Sheet{number}"
    return tabs


def _stacked(tabs: list[Tab], gap: Callable[[], int]) -> list[Tab]:
    first, *others = tabs
    for tab in others:
        down = max(first.bottom, *(m[2] for m in first.merges), 0) + gap() if first.merges else first.bottom + gap()
        for (row, column), value in tab.cells.items():
            first.cells[row + down, column] = value
        first.formats |= {(r + down, c): v for (r, c), v in tab.formats.items()}
        first.merges += [(a + down, b, c + down, d) for a, b, c, d in tab.merges]
        first.hidden_rows |= {r + down for r in tab.hidden_rows}
    return [first]


@book_change
def stacked_with_gaps(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    return _stacked(tabs, lambda: rng.randint(1, 4))


@book_change
def stacked_without_gaps(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    return _stacked(tabs, lambda: 0)


@book_change
def beside_each_other(tabs: list[Tab], rng: random.Random) -> list[Tab]:
    """Two and two on one worksheet."""
    result = []
    for first, second in zip(tabs[::2], tabs[1::2], strict=False):
        right = first.right + rng.randint(0, 2)
        for (row, column), value in second.cells.items():
            first.cells[row, column + right] = value
        first.formats |= {(r, c + right): v for (r, c), v in second.formats.items()}
        first.merges += [(a, b + right, c, d + right) for a, b, c, d in second.merges]
        first.hidden_rows |= second.hidden_rows
        result.append(first)
    return result + (tabs[-1:] if len(tabs) % 2 else [])
