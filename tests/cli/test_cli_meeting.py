"""``report`` and ``papers``."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.store.document import Document
from tests.meeting_plans import entries


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "計画.plandb"
    Document.create(file, entries(4, 2), name="計画の作成", who="甲").close()
    return file


def test_papers_are_made_handed_out_and_given_again(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str, status: int = 0) -> str:
        assert main([words[0], str(plan), *words[1:]]) == status
        out, err = capsys.readouterr()
        return err if status else out

    first, again, anew, book, saved = (str(tmp_path / n) for n in ("1.pdf", "2.pdf", "3.pdf", "4.xlsx", "5.pdf"))
    assert "まだありません" in run("papers")
    told = json.loads(
        run("report", "--period", "R5", "--to", first, "--number", "資料1", "--agenda", "１　開会", "--snapshot", "本部", "--json")
    )
    assert told["written"] == [first]
    assert told["pages"] > 5
    assert told["paper"] == 1
    run("set", "①-01", "情報化施策の概要", "変えた概要", "--why", "誤記")
    assert json.loads(run("report", "--at", "本部", "--to", again, "--json"))["pages"] == told["pages"]
    assert "そのまま書き出しました" in run("report", "--at", "本部", "--to", again)
    assert "作りました" in run("report", "--at", "本部", "--to", anew, "--anew")
    content = Path(first).read_bytes()
    assert Path(again).read_bytes() == Path(anew).read_bytes() == content
    assert "作りました" in run("report", "--period", "令和5年度", "--to", book, "--part", "次第", "--part", "目次")
    [line] = run("papers").splitlines()
    assert "本部" in line
    assert "R5年度" in line
    run("papers", "--save", "1", "--to", saved)
    assert Path(saved).read_bytes() == content
    assert json.loads(run("papers", "--json"))["papers"][0]["size"] == len(content)
    assert "R9" in run("report", "--period", "R9", "--to", first, status=1)
    assert ".pdf" in run("report", "--to", str(tmp_path / "x.doc"), status=1)
    assert "--at" in run("report", "--at", "本部", "--snapshot", "次", "--to", anew, status=1)
    assert "--save" in run("papers", "--save", "1", status=1)
    assert "配布した資料 7" in run("papers", "--save", "7", "--to", saved, status=1)
    assert Path(first).read_bytes() == content
