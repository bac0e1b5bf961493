"""Test 21: export over a file that is open elsewhere, and killed half-way: never half a file under the final name."""
from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key
from planeditor.files import sweep
from planeditor.services.paper.folders import folder_beside
from planeditor.services.paper.targets import TargetInUseError, beside
from planeditor.store.document import Document
from tests.conftest import ROOT
from tests.meeting_plans import entries
from tests.safety.outputs import Output, outputs, small_plan
from tests.safetytable import Figures

FILES = "出.xlsx", "出.pdf", "計画.json"
OLD = b"old " * 500
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_plan(tmp_path_factory.mktemp("計画"))


def in_excel(target: Path) -> None:
    who = "見本 太郎"
    data = bytearray(165)
    data[54], data[56 : 56 + 2 * len(who)] = len(who), who.encode("utf-16-le")
    target.with_name(f"~${target.name}").write_bytes(bytes(data))


def in_libreoffice(target: Path) -> None:
    target.with_name(f".~lock.{target.name}#").write_text("見本 太郎,mihon,PC-1,22.11.2026 00:00,file:///x;", "utf-8")


def held(monkeypatch: pytest.MonkeyPatch, error: Callable[[], OSError]) -> Callable[[Path], None]:
    """As Windows holds a file that a program has open: it cannot be replaced."""

    def hold(target: Path) -> None:
        real = Path.replace

        def replace(self: Path, other: Path) -> Path:
            if other == target:
                raise error()
            return real(self, other)

        monkeypatch.setattr(Path, "replace", replace)

    return hold


def sharing_violation() -> OSError:
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined]  # as Windows tells it
    return error


def single_files(plan: Path, folder: Path) -> Iterator[Output]:
    return (output for output in outputs(plan, folder) if output.target.suffix)


@pytest.mark.parametrize("how", ["excel", "libreoffice", "windows", "busy"])
def test_open_elsewhere(
    how: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], figure: Figures
) -> None:
    hold = {
        "excel": in_excel, "libreoffice": in_libreoffice, "windows": held(monkeypatch, sharing_violation),
        "busy": held(monkeypatch, lambda: OSError(errno.EBUSY, "busy")),
    }[how]
    wrong, count = [], 0
    for output in single_files(plan, tmp_path):
        count += 1
        output.target.write_bytes(OLD)
        hold(output.target)
        before = sorted(tmp_path.iterdir())
        capsys.readouterr()
        status = output.run()
        said = capsys.readouterr().err
        other = f"{output.target.stem} (2){output.target.suffix}"
        good = status == 1 and output.target.name in said and other in said and said.strip().endswith("指定してください。")
        if how in ("excel", "libreoffice"):
            good = good and "見本 太郎" in said
        if not good or output.target.read_bytes() != OLD or sorted(tmp_path.iterdir()) != before:
            wrong.append((output.name, said))
    said = f"{count} kinds of file: {count - len(wrong)} left as they were, named, with a free name offered"
    figure(21, said, passed=not wrong, what=f"export over a file open elsewhere ({how})")
    assert wrong == []


def test_it_is_found_out_before_the_work(tmp_path: Path) -> None:
    target = tmp_path / "出.xlsx"
    target.write_bytes(OLD)
    in_excel(target)
    with pytest.raises(TargetInUseError) as found, beside(target):
        pytest.fail("the work began")
    assert found.value.other == tmp_path / "出 (2).xlsx"


def test_what_a_crashed_program_left_beside_holds_for_a_day(tmp_path: Path) -> None:
    target = tmp_path / "出.xlsx"
    target.write_bytes(OLD)
    in_libreoffice(target)
    long_ago = time.time() - DAY - 60
    os.utime(tmp_path / ".~lock.出.xlsx#", (long_ago, long_ago))
    with beside(target) as output:
        output.write(b"new")
    assert target.read_bytes() == b"new"


def test_a_protected_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "決裁済.pdf"
    target.write_bytes(OLD)
    target.chmod(0o444)
    with pytest.raises(TargetInUseError, match=r"読み取り専用.*決裁済 \(2\)\.pdf"), beside(target):
        pytest.fail("the work began")
    assert target.read_bytes() == OLD


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "closed")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(KnownError, match=f"{tmp_path.name} には書き込めません") as found, beside(tmp_path / "出.pdf"):
        pytest.fail("the work began")
    assert not isinstance(found.value, TargetInUseError)


def test_a_folder_with_a_file_open_elsewhere_stays(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = next(output for output in outputs(plan, tmp_path) if output.name == "完結セット")
    assert folder.run() == 0
    book = next(folder.target.glob("*.xlsx"))
    in_excel(book)
    before = {p: p.read_bytes() for p in folder.target.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert folder.run() == 1
    assert f"{folder.target.name} (2)" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in folder.target.rglob("*") if p.is_file()} == before


def test_what_a_killed_program_left_is_swept_a_day_later(tmp_path: Path) -> None:
    left, fresh, foreign = tmp_path / ".会議.0a1b2c3d.tmp", tmp_path / ".会議.4a5b6c7d.tmp", tmp_path / ".会議.tmp"
    for path in (left, fresh, foreign):
        path.write_bytes(b"half")
    long_ago = time.time() - DAY - 60
    os.utime(left, (long_ago, long_ago))
    os.utime(foreign, (long_ago, long_ago))
    with beside(tmp_path / "別.xlsx") as output:
        output.write(b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([fresh.name, foreign.name, "別.xlsx"])
    sweep(tmp_path / "none")


def test_half_a_folder_is_never_there(tmp_path: Path) -> None:
    def half() -> None:
        with folder_beside(tmp_path / "公表") as folder:
            (folder / "半.csv").write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert list(tmp_path.iterdir()) == []


class Killer:
    """Lets a process export in a folder, and kills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.safety.exporting_child", str(folder)], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        assert self._line() == "ready"
        self.known = {file: {(folder / f"{name}-{file}").read_bytes() for name in ("甲", "乙")} for file in FILES}

    def kill_after(self, seconds: float) -> list[str]:
        """The files that hold neither the one nor the other content, after the process was killed so many seconds on."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        child = int(self._line())
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert self._line() == "ended"
        return [file for file in FILES if (self.folder / file).read_bytes() not in self.known[file]]

    def close(self) -> None:
        self._process.communicate(timeout=30)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def killed(folder: Path, times: int, figure: Figures) -> None:
    for name, count in (("甲", 6), ("乙", 8)):
        changes = [Change(k, None, t) for k, t in entries(count, 2).items()]
        if name == "乙":
            changes.append(Change(Key("m00004", "summary", ""), None, "別"))
        changes = list({change.key: change for change in changes}.values())
        Document.create(folder / f"{name}.plandb", changes, name="作成", who="試験").close()
    killer, chance = Killer(folder), random.Random(21)
    half: list[str] = []
    cut = 0
    for _ in range(times):
        half += killer.kill_after(chance.uniform(0, 0.25))
        left = [p for p in folder.iterdir() if p.suffix == ".tmp"]
        cut += bool(left)
        assert all(p.name.startswith(".") for p in left)
        for path in left:
            path.unlink()
    killer.close()
    figure(21, f"killed {times} times, {cut} of them in the middle of a file: half files under the final name {len(half)}",
           passed=not half, what="export killed half-way")  # fmt: skip
    assert half == []


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_killed_half_way(tmp_path: Path, figure: Figures) -> None:
    killed(tmp_path, 8, figure)


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_killed_half_way_50_times(tmp_path: Path, figure: Figures) -> None:
    killed(tmp_path, 50, figure)
