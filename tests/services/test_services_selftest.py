"""The self-test: its steps, what it says where something is wrong, and the report that is sent."""
from __future__ import annotations

import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.messages import selftest as say
from planeditor.services.selftest import guarding, places, report, terminal
from planeditor.services.selftest.asking import Screen, WindowsFacts
from planeditor.services.selftest.running import run_self_test
from planeditor.services.selftest.signatures import RUNTIME, bundled_parts, judged, meaning
from planeditor.services.selftest.step import Found, NotPassed, Step, run_step
from planeditor.services.selftest.window import window_opens
from planeditor.services.selftest.work import TRICKY, Work

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def test_every_step_passes_here_and_has_a_name() -> None:
    steps = list(run_self_test(window=False))
    assert [step for step in steps if not step.passed] == []
    assert [step.name for step in steps] == [name for name in say.STEPS if name not in ("window", "signatures")]


def test_the_report_names_what_failed_and_holds_neither_text_nor_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "riyousha"))
    steps = [Step("create", passed=True), Step("window", passed=False, detail=say.WINDOW_BLANK, lines=(f"{Path.home()}/x",))]
    text = report.report(steps, terminal.facts(), NOON)
    for part in (say.WINDOW_BLANK, "× 画面を開く", "○ 計画を作る", say.NOT_ALL.format(count=1), "2026-04-01"):
        assert part in text
    assert "riyousha" not in text
    assert not any(word in text for word in TRICKY.split())
    report.write_report(text, tmp_path / "結果.txt")
    assert (tmp_path / "結果.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "結果.txt").read_text("utf-8-sig").splitlines() == text.splitlines()
    with pytest.raises(KnownError, match="書けません"):
        report.write_report(text, tmp_path / "ない" / "結果.txt")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KnownError("直してください。"), "直してください。"), (PermissionError(13, "no"), say.SYSTEM_REFUSES.format(number=13)),
        (ValueError("内容"), say.FAULT), (NotPassed("違います。", ("a",)), "違います。"),
    ],
)
def test_a_step_that_raises_is_a_result(error: Exception, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.paths.log_file", lambda: tmp_path / "log" / "a.log")

    def job() -> Found:
        raise error

    step = run_step("create", job)
    assert (step.passed, step.detail) == (False, said)


# The places


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "ファイル").write_text("x")
    with pytest.raises(KnownError, match="ファイル"):
        places.folders_writable([tmp_path, tmp_path / "ファイル" / "下"])
    assert list(tmp_path.iterdir()) == [tmp_path / "ファイル"]


def test_a_full_disk_is_named_with_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10 << 20})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(KnownError, match=r"10 MB.*200 MB"):
        places.room([tmp_path])


@pytest.mark.parametrize(("year", "right"), [(1980, False), (2026, True), (2050, True), (2106, False)])
def test_the_clock(year: int, right: bool) -> None:
    assert run_step("clock", lambda: places.clock(NOON.replace(year=year))).passed is right


def test_a_place_of_more_than_260_letters(tmp_path: Path) -> None:
    assert int(places.long_place(tmp_path).detail.split()[0]) > 260


# Processes of its own


def test_memory_is_held() -> None:
    assert "500" in guarding.memory_held().detail


def test_memory_that_is_not_held_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "own_command", lambda *_: [sys.executable, "-c", "print('ready')"])
    with pytest.raises(KnownError, match="止まりませんでした"):
        guarding.memory_held()
    monkeypatch.setattr(guarding, "own_command", lambda *_: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(KnownError, match=say.READER):
        guarding.memory_held()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print('{\"problem\": \"boxes\"}'); raise SystemExit(1)", "四角"),
        ("print('{\"problem\": \"missing\"}'); raise SystemExit(1)", "画面の部品"),
        ("import os; os.abort()", "途中で終わりました"), ("print('loose words')", "途中で終わりました"),
        ("import time; time.sleep(30)", "2 秒たっても"),
    ],
)
def test_a_window_that_does_not_open_is_said(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        window_opens(tmp_path / "計画.plandb", [sys.executable, "-c", code], seconds=2.0)


def test_a_window_that_leaves_something_running_is_not_waited_for(tmp_path: Path) -> None:
    stays = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(12)']); sys.exit(9)"
    began = time.monotonic()
    with pytest.raises(KnownError, match="9"):
        window_opens(tmp_path / "計画.plandb", [sys.executable, "-c", stays], seconds=10.0)
    assert time.monotonic() - began < 8


# Windows, from facts


@pytest.mark.parametrize(
    ("code", "result"),
    [(0, "valid"), (-2146762496, "unsigned"), (0x800B0100, "unsigned"), (0x80096010, "invalid"), (0x800B0109, "unknown"),
     (0x800B0101, "unknown"), (0x800B010C, "invalid")],
)  # fmt: skip
def test_what_windows_says_of_a_signature(code: int, result: str) -> None:
    assert meaning(code) == result


def test_an_altered_part_fails_and_a_library_without_signature_does_not() -> None:
    found = judged({"python.exe": "valid", "DLLs/x.pyd": "unsigned", "y.dll": "unknown"})
    assert found.detail == say.SIGNATURES.format(valid=1, unsigned=1, unknown=1, invalid=0)
    assert len(found.lines) == 3
    with pytest.raises(NotPassed, match="書き換え") as altered:
        judged({"python.exe": "valid", "DLLs/x.pyd": "invalid"})
    assert "DLLs/x.pyd" in altered.value.lines[1]
    with pytest.raises(NotPassed, match="署名がありません"):
        judged({"python313.dll": "unsigned"})


def test_the_parts_that_are_asked_about(tmp_path: Path) -> None:
    names = [*RUNTIME, "DLLs/_ctypes.pyd", "Lib/site-packages/PySide6/Qt6Core.dll", "Lib/site-packages/PIL/_imaging.pyd", "LICENSE.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {path.relative_to(tmp_path).as_posix() for path in bundled_parts(tmp_path)}
    assert found == {*names[:5]}


@pytest.mark.parametrize(
    ("bits", "words"),
    [(0, say.LOCAL_PROFILE), (2, say.ROAMING), (1, say.TEMPORARY_PROFILE), (3, say.TEMPORARY_PROFILE), (6, say.MANDATORY_PROFILE),
     (-1, say.NOT_KNOWN)],
)  # fmt: skip
def test_profiles(bits: int, words: str) -> None:
    assert terminal.profile_words(bits) == words


def test_the_facts_of_windows_in_words() -> None:
    screens = (Screen(1366, 768, 100), Screen(3840, 2160, 200))
    told = dict(terminal.windows_words(WindowsFacts(932, 932, 0, 2, remote=True, screens=screens)))
    assert "932" in told[say.CODE_PAGE]
    assert told[say.LONG_PATHS] == say.OFF
    assert told[say.SCREENS] == "1366×768・100%、3840×2160・200%" + say.REMOTE_SESSION
    assert told[say.USER_FOLDER] == say.ROAMING
    unknown = dict(terminal.windows_words(WindowsFacts()))
    assert unknown[say.SCREENS] == unknown[say.USER_FOLDER] == unknown[say.LONG_PATHS] == say.NOT_KNOWN


def test_texts_that_are_lost_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(tmp_path)
    work.create()
    monkeypatch.setattr("planeditor.services.selftest.work.TRICKY", "別の文")
    for job in (work.excel, work.pdf, work.take_in):
        with pytest.raises(KnownError, match="読み戻すと違って"):
            job()
