"""The content of a plan as readable text."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planeditor.domain.blocks import CHAPTER, FLOW
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Node, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import cli as say
from planeditor.messages import writing as words
from planeditor.services.transport.writing import as_json

STEP = "  "
"""One level further in."""
_COLUMN = " | "


def as_text(plan: Plan, forms: FormSet, only: Node | None = None) -> Iterator[str]:
    """The plan as lines to read on a terminal: areas, measures, chapters and what else it holds; of one measure everything."""
    data = as_json(plan, forms, only)
    head = data["plan"]
    years = say.SPAN.format(start=head["start"], end=head["end"]) if head["start"] else say.NO_YEARS
    yield say.PLAN_LINE.format(title=head["title"] or say.UNTITLED, years=years, forms=head["forms"])
    full = only is not None
    for area in data["areas"]:
        if _has_measures(area) or not full:
            yield from _area_text(area, forms.vocabulary, "", full=full)
    for measure in data["measures"]:
        yield from _measure_text(measure, STEP, full=full)
    if not full:
        yield from _flow_text(data["blocks"], "")
        yield from _apart_text(data["blocks"])


def _has_measures(area: dict[str, Any]) -> bool:
    return bool(area["measures"]) or any(_has_measures(inner) for inner in area["areas"])


def _area_text(area: dict[str, Any], vocabulary: Vocabulary, indent: str, *, full: bool) -> Iterator[str]:
    yield ""
    yield f"{indent}{area['number']} {area['name']}".rstrip()
    if not full:
        yield from _flow_text(area.get("blocks", ()), indent + STEP)
    for inner in area["areas"]:
        if _has_measures(inner) or not full:
            yield from _area_text(inner, vocabulary, indent + STEP, full=full)
    for measure in area["measures"]:
        yield from _measure_text(measure, indent + STEP, full=full)


def _measure_text(measure: dict[str, Any], indent: str, *, full: bool) -> Iterator[str]:
    told = [f"{measure['number']} {measure['name']}".strip()]
    told += [say.DEPARTMENTS_SHOWN.format(departments=measure["departments_printed"])] if measure["departments_printed"] else []
    told += [say.STATE_SHOWN.format(state=measure["state"])] if measure["state"] else []
    told.append(say.FILLED_YEARS.format(count=sum(1 for p in measure["periods"] if p["fields"])))
    yield indent + "　".join(told)
    if not full:
        return
    for label, text in measure["fields"].items():
        yield from _entry_lines(label, text, indent + STEP)
    for period in measure["periods"]:
        if period["fields"]:
            yield f"{indent}{STEP}{period['label']}"
            for label, text in period["fields"].items():
                yield from _entry_lines(label, text, indent + 2 * STEP)
    yield from _flow_text(measure.get("blocks", ()), indent + STEP)


def _flow_text(blocks: Iterable[dict[str, Any]], indent: str) -> Iterator[str]:
    """Running text among these blocks, a line for a line of it."""
    for block in blocks:
        if block["type"] not in FLOW:
            continue
        texts = [line for text in block["fields"].values() for line in text.split("\n")]
        rows = [_COLUMN.join(" ".join(text.split()) for text in row) for row in block.get("cells", ())]
        for place, line in enumerate([*texts, *rows]):
            yield f"{indent}{block['number']} {line}" if block["number"] and not place else indent + line


def _apart_text(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Chapters with their text, then terms, editions and lists, each kind under its word."""
    for block in blocks:
        if block["type"] == CHAPTER:
            yield ""
            yield f"{block['number']} {block['name']}".strip()
            for label, text in block["fields"].items():
                yield from _entry_lines(label, text, STEP)
            yield from _flow_text(block.get("blocks", ()), STEP)
    for kind, word in words.APART.items():
        own = [block for block in blocks if block["type"] == kind != CHAPTER]
        if own:
            yield ""
            yield word
        for block in own:
            yield from _apart_line(block)


def _apart_line(block: dict[str, Any]) -> Iterator[str]:
    texts = "　".join(" ".join(text.split()) for text in block["fields"].values())
    yield STEP + "　".join(part for part in (block["name"] or block["number"], texts) if part)
    for item in block.get("blocks", ()):
        yield f"{2 * STEP}{item['number']} {item['name']}".rstrip()


def _entry_lines(label: str, text: str, indent: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"{indent}{label}：{first}"
    yield from (f"{indent}　　{line}" for line in rest)
