"""A small plan for search, replace and the table: two areas, three measures, three years."""
from __future__ import annotations

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import CURRENT, DEPARTMENTS, PLAN_ID, STATE, Plan
from planeditor.services.formsets import FormSets

FORMS = FormSets().get("sodegaura")
VOCABULARY = FORMS.vocabulary
YEARS = [Period("年度", year, year) for year in (2018, 2019, 2020)]
H30, R1, R2 = (year.key for year in YEARS)


def finding_plan() -> Plan:
    """The plan, its current year being R1."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", YEARS)
    builder.set(PLAN_ID, CURRENT, R1)
    first, second = builder.area("①", "くらし"), builder.area("②", "しごと")
    wide = {DEPARTMENTS: "企画課", "summary": "龍ヶ崎と結ぶ", "memo": "庁内だけの覚書", STATE: "完了"}
    one = builder.add("measure", first, wide, "①-10", "公衆LANの設置")
    two = builder.add("measure", first, {DEPARTMENTS: "税務課", "summary": "㈱見本と株式"}, "①-02", "窓口の案内")
    three = builder.add("measure", second, {"target_label": "活動目標"}, "②-01", "")
    for node, did in ((one, "進む"), (two, "進んだ")):
        builder.set(node, "work", f"計画どおり{did}", R1)
        builder.set(node, "progress", "平成31年度末に試行、H31に契約", H30)
    builder.set(one, "effect", "R1に12019円、R12まで", R1)
    builder.set(one, "effect", "10件", R2)
    builder.set(two, "effect", "9件", R1)
    builder.set(three, "work", "計画通り\nに完了。計画通り", R1)
    builder.set(three, "planning", "設計", R2)
    return Plan(builder.entries)


def node_of(plan: Plan, number: str) -> str:
    """The id of a measure."""
    node = plan.measure_by_number(number)
    assert node is not None
    return node.id
