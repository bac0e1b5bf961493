"""Papers of several parts: one stream of pages, contents, bookmarks, odd pages, page references; one workbook."""
from __future__ import annotations

import re
import zipfile
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key, Node, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.paging.pagerefs import page_of
from planeditor.services.formsets import FormSets
from planeditor.services.meeting.sheet import PaperPlan
from planeditor.services.paper.parts import PaperPart, write_parts_to
from tests.meeting_plans import entries

SETS, FONTS = FormSets(), FontBook()
FORMS = SETS.get("sodegaura")
PAPERS = SETS.papers(FORMS)
PLAN = Plan(entries(8, 3))


def agenda(*lines: str) -> Plan:
    sheet = PaperPlan("計画")
    for line in lines:
        sheet.row("次第", text=line)
    return sheet.plan()


def area(place: int) -> tuple[Node, ...]:
    return tuple(n for n in PLAN.walk(PLAN.areas[place].id) if n.kind == "measure")


def parts() -> list[PaperPart]:
    form, sheet = PAPERS.form("meeting_agenda"), FORMS.form("progress")
    return [
        PaperPart(agenda(f"施策のシートは{page_of('施策のシート')}ページ", f"次第は{page_of('agenda')}ページ"), form),
        PaperPart(PLAN, form, contents=True),
        PaperPart(agenda("開会"), form, title="次第", name="agenda", number="資料2"),
        PaperPart(PLAN, sheet, area(0), title="施策のシート", odd=True),
        PaperPart(PLAN, sheet, area(1), level=2, odd=True),
        PaperPart(PLAN, sheet, area(2), level=2, odd=True),
    ]


def pdf(chosen: list[PaperPart]) -> pypdfium2.PdfDocument:
    output = BytesIO()
    write_parts_to(chosen, "pdf", output, title="資料", fonts=FONTS, mark="（案）", number="資料1")
    return pypdfium2.PdfDocument(output.getvalue())


def page_texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def test_pages_contents_and_bookmarks_agree() -> None:
    document = pdf(parts())
    texts = page_texts(document)
    marks = [(m.level, m.get_title(), m.get_dest().get_index() + 1) for m in document.get_toc()]
    starts = {title: page for _, title, page in marks}
    assert [title for level, title, _ in marks if level == 0] == ["次第", "目次", "次第", "施策のシート"]
    assert [t for level, t, _ in marks if level == 1] == [a.title for a in PLAN.areas]
    assert [t for level, t, _ in marks if level == 2] == [m.title for m in PLAN.measures]
    assert all(starts[a.title] % 2 == 1 for a in PLAN.areas)
    for place, text in enumerate(texts, start=1):
        assert (f"- {place} -" in text) == bool(text.strip()), "blank pages carry no number"
        assert ("資料2" in text) == (place == 3)
    listed = {head.strip(): int(page) for head, page in re.findall(r"^(.+?) *…+\s+(\d+)", texts[1], re.MULTILINE)}
    wanted = {"次第", "施策のシート", *(a.title for a in PLAN.areas), *(m.title for m in PLAN.measures)}
    assert listed == {title: starts[title] for title in wanted}
    assert "施策のシートは5ページ" in texts[0]
    assert "次第は3ページ" in texts[0]
    assert starts["施策のシート"] == 5
    assert len(document) == 4 + 2 + 3 + 1 + 3


def test_one_workbook_with_a_sheet_for_each() -> None:
    output = BytesIO()
    written = write_parts_to(parts(), "xlsx", output, title="資料", fonts=FONTS, mark="（案）", number="資料&1")
    book = openpyxl.load_workbook(BytesIO(output.getvalue()))
    names = book.sheetnames
    assert names[:3] == ["次第", "目次", "次第 (2)"]
    assert len(set(names)) == len(names) == 3 + len(PLAN.measures)
    assert written.pages == 3 + len(PLAN.measures)
    with zipfile.ZipFile(BytesIO(output.getvalue())) as packed:
        assert "（案）　資料&amp;&amp;1" in packed.read("xl/worksheets/sheet2.xml").decode()
    assert not any("…" in str(c.value) for row in book["目次"].iter_rows() for c in row)
    assert any("施策のシートは4ページ" in str(c.value) for row in book["次第"].iter_rows() for c in row)


def test_equal_parts_make_equal_bytes() -> None:
    outputs = [BytesIO(), BytesIO()]
    for output in outputs:
        write_parts_to(parts(), "pdf", output, title="資料", fonts=FONTS)
    assert outputs[0].getvalue() == outputs[1].getvalue()


def test_entries_in_small_type_are_named_and_labels_are_not() -> None:
    def warnings(plan: Plan, *, least: float = 9) -> list[str]:
        chosen = [PaperPart(plan, FORMS.form("progress"), tuple(plan.measures[:2]))]
        return write_parts_to(chosen, "pdf", BytesIO(), title="", fonts=FONTS, least=least).warnings

    assert warnings(PLAN) == [], "the legend of the form is smaller, as it was drawn"
    first = PLAN.measures[0]
    long = Plan({**PLAN.entries, Key(first.id, "work", "年度:2023"): "長い文です。" * 300})
    (small,) = warnings(long)
    assert "①-01" in small
    assert "①-02" not in small
    assert "①-01、①-02" in warnings(PLAN, least=9.5)[0]


def test_nothing_to_write_is_said() -> None:
    with pytest.raises(KnownError, match="書き出すものがありません"):
        write_parts_to([PaperPart(PLAN, FORMS.form("progress"), ())], "pdf", BytesIO(), title="", fonts=FONTS)
