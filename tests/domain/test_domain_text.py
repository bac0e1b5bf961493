"""What counts as the same label, and what is a mere difference of notation."""
from __future__ import annotations

import pytest

from planeditor.domain.compare import Outcome, compare
from planeditor.domain.text import label_key, notation_key, shorten


@pytest.mark.parametrize(
    ("one", "other"),
    [("効果（額）", "効果 (額)"), ("計画・\n設計", "計画･設計"), ("ＷＨＯ", "WHO"), ("期待される　効果", "期待される効果")],
)
def test_labels_alike(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("平成30年度に導入", "H30年度に導入"), ("平成 30 年度", "Ｈ３０年度"), ("袖ヶ丘", "袖ケ丘"), ("_____", "――"), ("—", "―"),
        ("令和元年度", "R1年度"), ("H31年度", "R1年度"), ("Ｗｉ－Ｆｉ", "Wi-Fi"), ("R2.3月", "令和2.3月"), ("a，b", "a、b"),
        ("６２．５％（１，２００件）", "62.5%(1,200件)"), ("終えた．", "終えた。"),
    ],
)
def test_mere_notation(one: str, other: str) -> None:
    assert notation_key(one) == notation_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("通り", "どおり"), ("90%", "900%"), ("導入", "導人"), ("サーバ", "サーバー"), ("H28年度", "H29年度"), ("1-2", "12"),
        ("62.5%", "62。5%"),
    ],
)
def test_more_than_notation(one: str, other: str) -> None:
    assert notation_key(one) != notation_key(other)


@pytest.mark.parametrize(
    ("as_sent", "now", "submitted", "outcome"),
    [
        (None, "", "新", Outcome.CLEAN), (None, "同", "同", Outcome.UNCHANGED), (None, "今", "別", Outcome.CONFLICT),
        (None, "今", "", Outcome.UNCHANGED), (None, "H30年度", "平成30年度", Outcome.NOTATION),
        ("前", "前", "後", Outcome.CLEAN), ("前", "今", "前", Outcome.UNCHANGED), ("前", "今", "後", Outcome.CONFLICT),
        ("前", "後", "後", Outcome.UNCHANGED), ("前", "前", "", Outcome.QUESTION), ("", "今", "", Outcome.UNCHANGED),
        ("", "", "新", Outcome.CLEAN), ("", "今", "後", Outcome.CONFLICT),
    ],
)
def test_three_ways(as_sent: str | None, now: str, submitted: str, outcome: Outcome) -> None:
    assert compare(now, submitted, as_sent) is outcome


def test_shorten() -> None:
    assert shorten("一\n二 三", 10) == "一 二 三"
    assert shorten("あいうえおか", 5) == "あいうえ…"
