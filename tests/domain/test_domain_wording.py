"""Changed words: what is marked, and the laws that hold for any two texts."""
from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.wording import Run, changed_words

TEXTS = st.text(alphabet="計画進捗のにはをカナ12ab、。 \n・%𠮷", max_size=60) | st.text(max_size=30)


def told(runs: tuple[Run, ...]) -> str:
    """The runs as one text, changed ones in brackets."""
    return "".join(f"[{run.text}]" if run.changed else run.text for run in runs)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_what_is_unchanged_is_the_same(old: str, new: str) -> None:
    one, other = changed_words(old, new)
    assert "".join(run.text for run in one) == old
    assert "".join(run.text for run in other) == new
    same, same_new = ("".join(run.text for run in runs if not run.changed) for runs in (one, other))
    assert same == same_new
    assert all(run.text for run in (*one, *other))
    if old == new:
        assert not any(run.changed for run in (*one, *other))


CASES = [
    ("・仮稼働を開始", "・庁内向けの運用を開始", "・[仮稼働]を開始", "・[庁内向けの運用]を開始"),
    ("90%", "95%", "[90]%", "[95]%"),
    ("12,000円", "12,500円", "[12,000]円", "[12,500]円"),
    ("調査した。", "", "[調査した。]", ""),
    ("", "調査した。", "", "[調査した。]"),
    ("一行目\n二行目", "一行目\n二行目\n三行目", "一行目\n二行目", "一行目\n二行目[\n三行目]"),
    ("サーバを更新", "サーバーを更新", "[サーバ]を更新", "[サーバー]を更新"),
    ("R5年度中", "R6年度中", "R[5]年度中", "R[6]年度中"),
    ("・システム更新", "・サーバ更新", "・[システム]更新", "・[サーバ]更新"),
    ("調査、設計", "検討、構築", "[調査、設計]", "[検討、構築]"),
]


@pytest.mark.parametrize(("old", "new", "was", "becomes"), CASES)
def test_whole_words_are_marked(old: str, new: str, was: str, becomes: str) -> None:
    one, other = changed_words(old, new)
    assert (told(one), told(other)) == (was, becomes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("".join(f"第{n}回の研修を{n}月に実施し、{n * 3}名が参加した。" for n in range(50)),
         "".join(f"第{n}回の講習を{n + 1}月に開催し、{n * 4}人が受講した。" for n in range(50))),
        ("・、" * 500, "、・" * 500),
        ("あ" * 1000, "い" * 1000),
        ("・\n" * 500, "\n、" * 500),
        ("市" * 9000, "町" * 9000),
        ("".join(chr(0x4E00 + n) + "の" for n in range(4000)), "".join(chr(0x6E00 + n) + "に" for n in range(4000))),
    ],
)
def test_long_texts_take_no_time(old: str, new: str) -> None:
    fastest = min(_time(old, new) for _ in range(3))
    assert fastest < 0.1  # 20 ms here; slower machines have room


def _time(old: str, new: str) -> float:
    start = time.thread_time()
    changed_words(old, new)
    return time.thread_time() - start
