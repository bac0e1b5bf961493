"""「→ 12 ページ」: texts that name the page on which another part of the papers begins."""
from __future__ import annotations

import re
from collections.abc import Mapping

from planeditor.formengine.filling.grid import Grid

_MARK = re.compile("\ue0f2([^\ue0f3]*)\ue0f3")
_UNKNOWN = "0000"
"""As wide as the number of a page gets."""


def page_of(name: str) -> str:
    """What stands in a text for the page on which the part of that name or title begins, until it is known (private use)."""
    return f"\ue0f2{name}\ue0f3"


def resolve(grid: Grid, texts: Mapping[int, str], pages: Mapping[str, int]) -> None:
    """Put the page numbers into the cells. ``texts``: the texts as they were filled in, by the number of their cell."""
    for number, text in texts.items():
        grid.cells[number].text = _MARK.sub(lambda found: str(pages.get(found[1], _UNKNOWN)), text)


def referring(grid: Grid) -> dict[int, str]:
    """The texts that name a page, by the number of their cell."""
    return {number: cell.text for number, cell in enumerate(grid.cells) if "\ue0f2" in cell.text}
