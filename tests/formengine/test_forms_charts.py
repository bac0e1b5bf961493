"""Charts inside cells: the figures on paper and in Excel are those given, all stands inside its cell, nothing crashes."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, LineChart

from planeditor.domain.errors import KnownError
from planeditor.formengine.charts.draw import draw_chart
from planeditor.formengine.charts.picture import Area
from planeditor.formengine.charts.scale import scale_for, shown
from planeditor.formengine.filling.extras import NONE, Extras
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Box, CellStyle, Chart, Series
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.messages import charts as say
from tests.formengine.drawings import FONTS, Drawn, excel_bytes, fill, form_set, pages, plan_of
from tests.formengine.pdftext import parse

AREAS = ("地域情報化の推進", "行政事務の効率化と高度化のための基盤づくり", "情報セキュリティ対策の強化", "人材の育成")
STACKED = Chart(
    "stacked",
    "分野別の進捗",
    AREAS,
    (Series("計画通り", (12, 31, 40, 15)), Series("遅延", (21, None, 0, 17))),
    "件",
    sideways=True,
)
BARS = Chart("bars", "効果額", ("H30", "R1", "R2"), (Series("効果額", (-4000000, 1234567, 0)),), "円")
LINES = Chart(
    "lines", "達成率", ("H30", "R1", "R2"), (Series("甲", (12.5, None, 88)), Series("乙", (37, 61, 99.25))), "%", 100
)
CHARTS = {"積上": STACKED, "棒": BARS, "線": LINES}
SHEET = Drawn(
    [["題", None], ["{{図.積上}}", None], ["{{図.棒}}", "{{図.線}}"]],
    merges=("A2:B2",), widths=[44, 44], heights={2: 240, 3: 240},
)  # fmt: skip
NAMES = st.text(alphabet=st.sampled_from("計画aA 1（、𠮷ー\n"), max_size=30)
FIGURES = st.one_of(st.none(), st.just(0.0), st.integers(-(10**8), 10**8), st.floats(-1e6, 1e6).map(lambda v: round(v, 2)))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> FormSet:
    return form_set(tmp_path_factory.mktemp("charts"), {"a": SHEET, "m": Drawn([["{{施策名}}", "{{図.線}}"]], each="施策")})


PLAN = plan_of({"1 安全": ["1-1 防災", "1-2 防犯"]})


def laid_out(forms: FormSet, charts: Mapping[str, Chart], name: str = "a") -> list[LaidOut]:
    form = forms.form(name)
    assert not form.problems
    filler = Filler(PLAN, form, extras=Extras(charts=charts))
    return [Typesetter(FONTS).lay_out(filler.fill(n), form.drawing.setup, fit=False, min_size=6) for n in filler.roots()]


def pdf_of(laid: list[LaidOut]) -> bytes:
    target = io.BytesIO()
    write_pdf(pages(laid), target, fonts=FONTS, info=PdfInfo("試験"))
    return target.getvalue()


def figures(chart: Chart) -> list[str]:
    """The figures of a chart as printed; a bar of none has none."""
    found = [value for series in chart.series for value in series.values if value is not None]
    return [shown(value) for value in found if value or chart.kind != "stacked"]


def test_the_figures_on_paper_are_those_given(forms: FormSet) -> None:
    data = pdf_of(laid_out(forms, CHARTS))
    (texts,) = parse(data).shown()
    for chart in CHARTS.values():
        assert not [figure for figure in figures(chart) if figure not in texts], chart.title
        assert chart.title in texts
        assert say.UNIT.format(unit=chart.unit) in texts
    assert not [name for name in (*AREAS, "計画通り", "遅延", "甲", "乙") if name not in "".join(texts)]
    assert data == pdf_of(laid_out(forms, CHARTS)), "equal charts make equal files"


def test_the_figures_in_excel_are_those_given(forms: FormSet) -> None:
    data = excel_bytes(laid_out(forms, CHARTS))
    assert data == excel_bytes(laid_out(forms, CHARTS))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, figures_sheet = book.worksheets
    assert (figures_sheet.title, figures_sheet.sheet_state) == (say.DATA_SHEET, "visible")
    rows = [list(row) for row in figures_sheet.iter_rows(values_only=True)]
    for chart in CHARTS.values():
        at = next(n for n, row in enumerate(rows) if str(row[0]).startswith(f"{chart.title}（"))
        count = len(chart.series)
        assert rows[at + 1][: count + 1] == [say.CATEGORY, *(series.name for series in chart.series)]
        block = rows[at + 2 : at + 2 + len(chart.categories)]
        assert [row[0] for row in block] == list(chart.categories)
        for column, series in enumerate(chart.series, start=1):
            assert [row[column] for row in block] == list(series.values)
    charts = sheet._charts  # type: ignore[attr-defined]  # unknown to the type stubs
    stacked, bars, lines = charts
    assert [type(one) for one in (stacked, bars, lines)] == [BarChart, BarChart, LineChart]
    assert (stacked.grouping, stacked.overlap, stacked.type, bars.grouping) == ("stacked", 100, "bar", "clustered")
    assert stacked.series[1].val.numRef.f == f"'{say.DATA_SHEET}'!$C$3:$C$6"
    assert lines.y_axis.scaling.max == 100
    assert not any(axis.delete for one in charts for axis in (one.x_axis, one.y_axis))
    corners = [(c.anchor._from.col, c.anchor._from.row, c.anchor.to.col, c.anchor.to.row) for c in charts]
    assert corners == [(0, 1, 1, 1), (0, 2, 0, 2), (1, 2, 1, 2)]


def test_figures_of_lines_near_each_other_do_not_lie_on_each_other_in_excel(forms: FormSet) -> None:
    near = (60.0, 61.0, 63.0, 64.0)
    chart = Chart("lines", "率", ("R4", "R5"), tuple(Series(f"とても長い名前の分野{n}", (v, v + 5)) for n, v in enumerate(near)), "％", 100)
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes(laid_out(forms, {"線": chart}))))
    (made,) = book.worksheets[0]._charts  # type: ignore[attr-defined]  # unknown to the type stubs
    sides = []
    for series in made.series:
        own = {label.idx: label for label in series.dLbls.dLbl}
        sides.append([(own[n].dLblPos if own[n].showVal else "") if n in own else series.dLbls.dLblPos for n in (0, 1)])
    assert sides == [["b", "b"], ["", ""], ["", ""], ["t", "t"]]
    assert made.y_axis.scaling.min == 0
    assert book.worksheets[1].row_dimensions[2].height == 30, "the heads of its figures are not cut"


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_office_program_draws_them(forms: FormSet, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(excel_bytes(laid_out(forms, CHARTS)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    drawn = "".join(document[0].get_textpage().get_text_range().split()).replace(" ", "")
    document.close()
    for chart in CHARTS.values():
        assert not [text for text in (chart.title, *chart.categories, *figures(chart)) if text not in drawn], (
            chart.title,
            drawn,
        )


def test_without_a_chart_its_place_is_empty(forms: FormSet) -> None:
    (laid,) = laid_out(forms, {})
    (page,) = pages([laid])
    assert [box.text for box in page.boxes if box.text] == ["題"]
    assert parse(pdf_of([laid])).shown() == [["題"]]
    assert len(openpyxl.load_workbook(io.BytesIO(excel_bytes([laid]))).worksheets) == 1
    assert NONE.charts == {}


def test_a_measure_may_have_a_chart_of_its_own(forms: FormSet) -> None:
    first = PLAN.measures[0]
    made = laid_out(forms, {"線": LINES, f"線:{first.id}": BARS}, "m")
    assert [page.boxes[1].chart for page in pages(made)] == [BARS, LINES]


def test_a_chart_stands_alone_in_its_cell(tmp_path: Path) -> None:
    problems = form_set(tmp_path, {"a": Drawn([["進捗：{{図.進捗}}", "{{図.進捗|数}}"]])}).forms["a"].problems
    assert [p.cell for p in problems] == ["A1", "B1"]
    assert "{{図.進捗}}" in problems[0].reason


ROUNDED = st.floats(-1e9, 1e9).map(lambda value: round(value, 2))


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    count = draw(st.sampled_from([0, 1, 4, 12, 60, 200]))
    values = st.lists(FIGURES, min_size=count, max_size=count).map(tuple)
    series = draw(st.lists(st.builds(Series, NAMES, values), max_size=4 if count < 60 else 2))
    names = tuple((draw(NAMES) or "甲") + str(n) for n in range(min(count, 6)))
    names += ("分野",) * (count - len(names))
    kinds: list[Literal["stacked", "bars", "lines"]] = ["stacked", "bars", "lines"]
    kind = draw(st.sampled_from(kinds))
    whole = draw(st.sampled_from([0.0, 100.0]))
    return Chart(kind, draw(NAMES), names, tuple(series), draw(st.sampled_from(["", "件"])), whole, draw(st.booleans()))


@given(any_chart(), st.sampled_from([(480, 240), (220, 180), (130, 90), (60, 30), (500, 700)]))
@settings(max_examples=60, deadline=None)
def test_all_of_a_chart_is_inside_its_cell(chart: Chart, size: tuple[int, int]) -> None:
    width, height = size
    picture = draw_chart(chart, Box(50, 70, width, height, CellStyle(size=9), 9), FONTS)
    for one in picture.ink:
        for x, y in one.points:
            assert 50 - 1 <= x <= 50 + width + 1
            assert 70 - 1 <= y <= 70 + height + 1
        assert isinstance(one, Area) or len(one.points) > 1
    if min(size) >= 180:
        for text in picture.texts:
            assert text.x >= 50 - 1
            assert text.x + text.width <= 50 + width + 1, text.text
            assert 70 - 1 <= text.y <= 70 + height - 9
    assert all(text.size >= 9 for text in picture.texts)


@given(ROUNDED, ROUNDED, st.sampled_from([0.0, 100.0]), st.integers(1, 9))
def test_ticks_are_round_and_few(low: float, high: float, whole: float, most: int) -> None:
    scale = scale_for(min(low, high), max(low, high), whole=whole, most=most)
    assert scale.low <= min(low, 0) + 1e-6 * scale.step
    assert scale.high >= max(high, 0) - 1e-6 * scale.step
    assert 2 <= len(scale.ticks) <= 8
    assert any(tick == 0 for tick in scale.ticks)
    digits = f"{scale.step:e}".partition("e")[0]
    assert float(digits) in (1.0, 2.0, 5.0) or (whole and scale.step == whole)
    if whole and 0 <= low <= whole and 0 <= high <= whole:
        assert math.isclose(scale.high, whole)


def test_what_does_not_fit_is_told() -> None:
    many = Chart("stacked", "多い", tuple(f"分野{n}" for n in range(60)), (Series("件数", tuple(range(60))),), "件")
    texts = [text.text for text in draw_chart(many, Box(0, 0, 240, 200, CellStyle(), 9), FONTS).texts]
    named = [text for text in texts if text.startswith("分野")]
    assert f"{say.MORE.format(count=60 - len(named))} {say.UNIT.format(unit='件')}" in texts


def test_a_ground_by_value(tmp_path: Path) -> None:
    drawn = Drawn([["{{施策名}}", "{{状況}}", "{{状況}}。"]], {"1": "繰返 施策"})
    forms = form_set(tmp_path, {"a": drawn}, toml='[fill."状況"]\n"遅延" = "d9d9d9"\n"中止" = "404040"\n')
    plan = plan_of(
        {"1 安全": ["1-1 甲", "1-2 乙", "1-3 丙"]},
        fields={"1-1": {"state": "遅延"}, "1-2": {"state": "中止"}, "1-3": {"state": "遅延 "}},
    )
    styles = {cell.text: (cell.style.fill, cell.style.color) for cell in fill(forms, plan).cells}
    assert (styles["遅延"], styles["中止"]) == (("D9D9D9", "000000"), ("404040", "FFFFFF"))
    assert styles["遅延。"] == styles["遅延 "] == ("", "000000")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[fill."状況"]\n"遅延" = "灰色"\n', "16進数の6桁"),
        ('[fill."ない"]\n"遅延" = "D9D9D9"\n', "「ない」"),
        ('[fill."状況"]\n"遅延" = 5\n', "文字で"),
    ],
)
def test_grounds_that_cannot_be_read_are_told(tmp_path: Path, toml: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        form_set(tmp_path, {"a": Drawn([["題"]])}, toml=toml)
