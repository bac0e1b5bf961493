"""Make the sample's workbooks from ``resources/sample/mihonshi.json``: run it after the JSON or a form has changed."""
from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planeditor.domain.plan import Plan  # noqa: E402 - the project may not be installed
from planeditor.formengine.filling.footnotes import without_marks  # noqa: E402
from planeditor.services.formsets import FormSets  # noqa: E402
from planeditor.services.paper.exporting import export  # noqa: E402
from planeditor.services.planfiles.sample import sample_content  # noqa: E402

FOLDER = ROOT / "resources" / "sample"


def main() -> None:
    """Write both workbooks: sheets as departments have them, without the headings and the marks of notes of the plan document."""
    plan = Plan({key: without_marks(text) for key, text in sample_content()[0].items() if key.field != "sheets_heading"})
    forms = FormSets().of(plan)
    export(plan, forms, "progress", FOLDER / "mihonshi.xlsx")
    export(plan, forms, "plan", FOLDER / "mihonshi_plan.xlsx")


if __name__ == "__main__":
    main()
