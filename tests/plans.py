"""Plans for tests: from the real plans' JSON beside the project, repeated to any size, and small ones of our own."""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Plan

SCALARS = ("summary", "other_plans", "expected_effect", "target_label", "target")
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")
FIELDS_BY_SEED = {"departments": DEPARTMENTS, **{f: f for f in (*SCALARS, *YEARLY)}}


def load_seed(shared: Path, name: str) -> dict[str, Any]:
    """One of the real plans' JSON files."""
    data: dict[str, Any] = json.loads((shared / "seeds" / f"{name}.json").read_text(encoding="utf-8"))
    return data


def progress_plan(sheets: list[Mapping[str, Any]], *, copies: int = 1, title: str = "見本市情報化推進計画2016") -> Plan:
    """The sheets of the progress seed as a plan; with ``copies`` they are repeated whole under new numbers."""
    builder = PlanBuilder()
    builder.start(title, "見本市", "sodegaura", [Period("年度", y, y) for y in range(2016, 2021)])
    for copy in range(copies):
        for sheet in sheets:
            number = sheet["number"] if not copy else sheet["number"].replace("-", f"-{copy:02}")
            fields = {key: sheet[name] for name, key in FIELDS_BY_SEED.items() if name in sheet}
            node = builder.add("measure", builder.area(area_number(sheet["number"]), ""), fields, number, sheet["name"])
            for year, entry in enumerate(sheet["years"], start=2016):
                for field in YEARLY:
                    builder.set(node, field, entry.get(field, ""), f"年度:{year}")
    return Plan(builder.entries)
