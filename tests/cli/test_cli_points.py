"""``point`` and ``evaluate``: 指摘 and 計画期間の検証 on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli.main import main
from tests.services.request_plans import make


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    make(tmp_path).close()
    return tmp_path / "計画.plandb"


def test_points_are_added_answered_and_ticked_off(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["point", str(plan)]) == 0
    assert "まだありません" in capsys.readouterr().out
    assert main(["point", str(plan), "--add", "費用をまとめること。", "--meeting", "第1回本部会議", "--due", "次回"]) == 0
    assert main(["point", str(plan), "--add", "声を聞くこと。", "--measure", "①-02"]) == 0
    capsys.readouterr()
    assert main(["point", str(plan), "--done", "1"]) == 1
    assert "まだ措置の記入がありません" in capsys.readouterr().err
    assert main(["point", str(plan), "--answer", "1", "まとめた。", "--done", "1", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["points"]
    assert (first["state"], first["answer"], first["due"], first["measure"]) == ("done", "まとめた。", "次回", "")
    assert (second["state"], second["measure"]) == ("open", "①-02 ①-02の名")
    assert main(["point", str(plan), "--open"]) == 0
    assert capsys.readouterr().out.splitlines() == ["2 未回答 ①-02 ①-02の名：声を聞くこと。"]
    assert main(["point", str(plan), "--answer", "9", "何か"]) == 1
    assert "9 番の指摘はありません" in capsys.readouterr().err


def test_a_year_with_an_unanswered_point_stays_open(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["point", str(plan), "--add", "費用をまとめること。"]) == 0
    assert main(["close", str(plan), "--period", "R4"]) == 1
    assert "費用をまとめること。" in capsys.readouterr().err


def test_measures_are_judged_and_the_papers_written(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(plan), "--judge", "①-01", "達成", "--assess", "①-01", "できた。"]) == 0
    assert "達成 1　一部達成 0　未達成 0　未判定 3" in capsys.readouterr().out
    assert main(["evaluate", str(plan), "--judge", "①-01", "だめ"]) == 1
    assert "達成、一部達成、未達成、未判定" in capsys.readouterr().err
    target = tmp_path / "検証.xlsx"
    assert main(["evaluate", str(plan), "--to", str(target), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["written"], data["totals"]["full"], data["evaluations"][0]["assessment"]) == ([str(target)], 1, "できた。")
