"""Collecting one text of OpenDocument, of a cell, a comment or a text box; furigana left out."""
from __future__ import annotations

import re
from typing import NamedTuple

from planeditor.formengine.cells import RemarkKind
from planeditor.formengine.reading.floating import without_author
from planeditor.formengine.reading.odfnames import Styles
from planeditor.formengine.reading.runs import footnote
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.xmlpass import Attributes

_BLANKS = re.compile("[ \t\r\n]+")
_MOST_SPACES = 10_000


class _Piece(NamedTuple):
    text: str
    struck: bool | None
    raised: bool


class OdfText:
    """Paragraphs, line breaks, and which spans are struck or raised."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._pieces: list[_Piece] = []
        self._spans: list[tuple[bool | None, bool]] = [(None, False)]
        self._paragraphs = 0
        self._silent = 0
        self._open = 0
        self._blank = True
        """Whether white space is left out here: at the beginning of a paragraph and after other white space."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in ("text:p", "text:h"):
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._open += 1
            self._blank = True
            self._span("paragraph", attributes)
        elif name in ("text:span", "text:a"):
            self._span("text", attributes)
        elif name == "text:s":
            count = attributes.get("text:c", "1")
            self._add(" " * min(int(count) if count.isascii() and count.isdigit() else 1, _MOST_SPACES))
        elif name == "text:tab":
            self._add("\t")
        elif name == "text:line-break":
            self._add("\n")
        elif name == "text:ruby-text":
            self._silent += 1

    def end(self, name: str) -> None:
        """An element has ended."""
        if name in ("text:p", "text:h", "text:span", "text:a") and len(self._spans) > 1:
            self._spans.pop()
        if name in ("text:p", "text:h"):
            self._open -= 1
        elif name == "text:ruby-text":
            self._silent -= 1

    def characters(self, text: str) -> None:
        """Characters as they stand in the file."""
        if not self._open:
            return
        text = _BLANKS.sub(" ", text)
        if self._blank:
            text = text.removeprefix(" ")
        if text:
            self._add(text)
            self._blank = text.endswith(" ")

    def finish(self, *, struck: bool) -> tuple[str, str]:
        """The whole text and its struck part; ``struck``: what the cell itself says."""
        whole: list[str] = []
        gone: list[str] = []
        at = 0
        while at < len(self._pieces):
            first = self._pieces[at]
            end = at
            while end < len(self._pieces) and self._pieces[end][1:] == first[1:]:
                end += 1
            text = "".join(piece.text for piece in self._pieces[at:end])
            text = footnote(text) if first.raised else text
            whole.append(text)
            if first.struck if first.struck is not None else struck:
                gone.append(text)
            at = end
        return "".join(whole), "".join(gone)

    def _span(self, family: str, attributes: Attributes) -> None:
        style = self._styles.of(family, attributes.get("text:style-name", ""))
        struck, raised = self._spans[-1]
        self._spans.append((
            struck if style.struck is None else style.struck, raised if style.raised is None else style.raised,
        ))

    def _add(self, text: str) -> None:
        if not self._silent:
            self._pieces.append(_Piece(text, *self._spans[-1]))
            self._blank = False


class OdfFloating:
    """A comment or text box under way; ``depth`` is where it began."""

    def __init__(self, styles: Styles, kind: RemarkKind, depth: int) -> None:
        self.kind, self.depth = kind, depth
        self._text = OdfText(styles)
        self._author: list[str] = []
        self._in_author = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._in_author |= name == "dc:creator"
        self._text.start(name, attributes)

    def end(self, name: str) -> None:
        """An element has ended."""
        self._in_author &= name != "dc:creator"
        self._text.end(name)

    def characters(self, text: str) -> None:
        """Characters as they stand in the file."""
        if self._in_author:
            self._author.append(text)
        self._text.characters(text)

    def finish(self, cleaner: TextCleaner) -> str:
        """Its text, without the name of the author before it."""
        text = cleaner.clean(self._text.finish(struck=False)[0])
        return without_author(text, cleaner.clean("".join(self._author))).strip("\n")
