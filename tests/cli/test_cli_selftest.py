"""``self-test``: what is printed, what is written for the one it is sent to, and the JSON."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.cli import keeping, main
from planeditor.messages import selftest as say
from planeditor.services.selftest.step import Step


@pytest.fixture
def _two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    def steps() -> Iterator[Step]:
        yield Step("create", passed=True)
        yield Step("window", passed=False, detail=say.WINDOW_BLANK, lines=("一つ",))

    monkeypatch.setattr(keeping, "run_self_test", steps)


@pytest.mark.usefixtures("_two_steps")
def test_a_step_that_fails_gives_the_status_and_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "結果 1.txt"
    assert main(["self-test", "--to", str(target)]) == 1
    out = capsys.readouterr().out
    for part in ("○ 計画を作る", "× 画面を開く", "一つ", str(target)):
        assert part in out
    assert say.NOT_ALL.format(count=1) in target.read_text("utf-8-sig")


@pytest.mark.usefixtures("_two_steps")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["self-test", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(s["name"], s["passed"]) for s in told["steps"]] == [("create", True), ("window", False)]
    assert told["log"].endswith(".log")
    assert told["facts"]


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_a_console_of_another_code_page_raises_nothing(tmp_path: Path, encoding: str) -> None:
    """What Windows gives a console by default; the program speaks UTF-8 whatever it is told, as its launcher asks for."""
    code = "import sys; from planeditor.cli import main; sys.exit(main(['show', '𠮷—髙.plandb']))"
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert "𠮷—髙.plandb" in done.stderr.decode("utf-8")
