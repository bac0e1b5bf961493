"""The plan of the invented sample city, from its data file."""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from planeditor import paths
from planeditor.domain.blocks import (
    CHAPTER,
    DATE,
    EDITION,
    NOTE,
    SORT,
    TABLE_HEAD,
    TABLE_WIDTHS,
    TEXT,
    cell_field,
)
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, PLAN_ID, Key
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
    builder.set(PLAN_ID, "sheets_heading", data["sheets_heading"])
    for edition in data["editions"]:
        fields = {BLOCK_TYPE: EDITION, DATE: edition["date"], SORT: edition["sort"], TEXT: edition["note"]}
        builder.add("block", PLAN_ID, fields, name=edition["name"])
    for chapter in data["chapters"]:
        node = builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER, "place": chapter["place"]}, chapter["number"], chapter["name"])
        for block in chapter["text"]:
            builder.add("block", node, _block(block), block.get("number", ""))
    for area in data["areas"]:
        parent = builder.area(area["number"], area["name"])
        for measure in area["measures"]:
            fields = {DEPARTMENTS: measure["departments"], **{f: measure[f] for f in SCALARS}}
            node = builder.add("measure", parent, fields, measure["number"], measure["name"])
            for year in measure["years"]:
                for field in YEARLY:
                    builder.set(node, field, year[field], f"{SERIES}:{year['year']}")
    for note in data["notes"]:
        builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, TEXT: note["text"]}, name=note["name"])
    return builder.entries


def _block(data: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a piece of running text."""
    fields = {BLOCK_TYPE: data["type"], TEXT: data.get("text", "")}
    for row, cells in enumerate(data.get("rows", ()), start=1):
        fields |= {cell_field(row, column): text for column, text in enumerate(cells, start=1)}
    return fields | {TABLE_WIDTHS: data.get("widths", ""), TABLE_HEAD: str(data.get("head", ""))}
