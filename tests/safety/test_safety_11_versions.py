"""Files of every earlier version open; killed while upgrading nothing is lost; a newer file is refused by the name of its version."""
from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from planeditor import __version__
from planeditor.domain.errors import KnownError
from planeditor.store import migrations
from planeditor.store.backup import backup_folder, list_backups
from planeditor.store.document import Document
from tests.safety.killing import ROOT, killed
from tests.safetytable import Figures

DATA = ROOT / "tests" / "data"
EARLIER = range(1, migrations.known_version())
OPENING = """
import sys
from pathlib import Path
from planeditor.store.document import Document
print("begin", flush=True)
Document.open(Path(sys.argv[1])).close()
"""


def _texts(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        changes = db.execute("SELECT group_id, seq, node, field, period, old, new, checksum FROM change ORDER BY 1, 2").fetchall()
        return [*changes, *db.execute("SELECT number, original, sha256 FROM receipt").fetchall()]


def _put(path: Path, version: int) -> list[tuple[object, ...]]:
    for file in backup_folder(path).glob("*"):
        file.unlink()
    shutil.copyfile(DATA / f"plan-v{version}.plandb", path)
    return _texts(path)


def _faults(path: Path, version: int, before: list[tuple[object, ...]]) -> list[str]:
    """What is wrong with a file of a version after it was opened for writing."""
    with Document.open(path) as document:
        faults = document.verify()
        if document.plan().text("m1", "work", "R2") != "様式の公開":
            faults.append("another content")
    if _texts(path) != before:
        faults.append("the log is another")
    originals = list_backups(path)
    if not originals:
        faults.append("no original")
    for original in originals:
        if f"形式{version}" not in original.reason or _texts(original.path) != before:
            faults.append(f"original {original.path.name}")
    return faults


def test_every_earlier_version_opens(tmp_path: Path, figure: Figures) -> None:
    path, faults = tmp_path / "plan.plandb", []
    for version in EARLIER:
        before = _put(path, version)
        data = path.read_bytes()
        with Document.open(path, read_only=True) as document:
            faults += document.verify()
        assert path.read_bytes() == data
        faults += _faults(path, version, before)
    figure(11, f"{len(faults)} failures over {len(EARLIER)} earlier versions", passed=not faults, what="earlier versions opened")
    assert not faults


def kill_upgrading(folder: Path, rounds: int) -> list[str]:
    """The faults of so many kills, the versions in turn."""
    path, chance, faults = folder / "plan.plandb", random.Random(11), []
    for turn in range(rounds):
        version = EARLIER[turn % len(EARLIER)]
        before = _put(path, version)
        killed(OPENING, path, after=0.15, chance=chance)
        with closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] == version and _texts(path) != before:
                faults.append("touched before success")
        faults += _faults(path, version, before)
    return faults


def _report(figure: Figures, rounds: int, faults: list[str]) -> None:
    said = f"{len(faults)} of {rounds} kills lost or touched anything"
    figure(11, said, passed=not faults, what="killed while upgrading")
    assert not faults


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_while_upgrading(tmp_path: Path, figure: Figures) -> None:
    _report(figure, 6, kill_upgrading(tmp_path, 6))


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_while_upgrading_50_times(tmp_path: Path, figure: Figures) -> None:
    _report(figure, 50, kill_upgrading(tmp_path, 50))


def test_a_newer_file_is_refused_by_name(tmp_path: Path, figure: Figures) -> None:
    path = tmp_path / "plan.plandb"
    newer = migrations.known_version() + 1
    _put(path, migrations.known_version())
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {newer}")
        db.execute("UPDATE meta SET value = '9.8' WHERE key = 'program'")
        db.commit()
    data, said = path.read_bytes(), []
    for read_only in (True, False):
        with pytest.raises(KnownError) as caught:
            Document.open(path, read_only=read_only)
        said.append(caught.value.message)
    named = all(part in text for text in said for part in (f"形式 {newer}", "9.8", __version__, f"{newer - 1} まで"))
    untouched = path.read_bytes() == data and list(tmp_path.iterdir()) == [path]
    figure(11, f"refused with both versions named: {'yes' if named else 'no'}; untouched: {'yes' if untouched else 'no'}",
           passed=named and untouched, what="a newer file")  # fmt: skip
    assert named
    assert untouched


def test_no_room_for_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.plandb"
    _put(path, 1)
    data = path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    with pytest.raises(KnownError, match=r"plan\.plandb.*形式 1.*空きが必要.*読み取り専用"):
        Document.open(path)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []


def test_a_damaged_old_file_is_not_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "plan.plandb"
    _put(path, 2)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE entry SET text = '別' WHERE field = 'work'")
        db.commit()
    data = path.read_bytes()
    with pytest.raises(KnownError, match="壊れ"):
        Document.open(path)
    assert path.read_bytes() == data
    with Document.open(path, read_only=True) as document:
        assert document.verify()


def test_opening_takes_no_longer_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "plan.plandb"
    _put(path, 1)
    killed(OPENING, path, after=0.05, chance=random.Random(3))
    began = time.monotonic()
    Document.open(path).close()
    assert time.monotonic() - began < 5
