"""Filling a form: plan + form -> grid. One skeleton per shape is kept, so a thousand equal sheets cost only their texts."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Node, NodeKind, Plan
from planeditor.formengine import computed, flow, spans
from planeditor.formengine.context import Context, Opened, Opener, Path, root_context
from planeditor.formengine.definition import (
    DerivedBinding,
    EntryBinding,
    FlowBinding,
    FormDef,
    PeriodBinding,
    Repeat,
    repeats,
)
from planeditor.formengine.drawing import DrawnCell
from planeditor.formengine.footnotes import Footnotes
from planeditor.formengine.grid import Grid, GridCell, GridRow
from planeditor.formengine.language import Placeholder

PAGE_MARK, PAGES_MARK = "\ue0f0", "\ue0f1"
"""Stand in a text for the page number and the number of pages until pages are known (private use, never in an entry)."""


@dataclass(slots=True)
class Slot:
    """One cell of a skeleton: its place and what fills it."""

    cell: DrawnCell
    row: int
    column: int
    rows: int
    columns: int
    row_path: Path
    column_path: Path
    fixed: str | None
    entry: EntryBinding | None


@dataclass(slots=True)
class Skeleton:
    """The shape of a filled form: shared by all roots whose repeats open out alike."""

    slots: list[Slot]
    rows: list[GridRow]
    widths: list[float]


@dataclass
class Filler:
    """Fills one form from one plan. Keep one for many sheets: it remembers shapes and running numbers."""

    plan: Plan
    form: FormDef
    document_number: str = ""
    """資料番号, where a cell asks for it."""
    _skeletons: dict[object, Skeleton] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opener = Opener(self.plan, self.form)
        self.run_index = spans.run_index(self.plan)
        self.footnotes = Footnotes(self.plan, self.form.vocabulary)
        self.running: dict[str, int] = {}

    def roots(self, chosen: list[Node] | None = None) -> Iterator[Node | None]:
        """The nodes the form is filled for, in order; None for a form of the whole plan."""
        if self.form.each == "plan":
            yield None
            return
        nodes = chosen if chosen is not None else list(self.plan.walk())
        yield from (n for n in nodes if n.kind == self.form.each)

    def fill(self, node: Node | None) -> Grid:
        """The grid of one root."""
        root = root_context(self.plan, self.form, node)
        rows = self._with_footnotes(self.opener.rows(root), root)
        columns = self.opener.columns(root)
        shape = (tuple((o.index, o.path) for o in rows), tuple((o.index, o.path) for o in columns))
        skeleton = self._skeletons.get(shape)
        if skeleton is None:
            skeleton = self._skeletons[shape] = self._skeleton(rows, columns)
        for scope in (self.form.each, f"{self.form.each}:{root.node('area')}"):
            self.running[scope] = self.running.get(scope, 0) + 1
        filled = [(slot, self._cell(slot, rows[slot.row].context, columns[slot.column].context)) for slot in skeleton.slots]
        table_cells = flow.table_cells(self.plan, rows, skeleton.widths, [c for _, c in filled])
        filled = [(s, c) for s, c in filled if c not in table_cells.replaced]
        cells = spans.merge(filled, rows, columns, self.plan, self.run_index)
        cells.extend(table_cells.added)
        computed.work_out(filled)
        return Grid(
            self.form.name, node.id if node else PLAN_ID, skeleton.widths,
            self._breaks(skeleton.rows, rows), cells, self._bookmarks(node), self._title(node),
        )

    def _with_footnotes(self, rows: list[Opened], root: Context) -> list[Opened]:
        """The rows of a footnote zone repeated for each note mentioned in this sheet; without notes they are left out."""
        if not any(self.form.mark(r.index, "脚注") for r in rows):
            return rows
        found: list[Opened] = []
        for opened in rows:
            mark = self.form.mark(opened.index, "脚注")
            if mark is None:
                found.append(opened)
                continue
            texts = self._texts(rows, root)
            for count, note in enumerate(self.footnotes.mentioned(texts, mark.option("範囲", "文書"))):
                context = Context({**opened.context.nodes, "block": note}, opened.context.periods)
                found.append(Opened(opened.index, (*opened.path, opened.index, count), context))
        return found

    def _texts(self, rows: list[Opened], root: Context) -> list[str]:
        columns = self.opener.columns(root)
        texts = []
        for opened in rows:
            for column in columns:
                binding = self.form.entry_cells.get((opened.index, column.index))
                if binding:
                    key = _key(binding.field, opened.context, column.context)
                    texts.append(self.plan.entries.get(key, ""))
        return texts

    def _skeleton(self, rows: list[Opened], columns: list[Opened]) -> Skeleton:
        slots = []
        for place, cell in sorted(self.form.drawing.cells.items()):
            across = list(_groups(columns, cell.column, cell.columns, self.form.columns))
            for first_row, row_count in _groups(rows, cell.row, cell.rows, self.form.rows):
                for first_column, column_count in across:
                    slots.append(
                        Slot(
                            cell, first_row, first_column, row_count, column_count,
                            rows[first_row].path, columns[first_column].path,
                            cell.template.fixed_text, self.form.entry_cells.get(place),
                        )
                    )
        slots.sort(key=lambda s: (s.row, s.column))
        grid_rows = [self._row(o) for o in rows]
        return Skeleton(slots, grid_rows, [self.form.drawing.widths[o.index - 1] for o in columns])

    def _row(self, opened: Opened) -> GridRow:
        words = {m.word for m in self.form.row_marks.get(opened.index, ())}
        return GridRow(
            self.form.drawing.heights[opened.index - 1], heading="見出し" in words, split="分割" in words,
            keep="まとめ" in words, foot="脚注" in words,
        )

    def _breaks(self, shape: list[GridRow], rows: list[Opened]) -> list[GridRow]:
        """The rows with the page breaks that depend on what is repeated: 改頁 分野 = before each but the first."""
        if not any(self.form.mark(o.index, "改頁") for o in rows):
            return shape
        found: list[GridRow] = []
        seen: dict[str, str] = {}
        for row, opened in zip(shape, rows, strict=True):
            mark = self.form.mark(opened.index, "改頁")
            breaks = False
            if mark is not None:
                kind: NodeKind = "measure" if mark.argument == "施策" else "area"
                node = opened.context.node(kind)
                breaks = bool(node) and node != seen.get(mark.argument, node)
                seen[mark.argument] = node
            found.append(GridRow(row.height, row.heading, row.split, row.keep, row.foot, breaks) if breaks else row)
        return found

    def _cell(self, slot: Slot, row: Context, column: Context) -> GridCell:
        cell = GridCell(slot.row, slot.column, slot.rows, slot.columns, slot.cell.style, "")
        entry = slot.entry
        if slot.fixed is not None:
            cell.text = slot.fixed
        elif entry is not None:
            cell.key = _key(entry.field, row, column)
            text = self.plan.entries.get(cell.key, "")
            cell.text = self.footnotes.numbered(text) if "[^" in text else text
            cell.role = "entry"
            cell.number = entry.number or entry.field.type == "number"
        elif slot.cell.template.formula:
            cell.role = "computed"
        else:
            cell.role = "print"
            place = (slot.cell.row, slot.cell.column)
            cell.text = "".join(
                p if isinstance(p, str) else self._print(place, p, row, column)
                for p in slot.cell.template.parts
                if isinstance(p, (str, Placeholder))
            )
        return cell

    def _print(self, place: tuple[int, int], placeholder: Placeholder, row: Context, column: Context) -> str:
        binding = self.form.bindings.get((place, placeholder))
        if isinstance(binding, EntryBinding):
            return self.plan.entries.get(_key(binding.field, row, column), "")
        if isinstance(binding, PeriodBinding):
            period = _period(binding.series, row, column)
            return self.form.vocabulary.period_label(self.plan, period, self.form.name, binding.style) if period else ""
        if isinstance(binding, FlowBinding):
            return self.plan.text(row.node("block"), "text")
        return self._derived(binding, row) if isinstance(binding, DerivedBinding) else ""

    def _derived(self, binding: DerivedBinding, context: Context) -> str:
        placeholder = binding.placeholder
        name = placeholder.name
        if name == "通番":
            scope = placeholder.scope or "計画"
            for over in ("施策", "ツリー", "本文", "分野"):
                number = context.counts.get(f"{over}:分野" if scope == "分野" else over)
                if number:
                    return str(number)
            return str(self.running.get(f"{self.form.each}:{context.node('area')}" if scope == "分野" else self.form.each, 1))
        years = sorted(y for p in self.form.vocabulary.all_periods(self.plan) for y in p.years)
        if name in ("年数", "開始", "終了"):
            if not years:
                return ""
            if name == "年数":
                return str(years[-1] - years[0] + 1)
            return self._year(years[0] if name == "開始" else years[-1], placeholder.formats)
        note = context.node("block")
        simple = {
            "ページ": PAGE_MARK, "総ページ": PAGES_MARK, "資料番号": self.document_number,
            "脚注番号": self.footnotes.mark_of(note), "脚注": self.footnotes.term(note), "脚注説明": self.footnotes.text(note),
        }
        return simple[name]

    def _year(self, year: int, formats: tuple[str, ...]) -> str:
        series = next(iter(self.form.vocabulary.series.values()))
        return series.print_label(Period(series.name, year, year), formats[0] if formats else "和暦")

    def _bookmarks(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        chain: list[tuple[str, str]] = []
        while node is not None and node.id != PLAN_ID:
            chain.append((node.id, node.title))
            node = self.plan.node(node.parent)
        return tuple(reversed(chain)) or ((self.form.name, self.form.title),)

    def _title(self, node: Node | None) -> str:
        return (node.number or node.name) if node else self.form.title


def _key(definition: FieldDef, row: Context, column: Context) -> Key:
    node = row.nodes.get(definition.of) or column.nodes.get(definition.of, "")
    if not definition.series:
        return Key(node, definition.key)
    period = _period(definition.series, row, column)
    return Key(node, definition.key, period.key if period else "")


def _period(series: str, row: Context, column: Context) -> Period | None:
    return row.periods.get(series) or column.periods.get(series)


def _groups(opened: list[Opened], first: int, count: int, items: tuple[object, ...]) -> Iterator[tuple[int, int]]:
    """Where a drawn cell of ``count`` rows (or columns) from ``first`` stands among the opened-out ones: (start, length).

    A cell inside a repeat comes once for each iteration; one that reaches across a repeat grows with it.
    """
    last = first + count - 1
    around = [r for r in repeats(items) if r.first <= first and last <= r.last]  # type: ignore[arg-type]
    depth = _depth(around) * 2
    start = length = -1
    path: Path = ()
    for position, one in enumerate(opened):
        if not first <= one.index <= last:
            continue
        prefix = one.path[:depth]
        if length > 0 and prefix == path and start + length == position:
            length += 1
            continue
        if length > 0:
            yield start, length
        start, length, path = position, 1, prefix
    if length > 0:
        yield start, length


def _depth(around: list[Repeat]) -> int:
    return len(around)
