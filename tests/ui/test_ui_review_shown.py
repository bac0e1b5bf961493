"""What the review shows of two texts: nothing of either is lost, and only what differs is marked."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.ui.review.shown import Cell, GroupLine, Piece, RowLine, Shown, _added, _both, _with_struck

WORDS = st.lists(
    st.sampled_from(["庁内", "で", "運用", "を", "開始", "した", "。", "\n", "R5", "年度", "（46名）", "𠮷野", " "]), max_size=12
)
OTHER = "入札が不調に終わり、翌年度に延ばす。"


def joined(pieces: tuple[Piece, ...], but: str = "nothing") -> str:
    return "".join(piece.text for piece in pieces if piece.mark != but)


@given(WORDS, WORDS)
def test_both_texts_are_all_there(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    pieces = _both(before, after)
    assert joined(pieces, "removed") == after
    if any(piece.mark == "removed" for piece in pieces):
        assert joined(pieces, "added") == before
    assert joined(_added(before, after)) == after
    assert all(piece.text for piece in pieces)


def test_what_went_stands_before_what_came() -> None:
    pieces = _both("・仮稼働を開始", "・庁内向けの運用を開始\n・研修を実施")
    assert joined(pieces, "removed") == "・庁内向けの運用を開始\n・研修を実施"
    assert joined(_both("機器を3台設置した。", "機器を5台設置した。"), "added") == "機器を3台設置した。"
    assert [p.mark for p in _both("機器を3台設置した。", "機器を5台設置した。")] == ["", "removed", "added", ""]


def test_texts_hardly_alike_are_not_mixed() -> None:
    assert all(piece.mark != "removed" for piece in _both("住民説明会を開いた。", OTHER))
    assert _added("住民説明会を開いた。", OTHER, sparing=True) == (Piece(OTHER),)


@pytest.mark.parametrize(
    ("whole", "struck", "marks"), [("甲乙丙", "乙", ["", "removed", ""]), ("甲乙", "乙", ["", "removed"]), ("甲乙", "丁", [])]
)
def test_struck_text_stands_where_it_was(whole: str, struck: str, marks: list[str]) -> None:
    assert [piece.mark for piece in _with_struck(whole, struck)] == marks


def test_what_was_decided_can_be_left_out() -> None:
    def line(number: int, group: int, decided: str) -> RowLine:
        return RowLine(number, group, "clean", "", "", "n", "f", "", Cell(), Cell(), Cell(), (), decided, "", "", ("", "", ""))

    lines = (GroupLine(0, "甲", 1, ()), line(1, 0, ""), line(2, 0, "済"), GroupLine(1, "乙", 0, ()), line(3, 1, "済"))
    shown = Shown(1, lines, has_sent=True)
    assert shown.decided == {2, 3}
    assert shown.left == 1
    assert shown.without(frozenset({2, 3})).lines == lines[:2]
    assert shown.without(frozenset({2})).lines == (*lines[:2], *lines[3:])
    assert shown.without(frozenset()).lines == lines
