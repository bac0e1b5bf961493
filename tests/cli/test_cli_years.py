"""``close`` and ``reopen`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from tests.books import measure, progress_book


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    file = tmp_path / "計画.plandb"
    book = progress_book(tmp_path / "初.xlsx", measure("①-01", R3="検討|||順調|・調査|-", R4="|構築||||"))
    assert main(["import", str(file), str(book)]) == 0
    capsys.readouterr()
    return file


def test_close_and_reopen(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str, status: int = 0) -> tuple[str, str]:
        assert main([words[0], str(plan), *words[1:]]) == status
        out, err = capsys.readouterr()
        return out, err

    out, _ = run("close", "--period", "令和3年度", "--json")
    assert json.loads(out) == {"period": "R3年度", "closed": True, "warnings": []}
    _, err = run("set", "①-01", "作業内容", "後から", "--period", "R3", status=1)
    assert "planeditor reopen" in err
    assert "R3年度" in err
    _, err = run("close", "--period", "R3", status=1)
    assert "すでに" in err
    out, _ = run("set", "①-01", "作業内容", "・構築", "--period", "R4")
    assert "保存しました" in out
    _, err = run("reopen", "--period", "R3", "--why", " ", status=1)
    assert "理由" in err
    run("reopen", "--period", "R3", status=2)
    out, _ = run("reopen", "--period", "R3", "--why", "数値の誤り", "--json")
    assert json.loads(out) == {"period": "R3年度", "closed": False}
    _, err = run("reopen", "--period", "R3", "--why", "もう一度", status=1)
    assert "確定していません" in err
    run("set", "①-01", "作業内容", "後から", "--period", "R3")
    _, err = run("close", "--period", "R9", status=1)
    assert "使える年度" in err
    out, _ = run("log")
    assert "R3年度の確定を解除（数値の誤り）" in out
    assert "@" not in out


def test_what_comes_in_for_a_closed_year_waits(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = progress_book(tmp_path / "次.xlsx", measure("①-01", R3="検討|||順調|・書き直し|-", R4="|構築||順調||"))
    assert main(["close", str(plan), "--period", "R3"]) == 0
    capsys.readouterr()
    assert main(["import", str(plan), str(book), "--accept", "all", "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["files"]
    assert (result["outcome"], result["accepted"], result["waiting"]) == ("partly", 1, 1)
    assert any("R3年度" in note and "確定を解除" in note for note in result["notes"])
    assert main(["import", str(plan), str(book), "--accept", "all", "--json"]) == 1
    (again,) = json.loads(capsys.readouterr().out)["files"]
    assert (again["accepted"], again["waiting"]) == (0, 1)
    assert main(["decide", str(plan), "2", "--accept", "all"]) == 1
    assert "planeditor reopen" in capsys.readouterr().err
    assert main(["reopen", str(plan), "--period", "R3", "--why", "提出が遅れた"]) == 0
    assert main(["decide", str(plan), "2", "--accept", "all"]) == 0
    capsys.readouterr()
    assert main(["show", str(plan), "--json"]) == 0
    periods = json.loads(capsys.readouterr().out)["areas"][0]["measures"][0]["periods"]
    assert (periods[0]["fields"]["作業内容"], periods[1]["fields"]["進捗総括"]) == ("・書き直し", "順調")


def test_extending_a_plan_of_periods(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "計画.plandb"
    assert main(["new", str(file), "--forms", "tomakomai", "--start", "H26", "--end", "H30"]) == 0
    capsys.readouterr()
    assert main(["extend", str(file)]) == 0
    assert "計画期間の延長（26～31年度）" in capsys.readouterr().out
    assert main(["extend", str(file), "--anew", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["periods"] == ["32～37年度", "32", "33", "34", "35", "36", "37"]
