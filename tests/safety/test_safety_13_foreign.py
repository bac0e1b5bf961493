"""13, 14, 15: workbooks of foreign making offered one after the other, their texts held against other readers', refusals read.

The workbooks are made up in the shapes of many programs (``producers``). ``PLANEDITOR_FOREIGN`` names a folder of real ones
for the full run.
"""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from planeditor.formengine.cells import WorkbookCells
from planeditor.messages import reading as say
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from tests.hostile.formbook import plan_of_the_form
from tests.safety.offering import WHO, Offered, Offering
from tests.safety.otherreaders import OtherReaders, lost_texts
from tests.safety.producers import Made, produced
from tests.safety.sentences import is_good
from tests.safetytable import Figures

SEED = 13
OWN_QUICK, OWN_FULL = 150, 3000
ODD_ONE = 5
"""Of the workbooks of our own making every so many is read by the other readers, too; they take ten times as long."""
LEAST_SHARE = 97.5
OFFICE_SECONDS = 3.0
_OOXML = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam"})


@dataclass
class Series:
    """What became of a series of files."""

    count: int = 0
    read: int = 0
    ooxml: int = 0
    ooxml_read: int = 0
    slow: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    crashes: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    """Files that cost a reading process and were neither read nor refused."""
    refused: list[Offered] = field(default_factory=list)
    compared: int = 0
    lost: list[str] = field(default_factory=list)
    """Files with a text that another reader has and ours neither has nor announces."""
    peak: int = 0
    processes: int = 0

    @property
    def share(self) -> float:
        """How many of the OOXML files the reader gave the text of, in percent."""
        return 100 * self.ooxml_read / self.ooxml if self.ooxml else 100.0

    def note(self, offered: Offered, path: Path) -> None:
        """Count one file."""
        self.count += 1
        self.read += offered.read
        if path.suffix.lower() in _OOXML:
            with path.open("rb") as file:
                is_ooxml = file.read(4) == b"PK\x03\x04"
            self.ooxml += is_ooxml
            self.ooxml_read += is_ooxml and offered.read
        if offered.is_slow:
            self.slow.append(f"{path.name}: {offered.seconds:.1f} s")
        self.slowest = max(self.slowest, (offered.seconds, path.name))
        if offered.sentence:
            self.refused.append(offered)
        elif not offered.read:
            self.unreported.append(path.name)


def is_announced(book: WorkbookCells, sheet: str) -> bool:
    """Whether a note says that characters were taken away, or that sheets such as this one were not read."""
    left_out = say.NOTE_OTHER_SHEETS.partition("{")[0]
    unread = all(own.name != sheet for own in book.sheets) and any(note.startswith(left_out) for note in book.notes)
    return unread or any(note.startswith(say.NOTE_CLEANED.partition("{")[0]) for note in book.notes)


def offered_all(paths: Iterable[Path], document: Document | None, made: dict[str, Made], *, every: int = 1) -> Series:
    """Every file offered to one intake; every so many also to the other readers."""
    series = Series()
    with Offering(document, forms=FormSets()) as offering, OtherReaders() as others:
        for number, path in enumerate(paths):
            try:
                offered = offering.offer(path)
            except Exception as error:  # noqa: BLE001  # this is what is counted
                series.crashes.append(f"{path.name}: {type(error).__name__}")
                continue
            series.note(offered, path)
            ours = offering.reader.book
            if ours is None:
                continue
            theirs = others.read(path) if number % every == 0 else {}
            if path.name in made:
                theirs["truth"] = {
                    sheet: [(row, column, text) for (row, column), text in cells.items()] for sheet, cells in made[path.name].sheets.items()
                }
            series.compared += bool(theirs)
            lost = [one for texts in theirs.values() for one in lost_texts(ours, texts) if not is_announced(ours, one[0])]
            if lost:
                series.lost.append(f"{path.name}: {lost[0]}")
        series.peak, series.processes = offering.reader.peak, offering.reader.lost
    return series


def tell(figure: Figures, series: Series, what: str) -> None:
    """The figures of a series, and what must hold of any."""
    hung = len(series.slow)
    good = not (series.crashes or hung or series.unreported)
    figure(
        13, f"{series.count:,} files: {len(series.crashes)} crashes, {hung} hangs; text of {series.ooxml_read:,} of {series.ooxml:,} OOXML "
        f"files ({series.share:.1f} %); slowest {series.slowest[0]:.1f} s; {series.processes} reading processes replaced, most "
        f"{series.peak >> 20} MB", passed=good and series.share >= LEAST_SHARE, what=f"foreign workbooks: {what}",
    )
    figure(
        14, f"{len(series.lost)} of {series.compared:,} files with a lost text not announced", passed=not series.lost,
        what=f"texts against other readers: {what}",
    )
    bad = [(one.file, one.sentence) for one in series.refused if not is_good(one.sentence, one.file)]
    count = len(series.refused)
    figure(15, f"{count - len(bad):,} of {count:,} good", passed=not bad, what=f"sentences of refusals: {what}")
    assert not series.crashes
    assert not series.slow
    assert not series.unreported
    assert not bad


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A plan that knows the official sheet."""
    with Document.open(plan_of_the_form(tmp_path, WHO), who=WHO) as opened:
        yield opened


@pytest.mark.parametrize("count", [OWN_QUICK, pytest.param(OWN_FULL, marks=pytest.mark.full)])
def test_foreign_shapes_are_read_whole(count: int, document: Document, tmp_path: Path, figure: Figures) -> None:
    """Every text that was put into a workbook comes out of it, whichever program's manner it is written in."""
    folder = tmp_path / "提出"
    folder.mkdir()
    made = {one.name: one for one in produced(count, SEED)}
    for name, one in made.items():
        (folder / name).write_bytes(one.data)
    series = offered_all([folder / name for name in made], document, made, every=ODD_ONE)
    tell(figure, series, "of our own making")
    assert series.read == count
    assert not series.lost
    assert document.verify() == []


def _foreign() -> list[Path]:
    """The files of the folder that was named."""
    folder = os.environ.get("PLANEDITOR_FOREIGN")
    return sorted(path for path in Path(folder).rglob("*") if path.is_file()) if folder else []


@pytest.mark.full
def test_foreign_files_of_a_folder(document: Document, figure: Figures) -> None:
    files = _foreign()
    if not files:
        pytest.skip("PLANEDITOR_FOREIGN names no folder with workbooks")
    tell(figure, offered_all(files, document, {}), "a folder of real ones")


@pytest.mark.shared
def test_foreign_office_sheets_are_quick(document: Document, shared_folder: Path, figure: Figures) -> None:
    """The real workbooks beside the project."""
    files = sorted((shared_folder / "samples").glob("*.xlsx"))
    series = offered_all(files, document, {})
    figure(
        13, f"{len(files)} files, slowest {series.slowest[0]:.2f} s", passed=series.slowest[0] < OFFICE_SECONDS,
        what="foreign workbooks: real sheets of an office",
    )
    assert series.read == len(files)
    assert not series.lost
