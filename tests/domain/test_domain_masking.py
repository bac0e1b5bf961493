"""Finding a text however it is written, and masking that alone."""
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.masking import Masker, fills, without_spans

MARK = "■■■"
NEEDLE = "見本花子"
GAPS = st.text("  \u3000\n\t\u200b", max_size=3)
AROUND = st.text(st.characters(exclude_characters=f"{NEEDLE}■", exclude_categories=["Cs"]), max_size=20)


@given(AROUND, AROUND, st.lists(GAPS, min_size=3, max_size=3))
def test_it_is_masked_with_its_gaps_and_all_around_stays(before: str, after: str, gaps: list[str]) -> None:
    written = "".join(sign + gap for sign, gap in zip(NEEDLE, [*gaps, ""], strict=True))
    masker = Masker(NEEDLE, MARK)
    assert masker.masked(before + written + after) == f"{before}{MARK}{after}"
    assert masker.count(before + written + after + NEEDLE) == 2


@given(st.text(), st.text(min_size=1))
def test_a_masked_text_holds_it_no_more(text: str, needle: str) -> None:
    masker = Masker(needle, MARK)
    if masker.signs and not masker.is_in(MARK) and "■" not in masker.signs:
        masked = masker.masked(text)
        assert masker.is_in(text) or masked == text
        assert masked.count(MARK) - text.count(MARK) <= masker.count(text)


@pytest.mark.parametrize(
    ("needle", "written"),
    [
        ("ガス", "ｶﾞｽ"), ("ｶﾞｽ", "ガス"), ("ABC", "ＡＢＣ"), ("０９０", "090"), ("プロ", "ﾌﾟﾛ"), ("神谷", "\ufa19谷"),
        ("ガス", unicodedata.normalize("NFD", "ガス")), ("葛城", "葛\U000e0100城"),
        ("090-1234-5678", "０９０－１２３４ー５６７８"), ("03−1234", "03-1234"),
    ],
)
def test_widths_and_ways_to_write_a_character_are_alike(needle: str, written: str) -> None:
    assert Masker(needle, MARK).masked(f"（{written}）") == f"（{MARK}）"


def test_capitals_are_told_apart_and_nothing_is_found_nowhere() -> None:
    assert not Masker("abc", MARK).is_in("ABC")
    assert not Masker(" \u3000", MARK).is_in("何か")
    assert without_spans("あいう", [(0, 1), (2, 3)], "×") == "×い×"


@pytest.mark.parametrize(
    ("text", "masked", "expected"),
    [
        ("担当は見本花子です", "担当は■■■です", True), ("担当は です", "担当は■■■です", False), ("■■■", "■■■", False),
        ("甲、乙", "■■■、■■■", True), ("、乙", "■■■、■■■", False), ("甲乙", "■■■■■■", True), ("甲", "■■■■■■", False),
        ("甲\nです", "■■■です", True), ("ああ", "あ■■■あ", False), ("別の文", "担当は■■■です", False), ("文", "文", False),
        ("あ、" * 5000 + "x", "■■■、" * 40 + "終", False),  # a pattern with backtracking never ends here
    ],
)
def test_other_words_where_the_marks_are(text: str, masked: str, expected: bool) -> None:
    assert fills(text, masked, "■■■") is expected
