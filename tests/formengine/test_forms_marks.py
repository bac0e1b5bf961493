"""Stretches of a text that are set off: every face shows exactly them, and the text stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock

from planeditor.domain.plan import Key, Plan
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.filling.extras import Extras, sound_marks
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import CellStyle, Mark
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.reading.text import unescape
from planeditor.formengine.writing.markedtext import MarkedText
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from tests.formengine.drawings import FONTS, Drawn, excel_bytes, form_set, pages, plan_of, with_blocks
from tests.formengine.pdftext import parse

TEXT = "計画通り進捗している。   令和元年度はRPAの試行を3業務で行い、削減効果（14% 1/7施設）を確認した。\n次の更改に備える。"
LONG = "".join(f"{n}番目の作業を行い、関係課と協議した。" for n in range(400))
TEXTS = st.text(alphabet=st.sampled_from("計画。=+ _x0041Fあア\n<&\"'"), max_size=40)
KINDS = st.sampled_from(["under", "strike"])
MARKS = st.lists(st.builds(Mark, st.integers(-3, 45), st.integers(-3, 45), KINDS), max_size=6)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> FormSet:
    drawn = Drawn([["{{施策名}}", "{{概要}}", "{{概要|数}}様"]], {"1": "繰返 施策\n分割"}, widths=[14, 34, 20])
    return form_set(tmp_path_factory.mktemp("marks"), {"a": drawn})


def laid_out(forms: FormSet, plan: Plan, marks: dict[str, tuple[Mark, ...]]) -> list[LaidOut]:
    """The form with marks in the summaries of these measures."""
    form = forms.form("a")
    own = {Key(m.id, "summary"): marks[m.name] for m in plan.measures if m.name in marks}
    filler = Filler(plan, form, extras=Extras(own))
    return [Typesetter(FONTS).lay_out(filler.fill(n), form.drawing.setup, fit=False, min_size=6) for n in filler.roots()]


def marked(text: str, marks: tuple[Mark, ...], kind: str) -> str:
    return "".join(text[start:end] for start, end, own in marks if own == kind)


@given(TEXTS, MARKS)
@settings(max_examples=150)
def test_runs_of_a_cell_are_the_text_and_its_marks(text: str, marks: list[Mark]) -> None:
    sound = sound_marks(marks, len(text))
    root: Element = fromstring(f"<is>{MarkedText.of(text, sound, CellStyle(), 9.0).runs}</is>")
    runs = [(unescape(r.findtext("t") or ""), r.find("rPr/u") is not None, r.find("rPr/strike") is not None) for r in root]
    assert "".join(piece for piece, _, _ in runs) == text
    assert unescape("".join(r.findtext("t") or "" for r in root)) == text, "an escape may not stand across two runs"
    assert "".join(piece for piece, under, _ in runs if under) == marked(text, sound, "under")
    assert "".join(piece for piece, _, strike in runs if strike) == marked(text, sound, "strike")


@given(MARKS, st.integers(0, 40))
def test_marks_are_put_in_order(marks: list[Mark], length: int) -> None:
    sound = sound_marks(marks, length)
    ends = [place for start, end, _ in sound for place in (start, end)]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= length for start, end, _ in sound)
    assert {n for a, b, _ in sound for n in range(a, b)} == {
        n for a, b, _ in marks for n in range(max(a, 0), min(b, length))
    }


def rich_cells(data: bytes, column: int) -> Iterator[CellRichText]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).worksheets[0]
    for row in sheet.iter_rows(min_col=column, max_col=column):
        if isinstance(row[0].value, CellRichText):
            yield row[0].value


def test_a_workbook_has_them_also_where_a_row_is_cut(forms: FormSet) -> None:
    marks = tuple(Mark(n, n + 7, "strike" if n % 3 else "under") for n in range(0, len(LONG), 20))
    laid = laid_out(forms, plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"summary": LONG}}), {"防災": marks})
    data = excel_bytes(laid)
    cells = list(rich_cells(data, 2))
    assert len(cells) > 1
    assert "".join(map(str, cells)).replace(CUT_MARK, "") == LONG
    blocks = [block for cell in cells for block in cell if isinstance(block, TextBlock)]
    assert "".join(b.text for b in blocks if b.font.u).replace(CUT_MARK, "") == marked(LONG, marks, "under")
    assert "".join(b.text for b in blocks if b.font.strike).replace(CUT_MARK, "") == marked(LONG, marks, "strike")
    assert {(b.font.rFont, b.font.sz) for b in blocks} == {("BIZ UDゴシック", 9.0)}
    assert data == excel_bytes(laid), "equal sheets make equal files"


def test_a_marked_text_that_looks_like_a_formula_stays_a_text(forms: FormSet) -> None:
    plan = plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"summary": "=1+1 <_x0041_>"}})
    data = excel_bytes(laid_out(forms, plan, {"防災": (Mark(0, 2, "under"), Mark(6, 9, "strike"))}))
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["B1"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    (rich,) = rich_cells(data, 2)
    assert str(rich) == "=1+1 <_x0041_>"


def pdf_of(laid: list[LaidOut]) -> bytes:
    target = io.BytesIO()
    write_pdf(pages(laid), target, fonts=FONTS, info=PdfInfo("試験"))
    return target.getvalue()


def segments(data: bytes, page: int) -> list[tuple[float, float, float]]:
    """The level lines of marks on a page: from, to, height."""
    parsed = parse(data)
    content = parsed.content(parsed.pages()[page])
    drawn = re.findall(r"0 G 0 J [\d.]+ w\n(.*?)\nS", content, re.DOTALL)
    lines = [re.findall(r"[-\d.]+", line) for piece in drawn for line in piece.splitlines()]
    return [(float(x0), float(x1), float(y0)) for x0, y0, x1, _ in lines]


def test_lines_stand_under_and_through_the_marked_characters_only(forms: FormSet) -> None:
    marks = (Mark(2, 8, "under"), Mark(11, 33, "strike"), Mark(40, 48, "under"), Mark(54, 60, "strike"))
    plan = plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"summary": TEXT}})
    data = pdf_of(laid_out(forms, plan, {"防災": marks}))
    assert parse(data).shown() == parse(pdf_of(laid_out(forms, plan, {}))).shown(), "the text of the PDF is the same"
    lines = segments(data, 0)
    widths = [float(w) for w in re.findall(r"0 G 0 J ([\d.]+) w", parse(data).content(parse(data).pages()[0]))]
    assert min(widths) >= 0.6
    kinds = {n: kind for start, end, kind in marks for n in range(start, end)}
    document = pypdfium2.PdfDocument(data)
    text_page = document[0].get_textpage()
    chars = [n for n in range(text_page.count_chars()) if not text_page.get_text_range(n, 1).isspace()]
    wanted = [n for n, char in enumerate(TEXT) if not char.isspace()]
    shown = {place: text_page.get_charbox(n, loose=True) for place, n in zip(wanted, chars[2:], strict=False)}
    assert [text_page.get_text_range(n, 1) for n in chars[2 : 2 + len(wanted)]] == [TEXT[n] for n in wanted]
    document.close()
    for place, (x0, y0, x1, y1) in shown.items():
        over = [y for a, b, y in lines if a <= x0 + 0.5 and x1 - 0.5 <= b and y0 - 2 <= y <= y1]
        under, through = [y for y in over if y < y0 + 1], [y for y in over if y > y0 + 2]
        assert (bool(under), bool(through)) == (kinds.get(place) == "under", kinds.get(place) == "strike"), (
            place,
            TEXT[place],
        )


def test_marks_go_on_where_a_cell_goes_on(forms: FormSet) -> None:
    plan = plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"summary": LONG}})
    last = Mark(len(LONG) - 10, len(LONG), "under")
    (laid,) = laid_out(forms, plan, {"防災": (Mark(0, 5, "strike"), last)})
    data = pdf_of([laid])
    ends = [n for n, page in enumerate(pages([laid])) for box in page.boxes if box.marks and box.lines][-1]
    assert ends > 1
    assert [n for n in range(len(parse(data).pages())) if segments(data, n)] == [0, ends]


def test_only_cells_of_the_entry_alone_are_marked_and_notes_move_them(tmp_path: Path) -> None:
    drawn = Drawn([["{{概要}}", "（{{概要}}）"]], {"1": "繰返 施策"})
    forms = form_set(tmp_path, {"a": drawn}, toml='[words]\nfootnote_mark = "※{n}"\n')
    plan = plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"summary": "全体[^最適化]を図り[^最適化]進める"}})
    plan = with_blocks(plan, [{"type": "note", "name": "最適化", "text": "説明"}])
    key = Key(plan.measures[0].id, "summary")
    text = plan.entries[key]
    marks = (Mark(4, 10, "under"), Mark(text.index("進め"), text.index("進め") + 2, "strike"))
    grid = Filler(plan, forms.form("a"), extras=Extras({key: marks})).fill(None)
    entry, printed = grid.cells
    assert entry.text == "全体※1を図り※1進める"
    assert [entry.text[a:b] for a, b, _ in entry.marks] == ["※1を図", "進め"]
    assert not printed.marks
