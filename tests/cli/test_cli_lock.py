"""Who has a plan, on the command line: how to go on is said, and one who is gone keeps nobody out."""
from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.holder import Holder
from planeditor.store.lockfile import lock_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲").close()
    return path


def held_elsewhere(path: Path) -> None:
    holder = Holder("佐藤", "RDP-0007", 4711, "", utc_now(), "ab" * 8, utc_now(), str(path))
    lock_path(path).write_text(json.dumps(asdict(holder)), "utf-8")


def test_nobody_has_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lock", str(path)]) == 0
    assert "だれも編集していません" in capsys.readouterr().out
    assert main(["lock", str(path), "--take-over"]) == 0


def test_a_command_says_how_to_go_on_and_then_it_does(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held_elsewhere(path)
    assert main(["undo", str(path)]) == 1
    told = capsys.readouterr().err
    assert "佐藤" in told
    assert f"planeditor lock {path} --take-over" in told
    assert main(["lock", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["held"], found["who"], found["terminal"], found["ended"]) == (True, "佐藤", "RDP-0007", False)
    assert lock_path(path).exists()
    assert main(["lock", str(path), "--take-over"]) == 0
    assert "引き継ぎました" in capsys.readouterr().out
    assert not lock_path(path).exists()
    assert main(["undo", str(path)]) == 1
    assert "元に戻せる操作がありません" in capsys.readouterr().err


def test_what_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "a.plandb"
    other.write_bytes(b"x" * 100)
    assert main(["lock", str(other), "--take-over"]) == 1
    assert "計画ファイルではない" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [other]
