"""Two small form sets and plans in the first, for the tests of changing the form set."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, PLAN_ID, Plan
from planeditor.formengine.form.formset import FormSet

_BASE = (FieldDef(NUMBER, "番号", "measure"), FieldDef(NAME, "名称", "measure"), FieldDef(DEPARTMENTS, "担当部署", "measure"))
OLD = FormSet(
    "kyu", "旧の様式", 1, Path(),
    Vocabulary(
        (
            *_BASE, FieldDef("summary", "概要", "measure"), FieldDef("aim", "ねらい", "measure"),
            FieldDef("memo", "メモ", "measure", kind="internal"),
            FieldDef("work", "作業内容", "measure", "年度", "report"), FieldDef("cost", "費用", "measure", "年度", "report"),
            FieldDef("vision", "将来像", "plan"), FieldDef("lead", "前文", "area"),
        ),
        {"年度": SeriesDef("年度")},
    ),
    {},
)  # fmt: skip
NEW = FormSet(
    "shin", "新の様式", 3, Path(),
    Vocabulary(
        (
            *_BASE, FieldDef("overview", "事業の概要", "measure", aliases=("概要",)), FieldDef("memo", "備考", "measure"),
            FieldDef("done", "作業 内容", "measure", "期", "report"), FieldDef("work", "体制", "measure"),
            FieldDef("vision", "将来像", "plan"),
        ),
        {"期": SeriesDef("期"), "段階": SeriesDef("段階", years=5)},
    ),
    {},
)  # fmt: skip


def plan_of(texts: dict[tuple[str, str, str], str] | None = None) -> Plan:
    """A plan in OLD of two measures: ``texts`` are by node (plan, area, m1, m2), field and period."""
    ids = iter(("area", "m1", "m2"))
    builder = PlanBuilder(ids=lambda: next(ids))
    builder.start("計画", "見本市", OLD.id, [Period("年度", y, y) for y in (2021, 2022)])
    builder.set(PLAN_ID, "@forms_version", str(OLD.version))
    area = builder.add("area", PLAN_ID, {}, "①", "分野")
    for number in ("①-01", "①-02"):
        builder.add("measure", area, {}, number, f"施策{number}")
    for (node, field, period), text in (texts or {}).items():
        builder.set(node, field, text, period)
    return Plan(builder.entries)
