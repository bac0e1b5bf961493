"""A small plan file for the tests of editing: two measures, three years, the second one being reported."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document

WHO = "試験"
FORMS = FormSets().get("sodegaura")
VOCABULARY = FORMS.vocabulary
R3, R4, R5 = (Period("年度", year, year) for year in (2021, 2022, 2023))


def small_plan(*, reports: bool = True) -> Plan:
    """①-01 with two years of reports (the second half filled in), ①-02 with schedules only."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", [R3, R4, R5])
    area = builder.area("①", "地域情報化")
    first = builder.add("measure", area, {DEPARTMENTS: "見本課", "summary": "概要"}, "①-01", "公衆LAN")
    second = builder.add("measure", area, {DEPARTMENTS: "企画課"}, "①-02", "窓口案内")
    for node in (first, second):
        for period in (R3, R4, R5):
            builder.set(node, "planning", "検討", period.key)
    if reports:
        builder.set(first, "progress", "計画通りに進んでいる", R3.key)
        builder.set(first, "work", "・調査を行った", R3.key)
        builder.set(first, "progress", "計画通りに進んでいる", R4.key)
    return Plan(builder.entries)


def make(path: Path, plan: Plan | None = None) -> Document:
    """A plan file with this content, open for writing."""
    return Document.create(path / "計画.plandb", (plan or small_plan()).entries, name="作成", who=WHO)


def node_of(plan: Plan, number: str) -> str:
    """The id of a measure."""
    node = plan.measure_by_number(number)
    assert node is not None
    return node.id


def key_of(plan: Plan, number: str, field: str, period: Period | None = None) -> Key:
    """The place of an entry."""
    return Key(node_of(plan, number), field, period.key if period else "")
