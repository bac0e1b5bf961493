"""Where a row or column of a filled form stands in the plan, and how repeats are opened out."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from planeditor.domain.blocks import CHAPTER, FLOW, ITEM, LIST, Holder, blocks, head_rows, holder, kind_of, table_size
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Node, Plan
from planeditor.formengine.form.definition import FLOW_TYPES, TABLE_HEADS, TREE, FormDef, Item, Repeat, years_of
from planeditor.formengine.form.language import Mark

Path = tuple[int, ...]
_Counters = dict[tuple[object, ...], int]
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Context:
    """The node of each kind and the period of each series that hold at one place."""

    nodes: Mapping[Holder, str]
    periods: Mapping[str, Period] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    """The number of the innermost repeated node, counted through the 計画 and anew in each 分野 and 施策."""
    ends: frozenset[str] = frozenset()
    """``最初`` and ``最後``: whether the measure is the first, the last of its area among those shown."""
    level: str = ""
    """In a tree: the depth of an area ("1", "2" …) or "施策"."""
    table_row: int = 0
    """In a table of running text: the row, from 1."""

    def node(self, kind: Holder) -> str:
        """The node of that kind, "" where there is none."""
        return self.nodes.get(kind, "")


@dataclass(frozen=True, slots=True)
class Opened:
    """One row (or column) of the opened-out form: the drawing's index, the iterations it stands in, and its context."""

    index: int
    path: Path
    context: Context


def root_context(plan: Plan, node: Node | None) -> Context:
    """The context of a whole form: the plan, and the area and measure it is for."""
    nodes: dict[Holder, str] = {"plan": PLAN_ID}
    while node is not None and node.id != PLAN_ID:
        nodes.setdefault(holder(plan, node), node.id)
        node = plan.node(node.parent)
    if "measure" not in nodes:
        return Context(nodes)
    own = plan.node(nodes["measure"])
    siblings = [n.id for n in plan.children(own.parent if own else PLAN_ID, "measure")] or [""]
    tests = {"最初": siblings[0], "最後": siblings[-1]}
    return Context(nodes, ends=frozenset(t for t, i in tests.items() if i == nodes["measure"]))


class Opener:
    """Opens the repeats of a form out over a plan; ``only``: the one period that repeats over its series show."""

    def __init__(self, plan: Plan, form: FormDef, only: Period | None = None) -> None:
        self.plan, self.form, self.only = plan, form, only
        self.labels = form.vocabulary.by_label
        self.mentioned: Mapping[str, int] = {}
        """The notes in the order of their first mention, for ``順=初出``."""
        marks = (m for marks in form.row_marks.values() for m in marks)
        self._draws_heads = any(m.word == "本文" and m.argument == TABLE_HEADS for m in marks)

    def rows(self, root: Context) -> list[Opened]:
        """The rows of the form for one root, conditions applied."""
        return [o for o in self._open(self.form.rows, (), root, {}) if self._wanted(o)]

    def columns(self, root: Context) -> list[Opened]:
        """The columns of the form for one root."""
        return list(self._open(self.form.columns, (), root, {}))

    def _open(self, items: tuple[Item, ...], path: Path, context: Context, counters: _Counters) -> Iterator[Opened]:
        for item in items:
            if isinstance(item, int):
                yield Opened(item, path, context)
                continue
            for count, inner in enumerate(self._contexts(item, context, counters)):
                here = (*path, item.first, count)
                rows = self._table_rows(item, inner)
                if rows is None:
                    yield from self._open(item.items, here, inner, counters)
                for row in range(1, (rows or 0) + 1):
                    yield from self._open(item.items, (*here, item.first, row), replace(inner, table_row=row), counters)

    def _contexts(self, repeat: Repeat, context: Context, counters: _Counters) -> Iterator[Context]:
        if repeat.over in self.form.vocabulary.series:
            yield from self._period_contexts(repeat, context)
            return
        nodes = self._ordered(repeat.mark, self._nodes(repeat, context))
        firsts: dict[str, str] = {}
        lasts: dict[str, str] = {}
        for node in nodes:
            if node.kind == "measure":
                firsts.setdefault(node.parent, node.id)
                lasts[node.parent] = node.id
        for node in nodes:
            ends = context.ends
            if node.kind == "measure":
                ends = frozenset(t for t, of in (("最初", firsts), ("最後", lasts)) if of[node.parent] == node.id)
            inner = replace(context, nodes={**context.nodes, **self._around(node)}, ends=ends)
            if repeat.over == TREE:
                inner = self._tree_context(node, inner)
            yield replace(inner, counts=_counted(counters, repeat, node, inner))

    def _around(self, node: Node) -> dict[Holder, str]:
        """The node itself, and the area right above a measure."""
        if node.kind != "measure":
            return {holder(self.plan, node): node.id}
        above = self.plan.node(node.parent)
        return {"measure": node.id, "area": above.id} if above is not None and above.kind == "area" else {"measure": node.id}

    def _table_rows(self, repeat: Repeat, context: Context) -> int | None:
        """How many rows a table of running text has: each is an iteration of its own within the table's. None for all else."""
        table = context.node("block") if repeat.node_kind == "block" else ""
        is_table = bool(table) and self.plan.text(table, BLOCK_TYPE) == "table"
        return table_size(self.plan, table)[0] if is_table else None

    def _tree_context(self, node: Node, context: Context) -> Context:
        depth, above = 0, node
        nodes = {of: found for of, found in context.nodes.items() if of not in ("area", "measure", "block")}
        nodes[node.kind] = node.id
        while above.id != PLAN_ID:
            if above.kind == "area":
                depth += 1
                nodes.setdefault("area", above.id)
            parent = self.plan.node(above.parent)
            if parent is None:
                break
            above = parent
        return replace(context, nodes=nodes, level="施策" if node.kind == "measure" else str(depth))

    def _period_contexts(self, repeat: Repeat, context: Context) -> Iterator[Context]:
        periods = self.form.vocabulary.periods(self.plan, repeat.over)
        if self.only is not None and self.only.series == repeat.over:
            periods = [p for p in periods if p == self.only]
        wanted = years_of(repeat.mark.option("範囲"), self.form.vocabulary.series[repeat.over])
        if wanted:
            periods = [p for p in periods if wanted[0] <= p.first and p.last <= wanted[1]]
        if repeat.mark.option("順") == "逆":
            periods.reverse()
        for period in periods:
            yield replace(context, periods={**context.periods, repeat.over: period})

    def _nodes(self, repeat: Repeat, context: Context) -> list[Node]:
        plan = self.plan
        if repeat.over == TREE:
            return [n for n in plan.walk(context.node("area") or PLAN_ID) if n.kind in ("area", "measure")]
        kind = repeat.node_kind
        if kind == "block":
            owner = context.node("measure") or context.node("area") or context.node(CHAPTER) or PLAN_ID
            return blocks(plan, owner, *FLOW)
        if kind is not None and kind_of(kind) == "block":
            return blocks(plan, context.node(LIST) if kind == ITEM else PLAN_ID, kind)
        above = context.node("area") or PLAN_ID
        if kind == "measure" and "直下" not in repeat.mark.arguments:
            return [n for n in plan.walk(above) if n.kind == "measure"]
        return [n for n in plan.children(above) if n.kind == kind]

    def _ordered(self, mark: Mark, nodes: list[Node]) -> list[Node]:
        nodes = self.chosen(nodes, mark.option("対象"), "")
        for but in mark.every("除外"):
            nodes = self.chosen(nodes, "", but)
        label, _, direction = mark.option("順").rpartition(":") if ":" in mark.option("順") else (mark.option("順"), "", "")
        if label == "逆":
            return nodes[::-1]
        if label == "初出":
            return sorted(nodes, key=lambda n: self.mentioned.get(n.id, len(self.mentioned) + 1))
        return sorted(nodes, key=lambda n: _sort_key(self._text(label, n)), reverse=direction == "逆") if label else nodes

    def chosen(self, nodes: list[Node], only: str, but: str) -> list[Node]:
        """The nodes with (``only``) or without (``but``) a text in a field, ``状況``, or that text, ``状況:完了``.

        An area that is left out leaves with all below it.
        """
        label, _, value = only.partition(":")
        if label:
            nodes = [n for n in nodes if not self._asked(n, label) or self._chosen(n, label, value)]
        label, _, value = but.partition(":")
        out = {n.id for n in nodes if self._asked(n, label) and self._chosen(n, label, value)} if label else set()
        return [n for n in nodes if not self._is_in(n, out)] if out else nodes

    def _is_in(self, node: Node | None, roots: set[str]) -> bool:
        """Whether a node is one of these or stands below one."""
        while node is not None and node.id not in roots:
            node = self.plan.node(node.parent)
        return node is not None

    def _chosen(self, node: Node, label: str, value: str) -> bool:
        text = self._text(label, node)
        return text == value if value else bool(text)

    def _asked(self, node: Node, label: str) -> bool:
        """Whether nodes of this kind have such a field: in a tree a filter on measures leaves the areas."""
        return any(f.of == node.kind for f in self.labels.get(label, ()))

    def _text(self, label: str, node: Node) -> str:
        definition = next((f for f in self.labels.get(label, ()) if f.of == node.kind), None)
        return self.plan.text(node.id, definition.key) or definition.default if definition else ""

    def _wanted(self, opened: Opened) -> bool:
        for mark in self.form.row_marks.get(opened.index, ()):
            if mark.word == "段" and opened.context.level != mark.argument:
                return False
            if mark.word == "本文" and not self._is_block(mark, opened.context):
                return False
            if mark.word == "条件" and not self._holds(mark, opened.context):
                return False
        return True

    def _is_block(self, mark: Mark, context: Context) -> bool:
        block = context.node("block")
        if self.plan.text(block, BLOCK_TYPE) != FLOW_TYPES.get(mark.argument):
            return False
        is_head = 0 < context.table_row <= head_rows(self.plan, block) and self._draws_heads
        return not context.table_row or is_head == (mark.argument == TABLE_HEADS)

    def _holds(self, mark: Mark, context: Context) -> bool:
        test, subject = (*mark.arguments, "", "")[:2]
        if test in ("最初", "最後") and subject == "計画":
            measures = self.plan.measures
            return bool(measures) and measures[0 if test == "最初" else -1].id == context.node("measure")
        if test in ("最初", "最後"):
            return test in context.ends
        filled = any(
            self.plan.text(node, f.key, context.periods[f.series].key if f.series in context.periods else "")
            for f in self.labels.get(subject, ())
            for of, node in context.nodes.items()
            if node and kind_of(of) == f.of
        )
        return filled == (test == "あり")


def _counted(counters: _Counters, repeat: Repeat, node: Node, context: Context) -> dict[str, int]:
    """Running numbers of a node. Another repeat, another period and another kind of node in a tree count by themselves."""
    of = (repeat.first, node.kind, tuple(p.key for p in context.periods.values()))
    area = node.parent if node.kind == "area" else context.node("area")
    scopes = {"計画": "", "分野": area, "施策": context.node("measure")}
    counts = {}
    for scope, owner in scopes.items():
        key = (*of, scope, owner)
        counts[scope] = counters[key] = counters.get(key, 0) + 1
    return counts


def _sort_key(text: str) -> list[tuple[int, int, str]]:
    """Numbers in a text count as numbers: 2 comes before 10."""
    pieces = _DIGITS.split(unicodedata.normalize("NFKC", text))
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces if p]
