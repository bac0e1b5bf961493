"""The plan of the invented sample city, from its data file."""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from planeditor import paths
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Key
from planeditor.messages import structure as say
from planeditor.store.departments import Department

FORM_SET, SERIES = "sodegaura", "年度"
SCALARS = ("summary", "other_plans", "expected_effect", "target_label", "target")
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")


def sample_content() -> tuple[dict[Key, str], list[Department]]:
    """The entries of the sample plan, and its departments in 建制順. Raises KnownError where its file cannot be read."""
    file = paths.resources_folder() / "sample" / "mihonshi.json"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnownError(say.SAMPLE_MISSING.format(file=file)) from error
    return _entries(data), [
        Department(d["division"], d["section"], sort, aliases=tuple(d.get("aliases", ())))
        for sort, d in enumerate(data["departments"], start=1)
    ]


def _entries(data: Mapping[str, Any]) -> dict[Key, str]:
    builder = PlanBuilder()
    periods = [Period(SERIES, year, year) for year in range(data["start"], data["end"] + 1)]
    builder.start(data["title"], data["municipality"], FORM_SET, periods)
    for area in data["areas"]:
        parent = builder.area(area["number"], area["name"])
        for measure in area["measures"]:
            fields = {DEPARTMENTS: measure["departments"], **{f: measure[f] for f in SCALARS}}
            node = builder.add("measure", parent, fields, measure["number"], measure["name"])
            for year in measure["years"]:
                for field in YEARLY:
                    builder.set(node, field, year[field], f"{SERIES}:{year['year']}")
    return builder.entries
