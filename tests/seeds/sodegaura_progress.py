"""The progress sheets of 袖ケ浦: fourteen measures, five years of reports."""
from __future__ import annotations

from typing import Any

from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Key
from tests.seeds.common import numbered_ids

SERIES, FIRST, YEARS = "年度", 2016, 5
TITLE = "袖ヶ浦市情報化推進計画2016"
SCALARS = ("summary", "other_plans", "expected_effect", "target_label", "target")
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")
EXEMPT = {
    "sheets.*.sheet_title": "the plan's title, printed by the form in one spelling (the sheets have three)",
    "sheets.*.column_headers": "printed by the form",
    "sheets.*.footnote": "printed by the form in one spelling (the sheets have three)",
    "sheets.*.seed_line": "about the file",
    "sheets.*.remarks": "about the file",
    "sheets.*.merged_cells": "about the file",
    "sheets.*.years.*.label": "printed from the periods",
    "sheets.*.years.*.work_items": "the text of work, cut into pieces",
    "sheets.*.years.*.work_items_basis": "how it was cut",
    "sheets.*.years.*.effect_parsed": "what the text of effect was read as",
    "sheets.*.years.*.merged_from": "about the file",
}
AGAIN = ["sheets.*.years.*.work_items"]
FORMS = {
    "progress": [
        *(f"sheets.*.{field}" for field in ("number", "departments", "name", *SCALARS)),
        *(f"sheets.*.years.*.{field}" for field in (*YEARLY, "label")),
    ]
}


def convert(seed: dict[str, Any]) -> dict[Key, str]:
    """The plan of the sheets; an entry that stands for several years is one."""
    builder = PlanBuilder(ids=numbered_ids())
    builder.start(TITLE, "袖ヶ浦市", "sodegaura", [Period(SERIES, FIRST + n, FIRST + n) for n in range(YEARS)])
    for sheet in seed["sheets"]:
        area = builder.area(area_number(sheet["number"]))
        fields = {DEPARTMENTS: sheet["departments"], **{field: sheet[field] for field in SCALARS}}
        node = builder.add("measure", area, fields, sheet["number"], sheet["name"])
        runs = {m["column"]: (_year(sheet, m["from"]), _year(sheet, m["to"])) for m in sheet.get("merged_cells", ())}
        for number, year in enumerate(sheet["years"]):
            for field in YEARLY:
                first, last = runs.get(field, (number, number))
                run = f"{FIRST + first}-{FIRST + last}" if first == number != last else f"{FIRST + number}"
                builder.set(node, field, year[field] if not first < number <= last else "", f"{SERIES}:{run}")
    return builder.entries


def _year(sheet: dict[str, Any], label: str) -> int:
    return next(n for n, year in enumerate(sheet["years"]) if year["label"] == label)
