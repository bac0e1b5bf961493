"""A plan read from JSON: what ``as_json`` wrote comes back as it was; less than that, typed by hand, is filled in."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planeditor.domain.blocks import MOST_COLUMNS, MOST_ROWS, cell_field
from planeditor.domain.building import new_id
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import SeriesDef, Vocabulary, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    FORM_SET,
    KIND,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    Key,
    NodeKind,
    Plan,
)
from planeditor.domain.text import number_key
from planeditor.messages import transport as say
from planeditor.services.editing.entry import new_plan, year_range
from planeditor.services.formsets import FormSets
from planeditor.services.transport.checking import require_sound
from planeditor.services.transport.departments import departments_of
from planeditor.services.transport.shape import BLOCK_TYPES, CHILDREN, DEEPEST, TEXTS
from planeditor.services.transport.spots import Spot
from planeditor.services.transport.words import Fields, Periods, period_of, reserved_key, sound_name
from planeditor.store.departments import Department

_TOP = frozenset({"format_version", "plan", "labels", "departments", "unplaced", *CHILDREN})
_PLAN_TEXTS = {"title": NAME, "municipality": MUNICIPALITY, "forms": FORM_SET}
_PLAN = frozenset({"start", "end", "fields", "periods", "period_keys", "reserved", "in_periods", *_PLAN_TEXTS})
_NODE = frozenset({"id", "order", "number", "name", "fields", "reserved", "periods", *CHILDREN})
_WORDS: dict[NodeKind, frozenset[str]] = {
    "plan": _PLAN, "area": _NODE, "measure": _NODE | {"departments", "departments_printed", "state", "merged_into"},
    "block": _NODE | {"type", "cells"},
}
_JOINED = "、"


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan as it stands in a file."""

    entries: dict[Key, str]
    departments: list[Department]
    notes: list[str]
    placed: frozenset[str]
    """The nodes whose order the file says; that of all others follows their place in it."""
    labels: dict[str, str]
    """What the file calls the fields: key -> label."""

    @property
    def plan(self) -> Plan:
        """The entries as a plan."""
        return Plan(self.entries)


def read_content(spot: Spot, sets: FormSets, ids: Callable[[], str] = new_id) -> PlanContent:
    """The plan that a parsed file holds; ``ids`` gives those of nodes that have none.

    Raises KnownError, which names the place, for whatever cannot stand in a plan.
    """
    return _Reader(spot, sets, ids).run()


class _Reader:
    def __init__(self, spot: Spot, sets: FormSets, ids: Callable[[], str]) -> None:
        self.spot, self.sets, self.ids = spot, sets, ids
        self.entries: dict[Key, str] = {}
        self.nodes = {PLAN_ID}
        self.placed: set[str] = set()
        self.merged: list[tuple[str, Spot]] = []
        head = spot.below("plan")
        self.form_set = head.text("forms")
        if not self.form_set:
            raise head.below("forms").error(say.NEEDS_FORMS.format(known="、".join(sets.places)))
        self.vocabulary: Vocabulary | None = sets.get(self.form_set).vocabulary if self.form_set in sets.places else None
        self.fields = Fields(spot.entries("labels"), self.vocabulary, self.form_set)
        self.periods = Periods((), ())

    def run(self) -> PlanContent:
        """Everything, from the plan itself down."""
        self.spot.note_others(_TOP)
        self._given_ids(self.spot, 0)
        self._plan_itself(self.spot.below("plan"))
        self._children(self.spot, PLAN_ID)
        self._unplaced()
        self._merge()
        require_sound(self.spot, self.entries)
        departments = departments_of(self.spot.items("departments"))
        notes = self.spot.notes()
        if self.vocabulary is None:
            notes.append(say.NOTE_NO_FORM_SET.format(set=self.form_set))
        return PlanContent(self.entries, departments, notes, frozenset(self.placed), self.fields.labels)

    # The plan itself

    def _plan_itself(self, spot: Spot) -> None:
        spot.note_others(_PLAN)
        self._set(PLAN_ID, KIND, "plan", spot)
        for word, field in _PLAN_TEXTS.items():
            self._set(PLAN_ID, field, spot.text(word), spot)
        by_series = self._periods_of(spot)
        for series, periods in by_series.items():
            self._set(PLAN_ID, periods_field(series), " ".join(p.key for p in periods), spot)
        self.periods = Periods((p for own in by_series.values() for p in own), self._printed(spot, by_series))
        self._texts(spot, PLAN_ID, "plan", "in_periods")

    def _periods_of(self, spot: Spot) -> dict[str, list[Period]]:
        """The periods of every series: by their keys, else as they are printed, else all years from start to end."""
        if spot.has("period_keys"):
            return {name: [_of_series(name, below) for below in own.members()] for name, own in spot.entries("period_keys")}
        if spot.has("periods"):
            return {name: sorted({self._parsed(name, below) for below in own.members()}) for name, own in spot.entries("periods")}
        if not (spot.has("start") or spot.has("end")):
            return {}
        try:
            years = year_range(spot.text("start"), spot.text("end"))
        except KnownError as error:
            raise spot.error(say.BAD_YEARS) from error
        if self.vocabulary is None:
            raise spot.error(say.NEEDS_SET.format(set=self.form_set))
        made = Plan({c.key: c.new or "" for c in new_plan(self.sets.get(self.form_set), title="", municipality="", years=years)})
        return {name: [Period.from_key(key) for key in made.period_keys(name)] for name in made.series_names}

    def _parsed(self, series: str, spot: Spot) -> Period:
        definition = self._series(series, spot)
        period = definition.parse_label(spot.as_text())
        if period is None:
            raise spot.error(say.BAD_PERIOD.format(text=spot.as_text()))
        return period

    def _series(self, series: str, spot: Spot) -> SeriesDef:
        if self.vocabulary is None:
            raise spot.error(say.NEEDS_SET.format(set=self.form_set))
        definition = self.vocabulary.series.get(series)
        if definition is None:
            raise spot.error(say.NO_SERIES.format(series=series, set=self.form_set))
        return definition

    def _printed(self, spot: Spot, by_series: dict[str, list[Period]]) -> Iterator[tuple[str, Period]]:
        """The labels of the periods: as the file prints them, and as the form set does."""
        for name, own in spot.entries("periods"):
            yield from zip((below.as_text() for below in own.members()), by_series.get(name, ()), strict=False)
        plan = Plan(dict(self.entries))
        for period in (p for own in by_series.values() for p in own if self.vocabulary):
            yield self.vocabulary.period_label(plan, period) if self.vocabulary else "", period

    # What stands under it

    def _given_ids(self, spot: Spot, depth: int) -> None:
        """Look at every id first, so that one that is made meets none of them."""
        if depth >= DEEPEST:
            raise spot.error(say.NODES_TOO_DEEP.format(limit=DEEPEST))
        for word in CHILDREN:
            for below in spot.items(word):
                if below.has("id"):
                    node = below.text("id")
                    if not sound_name(node):
                        raise below.error(say.BAD_ID)
                    if node in self.nodes:
                        raise below.error((say.ID_OF_PLAN if node == PLAN_ID else say.ID_TWICE).format(id=node))
                    self.nodes.add(node)
                self._given_ids(below, depth + 1)

    def _children(self, spot: Spot, parent: str) -> None:
        last = 0
        for word, kind in CHILDREN.items():
            for below in spot.items(word):
                last = self._node(below, kind, parent, last)

    def _node(self, spot: Spot, kind: NodeKind, parent: str, last: int) -> int:
        """One node and all below it; gives the order of the last one so far."""
        spot.note_others(_WORDS[kind])
        node = spot.text("id") or self._fresh()
        self._set(node, KIND, kind, spot)
        self._set(node, PARENT, parent, spot)
        for word, field in TEXTS[kind].items():
            self._set(node, field, spot.text(word), spot)
        if kind == "measure":
            self._departments(spot, node)
        elif kind == "block":
            self._type(spot, node)
        self._texts(spot, node, kind, "periods")
        self._cells(spot, node)
        order = self._order(spot, node, last)
        self._children(spot, node)
        return order

    def _fresh(self) -> str:
        node = self.ids()
        while node in self.nodes:
            node = self.ids()
        self.nodes.add(node)
        return node

    def _order(self, spot: Spot, node: str, last: int) -> int:
        """The order that the file says, which may be none; else behind the last one."""
        if "order" in spot.mapping():
            self.placed.add(node)
            if not spot.has("order"):
                return last
            order = spot.number("order", 0)
        elif Key(node, ORDER) in self.entries:
            self.placed.add(node)
            return last
        else:
            order = last + 1
        self._set(node, ORDER, str(order), spot)
        return max(order, last)

    def _departments(self, spot: Spot, node: str) -> None:
        names = [below.as_text() for below in spot.items("departments")]
        if names and "departments_printed" not in spot.mapping():
            self._set(node, DEPARTMENTS, _JOINED.join(names), spot)
        if spot.has("merged_into") and spot.text("merged_into"):
            self.merged.append((node, spot.below("merged_into")))

    def _type(self, spot: Spot, node: str) -> None:
        found = spot.text("type")
        if found not in BLOCK_TYPES:
            known = "、".join(sorted(BLOCK_TYPES - {""}))
            raise spot.below("type").error(say.BAD_TYPE.format(type=found, known=known))
        self._set(node, BLOCK_TYPE, found, spot)

    def _texts(self, spot: Spot, node: str, kind: NodeKind, periods: str) -> None:
        """Texts and entries of the program itself, with and without a period."""
        for label, below in spot.entries("fields"):
            self._set(node, self.fields.key(kind, label, below), below.as_text(), below)
        for word, below in spot.entries("reserved"):
            self._set(node, reserved_key(word, below), below.as_text(), below)
        for inner in spot.items(periods):
            meant = self.periods.meant(inner)
            for label, below in inner.entries("fields"):
                key = self.fields.key(kind, label, below)
                self._set(node, key, below.as_text(), below, self._one(meant, self.fields.series(kind, key), inner))
            for word, below in inner.entries("reserved"):
                self._set(node, reserved_key(word, below), below.as_text(), below, self._one(meant, "", inner))

    def _one(self, meant: list[Period], series: str, spot: Spot) -> str:
        """The key of the one period that is meant; of several, that of the field's own series."""
        fitting = [p for p in meant if p.series == series] if len(meant) > 1 else meant
        if len(fitting) != 1:
            raise spot.error(say.SEVERAL_PERIODS.format(label=spot.text("label")))
        return fitting[0].key

    def _cells(self, spot: Spot, node: str) -> None:
        rows = spot.items("cells")
        for r, row in enumerate(rows, start=1):
            cells = row.members()
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise spot.below("cells").error(say.TABLE_TOO_BIG.format(rows=MOST_ROWS, columns=MOST_COLUMNS))
            for c, cell in enumerate(cells, start=1):
                self._set(node, cell_field(r, c), cell.as_text(), cell)

    def _unplaced(self) -> None:
        """Entries of nodes that are none; they bring no node."""
        for spot in self.spot.items("unplaced"):
            spot.note_others((*Key._fields, "text"))
            node, field = spot.text("node"), spot.text("field")
            if not sound_name(node) or node in self.nodes:
                raise spot.error(say.BAD_ID)
            if not sound_name(field):
                raise spot.error(say.BAD_FIELD.format(key=field))
            if field == KIND:
                raise spot.error(say.NO_TREE.format(node=node))
            period = period_of(spot.below("period")).key if spot.text("period") else ""
            self._set(node, field, spot.text("text"), spot, period)

    def _merge(self) -> None:
        """Where a measure went into another that is named by its number only."""
        numbers = {number_key(t): k.node for k, t in self.entries.items() if k.field == NUMBER and self._is_measure(k.node)}
        for node, spot in self.merged:
            if Key(node, MERGED_INTO) not in self.entries:
                target = numbers.get(number_key(spot.as_text()))
                if target is None or target == node:
                    raise spot.error(say.NO_MERGED.format(number=spot.as_text()))
                self._set(node, MERGED_INTO, target, spot)

    def _is_measure(self, node: str) -> bool:
        return self.entries.get(Key(node, KIND)) == "measure"

    def _set(self, node: str, field: str, text: str, spot: Spot, period: str = "") -> None:
        key = Key(node, field, period)
        if key in self.entries:
            raise spot.error(say.FIELD_TWICE.format(key=field))
        if text:
            self.entries[key] = text


def _of_series(series: str, spot: Spot) -> Period:
    period = period_of(spot)
    if period.series != series:
        raise spot.error(say.BAD_PERIOD.format(text=period.key))
    return period
