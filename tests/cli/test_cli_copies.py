"""The command that takes in a colleague's copy of the plan file, from the first word to undoing it."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.store.document import Document
from tests.books import measure, progress_book
from tests.cli.test_cli_commands import Program


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture
def plan(tmp_path: Path, run: Program) -> Path:
    book = progress_book(tmp_path / "提出.xlsx", measure("①-01", R3="検討|||順調|・調査|-"), measure("②-01", "別の施策", R3="調査|||||"))
    file = tmp_path / "計画.plandb"
    assert run("import", file, book) == 0
    with Document.open(file) as document:
        document.copy_to(tmp_path / "写し.plandb")
    return file


def test_a_copy_is_taken_in_decided_and_taken_back(run: Program, plan: Path) -> None:
    copy = plan.with_name("写し.plandb")
    assert run("set", copy, "①-01", "作業内容", "・据付", "--period", "R3") == 0
    assert run("set", copy, "①-01", "情報化施策の概要", "あちらの概要") == 0
    assert run("set", plan, "①-01", "情報化施策の概要", "こちらの概要") == 0
    (found,) = run.json("import", plan, copy, status=1)["files"]
    assert (found["outcome"], found["waiting"], found["conflicts"]) == ("staged", 2, 1)
    (_, told) = run.json("submissions", plan, status=1)["submissions"]
    assert {(w["field"], w["kind"], w["now"], w["submitted"]) for w in told["waiting"]} == {
        ("情報化施策の概要", "conflict", "こちらの概要", "あちらの概要"), ("作業内容", "clean", "・調査", "・据付"),
    }
    assert run.json("decide", plan, found["receipt"], "--accept", "clean")["decided"] == 1
    assert run("show", plan, "--measure", "①-01") == 0
    assert "・据付" in run.out
    assert "こちらの概要" in run.out
    assert run("undo", plan, "--import", found["receipt"]) == 0
    assert run("show", plan, "--measure", "①-01") == 0
    assert "・据付" not in run.out
    assert run("verify", plan) == 0


def test_clean_changes_at_once_and_nothing_the_second_time(run: Program, plan: Path) -> None:
    copy = plan.with_name("写し.plandb")
    assert run("set", copy, "①-01", "作業内容", "・据付", "--period", "R3") == 0
    assert run.json("import", plan, copy, "--accept", "clean")["files"][0]["outcome"] == "imported"
    again = run.json("import", plan, copy, "--accept", "clean")["files"][0]
    assert (again["outcome"], again["accepted"]) == ("unchanged", 0)


def test_what_is_no_copy_of_this_plan_is_one_sentence(run: Program, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "別.plandb"
    assert run("new", other, "--forms", "sodegaura", "--title", "別の計画", "--start", "R3", "--end", "R5") == 0
    before = plan.read_bytes()
    assert run("import", plan, other) == 1
    assert "別の計画" in run.err
    assert run("import", plan, plan) == 1
    assert "そのもの" in run.err
    assert run("import", tmp_path / "新.plandb", plan) == 1
    assert not (tmp_path / "新.plandb").exists()
    assert plan.read_bytes() == before


def test_a_snapshot_and_a_point_of_a_copy_come_in_with_their_own_words(run: Program, plan: Path) -> None:
    copy = plan.with_name("写し.plandb")
    assert run("point", copy, "--add", "費用をまとめること。", "--meeting", "第1回") == 0
    assert run("snapshot", copy, "幹事会提出", "--date", "令和4年5月") == 0
    (found,) = run.json("import", plan, copy, status=1)["files"]
    (_, told) = run.json("submissions", plan, status=1)["submissions"]
    waiting = {(w["field"], w["submitted"]) for w in told["waiting"]}
    assert {("種類", "指摘"), ("本文", "費用をまとめること。"), ("会議", "第1回"), ("種類", "基準時点"), ("日付", "令和4年5月")} <= waiting
    assert run.json("decide", plan, found["receipt"], "--accept", "all")
    (point,) = run.json("point", plan)["points"]
    assert (point["text"], point["meeting"], point["state"]) == ("費用をまとめること。", "第1回", "open")
    assert [s["name"] for s in run.json("states", plan)["states"]] == ["幹事会提出", "現在"]
    assert run("verify", plan) == 0
