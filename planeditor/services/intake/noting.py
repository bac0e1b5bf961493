"""Notes about a file, said once where they are the same for several of its sheets."""
from __future__ import annotations

import re
from collections.abc import Iterable

from planeditor.messages import importing as say

_OF_SHEET = re.compile(re.escape(say.OF_SHEET).replace(r"\{sheet\}", "(?P<sheet>[^」]*)") + "(?P<rest>.*)", re.DOTALL)
_NAMED = 5


def folded(notes: Iterable[str]) -> list[str]:
    """The notes in their order, those that differ in nothing but the sheet they begin with as one that names the sheets."""
    sheets: dict[str, list[str]] = {}
    """What is said -> the sheets it is said of; notes of no sheet as they are."""
    for note in notes:
        found = _OF_SHEET.fullmatch(note)
        names = sheets.setdefault(found["rest"] if found else note, [])
        if found and found["sheet"] not in names:
            names.append(found["sheet"])
    return [_note(names, rest) for rest, names in sheets.items()]


def _note(names: list[str], rest: str) -> str:
    if len(names) < 2:
        return "".join([*(say.OF_SHEET.format(sheet=name) for name in names), rest])
    named = say.OF_SHEETS.format(sheets="".join(say.SHEET_NAME.format(sheet=name) for name in names[:_NAMED]))
    further = say.FURTHER_SHEETS.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return f"{named}{further}{say.OF_CELL if rest[:1].isascii() and rest[:1].isalnum() else ''}{rest}"
