"""12, 15: some 250 hostile workbooks taken in whole: each becomes texts that wait, or one good sentence; the plan stays."""
from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.limits import seconds_for
from planeditor.messages import reading as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.remarking import MOST_REMARKS
from planeditor.services.intake.taking import Intake
from planeditor.store.document import Document
from tests.hostile import extras, otherformats, packages, sheets
from tests.hostile.formbook import Kind, book, plan_of_the_form
from tests.processor import PATIENCE, ReadingTime
from tests.safety.sentences import is_good
from tests.safety.watched import WatchedReader
from tests.safetytable import Figures

WHO = "試験"
MAX_PEAK = 500 << 20
ODD_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
KEPT = ("entry", "change", "decision", "request")
"""What a file that is only offered may not touch; a refused one may write nothing whatever."""
GUARD = '''
import os, sys

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.mkdir", "urllib.")


def watch(event, arguments):
    if event.startswith(FORBIDDEN):
        os._exit(97)
    if event == "open" and isinstance(arguments[0], str) and arguments[0] != os.devnull and set(arguments[1] or "") & set("wax+"):
        os._exit(98)


if any("reading" in word for word in sys.orig_argv):
    sys.dont_write_bytecode = True  # compiled modules of our own are none of a workbook's doing
    sys.addaudithook(watch)
'''


@dataclass
class Outcomes:
    """What became of all the files."""

    refused: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    slow: list[str] = field(default_factory=list)
    slowest: float = 0.0
    peak: int = 0
    lost: int = 0


def children() -> set[int]:
    """The processes that this one has started and that are still there."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(status.parent.name))
    return found


def content(file: Path) -> str:
    """A digest of the entries, the log, the decisions and the requests of a plan file."""
    digest = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(file)) as base:
        for name in KEPT:
            for row in base.execute(f"select * from {name}"):  # noqa: S608 - names of the file's own tables
                digest.update(repr(row).encode())
    return digest.hexdigest()


def writes(file: Path) -> bytes:
    """SQLite's own count of the changes made to the file (its format, 1.3.7)."""
    with file.open("rb") as raw:
        return raw.read(28)[24:]


def texts(file: Path) -> list[str]:
    """Every text that waits in the plan file, of whatever table."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        return [str(v) for row in base.execute("select * from proposal") for v in row if isinstance(v, str)]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Reading processes that die where they would open a connection, start a program or write a file."""
    folder = tmp_path_factory.mktemp("見張り")
    (folder / "sitecustomize.py").write_text(GUARD, "utf-8")
    temporary = tmp_path_factory.mktemp("一時")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(temporary))
        patch.setattr(tempfile, "tempdir", str(temporary))
        yield temporary


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plan_of_the_form(tmp_path_factory.mktemp("計画"), WHO)


@pytest.fixture(scope="module")
def kinds(plan_file: Path) -> list[Kind]:
    with Document.open(plan_file, read_only=True) as document:
        own = document.plan_id
    return [*packages.kinds(), *sheets.kinds(), *extras.kinds(own), *otherformats.kinds()]


@pytest.fixture(scope="module")
def outcomes(
    kinds: list[Kind], plan_file: Path, guarded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Outcomes:
    """Every file offered to one intake, one after the other."""
    folder = tmp_path_factory.mktemp("提出")
    found = Outcomes()
    with Intake(FormSets(), who=WHO) as intake, Document.open(plan_file, who=WHO) as document:
        reader = intake._reader = WatchedReader(base_seconds=PATIENCE)
        for kind in kinds:
            path = folder / kind.name
            path.write_bytes(kind.data)
            _offer(intake, document, path, kind, found)
            path.unlink()
        found.peak, found.lost = reader.peak, reader.lost
    return found


def _offer(intake: Intake, document: Document, path: Path, kind: Kind, found: Outcomes) -> None:
    before, writes_before = content(document.path), writes(document.path)
    begun, reading = time.thread_time(), ReadingTime(intake._reader)
    try:
        result = intake.take(document, intake.read(path, document.plan().form_set))
        found.notes[kind.name] = result.notes
        if result.outcome == "refused":
            found.refused[kind.name] = result.message
        else:
            found.taken[kind.name] = f"{result.outcome} {result.message}"
    except KnownError as error:
        found.refused[kind.name] = error.message
    seconds = time.thread_time() - begun + reading.seconds()
    found.slowest = max(found.slowest, seconds)
    if seconds > seconds_for(len(kind.data)):
        found.slow.append(f"{kind.name}: {seconds:.1f} s")
    if content(document.path) != before:
        found.wrong.append(f"{kind.name}: the plan changed")
    if kind.name in found.refused and writes(document.path) != writes_before:
        found.wrong.append(f"{kind.name}: refused, and the plan file was written to")


def test_hostile_there_are_many_kinds(kinds: list[Kind]) -> None:
    assert len({kind.name for kind in kinds}) == len(kinds)
    assert len(kinds) >= 150


def test_hostile_each_ends_as_it_must(kinds: list[Kind], outcomes: Outcomes, figure: Figures) -> None:
    wrong = outcomes.wrong + [
        f"{kind.name}: {outcomes.refused.get(kind.name) or outcomes.taken[kind.name]}"
        for kind in kinds
        if kind.taken is not None and kind.taken != (kind.name in outcomes.taken)
    ]
    large = outcomes.peak > MAX_PEAK
    figure(
        12, f"{len(kinds)} kinds: {len(wrong)} wrong, {len(outcomes.slow)} over 10 s (slowest {outcomes.slowest:.1f} s of processor), "
        f"{int(large)} over 500 MB (most {outcomes.peak >> 20} MB), 0 crashes ({outcomes.lost} reading processes replaced)",
        passed=not (wrong or outcomes.slow or large),
    )
    assert not wrong
    assert not outcomes.slow
    assert not large


def test_hostile_every_refusal_is_a_good_sentence(outcomes: Outcomes, figure: Figures) -> None:
    bad = [(name, sentence) for name, sentence in outcomes.refused.items() if not is_good(sentence, name)]
    count = len(outcomes.refused)
    figure(15, f"{count - len(bad)} of {count} good", passed=not bad, what="sentences of refusals: hostile files")
    assert not bad


def test_hostile_no_process_died_of_something_forbidden(outcomes: Outcomes) -> None:
    """The reading process would have ended at once at a connection, a program or a written file."""
    died = {name for name, sentence in outcomes.refused.items() if sentence == say.READER_DIED.format(file=name)}
    assert died <= {name for name in outcomes.refused if name.endswith((".xls", ".xlsb", ".ods"))}


def test_hostile_texts_are_plain(outcomes: Outcomes, plan_file: Path) -> None:
    """Whatever was taken waits as text without controls and half characters, and can be read again."""
    assert outcomes.taken
    assert not [text for text in texts(plan_file) if ODD_TEXT.search(text)]
    with Document.open(plan_file, read_only=True) as document:
        assert document.verify() == []


@pytest.mark.parametrize("name", ["散らばる記入.xlsx", "数字だけの山.xlsx", "コメント一万.xlsx", "注釈の山.ods"])
def test_hostile_heaps_of_remarks_end_somewhere(name: str, outcomes: Outcomes, plan_file: Path) -> None:
    """A person ticks off some hundreds at most; how many more there are is said, and the original file keeps them."""
    with contextlib.closing(sqlite3.connect(plan_file)) as base:
        (count,) = base.execute(
            "select count(*) from proposal join receipt on receipt.number = proposal.receipt where file_name = ?", (name,)
        ).fetchone()
    assert 0 < count <= MOST_REMARKS
    assert any("ほかに" in note for note in outcomes.notes[name])


def test_hostile_leaves_nothing_behind(outcomes: Outcomes, guarded: Path, plan_file: Path) -> None:
    assert not list(guarded.iterdir())
    assert {path.name for path in plan_file.parent.iterdir()} <= {plan_file.name, f"{plan_file.name}.backups"}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_hostile_a_whole_folder_leaves_no_process(
    kinds: list[Kind], guarded: Path, tmp_path: Path, plan_file: Path
) -> None:
    """A folder of good and bad files by the import itself: the good ones in, each bad one named, nothing left running."""
    before = children()
    folder = tmp_path / "提出"
    folder.mkdir()
    bad = [kind for kind in kinds if kind.taken is False and len(kind.data) < 1 << 18][::6]
    for kind in bad:
        (folder / f"{kind.name}.xlsx").write_bytes(kind.data)
    for number in range(10):
        (folder / f"良い{number}.xlsx").write_bytes(book({"xl/number.xml": f"<n>{number}</n>"}))
    os.mkfifo(folder / "管.xlsx")
    results = {r.file: r for r in Importer(plan_file, FormSets(), who=WHO).run([folder])}
    assert len(results) == len(bad) + 11
    assert {name for name, r in results.items() if r.outcome == "refused"} == {f"{k.name}.xlsx" for k in bad} | {"管.xlsx"}
    assert all(is_good(r.message, name) for name, r in results.items() if r.outcome == "refused")
    assert children() <= before
    assert not list(guarded.iterdir())
