"""Nothing goes to another measure or year without a question: numbers given anew, sheets pasted over, rows that come twice."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.plan import NAME, NUMBER, Key
from planeditor.store.document import Document
from planeditor.store.receipts import Proposal
from tests.services.intake_plans import R3, R4, WHO, Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def proposed(town: Town, book: Path) -> list[Proposal]:
    """What a book proposes."""
    (result,) = town.take(book)
    assert result.receipt is not None, result.message
    with Document.open(town.file, read_only=True) as document:
        return document.receipts.proposals(result.receipt)


def set_in(town: Town, *changes: tuple[Key, str | None]) -> None:
    """Change entries of the plan."""
    with town.open() as document, document.edit("直し", who=WHO) as edit:
        for key, text in changes:
            edit.set(key, text)


def test_a_number_given_to_another_measure_after_the_first_was_deleted(town: Town) -> None:
    request = town.send("①-01")
    sheet = town.sheet(request).year("R3", progress="新しい総括")
    own, other = town.key(NUMBER, "").node, town.key(NUMBER, "", "①-02").node
    with Document.open(town.file, read_only=True) as document:
        gone = list(document.plan().of_node(own))
    set_in(town, *((key, None) for key in gone), (Key(other, NUMBER), "①-01"))
    found = proposed(town, town.book(sheet))
    assert found
    assert {(p.kind, p.about) for p in found} == {("question", "other_sheet")}


def test_numbers_exchanged_after_a_book_went_out_whose_sheets_lost_their_stamps(town: Town) -> None:
    request = town.send("①-01", "①-02")
    first, second = town.sheet(request), town.sheet(request, "①-02", 1)
    nodes = town.key(NUMBER, "").node, town.key(NUMBER, "", "①-02").node
    set_in(town, (Key(nodes[0], NUMBER), "①-02"), (Key(nodes[1], NUMBER), "①-01"))
    first.token = second.token = ""
    first.year("R3", progress="一番目の総括")
    found = proposed(town, town.book(first, second, slip={}, token=request.books[0].token))
    assert [(p.node, p.submitted) for p in found if p.field == "progress"] == [(nodes[0], "一番目の総括")]


@pytest.mark.parametrize("is_stamped", [True, False])
def test_the_name_of_another_measure_makes_the_sheet_a_question(town: Town, is_stamped: bool) -> None:
    request = town.send("①-01") if is_stamped else None
    sheet = town.sheet(request).set(name="別の施策").year("R4", progress="新しい総括")
    found = proposed(town, town.book(sheet))
    assert {p.kind for p in found} == {"question"}
    assert any(p.submitted == "新しい総括" and p.about == "other_sheet" for p in found)


def test_a_name_of_nobody_is_a_question_of_its_own(town: Town) -> None:
    sheet = town.sheet(town.send("①-01")).set(name="新しい名").year("R3", progress="新しい総括")
    found = {p.field: (p.kind, p.about) for p in proposed(town, town.book(sheet))}
    assert found == {NAME: ("question", "locked"), "progress": ("clean", "")}


def changed(book: Path, change: Callable[[Worksheet], None]) -> Path:
    """A book with its first form changed by hand."""
    workbook = openpyxl.load_workbook(book)
    change(workbook.worksheets[0])
    workbook.save(book)
    return book


def row_of(sheet: Worksheet, label: str) -> int:
    """The row of the form that begins with a label."""
    return next(n for n in range(1, sheet.max_row + 1) if str(sheet.cell(n, 1).value).startswith(label))


def test_a_table_pasted_below_never_fills_the_form(town: Town) -> None:
    def paste(sheet: Worksheet) -> None:
        below = sheet.max_row + 2
        for number, text in enumerate(("R3年度", "別表の一", "別表の二", "別表の三", "別表の四", "別表の五", "別表の六"), start=1):
            sheet.cell(below, number).value = text

    request = town.send("①-01")
    found = proposed(town, changed(town.book(town.sheet(request).year("R3", progress="本当の総括")), paste))
    assert "別表" in "".join(p.submitted for p in found)
    assert {p.kind for p in found} == {"question"}
    assert [p.submitted for p in found if p.field == "progress"] == ["本当の総括"]


def test_a_table_below_does_not_stand_in_for_a_row_without_its_label(town: Town) -> None:
    def paste(sheet: Worksheet) -> None:
        below = sheet.max_row + 2
        sheet.cell(row_of(sheet, "R4"), 1).value = None
        for number, text in enumerate(("R4年度", "", "", "", "別表の総括"), start=1):
            sheet.cell(below, number).value = text or None

    request = town.send("①-01", periods=(R3, R4))
    found = proposed(town, changed(town.book(town.sheet(request).year("R3", progress="本当の総括")), paste))
    assert {(p.period, p.submitted): p.kind for p in found if p.field == "progress"} == {
        (R3, "本当の総括"): "clean", (R4, "別表の総括"): "question",
    }  # fmt: skip


def test_a_column_taken_out_leaves_the_next_one_in_its_own_place(town: Town) -> None:
    def take_out(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "作業内容")
        above = sheet.cell(head.row - 1, head.column)
        text, head_row, column = above.value, head.row, head.column
        sheet.delete_cols(column)
        sheet.cell(head_row - 1, column).value = text

    sheet = town.sheet(town.send("①-01")).year("R3", effect="80%")
    found = proposed(town, changed(town.book(sheet), take_out))
    assert [(p.field, p.kind) for p in found if p.submitted == "80%"] == [("effect", "clean")]
    assert {p.kind for p in found if p.field == "work"} <= {"question"}


def test_labels_typed_as_texts_are_texts(town: Town) -> None:
    sheet = town.sheet(town.send("①-01", periods=(R3, R4)))
    sheet.year("R3", progress="活動目標", work="整理番号").year("R4", progress="成果指標", work="作業内容")
    found = {(p.field, p.period): (p.submitted, p.kind) for p in proposed(town, town.book(sheet))}
    assert found == {
        ("progress", R3): ("活動目標", "clean"), ("work", R3): ("整理番号", "clean"),
        ("progress", R4): ("成果指標", "clean"), ("work", R4): ("作業内容", "clean"),
    }  # fmt: skip
