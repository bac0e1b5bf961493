"""Who is asked for which measure, and what must be settled before."""
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.contacts import Contact, contacts_text, parse_contacts
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CONTACTS, DEPARTMENTS, PLAN_ID, SECRETARIAT, STATE, Change, Key, Plan
from planeditor.services.requests.addressing import Addressing, address
from planeditor.services.requests.contacting import set_contacts
from planeditor.store.departments import Department
from tests.services.request_plans import REGISTER, VOCABULARY, WHO, make, node, request_plan

DAY = dt.date(2023, 1, 10)
NUMBERED = [replace(d, id=number) for number, d in enumerate(REGISTER, start=1)]


def addressed(plan: Plan, register: list[Department] | None = None, on: dt.date = DAY) -> Addressing:
    return address(plan, VOCABULARY, NUMBERED if register is None else register, on)


def printed(number: str, text: str, field: str = DEPARTMENTS) -> Plan:
    plan = request_plan()
    found = plan.measure_by_number(number)
    assert found
    return plan.with_changes([Change(Key(found.id, field), None, text)])


def told(plan: Plan, found: Addressing) -> dict[str, str]:
    """Department -> its measures, with * where it leads."""
    titles = {n.id: n.number for n in plan.measures}
    return {
        a.name: " ".join(titles[m.node] + "*" * (m.role == "lead") for m in a.measures) + " 直接" * a.own for a in found.addressees
    }


def test_departments_stand_in_their_order_and_lead_where_they_are_named_first() -> None:
    plan = request_plan()
    found = addressed(plan)
    assert told(plan, found) == {
        "総務部 行政管理課": "②-01* 直接", "総務部 見本課": "①-01* ①-02*", "教育部 学校課": "①-02 ①-03*",
    }
    assert list(told(plan, found)) == ["総務部 行政管理課", "総務部 見本課", "教育部 学校課"]
    assert found.unresolved == ()


def test_contacts_come_before_what_is_printed() -> None:
    plan = printed("①-01", "学校課（指導係・内線3、4）、行管課", CONTACTS)
    found = addressed(plan)
    assert told(plan, found)["教育部 学校課"] == "①-01* ①-02 ①-03*"
    assert told(plan, found)["総務部 行政管理課"] == "①-01 ②-01* 直接"
    school = found.find(3)
    assert school is not None
    assert (school.measures[0].details, school.measures[0].printed) == ("指導係・内線3、4", "見本課")


@pytest.mark.parametrize(
    ("text", "reason", "candidates"),
    [
        ("見本課他", "others", ["総務部 見本課"]), ("見本課ほか", "others", ["総務部 見本課"]), ("全課", "others", []), ("", "none", []),
        ("見本課、まぼろし課", "unknown", []), ("見本課・まぼろし課", "unknown", []),
    ],
)  # fmt: skip
def test_what_is_unclear_is_asked(text: str, reason: str, candidates: list[str]) -> None:
    plan = printed("①-01", text)
    found = addressed(plan)
    (open_end,) = found.unresolved
    assert (open_end.reason, [d.name for d in open_end.candidates]) == (reason, candidates)
    assert open_end.message.startswith("①-01 ①-01の名")
    assert "planeditor set … ①-01 照会先" in open_end.message
    assert told(plan, found)["総務部 見本課"] == "①-02*"


def test_a_name_of_several_departments_is_asked_and_their_full_name_settles_it() -> None:
    register = [*NUMBERED, Department("教育部", "見本課", 4, id=4)]
    (first, *_), plan = addressed(request_plan(), register).unresolved, printed("①-01", "教育部見本課", CONTACTS)
    assert (first.reason, [d.id for d in first.candidates]) == ("several", [2, 4])
    assert told(plan, addressed(plan, register))["教育部 見本課"] == "①-01*"


def test_a_name_with_a_dot_may_be_one_department_or_several() -> None:
    one = [*NUMBERED, Department("教育部", "文化・学校課", 4, id=4)]
    assert told(p := printed("①-01", "文化・学校課"), addressed(p, one))["教育部 文化・学校課"] == "①-01*"
    plan = printed("①-01", "学校課・見本課")
    assert told(plan, addressed(plan))["教育部 学校課"] == "①-01* ①-02 ①-03*"


def test_the_successor_is_asked_from_its_first_day() -> None:
    ended = replace(NUMBERED[1], valid_to=dt.date(2023, 3, 31), successor=4)
    register = [NUMBERED[0], ended, NUMBERED[2], Department("総務部", "新見本課", 4, dt.date(2023, 4, 1), id=4)]
    plan = request_plan()
    assert "総務部 見本課" in told(plan, addressed(plan, register))
    after = told(plan, addressed(plan, register, dt.date(2023, 4, 1)))
    assert after["総務部 新見本課"] == "①-01* ①-02*"
    gone = addressed(plan, [NUMBERED[0], replace(ended, successor=None), NUMBERED[2]], dt.date(2023, 4, 1))
    assert {u.reason for u in gone.unresolved} == {"ended"}


def test_measures_that_ended_are_not_asked_for() -> None:
    plan = request_plan()
    for state, number in (("中止", "①-01"), ("統合", "①-02"), ("完了", "①-03")):
        found = plan.measure_by_number(number)
        assert found
        plan = plan.with_changes([Change(Key(found.id, STATE), None, state)])
    assert told(plan, addressed(plan)) == {"総務部 行政管理課": "②-01* 直接"}


def test_a_secretariat_outside_of_the_register_fills_in_its_own() -> None:
    plan = printed("②-01", "政策室").with_changes([Change(Key(PLAN_ID, SECRETARIAT), None, "政策室")])
    found = addressed(plan)
    assert told(plan, found)["政策室"] == "②-01* 直接"
    assert found.addressees[-1].department is None


def test_an_empty_register_says_how_to_fill_it() -> None:
    found = addressed(request_plan(), [])
    assert "--fill-departments" in found.unresolved[0].message


def test_contacts_are_set_as_one_step_and_taken_away_again(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        measure = node(document, "①-01")
        report = set_contacts(document, VOCABULARY, measure, "学校課 (指導係) ,  見本課", WHO)
        assert report.name == "①-01 照会先"
        assert document.plan().text(measure, CONTACTS) == "学校課（指導係）、見本課"
        with pytest.raises(KnownError, match="部署の名前"):
            set_contacts(document, VOCABULARY, measure, "（内線234）", WHO)
        set_contacts(document, VOCABULARY, measure, "", WHO)
        assert document.plan().text(measure, CONTACTS) == ""


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="（）()、,，\n", exclude_categories=("C", "Z")), min_size=1)


@given(st.lists(st.builds(Contact, NAMES, st.just("") | NAMES)))
def test_contacts_survive_their_text(contacts: list[Contact]) -> None:
    assert parse_contacts(contacts_text(contacts)) == tuple(contacts)
