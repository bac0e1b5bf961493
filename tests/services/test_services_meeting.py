"""会議資料: the first page is one page and loses nothing, the parts, and what is counted."""
from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import CURRENT, HIGHLIGHT, PLAN_ID, PROGRESS, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Page
from planeditor.messages import meeting as say
from planeditor.messages import points as say_points
from planeditor.services.formsets import FormSets
from planeditor.services.meeting.making import meeting_parts, write_meeting_to
from planeditor.services.meeting.material import Before, Material
from planeditor.services.meeting.order import SECTIONS, MeetingOrder, chosen_sections, find_period
from planeditor.services.meeting.pictures import effect_charts
from planeditor.services.meeting.rows import point_rows
from planeditor.services.meeting.summary import summary
from planeditor.services.paper.part import PaperPart
from planeditor.services.paper.parts import arrange
from planeditor.services.states.standing import Standing
from tests.formengine.returned_books import convert
from tests.meeting_plans import ACTION, NOW, REASON, entries

SETS, FONTS = FormSets(), FontBook()
FORMS = SETS.get("sodegaura")
PAPERS = SETS.papers(FORMS)


def material(plan: Plan, *, before: Plan | None = None, **order: object) -> Material:
    wanted = MeetingOrder(NOW, "第3回本部会議", "令和6年7月3日", "資料1", **order)  # type: ignore[arg-type]
    then = Before("第2回", before) if before else None
    return Material(plan, FORMS, PAPERS, wanted, then, Standing("作成中", plan_decided=False, report_decided=False))


def pages_of(made: Material) -> list[Page]:
    return [page for _, page in arrange(meeting_parts(made, FONTS), FONTS).pages()]


def text_of(page: Page) -> str:
    return "\n".join(box.text for box in page.boxes)


@pytest.mark.parametrize(
    ("measures", "areas", "long", "points"),
    [(1, 1, 1, 0), (12, 4, 1, 2), (40, 4, 8, 6), (120, 6, 3, 20), (60, 20, 3, 9), (18, 3, 60, 1)],
)
def test_the_first_page_is_one_page_and_what_it_cuts_stands_whole_later(measures: int, areas: int, long: int, points: int) -> None:
    made = material(Plan(entries(measures, areas, long=long, points=points)), sections=("lists",))
    pages = pages_of(made)
    first, later = text_of(pages[0]), "".join(text_of(page) for page in pages[1:])
    assert [page.form for page in pages].count("meeting_summary") == 1
    assert all(box.size >= 9 for page in pages for box in page.boxes if box.lines)
    late = made.overview.late
    assert first.count("令和6年9月") >= min(1, len(late))
    assert later.count(REASON * long) >= bool(late)
    for title in (*(one.title for one in late), *(one.title for one in made.overview.highlights)):
        assert title in later
    for point in made.overview.points:
        assert point.text in later
    for number in map(int, re.findall(r"→ (\d+) ページ", first)):
        assert pages[number - 1].form in ("meeting_lists", "meeting_table")
    if long == 1:
        assert "→" not in first.replace("⇢", "")
        assert first.count(ACTION) == len(late)
    if "ほか" in first:
        shown = len(re.findall("令和6年9月", first))
        assert say.MORE.format(count=len(late) - shown, page="").split(" →")[0] in first


def test_only_what_is_confirmed_is_counted() -> None:
    content = entries(12, 4)
    plan = Plan({key: text for key, text in content.items() if key.field != PROGRESS})
    made = material(plan)
    assert made.overview.total.now == {"undecided": 12}
    assert say.NOTE_UNDECIDED.format(word="施策") in text_of(pages_of(made)[0])


def test_the_totals_are_formulas_and_add_up() -> None:
    output = BytesIO()
    made = material(Plan(entries(30, 5)), sections=())
    write_meeting_to(made, "xlsx", output, fonts=FONTS)
    sheet = openpyxl.load_workbook(BytesIO(output.getvalue()))["総括"]
    values = openpyxl.load_workbook(BytesIO(output.getvalue()), data_only=True)["総括"]
    formulas = {c.coordinate: str(c.value) for row in sheet.iter_rows() for c in row if c.data_type == "f"}
    sums = [value for value in formulas.values() if value.startswith("=SUM(")]
    assert len(sums) == 15
    total = next(c for c, v in formulas.items() if v.startswith("=SUM(B"))
    assert values[total].value == 30
    row = values[total].row
    for first in (3, 4):  # this year, last year
        assert sum(int(str(values.cell(row, column).value)) for column in range(first, 17, 2)) == 30


def test_changes_leave_out_the_new_report_and_name_the_rest() -> None:
    content = entries(6, 2)
    before = Plan({k: t for k, t in content.items() if k.period != NOW} | {Key("m00003", "summary"): "前の概要"})
    made = material(Plan(content), before=before, sections=("changes",))
    page = next(p for p in pages_of(made) if p.form == "meeting_changes")
    text = text_of(page)
    assert "前の概要" in text
    assert "第2回" in text
    fields = {k.field for k in content if k.period == NOW and not k.field.startswith("@")}
    assert say.CHANGE_NEW_TEXTS.format(period="R5年度", count=6 * len(fields)) in text
    assert [box.text for box in page.boxes if box.marks]
    same = material(Plan(content), before=Plan(content), sections=("changes",))
    assert say.CHANGE_NONE.format(old="第2回", new=say.NOW) in "".join(map(text_of, pages_of(same)))


def test_the_parts_come_in_order_and_can_be_left_out() -> None:
    plan = Plan(entries(8, 2))
    every = meeting_parts(material(plan, before=plan), FONTS)
    names = [("目次" if part.contents else part.form.name) for part in every]
    assert names == [
        "meeting_summary", "meeting_agenda", "目次", "meeting_charts", "meeting_course", "meeting_changes", "meeting_lists",
        "progress", "progress",
    ]  # fmt: skip
    assert [part.odd for part in every[-2:]] == [True, True]
    assert [part.form.name for part in meeting_parts(material(plan, sections=()), FONTS)] == ["meeting_summary"]
    vocabulary = FORMS.vocabulary
    assert chosen_sections(["施策のシート", "agenda"], vocabulary) == ("agenda", "sheets")
    assert chosen_sections([], vocabulary) == SECTIONS
    with pytest.raises(KnownError, match="「あれ」は"):
        chosen_sections(["あれ"], vocabulary)
    assert find_period(plan, vocabulary, "令和5年度").key == find_period(plan, vocabulary, "").key == NOW
    with pytest.raises(KnownError, match="R1年度、R2年度"):
        find_period(plan, vocabulary, "R9")


def test_agenda_lines_are_those_given() -> None:
    plan = Plan(entries(2, 1))
    given = material(plan, sections=("agenda",), agenda=("１　あいさつ", "２　報告"))
    assert "２　報告" in text_of(pages_of(given)[1])
    assert say.AGENDA_LINES[2].format(period="R5年度") in text_of(pages_of(material(plan, sections=("agenda",)))[1])


def test_every_year_has_its_mark() -> None:
    made = material(Plan(entries(9, 3)), sections=("course",))
    page = next(p for p in pages_of(made) if p.form == "meeting_course")
    marks = [box.text for box in page.boxes if box.key is not None and box.key.field == "meeting_progress"]
    expected = [p.mark for row in made.overview.courses for p in row.course if p is not None]
    assert [m for m in marks if m] == expected
    assert {box.style.fill for box in page.boxes if box.text == "■"} == {"595959"}


def test_unconfirmed_sentences_are_told() -> None:
    content = entries(6, 2)
    plain = write_meeting_to(material(Plan(content), sections=()), "pdf", BytesIO(), fonts=FONTS)
    assert say.FROM_REPORT not in plain.warnings
    without = Plan({k: t for k, t in content.items() if k.field != HIGHLIGHT})
    assert say.FROM_REPORT in write_meeting_to(material(without, sections=()), "pdf", BytesIO(), fonts=FONTS).warnings


def test_papers_of_other_form_sets(tmp_path: Path) -> None:
    for name in ("tomakomai", "nihonmatsu"):
        if name not in SETS.places:
            continue
        forms = SETS.get(name)
        made = summary(Material(Plan(entries(6, 2)), forms, SETS.papers(forms), MeetingOrder(NOW), None,
                                Standing("", plan_decided=True, report_decided=True)), FONTS)  # fmt: skip
        arranged = arrange([PaperPart(made.plan, SETS.papers(forms).form("meeting_summary"))], FONTS)
        assert arranged.page_count == 1


def test_the_pdf_carries_number_mark_and_page() -> None:
    output = BytesIO()
    write_meeting_to(material(Plan(entries(4, 2))), "pdf", output, fonts=FONTS)
    document = pypdfium2.PdfDocument(output.getvalue())
    texts = [page.get_textpage().get_text_bounded() for page in document]
    for place, text in enumerate(texts, start=1):
        if text.strip():
            assert "資料1" in text
            assert "（案）" in text
            assert f"- {place} -" in text


def test_what_is_cut_stands_whole_also_where_the_lists_were_not_asked_for() -> None:
    made = material(Plan(entries(30, 4, long=6, points=4)), sections=())
    parts = meeting_parts(made, FONTS)
    assert [part.form.name for part in parts] == ["meeting_summary", "meeting_lists"]
    pages = pages_of(made)
    numbers = {int(n) for n in re.findall(r"→ (\d+) ページ", text_of(pages[0]))}
    assert numbers <= set(range(2, len(pages) + 1))
    assert len(numbers) > 1
    whole = material(Plan(entries(6, 2)), sections=())
    assert [part.form.name for part in meeting_parts(whole, FONTS)] == ["meeting_summary"]


def test_cut_texts_name_the_page_once_for_each_list_so_that_more_rows_fit() -> None:
    made = material(Plan(entries(60, 6, long=3, points=2)), sections=("lists",))
    first = text_of(pages_of(made)[0])
    assert len(made.overview.late) == 12
    assert first.count("令和6年9月") >= 6
    assert len(re.findall(r"「…」の続きと、ほか \d+ 件 → \d+ ページ", first)) == 1


def test_many_areas_are_one_line_that_names_the_page_of_the_table() -> None:
    pages = pages_of(material(Plan(entries(20, 18)), sections=()))
    assert re.search(r"18 の分野（→ 2 ページ）", text_of(pages[0]))
    assert pages[1].form == "meeting_table"


def test_long_names_of_years_are_short_in_the_table_and_told_below() -> None:
    forms = SETS.get("nihonmatsu")
    plan = Plan(entries(6, 2))
    made = Material(plan, forms, SETS.papers(forms), MeetingOrder("ステージ:2019-2023"), None,
                    Standing("", plan_decided=True, report_decided=True))  # fmt: skip
    first = text_of(arranged_page(summary(made, FONTS).plan, made))
    assert say.THIS_YEAR in first.split("\n")
    assert say.NOTE_NOW.format(name=say.THIS_YEAR, period=made.label(made.order.period)) in first


def arranged_page(plan: Plan, made: Material) -> Page:
    return next(page for _, page in arrange([PaperPart(plan, made.papers.form("meeting_summary"))], FONTS).pages())


def test_rates_are_drawn_up_to_a_hundred_and_money_in_figures_that_can_be_read() -> None:
    content = entries(6, 2)
    measures = [n.id for n in Plan(content).measures]
    content |= {Key(measures[n], "effect", NOW): f"約{n + 1}億円" for n in range(2)}
    rate, money = effect_charts(material(Plan(content)))
    assert (rate.unit, rate.whole) == ("％", 100.0)
    assert all(round(value, 1) == value for one in rate.series for value in one.values if value is not None)
    assert (money.unit, money.series[0].values[-1]) == ("万円", 30_000.0)


def test_an_area_does_not_stand_alone_at_the_end_of_a_page() -> None:
    made = material(Plan(entries(52, 4)), sections=("course",))
    first, second = (p for p in pages_of(made) if p.form == "meeting_course")
    last = made.plan.areas[-1].title
    for page, shown in ((first, False), (second, True)):
        texts = [box.text for box in sorted(page.boxes, key=lambda box: box.y) if box.text and box.cell >= 0]
        assert (last in texts) is shown


@pytest.mark.parametrize("years", [5, 6, 12])
def test_the_table_of_years_keeps_its_columns(years: int) -> None:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", [Period("年度", y, y) for y in range(2019, 2019 + years)])
    builder.set(PLAN_ID, CURRENT, NOW)
    builder.add("measure", builder.add("area", PLAN_ID, {}, "①", "分野"), {}, "①-01", "名")
    assert not arrange(meeting_parts(material(builder.plan, sections=("course",)), FONTS), FONTS).narrowed


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_totals(tmp_path: Path) -> None:
    output = BytesIO()
    write_meeting_to(material(Plan(entries(30, 5)), sections=("charts", "course")), "xlsx", output, fonts=FONTS)
    ours = openpyxl.load_workbook(BytesIO(output.getvalue()), data_only=True)["総括"]
    bare = BytesIO()
    openpyxl.load_workbook(BytesIO(output.getvalue())).save(bare)  # saved again it has no cached values left
    book = openpyxl.load_workbook(BytesIO(convert(bare.getvalue(), ".xlsx", tmp_path)), data_only=True)
    theirs = book["総括"]
    formulas = [c.coordinate for row in openpyxl.load_workbook(BytesIO(output.getvalue()))["総括"].iter_rows() for c in row
                if c.data_type == "f"]  # fmt: skip
    assert len(formulas) == 22
    assert [theirs[place].value for place in formulas] == [ours[place].value for place in formulas]
    assert not [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "e"]


def test_a_point_is_called_on_paper_what_the_window_calls_it() -> None:
    made = material(Plan(entries(30, 4, points=9)), sections=("lists",))
    states = [row["state"] for row in point_rows(made)]
    assert states == [say_points.STATES[point.state] for point in made.overview.points]
    assert say_points.STATES["open"] in states
