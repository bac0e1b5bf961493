"""``snapshot``, ``states``, ``status``, ``revert``, and （案） on what ``export`` writes."""
from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.messages import editions as say
from planeditor.store.document import Document
from tests.cli.conftest import Run
from tests.formengine.pdftext import parse


@pytest.fixture
def plan(plan_file: Path) -> Path:
    return plan_file


def test_states_are_taken_listed_and_gone_back_to(plan: Path, run: Run) -> None:
    taken = json.loads(run("snapshot", "幹事会提出", "--status", "検討", "--note", "第1回", "--date", "令和6年4月8日", "--json")[0])
    assert taken["status"] == "検討"
    assert {k: taken["snapshot"][k] for k in ("name", "kind", "date", "status", "note")} == {
        "name": "幹事会提出", "kind": "snapshot", "date": "令和6年4月8日", "status": "検討", "note": "第1回",
    }
    run("set", "①-01", "作業内容", "・後から書いた", "--period", "R5")
    listed = json.loads(run("states", "--json")[0])["states"]
    assert [(s["name"], s["kind"], s["changes_since"]) for s in listed] == [
        ("初版", "edition", 1), ("2版", "edition", 1), ("幹事会提出", "snapshot", 1), (say.NOW, "now", 0),
    ]
    lines = run("states")[0].splitlines()
    assert lines[2] == "基準時点「幹事会提出」　令和6年4月8日　検討　その後の変更 1 件"
    assert lines[3] == "いまの計画　状況：検討"
    then = run("show", "--at", "幹事会提出", "--measure", "①-01")[0]
    assert "・後から書いた" not in then
    assert "・後から書いた" in run("show", "--at", "now", "--measure", "①-01")[0]
    told = json.loads(run("revert", "幹事会提出", "--json")[0])
    assert (told["changed"], told["state"]) == (1, "幹事会提出")
    assert run("show", "--measure", "①-01")[0] == then
    _, err = run("revert", "幹事会提出", status=1)
    assert "同じ内容" in err
    run("undo")
    assert run("revert", "幹事会提出", "--measure", "①-01")[0].startswith("計画を「幹事会提出」")
    for words, sentence in (
        (("snapshot", "2版"), "もうあります"), (("snapshot", "別", "--status", "済"), "作成中、検討、本部決定、公表"),
        (("revert", "4版"), "初版、2版、幹事会提出"), (("show", "--at", "4版"), "初版、2版、幹事会提出"),
    ):
        assert sentence in run(*words, status=1)[1]
    run("snapshot", status=2)
    run("revert", status=2)
    with Document.open(plan, read_only=True) as document:
        assert document.verify() == []


def test_papers_carry_the_mark_until_decided(run: Run, tmp_path: Path) -> None:
    def mark(form: str, *at: str) -> bool:
        run("export", "--form", form, "--measure", "①-01", "--to", str(tmp_path / "出.pdf"), *at)
        (page,) = parse((tmp_path / "出.pdf").read_bytes()).shown()
        return say.DRAFT in "".join(page)

    assert (mark("plan"), mark("progress")) == (False, True)
    told = json.loads(run("status", "本部決定", "--json")[0])
    assert told == {"status": "本部決定", "plan_decided": True, "report_decided": True}
    run("snapshot", "本部配布")
    assert not mark("progress")
    run("set", "①-01", "作業内容", "・決まった後に書いた", "--period", "R5")
    assert mark("progress")
    assert not mark("progress", "--at", "本部配布")
    run("set", "①-01", "事務局メモ", "内部の覚え")
    run("status", "本部決定")
    assert not mark("progress")
    _, err = run("status", "作成中", status=1)
    assert "理由" in err
    out, _ = run("status", "作成中", "--why", "誤りが見つかったため")
    assert out.splitlines()[0] == say.STATUS_DONE.format(status="作成中")
    assert run("status")[0].splitlines()[0] == "状況：作成中"
    run("export", "--form", "progress", "--measure", "①-01", "--to", str(tmp_path / "出.xlsx"))
    with zipfile.ZipFile(tmp_path / "出.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
    assert any(f"&amp;R{say.DRAFT}" in text for text in sheets)
    assert not any(say.DRAFT in text.partition("<headerFooter")[0] for text in sheets)


def test_a_plan_as_json_keeps_its_states(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("edition", "3版")
    run("snapshot", "本部配布", "--status", "本部決定")
    data, copy = run("show", "--json")[0], tmp_path / "写し.plandb"
    (tmp_path / "計画.json").write_text(data, encoding="utf-8")
    assert main(["import", str(copy), str(tmp_path / "計画.json")]) == 0
    capsys.readouterr()
    assert main(["show", str(copy), "--json"]) == 0
    assert capsys.readouterr().out == data
    assert main(["status", str(copy), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"status": "本部決定", "plan_decided": True, "report_decided": False}
