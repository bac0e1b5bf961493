"""Making a worksheet as large as it was printed: the scale of the print becomes the widths and sizes themselves."""
from __future__ import annotations

from dataclasses import replace

from planeditor.formengine.designing.plainsheet import Notice, PlainSheet
from planeditor.messages import designing as say

LEAST_SIZE = 6.0
_ROOM = 1.0
"""By how many points columns may be wider than the paper, as in the lint of drawings."""


def fitted(sheet: PlainSheet, percent: int, notices: list[Notice]) -> PlainSheet:
    """The sheet in the size it prints in: at ``percent``, then narrowed to the paper. What is done is added to ``notices``."""
    if percent != 100:
        sheet = _scaled(sheet, percent / 100)
        notices.append(Notice("", say.SCALED.format(percent=percent)))
    paper, width = sheet.setup.inner_width, sum(sheet.widths)
    if width > paper + _ROOM:
        share = (paper - 0.1) / width
        notices.append(Notice("", say.NARROWED.format(percent=int(share * 100))))
        sheet = _scaled(sheet, share)
    return sheet


def _scaled(sheet: PlainSheet, share: float) -> PlainSheet:
    sizes = {s: max(min(s, LEAST_SIZE), round(s * share * 2) / 2) for s in {c.style.size for c in sheet.cells.values()}}
    styles = {c.style: replace(c.style, size=sizes[c.style.size]) for c in sheet.cells.values()}
    return replace(
        sheet, widths=tuple(w * share for w in sheet.widths), heights=tuple(h * share for h in sheet.heights),
        cells={place: replace(cell, style=styles[cell.style]) for place, cell in sheet.cells.items()},
    )
