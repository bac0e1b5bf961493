"""The style sheet of the application: ``resources/window.qss`` with the colours and the text size put in."""
from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache

from planeditor import paths
from planeditor.ui.look import Colors

_TOKEN = re.compile(r"@([a-z_]+)|\((\d+)-(\d)\)px|\b(\d+)px")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HAIRLINE = 2
"""Lines up to this many pixels keep their width at every text size."""


def style_sheet(colors: Colors, scale: float, moving: int = 0) -> str:
    """The style sheet for a theme at a text size (1.0 = 100 %), where panels slide for ``moving`` ms.

    The file says ``@name`` for a colour, ``@icons`` for the folder of the icons, ``@check`` for the ink on the accent, ``@moving``,
    ``8px`` for a length at 100 % and ``(8-1)px`` for a length at 100 % less a line that does not grow.
    """
    words: dict[str, str] = asdict(colors) | {"icons": (paths.resources_folder() / "icons").as_posix(), "check": _ink(colors.on_accent)}
    words["moving"] = str(moving)

    def put_in(match: re.Match[str]) -> str:
        name, whole, less, length = match.groups()
        if name:
            return words[name]
        if whole:
            return f"{round(int(whole) * scale) - int(less)}px"
        return f"{int(length) if int(length) <= _HAIRLINE else round(int(length) * scale)}px"

    return _TOKEN.sub(put_in, _template())


def _ink(color: str) -> str:
    """Which of the two check marks there are has the colour."""
    return "white" if int(color[1:3], 16) > 0x7F else "black"


@cache
def _template() -> str:
    return _COMMENT.sub("", (paths.resources_folder() / "window.qss").read_text(encoding="utf-8"))
