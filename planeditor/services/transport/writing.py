"""A plan as JSON: the readable shape of ``show --json``, with all that brings back the very same plan."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from planeditor.domain.blocks import MOST_COLUMNS, MOST_ROWS, cell_field
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    FORM_SET,
    KIND,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    RESERVED_MARK,
    STATE,
    Key,
    Node,
    NodeKind,
    Plan,
)
from planeditor.formengine.form.formset import FormSet
from planeditor.services.transport.departments import departments_as_json
from planeditor.services.transport.shape import CHILDREN, FORMAT_VERSION, TEXTS, Labels, order_of, plain_cell
from planeditor.store.departments import Department

SEPARATORS = "・、,／"
_BLANK_CELLS = 20
"""How many cells of a table may be blank for each that is filled in, before it is told cell by cell."""


def as_json(
    plan: Plan, forms: FormSet, only: Node | None = None, departments: Iterable[Department] | None = None
) -> dict[str, Any]:
    """The plan in the shape of ``show --json``.

    ``only``: with this measure alone. ``departments``: the register of the plan file, which is no entry and comes beside.
    """
    return _Writer(plan, forms.vocabulary, only).whole(departments)


def split_departments(printed: str) -> list[str]:
    """The departments of a printed list (企画課・各施設所管課)."""
    for separator in SEPARATORS:
        printed = printed.replace(separator, "\n")
    return [d.strip() for d in printed.split("\n") if d.strip()]


class _Writer:
    def __init__(self, plan: Plan, vocabulary: Vocabulary, only: Node | None) -> None:
        self.plan, self.vocabulary, self.only = plan, vocabulary, only
        self.labels = Labels(plan, vocabulary)
        self.series = sorted(plan.series_names, key=_placed(list(vocabulary.series)))
        keys = [key for name in self.series for key in plan.period_keys(name)]
        self.period_keys = list(dict.fromkeys(keys))

    def whole(self, departments: Iterable[Department] | None) -> dict[str, Any]:
        """The plan, its labels, what stands in it, the register."""
        data = {
            "format_version": FORMAT_VERSION, "plan": self._plan_itself(), "labels": self.labels.as_json(),
            **self._children(PLAN_ID, tuple(CHILDREN)),
        }
        if departments is not None:
            data["departments"] = departments_as_json(departments)
        strange = self._unplaced()
        return data | ({"unplaced": strange} if strange else {})

    def _plan_itself(self) -> dict[str, Any]:
        plan = self.plan
        own_years = [n for n in self.series if not (n in self.vocabulary.series and self.vocabulary.series[n].previous)]
        years = sorted(y for name in own_years for key in plan.period_keys(name) for y in Period.from_key(key).years)
        spelled = [n for n in self.series if self._is_spelled(n)]
        data = {
            "title": plan.title, "municipality": plan.text(PLAN_ID, MUNICIPALITY),
            "start": _year(years[0]) if years else "", "end": _year(years[-1]) if years else "",
            "forms": plan.form_set, "fields": self._fields(PLAN_ID, "plan"),
            "periods": {name: [self._label(key) for key in plan.period_keys(name)] for name in self.series},
            "period_keys": {name: plan.period_keys(name) for name in spelled},
        }
        told = {KIND, NAME, MUNICIPALITY, FORM_SET, *(f"{PERIODS}:{name}" for name in spelled)}
        reserved = self._reserved(PLAN_ID, told)
        in_periods = self._periods(PLAN_ID, "plan")
        return data | ({"reserved": reserved} if reserved else {}) | ({"in_periods": in_periods} if in_periods else {})

    def _is_spelled(self, series: str) -> bool:
        text = self.plan.text(PLAN_ID, f"{PERIODS}:{series}")
        return text == " ".join(text.split())

    def _wanted(self, node: Node) -> bool:
        return node.kind != "measure" or self.only is None or self.only.id in (node.id, node.parent, PLAN_ID)

    def _children(self, parent: str, always: Iterable[str] = ()) -> dict[str, Any]:
        """What stands under a node, by kind; the lists that ``always`` names are there even where they are empty."""
        below = [n for n in self.plan.children(parent) if self._wanted(n)]
        found = {word: [self._node(n) for n in below if n.kind == kind] for word, kind in CHILDREN.items()}
        return {word: nodes for word, nodes in found.items() if nodes or word in always}

    def _node(self, node: Node) -> dict[str, Any]:
        own = self.plan.of_node(node.id)
        told = {KIND, PARENT, *TEXTS[node.kind].values()}
        data: dict[str, Any] = {"id": node.id}
        order = order_of(own, node.id)
        if order is not None or Key(node.id, ORDER) not in own:
            data["order"] = order
            told.add(ORDER)
        data |= {"number": node.number, "name": node.name}
        if node.kind == "measure":
            printed = self.plan.text(node.id, DEPARTMENTS)
            data |= {"departments": split_departments(printed), "departments_printed": printed, "state": self.plan.text(node.id, STATE)}
            merged = self.plan.node(self.plan.text(node.id, MERGED_INTO))
            data |= {"merged_into": merged.number} if merged is not None else {}
        elif node.kind == "block":
            data["type"] = self.plan.text(node.id, BLOCK_TYPE)
            told.add(BLOCK_TYPE)
        cells = self._cells(node) if data.get("type") == "table" else []
        data["fields"] = self._fields(node.id, node.kind, but_cells=bool(cells))
        data |= {"cells": cells} if cells else {}
        reserved = self._reserved(node.id, told)
        data |= {"reserved": reserved} if reserved else {}
        in_periods = self._periods(node.id, node.kind)
        data |= {"periods": in_periods} if in_periods or node.kind == "measure" else {}
        return data | self._children(node.id, _ALWAYS[node.kind])

    def _fields(self, node: str, kind: NodeKind, period: str = "", *, but_cells: bool = False) -> dict[str, str]:
        own = {
            key.field: text for key, text in self.plan.of_node(node).items()
            if key.period == period and not key.field.startswith(RESERVED_MARK) and not (but_cells and plain_cell(key.field))
        }
        return {self.labels.of(kind, field): own[field] for field in sorted(own, key=lambda f: self.labels.place(kind, f))}

    def _reserved(self, node: str, told: Iterable[str] = (), period: str = "") -> dict[str, str]:
        """The entries of the program itself, but those that are told otherwise, by their keys."""
        found = {
            key.field: text for key, text in self.plan.of_node(node).items()
            if key.period == period and key.field.startswith(RESERVED_MARK) and key.field not in told
        }
        return dict(sorted(found.items()))

    def _periods(self, node: str, kind: NodeKind) -> list[dict[str, Any]]:
        """The entries of a node by period; a measure has every period of the plan, others only where something stands."""
        own = {key.period for key in self.plan.of_node(node) if key.period}
        listed = [p for p in self.period_keys if kind == "measure" or p in own]
        found = []
        for period in (*listed, *sorted(own - set(self.period_keys))):
            data: dict[str, Any] = {"label": self._label(period), "key": period, "fields": self._fields(node, kind, period)}
            reserved = self._reserved(node, period=period)
            found.append(data | ({"reserved": reserved} if reserved else {}))
        return found

    def _cells(self, table: Node) -> list[list[str]]:
        """The rows of a table; [] where it has none, or where it is mostly blank or too big for that."""
        places = {place: t for k, t in self.plan.of_node(table.id).items() if not k.period and (place := plain_cell(k.field))}
        rows, columns = (max((place[n] for place in places), default=0) for n in (0, 1))
        if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > _BLANK_CELLS * len(places):
            return []
        return [[self.plan.text(table.id, cell_field(r, c)) for c in range(1, columns + 1)] for r in range(1, rows + 1)]

    def _unplaced(self) -> list[dict[str, str]]:
        """Entries of nodes that are none (any more)."""
        placed = {PLAN_ID, *(n.id for n in self.plan.walk())}
        strange = sorted(key for key in self.plan.entries if key.node not in placed)
        return [{**key._asdict(), "text": self.plan.entries[key]} for key in strange]

    def _label(self, period: str) -> str:
        return self.vocabulary.period_label(self.plan, Period.from_key(period))


_ALWAYS = {"plan": (), "area": tuple(CHILDREN), "measure": (), "block": ("blocks",)}


def _placed(names: list[str]) -> Callable[[str], tuple[int, str]]:
    """Sorts names as in a list, others behind it."""
    places = {name: n for n, name in enumerate(names)}
    return lambda name: (places.get(name, len(places)), name)


def _year(year: int) -> str:
    return f"{year_label(year, 'H')}年度"
