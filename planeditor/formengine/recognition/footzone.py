"""The notes at the foot of a sheet: printed by the form, no entries of it. What they say goes on as a remark, so that a note
somebody added is not lost; who knows the plan leaves out those that are its own."""
from __future__ import annotations

import re

from planeditor.domain.text import without_space
from planeditor.formengine.filling.footnotes import USUAL_MARK, PrintedMarks
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.language import Part, Placeholder
from planeditor.formengine.recognition.blocks import Block, address
from planeditor.formengine.recognition.readings import ReadRemark
from planeditor.formengine.recognition.values import Values

_NUMBER = "脚注番号"


def take_footnotes(values: Values, block: Block) -> None:
    """Take the rows below the form's labels that begin as its notes do."""
    sheet, form = values.sheet, block.pattern.form
    patterns = _beginnings(form)
    if not patterns or not block.pinned:
        return
    for row in range(max(block.pinned.values()) + 1, block.last + 1):
        cells = sheet.free((row, row), (sheet.left, sheet.right))
        if any(pattern.match(cell.text) for _, _, cell in cells for pattern in patterns):
            sheet.used.update((row, column) for _, column, _ in cells)
            text = " ".join(cell.text.strip() for _, _, cell in cells)
            values.reading.remarks.append(ReadRemark("beside", text, address(row, cells[0][1])))


def _beginnings(form: FormDef) -> list[re.Pattern[str]]:
    """What the cells with the number of a note look like."""
    rows = {row for row, marks in form.row_marks.items() if any(mark.word == "脚注" for mark in marks)}
    sign = PrintedMarks(form.vocabulary.word("footnote_mark", USUAL_MARK)).sign if rows else ""
    found = []
    for (row, _), cell in form.drawing.cells.items() if sign else ():
        parts = cell.template.parts
        if row in rows and any(isinstance(p, Placeholder) and p.name == _NUMBER for p in parts):
            pieces = [_piece(part, sign) for part in parts]
            found.append(re.compile(r"\s*" + r"\s*".join(p for p in pieces if p) + r"\s*$", re.DOTALL))
    return found


def _piece(part: Part, sign: str) -> str:
    if isinstance(part, str):
        return r"\s*".join(map(re.escape, without_space(part)))
    return sign if isinstance(part, Placeholder) and part.name == _NUMBER else ".+?"
