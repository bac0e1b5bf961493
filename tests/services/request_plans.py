"""A small plan file for the tests of requests: three departments, four measures, three years, the second being reported."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.cover import CoverText
from planeditor.domain.periods import Period
from planeditor.domain.plan import CONTACTS, CURRENT, DEPARTMENTS, PLAN_ID, SECRETARIAT, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.requests.issuing import RequestOrder
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet

WHO = "試験"
FORMS = FormSets().get("sodegaura")
VOCABULARY = FORMS.vocabulary
R3, R4, R5 = (Period("年度", year, year) for year in (2021, 2022, 2023))
DEADLINE = dt.date(2023, 2, 28)
REGISTER = [
    Department("総務部", "行政管理課", 1, aliases=("行管課",)),
    Department("総務部", "見本課", 2),
    Department("教育部", "学校課", 3),
]


def request_plan() -> Plan:
    """①-01 of 見本課, ①-02 of 見本課 with 学校課, ①-03 of 学校課, ②-01 of 行政管理課; all reported in R3."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", [R3, R4, R5])
    builder.entries[Key(PLAN_ID, CURRENT)] = R4.key
    builder.entries[Key(PLAN_ID, SECRETARIAT)] = "行政管理課"
    for area, number, departments in (
        ("①", "①-01", "見本課"), ("①", "①-02", "見本課、学校課"), ("①", "①-03", "学校課"), ("②", "②-01", "行管課"),
    ):  # fmt: skip
        node = builder.add("measure", builder.area(area), {DEPARTMENTS: departments, "summary": "概要"}, number, f"{number}の名")
        builder.set(node, "progress", f"{number}は計画通りに進んだ", R3.key)
        builder.set(node, "work", f"・{number}の調査", R3.key)
    return Plan(builder.entries)


def make(path: Path, plan: Plan | None = None, register: Iterable[Department] = REGISTER) -> Document:
    """A plan file with this content and register, open for writing."""
    document = Document.create(path / "計画.plandb", (plan or request_plan()).entries, name="作成", who=WHO)
    document.departments.add(register)
    return document


def order(*periods: Period, deadline: dt.date | None = DEADLINE, revision: bool = False, departments: tuple[int, ...] = ()) -> RequestOrder:
    """An order with a covering text of one line."""
    return RequestOrder(
        tuple(p.key for p in periods or (R4,)), deadline, CoverText("依頼", sender="見本市　行政管理課", contact="内線234"),
        revision=revision, departments=departments,
    )  # fmt: skip


def node(document: Document, number: str) -> str:
    """The id of a measure."""
    found = document.plan().measure_by_number(number)
    assert found is not None
    return found.id


def contact(document: Document, number: str, text: str) -> None:
    """Note who is asked for a measure."""
    put(document, {Key(node(document, number), CONTACTS): text})


def put(document: Document, texts: Mapping[Key, str], source: str = "", receipt: int | None = None) -> None:
    """Write entries as one operation."""
    with document.edit("記入", who=WHO, source=source, receipt=receipt) as edit:
        for key, text in texts.items():
            edit.set(key, text)


def hand_in(document: Document, sheets: Mapping[str, str], texts: Mapping[Key, str] | None = None, book: str = "") -> int:
    """Record a file that came in: measure numbers with the 整理番号 of their sheets, and what it proposes."""
    held = [ReceiptSheet(number, node(document, number), "progress", token) for number, token in sheets.items()]
    held += [ReceiptSheet("記入のお願い", PLAN_ID, "", book)] if book else []
    proposals = [
        NewProposal(field=key.field, period=key.period, node=key.node, submitted=text, kind="clean")
        for key, text in (texts or {}).items()
    ]
    with document.edit("", who=WHO) as edit:
        return edit.add_receipt(NewReceipt("返送.xlsx", repr((sheets, texts)).encode(), WHO), proposals, held)
