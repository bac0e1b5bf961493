"""A text of a worksheet some of which is set off, as runs of its own type."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from planeditor.formengine.pages import CellStyle, Mark

_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_ESCAPED = "_x005F_"
_LINES = {"under": "<u/>", "strike": "<strike/>"}


def escaped(text: str) -> str:
    """The text so that Excel decodes nothing in it: a literal ``_x0041_`` stays."""
    return _ESCAPE.sub(f"{_ESCAPED}x", text)


class MarkedText(str):
    """The text of a cell, and the XML of its runs."""

    __slots__ = ("runs",)
    runs: str

    @classmethod
    def of(cls, text: str, marks: Iterable[Mark], style: CellStyle, size: float) -> MarkedText:
        """A text with its marks, in a type; joined, its runs are the text."""
        escapes = {match.start() for match in _ESCAPE.finditer(text)}
        made = cls(escaped(text))
        made.runs = "".join(_run(text, piece, escapes, style, size) for piece in pieces(text, marks))
        return made


class Piece(NamedTuple):
    """A stretch of a text, set off or ("") not."""

    start: int
    end: int
    kind: str


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The whole text cut where a mark begins or ends; ``marks`` in order and without overlaps, also beyond the text."""
    reached = 0
    for start, end, kind in marks:
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        if start > reached:
            yield Piece(reached, start, "")
        yield Piece(start, end, kind)
        reached = end
    if reached < len(text):
        yield Piece(reached, len(text), "")


def _run(text: str, piece: Piece, escapes: set[int], style: CellStyle, size: float) -> str:
    """One run. Escapes are found in the whole text: neither the run nor the runs joined may read as one."""
    start, end, kind = piece
    shown = "".join(_ESCAPED if n in escapes else text[n] for n in range(start, end)) if escapes else text[start:end]
    space = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
    bold, italic = "<b/>" * style.face.bold, "<i/>" * style.face.italic
    strike = _LINES["strike"] * (style.strike or kind == "strike")
    under = _LINES["under"] * (style.underline or kind == "under")
    font = f'<sz val="{size:g}"/><color rgb="FF{style.color}"/><rFont val={quoteattr(style.face.family)}/>'
    return f"<r><rPr>{bold}{italic}{strike}{under}{font}</rPr><t{space}>{escape(shown)}</t></r>"
