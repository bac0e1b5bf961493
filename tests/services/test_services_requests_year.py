"""What a year with requests brings up: contacts typed by hand, a secretariat with its 係, tables of many measures, departments gone."""
from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.cover import CoverText
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import CONTACTS, CURRENT, DEPARTMENTS, PLAN_ID, REMARK, SECRETARIAT, Key
from planeditor.messages import requests as say
from planeditor.services.editing.entry import set_entry
from planeditor.services.formsets import FormSets
from planeditor.services.requests.addressing import address
from planeditor.services.requests.covering import default_cover, suggested_cover
from planeditor.services.requests.finishing import before_closing
from planeditor.services.requests.issuing import RequestOrder, issue
from planeditor.services.requests.status import status
from planeditor.services.tree.reorganising import merge
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from tests.services.request_plans import (
    DEADLINE,
    FORMS,
    R3,
    R4,
    REGISTER,
    VOCABULARY,
    WHO,
    hand_in,
    make,
    node,
    order,
    request_plan,
)

TABLES = FormSets().get("tomakomai")
STAGE = Period("期", 2014, 2019)


@pytest.mark.parametrize(
    "name", ["行政管理課（情報係・佐藤・内線234）", "総務部 行政管理課 情報係（内線234）", "行政管理課　情報係", "行管課"]
)
def test_the_secretariat_is_known_with_its_section_and_extension(tmp_path: Path, name: str) -> None:
    with make(tmp_path) as document:
        set_entry(document, FORMS, "計画", "事務局", name, who=WHO)
        own = [a.name for a in address(document.plan(), VOCABULARY, document.departments.all(), DEADLINE).addressees if a.own]
        cover = default_cover(document.plan(), VOCABULARY, [R4])
    assert own == ["総務部 行政管理課"]
    assert "内線" not in cover.sender
    assert cover.contact == name


def test_a_secretariat_with_a_division_is_known_where_the_register_has_none(tmp_path: Path) -> None:
    with make(tmp_path, register=[Department("", "行政管理課", 1), Department("", "見本課", 2), Department("", "学校課", 3)]) as document:
        set_entry(document, FORMS, "計画", "事務局", "総務部 行政管理課 情報係", who=WHO)
        set_entry(document, FORMS, "②-01", "照会先", "行政管理課", who=WHO)
        own = [a.name for a in address(document.plan(), VOCABULARY, document.departments.all(), DEADLINE).addressees if a.own]
    assert own == ["行政管理課"]


def test_a_secretariat_named_since_signs_the_next_covering_text(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        first = RequestOrder((R4.key,), DEADLINE, CoverText("依頼", to="各課長　様", sender="見本市"))
        issue(document, FORMS, first, tmp_path / "依頼", who=WHO, on=DEADLINE)
        set_entry(document, FORMS, "計画", "事務局", "行政管理課（内線234）", who=WHO)
        cover = suggested_cover(document, VOCABULARY, [R4])
    assert (cover.to, cover.sender, cover.contact) == ("各課長　様", "見本市　行政管理課", "行政管理課（内線234）")


def test_a_contact_without_a_department_is_refused_however_it_is_typed(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        set_entry(document, FORMS, "①-01", "照会先", "見本課（内線1）", who=WHO)
        with pytest.raises(KnownError, match="部署の名前から"):
            set_entry(document, FORMS, "①-01", "照会先", "（内線234）", who=WHO)
        assert document.plan().text(node(document, "①-01"), CONTACTS) == "見本課（内線1）"
        set_entry(document, FORMS, "①-01", "照会先", "", who=WHO)


def test_an_unknown_contact_is_called_a_contact(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        set_entry(document, FORMS, "①-01", "照会先", "まぼろし課", who=WHO)
        (unclear,) = address(document.plan(), VOCABULARY, document.departments.all(), DEADLINE).unresolved
        assert "照会先「まぼろし課」" in unclear.message
        set_entry(document, FORMS, "①-01", "照会先", "", who=WHO)
        set_entry(document, FORMS, "①-01", "担当部署", "まぼろし課", who=WHO)
        (unclear,) = address(document.plan(), VOCABULARY, document.departments.all(), DEADLINE).unresolved
        assert "担当部署「まぼろし課」" in unclear.message


def test_departments_that_ended_keep_their_place_in_the_status(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, on=DEADLINE)
        numbers = [d.id for d in document.departments.all() if d.section in ("見本課", "学校課")]
        merge(document, numbers, "教育部", "学校見本課", DEADLINE - dt.timedelta(days=5))
        found = status(document, FORMS, R4, on=DEADLINE)
    assert found is not None
    assert [d.name for d in found.departments] == ["総務部 行政管理課", "総務部 見本課", "教育部 学校課"]


def test_what_came_before_the_request_is_no_answer_to_it(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = Key(node(document, "①-01"), "work", R4.key)
        hand_in(document, {"①-01": ""}, {key: "・公表した表"})
        before = status(document, FORMS, R4, on=DEADLINE)
        time.sleep(1.1)  # moments are kept to the second
        issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, on=DEADLINE)
        after = status(document, FORMS, R4, on=DEADLINE)
        hand_in(document, {"①-01": ""}, {key: "・提出した表"})
        now = status(document, FORMS, R4, on=DEADLINE)
    assert [found.totals.measures_submitted for found in (before, after, now) if found] == [1, 0, 1]


def test_what_comes_with_an_answer_waits_in_its_year_whatever_year_it_is_about(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, on=DEADLINE)
        sheet = issued.books[0].sheets[0]
        told = [
            NewProposal(field=field, period=R3.key, node=sheet.node, submitted="直し", kind="question", about=about, sheet="①-01")
            for field, about in ((REMARK, "past"), ("work", "locked"))
        ]
        held = ReceiptSheet("①-01", sheet.node, "progress", sheet.token)
        with document.edit("取込", who=WHO) as edit:
            edit.add_receipt(NewReceipt("返送.xlsx", b"1", WHO), told, [held])
        found = status(document, FORMS, R4, on=DEADLINE)
        warnings = before_closing(document, FORMS, R4)
    assert found is not None
    department = next(d for d in found.departments if d.name == "総務部 見本課")
    assert (department.waiting.total, found.totals.waiting.total, len(found.waiting)) == (2, 2, 2)
    assert (len(warnings.waiting), len(warnings.remarks)) == (0, 1)


def test_a_table_that_came_back_whole_is_handed_in_with_its_blank_rows(tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "tomakomai", [STAGE])
    builder.set(PLAN_ID, CURRENT, STAGE.key)
    area = builder.add("area", PLAN_ID, {}, "1", "全体")
    for number in ("1", "2", "3"):
        builder.add("measure", area, {DEPARTMENTS: "見本課"}, number, f"事業{number}")
    with Document.create(tmp_path / "計画.plandb", builder.entries, name="作成", who=WHO) as document:
        document.departments.add([Department("", "見本課", 1)])
        asked = RequestOrder((STAGE.key,), DEADLINE, CoverText("依頼"))
        token = issue(document, TABLES, asked, tmp_path / "依頼", who=WHO, on=DEADLINE).books[0].sheets[0].token

        def returned(text: str, *numbers: str) -> str:
            sheets = [ReceiptSheet("表", node(document, number), "results", token) for number in numbers]
            said = NewProposal(field="status", period=STAGE.key, node=sheets[0].node, submitted=text, kind="clean", sheet="表")
            proposals = [said] if text else []
            with document.edit("取込", who=WHO) as edit:
                edit.add_receipt(NewReceipt("返送.xlsx", repr((text, numbers)).encode(), WHO), proposals, sheets)
            found = status(document, TABLES, STAGE, on=DEADLINE)
            assert found is not None
            sums = found.totals
            return f"{sums.departments_submitted}/{sums.departments} {sums.measures_submitted}/{sums.measures}"

        assert returned("", "3") == "0/1 0/3"
        assert returned("◎", "1", "2") == "0/1 2/3"
        assert returned("◎", "1", "2", "3") == "1/1 3/3"


def test_symbols_are_offered_with_what_they_mean(tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "tomakomai", [STAGE])
    builder.add("measure", builder.add("area", PLAN_ID, {}, "1", "全体"), {DEPARTMENTS: "見本課"}, "1", "事業")
    with Document.create(tmp_path / "計画.plandb", builder.entries, name="作成", who=WHO) as document:
        document.departments.add([Department("", "見本課", 1)])
        issued = issue(document, TABLES, RequestOrder((STAGE.key,), None, CoverText("依頼")), tmp_path / "依頼", who=WHO)
    sheet = openpyxl.load_workbook(next(p for p in issued.paths if "見本課" in p.name)).worksheets[1]
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"○,○/◎,○/△,○/×,◎,△,△/◎,△/×"'  # what the rules of symbols know
    assert all(f"{symbol}：{meaning}" in offered.prompt for symbol, meaning in TABLES.symbols.items())


def test_a_contributing_department_is_told_what_to_fill_in(tmp_path: Path) -> None:
    plan = request_plan()
    with make(tmp_path, plan, REGISTER) as document:
        assert plan.text(PLAN_ID, SECRETARIAT)
        issued = issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, on=DEADLINE)
    texts = {}
    for path in issued.paths[2:]:
        sheet = openpyxl.load_workbook(path).worksheets[0]
        texts[path.stem[3:6]] = {cell.value for row in sheet.iter_rows() for cell in row}
    assert say.SLIP_CONTRIBUTING in texts["学校課"]
    assert say.SLIP_CONTRIBUTING not in texts["見本課"]
    assert Key(PLAN_ID, SECRETARIAT) in plan.entries
