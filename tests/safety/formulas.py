"""Texts that a spreadsheet program would take for a formula, a number or a date, if it were let."""
from __future__ import annotations

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Key

STRINGS = (
    "=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://localhost/","見本")', '=WEBSERVICE("http://localhost/")', "+81", "-1+1",
    "@SUM(1,1)", "\t=1+1", "'=1+1", "{=1+1}", "-", "=", "00123", "1/2",
)  # fmt: skip
"""The 14 of the work list."""
_ONCE = "summary", "other_plans", "expected_effect", "target"
_YEARLY = "planning", "development", "operation", "progress", "work", "effect"


def formula_plan() -> dict[Key, str]:
    """A plan with a measure for each of them, which stands in every field of it."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", [Period("年度", 2024, 2024)])
    area = builder.area("①", "分野")
    for number, text in enumerate(STRINGS, start=1):
        node = builder.add("measure", area, {DEPARTMENTS: "見本課"}, f"①-{number:02}", f"施策{number}")
        for field in _ONCE:
            builder.set(node, field, text)
        for field in _YEARLY:
            builder.set(node, field, text, "年度:2024")
    builder.set(PLAN_ID, "@current", "年度:2024")
    return dict(builder.entries)


FIELDS = len(_ONCE) + len(_YEARLY)
"""In how many fields of its measure a text stands."""
