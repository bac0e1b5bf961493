"""The figures of the main job: the 14 real sheets, repeated whole under new numbers, in and out.

``python -m tests.bench.bench_main_job [--quick]`` prints the table; needs the real plans beside the project, LibreOffice for
one row. Times are medians of pairs run in turn; ratios are medians of the pairs' ratios.
"""
from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from planeditor.domain.plan import Plan
from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face, Page
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.writing.excel import write_workbook
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import SheetJob, export
from tests.bench.measure import HEAD, ROUNDS, Row, compare, peak_memory, timed
from tests.plans import load_seed, progress_plan

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PLANEDITOR_SHARED") or ROOT.parent / "shared")
FORMS = FormSets()
FORM = FORMS.get("sodegaura").form("progress")


def plan_of(copies: int) -> Plan:
    """The 14 sheets ``copies`` times."""
    return progress_plan(load_seed(SHARED, "sodegaura_progress")["sheets"], copies=copies)


def laid_out(plan: Plan) -> list[LaidOut]:
    """The sheets, filled and laid out."""
    job = SheetJob(plan, FORM, FontBook())
    return list(job.laid_out(list(job.filler.roots())))


def our_pdf(plan: Plan) -> int:
    """Fill, lay out and paint into memory, fonts loaded anew."""
    job = SheetJob(plan, FORM, FontBook())
    return write_pdf(job.pages(list(job.filler.roots())), io.BytesIO(), fonts=job.fonts, info=PdfInfo("bench"))


def bare_pdf(pages: list[Page]) -> Callable[[], None]:
    """The same lines and rules by bare reportlab."""
    path = str(FontBook().main(Face()).path)

    def draw() -> None:
        pdfmetrics.registerFont(TTFont("Bench", path))
        canvas = Canvas(io.BytesIO(), pagesize=(pages[0].width, pages[0].height), pageCompression=1)
        for page in pages:
            height = page.height
            for box in page.boxes:
                if box.style.fill:
                    canvas.setFillColor("#" + box.style.fill)
                    canvas.rect(box.x, height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
                    canvas.setFillColor("#000000")
                canvas.setFont("Bench", box.size)
                for line in box.lines:
                    canvas.drawString(line.x, height - line.y, line.text)
                if any(box.style.rules):
                    canvas.rect(box.x, height - box.y - box.height, box.width, box.height)
            canvas.showPage()
        canvas.save()

    return draw


def our_excel(plan: Plan) -> None:
    """Fill, lay out and write a workbook into memory."""
    job = SheetJob(plan, FORM, FontBook())
    write_workbook(job.laid_out(list(job.filler.roots())), io.BytesIO(), ExcelInfo("bench"))


def plain_excel(sheets: list[LaidOut]) -> Callable[[], None]:
    """The same cells by the usual loop: font, border, alignment and merge set cell by cell."""

    def write() -> None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for laid in sheets:
            sheet = book.create_sheet(laid.grid.title)
            for number, height in enumerate(laid.heights, start=1):
                sheet.row_dimensions[number].height = height
            for number, width in enumerate(laid.grid.widths, start=1):
                sheet.column_dimensions[get_column_letter(number)].width = width / 5.25
            for one in laid.cells:
                _plain_cell(sheet, one.cell, one.size)
        book.save(io.BytesIO())

    return write


def _plain_cell(sheet: Worksheet, cell: GridCell, size: float) -> None:
    style = cell.style
    row, column = cell.row + 1, cell.column + 1
    rows, columns = cell.rows, cell.columns
    first = sheet.cell(row, column)
    first.value = cell.text or None
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            one = sheet.cell(r, c)
            one.font = Font(name=style.face.family, size=size, bold=style.face.bold)
            if any(style.rules):
                thin = Side(style="thin")
                one.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            one.alignment = Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True)
            if style.fill:
                one.fill = PatternFill("solid", fgColor="FF" + style.fill)
    if first.value is not None:
        first.data_type = "s"
    if (rows, columns) != (1, 1):
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)


def read_every_cell(path: Path) -> int:
    """openpyxl in its fast mode, every cell."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            count += sum(value is not None for value in row)
    book.close()
    return count


def take_in(workbook: Path, folder: Path) -> None:
    """Import into a new plan file: reader process, matching, storing."""
    target = folder / "bench.plandb"
    target.unlink(missing_ok=True)
    result = Importer(target, FORMS, who="bench").run([workbook])[0]
    if result.outcome != "imported":
        raise SystemExit(f"import: {result.outcome} {result.message}")


def workbook_of(plan: Plan, path: Path) -> Path:
    """The plan's sheets as a workbook file."""
    export(plan, FORMS.get("sodegaura"), "progress", path)
    return path


def main() -> None:
    """Print the table."""
    quick = "--quick" in sys.argv
    rounds = 3 if quick else ROUNDS
    plan = plan_of(15)
    sheets = laid_out(plan)
    job = SheetJob(plan, FORM, FontBook())
    pages = [page for laid in sheets for page in job.typesetter.pages(laid)]
    print(f"{len(sheets)} sheets, {len(pages)} pages, {rounds} rounds\n\n{HEAD}")
    print(compare("210 sheets to PDF, in process", "≤ 1.5×", lambda: our_pdf(plan), bare_pdf(pages), rounds))
    print(compare("210 sheets to Excel", "≤ 1.2×, then < 1", lambda: our_excel(plan), plain_excel(sheets), rounds))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = workbook_of(plan, folder / "210.xlsx")
        print(
            compare(
                "210 sheets imported (process, matching, storing)", "≤ 2×",
                lambda: take_in(workbook, folder), lambda: read_every_cell(workbook), rounds,
            )
        )
        print(whole_command(folder, workbook, rounds))
        for row in growth(folder, 1 if quick else 3):
            print(row)
        print(memory(folder))


def whole_command(folder: Path, workbook: Path, rounds: int) -> Row:
    """``planeditor export`` against LibreOffice converting the same workbook."""
    take_in(workbook, folder)
    target = folder / "out.pdf"
    ours = [sys.executable, "-m", "planeditor", "export", str(folder / "bench.plandb"), "--form", "progress", "--to", str(target)]
    other = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder / "lo"), str(workbook)]
    return compare(
        "210 sheets to PDF, whole command, against LibreOffice", "≤ 0.33×",
        lambda: subprocess.run(ours, check=True, capture_output=True, cwd=ROOT),
        lambda: subprocess.run(other, check=True, capture_output=True), min(rounds, 3),
    )


def growth(folder: Path, rounds: int) -> list[Row]:
    """Time per measure at about 1,000 measures against about 100."""
    small, large = plan_of(7), plan_of(72)
    books = {id(p): workbook_of(p, folder / f"{n}.xlsx") for n, p in (("small", small), ("large", large))}
    jobs: list[tuple[str, Callable[[Plan], object]]] = [
        ("import", lambda p: take_in(books[id(p)], folder)),
        ("to Excel", our_excel),
        ("to PDF", our_pdf),
    ]
    rows = []
    for name, work in jobs:
        per: dict[int, list[float]] = {id(small): [], id(large): []}
        for _ in range(rounds + 1):
            for plan in (small, large):
                per[id(plan)].append(timed(lambda w=work, p=plan: w(p)) / len(plan.measures))  # type: ignore[misc]
        a, b = sorted(per[id(large)][1:])[rounds // 2], sorted(per[id(small)][1:])[rounds // 2]
        title = f"{name}: time per 施策, {len(large.measures)} against {len(small.measures)}"
        rows.append(Row(title, f"{a * 1000:.2f} ms", f"{b * 1000:.2f} ms", f"{a / b:.2f}×", "≤ 1.15×"))
    return rows


_EXPORT = """
import sys
from pathlib import Path
from planeditor.cli.main import main
main(["export", sys.argv[1], "--form", "progress", "--to", sys.argv[2]])
"""
_IDLE = """
import sys
from pathlib import Path
from planeditor.cli.main import main
from planeditor.store.document import Document
document = Document.open(Path(sys.argv[1]), read_only=True)
plan = document.plan()
len(plan.measures)
"""


def memory(folder: Path) -> Row:
    """Peak memory of exporting about 1,000 measures to PDF against the program holding the same plan, idle."""
    take_in(folder / "large.xlsx", folder)
    arguments = [str(folder / "bench.plandb"), str(folder / "memory.pdf")]
    busy, idle = peak_memory(_EXPORT, arguments), peak_memory(_IDLE, arguments)
    return Row("1,008 施策 to PDF, peak memory", f"{busy:.0f} MB", f"{idle:.0f} MB idle", f"+{busy - idle:.0f} MB", "≤ +100 MB")


if __name__ == "__main__":
    main()
