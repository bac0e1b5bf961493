"""Test 19: texts that look like formulas go out to Excel, CSV and PDF, and stay texts, in LibreOffice too."""
from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from planeditor.cli import main
from planeditor.domain.plan import Change
from planeditor.store.document import Document
from tests.formengine.pdftext import parse
from tests.safety.formulas import FIELDS, STRINGS, formula_plan
from tests.safetytable import Figures

AS_OPENED_BY_HAND = "--infilter=CSV:44,34,76,1,,0,false,false,false,false,false,0,false"
"""What LibreOffice's own dialog offers: commas, UTF-8, formulas not evaluated."""
PATIENCE = 240
"""Seconds for the other program, on a busy machine."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook, the PDF, the publication and the workbook of a request."""
    folder = tmp_path_factory.mktemp("式")
    file = folder / "計画.plandb"
    Document.create(file, [Change(k, None, t) for k, t in formula_plan().items()], name="作成", who="試験").close()
    for words in (
        ("export", "--form", "progress", "--to", str(folder / "様式.xlsx")),
        ("export", "--form", "progress", "--to", str(folder / "様式.pdf")),
        ("edition", "初版"), ("publish", "--at", "初版", "--code", "122297", "--to", str(folder / "公表")),
        ("request", "--period", "R6", "--fill-departments", "--to", str(folder / "依頼")),
    ):
        assert main([words[0], str(file), *words[1:]]) == 0, words
    return folder


def formulas_in(book: Path) -> int:
    """How many cells of a workbook are formulas."""
    with zipfile.ZipFile(book) as archive:
        return sum(archive.read(n).count(b"<f>") + archive.read(n).count(b"<f ") for n in archive.namelist() if "/worksheets/" in n)


def texts_of(book: Path) -> Counter[str]:
    """The texts of a workbook's cells; cells of another type count under their type."""
    opened = openpyxl.load_workbook(book)
    cells = (cell for sheet in opened.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None)
    found = Counter(str(cell.value) if cell.data_type == "s" else f"<{cell.data_type}>" for cell in cells)
    opened.close()
    return found


def missing(found: Counter[str]) -> list[str]:
    """The texts that do not stand in all their fields."""
    return [text for text in STRINGS if found[text] < FIELDS]


def rows_of(table: Path) -> Iterable[str]:
    reader = csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline=""))
    return (value for row in reader for value in row)


def test_texts_stay_texts(written: Path, figure: Figures) -> None:
    books = [written / "様式.xlsx", *sorted((written / "依頼").glob("01_*.xlsx"))]
    formulas = sum(map(formulas_in, books))
    changed = [(book.name, text) for book in books for text in missing(texts_of(book))]
    values = Counter(value for table in sorted((written / "公表").glob("*.csv")) for value in rows_of(table))
    changed += [("CSV", text) for text in missing(values)]
    shown = "".join(text for page in parse((written / "様式.pdf").read_bytes()).shown() for text in page)
    changed += [("PDF", text) for text in STRINGS if shown.count(text.strip()) < FIELDS]
    said = f"{len(STRINGS)} texts in Excel (form and request), CSV, PDF: <f> {formulas}; changed {len(changed)}"
    figure(19, said, passed=not formulas and not changed, what="texts that look like formulas, as written")
    assert len(books) > 1
    assert formulas == 0
    assert changed == []


@pytest.mark.full
def test_another_program_computes_nothing(written: Path, tmp_path: Path, figure: Figures) -> None:
    office = shutil.which("soffice")
    if office is None:
        figure(19, "not possible here", what="the workbook opened in LibreOffice")
        pytest.skip("LibreOffice is not here")

    def saved_again(source: Path, *options: str) -> Path:
        command = [
            office, *options, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML",
            "--outdir", str(tmp_path / source.suffix[1:]), str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        return tmp_path / source.suffix[1:] / f"{source.stem}.xlsx"

    book = saved_again(written / "様式.xlsx")
    changed = missing(texts_of(book))
    computed = formulas_in(book)
    said = f"{len(STRINGS)} texts: cells computed {computed}; texts changed {len(changed)}"
    figure(19, said, passed=not computed and not changed, what="the workbook opened in LibreOffice and saved again")
    assert computed == 0
    assert changed == []
    # Open data keeps every value to the letter; what a program makes of it is that program's choice, and told here.
    table = next(t for t in sorted((written / "公表").glob("*.csv")) if any(v == STRINGS[0] for v in rows_of(t)))
    by_hand, unasked = formulas_in(saved_again(table, AS_OPENED_BY_HAND)), formulas_in(saved_again(table))
    said = f"cells computed: {by_hand} as opened by hand, {unasked} where it converts without being asked"
    figure(19, said, passed=not by_hand and not unasked, what="the open data (CSV) opened in LibreOffice")
    assert by_hand == 0
