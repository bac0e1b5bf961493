"""Texts that are the same or nearly so, among many."""
from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.likeness import Likeness, share_of_same
from planeditor.domain.plan import Key

LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"


def places(*texts: str) -> dict[Key, str]:
    return {Key(str(number), "progress"): text for number, text in enumerate(texts)}


def alike(texts: dict[Key, str], least: float) -> list[list[Key]]:
    known = Likeness(least)
    for text in texts.values():
        known.add(text)
    return [list(group) for group in known.groups(texts.items())]


def nodes(*texts: str) -> list[list[str]]:
    return [[key.node for key in group] for group in alike(places(*texts), 0.9)]


@given(st.text("あいうえ、", max_size=30), st.text("あいうえ、", max_size=30))
def test_the_share_is_never_told_higher_than_it_is(one: str, other: str) -> None:
    """Never above what an alignment of both can reach: twice the common characters by the sum of the lengths."""
    share = share_of_same(one, other, 0.9)
    assert 0 <= share <= 1
    assert (share == 1) == (one == other)
    if share:
        upper = 2 * min(len(one), len(other)) / max(len(one) + len(other), 1) if one != other else 1
        assert share <= upper


@given(st.text("あいうえお、。", min_size=40, max_size=60), st.integers(0, 39), st.sampled_from("かき"))
def test_one_character_changed_is_seen(text: str, place: int, char: str) -> None:
    changed = text[:place] + char + text[place + 1 :]
    assert share_of_same(text, changed, 0.9) >= 0.95
    assert share_of_same(text, changed, 0.9) >= SequenceMatcher(None, text, changed, autojunk=False).ratio() - 1e-9


def test_the_same_and_nearly_the_same_are_grouped() -> None:
    assert nodes(LONG, LONG) == [["0", "1"]]
    assert nodes(LONG, "別の文。", LONG.replace("固めた", "決めた")) == [["0", "2"]]
    assert nodes(LONG, LONG.replace("窓口での受付", "図書館での貸出").replace("担当課との打合せ", "事業者への聞取り")) == []


def test_a_common_ending_does_not_make_texts_alike() -> None:
    ending = "、計画通り進捗している。"
    subjects = ("窓口の混雑を減らす方法を調べ", "公民館の予約をどこからでもできるように整え", "職員の研修を三度開き")
    assert nodes(*(subject + ending for subject in subjects)) == []


def test_hundreds_of_near_copies_are_one_group() -> None:
    (group,) = nodes(*(LONG + f"（{number}回）" for number in range(300)))
    assert len(group) == 300


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=24))
def test_texts_that_come_and_go_leave_what_fresh_ones_would(steps: list[tuple[int, bool]]) -> None:
    texts = [*(LONG + f"（{number}回）" for number in range(3)), LONG, "別" + LONG[::-1], LONG[:26] * 2]
    there: list[str] = []
    known = Likeness(0.9)
    for number, comes in steps:
        text = texts[number]
        if comes:
            there.append(text)
            known.add(text)
        elif text in there:
            there.remove(text)
            known.remove(text)
    now = places(*there)
    assert known.groups(now.items()) == alike(now, 0.9)


def test_two_texts_just_as_alike_as_asked_for_are_alike() -> None:
    one = "".join(map(chr, range(0x4E00, 0x4E00 + 50)))
    assert share_of_same(one, one[:20] + "あいうえお" + one[25:], 0.9) == 0.9
    assert share_of_same(one, one[:20] + "あいうえおか" + one[26:], 0.9) == 0
