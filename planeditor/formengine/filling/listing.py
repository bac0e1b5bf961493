"""Which rows of a filled form are listed in the contents of its document: ``目次`` beside a sample row."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.formengine.filling.context import Opened
from planeditor.formengine.filling.footnotes import without_marks
from planeditor.formengine.filling.grid import GridCell, GridHeading
from planeditor.formengine.form.definition import FormDef


def listed_rows(form: FormDef, rows: Sequence[Opened], cells: Sequence[GridCell]) -> tuple[GridHeading, ...]:
    """The listed rows with their level: the texts of a row's cells joined by a space, on one line, without footnote marks.

    Level 0 stands over what the form is of, 1 beside it, 2 below it.
    """
    drawn = {row: int(m.argument) for row, marks in form.row_marks.items() for m in marks if m.word == "目次"}
    levels = {n: drawn[o.index] for n, o in enumerate(rows) if o.index in drawn}
    if not levels:
        return ()
    titles: dict[int, list[str]] = {}
    for cell in sorted((c for c in cells if c.row in levels), key=lambda c: (c.row, c.column)):
        titles.setdefault(cell.row, []).append(" ".join(without_marks(cell.text).split()))
    found = ((row, " ".join(filter(None, titles.get(row, ())))) for row in sorted(levels))
    return tuple(GridHeading(row, levels[row], title) for row, title in found if title)
