"""The plan of 袖ケ浦: chapters, measures by area, terms with their marks, editions."""
from __future__ import annotations

import re
from typing import Any

from planeditor.domain.blocks import DATE, EDITION, NOTE, SORT, TABLE_WIDTHS, TEXT, cell_field
from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, LABEL, PLAN_ID, Key
from tests.seeds.common import numbered_ids

SERIES, FIRST = "年度", 2016
SCALARS = ("summary", "other_plans", "expected_effect", "target_label", "target", "note")
YEARLY = ("planning", "development", "operation")
BLOCKS = {"paragraph": "paragraph", "heading": "heading2", "item": "bullet", "table": "table"}
WIDTHS = {2: "1 4", 4: "5 4 4 4"}
"""Of the tables, by how many columns they have."""
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKS = rf"[{RAISED}]+"
EXEMPT = {
    "contents": "the list of contents is made from the headings; where it differs from them in print, the headings hold",
    "period": "chapter 1, section 3, once more",
    "basic_policies": "chapter 2, section 1, once more, with number and title apart",
    "areas": "chapter 2, section 2, once more, with number and title apart",
    "promotion": "chapter 2, section 4, once more, with its members apart",
    "revisions.*.printed": "put together from edition, date and kind",
    "footnotes.*.number": "the printed numbers follow from the order of first mention",
    "chapter3_headings.0": "number and name of the chapter are entries of their own",
    "chapter3_headings.1": "number and text of the heading are entries of their own",
    "chapters.**.type": "the type of the block",
    "measures.*.column_headers": "printed by the form",
    "measures.*.seed_line": "about the file",
    "measures.*.footnote_refs": "the marks in the texts",
}
AGAIN = [
    "period.text", "period.related", "basic_policies", "areas", "promotion", "revisions.*.printed", "chapter3_headings.0",
    "chapter3_headings.1",
]
FORMS = {
    "計画書": [
        "title", "cover_date", "municipality", "revisions.*.edition", "revisions.*.date", "revisions.*.kind", "areas_in_chapter3",
        "footnotes.*.term", "footnotes.*.text", "chapters", "chapter3_headings.2", "notes.*.text",
        *(f"measures.*.{field}" for field in ("number", "departments", "name", *SCALARS)), "measures.*.years",
    ],
    "plan": [
        "areas_in_chapter3", "notes.*.text",
        *(f"measures.*.{field}" for field in ("number", "departments", "name", *SCALARS)), "measures.*.years",
    ],
    "cover": ["title", "cover_date", "municipality", "revisions.*.edition", "revisions.*.date", "revisions.*.kind"],
    "chapter": ["chapters"],
    "structure": ["measures.*.number", "measures.*.name", "areas_in_chapter3"],
    "terms": ["footnotes.*.term", "footnotes.*.text"],
}


def convert(seed: dict[str, Any]) -> dict[Key, str]:
    """The whole plan, with the marks of its terms in the texts."""
    builder = PlanBuilder(ids=numbered_ids())
    periods = [Period(SERIES, FIRST + n, FIRST + n) for n in range(len(seed["measures"][0]["years"]))]
    builder.start(seed["title"], seed["municipality"], "sodegaura", periods)
    builder.set(PLAN_ID, "cover_date", seed["cover_date"])
    builder.set(PLAN_ID, "sheets_heading", seed["chapter3_headings"][2])
    for edition in seed["revisions"]:
        fields = {BLOCK_TYPE: EDITION, DATE: edition["date"], SORT: edition["kind"]}
        builder.add("block", PLAN_ID, fields, name=edition["edition"])
    terms = {str(note["number"]): note["term"] for note in seed["footnotes"]}
    for chapter in seed["chapters"]:
        _chapter(builder, chapter, terms)
    _structure(builder, seed["chapter3_headings"])
    for area in seed["areas_in_chapter3"]:
        builder.area(area["no"], area["title"])
    for measure in seed["measures"]:
        _measure(builder, measure, terms)
    for note in seed["footnotes"]:
        builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, TEXT: note["text"]}, str(note["number"]), note["term"])
    for period, year in zip(periods, seed["measures"][0]["years"], strict=True):
        for form in ("plan",):
            builder.set(PLAN_ID, f"{LABEL}:{form}", year["label"], period.key)
    return builder.entries


def _chapter(builder: PlanBuilder, chapter: dict[str, Any], terms: dict[str, str]) -> None:
    node = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, chapter["no"], chapter["title"])
    for section in chapter["sections"]:
        builder.add("block", node, {BLOCK_TYPE: "heading1", TEXT: section["title"]}, section["no"])
        for block in section["blocks"]:
            fields = {BLOCK_TYPE: BLOCKS[block["type"]]}
            if block["type"] == "table":
                fields[TABLE_WIDTHS] = WIDTHS[len(block["rows"][0])]
                for row, cells in enumerate(block["rows"], start=1):
                    fields |= {cell_field(row, column): text for column, text in enumerate(cells, start=1)}
            else:
                fields[TEXT] = marked(block["text"], block.get("raw", ""), terms)
            builder.add("block", node, fields, "・" if block["type"] == "item" else "")


def _structure(builder: PlanBuilder, headings: list[str]) -> None:
    number, name = headings[0].split(" ", 1)
    chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter", "place": "施策"}, number, name)
    number, text = headings[1].split(" ", 1)
    builder.add("block", chapter, {BLOCK_TYPE: "heading1", TEXT: text}, number)


def _measure(builder: PlanBuilder, measure: dict[str, Any], terms: dict[str, str]) -> None:
    raw = measure.get("raw", {})
    texts = {field: marked(measure[field], raw.get(field, ""), terms) for field in ("name", *SCALARS)}
    name = texts.pop("name")
    fields = {DEPARTMENTS: measure["departments"], **texts}
    node = builder.add("measure", builder.area(area_number(measure["number"])), fields, measure["number"], name)
    for number, year in enumerate(measure["years"]):
        for field in YEARLY:
            builder.set(node, field, year[field], f"{SERIES}:{FIRST + number}")


def marked(text: str, raw: str, terms: dict[str, str]) -> str:
    """The text with ``[^term]`` where the file had a raised number."""
    place = 0
    for mark in re.finditer(MARKS, raw):
        before = re.sub(rf"\s*{MARKS}\s*", "", raw[: mark.start()]).removeprefix("- ").rstrip()
        term = f"[^{terms[str(int(mark[0].translate(str.maketrans(RAISED, '0123456789'))))]}]"
        at = len(before) + place
        assert text[:at].endswith(before[-4:]), (text, before)
        text = text[:at] + term + text[at:]
        place += len(term)
    return text
