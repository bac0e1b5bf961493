"""A plan that comes to its end: what goes on, was stopped, was merged; blocks, lists, terms, an edition, reserved entries."""
from __future__ import annotations

from planeditor.domain.blocks import CHAPTER, DATE, EDITION, GROUP, ITEM, LIST, NOTE, TEXT, covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CLOSED,
    CONTACTS,
    CURRENT,
    DEPARTMENTS,
    MERGED_INTO,
    PLAN_ID,
    ROUNDS,
    SECRETARIAT,
    STATE,
    Plan,
)

YEARS = [Period("年度", year, year) for year in range(2021, 2026)]


def ending_plan() -> Plan:
    """Five measures in two areas: one stopped, one merged into ①-01, three that go on."""
    b = PlanBuilder()
    b.start("見本市情報化推進計画2021", "見本市", "sodegaura", YEARS)
    for field, text in ((SECRETARIAT, "見本課"), (ROUNDS, "4月計画 10月中間"), (CURRENT, YEARS[-1].key)):
        b.set(PLAN_ID, field, text)
    b.set(PLAN_ID, CLOSED, "2022-05-01", YEARS[0].key)
    chapter = b.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, "第1章", "はじめに")
    b.add("block", chapter, {BLOCK_TYPE: "paragraph", TEXT: "庁内網[^庁内網]を使う。"})
    one, two = b.area("①", "地域"), b.area("②", "行政")
    numbers = {}
    for number, area, name in (
        ("①-01", one, "公衆LAN"), ("①-02", one, "窓口案内"), ("①-03", one, "防災無線"), ("②-01", two, "文書管理"),
        ("②-02", two, "研修"),
    ):  # fmt: skip
        fields = {DEPARTMENTS: "見本課", "summary": f"{name}の概要", "other_plans": "見本市総合計画", "memo": "庁内だけ"}
        node = numbers[number] = b.add("measure", area, fields, number, name)
        b.set(node, CONTACTS, "見本課（情報係）")
        for period in YEARS[:3]:
            b.set(node, "planning", "検討", period.key)
            b.set(node, "progress", f"{name}{period.first}は計画通り", period.key)
            b.set(node, "work", "・調べた\n・作った", period.key)
    b.set(numbers["①-02"], STATE, "中止")
    b.set(numbers["①-03"], STATE, "統合")
    b.set(numbers["①-03"], MERGED_INTO, numbers["①-01"])
    b.add("block", numbers["②-01"], {BLOCK_TYPE: "paragraph", TEXT: "文書の補足"})
    b.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, TEXT: "役所の中の網", GROUP: "あ行"}, name="庁内網")
    b.add("block", PLAN_ID, {BLOCK_TYPE: EDITION, DATE: "令和3年3月", TEXT: "策定"}, name="初版")
    listed = b.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name="見本県方針")
    items = [b.add("block", listed, {BLOCK_TYPE: ITEM}, str(n), f"方針{n}") for n in (1, 2)]
    b.set(numbers["①-01"], covers_field(items[0]), "○")
    b.set(numbers["①-02"], covers_field(items[1]), "一部")
    return Plan(b.entries)
