"""Items of a list from pasted text: lines of a document, or one or two columns of a worksheet."""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from planeditor.domain.errors import KnownError
from planeditor.messages import coverage as say
from planeditor.services.editing.entry import clean_text

MOST = 1000
"""How many items are added at once at most."""
_NUMBERED = re.compile(
    r"(?P<number>[(（\[【]?(?:第\s*)?(?:[0-9０-９]{1,4}(?:[-－‐.．][0-9０-９]{1,4})*|[①-⑳㉑-㉟㊱-㊿]|[ⅰ-ⅹⅠ-Ⅻ]|[A-ZＡ-Ｚa-z](?=[.．)）]))"
    r"[)）\]】.．]?(?:号|章|節|条|項)?)[\s　:：、]+(?P<name>\S.*)$"
)
_CIRCLED = re.compile(r"(?P<number>[①-⑳㉑-㉟㊱-㊿]|[(（][0-9０-９]{1,3}[)）])(?P<name>\S.*)$")
_BULLET = re.compile(r"^[・○●◆■▪•]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its number as it is printed, and its name."""

    number: str
    name: str


def parse_lines(text: str, taken: Sequence[str] = ()) -> list[Line]:
    """The items of a pasted text, one a line or one a row: 「①　窓口の改善」, number and name in two cells, or a name alone.

    Where no line has a number they are counted 1, 2 … after those that are ``taken``. Raises KnownError for characters no
    file can hold, and for more than can be added at once.
    """
    found = [line for row in _rows(clean_text(text)) if (line := _line(row)) is not None]
    if len(found) > MOST:
        raise KnownError(say.TOO_MANY_ITEMS.format(limit=MOST))
    if any(line.number for line in found):
        return found
    known = [int(number) for number in taken if number.isdecimal()]
    if len(known) != len(taken):  # the numbers that are there are of another kind
        return found
    start = max(known, default=0) + 1
    return [Line(str(number), line.name) for number, line in enumerate(found, start=start)]


def _rows(text: str) -> list[list[str]]:
    """The rows of a text; cells of a worksheet come with tabs between them, with quotes where they hold line breaks."""
    if "\t" not in text and not text.lstrip().startswith('"'):
        return [[line] for line in text.split("\n")]
    try:
        return list(csv.reader(io.StringIO(text), dialect="excel-tab"))
    except csv.Error:
        return [line.split("\t") for line in text.split("\n")]


def _line(cells: Sequence[str]) -> Line | None:
    texts = [" ".join(cell.split()) for cell in cells]
    filled = [text for text in texts if text]
    if not filled:
        return None
    if len(filled) > 1:
        return Line(filled[0], " ".join(filled[1:]))
    match = _NUMBERED.match(filled[0]) or _CIRCLED.match(filled[0])
    if match is not None:
        return Line(match["number"].strip(), match["name"].strip())
    return Line("", _BULLET.sub("", filled[0]))
