"""Test 3: the disk is full during every kind of writing: what was there stays as it is, and the sentence names the full disk."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.cli import main
from planeditor.domain.errors import KnownError
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.working.taking import take_working_copy
from planeditor.store.backup import take_backup
from planeditor.store.document import Document
from tests.books import measure, progress_book
from tests.safety.disks import SmallDisk, small_disk
from tests.safety.outputs import TEXTS, Output, outputs, small_plan
from tests.safetytable import Figures

WHO = "試験"
FEW, MANY = (0, 1, 3), tuple(range(12))
"""How many pages of 4 KB are left on the disk."""
PAGE = 4096


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    with small_disk(tmp_path_factory.mktemp("満") / "盤") as found:
        yield found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_plan(tmp_path_factory.mktemp("元"))


@pytest.fixture(autouse=True)
def _user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program remembers of working copies stays with the test."""
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "working")


@pytest.fixture
def plan(disk: SmallDisk, made: Path) -> Path:
    """The plan file, on the small disk and nothing else."""
    disk.clear()
    for path in disk.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return Path(shutil.copy(made, disk.folder / "計画.plandb"))


class Tally:
    """What became of the jobs."""

    def __init__(self) -> None:
        self.full = self.done = 0
        self.wrong: list[str] = []

    def note(self, name: str, left: int, sentence: str | None, *, same: bool, tidy: bool) -> None:
        """``sentence``: the refusal, None where there was room after all."""
        if sentence is None:
            self.done += 1
            return
        self.full += 1
        if "空き容量" not in sentence and "空きがない" not in sentence:
            self.wrong.append(f"{name} {left}: {sentence}")
        if not same:
            self.wrong.append(f"{name} {left}: the old file changed")
        if not tidy:
            self.wrong.append(f"{name} {left}: something is left")

    @property
    def told(self) -> str:
        return f"{self.full} writings on a full disk, {self.done} found room; wrong: {len(self.wrong)}"


def content(plan: Path) -> dict[tuple[str, ...], str]:
    with Document.open(plan, read_only=True) as document:
        assert not document.verify()
        return {tuple(key): text for key, text in document.plan().entries.items()}


def refused(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> str | None:
    """The sentence of a command, None where it did its work."""
    capsys.readouterr()
    return None if main([*words]) == 0 else capsys.readouterr().err


def outputs_on_a_full_disk(disk: SmallDisk, made: Path, amounts: tuple[int, ...], capsys: pytest.CaptureFixture[str]) -> Tally:
    tally = Tally()
    for output in outputs(made, disk.folder):
        disk.clear()
        old = None if output.target.suffix == "" else b"old " * 500
        if old is not None:
            output.target.write_bytes(old)
        before = disk.names()
        for left in amounts:
            disk.fill(left=left * PAGE)
            sentence = refused(capsys, (*output.words, "--to", str(output.target)))
            same = old is None or output.target.read_bytes() == old
            tally.note(output.name, left, sentence, same=same, tidy=disk.names() == before)
            if sentence is None:
                break
        remove(output)
    return tally


def remove(output: Output) -> None:
    shutil.rmtree(output.target) if output.target.is_dir() else output.target.unlink(missing_ok=True)


def test_papers_and_folders(
    disk: SmallDisk, plan: Path, made: Path, figure: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = outputs_on_a_full_disk(disk, made, FEW, capsys)
    figure(3, tally.told, passed=not tally.wrong, what="disk full: papers, tables, folders, JSON")
    assert tally.full > len(FEW)
    assert tally.wrong == []


@pytest.mark.full
def test_papers_and_folders_at_any_room(
    disk: SmallDisk, plan: Path, made: Path, figure: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = outputs_on_a_full_disk(disk, made, MANY, capsys)
    figure(3, tally.told, passed=not tally.wrong, what="disk full: papers, tables, folders, JSON")
    assert tally.wrong == []


def changes_on_a_full_disk(
    disk: SmallDisk, plan: Path, folder: Path, amounts: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> Tally:
    """Saving, importing, a backup and a working copy, with the plan on the full disk."""
    book = progress_book(folder / "提出.xlsx", measure("①-01", **{**TEXTS, "R4": "|構築||遅延|・構築を延ばした|-"}))
    forms = FormSets()

    def save() -> str | None:
        return refused(capsys, ("set", str(plan), "①-01", "進捗総括", "整備を終えた。" * 900, "--period", "R3"))

    def take_in() -> str | None:
        results = Importer(plan, forms, who=WHO).run([book])
        return next((one.message for one in results if one.outcome == "refused"), None)

    def back_up() -> str | None:
        with Document.open(plan, who=WHO) as document:
            take_backup(document, "試験")
        return None

    def copy() -> str | None:
        with Document.open(plan, who=WHO) as document:
            take_working_copy(document, disk.folder / "作業", who=WHO)
        return None

    tally = Tally()
    before, names = content(plan), disk.names()
    for name, job in (("save", save), ("import", take_in), ("backup", back_up), ("working copy", copy)):
        for left in amounts:
            disk.fill(left=left * PAGE)
            try:
                sentence = job()
            except KnownError as error:
                sentence = error.message
            disk.clear()
            if sentence is None:
                tally.note(name, left, None, same=True, tidy=True)
                break
            left_over = {n for n in disk.names() - names if not (disk.folder / n).is_dir()}
            tally.note(name, left, sentence, same=content(plan) == before, tidy=not left_over)
        before, names = content(plan), disk.names()
    return tally


def test_saving_importing_and_copies(
    disk: SmallDisk, plan: Path, tmp_path: Path, figure: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = changes_on_a_full_disk(disk, plan, tmp_path, FEW, capsys)
    figure(3, tally.told, passed=not tally.wrong, what="disk full: saving, import, backup, working copy")
    assert tally.full >= len(FEW)
    assert tally.wrong == []


@pytest.mark.full
def test_saving_importing_and_copies_at_any_room(
    disk: SmallDisk, plan: Path, tmp_path: Path, figure: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = changes_on_a_full_disk(disk, plan, tmp_path, tuple(range(0, 200, 5)), capsys)
    figure(3, tally.told, passed=not tally.wrong, what="disk full: saving, import, backup, working copy")
    assert tally.wrong == []
