"""The register of departments."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planeditor.domain.errors import BugError, KnownError
from planeditor.store.departments import Department
from planeditor.store.document import Document

NOW, THEN = date(2020, 6, 1), date(2018, 6, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.plandb"
    with Document.create(path, {}, name="作成", who="甲") as document:
        new = document.departments.add([
            Department("総務部", "行政管理課", 2, valid_from=date(2019, 4, 1), aliases=("行管課", "行管")),
            Department("総務部", "総務課", 1),
            Department("教育部", "文化・スポーツ課", 8),
            Department("教育部", "総務課", 7),
            Department("議会事務局", "", 9),
        ])  # fmt: skip
        document.departments.add([
            Department("総務部", "情報課", 3, valid_to=date(2019, 3, 31), successor=new[0].id),
            Department("福祉部", "消えた課", 4, valid_to=date(2019, 3, 31)),
        ])  # fmt: skip
    return path


def test_the_register_is_kept_in_order(path: Path) -> None:
    with Document.open(path, read_only=True) as document:
        assert [d.sort for d in document.departments.all()] == [1, 2, 3, 4, 7, 8, 9]
        assert [d.section for d in document.departments.all(on=THEN)][:3] == ["総務課", "情報課", "消えた課"]
        assert "情報課" not in [d.section for d in document.departments.all(on=NOW)]
        first = next(d for d in document.departments.all() if d.id == 1)
        assert first.aliases == ("行管", "行管課")
        assert (first.valid_from, first.valid_to, first.name) == (date(2019, 4, 1), None, "総務部 行政管理課")
        assert document.verify() == []
        with pytest.raises(KnownError, match="読み取り専用"):
            document.departments.add([Department("部", "課")])


def test_a_department_changes(path: Path) -> None:
    with Document.open(path) as document:
        first = next(d for d in document.departments.all() if d.id == 1)
        changed = replace(first, section="デジタル推進課", aliases=("行政管理課",))
        document.departments.change(changed)
        assert changed in document.departments.all()
        assert document.departments.resolve("行政管理課", NOW).found == (changed,)
        with pytest.raises(BugError):
            document.departments.change(replace(first, id=0))
        assert document.verify() == []


@pytest.mark.parametrize(
    ("printed", "day", "found", "unknown"),
    [
        ("行政管理課", NOW, [1], []),
        ("行政管理課他", NOW, [1], []),
        ("総務部　行政管理課 ほか", NOW, [1], []),
        ("行管", NOW, [1], []),
        ("情報課", THEN, [6], []),
        ("情報課", NOW, [1], []),
        ("消えた課", NOW, [], ["消えた課"]),
        ("文化・スポーツ課、行政管理課", NOW, [3, 1], []),
        ("行政管理課・議会事務局", NOW, [1, 5], []),
        ("総務課", NOW, [2, 4], []),
        ("教育部総務課", NOW, [4], []),
        ("行政管理課\n各課", NOW, [1], ["各課"]),
        ("", NOW, [], []),
    ],
)
def test_a_printed_name_on_a_day(path: Path, printed: str, day: date, found: list[int], unknown: list[str]) -> None:
    with Document.open(path, read_only=True) as document:
        resolution = document.departments.resolve(printed, day)
    assert [d.id for d in resolution.found] == found
    assert list(resolution.unknown) == unknown


def test_successors_in_a_circle_end(path: Path) -> None:
    with Document.open(path) as document:
        one, two = document.departments.add([Department("部", f"旧{n}課", valid_to=THEN) for n in (1, 2)])
        document.departments.change(replace(one, successor=two.id))
        document.departments.change(replace(two, successor=one.id))
        assert document.departments.resolve("旧1課", NOW).unknown == ("旧1課",)
