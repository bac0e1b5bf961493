"""The form set that stands in for one that is not on this machine: all fields by name, and one plain sheet that prints none."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER
from planeditor.formengine.form.binding import build_form
from planeditor.formengine.form.definition import FormOptions
from planeditor.formengine.form.drawing import MM, Drawing, DrawnCell, PageSetup
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.language import Placeholder, Template, parse_template
from planeditor.formengine.pages import CellStyle, Rules
from planeditor.messages import formswitch as say

NAME_OF_FORM = "plain"
_A4 = (210 * MM, 297 * MM)
_SIDES = (25 * MM, 20 * MM, 20 * MM, 20 * MM)
_WIDTHS = (40 * MM, 125 * MM)
_ROW = 9 * MM
_SHOWN = (NUMBER, NAME, DEPARTMENTS)


def plain_form_set(name: str, vocabulary: Vocabulary) -> FormSet:
    """A form set of that id with these fields. Its one form shows number, name and departments only: what the fields mean,
    and which of them may leave the house, is not known here."""
    drawing = _drawing([vocabulary.label("measure", key) for key in _SHOWN])
    form = build_form(NAME_OF_FORM, say.MISSING_FORM, "measure", drawing, vocabulary, FormOptions(reads=False))
    return FormSet(name, say.MISSING_TITLE.format(name=name), 0, Path(), vocabulary, {NAME_OF_FORM: form}, missing=True)


def _drawing(labels: list[str]) -> Drawing:
    drawing = Drawing("", say.MISSING_FORM, PageSetup(*_A4, *_SIDES), list(_WIDTHS), [_ROW] * (len(labels) + 1))
    framed = Rules("thin", "thin", "thin", "thin")
    for row, label in enumerate(labels, start=1):
        head = CellStyle(size=10.5, vertical="center", rules=framed, fill="EEEEEE")
        drawing.cells[row, 1] = DrawnCell(row, 1, 1, 1, head, Template((label,)))
        value = CellStyle(size=10.5, vertical="center", rules=framed)
        drawing.cells[row, 2] = DrawnCell(row, 2, 1, 1, value, Template((Placeholder(label),)))
    last = len(labels) + 1
    note = CellStyle(size=9, vertical="center", color="444444")
    drawing.cells[last, 1] = DrawnCell(last, 1, 1, 2, note, parse_template(say.MISSING_NOTE))
    return drawing
