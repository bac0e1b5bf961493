"""What on a sheet is no entry: print-only cells, fixed texts, and everything that is left over, which is named."""
from __future__ import annotations

from openpyxl.utils import get_column_letter

from planeditor.domain.building import area_number
from planeditor.domain.plan import NUMBER
from planeditor.domain.text import label_key, number_key, shorten, without_space
from planeditor.formengine.cells import CellText, SheetCells
from planeditor.formengine.form.definition import EntryBinding, FormDef
from planeditor.formengine.form.language import Placeholder
from planeditor.formengine.recognition.blocks import Block, Sheet, address
from planeditor.formengine.recognition.owners import Owners
from planeditor.formengine.recognition.patterns import Print, begins_as_number
from planeditor.formengine.recognition.readings import ReadCell, Reading, ReadRemark
from planeditor.formengine.recognition.values import Values
from planeditor.messages import importing as say
from planeditor.messages.request_sheet import TOKEN

_HEAD = 6
"""So many characters tell a legend or footnote."""


def take_print(
    values: Values, form: FormDef, printed: Print, row: int, column: int, cell: CellText
) -> bool:
    """Understand a text as a print-only cell, keeping what it tells of an entry; False where it is another text."""
    drawn, pattern, placeholders = printed
    match = pattern.match(cell.text)
    if match is None:
        return False
    told = dict(zip(placeholders, match.groups(), strict=True))
    bound = {p: b for p in told if isinstance(b := form.bindings.get(((drawn.row, drawn.column), p)), EntryBinding)}
    if any(b.field.key == NUMBER and not begins_as_number(told[p]) for p, b in bound.items()):
        return False
    for placeholder, text in told.items():
        binding = bound.get(placeholder)
        if binding is not None:
            values.hint(binding, ReadCell(text.strip(), address(row, column), place=(row, column)))
    shown = "".join(p if isinstance(p, str) else told[p] for p in drawn.template.parts if isinstance(p, (str, Placeholder)))
    if without_space(shown) != without_space(cell.text):
        values.reading.notes.append(_other_printing(values.sheet, row, column, cell.text))
    values.sheet.used.add((row, column))
    return True


def take_titles(values: Values, block: Block, lowest: int) -> None:
    """Titles and the like above the frame, the nearest first; ``lowest`` is the first row that may belong to the block."""
    pattern = block.pattern
    for drawn in pattern.rows.values():
        if drawn.row > pattern.top or pattern.in_repeat(drawn.row):
            continue
        for printed in drawn.prints:
            above = [
                (row, column, cell) for row in range(block.first - 1, lowest - 1, -1)
                for _, column, cell in values.sheet.free((row, row), (values.sheet.left, values.sheet.right))
            ]
            next((True for place in above if take_print(values, pattern.form, printed, *place)), False)


def take_fixed_texts(values: Values, block: Block, lowest: int) -> None:
    """Legends and footnotes: layout. A different printing is noted, the form's own is what stays."""
    sheet = values.sheet
    for drawn in block.pattern.rows.values():
        for cell in drawn.notes:
            fixed = cell.template.fixed_text or ""
            head = label_key(fixed)[:_HEAD]
            for row, column, found in sheet.free((lowest, block.last), (sheet.left, sheet.right)):
                if label_key(found.text[:40]).startswith(head):
                    sheet.used.add((row, column))
                    if without_space(found.text) != without_space(fixed):
                        values.reading.notes.append(_other_printing(sheet, row, column, found.text))


def note_left_over(sheet: Sheet, reading: Reading, rows: tuple[int, int], table: tuple[int, int], edge: int) -> None:
    """Name everything in these rows that was not understood; it is not taken in. What stands round the table is a remark.

    A text right below an entry, in a row that is none of the form's, may be the rest of it (a year over two rows, its label
    not merged): the entry is asked about.
    """
    known = {row for row, _ in sheet.used}
    above = dict(zip(sheet.order[1:], sheet.order, strict=False))
    entries = {read.place: read for node in reading.nodes for read in node.entries.values()}
    areas = {number_key(area_number(node.text(NUMBER))) for node in reading.nodes if node.kind == "measure"} - {""}
    for row, column, cell in sheet.free(rows, (sheet.left, sheet.right)):
        if cell.text:
            if not (table[0] <= row <= table[1] and column <= edge):
                # a title of an area whose name is not known yet is its number alone
                if label_key(cell.text) != TOKEN and not (row < table[0] and number_key(cell.text) in areas):
                    period = reading.period_rows.get(row, "")
                    reading.remarks.append(ReadRemark("beside", remark_text(cell), address(row, column), period))
                continue
            reading.leave(say.NOTE_UNPLACED.format(where=sheet.where(row, column), text=shorten(cell.text, 30)))
            entry = entries.get((above.get(row, 0), column)) if row not in known else None
            if entry is not None:
                entry.several = True


def remark_text(cell: CellText) -> str:
    """The text of a remark; what is struck through in it is said."""
    return say.REMARK_STRUCK.format(text=cell.text, struck=cell.struck) if cell.struck else cell.text


def floating_remarks(source: SheetCells, owners: Owners | None = None) -> list[ReadRemark]:
    """The comments and text boxes of a worksheet; with ``owners`` each goes to the form it is beside."""
    found: list[ReadRemark] = []
    for text in source.floating:
        reading = owners.readings[owners.of(text.place or (1, 1))] if owners else None
        period = reading.period_rows.get(text.place[0], "") if reading is not None and text.place else ""
        remark = ReadRemark(text.kind, text.text, address(*text.place) if text.place else "", period)
        found.append(remark)
        if reading is not None:
            reading.remarks.append(remark)
    return found


def note_hidden(sheet: Sheet, reading: Reading, rows: tuple[int, int]) -> None:
    """Name the sheet, rows and columns that are hidden and have something in them."""
    source = sheet.source
    where = f"シート「{source.name}」"
    if source.hidden:
        reading.notes.append(say.NOTE_HIDDEN.format(where=where))
    inside = [r for r in sheet.order if rows[0] <= r <= rows[1]]
    for row in inside:
        if row in source.hidden_rows:
            reading.notes.append(say.NOTE_HIDDEN_ROW.format(where=where, row=row))
    filled = {column for row in inside for column, _ in sheet.rows[row]}
    for column in sorted(filled & source.hidden_columns):
        reading.notes.append(say.NOTE_HIDDEN_COLUMN.format(where=where, column=get_column_letter(column)))


def _other_printing(sheet: Sheet, row: int, column: int, text: str) -> str:
    return say.NOTE_FIXED_TEXT.format(where=sheet.where(row, column), found=shorten(text, 60))
