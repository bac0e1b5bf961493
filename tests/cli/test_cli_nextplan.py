"""``new --from`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.domain.plan import FORMER
from planeditor.store.document import Document
from tests.services.nextplan_plans import ending_plan


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "前.plandb"
    Document.create(path, ending_plan().entries, name="作成", who="試験").close()
    return path


def numbers(path: Path) -> dict[str, str]:
    with Document.open(path, read_only=True) as document:
        plan = document.plan()
    return {m.number: plan.text(m.id, FORMER) for m in plan.measures}


def test_the_next_plan(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "次.plandb"
    assert main(["new", str(path), "--forms", "sodegaura", "--from", str(old)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "R8年度～R12年度" in out
    assert "続ける施策 3、終える施策 1、統合する施策 1。" in out
    assert "①-02 窓口案内" in out
    assert "「進捗総括」9 件" in out
    assert numbers(path) == {"①-01": "①-01、①-03", "②-01": "②-01", "②-02": "②-02"}
    assert main(["set", str(path), "②-02", "前計画の番号", "②-02、②-03"]) == 0
    assert numbers(path)["②-02"] == "②-02、②-03"
    capsys.readouterr()
    assert main(["new", str(path), "--forms", "sodegaura", "--from", str(old)]) == 1
    assert "すでにあります" in capsys.readouterr().err


def test_every_choice_can_be_made(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "次.plandb"
    words = [
        "--title", "新しい計画", "--start", "R9", "--end", "R18", "--keep", "①-02", "--finish", "②-01", "--merge", "②-02=①-02",
        "--renumber", "--without-results", "--without-chapters", "--json",
    ]  # fmt: skip
    assert main(["new", str(path), "--forms", "nihonmatsu", "--from", str(old), *words]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["goes_on"], data["ends"], data["merges"], data["results"]) == (2, 1, 2, 0)
    assert data["written"] == [str(path)]
    assert {"reason": "edition", "field": "", "count": 2, "places": ["初版"]} in data["left_out"]
    assert numbers(path) == {"①-01": "①-01、①-03", "①-02": "①-02、②-02"}
    assert main(["show", str(path), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    assert (plan["title"], plan["start"], plan["end"], plan["forms"]) == ("新しい計画", "R9年度", "R18年度", "nihonmatsu")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--merge", "①-01"], "「=」でつないで"), (["--merge", "①-01=①-02"], "続ける施策ではありません"),
        (["--finish", "⑨-99"], "計画にありません"), (["--start", "R8"], "両方"), (["--forms", "ない"], "様式セット"),
    ],
)  # fmt: skip
def test_slips_leave_nothing(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    path = tmp_path / "次.plandb"
    assert main(["new", str(path), "--forms", "sodegaura", "--from", str(old), *words]) == 1
    assert sentence in capsys.readouterr().err
    assert not path.exists()


def test_choices_need_a_plan_to_choose_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "次.plandb"
    assert main(["new", str(path), "--forms", "sodegaura", "--renumber", "--keep", "①-01"]) == 1
    assert "--keep、--renumber は、--from" in capsys.readouterr().err
    assert main(["new", str(path), "--forms", "sodegaura", "--from", str(tmp_path / "ない.plandb")]) == 1
    assert "ない.plandb" in capsys.readouterr().err
    assert not path.exists()
