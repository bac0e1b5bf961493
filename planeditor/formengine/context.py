"""Where a row or column of a filled form stands in the plan, and how repeats are opened out."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Node, NodeKind, Plan
from planeditor.formengine.definition import FLOW_TYPES, TREE, FormDef, Item, Repeat
from planeditor.formengine.language import Mark

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The node of each kind and the period of each series that hold at one place."""

    nodes: Mapping[NodeKind, str]
    periods: Mapping[str, Period] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    """Running numbers by what was counted: "分野", "施策", and "施策:分野" for those that begin again in each area."""
    level: str = ""
    """In a tree: the depth of an area ("1", "2" …) or "施策"."""
    table_row: int = 0
    """In a table of running text: the row, from 1."""

    def node(self, kind: NodeKind) -> str:
        """The node of that kind, "" where there is none."""
        return self.nodes.get(kind, "")


@dataclass(frozen=True, slots=True)
class Opened:
    """One row (or column) of the opened-out form: the drawing's index, the iterations it stands in, and its context."""

    index: int
    path: Path
    context: Context


def root_context(plan: Plan, form: FormDef, node: Node | None) -> Context:
    """The context of a whole form: the plan, and the area and measure it is for."""
    nodes: dict[NodeKind, str] = {"plan": PLAN_ID}
    while node is not None and node.id != PLAN_ID:
        nodes.setdefault(node.kind, node.id)
        node = plan.node(node.parent)
    return Context(nodes)


class Opener:
    """Opens the repeats of a form out over a plan."""

    def __init__(self, plan: Plan, form: FormDef) -> None:
        self.plan, self.form = plan, form
        self.labels = form.vocabulary.by_label

    def rows(self, root: Context) -> list[Opened]:
        """The rows of the form for one root, conditions applied."""
        return [o for o in self._open(self.form.rows, (), root) if self._wanted(o)]

    def columns(self, root: Context) -> list[Opened]:
        """The columns of the form for one root."""
        return list(self._open(self.form.columns, (), root))

    def _open(self, items: tuple[Item, ...], path: Path, context: Context) -> Iterator[Opened]:
        for item in items:
            if isinstance(item, int):
                yield Opened(item, path, context)
                continue
            for count, inner in enumerate(self._contexts(item, context)):
                yield from self._open(item.items, (*path, item.first, count), inner)

    def _contexts(self, repeat: Repeat, context: Context) -> Iterator[Context]:
        if repeat.over in self.form.vocabulary.series:
            yield from self._period_contexts(repeat, context)
            return
        nodes = self._ordered(repeat.mark, self._nodes(repeat, context))
        counts = dict(context.counts)
        for node in nodes:
            for scope in (repeat.over, *(f"{repeat.over}:{kind}" for kind in ("分野", "計画"))):
                counts[scope] = counts.get(scope, 0) + 1
            inner = replace(context, nodes={**context.nodes, node.kind: node.id}, counts=dict(counts))
            if node.kind == "area":
                inner = replace(inner, counts={k: v for k, v in counts.items() if not k.endswith(":分野")})
            if repeat.over == TREE:
                inner = self._tree_context(node, inner)
            yield from self._table_contexts(node, inner)
        if isinstance(context.counts, dict):
            context.counts.update({k: v for k, v in counts.items() if not k.endswith(":分野")})

    def _table_contexts(self, node: Node, context: Context) -> Iterator[Context]:
        """A table of running text is one row of the form for each of its rows; all else is one."""
        if node.kind != "block" or self.plan.text(node.id, BLOCK_TYPE) != "table":
            yield context
            return
        cells = [k.field for k in self.plan.of_node(node.id) if k.field.startswith("cell:")]
        for row in range(1, max((int(c.split(":")[1]) for c in cells), default=0) + 1):
            yield replace(context, table_row=row)

    def _tree_context(self, node: Node, context: Context) -> Context:
        depth, above = 0, node
        nodes: dict[NodeKind, str] = {"plan": PLAN_ID}
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
        wanted = repeat.mark.option("範囲")
        if wanted:
            first, _, last = wanted.partition("-")
            periods = [p for p in periods if int(first) <= p.first and p.last <= int(last or first)]
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
            owner = context.node("measure") or context.node("area") or PLAN_ID
            return [n for n in plan.children(owner, "block") if plan.text(n.id, BLOCK_TYPE) in FLOW_TYPES.values()]
        above = context.node("area") or PLAN_ID
        if kind == "measure" and "直下" not in repeat.mark.arguments:
            return [n for n in plan.walk(above) if n.kind == "measure"]
        return plan.children(above, kind)

    def _ordered(self, mark: Mark, nodes: list[Node]) -> list[Node]:
        for option, keep in (("対象", True), ("除外", False)):
            label, _, value = mark.option(option).partition(":")
            if label:
                nodes = [n for n in nodes if (self._text(label, n) == value if value else bool(self._text(label, n))) == keep]
        order = mark.option("順")
        if order == "逆":
            return nodes[::-1]
        return sorted(nodes, key=lambda n: self._text(order, n)) if order else nodes

    def _text(self, label: str, node: Node) -> str:
        definition = next((f for f in self.labels.get(label, ()) if f.of == node.kind), None)
        return self.plan.text(node.id, definition.key) if definition else ""

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
        return self.plan.text(context.node("block"), BLOCK_TYPE) == FLOW_TYPES.get(mark.argument)

    def _holds(self, mark: Mark, context: Context) -> bool:
        test, subject = (*mark.arguments, "", "")[:2]
        if test in ("最初", "最後"):
            area = context.node("area")
            own = [n.id for n in self.plan.walk(area or PLAN_ID) if n.kind == "measure" and (not area or n.parent == area)]
            return bool(own) and own[0 if test == "最初" else -1] == context.node("measure")
        filled = any(
            self.plan.text(context.node(f.of), f.key, context.periods[f.series].key if f.series in context.periods else "")
            for f in self.labels.get(subject, ())
            if context.node(f.of)
        )
        return filled == (test == "あり")
