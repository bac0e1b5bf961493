"""The small part of Markdown that the chapters are written in: headings, paragraphs, lists, tables, pictures, notes, code.

A place is named by ``<a id="…"></a>`` in the line before its heading, ``<!-- keys -->`` stands for the table of all keys. A line that
begins with two blanks goes on with the point before it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planeditor.domain.errors import BugError
from planeditor.services.manual import blocks

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`|\[(?P<link>.+?)\]\((?P<target>.+?)\)")
_ANCHOR = re.compile(r'<a id="([a-z0-9_-]+)"></a>')
_HEADING = re.compile(r"(#{1,3}) (.+)")
_PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")
_POINT = re.compile(r"(?:- |(\d+)\. )(.+)")
_RULE = re.compile(r"\|[-|: ]+\|")
_KEYS = "<!-- keys -->"
_FENCE = "```"


def parse(source: str) -> list[blocks.Block]:
    """The blocks of a chapter; raises BugError for a line that is none of the parts this speaks."""
    return list(_blocks(source.splitlines()))


def inline(source: str) -> blocks.Text:
    """The spans of one line."""
    spans, done = [], 0
    for match in _INLINE.finditer(source):
        spans.append(blocks.Span(source[done : match.start()]))
        if match["link"]:
            spans.append(blocks.Span(match["link"], target=match["target"]))
        else:
            spans.append(blocks.Span(match["bold"], "bold") if match["bold"] else blocks.Span(match["code"], "code"))
        done = match.end()
    return tuple(span for span in [*spans, blocks.Span(source[done:])] if span.text)


def _blocks(lines: Sequence[str]) -> Iterator[blocks.Block]:
    at, anchor = 0, ""
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif named := _ANCHOR.fullmatch(line):
            anchor, at = named[1], at + 1
        elif heading := _HEADING.fullmatch(line):
            yield blocks.Heading(len(heading[1]), heading[2], anchor)
            anchor, at = "", at + 1
        elif picture := _PICTURE.fullmatch(line):
            yield blocks.Picture(picture[2], picture[1])
            at += 1
        elif line == _KEYS:
            yield blocks.AllKeys()
            at += 1
        else:
            block, at = _long(lines, at)
            yield block


def _long(lines: Sequence[str], at: int) -> tuple[blocks.Block, int]:
    """A block of several lines, and where the next begins."""
    line = lines[at]
    if line.startswith(_FENCE):
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(_FENCE)), None)
        if end is None:
            raise BugError(f"code without an end: {line}")
        return blocks.Code("\n".join(lines[at + 1 : end])), end + 1
    if line.startswith("|"):
        return _table(lines, at)
    if point := _POINT.fullmatch(line):
        return _points(lines, at, numbered=bool(point[1]))
    end = at
    note = line.startswith("> ")
    while end < len(lines) and (lines[end].startswith("> ") if note else _plain(lines[end])):
        end += 1
    if end == at:
        raise BugError(f"a line that is no part of the manual: {line}")
    text = inline("".join(part.removeprefix("> ") if note else part for part in lines[at:end]))
    return (blocks.Note(text) if note else blocks.Paragraph(text)), end


def _points(lines: Sequence[str], at: int, *, numbered: bool) -> tuple[blocks.Points, int]:
    items: list[str] = []
    while at < len(lines):
        point = _POINT.fullmatch(lines[at])
        if point is not None and bool(point[1]) == numbered:
            items.append(point[2])
        elif lines[at].startswith("  ") and lines[at].strip():
            items[-1] += lines[at].strip()
        else:
            break
        at += 1
    return blocks.Points(tuple(map(inline, items)), numbered), at


def _table(lines: Sequence[str], at: int) -> tuple[blocks.Table, int]:
    rows = []
    while at < len(lines) and lines[at].startswith("|"):
        if not _RULE.fullmatch(lines[at]):
            rows.append(tuple(inline(cell.strip()) for cell in lines[at].strip("|").split("|")))
        at += 1
    if len({len(row) for row in rows}) != 1:
        raise BugError(f"a table whose rows differ in length: {lines[at - 1]}")
    return blocks.Table(rows[0], tuple(rows[1:])), at


def _plain(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("#", "|", "- ", "> ", "![", "<", _FENCE)) and not _POINT.fullmatch(line)
