"""A power cut at every write of the program's own saves: the plan opens as it was before or after, never in between."""
from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.store import lock
from planeditor.store.connection import open_to_look
from planeditor.store.document import Document
from tests.safety.killing import ROOT, next_book
from tests.safety.powercut import Step, World, is_possible, traced, worlds
from tests.safetytable import Figures
from tests.services.intake_plans import Town

DATA = ROOT / "tests" / "data"
MEMORY = Path("/dev/shm")  # noqa: S108  # a file system in memory, where there is one
WORKING = """
import sys
from pathlib import Path
from tests.safety.test_safety_02_power_cut import digest
from tests.services.intake_plans import FORMS, WHO
from planeditor.services.intake.importing import Importer
from planeditor.store.document import Document
from planeditor.store.backup import take_backup
from planeditor.domain.plan import Key
file = Path(sys.argv[1])
def ack():
    with Document.open(file, read_only=True) as document:
        print("ACK", digest(document), flush=True)
def edit(document, node, text):
    with document.edit("入力", who="甲") as edit:
        edit.set(Key(node, "summary"), text)
ack()
with Document.open(file) as document:
    node = next(n.id for n in document.plan().measures)
    for text in ("申請の電子化", "窓口の一本化" * 300):
        edit(document, node, text)
        print("ACK", digest(document), flush=True)
    document.undo("甲")
    print("ACK", digest(document), flush=True)
    document.drafts.keep(Key(node, "target"), "書きかけ", "甲")
    take_backup(document, "手動")
if len(sys.argv) > 2:
    Importer(file, FORMS, who=WHO, accept="clean").run([Path(sys.argv[2])])
    ack()
"""


def digest(document: Document) -> str:
    """What tells two contents of a plan apart."""
    return hashlib.sha256(repr(sorted(document.plan().entries.items())).encode()).hexdigest()


def replay(folder: Path, *words: Path, seeds: int, every: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Worlds by kind, bad worlds by kind, and what was wrong with the first ones."""
    start = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    steps = traced([sys.executable, "-c", WORKING, *map(str, words)], folder, folder.parent / "trace", ROOT)
    states = [step.name for step in steps if step.what == "ack"]
    assert len(states) >= 4
    began = next(place for place, step in enumerate(steps) if step.what == "write")
    assert any(step.what == "sync" for step in steps[began:])
    every_one, bad, said = Counter[str](), Counter[str](), []
    # What a cut leaves is told by the bytes: the disk below the worlds need not be waited for.
    place = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else folder.parent)) / "world"
    for world in worlds(start, steps, seeds, every):
        every_one[world.kind] += 1
        fault = look(world, states, place)
        if fault:
            bad[world.kind] += 1
            said.append(f"{world.kind} after {_told(steps[world.step])}: {fault}")
    shutil.rmtree(place.parent)
    return every_one, bad, said


def look(world: World, states: list[str], place: Path) -> str:
    """What is wrong in a world, "" where nothing is."""
    shutil.rmtree(place, ignore_errors=True)
    for name, data in world.files.items():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    [file] = [p for p in place.iterdir() if p.suffix == ".plandb"]
    allowed = states[max(0, world.acked - 1) : world.acked + 1]
    try:
        with Document.open(file) as document:
            if document.verify():
                return document.verify()[0]
            if digest(document) not in allowed:
                return "neither before nor after"
        for backup in place.glob("*.backups/*.plandb"):
            with closing(open_to_look(backup)) as db:
                if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    return f"half a backup {backup.name}"
    except (KnownError, sqlite3.Error) as error:
        return str(error)
    return ""


def _told(step: Step) -> str:
    return f"{step.what} {step.name} {step.at} {len(step.data)}"


def _report(figure: Figures, what: str, found: tuple[Counter[str], Counter[str], list[str]]) -> None:
    every_one, bad, said = found
    kinds = ", ".join(f"{bad[kind]} of {count} {kind}" for kind, count in every_one.items())
    figure(2, f"{bad.total()} of {every_one.total()} worlds bad ({kinds})", passed=not bad, what=f"power cut replayed: {what}")
    assert not bad, "\n".join(said[:20])


@pytest.fixture
def possible(figure: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux" or not is_possible():
        figure(2, "not possible here: no strace")
        pytest.skip("programs cannot be traced here")
    # A lock that the cut left empty is waited for, since somebody may be just writing it: not two seconds in every world.
    monkeypatch.setattr(lock, "_WRITING_SECONDS", 0.02)


def saves(folder: Path, *, seeds: int, every: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Edit, undo, draft, backup and the import of a workbook."""
    town_folder = folder / "town"
    town_folder.mkdir()
    town = Town(town_folder)
    book = next_book(town)
    place = folder / "plans"
    place.mkdir()
    shutil.copyfile(town.file, place / "plan.plandb")
    return replay(place, place / "plan.plandb", book, seeds=seeds, every=every)


def migration(folder: Path, *, seeds: int, every: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """The upgrade of a file of the first version, and the edits right after it."""
    place = folder / "plans"
    place.mkdir()
    shutil.copyfile(DATA / "plan-v1.plandb", place / "plan.plandb")
    return replay(place, place / "plan.plandb", seeds=seeds, every=every)


@pytest.mark.usefixtures("possible")
def test_some_writes_of_saves(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "saving, importing, undo, backup", saves(tmp_path, seeds=1, every=29))


@pytest.mark.usefixtures("possible")
def test_some_writes_of_a_migration(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "migration", migration(tmp_path, seeds=1, every=41))


@pytest.mark.full
@pytest.mark.usefixtures("possible")
def test_every_write_of_saves(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "saving, importing, undo, backup", saves(tmp_path, seeds=4, every=1))


@pytest.mark.full
@pytest.mark.usefixtures("possible")
def test_every_write_of_a_migration(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "migration", migration(tmp_path, seeds=4, every=1))
