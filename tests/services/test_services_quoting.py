"""A plan as other papers quote it: the footnote marks of its texts stand on its own sheets alone."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.blocks import NOTE, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, NAME, PLAN_ID, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import publishing as say
from planeditor.services.course.paper import course_part
from planeditor.services.evaluation.papers import parts_of
from planeditor.services.formsets import FormSets
from planeditor.services.meeting.making import meeting_parts
from planeditor.services.meeting.material import Material
from planeditor.services.meeting.order import MeetingOrder
from planeditor.services.paper.quoting import quoted
from planeditor.services.publishing.page import page
from planeditor.services.publishing.tables import About
from planeditor.services.states.standing import Standing
from tests.meeting_plans import NOW, entries

SETS = FormSets()
FORMS = SETS.get("sodegaura")
PAPERS = SETS.papers(FORMS)
MARK = "[^無線]"


def marked_plan() -> Plan:
    builder = PlanBuilder(Plan(entries(6, 2)))
    builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, TEXT: "線のない通信。"}, name="無線")
    for node in builder.plan.measures:
        builder.set(node.id, NAME, f"無線{MARK}の整備")
        builder.set(node.id, "summary", f"無線{MARK}を広げます。")
    return Plan({**builder.plan.entries, **builder.entries})


PLAN = marked_plan()


def marks(plan: Plan) -> list[Key]:
    return [key for key, text in plan.entries.items() if "[^" in text]


def test_only_the_marks_are_left_out() -> None:
    assert len(marks(PLAN)) == 12
    told = quoted(PLAN)
    assert {key: text.replace(MARK, "") for key, text in PLAN.entries.items()} == told.entries
    assert [n.name for n in told.measures] == ["無線の整備"] * 6
    assert quoted(told) is told


def test_no_paper_shows_a_mark_but_the_sheets() -> None:
    order = MeetingOrder(NOW, "第3回本部会議", "令和6年7月3日", "資料1")
    material = Material(PLAN, FORMS, PAPERS, order, None, Standing("作成中", plan_decided=False, report_decided=False))
    parts = meeting_parts(material, FontBook())
    assert {part.form.name for part in parts if marks(part.plan)} == {"progress"}
    for part in parts_of(PLAN, FORMS, SETS):
        assert marks(part.plan) == []
    part = course_part(PLAN, PAPERS, PLAN.measures[0], (), dt.date(2026, 4, 1))
    assert "[^" not in part.title
    assert marks(part.plan) == []


def test_captions_of_the_page_have_none() -> None:
    html = page(PLAN, FORMS.vocabulary, About("122297", "初版", "令和3年3月"), "令和6年4月1日", ())
    assert "[^" not in html
    assert "無線の整備</caption>" in html
    assert f"無線の整備 {say.YEARLY}</caption>" in html
    assert 'href="#yougo-1"' in html
