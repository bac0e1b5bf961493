"""Grounds by value: a cell that shows exactly a text gets the ground that the form set gives to it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.pages import CellStyle

if TYPE_CHECKING:
    from planeditor.formengine.filling.skeleton import Slot

_DARK = 0.45
"""On a ground that is darker than this share of white, type is white."""
_WHITE = "FFFFFF"


class Fills:
    """The grounds of one form, by the label of the field and the text."""

    def __init__(self, fills: Mapping[str, Mapping[str, str]]) -> None:
        self._fills = fills
        self._styles: dict[tuple[CellStyle, str], CellStyle] = {}

    def lay(self, filled: Iterable[tuple[Slot, GridCell]]) -> None:
        """Give the cells their grounds."""
        for slot, cell in filled if self._fills else ():
            own = self._fills.get(slot.entry.field.label) if slot.entry is not None else None
            ground = own.get(cell.text) if own else None
            if ground:
                cell.style = self._style(cell.style, ground)

    def _style(self, style: CellStyle, ground: str) -> CellStyle:
        found = self._styles.get((style, ground))
        if found is None:
            color = _WHITE if lightness(ground) < _DARK else style.color
            found = self._styles[style, ground] = replace(style, fill=ground, color=color)
        return found


def lightness(color: str) -> float:
    """How light a colour of six hex digits prints in grey: 0 black, 1 white."""
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
