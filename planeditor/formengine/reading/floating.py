"""Texts of an OOXML worksheet that are no cells: comments, threaded comments and text boxes."""
from __future__ import annotations

import re

from planeditor.formengine.reading.limits import MAX_COLUMN, MAX_ROW
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.places import parse_place
from planeditor.formengine.reading.runs import RunPass, join_runs
from planeditor.formengine.reading.structure import relationships
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import PlainFloating
from planeditor.formengine.reading.xmlpass import Attributes, walk_texts

_THREAD_AUTHOR = "tc="
_THREAD_HEAD = re.compile(r"\A\[[^\]\n]*\]\s.*?fwlink.*?\n\s*(?:コメント|Comment)[:：]\s*", re.DOTALL)
"""What Excel writes into the plain comment that stands for a thread, for programs that know none."""


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a cell, zeros where it is none."""
    try:
        return parse_place(reference.partition(":")[0])
    except ValueError:
        return 0, 0


def without_author(text: str, author: str) -> str:
    """The text of a comment without the author's name that Excel puts before it."""
    head = text.partition("\n")[0].rstrip()
    if author.strip() and head.removesuffix(":").removesuffix("：") == author.strip() != head:
        return text.partition("\n")[2]
    return text


class _Comments(RunPass):
    """The comments of one part: place -> author and text."""

    def __init__(self, cleaner: TextCleaner) -> None:
        super().__init__()
        self.found: list[tuple[tuple[int, int], str, str]] = []
        self._cleaner = cleaner
        self._authors: list[str] = []
        self._comment: Attributes = {}
        self.on_start(author=self._start_t, comment=self._start_comment)
        self.on_end(author=self._end_author, comment=self._end_comment)

    def _end_author(self) -> None:
        self._authors.append(self._cleaner.decode("".join(self.chars)))

    def _start_comment(self, attributes: Attributes) -> None:
        self._comment = attributes
        self.runs = []

    def _end_comment(self) -> None:
        text = join_runs(self.runs or [], self._cleaner).text
        self.runs = None
        number = self._comment.get("authorId", "")
        known = number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(self._authors)
        self.found.append((_place(self._comment.get("ref", "")), self._authors[int(number)] if known else "", text))


def _threads(package: Package, part: str, cleaner: TextCleaner) -> dict[tuple[int, int], str]:
    """The threaded comments of one part: place -> what was said there, one a line."""
    found: dict[tuple[int, int], list[str]] = {}

    def visit(path: str, attributes: Attributes, text: str) -> None:
        if path.endswith("/threadedComment/text"):
            texts.append(cleaner.decode(text))
        elif path.endswith("/threadedComment"):
            found.setdefault(_place(attributes.get("ref", "")), []).extend(texts)
            texts.clear()

    texts: list[str] = []
    walk_texts(package.chunks(part), visit)
    return {place: "\n".join(said) for place, said in found.items()}


class _Drawing:
    """The text boxes of one drawing part, and whether anything else is drawn there."""

    def __init__(self, cleaner: TextCleaner) -> None:
        self.found: list[tuple[tuple[int, int], str]] = []
        self.has_pictures = False
        self._cleaner = cleaner
        self._anchor = {"row": 0, "col": 0}
        self._line: list[str] = []
        self._lines: list[str] = []

    def visit(self, path: str, _attributes: Attributes, text: str) -> None:
        """Take in an element that has ended."""
        if "/Fallback" in path:
            return
        rest, _, name = path.rpartition("/")
        if name in self._anchor and rest.endswith("/from"):
            self._anchor[name] = int(text) + 1 if text.isascii() and text.isdigit() and len(text) < 8 else 0
        elif name == "t":
            self._line.append(text)
        elif name == "br":
            self._line.append("\n")
        elif name == "p":
            self._lines.append("".join(self._line))
            self._line.clear()
        elif name == "sp":
            self._end_shape()
        elif name in ("pic", "graphicFrame", "cxnSp"):
            self.has_pictures = True
        elif name.endswith("Anchor"):
            self._anchor = {"row": 0, "col": 0}

    def _end_shape(self) -> None:
        text = self._cleaner.decode("\n".join(self._lines)).strip("\n")
        self._lines.clear()
        if text.strip():
            row, column = self._anchor["row"], self._anchor["col"]
            known = 0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN
            self.found.append(((row, column) if known else (0, 0), text))
        else:
            self.has_pictures = True


class FloatingTexts:
    """Reads the texts of one workbook's sheets that are no cells, within its limits."""

    def __init__(self, package: Package, tally: Tally, cleaner: TextCleaner) -> None:
        self._package, self._tally, self._cleaner = package, tally, cleaner
        self._names = set(package.names)
        self.has_pictures = False
        """Whether anything is drawn that has no text."""

    def read(self, sheet: str) -> list[PlainFloating]:
        """The texts of one worksheet part. Refuses what is damaged or too much."""
        folder, _, name = sheet.rpartition("/")
        if f"{folder}/_rels/{name}.rels" not in self._names:
            return []
        parts: dict[str, list[str]] = {}
        for kind, part in relationships(self._package, sheet).values():
            if part in self._names:
                parts.setdefault(kind, []).append(part)
        found = [*self._comments(parts.get("comments", []), parts.get("threadedComment", []))]
        for part in parts.get("drawing", []):
            drawing = _Drawing(self._cleaner)
            walk_texts(self._package.chunks(part), drawing.visit)
            self.has_pictures |= drawing.has_pictures
            found += [("textbox", text, *place) for place, text in drawing.found]
        for _, text, _, _ in found:
            self._tally.add(text)
        return found

    def _comments(self, comments: list[str], threads: list[str]) -> list[PlainFloating]:
        """Comments by place; a thread stands for the plain comment at its place."""
        threaded: dict[tuple[int, int], str] = {}
        for part in threads:
            threaded |= _threads(self._package, part, self._cleaner)
        found: list[PlainFloating] = [("comment", text, *place) for place, text in threaded.items() if text.strip()]
        for part in comments:
            pass_over = _Comments(self._cleaner)
            for _pause in pass_over.steps(self._package.chunks(part)):
                continue
            for place, author, text in pass_over.found:
                if author.startswith(_THREAD_AUTHOR) and place in threaded:
                    continue
                said = _THREAD_HEAD.sub("", without_author(text, author))
                if said.strip():
                    found.append(("comment", said, *place))
        return found
