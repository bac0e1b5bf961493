"""``progress`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.store.document import Document
from tests.services.editing_plans import make


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    document = make(tmp_path)
    document.close()
    return document.path


def test_proposals_are_listed_and_confirmed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", str(plan)]) == 0
    out = capsys.readouterr().out
    assert "・未判定　①-01 公衆LAN　［提案：計画通り］" in out
    assert "R4年度：未判定 2" in out
    words = ["--agree", "--confirm", "①-02", "遅延", "--late", "①-02", "人手の不足", "応援を頼む", "R5.9", "--highlight", "①-01=測り終えた"]
    assert main(["progress", str(plan), *words, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["period"] == "R4年度"
    assert [(m["measure"], m["confirmed"], m["proposed"]) for m in data["measures"]] == [
        ("①-01", "計画通り", "計画通り"), ("①-02", "遅延", "未判定"),
    ]  # fmt: skip
    assert data["measures"][1]["late"] == {"reason": "人手の不足", "action": "応援を頼む", "due": "R5.9", "proposed": False}
    assert data["highlights"] == [{"measure": "①-01", "text": "測り終えた"}]
    assert main(["progress", str(plan), "--confirm", "①-01", "未判定", "--period", "令和4"]) == 0
    assert "R4年度：遅延 1、未判定 1" in capsys.readouterr().out
    with Document.open(plan, read_only=True) as document:
        assert document.log()[0].name == "①-01 R4年度の進捗区分を未判定に戻す"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--confirm", "①-01", "よい"], "「よい」は進捗区分ではありません。"), (["--confirm", "①-99", "遅延"], "①-99"),
        (["--highlight", "①-01"], "①-01=文"), (["--period", "R20"], "R20"),
    ],
)  # fmt: skip
def test_slips_change_nothing(plan: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str) -> None:
    assert main(["progress", str(plan), *words]) == 1
    assert sentence in capsys.readouterr().err
    assert main(["progress", str(plan), "--json"]) == 0
    assert {m["confirmed"] for m in json.loads(capsys.readouterr().out)["measures"]} == {"未判定"}
