"""Names that mean several departments without naming them."""
from __future__ import annotations

import pytest

from planeditor.domain.offices import is_collective, pieces_of


@pytest.mark.parametrize("name", ["関係各課", "各施設所管課", "各課", "全課", "全庁", "関係課", "事業所管課等", "担当部署", "各 課"])
def test_several(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["行政管理課", "全国大会推進室", "関係人口推進係長", "市民課", "総務部", "企画課他", ""])
def test_one(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("文化・スポーツ課", ["文化・スポーツ課"]), ("危機管理課・広報課", ["危機管理課", "広報課"]),
        ("文化・スポーツ課・広報課", ["文化・スポーツ課", "広報課"]), ("総務課及び税務課", ["総務課", "税務課"]), ("広報課・", ["広報課"]),
        ("こども・子育て・教育支援センター", ["こども・子育て・教育支援センター"]), ("", []),
    ],
)  # fmt: skip
def test_a_dot_parts_offices_only(printed: str, names: list[str]) -> None:
    assert pieces_of(printed) == names
