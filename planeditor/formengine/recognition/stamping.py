"""整理番号 on a worksheet: in its name, or in cells beside the forms, each of which belongs to the form it stands nearest."""
from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from planeditor.domain.stamps import find_stamps
from planeditor.domain.text import label_key
from planeditor.formengine.cells import Place, SheetCells
from planeditor.formengine.recognition.blocks import KEY_LENGTH, Sheet
from planeditor.formengine.recognition.owners import Owners
from planeditor.formengine.recognition.readings import Reading
from planeditor.messages.request_sheet import SIDE_ROLE, TOKEN

SHEET_NAME = "planeditor_sheet"
"""The name, defined for a worksheet alone, that holds its 整理番号."""
_LENGTH = len("PPPP-SSSS-C")
_ROLE = label_key(SIDE_ROLE.format(role=""))
_ROLE_LENGTH = 4


def stamp_of(text: str) -> str:
    """The 整理番号 that a cell shows and nothing else, with or without its label; "" where it is another text."""
    if not _LENGTH <= len(text) <= KEY_LENGTH:
        return ""
    rest = label_key(text).removeprefix(TOKEN).lstrip(":")
    found = find_stamps(rest) if len(rest) == _LENGTH else []
    return found[0] if found else ""


def visible_stamps(source: SheetCells) -> dict[Place, str]:
    """The cells of a worksheet that show a 整理番号."""
    return {place: stamp for place, cell in source.cells.items() if (stamp := stamp_of(cell.text))}


def named_stamp(source: SheetCells) -> str:
    """The 整理番号 in the name of the sheet, "" where there is none."""
    found = find_stamps(source.names.get(SHEET_NAME, ""))
    return found[0] if found else ""


def take_stamps(sheet: Sheet) -> dict[Place, str]:
    """The visible 整理番号 by their places; they and what is printed beside them are taken off the sheet."""
    stamps = visible_stamps(sheet.source)
    sheet.take_off([*stamps, *_labels(sheet, stamps)])
    return stamps


def _labels(sheet: Sheet, stamps: Container[Place]) -> Iterator[Place]:
    """The label before a 整理番号, and the role after it or at the end of its row; the same words elsewhere are a text."""
    for row, cells in sheet.rows.items():
        columns, keys = [column for column, _ in cells], dict(sheet.keys[row])
        for column, after in zip(columns, [*columns[1:], 0], strict=True):
            if keys.get(column) == TOKEN and (row, after) in stamps:
                yield row, column
        last = keys.get(columns[-1], "")
        if last.startswith(_ROLE) and len(last) <= len(_ROLE) + _ROLE_LENGTH:
            yield row, columns[-1]


def give_stamps(source: SheetCells, owners: Owners, stamps: dict[Place, str]) -> None:
    """Give each reading its 整理番号.

    A name speaks for the only form of its sheet; of several forms for the one that shows none of its own. Where what is found
    for a form does not agree, it gets none, and all are kept in ``seen_stamps``.
    """
    seen: list[list[str]] = [[] for _ in owners.readings]
    for place, stamp in sorted(stamps.items()):
        seen[owners.of(place)].append(stamp)
    named = named_stamp(source)
    bare = [own for own in seen if not own] if len(seen) > 1 else seen
    if named and len(bare) == 1 and (len(seen) == 1 or named not in stamps.values()):
        bare[0].append(named)
    for reading, own in zip(owners.readings, seen, strict=True):
        _give(reading, own)


def _give(reading: Reading, stamps: Iterable[str]) -> None:
    found = tuple(dict.fromkeys(stamps))
    if len(found) == 1:
        reading.stamp = found[0]
    else:
        reading.seen_stamps = found
