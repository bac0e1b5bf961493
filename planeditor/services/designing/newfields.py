"""A field for a label that nobody knows: what kind it seems to be, what may stand there, how long it may be."""
from __future__ import annotations

from planeditor.domain.fields import FieldDef, FieldKind, FieldType
from planeditor.formengine.designing.plainsheet import PlainCell, PlainSheet
from planeditor.messages import designing as say
from planeditor.services.designing.labels import fold
from planeditor.services.designing.offers import usable_label

_ROUND = 10
_MOST = 2000


def guessed_field(
    key: str, label: str, sheet: PlainSheet, cell: PlainCell, *, series: str = "", value: str = ""
) -> FieldDef:
    """A new field for a cell. ``value``: what stands there in a workbook that is filled in."""
    kind = _kind(label, series)
    choices = cell.choices
    sort = _type(label, value, choices)
    return FieldDef(
        key, usable_label(label), "measure", series=series, kind=kind, type=sort, choices=choices if sort == "choice" else (),
        length=_length(sheet, cell) if sort == "text" else 0, figure=sort == "number",
    )


def _kind(label: str, series: str) -> FieldKind:
    folded = fold(label)
    if any(word in folded for word in say.INTERNAL_WORDS):
        return "internal"
    if any(word in folded for word in say.NOT_REPORT_WORDS):
        return "plan"
    return "report" if any(word in folded for word in say.REPORT_WORDS) and (series or "実績" in folded) else "plan"


def _type(label: str, value: str, choices: tuple[str, ...]) -> FieldType:
    if choices:
        return "symbol" if all(len(c) == 1 and c in say.SYMBOLS for c in choices) else "choice"
    if value and all(c in say.SYMBOLS or c.isspace() for c in value):
        return "symbol"
    return "number" if any(word in label for word in say.NUMBER_WORDS) else "text"


def _length(sheet: PlainSheet, cell: PlainCell) -> int:
    """How many characters the drawn cell has room for, in round figures; 0 for a small one says nothing."""
    width = sum(sheet.widths[cell.column - 1 : cell.end[1]])
    height = sum(sheet.heights[cell.row - 1 : cell.end[0]])
    size = cell.style.size
    room = int(width / size) * max(1, int(height / (size * 1.15)))
    return min(_MOST, room // _ROUND * _ROUND)
