"""Request workbooks: what is open, what is locked, what stands beside the form, and the stamps."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.errors import BugError
from planeditor.domain.plan import NUMBER, PLAN_ID, Change, Key, Plan
from planeditor.domain.stamps import new_stamp
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.slip import book_stamp, is_slip, read_slip
from planeditor.formengine.requesting.order import BookOrder, OpenCell, SheetOrder, SlipText
from planeditor.formengine.requesting.writer import RequestWriter
from planeditor.messages import request_sheet as words
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content
from tests.conftest import ROOT
from tests.formengine.drawings import Drawn, form_set, plan_of

BOOK = new_stamp("見本", ())
TOKENS = [new_stamp("見本", ()) for _ in range(3)]
FORMS = FormSets([ROOT / "forms"])
NOW, BEFORE = "年度:2024", "年度:2023"
SLIP = SlipText(
    "令和6年度　記入のお願い", ("色の付いた欄に記入してください。",), (("提出期限", "令和7年2月28日（金）"), ("照会", "内線 2345")),
    (("①-01", "公共施設における公衆LANの整備", "主管", "行政管理課"), ("①-02", "窓口案内のオンライン化", "関連", "市民課", "税務課")),
)  # fmt: skip


@cache
def sample() -> Plan:
    return Plan(sample_content()[0])


def forms() -> FormSet:
    return FORMS.of(sample())


def reports(key: Key, *, revision: bool = False) -> OpenCell | None:
    """What is reported of R6, and in a revision what is planned."""
    definition = forms().vocabulary.by_key.get(("measure", key.field))
    if definition is None or key.field == NUMBER or key.period not in ("", NOW):
        return None
    if definition.kind != "report" and not revision:
        return None
    return OpenCell(definition.label, definition.length, definition.choices, figure=key.field == "effect")


def revised(key: Key) -> OpenCell | None:
    return reports(key, revision=True)


def order(
    plan: Plan, is_open: Callable[[Key], OpenCell | None] = reports, count: int = 2, form: str = "progress", **more: object
) -> BookOrder:
    sheets = [
        SheetOrder(forms().form(form), m.id, token, is_open, **more)  # type: ignore[arg-type]
        for m, token in zip(plan.measures[:count], TOKENS, strict=False)
    ]
    return BookOrder(BOOK, "照会・提出依頼", SLIP, tuple(sheets))


def written(plan: Plan, what: BookOrder, form_set: FormSet | None = None) -> bytes:
    target = BytesIO()
    assert RequestWriter(form_set or forms(), plan, FontBook()).write(what, target) > len(what.sheets)
    return target.getvalue()


def loaded(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def own_cells(sheet: Worksheet) -> Iterator[Cell]:
    """The cells within the print area, each merged range once."""
    left, top, right, bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2].replace("$", ""))
    for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right):
        yield from (c for c in row if isinstance(c, Cell))


def texts_beside(sheet: Worksheet) -> Mapping[str, str]:
    inside = {c.coordinate for c in own_cells(sheet)}
    cells = (c for row in sheet.iter_rows() for c in row if c.value and c.coordinate not in inside)
    return {c.coordinate: str(c.value) for c in cells}


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def test_only_what_is_asked_for_is_open_and_tinted_and_takes_text() -> None:
    sheet = loaded(written(sample(), order(sample()))).worksheets[1]
    open_cells = [c for c in own_cells(sheet) if not c.protection.locked]
    assert [c.coordinate for c in open_cells] == ["E11", "F11", "G11"]  # 進捗総括, 作業内容, 効果 of R6
    assert {c.number_format for c in open_cells} == {"@"}
    assert {c.fill.fgColor.rgb for c in open_cells} == {"FFFFFBE0"}
    assert all(c.fill.fgColor.rgb != "FFFFFBE0" for c in own_cells(sheet) if c.protection.locked)


def test_protection_has_no_password_and_allows_choosing_and_resizing() -> None:
    for sheet in loaded(written(sample(), order(sample()))).worksheets:
        protection = sheet.protection
        assert protection.sheet
        assert protection.password is None
        assert protection.hashValue is None
        assert not protection.selectLockedCells
        assert not protection.selectUnlockedCells
        assert not protection.formatColumns
        assert not protection.formatRows
        assert protection.insertRows


def test_stamps_stand_in_three_ways() -> None:
    book = loaded(written(sample(), order(sample())))
    properties = book.custom_doc_props.props  # type: ignore[attr-defined]  # unknown to the type stubs
    assert [(p.name, p.value) for p in properties] == [("planeditor-request", BOOK)]
    slip, *sheets = book.worksheets
    assert slip.title == words.SLIP_SHEET
    assert BOOK in [c.value for row in slip.iter_rows() for c in row]
    for sheet, token in zip(sheets, TOKENS, strict=False):
        assert sheet.defined_names["planeditor_sheet"].attr_text == f'"{token}"'
        beside = list(texts_beside(sheet).values())
        assert beside[:2] == [words.TOKEN, token]


def test_read_back_all_entries_and_stamps_and_nothing_else(reader: WorkbookReader) -> None:
    plan = sample()
    last = {NOW: "【進捗総括】昨年の文"}
    what = order(plan, count=3, role="主管", last_year=last, past=frozenset({BEFORE}), forecasts={("effect", NOW): words.FORECAST})
    book = reader.read_bytes("01_見本課_R6.xlsx", written(plan, what))
    assert is_slip(book.sheets[0])
    slip = read_slip(book.sheets[0])
    assert slip is not None
    assert book_stamp(book, [slip]) == BOOK
    assert (slip.filled_by, slip.phone, slip.remarks, slip.token) == ("", "", "", BOOK)
    for sheet, ordered in zip(book.sheets[1:], what.sheets, strict=True):
        (reading,) = recognise(sheet, FORMS.patterns())
        assert (reading.stamp, reading.unread, reading.remarks) == (ordered.token, 0, [])
        assert reading.forecasts == {("effect", NOW): words.FORECAST}
        (measure,) = [n for n in reading.nodes if n.kind == "measure"]
        # what the form prints of a measure comes back to the letter
        for (field, period), cell in measure.entries.items():
            assert cell.text == plan.text(ordered.node, field, period) or (field, cell.text) == ("target_label", "活動目標")
        shown = {k[1:] for k, t in plan.of_node(ordered.node).items() if t and not k.field.startswith("@")}
        assert shown - {("memo", "")} <= set(measure.entries) | {("note", "")}


def test_what_is_told_stands_beside_the_form_outside_the_print_area() -> None:
    what = order(
        sample(), role="主管", last_year={NOW: "昨年の文"}, past=frozenset({BEFORE}), forecasts={("effect", NOW): words.FORECAST}
    )
    sheet = loaded(written(sample(), what)).worksheets[1]
    assert texts_beside(sheet) == {
        "I1": words.TOKEN, "J1": TOKENS[0], "K1": words.SIDE_ROLE.format(role="主管"),
        "I6": "見込／確定：効果（額）", "J6": words.SIDE_LAST_YEAR, "K6": words.SIDE_PAST, "I11": words.FORECAST, "J11": "昨年の文",
    }  # fmt: skip
    assert sheet["A6"].value == "実施予定"  # heads at the height of the form's own
    assert not sheet["I11"].protection.locked
    assert not sheet["K10"].protection.locked
    assert sheet["K10"].number_format == "@"
    assert sheet["J11"].protection.locked


def test_points_of_a_correction_are_marked_and_told() -> None:
    plan = sample()
    measure = plan.measures[0].id
    what = order(plan, points={Key(measure, "effect", NOW): "根拠を書いてください。"})
    sheet = loaded(written(plan, what)).worksheets[1]
    told = {text for text in texts_beside(sheet).values() if text.startswith("効果")}
    assert told == {"効果（額）：根拠を書いてください。"}
    assert words.SIDE_POINT in texts_beside(sheet).values()
    assert sheet["G11"].fill.fgColor.rgb != sheet["F11"].fill.fgColor.rgb
    assert sheet["G11"].border.left.style == "medium"
    assert not sheet["G11"].protection.locked


def test_choices_are_offered_and_lengths_told_but_nothing_is_refused() -> None:
    sheet = loaded(written(sample(), order(sample(), revised))).worksheets[1]
    told = sheet.data_validations.dataValidation
    assert not any(v.showErrorMessage for v in told)
    lists = {str(v.sqref): v.formula1 for v in told if v.type == "list"}
    assert lists == {"A14": '"活動目標,成果指標"', "I11": '"見込,確定"'}
    prompts = {str(v.sqref): v.prompt for v in told}
    assert prompts["F11"] == words.LENGTH_PROMPT.format(length=400)


def test_rows_to_be_filled_in_grow_and_others_do_not() -> None:
    data = written(sample(), order(sample()))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    rows = {int(n): attributes for n, attributes in re.findall(r'<row r="(\d+)"([^>]*)>', xml)}
    assert "customHeight" not in rows[11]
    assert "customHeight" in rows[10]
    assert "customHeight" in rows[3]
    sheet = loaded(data).worksheets[1]
    assert sheet["H11"].value is None  # large type in the gap keeps the row high
    assert sheet["H11"].font.sz > 80


def test_texts_like_formulas_stay_texts() -> None:
    plan = sample()
    changes = [
        Change(Key(plan.measures[0].id, f, NOW), None, t) for f, t in {"progress": "=1+1", "work": "-3%", "effect": "@12"}.items()
    ]
    changed = plan.with_changes(changes)
    data = written(changed, order(changed))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")
    sheet = loaded(data).worksheets[1]
    assert [sheet[a].value for a in ("E11", "F11", "G11")] == ["=1+1", "-3%", "@12"]
    assert [sheet[a].data_type for a in ("E11", "F11", "G11")] == ["s", "s", "s"]


def test_equal_texts_merged_into_one_are_parted_where_one_of_them_is_asked_for(tmp_path: Path) -> None:
    drawn = Drawn([["{{施策名}}", "年度", "進捗"], [None, "{{年度}}", "{{進捗|結合}}"]], right={"2": "繰返 年度"}, each="施策")
    made = form_set(tmp_path, {"a": drawn})
    assert not made.problems
    plan = plan_of({"1 分野": ["1-1 施策"]}, fields={"1-1": {f"progress@{y}": "計画通り" for y in (2018, 2019, 2020)}})

    def is_open(key: Key) -> OpenCell | None:
        return OpenCell("進捗") if key.period == "年度:2020" and key.field == "progress" else None

    sheet_order = SheetOrder(made.form("a"), plan.measures[0].id, TOKENS[0], is_open)
    sheet = loaded(written(plan, BookOrder(BOOK, "", SLIP, (sheet_order,)), made)).worksheets[1]
    assert [sheet[f"C{n}"].value for n in (2, 3, 4)] == ["計画通り"] * 3
    assert [sheet[f"C{n}"].protection.locked for n in (2, 3, 4)] == [True, True, False]


def test_periods_side_by_side_have_no_columns_beside_them() -> None:
    made = load_form_set(ROOT / "forms" / "tomakomai", ROOT / "forms" / "common")
    plan = plan_of({"1 分野": ["1 事業"]}, years=())
    periods = Change(Key(PLAN_ID, "@periods:期"), None, "期:2004 期:2005")
    plan = plan.with_changes([periods])

    def is_open(key: Key) -> OpenCell | None:
        if key.field == "status" and key.period == "期:2005":
            return OpenCell("実施状況", choices=("○", "◎"))
        return OpenCell("実施内容") if key.field == "content" else None

    what = SheetOrder(
        made.form("results"), PLAN_ID, TOKENS[0], is_open, last_year={"期:2005": "昨年"}, past=frozenset({"期:2004"})
    )
    sheet = loaded(written(plan, BookOrder(BOOK, "", SLIP, (what,)), made)).worksheets[1]
    assert list(texts_beside(sheet).values()) == [words.TOKEN, TOKENS[0]]
    assert [c.coordinate for c in own_cells(sheet) if not c.protection.locked] == ["D4", "E4"]


def test_instruction_sheet_tells_everything_and_has_its_open_cells() -> None:
    slip = loaded(written(sample(), order(sample()))).worksheets[0]
    texts = [str(c.value) for row in slip.iter_rows() for c in row if c.value]
    for text in (SLIP.title, *SLIP.lines, *(t for fact in SLIP.facts for t in fact), "①-02", "市民課・税務課"):
        assert text in texts
    labels = [words.SLIP_FILLED_BY, words.SLIP_PHONE, words.SLIP_REMARKS]
    assert [t for t in texts if t in labels] == labels
    assert len([c for c in own_cells(slip) if not c.protection.locked]) == len(labels)


def test_nothing_in_the_file_tells_who_made_it() -> None:
    data = written(sample(), order(sample()))
    properties = loaded(data).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not any(b"/home" in archive.read(n) or b"/tmp" in archive.read(n) for n in archive.namelist())


def test_a_second_book_has_the_same_sheets_as_the_first() -> None:
    """What is kept from one book to the next (layouts, styles) changes nothing."""
    writer = RequestWriter(forms(), sample(), FontBook())
    first, second = BytesIO(), BytesIO()
    writer.write(order(sample(), past=frozenset({BEFORE})), first)
    writer.write(order(sample(), count=1), BytesIO())
    writer.write(order(sample(), past=frozenset({BEFORE})), second)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        for name in one.namelist():
            if name.startswith("xl/worksheets/"):
                assert one.read(name) == other.read(name)


def test_a_form_for_a_measure_needs_a_measure() -> None:
    what = replace(order(sample(), count=1).sheets[0], node=PLAN_ID)
    with pytest.raises(BugError):
        written(sample(), BookOrder(BOOK, "", SLIP, (what,)))
