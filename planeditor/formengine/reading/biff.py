"""What calamine does not tell of a .xls (BIFF8, [MS-XLS]): struck-through texts, error cells, comments and text boxes."""
from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from planeditor.formengine.reading.bifftext import Text, read_shared_strings, read_string
from planeditor.formengine.reading.compound import CompoundFile
from planeditor.formengine.reading.floating import without_author
from planeditor.formengine.reading.refusal import OddStructureError

Place = tuple[int, int]
Record = tuple[int, bytes]

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_BOUNDSHEET, _FONT, _XF, _SST = 0x85, 0x31, 0xE0, 0xFC
_LABELSST, _BOOLERR, _FORMULA, _MULRK = 0xFD, 0x205, 0x06, 0xBD
_PLAIN_CELLS = (0x203, 0x204, 0x27E, 0xD6)
"""NUMBER, LABEL, RK, RSTRING: row, column, style."""
_NOTE, _OBJ, _TXO = 0x1C, 0x5D, 0x1B6
_BIFF8 = 0x600
_STRUCK = 0x8
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_NOTE_OBJECT = 0x19


@dataclass(slots=True)
class Unseen:
    """Of one sheet."""

    name: str
    struck: dict[Place, str | None] = field(default_factory=dict)
    """The struck part of a text; None: whatever stands there."""
    errors: dict[Place, str] = field(default_factory=dict)
    floating: list[tuple[str, str, Place]] = field(default_factory=list)
    """Kind, text, place; zeros where it has none."""


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one substream, up to its end; those of substreams inside it left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4 + length
        if kind == _BOF:
            depth += 1
        if depth == 1:
            yield kind, stream[at - length : at]
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return


class _Globals:
    """The sheets, fonts, styles and shared strings of a workbook."""

    def __init__(self, stream: bytes) -> None:
        self.sheets: list[tuple[int, str]] = []
        fonts: list[bool] = []
        styles: list[int] = []
        strings: list[bytes] = []
        last = 0
        for kind, data in _records(stream, 0):
            if kind == _BOUNDSHEET:
                self.sheets.append((struct.unpack_from("<I", data)[0], read_string(data[6:], short=True)))
            elif kind == _FONT:
                fonts.append(bool(struct.unpack_from("<HH", data)[1] & _STRUCK))
            elif kind == _XF:
                styles.append(struct.unpack_from("<H", data)[0])
            elif kind == _SST or (kind == _CONTINUE and last == _SST):
                strings.append(data)
            last = last if kind == _CONTINUE else kind
        self.struck_fonts = {n if n < 4 else n + 1 for n, struck in enumerate(fonts) if struck}
        """Font 4 does not exist."""
        self.struck_styles = {n for n, font in enumerate(styles) if font in self.struck_fonts}
        self.strings = read_shared_strings(strings) if self.struck_fonts else {}
        """Those with fonts of their own, by number."""


def read_unseen(data: bytes) -> list[Unseen]:
    """The sheets of a .xls file, charts and the like among them. OddStructureError where it is another BIFF or not sound."""
    try:
        stream = CompoundFile(data).stream("Workbook")
        if stream is None or struct.unpack_from("<HHH", stream)[::2] != (_BOF, _BIFF8):
            raise OddStructureError("BIFF8")
        book = _Globals(stream)
        return [_Sheet(book, name).read(_records(stream, at)) for at, name in book.sheets]
    except (struct.error, IndexError) as error:
        raise OddStructureError("record") from error


class _Sheet:
    """Collects one sheet."""

    def __init__(self, book: _Globals, name: str) -> None:
        self._book = book
        self._found = Unseen(name)
        self._notes: list[tuple[Place, int, str]] = []
        self._texts: dict[int, tuple[bool, str]] = {}
        """Object -> whether it is a comment, and its text."""
        self._object = (0, 0)
        self._left = 0
        """How many characters of the present object's text are still to come."""
        self._parts: list[str] = []

    def read(self, records: Iterator[Record]) -> Unseen:
        """All of it."""
        for kind, data in records:
            if kind == _CONTINUE:
                self._go_on(data)
            elif kind == _LABELSST:
                self._shared(*struct.unpack_from("<HHHI", data))
            elif kind in _PLAIN_CELLS:
                self._plain(*struct.unpack_from("<HHH", data))
            elif kind == _MULRK:
                row, first = struct.unpack_from("<HH", data)
                for number in range((len(data) - 6) // 6):
                    self._plain(row, first + number, struct.unpack_from("<H", data, 4 + 6 * number)[0])
            elif kind in (_BOOLERR, _FORMULA):
                self._result(kind, data)
            elif kind == _NOTE:
                row, column, _, number = struct.unpack_from("<HHHH", data)
                self._notes.append(((row + 1, column + 1), number, read_string(data[8:])))
            elif kind == _OBJ:
                self._object = struct.unpack_from("<HH", data, 4)
            elif kind == _TXO:
                self._left, self._parts = struct.unpack_from("<H", data, 10)[0], []
        self._give_texts()
        return self._found

    def _plain(self, row: int, column: int, style: int) -> None:
        if style in self._book.struck_styles:
            self._found.struck[row + 1, column + 1] = None

    def _shared(self, row: int, column: int, style: int, number: int) -> None:
        text = self._book.strings.get(number)
        if text is None:
            self._plain(row, column, style)
        elif struck := _struck_part(text, self._book.struck_fonts, cell_struck=style in self._book.struck_styles):
            self._found.struck[row + 1, column + 1] = struck

    def _result(self, kind: int, data: bytes) -> None:
        row, column, style, first, second, third, *_, low, high = struct.unpack_from("<HHH8B", data.ljust(14, b"\0"))
        self._plain(row, column, style)
        if kind == _BOOLERR and second == 1:
            self._found.errors[row + 1, column + 1] = _ERRORS.get(first, "#N/A")
        elif kind == _FORMULA and (low, high, first) == (0xFF, 0xFF, 2):
            self._found.errors[row + 1, column + 1] = _ERRORS.get(third, "#N/A")

    def _go_on(self, data: bytes) -> None:
        """Text of an object: each part begins with its width."""
        if self._left <= 0 or not data:
            return
        wide = bool(data[0] & 1)
        part = data[1 : 1 + self._left * (2 if wide else 1)]
        self._left -= len(part) // (2 if wide else 1)
        self._parts.append(part.decode("utf-16-le" if wide else "latin-1", "replace"))
        if self._left <= 0:
            kind, number = self._object
            self._texts[number] = (kind == _NOTE_OBJECT, "".join(self._parts))

    def _give_texts(self) -> None:
        for place, number, author in self._notes:
            _, text = self._texts.pop(number, (True, ""))
            self._found.floating.append(("comment", without_author(text, author), place))
        self._found.floating += [("textbox", text, (0, 0)) for is_note, text in self._texts.values() if not is_note]


def _struck_part(text: Text, struck_fonts: set[int], *, cell_struck: bool) -> str:
    """The struck part of a text: up to its first run the cell's own font holds."""
    units = text.units
    starts = [0, *(start for start, _ in text.runs), len(units) // 2]
    struck = [cell_struck, *(font in struck_fonts for _, font in text.runs)]
    parts = [units[2 * starts[n] : 2 * starts[n + 1]] for n, gone in enumerate(struck) if gone]
    return b"".join(parts).decode("utf-16-le", "replace")
