"""Filling a form: plan + form -> grid. One skeleton per shape is kept, so a thousand equal sheets cost only their texts."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby

from planeditor.domain.blocks import ITEM, NOTE, Holder, covers_field, holder
from planeditor.domain.periods import Period, era_label
from planeditor.domain.plan import PLAN_ID, Key, Node, Plan
from planeditor.formengine.filling import computed, flow, spans
from planeditor.formengine.filling.context import Context, Opened, Opener, root_context
from planeditor.formengine.filling.counters import counted
from planeditor.formengine.filling.elsewhere import Elsewhere, Place
from planeditor.formengine.filling.extras import NONE, Extras, sound_marks
from planeditor.formengine.filling.fills import Fills
from planeditor.formengine.filling.footnotes import Footnotes, without_marks
from planeditor.formengine.filling.grid import PAGE_MARK, PAGES_MARK, Grid, GridCell, GridRow
from planeditor.formengine.filling.listing import listed_rows
from planeditor.formengine.filling.mentions import first_rows, number_sheets
from planeditor.formengine.filling.skeleton import Skeleton, Slot, make_skeleton
from planeditor.formengine.form.definition import (
    CoverBinding,
    DerivedBinding,
    DocumentForms,
    EntryBinding,
    FlowBinding,
    FormDef,
    PeriodBinding,
)
from planeditor.formengine.form.language import Placeholder
from planeditor.formengine.form.parts import Part


@dataclass
class Filler:
    """Fills one form from one plan. Keep one for many sheets: it remembers shapes and running numbers."""

    plan: Plan
    form: FormDef
    document_number: str = ""
    """資料番号, where a cell asks for it."""
    footnotes: Footnotes | None = None
    """The numbers of the notes, where several forms make one document."""
    only: Period | None = None
    """The one period of its series to show; all of them where it is not given."""
    extras: Extras = NONE
    _skeletons: dict[object, Skeleton] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opener = Opener(self.plan, self.form, self.only)
        self.run_index = spans.run_index(self.plan)
        mark = next((m for marks in self.form.row_marks.values() for m in marks if m.word == "脚注"), None)
        self.note_scope = mark.option("範囲", "文書") if mark else "文書"
        shared = self.footnotes if self.note_scope == "文書" else None
        self.notes = shared or Footnotes(self.plan, self.form.vocabulary)
        self._notes_numbered = shared is not None
        self.opener.mentioned = self.notes.numbers
        self._fills = Fills(self.form.fills)

    def roots(self, chosen: list[Node] | None = None, part: Part | None = None) -> Iterator[Node | None]:
        """The nodes the form is filled for, in order; None for a form of the whole plan. ``part``: those of one part of a
        document."""
        if self.form.each == "plan":
            yield None
            return
        nodes = chosen if chosen is not None else list(self.plan.walk())
        own = [n for n in nodes if holder(self.plan, n) == self.form.each]
        yield from self.opener.chosen(own, part.only, part.but) if part else own

    def fill(self, node: Node | None) -> Grid:
        """The grid of one root."""
        root = root_context(self.plan, node)
        notes = self._mentioned(root)
        rows, skeleton, cells = self._cells(root, notes)
        shape = self._anchored(skeleton.rows, rows, cells) if notes else skeleton.rows
        headings = listed_rows(self.form, rows, cells)
        self._mark(cells)
        for cell in cells:
            if "[^" in cell.text and cell.role != "fixed":
                typed, cell.text = cell.text, self.notes.numbered(cell.text)
                cell.marks = sound_marks(self.notes.moved(typed, cell.marks), len(cell.text))
        return Grid(
            self.form.name, node.id if node else PLAN_ID, skeleton.widths,
            self._breaks(shape, rows), cells, self._bookmarks(node), self._title(node), skeleton.narrowed, headings,
        )

    def _mark(self, cells: list[GridCell]) -> None:
        """Set off what is to be in the cells that show an entry alone."""
        marks = self.extras.marks
        for cell in cells if marks else ():
            own = marks.get(cell.key) if cell.key is not None and cell.role == "entry" else None
            if own:
                cell.marks = sound_marks(own, len(cell.text))

    def _anchored(self, shape: list[GridRow], rows: list[Opened], cells: list[GridCell]) -> list[GridRow]:
        """The rows of the notes told where each note is first mentioned."""
        places = first_rows(self.notes, cells, [r.foot for r in shape])
        return [
            replace(row, anchor=places.get(opened.context.node("block"), -1)) if row.foot else row
            for row, opened in zip(shape, rows, strict=True)
        ]

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere(self.plan, self.form, lambda other: Filler(self.plan, other).placed())

    def placed(self) -> list[tuple[GridCell, Place]]:
        """The cells of a form of the whole plan that formulas may name, each with its place in the plan."""
        root = root_context(self.plan, None)
        rows, _, cells = self._cells(root, self._mentioned(root))
        columns = self.opener.columns(root)
        return [(c, Place(rows[c.row].context, columns[c.column].context)) for c in cells if c.name]

    def _cells(self, root: Context, notes: list[str]) -> tuple[list[Opened], Skeleton, list[GridCell]]:
        """The rows and cells of one root, with the marks of footnotes as they are typed."""
        rows = self._with_footnotes(self.opener.rows(root), notes)
        columns = self.opener.columns(root)
        shape = (tuple((o.index, o.path) for o in rows), tuple((o.index, o.path) for o in columns))
        skeleton = self._skeletons.get(shape)
        if skeleton is None:
            skeleton = self._skeletons[shape] = make_skeleton(self.form, rows, columns)
        filled = [(slot, self._cell(slot, rows[slot.row].context, columns[slot.column].context)) for slot in skeleton.slots]
        table_cells = flow.table_cells(self.plan, rows, skeleton.widths, filled)
        if table_cells.replaced:
            filled = [(s, c) for s, c in filled if id(c) not in table_cells.replaced]
        cells = spans.merge(filled, rows, columns, self.plan, self.run_index)
        if self.form.computes:
            kept = {id(c) for c in cells}
            computed.work_out([(s, c) for s, c in filled if id(c) in kept], rows, columns, self._elsewhere)
        cells.extend(table_cells.added)
        self._fills.lay(filled)
        return rows, skeleton, cells

    def _mentioned(self, root: Context) -> list[str]:
        """The notes that the texts of one root mention, numbered.

        Numbers go through the whole document, so that a single sheet of it prints the same ones.
        """
        if not self.notes.known:
            return []
        if self.note_scope == "文書" and not self._notes_numbered:
            self.number_notes()
        return self.notes.mentioned(self._texts(root), self.note_scope)

    def number_notes(self, document: DocumentForms = ()) -> None:
        """Number the notes in the order in which a document mentions them: by default the one the form is part of, else the
        form itself."""
        self._notes_numbered = True
        for form, part in document or self.form.document or ((self.form, Part(self.form.name)),):
            other = self if form.name == self.form.name else Filler(self.plan, form, footnotes=self.notes)
            if other.notes is self.notes:
                texts = partial(_texts_of, other)
                number_sheets(self.notes, self.plan, other.roots(part=part), texts)

    def _texts(self, root: Context) -> list[str]:
        """The texts of one root in reading order."""
        cells = self._cells(root, [])[2]
        return [c.text for c in sorted(cells, key=lambda c: (c.row, c.column)) if c.role != "fixed"]

    def _with_footnotes(self, rows: list[Opened], notes: list[str]) -> list[Opened]:
        """The rows of the footnote zone repeated for each note mentioned; without notes they are left out."""
        if not any(self.form.mark(r.index, "脚注") for r in rows):
            return rows
        found: list[Opened] = []
        for is_foot, group in groupby(rows, lambda o: self.form.mark(o.index, "脚注") is not None):
            zone = list(group)
            if not is_foot:
                found += zone
                continue
            for count, note in enumerate(notes):
                for opened in zone:
                    nodes: dict[Holder, str] = {**opened.context.nodes, "block": note}
                    path = (*opened.path, zone[0].index, count)
                    found.append(Opened(opened.index, path, replace(opened.context, nodes=nodes)))
        return found

    def _breaks(self, shape: list[GridRow], rows: list[Opened]) -> list[GridRow]:
        """The rows with their page breaks: 改頁 分野 = before each area but the first, 改頁 alone = always."""
        if not any(self.form.mark(o.index, "改頁") for o in rows):
            return shape
        found: list[GridRow] = []
        seen: dict[str, str] = {}
        for row, opened in zip(shape, rows, strict=True):
            mark = self.form.mark(opened.index, "改頁")
            breaks = False
            if mark is not None:
                kind = "measure" if mark.argument == "施策" else "area"
                node = opened.context.node(kind)
                breaks = not mark.argument or (bool(node) and node != seen.get(kind, node))
                seen[kind] = node
            found.append(replace(row, break_before=True) if breaks else row)
        return found

    def _cell(self, slot: Slot, row: Context, column: Context) -> GridCell:
        cell = GridCell(slot.row, slot.column, slot.rows, slot.columns, slot.cell.style, "", name=slot.name)
        entry = slot.entry
        if slot.fixed is not None:
            cell.text = slot.fixed
        elif entry is not None:
            cell.key = _key(entry, row, column)
            cell.text = self.plan.entries.get(cell.key, entry.field.default)
            cell.role = "entry"
            cell.label = bool(entry.field.default)
            cell.number = entry.number or entry.field.type == "number"
        elif slot.cell.template.formula:
            cell.role = "computed"
        elif slot.covers:
            cell.key = _cover_key(row, column)
            cell.text = self.plan.entries.get(cell.key, "")
            cell.role = "entry"
        elif slot.flow:
            cell.key = Key(row.node("block"), "text")
            cell.text = self.plan.entries.get(cell.key, "")
            cell.role = "entry"
        elif slot.chart:
            cell.chart, cell.role = self.extras.chart(slot.chart, row, column), "print"
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
            text = self.plan.entries.get(_key(binding, row, column), binding.field.default)
            return without_marks(text) if binding.bare else text
        if isinstance(binding, CoverBinding):
            return self.plan.entries.get(_cover_key(row, column), "")
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
            number = context.counts.get(scope) or self._places.get((scope, context.node(self.form.each)), 1)
            return counted(number, placeholder.formats)
        vocabulary, series = self.form.vocabulary, placeholder.scope
        periods = vocabulary.periods(self.plan, series) if series else vocabulary.all_periods(self.plan)
        years = sorted(y for p in periods for y in p.years)
        if name in ("年数", "開始", "終了"):
            if not years:
                return ""
            if name == "年数":
                return str(years[-1] - years[0] + 1)
            return self._year(years[0] if name == "開始" else years[-1], series, placeholder.formats)
        note = context.node(NOTE) or context.node("block")
        simple = {
            "ページ": PAGE_MARK, "総ページ": PAGES_MARK, "資料番号": self.document_number,
            "脚注番号": self.notes.number_of(note) if "数" in placeholder.formats else self.notes.mark_of(note),
            "脚注": self.notes.term(note), "脚注説明": self.notes.text(note),
        }
        return simple[name]

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        """Running numbers of the nodes that have a sheet of their own: in the plan and in their area."""
        counts: Counter[str] = Counter()
        places = {}
        for node in self.plan.walk():
            if holder(self.plan, node) == self.form.each:
                counts.update(("", node.parent))
                places["計画", node.id], places["分野", node.id] = counts[""], counts[node.parent]
        return places

    def _year(self, year: int, name: str, formats: tuple[str, ...]) -> str:
        """A year of the plan. Where the series counts on in one era, so does its 和暦."""
        known = self.form.vocabulary.series
        series = known.get(name) or next(iter(known.values()))
        era, style = self.form.vocabulary.era(self.plan, series.name), formats[0] if formats else "和暦"
        return era_label(year, era) if era and style == "和暦" else series.print_label(Period(series.name, year, year), style, era=era)

    def _bookmarks(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        chain: list[tuple[str, str]] = []
        while node is not None and node.id != PLAN_ID:
            chain.append((node.id, without_marks(node.title)))
            node = self.plan.node(node.parent)
        return tuple(reversed(chain)) or ((self.form.name, self.form.title),)

    def _title(self, node: Node | None) -> str:
        if node is None:
            return self.form.title
        pattern = self.form.options.sheet_name
        name = without_marks(node.name)
        return pattern.replace("{番号}", node.number).replace("{名称}", name) if pattern else node.number or name


def _cover_key(row: Context, column: Context) -> Key:
    item = row.node(ITEM) or column.node(ITEM)
    return Key(row.node("measure") or column.node("measure"), covers_field(item))


def _key(entry: EntryBinding, row: Context, column: Context) -> Key:
    definition, of = entry.field, entry.holder or entry.field.of
    node = row.nodes.get(of) or column.nodes.get(of, "")
    if not definition.series:
        return Key(node, definition.key)
    period = _period(definition.series, row, column)
    return Key(node, definition.key, period.key if period else "")


def _texts_of(filler: Filler, node: Node | None) -> list[str]:
    return filler._texts(root_context(filler.plan, node))


def _period(series: str, row: Context, column: Context) -> Period | None:
    return row.periods.get(series) or column.periods.get(series)
