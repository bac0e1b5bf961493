"""``request`` and what comes back of it, on the command line."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planeditor.cli import main
from planeditor.store.departments import Department
from planeditor.store.document import Document
from tests.books import measure, progress_book


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    file = tmp_path / "計画.plandb"
    sheets = measure("①-01", R3="検討|||順調|・調査|-", R4="|構築||||"), measure("①-02", R3="検討|||順調|・研修|-", R4="|||||")
    book = progress_book(tmp_path / "初.xlsx", *sheets)
    assert main(["import", str(file), str(book)]) == 0
    for number in ("①-01", "①-02"):
        assert main(["set", str(file), number, "照会先", "見本課（係長・内線12）" if number == "①-01" else "学校課"]) == 0
    capsys.readouterr()
    return file


class Run:
    """Runs commands on one plan file."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = file, capsys

    def __call__(self, *words: str, status: int = 0) -> tuple[str, str]:
        assert main([words[0], str(self.file), *words[1:]]) == status
        out, err = self.capsys.readouterr()
        return out, err

    def json(self, *words: str, status: int = 0) -> Any:
        return json.loads(self(*words, "--json", status=status)[0])


@pytest.fixture
def run(plan: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(plan, capsys)


def test_nothing_is_written_until_it_is_clear_who_is_asked(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "依頼"
    with Document.open(run.file, who="試験") as document:
        document.departments.add([Department("総務部", "財政課", 1)])
    data = run.json("request", "--period", "R4", "--to", str(out), status=1)
    assert (data["written"], data["request"], out.exists()) == ([], None, False)
    assert [(u["measure"], u["printed"], u["reason"]) for u in data["unresolved"]] == [
        ("①-01", "見本課", "unknown"), ("①-02", "学校課", "unknown"),
    ]  # fmt: skip
    _, err = run("request", "--period", "R4", "--to", str(out), status=1)
    assert len(err.splitlines()) == 2
    assert "「担当部署」の一覧にありません" in err


def test_an_empty_list_of_departments_is_filled_from_the_plan(run: Run, tmp_path: Path) -> None:
    run("set", "①-02", "照会先", "見本課")
    said, _ = run("request", "--period", "R4", "--to", str(tmp_path / "依頼"))
    with Document.open(run.file, read_only=True) as document:
        names = [d.section for d in document.departments.all()]
    assert "見本課" in names
    assert f"{len(names)} 件を加えました" in said.splitlines()[0]


def test_a_request_and_what_comes_back(run: Run, tmp_path: Path) -> None:
    with Document.open(run.file, who="試験") as document:
        document.departments.add([Department("総務部", "学校課", 1), Department("総務部", "見本課", 2)])
    out = tmp_path / "依頼"
    data = run.json("request", "--period", "令和4年度", "--to", str(out), "--deadline", "R5.2.28", "--round", "3月結果")
    names = [Path(p).name for p in data["written"]]
    assert names == ["00_依頼文.xlsx", "00_送付一覧.xlsx", "01_学校課_R4_3月結果.xlsx", "02_見本課_R4_3月結果.xlsx"]
    assert data["pages"] >= 2
    assert (data["warnings"], data["request"], data["unresolved"]) == ([], 1, [])
    said, _ = run("submissions")
    assert said.splitlines()[0] == "R4年度（3月結果）　提出 0/2 課・0/2 施策"
    assert "総務部 学校課　未提出　0/1　遅れ" in said

    book = openpyxl.load_workbook(out / "01_学校課_R4_3月結果.xlsx")
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if not c.protection.locked]
    sheet = book.worksheets[1]
    row = next(c.row for line in sheet.iter_rows() for c in line if c.value in ("R4年度", "R4"))
    first = next(c for c in cells if c.parent is sheet and c.row == row)
    first.value = "研修を終えた"
    book.save(tmp_path / "返送.xlsx")
    assert run.json("import", str(tmp_path / "返送.xlsx"), status=1)["files"][0]["waiting"] == 1
    told = run.json("submissions", "--period", "R4", status=1)
    assert {d["name"]: d["state"] for d in told["departments"]} == {"総務部 学校課": "all", "総務部 見本課": "none"}
    assert (told["totals"]["departments_submitted"], told["totals"]["waiting"]["clean"]) == (1, 1)
    assert told["submissions"][-1]["waiting"][0]["submitted"] == "研修を終えた"

    _, err = run("close", "--period", "R4", status=1)
    assert "決めていない取込の内容が 1 件" in err
    assert "--anyway" in err
    assert run.json("close", "--period", "R4", "--anyway")["closed"] is True


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--period", "R9"), "年度"), (("--period", "R3", "--period", "R4", "--period", "R5"), "年度"),
        (("--period", "R4", "--deadline", "いつか"), "提出期限"), (("--period", "R4", "--department", "まぼろし課"), "まぼろし課"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_in_a_sentence(run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    _, err = run("request", *words, "--to", str(tmp_path / "依頼"), "--fill-departments", status=1)
    assert sentence in err
    assert not (tmp_path / "依頼").exists()


def test_a_request_needs_a_period_and_a_folder(run: Run) -> None:
    assert "足りない指定" in run("request", "--period", "R4", status=2)[1]
    assert "足りない指定" in run("request", "--to", "x", status=2)[1]


def test_reserved_fields_are_set_by_their_words(run: Run) -> None:
    assert "①-01 照会先" in run("set", "①-01", "照会先", "学校課")[0]
    assert "事務局" in run("set", "計画", "事務局", "見本課")[0]
    assert "提出の回" in run("set", "計画", "提出の回", "4月計画 3月結果")[0]
    label = "見込の別（効果（額））"
    assert label in run("set", "①-01", label, "見込", "--period", "R4")[0]
    assert "使える言葉：見込" in run("set", "①-01", label, "たぶん", "--period", "R4", status=1)[1]
    run("close", "--period", "R4", "--anyway")
    assert "確定しています" in run("set", "①-01", label, "", "--period", "R4", status=1)[1]
