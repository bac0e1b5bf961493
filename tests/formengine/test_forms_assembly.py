"""Documents from parts: continuous page numbers, a list of contents that agrees with them, notes numbered through."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.assembly import Assembly
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Selection
from tests.formengine.drawings import FONTS, Drawn, form_set, page_texts, plan_of, with_blocks

TOML = '[document."計画書"]\nparts = ["cover", "目次", "list", "sheet"]\n\n[words]\nfootnote_mark = "*{n}"\n'


def forms_of(folder: Path) -> FormSet:
    return form_set(
        folder,
        {
            "cover": Drawn([["{{計画.題名}}"]]),
            "list": Drawn(
                [["一覧"], ["{{施策名}} {{概要}}"], ["{{脚注番号}}{{脚注}}"]],
                {"2": "繰返 施策", "3": "脚注 範囲=文書"},
                heights={2: 200.0},
            ),
            "sheet": Drawn(
                [["{{ページ}}/{{総ページ}}", "{{資料番号}}"], ["{{施策名}}", "{{概要}}"], ["{{脚注番号}}", "{{脚注}}"]],
                {"3": "脚注 範囲=文書"},
                each="施策",
                landscape=True,
            ),
        },
        toml=TOML,
    )


def plan_with_notes(count: int) -> Plan:
    measures = [f"1-{n} 施策{n}" for n in range(1, count + 1)]
    plan = plan_of(
        {"1 安全": measures, "2 福祉": ["2-1 終わり"]},
        fields={"1-2": {"summary": "[^乙]"}, "2-1": {"summary": "[^甲][^乙]"}},
    )
    return with_blocks(plan, [{"type": "note", "name": n, "text": n} for n in ("甲", "乙")])


def contents(pages: list[Page]) -> dict[str, int]:
    """The lines of the contents: title -> page number."""
    found = {}
    for page in pages:
        if page.form == "目次":
            texts = [t for t in page_texts(page) if t != "目次"]
            found.update({t.split(" …")[0].strip(): int(n) for t, n in zip(texts[::2], texts[1::2], strict=True)})
    return found


@pytest.mark.parametrize("count", [2, 60])
def test_contents_and_page_numbers_agree(tmp_path: Path, count: int) -> None:
    pages = list(Assembly(plan_with_notes(count), forms_of(tmp_path), "計画書", FONTS, "資料1").pages())
    listed = contents(pages)
    assert list(listed)[:3] == ["様式list", "1 安全", "1-1 施策1"]
    assert len(listed) == count + 4  # the cover stands before the contents and is not listed
    for number, page in enumerate(pages, start=1):
        for _, title in page.bookmarks:
            if title in listed and page.form != "目次":
                assert listed[title] <= number
        if page.form == "sheet":
            assert page_texts(page)[:2] == [f"{number}/{len(pages)}", "資料1"]
            assert listed[page.bookmarks[-1][1]] == number
    notes = [t for t in page_texts(pages[-1]) if t.startswith("*")]
    assert notes == ["*2*1", "*1", "*2"]


def test_export_takes_the_name_of_a_document(tmp_path: Path) -> None:
    forms, plan = forms_of(tmp_path), plan_with_notes(3)
    written = export(
        plan, forms, "計画書", tmp_path / "計画書.pdf", fonts=FONTS, selection=Selection(measures=("1-2",)), number="資料2"
    )
    document = pypdfium2.PdfDocument(tmp_path / "計画書.pdf")
    assert written.pages == len(document) == 5
    assert [b.get_title() for b in document.get_toc()][:2] == ["様式cover", "目次"]
    text = document[4].get_textpage().get_text_bounded()
    assert "5/5" in text
    assert text.count("資料2") == 1
    document.close()
    with pytest.raises(KnownError, match="PDF"):
        export(plan, forms, "計画書", tmp_path / "計画書.xlsx", fonts=FONTS)
