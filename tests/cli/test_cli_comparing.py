"""``compare``: the list, the JSON, and the files."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planeditor.cli import main
from tests.books import measure, progress_book
from tests.formengine.pdftext import parse


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("比較")
    file = folder / "計画.plandb"
    book = progress_book(folder / "初.xlsx", measure("①-01", R3="検討|||順調|・調査|-"))
    for words in (
        ("import", str(file), str(book)), ("edition", str(file), "初版", "--date", "令和3年3月"),
        ("set", str(file), "①-01", "情報化施策の概要", "試験運用を開始します。", "--why", "見直し"),
        ("set", str(file), "①-01", "作業内容", "・再調査", "--period", "R3"),
    ):
        assert main([*words]) == 0
    return file


@pytest.fixture
def run(plan: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def compare(*words: str, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert main(["compare", str(plan), *words]) == status
        out, err = capsys.readouterr()
        return out, err

    return compare


def test_the_list_and_the_json(run: Any) -> None:
    out, _ = run("初版", "now")
    assert "違い 1 件（変更 1）" in out
    (told,) = json.loads(run("初版", "now", "--json")[0])["differences"]
    assert (told["kind"], told["measure"], told["period"], told["field"]) == ("changed", "①-01", "", "情報化施策の概要")
    assert (told["new"], told["reason"]) == ("試験運用を開始します。", "見直し")
    with_reports = json.loads(run("初版", "now", "--reports", "--json")[0])["differences"]
    assert [(d["field"], d["period"], d["old"], d["new"]) for d in with_reports][1:] == [("作業内容", "R3年度", "・調査", "・再調査")]
    back = json.loads(run("now", "初版", "--json")[0])["differences"]
    assert [(d["old"], d["new"]) for d in back] == [(told["new"], told["old"])]
    assert json.loads(run("now", "now", "--json")[0]) == {"differences": []}


@pytest.mark.parametrize(
    ("name", "options"), [("対照表.pdf", ()), ("見え消し.pdf", ("--redline",)), ("対照表.xlsx", ("--heads", "新・旧", "--swap"))]
)
def test_it_is_written(run: Any, tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    target = tmp_path / name
    data = json.loads(run("初版", "now", "--to", str(target), *options, "--json")[0])
    assert (data["written"], data["pages"], data["warnings"]) == ([str(target)], 1, [])
    if name.endswith(".pdf"):
        shown = "".join(s for page in parse(target.read_bytes()).shown() for s in page)
        assert "試験運用を開始します。" in shown
        assert "初版（令和3年3月）" in shown


def test_what_is_not_there_is_said_in_a_sentence(run: Any, tmp_path: Path) -> None:
    for words, text in (
        (("5版", "now"), "5版"), (("初版", "無い.plandb"), "無い.plandb"), (("初版", "now", "--heads", "左・右"), "新・旧"),
        (("初版", "now", "--to", str(tmp_path / "表.docx")), "表.docx"),
    ):
        out, err = run(*words, status=1)
        assert out == ""
        assert text in err
        assert "Traceback" not in err


def test_a_plan_as_json_is_compared_too(run: Any, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "計画.json"
    assert main(["show", str(plan), "--to", str(target), "--at", "初版"]) == 0
    capsys.readouterr()
    (told,) = json.loads(run(str(target), "now", "--json")[0])["differences"]
    assert (told["field"], told["new"]) == ("情報化施策の概要", "試験運用を開始します。")
