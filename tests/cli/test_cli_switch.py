"""``switch`` and ``new --list`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.store.document import Document
from tests.services.list_books import HEADS, ROWS, list_book


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert main(list(words)) == status
    out, err = capsys.readouterr()
    return out, err


def test_switch_shows_first_and_then_does(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Document.open(plan_file, read_only=True) as document:
        before = dict(document.plan().entries)
    out, _ = run(capsys, "switch", str(plan_file), "--forms", "tomakomai", "--map", "情報化施策の概要＝実施内容", "--dry-run")
    assert "情報化施策の概要（計画事項" in out
    assert "→ 実施内容" in out
    assert "計画は変えていません" in out
    with Document.open(plan_file, read_only=True) as document:
        assert dict(document.plan().entries) == before
    words = ("switch", str(plan_file), "--forms", "tomakomai", "--map", "情報化施策の概要=実施内容", "--json")
    out, _ = run(capsys, *words)
    answer = json.loads(out)
    assert (answer["switched"], answer["forms"]) == (True, "tomakomai")
    assert {f["new"] for f in answer["fields"] if f["field"] == "情報化施策の概要"} == {"実施内容"}
    out, _ = run(capsys, "show", str(plan_file))
    assert "様式セット tomakomai" in out
    out, _ = run(capsys, "show", str(plan_file), "--measure", "①-01")
    assert "作業内容：" in out  # a field without a place goes by its name still
    run(capsys, "undo", str(plan_file))
    with Document.open(plan_file, read_only=True) as document:
        assert dict(document.plan().entries) == before


def test_switch_says_what_speaks_against_it(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = ("switch", str(plan_file), "--forms", "tomakomai")
    two = ("--map", "情報化施策の概要=実施内容", "--map", "期待される効果=実施内容")
    _, err = run(capsys, *to, *two, status=1)
    assert "行き先が、どれも「実施内容」" in err
    _, err = run(capsys, *to, "--map", "ない項目=実施内容", status=1)
    assert "「ない項目」はありません" in err
    _, err = run(capsys, *to, "--map", "期待される効果=ない項目", status=1)
    assert "選べる項目：" in err
    _, err = run(capsys, "switch", str(plan_file), "--forms", "ない", status=1)
    assert "様式セット「ない」はありません" in err
    out, _ = run(capsys, *to, *two, "--join")
    assert "変えました" in out


def test_a_plan_from_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, file = list_book(tmp_path / "一覧.xlsx", [HEADS], ROWS), tmp_path / "計画.plandb"
    new = ("new", str(file), "--forms", "sodegaura", "--list", str(book))
    _, err = run(capsys, *new, status=1)
    assert "--start と --end" in err
    years = ("--start", "R3", "--end", "R7")
    _, err = run(capsys, *new, *years, status=1)
    assert "--title" in err
    titles = ("--title", "見本計画", "--municipality", "見本市")
    _, err = run(capsys, *new, *years, *titles, "--column", "ない=目標", status=1)
    assert "「ない」の列はありません" in err
    out, _ = run(capsys, *new, *years, *titles, "--column", "予算額=他計画への掲載", "--column", "期待される効果=", "--json")
    answer = json.loads(out)
    assert (answer["measures"], answer["areas"]) == (3, 2)
    assert answer["columns"]["予算額"] == "他計画への掲載"
    assert answer["columns"]["期待される効果"] == "取り込まない"
    out, _ = run(capsys, "show", str(file), "--measure", "①-01")
    assert "他計画への掲載：1200" in out
    _, err = run(capsys, *new[:4], *years, "--sheet", "一覧", status=1)
    assert "--list と一緒に" in err


def test_switch_names_the_option_by_which_a_refusal_is_agreed_to(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = ("switch", str(plan_file), "--forms", "tomakomai")
    _, err = run(capsys, *to, "--map", "情報化施策の概要=実施内容", "--map", "期待される効果=実施内容", status=1)
    assert "--join" in err
    run(capsys, *to)
    back = ("switch", str(plan_file), "--forms", "sodegaura")
    _, err = run(capsys, *back, status=1)
    assert "--public を付けて" in err
    out, _ = run(capsys, *back, "--public")
    assert "変えました" in out


def test_columns_of_a_list_are_named_as_the_form_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, file = list_book(tmp_path / "一覧.xlsx", [("い", "ろ", "は")], [("1", "案内板", "置く")]), tmp_path / "計画.plandb"
    new = ("new", str(file), "--forms", "sodegaura", "--list", str(book), "--title", "見本計画", "--municipality", "見本市")
    years = ("--start", "R6", "--end", "R7")
    _, err = run(capsys, *new, *years, status=1)
    assert "「--column 見出し=名称」で指定してください。ある見出し：い、ろ、は。" in err
    run(capsys, *new, *years, "--column", "い=施策番号", "--column", "ろ=名称", "--column", "は=情報化施策の概要")
    out, _ = run(capsys, "show", str(file), "--measure", "1")
    assert "情報化施策の概要：置く" in out
