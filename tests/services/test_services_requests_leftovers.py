"""A request that was killed or cannot be written: nothing is left that lasts, and nothing of others is touched."""
from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from planeditor.domain.errors import KnownError
from planeditor.services.requests import delivery
from planeditor.services.requests.issuing import issue
from planeditor.services.requests.leftovers import sweep, work_folder
from planeditor.store.document import Document
from tests.services.request_plans import FORMS, WHO, make, order

_DAY = 24 * 60 * 60


def _killed_while_writing(file: Path, folder: Path) -> None:
    with Document.open(file, who=WHO) as document:
        issue(document, FORMS, order(), folder, who=WHO, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))


def _killed_while_naming(file: Path, folder: Path) -> None:
    def die(written: Path, target: Path) -> None:
        written.rename(target)
        os.kill(os.getpid(), signal.SIGKILL)

    delivery._rename = die
    with Document.open(file, who=WHO) as document:
        issue(document, FORMS, order(), folder, who=WHO)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("work", "placed"), [(_killed_while_writing, 0), (_killed_while_naming, 1)])
def test_after_a_kill_the_plan_opens_and_the_next_request_takes_the_rest_away(tmp_path: Path, work: Any, placed: int) -> None:
    make(tmp_path).close()
    file, folder = tmp_path / "計画.plandb", tmp_path / "依頼"
    child = multiprocessing.get_context("spawn").Process(target=work, args=(file, folder))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert len(list(folder.glob(".planeditor-*"))) == 1
    assert len(list(folder.glob("0*.xlsx"))) == placed
    with Document.open(file, who=WHO) as document:
        assert len(document.requests.all()) == placed  # a placed workbook is always known
        issued = issue(document, FORMS, order(), folder, who=WHO)
    assert not list(folder.glob(".planeditor-*"))
    assert all(path.exists() for path in issued.paths)


def test_work_that_goes_on_and_what_others_left_here_stay(tmp_path: Path) -> None:
    own = work_folder(tmp_path)
    (tmp_path / ".planeditor-other").mkdir()
    (tmp_path / ".planeditor-other" / "0").write_bytes(b"")
    (tmp_path / ".planeditor-file").write_text("", "utf-8")
    (tmp_path / ".planeditor-full").mkdir()
    (tmp_path / ".planeditor-full" / "大事.xlsx").write_bytes(b"")
    sweep(tmp_path)
    assert own.is_dir()
    assert (tmp_path / ".planeditor-other").is_dir()
    old = time.time() - 2 * _DAY
    for path in (*tmp_path.glob(".planeditor-*/*"), *tmp_path.glob(".planeditor-*")):
        os.utime(path, (old, old))
    sweep(tmp_path)
    assert own.is_dir()
    assert not (tmp_path / ".planeditor-other").exists()
    assert (tmp_path / ".planeditor-file").exists()
    assert (tmp_path / ".planeditor-full" / "大事.xlsx").exists()


def test_a_full_disk_leaves_neither_folder_nor_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(delivery, "work_folder", full)
    with make(tmp_path) as document:
        with pytest.raises(KnownError, match="空き"):
            issue(document, FORMS, order(), tmp_path / "依頼", who=WHO)
        assert not document.requests.all()
    assert not (tmp_path / "依頼").exists()


def test_a_file_that_came_meanwhile_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "依頼"
    put = delivery.Delivery.put_in_place

    def late(self: delivery.Delivery) -> list[Path]:
        (folder / "00_依頼文.xlsx").write_bytes(b"theirs")
        return put(self)

    monkeypatch.setattr(delivery.Delivery, "put_in_place", late)
    with make(tmp_path) as document, pytest.raises(KnownError, match="作っている間"):
        issue(document, FORMS, order(), folder, who=WHO)
    assert [(p.name, p.read_bytes()) for p in folder.iterdir()] == [("00_依頼文.xlsx", b"theirs")]
