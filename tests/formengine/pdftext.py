"""Reads the text of a PDF of ours exactly: content stream and ToUnicode, without a viewer's guesses at words and lines."""
from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, CellStyle, Line, Page
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf

FONTS = FontBook()
STYLE = CellStyle(size=10)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)(?:endobj\n|stream\n)", re.DOTALL)
_SHOW = re.compile(r"(/F\d+) [\d.]+ Tf|(Tm)\(?|\(([^()]*)\)|(BT|ET)", re.DOTALL)


@dataclass
class Parsed:
    """The objects of a file: dictionaries as text, streams unpacked."""

    dictionaries: dict[int, str]
    streams: dict[int, bytes]

    def pages(self) -> list[int]:
        tree = next(text for text in self.dictionaries.values() if "/Type /Pages" in text)
        kids = tree[tree.index("/Kids") : tree.index("]")]
        return [int(number) for number in re.findall(r"(\d+) 0 R", kids)]

    def content(self, page: int) -> str:
        return self.streams[self._target(self.dictionaries[page], "Contents")].decode("latin-1")

    def shown(self) -> list[list[str]]:
        """For each page the strings shown, one for each setting of the text's place."""
        names = next(d for d in self.dictionaries.values() if re.match(r"<<\s*/F1 ", d))
        fonts = {f"/F{n}": self._unicode(int(target)) for n, target in re.findall(r"/F(\d+) (\d+) 0 R", names)}
        return [_strings(self.content(page), fonts) for page in self.pages()]

    def _unicode(self, font: int) -> dict[str, str]:
        text = self.streams[self._target(self.dictionaries[font], "ToUnicode")].decode("ascii")
        pairs = re.findall(r"<([0-9A-F]{4})><([0-9A-F]*)>", text)
        return {bytes.fromhex(code).decode("latin-1"): bytes.fromhex(to).decode("utf-16-be") for code, to in pairs}

    @staticmethod
    def _target(dictionary: str, key: str) -> int:
        found = re.search(rf"/{key} (\d+) 0 R", dictionary)
        assert found is not None, (key, dictionary)
        return int(found[1])


def _strings(content: str, fonts: dict[str, dict[str, str]]) -> list[str]:
    found: list[str] = []
    codes: dict[str, str] = {}
    place = 0
    while match := _SHOW.search(content, place):
        place = match.end()
        if match[1]:
            codes = fonts[match[1]]
        elif match[2]:
            found.append("")
            place = match.end() - content[match.start() : match.end()].count("(")
        elif match[3] is not None:
            found[-1] += "".join(codes[match[3][n : n + 2]] for n in range(0, len(match[3]), 2))
    return found


def parse(data: bytes) -> Parsed:
    parsed = Parsed({}, {})
    place = 0
    while match := _OBJECT.search(data, place):
        number, head = int(match[1]), match[2].decode("latin-1")
        parsed.dictionaries[number] = head
        place = match.end()
        if match[0].endswith(b"stream\n"):
            length = int(re.findall(r"/Length (\d+)", head)[0])
            parsed.streams[number] = zlib.decompress(data[place : place + length])
            place += length
    return parsed


def page_of(texts: Iterable[str], style: CellStyle = STYLE, **changes: object) -> Page:
    """A page with one box for each text, below each other."""
    style = replace(style, **changes)  # type: ignore[arg-type]  # named by the test
    boxes = [
        Box(40, 40 + 14 * n, 500, 14, style, style.size, (Line(42, 51 + 14 * n, text),), text)
        for n, text in enumerate(texts)
    ]
    return Page(595.28, max(841.89, 80 + 14 * len(boxes)), boxes)


def pdf(*pages: Page, info: PdfInfo | None = None) -> bytes:
    target = io.BytesIO()
    write_pdf(pages, target, fonts=FONTS, info=info or PdfInfo("試験"))
    return target.getvalue()
