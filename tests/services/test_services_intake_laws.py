"""Laws of the round trip: what comes back untouched changes nothing, what was typed comes to its own place, whatever the texts are."""
from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell

from planeditor.domain.building import PlanBuilder
from planeditor.domain.cover import CoverText
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, FORECAST, Key, Plan
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import request_sheet as printed
from planeditor.services.editing.entry import clean_text
from planeditor.services.formsets import FormSets
from planeditor.services.intake.summary import Summary, summary_of
from planeditor.services.intake.taking import Intake
from planeditor.services.requests.issuing import RequestOrder, issue
from planeditor.services.requests.outgoing import Issued
from planeditor.services.tree import contacts
from planeditor.store.document import Document

FORMS, FONTS, WHO = FormSets(), FontBook(), "試験"
YEARS = [Period("年度", year, year) for year in (2021, 2022, 2023)]
TERMS = [Period("期", 2002, 2003), Period("期", 2004, 2004)]
LABELS = (
    "進捗総括", "作業内容", "効果（額）", "施策番号", "活動目標", "成果指標", "R5年度", "令和5年度", "2023", "①-01", "①", printed.TOKEN,
    printed.SLIP_FILLED_BY, printed.SIDE_PAST, printed.SIDE_LAST_YEAR, printed.SIDE_POINT, printed.FORECAST, printed.FINAL,
    printed.SIDE_FORECAST.format(field="効果（額）"), "実施予定", "期待される効果",
)  # fmt: skip
ODD = (
    "=1+1", "=SUM(A1)", "+81", "-", "@名", "'引用", '"二重"', " 前の空白", "後の空白 ", "　", "\u00a0", "NBSP\u00a0あり",
    "〓", "𠮷野", "辻\U000e0100",
    f"前{CUT_MARK}", f"{CUT_MARK}後", "一行\n二行", "\n改行から", "改行まで\n", "空行\n\nあり", "12.5%", "1/2", "2023-04-01",
    "TRUE", "#N/A", "0123", "1E5", "_x000D_", "_x0041_", "<b>&amp;</b>", "タブ\tあり", "長い文。" * 100, "長い行\n" * 80, "あ" * 3000,
    "%s {0}", "※1", "e\u0301", "\ufeff頭",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from((*LABELS, *ODD)),
    st.lists(st.sampled_from((*ODD, *LABELS)), min_size=2, max_size=2).map("\n".join),
    st.text(st.sampled_from("あ漢ア1a\n　 ・=\u00a0𠮷〓"), min_size=1, max_size=40),
).map(clean_text)
FIELDS = ("summary", "other_plans", "expected_effect", "target")
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")
OPEN = ("progress", "work", "effect")


@st.composite
def progress_plans(draw: st.DrawFn) -> Plan:
    """One or two measures of the form set of progress sheets, with any texts anywhere."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", YEARS)
    for number in range(draw(st.integers(1, 2))):
        fields: dict[str, str] = {DEPARTMENTS: "見本課"} | draw(st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=4))
        node = builder.add("measure", builder.area("①", "分野"), fields, f"①-0{number + 1}", draw(TEXTS | st.just("施策")) or "施策")
        for period in YEARS:
            for field, text in draw(st.dictionaries(st.sampled_from(YEARLY), TEXTS, max_size=4)).items():
                builder.set(node, field, text, period.key)
            if draw(st.booleans()):
                builder.set(node, f"{FORECAST}:effect", printed.FORECAST, period.key)
    return Plan({key: text for key, text in builder.entries.items() if text})


@st.composite
def result_plans(draw: st.DrawFn) -> Plan:
    """Some measures of the form set that shows the whole plan on one sheet."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "tomakomai", TERMS)
    for number in range(draw(st.integers(1, 3))):
        fields = {DEPARTMENTS: draw(st.sampled_from(["見本課", "別の課"])), "content": draw(TEXTS)}
        node = builder.add("measure", builder.area("1", "節"), fields, str(number + 1), draw(TEXTS | st.just("事業")) or "事業")
        for period in TERMS:
            builder.set(node, "status", draw(st.sampled_from(["○", "◎", "△", "×", "○／◎", "済"])), period.key)
    return Plan({key: text for key, text in builder.entries.items() if text})


@pytest.fixture(scope="module")
def intake() -> Iterator[Intake]:
    with Intake(FORMS, who=WHO) as made:
        yield made


def sent(folder: Path, plan: Plan, periods: tuple[Period, ...], *, revision: bool) -> tuple[Document, Issued]:
    """A plan file and its request."""
    document = Document.create(folder / "計画.plandb", plan.entries, name="作成", who=WHO)
    contacts.fill_from_plan(document, dt.date(2023, 4, 1))
    order = RequestOrder(tuple(p.key for p in periods), dt.date(2024, 2, 1), CoverText("依頼", contact="内線1"), revision=revision)
    return document, issue(document, FORMS.of(plan), order, folder / "依頼", who=WHO, fonts=FONTS)


def books(issued: Issued) -> list[Path]:
    """The workbooks that went out."""
    names = {book.file_name for book in issued.books}
    return [path for path in issued.paths if path.name in names]


law = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@law
@given(plan=progress_plans() | result_plans(), both=st.booleans(), revision=st.booleans())
def test_what_comes_back_untouched_changes_nothing(intake: Intake, plan: Plan, *, both: bool, revision: bool) -> None:
    years = YEARS if plan.form_set == "sodegaura" else TERMS
    with tempfile.TemporaryDirectory() as name:
        document, issued = sent(Path(name), plan, tuple(years[-2:] if both else years[-1:]), revision=revision)
        with document:
            before = dict(document.plan().entries)
            for path in books(issued):
                result = intake.take(document, intake.read(path, plan.form_set))
                assert (result.outcome, result.notes, result.waiting.total) == ("unchanged", [], 0)
            assert dict(document.plan().entries) == before


def test_the_title_of_an_area_without_a_name_is_no_remark(intake: Intake, tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", YEARS)
    builder.add("measure", builder.area("①"), {DEPARTMENTS: "見本課"}, "①-01", "施策")
    document, issued = sent(tmp_path, Plan(builder.entries), tuple(YEARS[:1]), revision=True)
    with document:
        (path,) = books(issued)
        result = intake.take(document, intake.read(path, "sodegaura"))
        assert (result.outcome, result.notes, result.waiting.total) == ("unchanged", [], 0)


TYPED = st.dictionaries(st.sampled_from(OPEN), TEXTS.filter(lambda text: text and "_x" not in text), max_size=3)


@law
@given(plan=progress_plans(), typed=st.lists(TYPED, min_size=2, max_size=2), revision=st.booleans())
def test_what_is_typed_comes_to_its_own_place(
    intake: Intake, plan: Plan, typed: list[Mapping[str, str]], *, revision: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        document, issued = sent(Path(name), plan, tuple(YEARS[:2]), revision=revision)
        with document:
            (path,) = books(issued)
            expected = type_in(path, document.plan(), typed)
            result = intake.take(document, intake.read(path, "sodegaura"))
            found = document.receipts.proposals(result.receipt)
            assert {(p.key, p.submitted) for p in found} == expected
            assert all(p.key is not None and p.as_sent == plan.text(*p.key) for p in found)
            assert not {p.kind for p in found} - {"clean", "notation"}


def type_in(path: Path, plan: Plan, typed: list[Mapping[str, str]]) -> set[tuple[Any, str]]:
    """Type texts into the rows of the first two years of the first measure; what should be proposed for which key."""
    book = openpyxl.load_workbook(path)
    sheet = next(s for s in book.worksheets if s["B2"].value == "①-01")
    labels = {str(cell.value): cell.row for (cell,) in sheet.iter_rows(max_col=1, min_row=7) if cell.value}
    columns = dict(zip(OPEN, "EFG", strict=True))
    expected = set()
    for period, texts in zip(YEARS, typed, strict=False):
        row = labels[f"R{period.first - 2018}年度"]
        for field, text in texts.items():
            key = Key(plan.measures[0].id, field, period.key)
            last = next((m.max_row for m in sheet.merged_cells.ranges if f"A{row}" in m), row)
            for below in range(row + 1, last + 1):  # a long text goes on in further rows
                if not isinstance(cell := sheet[f"{columns[field]}{below}"], MergedCell):
                    cell.value = None
            sheet[f"{columns[field]}{row}"].value = text
            sheet[f"{columns[field]}{row}"].data_type = "s"
            if text != plan.text(*key):
                expected.add((key, text))
    book.save(path)
    return expected


def test_the_summary_of_a_damaged_receipt_is_empty() -> None:
    for text in ("", "[", "[" * 200_000, "null", '{"unchanged": "x", "notes": {"a": 1}}', '{"notes": "a"}'):
        assert summary_of(text) == Summary()
    assert summary_of(Summary(3, ("注意",)).as_text()) == Summary(3, ("注意",))
