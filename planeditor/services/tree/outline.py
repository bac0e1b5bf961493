"""What the tree beside the sheet shows, as plain data: by area, by department, and as far as a filter leaves it."""
from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from planeditor.domain.blocks import CHAPTER, blocks
from planeditor.domain.current import main_series
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Node, Plan
from planeditor.domain.text import number_key
from planeditor.messages import structure as say
from planeditor.messages import writing

if TYPE_CHECKING:
    from planeditor.store.departments import Department  # the register is read after the first paint

RowKind = Literal["area", "measure", "period", "department", "text", "chapter"]
"""``text`` is the group that the chapters stand in."""
CHAPTERS = "chapters"
"""The id of the row that the chapters stand under."""
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ", "あいうえおつやゆよわかけアイウエオツヤユヨワカケ")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the tree. ``id`` tells it from every other and stays the same over changes of the plan."""

    id: str
    kind: RowKind
    node: str
    """The area, measure or chapter it belongs to; "" for a department and for the group of the chapters."""
    period: str
    """The key of its period; "" for all but periods."""
    number: str
    title: str
    children: tuple[Row, ...] = ()
    departments: str = ""
    """The 担当部署 of a measure, as printed."""


def by_area(plan: Plan, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The areas with their measures, and under each measure a row per period of the main series; below them the chapters."""
    return (*_below(plan, PLAN_ID, _Measures(plan, vocabulary)), *_chapters(plan))


def by_department(plan: Plan, vocabulary: Vocabulary, register: Sequence[Department], on: date) -> tuple[Row, ...]:
    """The measures under each department that is meant by their printed 担当部署 on a day.

    Known departments come first, in the order of the register, then names it does not know, then what has none.
    """
    from planeditor.store.departments import Resolver

    resolver = Resolver(register)
    known: dict[int, list[Node]] = {}
    unknown: dict[str, tuple[str, list[Node]]] = {}
    without: list[Node] = []
    for node in plan.measures:
        meant = resolver.resolve(plan.text(node.id, DEPARTMENTS), on)
        for department in meant.found:
            known.setdefault(department.id, []).append(node)
        for name in dict.fromkeys(meant.unknown):
            unknown.setdefault(_folded(name), (name, []))[1].append(node)
        if not meant.found and not meant.unknown:
            without.append(node)
    groups: dict[str, tuple[str, list[Node]]] = {}
    for department in register:
        groups.setdefault(department.name, (department.name, []))[1].extend(known.get(department.id, ()))
    for name, nodes in unknown.values():
        groups.setdefault(name, (name, []))[1].extend(nodes)
    groups[""] = (say.NO_DEPARTMENT, without)
    measures = _Measures(plan, vocabulary)
    return tuple(
        Row(f"dep:{name}", "department", "", "", "", title, measures.rows(nodes, f"dep:{name}/"))
        for name, (title, nodes) in groups.items()
        if nodes
    )


def filtered(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """The rows that hold every word of ``text`` in number, title or 担当部署, with all below them and the rows above.

    Width, case, dashes and small kana make no difference. Periods are not looked at; a blank text keeps every row.
    """
    words = [_folded(word) for word in text.split()]
    return _kept(rows, words) if words else tuple(rows)


def only(rows: Iterable[Row], nodes: Container[str]) -> tuple[Row, ...]:
    """The rows of these nodes, with the rows above them; their periods are kept."""
    kept = []
    for row in rows:
        if row.kind != "period" and row.node in nodes:
            kept.append(row)
        elif row.kind not in ("period", "measure") and (below := only(row.children, nodes)):
            kept.append(replace(row, children=below))
    return tuple(kept)


def _kept(rows: Iterable[Row], words: Sequence[str]) -> tuple[Row, ...]:
    kept = []
    for row in rows:
        if row.kind == "period":
            continue
        own = "\n".join(map(_folded, (row.number, row.title, row.departments)))
        if all(word in own for word in words):
            kept.append(row)
        elif row.kind != "measure" and (below := _kept(row.children, words)):
            kept.append(replace(row, children=below))
    return tuple(kept)


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return number_key(text).casefold().translate(_SMALL_KANA)


def _chapters(plan: Plan) -> tuple[Row, ...]:
    found = blocks(plan, PLAN_ID, CHAPTER)
    rows = tuple(Row(node.id, "chapter", node.id, "", node.number, node.name) for node in found)
    return (Row(CHAPTERS, "text", "", "", "", writing.CHAPTERS, rows),) if rows else ()


def _below(plan: Plan, parent: str, measures: _Measures) -> tuple[Row, ...]:
    rows = []
    for node in plan.children(parent):
        if node.kind == "measure":
            rows.append(measures.row(node))
        elif node.kind == "area":
            rows.append(Row(node.id, "area", node.id, "", node.number, node.name, _below(plan, node.id, measures)))
    return tuple(rows)


class _Measures:
    """Makes the rows of measures with their periods."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._plan = plan
        self._periods = [(p.key, vocabulary.period_label(plan, p)) for p in vocabulary.periods(plan, main_series(vocabulary))]

    def rows(self, nodes: Iterable[Node], head: str) -> tuple[Row, ...]:
        return tuple(self.row(node, head) for node in nodes)

    def row(self, node: Node, head: str = "") -> Row:
        own = head + node.id
        periods = tuple([Row(f"{own}/{key}", "period", node.id, key, "", label) for key, label in self._periods])
        departments = self._plan.text(node.id, DEPARTMENTS)
        return Row(own, "measure", node.id, "", node.number, node.name, periods, departments)
