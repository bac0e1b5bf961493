"""Make the sample's workbooks from ``resources/sample/mihonshi.json``: run it after the JSON or a form has changed."""
from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planeditor.domain.building import PlanBuilder  # noqa: E402 - the project may not be installed
from planeditor.domain.periods import Period  # noqa: E402
from planeditor.domain.plan import DEPARTMENTS, Plan  # noqa: E402
from planeditor.services.formsets import FormSets  # noqa: E402
from planeditor.services.paper.exporting import export  # noqa: E402

FOLDER = ROOT / "resources" / "sample"
SCALARS = ("summary", "other_plans", "expected_effect", "target_label", "target")
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")


def sample_plan() -> Plan:
    """The invented plan of 見本市."""
    data = json.loads((FOLDER / "mihonshi.json").read_text(encoding="utf-8"))
    builder = PlanBuilder()
    periods = [Period("年度", year, year) for year in range(data["start"], data["end"] + 1)]
    builder.start(data["title"], data["municipality"], "sodegaura", periods)
    for area in data["areas"]:
        parent = builder.area(area["number"], area["name"])
        for measure in area["measures"]:
            fields = {DEPARTMENTS: measure["departments"], **{f: measure[f] for f in SCALARS}}
            node = builder.add("measure", parent, fields, measure["number"], measure["name"])
            for year in measure["years"]:
                for field in YEARLY:
                    builder.set(node, field, year[field], f"年度:{year['year']}")
    return Plan(builder.entries)


def main() -> None:
    """Write both workbooks."""
    plan = sample_plan()
    forms = FormSets().of(plan)
    export(plan, forms, "progress", FOLDER / "mihonshi.xlsx")
    export(plan, forms, "plan", FOLDER / "mihonshi_plan.xlsx")


if __name__ == "__main__":
    main()
