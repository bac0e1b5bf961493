"""The law of the form engine: ``read(fill(form, data)) == data`` for every entry, over Excel and the guarded reader.

White space at the ends of a text is kept, also line breaks; so are a leading ``=``, literal ``_x0041_`` and characters
beyond the BMP. What a form shows in print-only cells, in running text or computed is no entry and is not compared.
"""
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, PLAN_ID, Key, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.patterns import FormPattern
from planeditor.formengine.recognition.readings import ReadNode
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.settling import settle
from planeditor.formengine.writing.excel import ExcelWriter
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.services.formsets import FormSets
from tests.conftest import ROOT
from tests.formengine.reading_forms import DRAWINGS, SHORT_TEXT, TEXT, Made, draw, plans

OFFICIAL = FormSets([ROOT / "forms"])
SETTINGS = settings(
    max_examples=24, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate], derandomize=True,
)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(FontBook())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> FormSet:
    forms = draw(tmp_path_factory.mktemp("drawn"))
    assert not forms.problems
    return forms


def check_law(plan: Plan, form: FormDef, reader: WorkbookReader, typesetter: Typesetter) -> None:
    """Fill, write, read, recognise, compare: entry by entry, for all sheets of the form in one workbook."""
    filler = Filler(plan, form)
    writer = ExcelWriter(ExcelInfo("見本"))
    shown: dict[Key, str] = {}
    for root in filler.roots():
        grid = filler.fill(root)
        shown |= grid.entries()
        options = form.options
        writer.add(
            typesetter.lay_out(grid, form.drawing.setup, fit=options.fit == "page", min_size=options.min_size)
        )
    target = BytesIO()
    writer.save(target)
    book = reader.read_bytes("様式.xlsx", target.getvalue())
    pattern = FormPattern(form)
    read: dict[Key, str] = {}
    questions: list[str] = []
    for sheet in book.sheets:
        readings = recognise(sheet, [("drawn", pattern)])
        assert len(readings) == 1, sheet.name
        settle(readings[0], plan, form.vocabulary)
        for node in (readings[0].plan, *readings[0].nodes):
            for key, text in own_entries(plan, form, node):
                assert read.setdefault(key, text) == text
            questions += [str(c) for c in node.entries.values() if c.several or c.guessed]
    differing = [first_difference(key, shown.get(key, ""), read.get(key, "")) for key in {**shown, **read}]
    differing = [line for line in differing if line]
    assert shown
    assert not differing
    assert not questions


def first_difference(key: Key, shown: str, read: str) -> str:
    """Where two texts part; "" where they do not."""
    if shown == read:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(shown, read, strict=False)) if a != b), min(len(shown), len(read)))
    return f"{key.field} {key.period} at {at} of {len(shown)}: {shown[at - 3 : at + 9]!r} read as {read[at - 3 : at + 9]!r}"


def own_entries(plan: Plan, form: FormDef, node: ReadNode) -> Iterator[tuple[Key, str]]:
    """The entries of a node by number (an area by its name where the form shows no number); hints are left out."""
    fields = {(f.of, f.key) for f in form.fields}
    number, name = node.text(NUMBER), node.text(NAME)
    known = [n for n in plan.walk() if n.kind == node.kind and (n.number == number if number else n.name == name)]
    assert node.kind == "plan" or len(known) == 1 or not node.entries, (node.kind, number, name)
    for (field, period), cell in node.entries.items():
        if (node.kind, field) in fields:
            yield Key(known[0].id if known else PLAN_ID, field, period), cell.text


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawn_forms(name: str, drawn: FormSet, reader: WorkbookReader, typesetter: Typesetter) -> None:
    @SETTINGS
    @given(plans(long=DRAWINGS[name].long))
    def law(made: Made) -> None:
        check_law(made.plan, drawn.forms[name], reader, typesetter)

    law()


@st.composite
def official_plans(draw: st.DrawFn, vocabulary: Vocabulary) -> Made:
    """A plan with any text in every field of an official form set."""
    builder = PlanBuilder()
    years = [(2002, 2003), (2004, 2005), (2006, 2009)]
    periods = {
        name: [Period(name, *y) for y in years] if series.pair
        else [Period(name, y, y + series.years - 1) for y in range(2016, 2016 + 3 * series.years, series.years)]
        for name, series in vocabulary.series.items()
    }
    builder.start("見本市計画", "見本市", "test", [p for own in periods.values() for p in own])
    for area_mark, area_name in (("①", "便利なまち"), ("②", "安全なまち")):
        area = builder.area(area_mark, area_name)
        for number in range(1, draw(st.integers(1, 2)) + 1):
            fields = {DEPARTMENTS: "企画課"}
            measure = builder.add("measure", area, fields, f"{area_mark}-{number:02}", (draw(TEXT) or "施策") + f"{area_mark}{number}")
            for definition in vocabulary.of("measure"):
                if definition.key.startswith("@"):
                    continue
                for key in [p.key for p in periods[definition.series]] if definition.series else [""]:
                    builder.set(measure, definition.key, draw(_texts(definition)), key)
    return Made(Plan(builder.entries))


def _texts(definition: FieldDef) -> st.SearchStrategy[str]:
    if definition.choices:
        return st.sampled_from(definition.choices)
    if definition.type == "number":
        return st.sampled_from(["", "100", "12.5", "未定"])
    # a note without a label, above footnotes without one, can only be asked about where it is cut
    return SHORT_TEXT if definition.key == "note" else TEXT


def _read_forms() -> dict[str, FormSet]:
    sets = [*(OFFICIAL.get(name) for name in OFFICIAL.places), load_form_set(ROOT / "tests" / "data" / "libreoffice")]
    return {f"{s.id}/{form.name}": s for s in sets for form in s.forms.values() if form.options.reads}


READ_FORMS = _read_forms()
"""Every official form that is taken in, and the forms drawn in another office program."""


@pytest.mark.parametrize("name", READ_FORMS)
def test_official_forms(name: str, reader: WorkbookReader, typesetter: Typesetter) -> None:
    forms = READ_FORMS[name]

    @SETTINGS
    @given(official_plans(forms.vocabulary))
    def law(made: Made) -> None:
        check_law(made.plan, forms.form(name.partition("/")[2]), reader, typesetter)

    law()


def test_years_without_an_era_are_those_of_the_plan(reader: WorkbookReader, typesetter: Typesetter) -> None:
    """A plan of 令和 prints 8・9年度 where one of 平成 does, and reads it as its own years."""
    forms = READ_FORMS["tomakomai/results"]
    periods = [Period("期", *years) for years in ((2026, 2027), (2028, 2029), (2030, 2034))]
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "tomakomai", periods)
    measure = builder.add("measure", builder.area("第3章", "展開"), {"content": "8年度 着手"}, "1", "窓口の改善")
    for period, status in zip(periods, ("○/△", "△", "△/◎"), strict=True):
        builder.set(measure, "status", status, period.key)
    plan = Plan(builder.entries)
    assert [forms.vocabulary.period_label(plan, p) for p in periods] == ["8・9年度", "10・11年度", "12～16年度"]
    check_law(plan, forms.form("results"), reader, typesetter)


@pytest.mark.parametrize("piece", ["あ" * 7, "あいう\u200b", "\u200b" + "あ" * 11, "一行の文。\n", "途中\u200b\n"])
@pytest.mark.parametrize("name", ["years below each other", "measures", "equal years are one"])
def test_cut_texts(name: str, piece: str, drawn: FormSet, reader: WorkbookReader, typesetter: Typesetter) -> None:
    """Wherever a text is cut, and whatever stands there, also what the program marks a cut with, it is read as it was."""
    builder = PlanBuilder()
    years = [Period("年度", y, y) for y in (2018, 2019, 2020)]
    builder.start("見本市計画", "見本市", "drawn", years)
    fields = {DEPARTMENTS: "企画課", "summary": piece * 1500, "note": piece * 1500}
    measure = builder.add("measure", builder.area("①", "便利なまち"), fields, "①-01", "窓口の改善")
    for year in years:
        builder.set(measure, "planned", "検討", year.key)
        builder.set(measure, "done", piece * 1500, year.key)
    check_law(Plan(builder.entries), drawn.forms[name], reader, typesetter)
