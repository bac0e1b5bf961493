"""Folding for search: what is alike, what only looks alike, and where it stands in the original."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.folding import fold, folded, matches, needle, plain_folded, year_ending

YEARS = (
    "H31", "Ｈ31", "h31", "H 31", "平成31年度", "平成31", "平成 31 年 度", "平成三十一年", "㍻31年", "R1", "R01", "Ｒ１年度", "R元",
    "令和元年度", "令和1年", "㋿元年", "2019", "２０１９", "2019年", "2019年度", "西暦2019年",
)
PIECES = st.sampled_from([
    *YEARS, "H28", "12019", "R12", "20", "19", "計画", "通り", "どおり", "とおり", "と", "お", "り", "通", " ", "\n", "　", "ヶ", "ｶﾞ", "ﾞ",
    "㈱", "①", "Ａ", "ß", "年", "度", "元", "平成", "R", "～", "−", "、",
    "葛\U000e0100", "が", "か\u3099", "十", "一", "\1",
])
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


def found(query: str, text: str) -> list[str]:
    return [text[a:b] for a, b in matches(fold(text), needle(query))]


@pytest.mark.parametrize("query", YEARS)
def test_a_year_is_found_in_every_spelling(query: str) -> None:
    for text in YEARS:
        assert found(query, f"実施は{text}から") == [text]


@pytest.mark.parametrize("text", [
    "12019", "20190", "1.2019", "R12", "R1A", "CR1", "令和11年度", "平成3年", "31", "三十一", "㎡", "H310", "令和二年",
])
def test_what_only_looks_like_the_year_is_not_found(text: str) -> None:
    assert needle("R1") not in folded(text)


@pytest.mark.parametrize("text", ["R1 2件", "2019\n10月", "H31\n2 次の作業", "2019.4.1", "R1-R3", "令和元年4月"])
def test_white_space_beside_a_year_does_not_hide_it(text: str) -> None:
    assert needle("2019年度") in folded(text)


def test_what_is_no_whole_year_is_found_to_the_letter() -> None:
    assert found("平成", "平成31年度末") == ["平成"]
    assert found("31", "平成31年度に31件、R1に1件") == ["31", "31"]
    assert found("201", "2019年度") == ["201"]
    assert found("年度末", "R1年度末") == ["年度末"]


@pytest.mark.parametrize(("query", "text", "wanted"), [
    ("計画通り", "計画どおりに進む", "計画どおり"),
    ("計画どおり", "計画通りに進む", "計画通り"),
    ("計画とおり", "計 画\n通 りに進む", "計 画\n通 り"),
    ("計画通", "計画通りに進む", "計画通"),
    ("とお", "そのとおり", "とお"),
    ("年度計画通り", "H31年度計画どおり", "年度計画どおり"),
    ("R1計画通り", "平成31年度計画どおり", "平成31年度計画どおり"),
    ("龍ケ崎", "龍ヶ崎市", "龍ヶ崎"),
    ("がす", "ガス", ""),
    ("ガス", "都市ｶﾞｽ", "ｶﾞｽ"),
    ("wi-fi", "Ｗｉ－Ｆｉの設置", "Ｗｉ－Ｆｉ"),
    ("H28~R2", "Ｈ２８〜令和2年", "Ｈ２８〜令和2年"),
    ("1-02", "①－02", "①－02"),
    ("株", "㈱見本", "㈱"),
    ("葛城", "葛\U000e0100城市", "葛\U000e0100城"),
])
def test_what_is_found_and_where_in_the_original(query: str, text: str, wanted: str) -> None:
    assert found(query, text) == ([wanted] if wanted else [])


def test_a_part_of_a_character_is_no_whole_match() -> None:
    text = fold("㈱見本と株式")
    assert matches(text, needle("株")) == [(0, 1), (4, 5)]
    assert matches(text, needle("株"), whole=True) == [(4, 5)]
    assert matches(text, needle("(株)見"), whole=True) == [(0, 2)]


def test_nothing_is_found_for_a_blank_query() -> None:
    assert needle(" 　\n") == ""
    assert matches(fold("本文"), "") == []


@pytest.mark.parametrize(("text", "ending"), [
    ("令和元年度", "年度"), ("2019年", "年"), ("R1", ""), ("年度", ""), ("R1年度末", ""), ("平成 31 年 度", " 年 度"),
])
def test_the_ending_of_a_year(text: str, ending: str) -> None:
    assert year_ending(text) == ending


@given(TEXTS)
def test_scanning_and_marking_fold_alike(text: str) -> None:
    marked = fold(text)
    assert marked.text == folded(text)
    assert len(marked.places) == len(marked.text)
    assert all(0 <= start <= end <= len(text) for start, end in marked.places)


@given(TEXTS)
def test_places_go_on_without_a_gap_but_white_space(text: str) -> None:
    plain = plain_folded(text)
    places = fold(text).places[: len(plain)]
    covered = {n for start, end in places for n in range(start, end)}
    assert not plain_folded("".join(c for n, c in enumerate(text) if n not in covered))


@given(TEXTS, st.integers(0, 40), st.integers(1, 12))
def test_a_found_place_folds_to_the_needle_or_holds_it(text: str, start: int, length: int) -> None:
    wanted = needle(text[start : start + length])
    for a, b in matches(fold(text), wanted):
        assert wanted in folded(text[a:b])


@given(TEXTS, TEXTS)
def test_marks_are_there_exactly_where_the_scan_finds(text: str, query: str) -> None:
    wanted = needle(query)
    assert bool(matches(fold(text), wanted)) == bool(wanted and wanted in folded(text))
