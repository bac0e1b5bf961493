"""Writing files whole, and folders for a moment: what stays when it goes wrong, and what is swept."""
from __future__ import annotations

import ast
import errno
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from planeditor import files
from planeditor.files import (
    is_full,
    is_in_use,
    leftovers,
    put_folder,
    put_over,
    sweep_folders,
    temporary_beside,
    whole_file,
    write_whole,
)
from planeditor.scratch import scratch_folder, sweep_scratch
from tests.test_architecture import PACKAGE, ROOT

DAY = 24 * 60 * 60
HOLDER = """
import sys
from planeditor.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "秘密.plandb").write_bytes(b"text")
    print(folder, flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_the_name_holds_the_old_file_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "出.csv"
    write_whole(target, b"old")
    with whole_file(target) as output:
        output.write(b"new")
        output.flush()
        assert target.read_bytes() == b"old"
        [temporary] = [p for p in tmp_path.iterdir() if p != target]
        assert temporary.name.startswith(".出.")
        assert temporary.suffix == ".tmp"
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["出.csv"]


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "出.csv"
    write_whole(target, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["出.csv"]


def test_the_longest_names_have_room_for_a_temporary_one(tmp_path: Path) -> None:
    target = tmp_path / f"{'計' * 83}.xlsx"
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_short_hold_of_a_scanner_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "新").write_bytes(b"new")
    tries: list[int] = []
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "_PAUSE", 0.0)
    with pytest.raises(PermissionError):
        put_over(tmp_path / "新", tmp_path / "出")
    monkeypatch.setattr(os, "name", "nt")
    put_over(tmp_path / "新", tmp_path / "出")
    monkeypatch.undo()
    assert names(tmp_path) == ["出"]


@pytest.mark.parametrize(
    ("error", "full", "used"),
    [
        (OSError(errno.ENOSPC, ""), True, False), (OSError(errno.EDQUOT, ""), True, False),
        (PermissionError(errno.EACCES, ""), False, True), (OSError(errno.EBUSY, ""), False, True),
        (OSError(errno.EIO, ""), False, False), (FileNotFoundError(errno.ENOENT, ""), False, False),
    ],
)
def test_errors_of_the_system_are_told_apart(error: OSError, full: bool, used: bool) -> None:
    assert (is_full(error), is_in_use(error)) == (full, used)


@pytest.mark.parametrize(("code", "full", "used"), [(112, True, False), (39, True, False), (32, False, True), (33, False, True)])
def test_errors_of_windows_are_told_apart(code: int, full: bool, used: bool) -> None:
    error = OSError(errno.EINVAL, "")
    error.winerror = code  # type: ignore[attr-defined]  # there on Windows only
    assert (is_full(error), is_in_use(error)) == (full, used)


def test_the_journal_of_a_temporary_name_fits_too(tmp_path: Path) -> None:
    long = tmp_path / f"{'計' * 78}画.plandb"
    for path in (long, tmp_path / "計画.plandb"):
        temporary = temporary_beside(path)
        temporary.with_name(f"{temporary.name}-journal").write_bytes(b"")
        temporary.write_bytes(b"half")
        assert {file.name for file in leftovers(tmp_path, path.stem)} == {temporary.name, f"{temporary.name}-journal"}
    assert len(leftovers(tmp_path)) == 4
    assert leftovers(tmp_path, "計") == []
    assert leftovers(tmp_path / "none") == []


def test_a_folder_takes_the_place_of_another_or_leaves_it(tmp_path: Path) -> None:
    target, made, aside = (tmp_path / name for name in ("出", "作", "旧"))
    for text in ("一", "二"):
        made.mkdir()
        (made / "a.txt").write_text(text)
        put_folder(made, target, aside)
        assert (names(tmp_path), (target / "a.txt").read_text()) == (["出"], text)
    with pytest.raises(FileNotFoundError):
        put_folder(made, target, aside)
    assert (names(tmp_path), (target / "a.txt").read_text()) == (["出"], "二")


def test_folders_begun_long_ago_are_swept_by_their_name(tmp_path: Path) -> None:
    target = tmp_path / "公表"
    old, fresh, other = temporary_beside(target), temporary_beside(target), temporary_beside(tmp_path / "公表物")
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "半.csv").write_bytes(b"half")
    long_ago = time.time() - DAY - 60
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))
    sweep_folders(target)
    assert names(tmp_path) == sorted([fresh.name, other.name])


# Folders for a moment


def test_a_scratch_folder_is_gone_afterwards_and_only_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder() as folder:
        (folder / "複製.plandb").write_bytes(b"text")
        sweep_scratch()  # somebody else of this machine: what is held stays
        assert (folder / "複製.plandb").exists()
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    assert names(tmp_path) == []


def test_what_a_killed_program_left_goes_with_the_next_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    foreign = tmp_path / "planeditor-覚書"
    foreign.mkdir()
    (foreign / "覚書.txt").write_bytes(b"mine")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        sweep_scratch()
        assert (folder / "秘密.plandb").exists()
        process.kill()
    assert folder.exists()
    sweep_scratch()
    assert names(tmp_path) == [foreign.name]


# Every writer


WRITERS = {
    "files.py": "the one way", "scratch.py": "the file that is held",
    "services/faults/reporting.py": "the log is appended to", "services/faults/crashes.py": "where the system writes a crash",
    "services/paper/inuse.py": "opened to see whether it may be written to, and closed",
    "services/publishing/publishing.py": "into a folder beside its place", "services/archiving/archiving.py": "into such a folder",
    "services/designing/writing.py": "into such a folder",
    "services/requests/delivery.py": "into a hidden folder, given their names together",
    "services/requests/leftovers.py": "that hidden folder", "formengine/designing/taking.py": "a scratch folder",
    "store/lock.py": "the lock, made by one of many", "store/backup.py": "a backup beside its place",
    "store/erasing.py": "written over to be gone", "store/connection.py": "a scratch folder",
    "store/salvage/journal.py": "a scratch folder",
    "store/outside.py": "a probe, removed at once", "store/silence.py": "a probe, removed at once",
    "services/selftest/places.py": "a probe, removed at once", "services/selftest/work.py": "a folder of its own",
}
"""The modules that write to files by themselves, and why they may: all others go through ``planeditor.files``."""
CALLS = {"write_bytes", "write_text", "copyfile", "copy2", "copytree", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory"}


def writes(path: Path) -> bool:
    """Whether a module writes files by itself, as far as its source tells."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            opened = node.func.attr == "open" and any(set(mode) <= set("rwxab+t") and set(mode) & set("wxa+") for mode in modes)
            renamed = node.func.attr in ("replace", "rename") and len(node.args) == 1 and not node.keywords
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            if node.func.attr in CALLS or opened or (renamed and owner in ("path", "temporary", "made", "target", "aside", "written")):
                return True
    return False


def test_every_file_goes_through_the_one_way() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if writes(path)}
    assert sorted(found) == sorted(WRITERS)
