"""A sound workbook of one official sheet, written part by part so that any part can be spoilt."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from planeditor.formengine.reading.places import cell_name
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from tests.books import draw, measure
from tests.formengine.reading.conftest import build_parts, pack_parts

Place = tuple[int, int]
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPED = "・{year}年度に打合せを3回"
WORK = (8, 6)
"""Where the first year's text 作業内容 stands."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One hostile workbook: what it is called, its bytes, and what must become of it."""

    name: str
    data: bytes
    taken: bool | None
    """True: read as text; False: refused; None: either."""


def plan_of_the_form(folder: Path, who: str) -> Path:
    """A plan file that knows the official sheet: made of a sound workbook of it."""
    source, file = folder / "元.xlsx", folder / "計画.plandb"
    source.write_bytes(book())
    (result,) = Importer(file, FormSets(), who=who).run([source])
    assert result.outcome == "imported", result.message
    source.unlink()
    return file


def form_cells(number: str = "①-01", work: str = "・打合せを3回") -> dict[Place, str]:
    """The texts of one official sheet by their places; ``work`` is what the department typed."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    draw(sheet, measure(number, R3=f"検討|準備||順調|{work}|-", R4="|構築||順調|・構築|50%"))
    return {
        (cell.row, cell.column): str(cell.value)
        for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def inline(text: str) -> str:
    """The inside of a cell that holds a text of its own."""
    return f'<is><t xml:space="preserve">{escape(text)}</t></is>'


def cell(place: Place, inside: str, attributes: str = 't="inlineStr"') -> str:
    """One cell as XML."""
    return f'<c r="{cell_name(*place)}" {attributes}>{inside}</c>'


def rows(cells: Mapping[Place, str], raw: Mapping[Place, str] | None = None) -> str:
    """``sheetData`` of these texts; ``raw`` cells are given as XML."""
    written = {place: cell(place, inline(text)) for place, text in cells.items()} | dict(raw or {})
    lines: dict[int, list[str]] = {}
    for place in sorted(written):
        lines.setdefault(place[0], []).append(written[place])
    return "<sheetData>" + "".join(f'<row r="{r}">{"".join(c)}</row>' for r, c in lines.items()) + "</sheetData>"


def form(*, before: str = "", after: str = "", raw: Mapping[Place, str] | None = None) -> str:
    """The contents of the sheet, with XML put round its cells, or in their places."""
    return before + rows(form_cells(), raw) + after


def parts(sheet: str = "", *, strings: str = "", styles: str = "", workbook: str = "", state: str = "") -> dict[str, bytes]:
    """The parts of the workbook."""
    return build_parts(sheet or form(), strings=strings, styles=styles, workbook=workbook, state=state)


def book(
    changes: Mapping[str, str | bytes] | None = None, *, sheet: str = "", strings: str = "", styles: str = "",
    workbook: str = "", stored: bool = False,
) -> bytes:
    """The workbook with some parts exchanged or added."""
    all_parts = parts(sheet, strings=strings, styles=styles, workbook=workbook)
    for name, text in (changes or {}).items():
        all_parts[name] = text.encode() if isinstance(text, str) else text
    return pack_parts(all_parts, stored=stored)


def related(part: str, targets: Iterable[tuple[str, str]], *, external: bool = False) -> dict[str, str]:
    """The relationships part of ``part``: kind and target of each."""
    folder, _, name = part.rpartition("/")
    mode = ' TargetMode="External"' if external else ""
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{package}">{inside}</Relationships>'}
