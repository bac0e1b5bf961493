"""The content of a plan as readable text."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Node, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import cli as say
from planeditor.services.transport.writing import as_json


def as_text(plan: Plan, forms: FormSet, only: Node | None = None) -> Iterator[str]:
    """The plan as lines to read on a terminal."""
    data = as_json(plan, forms, only)
    head = data["plan"]
    yield f"{head['title'] or say.UNTITLED}　（{head['start']}～{head['end']}、様式セット {head['forms']}）"
    for area in data["areas"]:
        if only is None or area["measures"]:
            yield from _area_text(area, forms.vocabulary, full=only is not None)
    for measure in data["measures"]:
        yield from _measure_text(measure, full=only is not None)


def _area_text(area: dict[str, Any], vocabulary: Vocabulary, *, full: bool) -> Iterator[str]:
    yield ""
    yield f"{area['number']} {area['name']}".rstrip()
    for inner in area["areas"]:
        yield from _area_text(inner, vocabulary, full=full)
    for measure in area["measures"]:
        yield from _measure_text(measure, full=full)


def _measure_text(measure: dict[str, Any], *, full: bool) -> Iterator[str]:
    filled = sum(1 for p in measure["periods"] if p["fields"])
    state = f"　【{measure['state']}】" if measure["state"] else ""
    yield f"  {measure['number']} {measure['name']}　（{measure['departments_printed']}）{state}　記入のある年度 {filled}"
    if not full:
        return
    for label, text in measure["fields"].items():
        yield from _entry_lines(label, text, "    ")
    for period in measure["periods"]:
        if period["fields"]:
            yield f"    {period['label']}"
            for label, text in period["fields"].items():
                yield from _entry_lines(label, text, "      ")


def _entry_lines(label: str, text: str, indent: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"{indent}{label}：{first}"
    yield from (f"{indent}　　{line}" for line in rest)
