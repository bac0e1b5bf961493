"""Where pictures, text boxes and charts stand on a worksheet: openpyxl drops most of them, so the file itself is asked."""
from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ANCHORED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def picture_cells(file: Path | BinaryIO, sheet: str) -> list[str]:
    """The addresses of the cells at whose top left corner something is drawn over the worksheet; "" where it has none."""
    with ZipFile(file) as archive:
        names = set(archive.namelist())
        if not any(n.startswith("xl/drawings/drawing") for n in names):
            return []
        book = _parse(archive, "xl/workbook.xml")
        wanted = next((e.get(_ID) for e in book.iter() if _local(e) == "sheet" and e.get("name") == sheet), None)
        targets = [t for i, _, t in _relations(archive, "xl/workbook.xml") if i == wanted]
        found = []
        for target in targets:
            for _, kind, drawing in _relations(archive, target):
                if kind.endswith("/drawing") and drawing in names:
                    found += list(_anchors(_parse(archive, drawing)))
        return found


def _anchors(drawing: Element) -> Iterator[str]:
    for anchor in drawing:
        start = anchor.find(f"{_ANCHORED}from")
        if start is None:
            yield ""
            continue
        column, row = (int(start.findtext(f"{_ANCHORED}{name}", "0")) for name in ("col", "row"))
        yield f"{get_column_letter(column + 1)}{row + 1}"


def _relations(archive: ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """The relations of a part: id, kind, the other part."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return
    for one in _parse(archive, relations):
        target = one.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        yield one.get("Id", ""), one.get("Type", ""), whole


def _parse(archive: ZipFile, part: str) -> Element:
    root: Element = fromstring(archive.read(part))
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
