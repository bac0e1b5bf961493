"""Small form sets drawn in a test: a worksheet from a table of texts, margin marks beside and below it, formset.toml."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, Node, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.pagenumbers import numbered
from planeditor.formengine.writing.excel import write_workbook
from planeditor.formengine.writing.excelbook import ExcelInfo

FONTS = FontBook()
THIN = Side(style="thin")
HEAD = """
[set]
id = "test"
title = "試験の様式"

[series."年度"]
label = "{H}年度"
"""
FIELDS = """
[[field]]
key = "@name"
label = "施策名"

[[field]]
key = "summary"
label = "概要"

[[field]]
key = "cost"
label = "費用"
type = "number"

[[field]]
key = "note"
label = "注記"

[[field]]
key = "state"
label = "状況"

[[field]]
key = "progress"
label = "進捗"
series = "年度"

[[field]]
key = "sign"
label = "記号"
series = "年度"

[[field]]
key = "amount"
label = "金額"
series = "年度"
type = "number"
"""


@dataclass
class Drawn:
    """A worksheet to be drawn: the texts of its rows, marks by row (right) and by column (below), merged ranges."""

    rows: Sequence[Sequence[str | None]]
    right: Mapping[str, str] = field(default_factory=dict)
    """Rows ("3" or "3-4") -> marks."""
    below: Mapping[str, str] = field(default_factory=dict)
    """Columns ("B" or "B-C") -> marks."""
    merges: Sequence[str] = ()
    widths: Sequence[float] = ()
    """Of columns, in Excel's units."""
    heights: Mapping[int, float] = field(default_factory=dict)
    size: float = 9.0
    landscape: bool = False
    each: str = "計画"
    extra: str = ""
    """Further lines of its table in formset.toml."""

    def draw(self) -> Worksheet:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        width = max(len(row) for row in self.rows)
        style = Border(left=THIN, top=THIN, right=THIN, bottom=THIN)
        for number, row in enumerate(self.rows, start=1):
            for column in range(1, width + 1):
                cell = sheet.cell(number, column, row[column - 1] if column <= len(row) else None)
                cell.font = Font(name="BIZ UDゴシック", size=self.size)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.border = style
        for column, own in enumerate(self.widths or [14.0] * width, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = own
        for number, height in self.heights.items():
            sheet.row_dimensions[number].height = height
        for merge in self.merges:
            sheet.merge_cells(merge)
        self._marks(sheet, width)
        sheet.print_area = f"A1:{get_column_letter(width)}{len(self.rows)}"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if self.landscape else "portrait"
        return sheet

    def _marks(self, sheet: Worksheet, width: int) -> None:
        taken: dict[int, int] = {}
        for rows, text in self.right.items():
            first, _, last = rows.partition("-")
            # later marks of the same rows stand further out
            column = width + 1 + max(taken.get(r, 0) for r in range(int(first), int(last or first) + 1))
            sheet.cell(int(first), column, text)
            if last:
                sheet.merge_cells(start_row=int(first), end_row=int(last), start_column=column, end_column=column)
            for row in range(int(first), int(last or first) + 1):
                taken[row] = column - width
        depth = 1
        for columns, text in self.below.items():
            first, _, last = columns.partition("-")
            row = len(self.rows) + depth
            sheet[f"{first}{row}"] = text
            if last:
                sheet.merge_cells(f"{first}{row}:{last}{row}")
            depth += 1


def form_set(folder: Path, forms: Mapping[str, Drawn], *, toml: str = "", fields: str = FIELDS) -> FormSet:
    """The form set of these drawings, written into a folder and read again."""
    lines = [HEAD, fields, toml]
    for name, drawn in forms.items():
        book = drawn.draw().parent
        assert book is not None
        book.save(folder / f"{name}.xlsx")
        lines.append(f'[form.{name}]\nfile = "{name}.xlsx"\ntitle = "様式{name}"\neach = "{drawn.each}"\n{drawn.extra}\n')
    (folder / "formset.toml").write_text("\n".join(lines), encoding="utf-8")
    return load_form_set(folder)


def plan_of(
    areas: Mapping[str, Sequence[str]],
    *,
    years: Iterable[int] = (2018, 2019, 2020),
    fields: Mapping[str, Mapping[str, str]] = {},
    periods: Iterable[Period] = (),
) -> Plan:
    """A plan: areas ("1 名称") and their measures; ``fields``: measure -> "key" or "key@2019" or "key@2018-2020" -> text."""
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "test", [*(Period("年度", y, y) for y in years), *periods])
    for area, measures in areas.items():
        number, _, name = area.partition(" ")
        above = builder.area(number, name)
        for measure in measures:
            own, _, title = measure.partition(" ")
            node = builder.add("measure", above, {}, own, title or own)
            for key, text in fields.get(own, {}).items():
                plain, _, years_of = key.partition("@")
                builder.set(node, plain, text, f"年度:{years_of}" if years_of else "")
    return Plan(builder.entries)


def with_blocks(plan: Plan, blocks: Iterable[Mapping[str, str]], parent: str = "plan") -> Plan:
    """The plan with blocks of running text; a block's keys are its fields, ``type`` its type, ``name`` and ``number``."""
    builder = PlanBuilder(plan)
    for block in blocks:
        fields = {k: v for k, v in block.items() if k not in ("type", "name", "number")}
        builder.add("block", parent, {BLOCK_TYPE: block["type"], **fields}, block.get("number", ""), block.get("name", ""))
    return Plan({**plan.entries, **builder.entries})


def fill(forms: FormSet, plan: Plan, name: str = "a", node: Node | None = None) -> Grid:
    """One sheet, filled."""
    form = forms.form(name)
    assert not forms.problems, forms.problems
    return Filler(plan, form).fill(node)


def texts(grid: Grid) -> list[list[str]]:
    """The grid as rows of texts; a merged cell stands at its first row and column."""
    found = [["" for _ in grid.widths] for _ in grid.rows]
    for cell in grid.cells:
        found[cell.row][cell.column] = cell.text
    return found


def lay_out(forms: FormSet, plan: Plan, name: str = "a") -> list[LaidOut]:
    """Every sheet of a form, laid out."""
    form = forms.form(name)
    assert not forms.problems, forms.problems
    filler, typesetter, options = Filler(plan, form), Typesetter(FONTS), form.options
    return [
        typesetter.lay_out(filler.fill(n), form.drawing.setup, fit=options.fit == "page", min_size=options.min_size)
        for n in filler.roots()
    ]


def pages(laid: Iterable[LaidOut]) -> list[Page]:
    """Their pages with their numbers."""
    typesetter = Typesetter(FONTS)
    return list(numbered((p for one in laid for p in typesetter.pages(one)), FONTS))


def page_texts(page: Page) -> list[str]:
    """The texts of a page as its boxes show them, without empty ones."""
    shown = ("".join(line.text for line in box.lines) for box in page.boxes)
    return [text for text in shown if text]


def excel(laid: Iterable[LaidOut], *, values: bool = False) -> openpyxl.Workbook:
    """The exported workbook, opened again; ``values``: with cached values in place of formulas."""
    return openpyxl.load_workbook(io.BytesIO(excel_bytes(laid)), data_only=values)


def excel_bytes(laid: Iterable[LaidOut]) -> bytes:
    """The exported workbook."""
    target = io.BytesIO()
    write_workbook(laid, target, ExcelInfo("試験"))
    return target.getvalue()


def sheet_texts(sheet: Worksheet) -> list[list[str]]:
    """The cells of a worksheet as texts."""
    return [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)]
