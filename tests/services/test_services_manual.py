"""The manual: what it names is there — menus, keys, commands, pictures, places — and it reads as the rules of the house ask."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import BugError
from planeditor.services.manual.blocks import Code, Heading, Note, Paragraph, Picture, Points, Span, Table, plain, words_of
from planeditor.services.manual.manual import Manual, read_manual
from planeditor.services.manual.parsing import inline, parse
from tests.manual_pages import spans

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "docs" / "manual").glob("*.md"))


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read_manual()


# The language


def test_the_parts_of_a_chapter() -> None:
    source = (
        '<a id="one"></a>\n# 章\n\n文の**初め**\nと続き。\n\n1. 押す\n2. `見る`\n  続き\n\n- 点\n\n'
        "| 甲 | 乙 |\n|---|---|\n| い | [ろ](#one) |\n\n> 注意\n\n![絵](a.png)\n\n```\nplaneditor show\n```\n"
    )
    assert parse(source) == [
        Heading(1, "章", "one"),
        Paragraph((Span("文の"), Span("初め", "bold"), Span("と続き。"))),
        Points(((Span("押す"),), (Span("見る", "code"), Span("続き"))), numbered=True),
        Points(((Span("点"),),)),
        Table(((Span("甲"),), (Span("乙"),)), (((Span("い"),), (Span("ろ", target="#one"),)),)),
        Note((Span("注意"),)),
        Picture("a.png", "絵"),
        Code("planeditor show"),
    ]


@given(st.text(st.characters(exclude_characters="*`[]()\n\r", exclude_categories=("Cs", "Cc"))))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(inline(text)) == text


@pytest.mark.parametrize("source", ["```\nno end", "| a | b |\n| c |", "<b>\n"])
def test_what_is_no_part_of_the_language_is_a_bug(source: str) -> None:
    with pytest.raises(BugError):
        parse(source)


# The pages


def test_every_link_leads_to_a_page(manual: Manual) -> None:
    links = [(page.place, s.target) for page in manual.pages for s in spans(page) if s.target]
    assert links
    assert [found for found in links if not manual.resolved(found[1])] == []


def test_every_picture_is_there_and_every_screenshot_is_used(manual: Manual) -> None:
    files = {manual.picture(b.file).resolve() for page in manual.pages for b in page.blocks if isinstance(b, Picture)}
    assert [file for file in files if not file.is_file()] == []
    assert {path.resolve() for path in (ROOT / "docs" / "screenshots").glob("*.png")} <= files


def test_the_manual_is_plain_polite_japanese(manual: Manual) -> None:
    for page in manual.pages:
        assert not re.search(r"[!！]|クリックして下さい|エラー", page.text), page.title
        for block in page.blocks:
            if isinstance(block, Paragraph | Note):
                assert re.search(r"[。）」]$", words_of(block)), words_of(block)


def test_every_page_says_something(manual: Manual) -> None:
    assert [page.title for page in manual.pages if page.level == 2 and not page.blocks] == []


def test_search_is_blind_to_width_and_puts_titles_first(manual: Manual) -> None:
    found = [page.title for page in manual.found("ｅｘｃｅｌ の一覧")]
    assert found[0] == "Excel の一覧から計画を作る"
    assert manual.found("どこにもない語") == []
    assert manual.found(" ") == list(manual.pages)


def test_the_words_of_a_form_set_take_their_place() -> None:
    manual = read_manual(words={"measure": "事業", "area": "区分", "revision": "改訂"})
    assert manual.by_place["tree"].title == "事業の一覧"
    assert "改訂モード" in manual.by_place["modes"].text
    assert "組織改定" not in manual.by_place["modes"].text


def test_the_index_names_every_chapter() -> None:
    index = (ROOT / "docs" / "manual" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in CHAPTERS if path.name != "README.md"] == re.findall(r"\((\d\d-.+?\.md)\)", index)
