"""The first rules of 点検."""
from __future__ import annotations

from planeditor.domain import rules as rules
from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.findings import CheckContext, Finding, where
from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan
from planeditor.domain.rulebook import rule_names, run_rules
from planeditor.messages import checks as say

WORDS = Vocabulary(
    (FieldDef("status", "実施状況", "measure", "年度", "report", "symbol"), FieldDef("summary", "概要", "measure")),
    {"年度": SeriesDef("年度")},
)


def plan(**fields: str) -> Plan:
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "sample", [Period("年度", 2024, 2024)])
    status = fields.pop("status", "")
    node = builder.add("measure", builder.area("①", fields.pop("area", "分野")), fields, "①-01", "施策")
    builder.set(node, "status", status, "年度:2024")
    return Plan(builder.entries)


def found(content: Plan, symbols: dict[str, str] | None = None, lacking: str = "") -> list[Finding]:
    return run_rules(CheckContext(content, WORDS, symbols or {}, lambda text: [c for c in lacking if c in text]))


def test_a_sound_plan_has_no_findings() -> None:
    assert found(plan(summary="概要"), {"○": "新規"}) == []


def test_a_missing_character_is_named_by_its_code() -> None:
    (finding,) = found(plan(summary="〓に応じた"), lacking="〓")
    assert (finding.rule, finding.field) == ("missing-character", "summary")
    assert "U+3013" in finding.message


def test_an_area_known_only_by_its_number() -> None:
    (finding,) = found(plan(area=""))
    assert finding.rule == "area-without-name"
    assert "①" in finding.message


def test_a_symbol_outside_the_legend() -> None:
    legend = {"○": "新規", "◎": "完了"}
    assert found(plan(status="○/◎"), legend) == []
    (finding,) = found(plan(status="○/●"), legend)
    assert (finding.rule, finding.severity, finding.period) == ("unknown-symbol", "error", "年度:2024")
    content = plan(status="○/●")
    assert where(found(content, legend)[0], content, WORDS) == ("①-01", "R6年度", "実施状況")


def test_a_text_over_the_limit_of_excel() -> None:
    assert found(plan(summary="あ" * 32767)) == []
    (finding,) = found(plan(summary="あ" * 40000))
    assert finding.rule == "over-excel-limit"
    assert "40,000" in finding.message


def test_every_rule_has_a_title_and_says_why_it_matters() -> None:
    assert set(rule_names()) == set(say.RULES)
    assert all(title and why.endswith("。") for title, why in say.RULES.values())


def test_the_area_of_a_number() -> None:
    assert [area_number(n) for n in ("①-01", "12", "A-1-3", "①－02")] == ["①", "", "A-1", "①"]
