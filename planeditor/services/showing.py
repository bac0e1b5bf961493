"""The content of a plan as JSON and as readable text."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    NUMBER,
    PLAN_ID,
    RESERVED_MARK,
    STATE,
    Key,
    Node,
    Plan,
)
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import cli as say

FORMAT_VERSION = 1
SEPARATORS = "・、,／"


def as_json(plan: Plan, forms: FormSet, only: Node | None = None) -> dict[str, Any]:
    """The plan in the shape of ``show --json``; ``only``: with this measure alone."""
    return _Json(plan, forms, only).whole()


class _Json:
    def __init__(self, plan: Plan, forms: FormSet, only: Node | None) -> None:
        self.plan, self.forms, self.only = plan, forms, only
        self.vocabulary: Vocabulary = forms.vocabulary
        self.periods = self.vocabulary.all_periods(plan)

    def whole(self) -> dict[str, Any]:
        plan = self.plan
        years = sorted(y for p in self.periods for y in p.years)
        children = plan.children(PLAN_ID)
        return {
            "format_version": FORMAT_VERSION,
            "plan": {
                "title": plan.title, "municipality": plan.text(PLAN_ID, MUNICIPALITY),
                "start": _year(years[0]) if years else "", "end": _year(years[-1]) if years else "",
                "forms": plan.form_set, "fields": self._fields(PLAN_ID, "plan"),
                "periods": {name: [self._label(p) for p in self.vocabulary.periods(plan, name)] for name in plan.series_names},
            },
            "areas": [self._area(n) for n in children if n.kind == "area"],
            "measures": [self._measure(n) for n in children if n.kind == "measure" and self._wanted(n)],
            "blocks": self._blocks(PLAN_ID),
        }

    def _wanted(self, node: Node) -> bool:
        return self.only is None or self.only.id in (node.id, node.parent, PLAN_ID)

    def _label(self, period: Period) -> str:
        return self.vocabulary.period_label(self.plan, period)

    def _area(self, node: Node) -> dict[str, Any]:
        below = self.plan.children(node.id)
        return {
            "number": node.number, "name": node.name, "fields": self._fields(node.id, node.kind),
            "areas": [self._area(n) for n in below if n.kind == "area"],
            "measures": [self._measure(n) for n in below if n.kind == "measure" and self._wanted(n)],
            "blocks": self._blocks(node.id),
        }

    def _measure(self, node: Node) -> dict[str, Any]:
        printed = self.plan.text(node.id, DEPARTMENTS)
        found: dict[str, Any] = {
            "number": node.number, "name": node.name, "departments": split_departments(printed), "departments_printed": printed,
            "state": self.plan.text(node.id, STATE), "fields": self._fields(node.id, node.kind),
            "periods": list(self._periods(node)),
        }
        merged = self.plan.node(self.plan.text(node.id, MERGED_INTO))
        if merged is not None:
            found["merged_into"] = merged.number
        blocks = self._blocks(node.id)
        return found | ({"blocks": blocks} if blocks else {})

    def _fields(self, node_id: str, kind: str, period: str = "") -> dict[str, str]:
        found = {}
        for key, text in self._ordered(node_id, period):
            found[self.vocabulary.label(kind, key.field)] = text  # type: ignore[arg-type]  # a node's own kind
        return found

    def _ordered(self, node_id: str, period: str) -> Iterator[tuple[Key, str]]:
        order = {f.key: n for n, f in enumerate(self.vocabulary.fields)}
        own = [
            (k, t) for k, t in self.plan.of_node(node_id).items() if k.period == period and not k.field.startswith(RESERVED_MARK)
        ]
        return iter(sorted(own, key=lambda e: (order.get(e[0].field, len(order)), e[0].field)))

    def _periods(self, node: Node) -> Iterator[dict[str, Any]]:
        own = {k.period for k in self.plan.of_node(node.id) if k.period}
        keys = [p.key for p in self.periods]
        for key in (*keys, *sorted(own - set(keys))):
            yield {"label": self._label(Period.from_key(key)), "fields": self._fields(node.id, node.kind, key)}

    def _blocks(self, owner: str) -> list[dict[str, Any]]:
        return [
            {
                "type": self.plan.text(n.id, BLOCK_TYPE), "number": self.plan.text(n.id, NUMBER), "name": self.plan.text(n.id, NAME),
                "fields": self._fields(n.id, n.kind), "blocks": self._blocks(n.id),
            }
            for n in self.plan.children(owner, "block")
        ]


def _year(year: int) -> str:
    return f"{year_label(year, 'H')}年度"


def split_departments(printed: str) -> list[str]:
    """The departments of a printed list (企画課・各施設所管課)."""
    for separator in SEPARATORS:
        printed = printed.replace(separator, "\n")
    return [d.strip() for d in printed.split("\n") if d.strip()]


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
