"""The departments' screen: order, names, ends, and what the plan prints."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID
from planeditor.services.tree import contacts
from planeditor.store.departments import Department
from planeditor.store.document import Document

TODAY, BEFORE = date(2024, 6, 1), date(2019, 6, 1)
LAST = date(2020, 3, 31)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", ())
    for number, printed in enumerate(("企画課・情報課", "デジ課他", "むかし課、企画課", "ＤＸ室、むかし課", ""), start=1):
        builder.add("measure", PLAN_ID, {DEPARTMENTS: printed}, str(number), "施策")
    with Document.create(tmp_path / "a.plandb", builder.entries, name="作成", who="甲") as document:
        contacts.add(document, "総務部", "企画課")
        contacts.add(document, "総務部", "情報課")
        contacts.add(document, " 総務部", "デジタル課 ", aliases=["デジ課", " ", "デジ課"], valid_from=date(2020, 4, 1))
        yield document


def names(document: Document) -> list[str]:
    return [line.department.section for line in contacts.listed(document, TODAY)]


def id_of(document: Document, section: str) -> int:
    return next(d.id for d in document.departments.all() if d.section == section)


def test_the_register_is_listed_with_what_has_ended(document: Document) -> None:
    digital = id_of(document, "デジタル課")
    contacts.end(document, id_of(document, "情報課"), LAST, digital)
    lines = contacts.listed(document, TODAY)
    assert [(n.department.name, n.ended, n.successor and n.successor.id) for n in lines] == [
        ("総務部 企画課", False, None), ("総務部 情報課", True, digital), ("総務部 デジタル課", False, None),
    ]  # fmt: skip
    assert lines[2].department.aliases == ("デジ課",)
    assert not any(line.ended for line in contacts.listed(document, BEFORE))
    contacts.reopen(document, id_of(document, "情報課"))
    assert not any(line.ended or line.successor for line in contacts.listed(document, TODAY))
    assert document.verify() == []


def test_the_order_changes(document: Document) -> None:
    planning, digital = id_of(document, "企画課"), id_of(document, "デジタル課")
    contacts.move_up(document, planning)
    contacts.move_down(document, digital)
    assert names(document) == ["企画課", "情報課", "デジタル課"]
    contacts.move_down(document, planning)
    assert names(document) == ["情報課", "企画課", "デジタル課"]
    contacts.move_up(document, digital)
    assert names(document) == ["情報課", "デジタル課", "企画課"]
    contacts.move(document, planning, id_of(document, "情報課"))
    assert names(document) == ["企画課", "情報課", "デジタル課"]
    contacts.move(document, planning, planning)
    contacts.move(document, planning)
    assert names(document) == ["情報課", "デジタル課", "企画課"]
    contacts.add(document, "教育部")
    assert [d.division for d in document.departments.all()][-1] == "教育部"


def test_what_the_register_cannot_hold_is_refused(document: Document) -> None:
    planning, info, digital = (id_of(document, n) for n in ("企画課", "情報課", "デジタル課"))
    contacts.end(document, info, LAST, digital)
    before = document.departments.all()
    changed = next(d for d in before if d.id == planning)
    refused: list[tuple[str, Callable[[], object]]] = [
        ("名前が空", lambda: contacts.add(document, " ", "　")),
        ("すでにあります", lambda: contacts.add(document, "総務部", "企画 課")),
        ("すでにあります", lambda: contacts.change(document, replace(changed, section="デジタル課"))),
        ("「デジ課」は部署「総務部 デジタル課」", lambda: contacts.change(document, replace(changed, aliases=("デジ課",)))),
        ("「デジタル課」は部署", lambda: contacts.change(document, replace(changed, aliases=("デジタル課",)))),
        ("「デジ課」は部署", lambda: contacts.add(document, "教育部", "デジ課")),
        ("始まりの日より前", lambda: contacts.end(document, digital, LAST)),
        ("に戻ります", lambda: contacts.end(document, digital, TODAY, info)),
        ("に戻ります", lambda: contacts.end(document, planning, TODAY, planning)),
        ("見つかりません", lambda: contacts.move_up(document, 99)),
        ("見つかりません", lambda: contacts.end(document, 99, TODAY)),
    ]
    for sentence, run in refused:
        with pytest.raises(KnownError, match=sentence):
            run()
    assert document.departments.all() == before
    # The name of one that has ended is free again for what begins later.
    contacts.add(document, "総務部", "情報課", valid_from=date(2020, 4, 1))
    contacts.add(document, "教育部", "企画課")


def test_who_is_meant_by_the_plan(document: Document) -> None:
    planning, info, digital = (id_of(document, n) for n in ("企画課", "情報課", "デジタル課"))
    contacts.end(document, info, LAST, digital)
    plan, register = document.plan(), document.departments.all()

    def used(on: date | None) -> dict[int, list[str]]:
        return {d: [n.number for n in nodes] for d, nodes in contacts.usage(plan, register, on).items()}

    assert used(TODAY) == used(None) == {planning: ["1", "3"], info: [], digital: ["1", "2"]}
    assert used(BEFORE) == {planning: ["1", "3"], info: ["1"], digital: []}
    unknown = contacts.unknown_names(plan, register, TODAY)
    assert {name: [n.number for n in nodes] for name, nodes in unknown.items()} == {"むかし課": ["3", "4"], "ＤＸ室": ["4"]}


def test_the_register_is_filled_from_the_plan(document: Document) -> None:
    contacts.end(document, id_of(document, "情報課"), LAST)
    groups = len(document.log())
    added = contacts.fill_from_plan(document, TODAY)
    assert [d.name for d in added] == ["むかし課", "ＤＸ室"]
    assert names(document) == ["企画課", "情報課", "デジタル課", "むかし課", "ＤＸ室"]
    # What has ended without a successor is for a person to decide.
    assert list(contacts.unknown_names(document.plan(), document.departments.all(), TODAY)) == ["情報課"]
    assert contacts.fill_from_plan(document, TODAY) == []
    assert len(document.log()) == groups


def test_nothing_is_written_for_reading_only(document: Document) -> None:
    with Document.open(document.path, read_only=True) as reading:
        assert len(contacts.listed(reading, TODAY)) == 3
        with pytest.raises(KnownError, match="読み取り専用"):
            contacts.add(reading, "部", "課")


def test_a_register_given_twice_the_same_place_can_be_ordered(document: Document) -> None:
    document.departments.change_all(replace(d, sort=0) for d in document.departments.all())
    contacts.move_up(document, id_of(document, "デジタル課"))
    assert names(document) == ["企画課", "デジタル課", "情報課"]
    assert isinstance(document.departments.all()[0], Department)


def test_a_renamed_department_is_still_known_by_the_name_the_plan_prints(document: Document) -> None:
    register = document.departments.all()
    planning = next(d for d in register if d.section == "企画課")
    contacts.change(document, replace(planning, section="政策課"))
    register = document.departments.all()
    assert next(d for d in register if d.id == planning.id).aliases == ("企画課",)
    assert "企画課" not in contacts.unknown_names(document.plan(), register, TODAY)
    contacts.change(document, replace(next(d for d in register if d.section == "デジタル課"), section="ＩＴ課"))
    assert next(d for d in document.departments.all() if d.section == "ＩＴ課").aliases == ("デジ課",)  # nothing prints the old one
