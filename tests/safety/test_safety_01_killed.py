"""Killed at a random moment of saving and of importing: what was acknowledged is there, the file is whole and opens at once."""
from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from planeditor.store.document import Document
from tests.safety.killing import CELLS, IMPORTING, SAVING, killed, next_book, plan_file
from tests.safetytable import Figures
from tests.services.intake_plans import R3, Town

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
SLOWEST = 5.0


def kill_saving(folder: Path, rounds: int) -> tuple[int, int, float]:
    """Lost saves, damaged files and the slowest opening of so many kills."""
    path, chance = plan_file(folder), random.Random(1)
    lost = damaged = 0
    slowest = 0.0
    for _ in range(rounds):
        confirmed = max(map(int, killed(SAVING, path, after=0.06, chance=chance)))
        began = time.monotonic()
        with Document.open(path) as document:  # the lock of the dead program is no hindrance
            slowest = max(slowest, time.monotonic() - began)
            found = {document.plan().text(f"m{n}", "work") for n in range(CELLS)}
            damaged += bool(document.verify()) or len(found) != 1
            lost += int(max(found)) < confirmed
    return lost, damaged, slowest


def kill_importing(folder: Path, rounds: int) -> tuple[int, int, float]:
    """As ``kill_saving``, while a workbook is taken in."""
    town, chance = Town(folder), random.Random(2)
    lost = damaged = 0
    slowest = 0.0
    within = 0.0
    for _ in range(rounds + 1):
        book = next_book(town)
        before = town.text("progress", R3)
        began = time.monotonic()
        said = killed(IMPORTING, town.file, book, after=within or 60.0, chance=chance) if within else _whole(town, book)
        within = within or time.monotonic() - began
        began = time.monotonic()
        with Document.open(town.file) as document:
            slowest = max(slowest, time.monotonic() - began)
            damaged += bool(document.verify())
            last = document.receipts.all()[-1]
            is_in = last.file_name == book.name
        after = town.text("progress", R3)
        lost += "imported" in said and not (is_in and after != before)
        damaged += is_in != (after != before)
    return lost, damaged, slowest


def _whole(town: Town, book: Path) -> list[str]:
    return [result.outcome for result in town.take(book, accept="clean")]


def _report(figure: Figures, what: str, rounds: int, found: tuple[int, int, float]) -> None:
    lost, damaged, slowest = found
    passed = not lost and not damaged and slowest < SLOWEST
    said = f"{lost} of {rounds} acknowledged lost, {damaged} damaged, slowest reopening {slowest:.2f} s"
    figure(1, said, passed=passed, what=f"killed at a random moment of {what}")
    assert passed, said


def test_killed_while_saving(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "saving", 12, kill_saving(tmp_path, 12))


def test_killed_while_importing(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "importing", 2, kill_importing(tmp_path, 2))


@pytest.mark.full
def test_killed_while_saving_150_times(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "saving", 150, kill_saving(tmp_path, 150))


@pytest.mark.full
def test_killed_while_importing_50_times(tmp_path: Path, figure: Figures) -> None:
    _report(figure, "importing", 50, kill_importing(tmp_path, 50))
