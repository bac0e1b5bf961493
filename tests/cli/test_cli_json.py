"""A plan travels as text: written by ``show``, read by ``import``, on the command line from end to end."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.services.planfiles.creating import create_sample
from tests.cli.test_cli_commands import Program


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    with create_sample(tmp_path / "計画.plandb", "試験") as document:
        return document.path


def test_the_sample_city_travels(run: Program, plan: Path, tmp_path: Path) -> None:
    text, copy = tmp_path / "plan.json", tmp_path / "向こう.plandb"
    assert run("show", plan, "--to", text) == 0
    assert "plan.json" in run.out
    assert run("import", copy, text) == 0
    assert "計画ファイルを作りました" in run.out
    assert run("show", plan, "--json") == 0
    ours = run.out
    assert text.read_text(encoding="utf-8") == ours
    assert run("show", copy, "--json") == 0
    assert run.out == ours
    assert run("verify", copy) == 0


def test_what_was_changed_on_the_way_waits_for_a_decision(run: Program, plan: Path, tmp_path: Path) -> None:
    data = run.json("show", plan)
    measure = data["areas"][0]["measures"][0]
    measure["fields"]["情報化施策の概要"] = "向こうの概要"
    data["areas"][0]["measures"].append({"number": "①-99", "name": "向こうの施策"})
    text = tmp_path / "plan.json"
    text.write_text(json.dumps(data), encoding="utf-8")
    (found,) = run.json("import", plan, text, status=1)["files"]
    assert (found["outcome"], found["conflicts"]) == ("staged", 1)
    (told,) = run.json("submissions", plan, status=1)["submissions"]
    assert ("情報化施策の概要", "conflict", "向こうの概要") in {(w["field"], w["kind"], w["submitted"]) for w in told["waiting"]}
    assert run("decide", plan, found["receipt"], "--accept", "all") == 0
    measures = run.json("show", plan)["areas"][0]["measures"]
    assert (measures[0]["fields"]["情報化施策の概要"], measures[-1]["name"]) == ("向こうの概要", "向こうの施策")
    assert run("undo", plan, "--import", found["receipt"]) == 0
    assert run.json("show", plan)["areas"][0]["measures"][-1]["name"] != "向こうの施策"


def test_a_broken_file_is_one_sentence_and_leaves_the_plan(run: Program, plan: Path, tmp_path: Path) -> None:
    text = tmp_path / "plan.json"
    text.write_text('{"format_version": 1, "plan": {"forms": "sodegaura"}, "measures": [{"number": 1}]}', encoding="utf-8")
    before = plan.read_bytes()
    assert run("import", plan, text) == 1
    assert "plan.json の measures の1番目 の number" in run.err
    assert "Traceback" not in run.err
    assert plan.read_bytes() == before


def test_the_name_of_the_file_must_say_what_it_is(run: Program, plan: Path, tmp_path: Path) -> None:
    assert run("show", plan, "--to", tmp_path / "plan.txt") == 1
    assert ".json" in run.err
    assert not (tmp_path / "plan.txt").exists()
