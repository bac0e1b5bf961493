"""A request to 200 departments of 14 sheets each: written, and taken in again, whole command against bare openpyxl.

``python -m tests.bench.bench_requests [--quick]`` prints the table. Against: openpyxl writing the same cells, bare (texts and merges
alone) and with their fonts, borders, fills and protection (one object for each that there is); and
openpyxl's ``read_only`` reading every cell of the same files. Memory is the peak of the resident pages of the command and its
children together.
"""
from __future__ import annotations

import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from planeditor.store.document import Document
from tests.bench.measure import HEAD, Row, children_of, resident
from tests.bench.requested import departments_plan, fresh, plan_file, type_into

SHEETS = 14
PERIOD = ("年度:2025",)
DISTINCT = 5
"""So many workbooks are taken apart for the bare loop, and written again and again."""
WRITE = """
import copy, pickle, sys, openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
books = pickle.load(open(sys.argv[1], "rb"))
bare = sys.argv[4] == "bare"
made = {}
def shared(kind, **values):
    key = kind, str(values)
    if key not in made:
        made[key] = kind(**values)
    return made[key]
for number in range(int(sys.argv[3])):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, cells, merges, widths, heights in books[number % len(books)]:
        sheet = book.create_sheet(title)
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        for row, height in heights.items():
            sheet.row_dimensions[row].height = height
        for row, column, value, font, sides, wrap, fill, locked in cells:
            cell = sheet.cell(row, column)
            cell.value = value
            if bare:
                continue
            cell.font = shared(Font, **font)
            if any(sides):
                cell.border = shared(Border, **{n: Side(style=s) for n, s in zip(("left", "right", "top", "bottom"), sides) if s})
            cell.alignment = shared(Alignment, **wrap)
            if fill:
                cell.fill = shared(PatternFill, fill_type="solid", fgColor=fill)
            cell.protection = shared(Protection, locked=locked)
        for merged in merges:
            sheet.merge_cells(merged)
        sheet.protection.sheet = True
    book.save(f"{sys.argv[2]}/{number:03}.xlsx")
"""
READ = """
import sys, openpyxl
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            sum(value is not None for value in row)
    book.close()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How long a command took, and how much memory it and its children had at most."""

    seconds: float
    megabytes: float
    processor: float
    """Seconds of the processor, of the command and its children: what a busy machine does not spoil."""


def run(*command: str | Path) -> Run:
    """Run a Python command to its end."""
    begun, used = time.perf_counter(), _used()
    process = subprocess.Popen(
        [sys.executable, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(resident, [process.pid, *children_of(process.pid)])))
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    if process.returncode not in (0, 1):
        raise SystemExit(process.stderr.read()[-2000:] if process.stderr else "?")
    return Run(seconds, peak, _used() - used)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def taken_apart(path: Path) -> list[tuple[object, ...]]:
    """The cells of a workbook as plain data."""
    book = openpyxl.load_workbook(path)
    found: list[tuple[object, ...]] = []
    for sheet in book.worksheets:
        cells = [
            (
                c.row, c.column, c.value, {"name": c.font.name, "size": c.font.size, "bold": c.font.bold},
                [getattr(c.border, side).style for side in ("left", "right", "top", "bottom")],
                {"horizontal": c.alignment.horizontal, "vertical": c.alignment.vertical, "wrap_text": c.alignment.wrap_text},
                c.fill.fgColor.rgb if c.fill.fill_type else "", c.protection.locked,
            )
            for row in sheet.iter_rows() for c in row if c.has_style or c.value is not None
        ]
        merges = [str(merged) for merged in sheet.merged_cells.ranges]
        widths = {letter: d.width for letter, d in sheet.column_dimensions.items()}
        heights = {number: d.height for number, d in sheet.row_dimensions.items() if d.height}
        found.append((sheet.title, cells, merges, widths, heights))
    return found


def other_writing(folder: Path, books: list[Path], count: int, how: str) -> Run:
    """openpyxl writing the cells of these workbooks; ``how``: bare or styled."""
    data = folder / "bare.pickle"
    data.write_bytes(pickle.dumps([taken_apart(path) for path in books[:DISTINCT]]))
    return run("-c", WRITE, data, fresh(folder / "bare"), str(count), how)


def typed(books: list[Path], folder: Path) -> Path:
    """The workbooks as they come back, every open cell of the year filled in."""
    fresh(folder)
    for number, path in enumerate(books):
        done = type_into(path, folder / path.name, lambda part, cell, n=number: "" if cell[0] > "G" else f"{n}・{part[-7:]}・{cell}を記入")  # type: ignore[misc]
        if not done:
            raise SystemExit(f"{path.name}: nothing open")
    return folder


def main() -> None:
    """Print the table."""
    many, few = (20, 5) if "--quick" in sys.argv else (200, 20)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = plan_file(folder / "計画.plandb", departments_plan(many, SHEETS))
        files = {count: Path(shutil.copyfile(source, folder / f"計画{count}.plandb")) for count in (few, many)}
        out = folder / "出"
        chosen = {few: [word for n in range(1, few + 1) for word in ("--department", f"見本{n:03}課")], many: []}
        written = {
            count: run("-m", "planeditor", "request", file, "--period", "R7", "--to", fresh(out / str(count)), *chosen[count])
            for count, file in files.items()
        }
        books = {}
        for count, file in files.items():
            with Document.open(file, read_only=True) as document:
                names = {b.file_name for r in document.requests.all() for b in r.books}
            books[count] = [p for p in sorted((out / str(count)).iterdir()) if p.name in names]
            if len(books[count]) != count:
                raise SystemExit(f"{len(books[count])} of {count} workbooks were written")
        bare, styled = (other_writing(folder, books[many], many, how) for how in ("bare", "styled"))
        back = {count: typed(books[count], folder / "戻り" / str(count)) for count in (few, many)}
        taken = {count: run("-m", "planeditor", "import", file, back[count]) for count, file in files.items()}
        reading = run("-c", READ, back[many])
        _check(files[many], many)
    print(f"{many} workbooks of {SHEETS} sheets\n\n{HEAD}")
    print(_row("request written, against texts and merges alone", written[many], bare, "≤ 2×"))
    print(_row("request written, against the same cells with their styles", written[many], styled, "≤ 2×"))
    print(_row("taken in again", taken[many], reading, "≤ 2×"))
    for work, runs in (("peak memory, written", written), ("peak memory, taken in", taken)):
        ratio = runs[many].megabytes / runs[few].megabytes
        print(Row(work, f"{runs[many].megabytes:.0f} MB", f"{runs[few].megabytes:.0f} MB at {few}", f"{ratio:.2f}×", "≤ 1.2×"))


def _row(work: str, ours: Run, other: Run, aim: str) -> Row:
    print(f"{work}: processor {ours.processor:.1f} s, {other.processor:.1f} s", file=sys.stderr)
    return Row(work, f"{ours.seconds:.1f} s", f"{other.seconds:.1f} s", f"{ours.seconds / other.seconds:.2f}×", aim)


def _check(file: Path, count: int) -> None:
    with Document.open(file, read_only=True) as document:
        proposals = list(document.receipts.proposals(waiting_only=True))
    clean = sum(p.kind == "clean" for p in proposals)
    print(f"{len(proposals)} proposals, {clean} clean", file=sys.stderr)
    if clean < count * SHEETS * 2:
        raise SystemExit("too few texts came back")


if __name__ == "__main__":
    main()
