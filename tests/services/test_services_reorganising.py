"""Departments renamed, split and merged with a day: what the plan prints leads to what took over, from that day on."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID
from planeditor.services.requests.addressing import address
from planeditor.services.tree import contacts, reorganising
from planeditor.store.departments import Department
from planeditor.store.document import Document

BEFORE, DAY, AFTER = date(2024, 3, 31), date(2024, 4, 1), date(2024, 6, 1)
WORDS = Vocabulary((), {})


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", ())
    for number, printed in enumerate(("情報課", "総務部 情報課", "広報課、情シス", "企画課"), start=1):
        builder.add("measure", PLAN_ID, {DEPARTMENTS: printed}, str(number), "施策")
    with Document.create(tmp_path / "a.plandb", builder.entries, name="作成", who="甲") as document:
        for section in ("企画課", "情報課", "広報課"):
            contacts.add(document, "総務部", section, aliases=["情シス"] if section == "情報課" else [])
        yield document
        assert document.verify() == []


def id_of(document: Document, section: str) -> int:
    return next(d.id for d in document.departments.all() if d.section == section)


def meant(document: Document, printed: str, on: date) -> set[str]:
    return {d.section for d in document.departments.resolve(printed, on).found}


def asked(document: Document, on: date) -> dict[str, list[str]]:
    """Who is asked for which measure, and under "" what must be settled first."""
    plan = document.plan()
    numbers = {n.id: n.number for n in plan.measures}
    found = address(plan, WORDS, document.departments.all(), on)
    told = {a.name: [numbers[m.node] for m in a.measures] for a in found.addressees}
    return told | {"": [f"{numbers[u.node]}:{'・'.join(d.section for d in u.candidates)}" for u in found.unresolved]}


def test_a_renamed_department_is_the_same_before_and_another_one_after(document: Document) -> None:
    old = id_of(document, "情報課")
    new = reorganising.rename(document, old, " 総務部", "デジタル課", DAY)
    assert (new.valid_from, new.name) == (DAY, "総務部 デジタル課")
    for printed in ("情報課", "総務部 情報課", "情シス"):
        assert meant(document, printed, BEFORE) == {"情報課"}
        assert meant(document, printed, AFTER) == {"デジタル課"}
    assert [n.department.section for n in contacts.listed(document, AFTER)] == ["企画課", "情報課", "デジタル課", "広報課"]
    ended = next(n for n in contacts.listed(document, AFTER) if n.department.id == old)
    assert (ended.ended, ended.department.valid_to, ended.department.aliases) == (True, BEFORE, ("情シス",))
    assert asked(document, AFTER)["総務部 デジタル課"] == ["1", "2", "3"]
    plan = document.plan()
    assert [plan.text(n.id, DEPARTMENTS) for n in plan.measures][:2] == ["情報課", "総務部 情報課"]


def test_a_split_department_is_asked_about(document: Document) -> None:
    heirs = reorganising.split(document, id_of(document, "情報課"), [("総務部", "システム課"), ("総務部", "企画課")], DAY)
    assert [h.section for h in heirs] == ["システム課", "企画課"]
    assert heirs[1].id == id_of(document, "企画課")
    assert meant(document, "情報課", AFTER) == {"システム課", "企画課"}
    line = next(n for n in contacts.listed(document, AFTER) if n.department.section == "情報課")
    assert {d.section for d in line.successors} == {"システム課", "企画課"}
    told = asked(document, AFTER)
    assert [t.split(":")[0] for t in told[""]] == ["1", "2", "3"]
    assert "企画課" in told[""][0]
    assert "システム課" in told[""][0]
    assert asked(document, BEFORE)["総務部 情報課"] == ["1", "2", "3"]


def test_a_part_may_keep_the_name(document: Document) -> None:
    reorganising.split(document, id_of(document, "情報課"), [("総務部", "情報課"), ("企画部", "推進課")], DAY)
    assert meant(document, "情報課", AFTER) == {"情報課", "推進課"}
    found = document.departments.resolve("総務部 情報課", AFTER).found
    assert [(d.section, d.valid_from) for d in found] == [("情報課", DAY)]


def test_merged_departments_lead_to_one(document: Document) -> None:
    planning, info, public = (id_of(document, s) for s in ("企画課", "情報課", "広報課"))
    new = reorganising.merge(document, [info, public], "総務部", "広報情報課", DAY)
    assert meant(document, "情報課、広報課", AFTER) == {"広報情報課"}
    assert meant(document, "情報課、広報課", BEFORE) == {"情報課", "広報課"}
    assert asked(document, AFTER)["総務部 広報情報課"] == ["1", "2", "3"]
    kept = reorganising.merge(document, [new.id, planning], "総務部", "企画課", date(2025, 4, 1))
    assert kept.id == planning
    assert meant(document, "情シス", date(2025, 4, 1)) == {"企画課"}
    assert next(d for d in document.departments.all() if d.id == planning).valid_to is None


def test_ending_and_reopening_forget_what_a_split_said(document: Document) -> None:
    number = id_of(document, "情報課")
    heirs = reorganising.split(document, number, [("総務部", "一課"), ("総務部", "二課")], DAY)
    contacts.end(document, number, BEFORE, heirs[1].id)
    assert meant(document, "情報課", AFTER) == {"二課"}
    contacts.reopen(document, number)
    assert meant(document, "情報課", AFTER) == {"情報課"}


def test_no_circle_through_a_part(document: Document) -> None:
    number = id_of(document, "情報課")
    heirs = reorganising.split(document, number, [("総務部", "一課"), ("総務部", "二課")], DAY)
    with pytest.raises(KnownError, match="たどると"):
        contacts.end(document, heirs[1].id, AFTER, number)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda d, n: reorganising.rename(d, n, "総務部", "情報課", DAY), "今の名前"),
        (lambda d, n: reorganising.rename(d, n, "総務部", "企画課", DAY), "すでにあります"),
        (lambda d, n: reorganising.rename(d, n, "", " ", DAY), "名前が空"),
        (lambda d, n: reorganising.split(d, n, [("総務部", "一課")], DAY), "2 つ以上"),
        (lambda d, n: reorganising.split(d, n, [("", "一課"), ("", "一 課")], DAY), "「一 課」が 2 つ"),
        (lambda d, n: reorganising.split(d, n, [("", "一課"), ("", "")], DAY), "名前が空"),
        (lambda d, n: reorganising.merge(d, [n, n], "", "一課", DAY), "2 つ以上"),
        (lambda d, n: reorganising.merge(d, [n, 99], "", "一課", DAY), "見つかりません"),
    ],
)
def test_what_cannot_be_leaves_the_register_as_it_was(
    document: Document, act: Callable[[Document, int], object], sentence: str
) -> None:
    before = document.departments.all()
    with pytest.raises(KnownError, match=sentence):
        act(document, id_of(document, "情報課"))
    assert document.departments.all() == before


def test_only_what_goes_on_after_its_first_day_can_change(document: Document) -> None:
    new = contacts.add(document, "総務部", "新課", valid_from=DAY)
    with pytest.raises(KnownError, match="始まりの日より後"):
        reorganising.rename(document, new.id, "総務部", "別課", DAY)
    contacts.end(document, new.id, AFTER)
    with pytest.raises(KnownError, match="最後の日"):
        reorganising.rename(document, new.id, "総務部", "別課", date(2024, 7, 1))


def test_a_department_says_all_that_took_over() -> None:
    assert Department("部", "課").successors == ()
    assert Department("部", "課", successor=3, further=(4, 5)).successors == (3, 4, 5)
