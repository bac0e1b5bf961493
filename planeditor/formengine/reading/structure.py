"""The frame of an OOXML workbook: which parts it has, its sheets, and the styles its cells point to.

Read by a pass of our own instead of openpyxl: that one refuses whole workbooks for a colour it does not know, sees no
sheet in Strict files, and merges a format written out in the file with the built-in id of the same spelling.
"""
from __future__ import annotations

from typing import NamedTuple

from planeditor.formengine.reading.numberformat import NumberFormat, builtin_code, number_format
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.refusal import OddStructureError
from planeditor.formengine.reading.xmlpass import RELATIONSHIP_ID, Attributes, is_on, walk


class SheetPart(NamedTuple):
    """One worksheet: its name, its part, whether it is hidden, and its number among all sheets, from 0."""

    name: str
    part: str
    hidden: bool
    number: int


class CellStyle(NamedTuple):
    """What matters of one cell style."""

    struck: bool
    format: NumberFormat


class Structure(NamedTuple):
    """The frame of one workbook."""

    kind: str
    workbook: str
    """The part it is described in."""
    sheets: list[SheetPart]
    shared_strings: str | None
    styles: list[CellStyle]
    from_1904: bool
    other_sheets: list[str]
    """The names of sheets that are no worksheets: charts, dialogs, macros."""


def _resolve(source: str, target: str) -> str:
    """The part that ``target`` names, seen from the part ``source``; only ever looked up, never opened as a path."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps).lower()


def relationships(package: Package, source: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id to (last word of the type, part); external ones are left out."""
    folder, _, name = source.rpartition("/")
    part = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, tuple[str, str]] = {}

    def visit(path: str, attributes: Attributes) -> None:
        if path == "Relationships/Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _resolve(source, attributes.get("Target", "")))

    try:
        walk(package.chunks(part), visit)
    except KeyError as error:
        raise OddStructureError(part) from error
    return found


def _workbook_kind(package: Package, workbook: str) -> str:
    """``xlsm`` where the workbook part is declared to carry macros, else ``xlsx``."""
    declared: dict[str, str] = {}

    def visit(path: str, attributes: Attributes) -> None:
        if path == "Types/Override":
            declared[attributes.get("PartName", "").lstrip("/").lower()] = attributes.get("ContentType", "")

    walk(package.chunks("[content_types].xml"), visit)
    return "xlsm" if "macroenabled" in declared.get(workbook, "").lower() else "xlsx"


def _sheets(package: Package, workbook: str, parts: dict[str, tuple[str, str]]) -> tuple[list[SheetPart], bool, list[str]]:
    """The worksheets in the order of their tabs, whether dates count from 1904, and the names of other sheets."""
    sheets: list[SheetPart] = []
    others: list[str] = []
    from_1904 = False
    number = -1

    def visit(path: str, attributes: Attributes) -> None:
        nonlocal from_1904, number
        if path == "workbook/workbookPr":
            from_1904 = is_on(attributes, "date1904")
        elif path == "workbook/sheets/sheet":
            reference = next((attributes[name] for name in RELATIONSHIP_ID if name in attributes), "")
            if reference and reference not in parts:
                raise OddStructureError(workbook)
            number += 1
            kind, part = parts.get(reference, ("", ""))  # Excel keeps the names of old macro modules without a part
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), part, hidden, number))
            else:
                others.append(attributes.get("name", ""))

    walk(package.chunks(workbook), visit)
    return sheets, from_1904, others


class _Styles:
    """Collects fonts, number formats and cell styles of the styles part."""

    def __init__(self) -> None:
        self._struck_fonts: set[int] = set()
        self._font = -1
        self._codes: dict[int, str] = {}
        self._cells: list[tuple[int, int]] = []

    def visit(self, path: str, attributes: Attributes) -> None:
        """Take in one element."""
        if path == "styleSheet/cellXfs/xf":
            self._cells.append((int(attributes.get("fontId", 0)), int(attributes.get("numFmtId", 0))))
        elif path == "styleSheet/fonts/font":
            self._font += 1
        elif path == "styleSheet/fonts/font/strike" and is_on(attributes, "val", default=True):
            self._struck_fonts.add(self._font)
        elif path == "styleSheet/numFmts/numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]

    def finish(self) -> list[CellStyle]:
        """The cell styles in the order of their index."""
        return [
            CellStyle(font in self._struck_fonts, number_format(self._codes.get(number, builtin_code(number))))
            for font, number in self._cells
        ]


def _styles(package: Package, part: str | None) -> list[CellStyle]:
    """The cell styles; one plain style where the workbook has none."""
    styles = _Styles()
    if part is not None:
        try:
            walk(package.chunks(part), styles.visit)
        except (KeyError, ValueError) as error:
            raise OddStructureError(part) from error
    return styles.finish() or [CellStyle(struck=False, format=number_format("General"))]


def read_structure(package: Package) -> Structure:
    """The frame of the workbook; OddStructureError where it is not arranged as we know it."""
    mains = [part for kind, part in relationships(package, "").values() if kind == "officeDocument"]
    if not mains or mains[0] not in package.names:
        raise OddStructureError("officeDocument")
    workbook = mains[0]
    parts = relationships(package, workbook)
    sheets, from_1904, others = _sheets(package, workbook, parts)
    names = set(package.names)
    if not sheets or any(sheet.part not in names for sheet in sheets):
        raise OddStructureError("sheets")
    single = {kind: part for kind, part in parts.values() if part in names}
    styles = _styles(package, single.get("styles"))
    kind = _workbook_kind(package, workbook)
    return Structure(kind, workbook, sheets, single.get("sharedStrings"), styles, from_1904, others)
