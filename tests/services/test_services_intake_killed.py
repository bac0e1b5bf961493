"""The program killed while it takes a file in: the plan file is as before, nobody goes on reading, and the file comes in later."""
from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from planeditor.services.intake import taking
from planeditor.services.intake.importing import Importer
from planeditor.store.document import Document
from planeditor.store.process import birth_mark
from tests.services.intake_plans import FORMS, WHO, Town


def _killed(file: Path, book: Path, at: str) -> None:
    importer = Importer(file, FORMS, who=WHO, accept="clean")

    def die(*_: object, **__: object) -> None:
        child = importer.intake._reader._child  # whom it must not leave behind
        (file.parent / "child").write_text(str(child._process.pid if child else 0), "ascii")
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(*((taking.Intake, "take", die) if at == "reading" else (taking, "apply", die)))
    importer.run([book])


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("at", ["reading", "writing"])
def test_a_kill_leaves_the_plan_as_it_was(tmp_path: Path, at: str) -> None:
    town = Town(tmp_path)
    book = town.book(town.sheet(town.send("①-01")).year("R3", progress="新しい総括"))
    with Document.open(town.file, read_only=True) as document:
        before, receipts, group = dict(document.plan().entries), document.receipts.last(), document.last_group
    child = multiprocessing.get_context("spawn").Process(target=_killed, args=(town.file, book, at))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    reading = int((tmp_path / "child").read_text("ascii"))
    deadline = time.monotonic() + 10
    assert reading
    while birth_mark(reading) is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert birth_mark(reading) is None
    with Document.open(town.file, who=WHO) as document:
        assert (dict(document.plan().entries), document.receipts.last(), document.last_group) == (before, receipts, group)
    (result,) = town.take(book, accept="clean")
    assert result.accepted == 1
    assert town.text("progress") == "新しい総括"
