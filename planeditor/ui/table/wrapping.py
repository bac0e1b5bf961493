"""Texts broken into the lines that fit a cell; worked out once for each text and width."""
from __future__ import annotations

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_KEPT = 4000
_NARROWEST = 0.4
"""No usual character is narrower than this part of an em: text beyond what could fit is not looked at."""


class Wrapper:
    """Breaks texts in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self.metrics = QFontMetrics(self.font)
        self._known: OrderedDict[tuple[str, int, int], tuple[str, ...]] = OrderedDict()

    def lines(self, text: str, width: int, most: int) -> tuple[str, ...]:
        """At most so many lines; the last one ends with "…" where there is more."""
        asked = (text, width, most)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = tuple(self._broken(text, width, most))
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def _broken(self, text: str, width: int, most: int) -> list[str]:
        if not text or width <= 0 or most <= 0:
            return []
        lines: list[str] = []
        paragraphs = text.split("\n")
        for number, paragraph in enumerate(paragraphs):
            if len(lines) == most:
                break
            own = self._paragraph(paragraph, width, most - len(lines))
            cut = sum(map(len, own)) < len(paragraph) or (len(lines) + len(own) == most and number + 1 < len(paragraphs))
            lines += own
            if cut and len(lines) == most:
                rest = paragraph[sum(map(len, own[:-1])) :]
                lines[-1] = self._cut(own[-1], rest, width)
        return lines

    def _cut(self, line: str, rest: str, width: int) -> str:
        more = rest if len(rest) > len(line) else f"{line}…"
        elided = self.metrics.elidedText(more, Qt.TextElideMode.ElideRight, width)
        return elided if elided.endswith("…") or not line.endswith("…") else f"{elided}…"

    def _paragraph(self, text: str, width: int, most: int) -> list[str]:
        if self.metrics.horizontalAdvance(text) <= width:
            return [text]
        em = max(1, self.metrics.horizontalAdvance("字"))
        text = text[: int(most * width / (em * _NARROWEST)) + most]
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        for _ in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            lines.append(text[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines


def estimated_lines(text: str, per_line: float, most: int) -> int:
    """About how many lines a text takes where so many full-width characters fit on one; never too few."""
    if len(text) <= per_line and "\n" not in text:
        return 1
    count = 0
    for paragraph in text.split("\n"):
        count += max(1, ceil(len(paragraph) / per_line))
        if count >= most:
            return most
    return count
