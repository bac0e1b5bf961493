"""``verify`` tells what is damaged, by table, row and page, and what to do next."""
from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    start = {Key(PLAN_ID, KIND): "plan", Key("m1", "work", "R2"): "窓口の設計"}
    Document.create(path, start, name="作成", who="甲").close()
    return path


def test_a_sound_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"faults": [], "damage": []}
    assert main(["verify", str(path)]) == 0
    assert "壊れたところはありません" in capsys.readouterr().out


def test_a_damaged_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE field_label SET label = '別' WHERE field = '@name'")
        db.commit()
    assert main(["verify", str(path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [d["sentence"] for d in said["damage"]] == said["faults"]
    assert said["damage"][0] | {"sentence": ""} == {"sentence": "", "table": "field_label", "row": "@name", "page": None}
    assert main(["verify", str(path)]) == 1
    out = capsys.readouterr().out
    assert "項目の名前" in out
    assert "restore" in out
    assert "--salvage" in out
