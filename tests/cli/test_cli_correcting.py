"""``correct``, and what ``submissions`` tells of rounds and remarks, on the command line."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planeditor.cli import main
from planeditor.messages import request_sheet as words
from tests.books import measure, progress_book
from tests.cli.test_cli_requests import Run


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A plan of two measures of one department, asked for R4, with both sheets handed in."""
    file = tmp_path / "計画.plandb"
    sheets = measure("①-01", R3="検討|||順調|・調査|-", R4="|構築||||"), measure("①-02", R3="検討|||順調|・研修|-", R4="|||||")
    book = progress_book(tmp_path / "初.xlsx", *sheets)
    assert main(["import", str(file), str(book)]) == 0
    run = Run(file, capsys)
    for number in ("①-01", "①-02"):
        run("set", number, "照会先", "見本課")
    run("request", "--period", "R4", "--to", str(tmp_path / "依頼"), "--fill-departments")
    out = tmp_path / "依頼" / "01_見本課_R4.xlsx"
    workbook = openpyxl.load_workbook(out)
    for sheet in workbook.worksheets[1:]:
        rows = {cell.value: cell.row for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
        columns = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
        sheet.cell(rows["R4年度"], columns["作業内容"]).value = f"・{sheet.title}の記入"
        sheet.cell(rows["R3年度"], columns[words.SIDE_PAST]).value = "誤りでした"
    workbook.save(tmp_path / "返送.xlsx")
    run("import", str(tmp_path / "返送.xlsx"), status=1)
    return run


def test_a_correction_is_written_for_the_places_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "修正"
    data = run.json(
        "correct", "2", "--measure", "①-01", "--field", "作業内容", "--field", "効果（額）", "--why", "詳しく", "--to", str(folder),
        "--deadline", "R5.3.10",
    )  # fmt: skip
    (path,) = data["written"]
    book = openpyxl.load_workbook(path)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "作業内容：詳しく\n効果（額）：詳しく" in texts
    assert any("令和5年3月10日（金）" in text for text in texts)
    assert "・①-01の記入" in texts
    assert len(book.sheetnames) == 2
    assert "修正依頼 1 件" in run("submissions", status=1)[0]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (("--field", "作業内容"), "--measure で番号を指定してください（①-01、①-02）"),
        (("--field", "まぼろし", "--measure", "①-01"), "依頼できる項目：進捗総括、作業内容、効果（額）"),
        (("--field", "作業内容", "--measure", "⑨-09"), "選べる番号：①-01、①-02"),
        (("--field", "作業内容", "--measure", "①-01", "--period", "R3"), "--measure で選べる番号"),
    ],
)
def test_a_correction_that_names_no_place_says_which_there_are(run: Run, tmp_path: Path, chosen: tuple[str, ...], sentence: str) -> None:
    _, err = run("correct", "2", *chosen, "--why", "詳しく", "--to", str(tmp_path / "修正"), status=1)
    assert sentence in err
    assert not (tmp_path / "修正").exists()


def test_a_correction_of_a_closed_year_says_what_to_do(run: Run, tmp_path: Path) -> None:
    run("close", "--period", "R4", "--anyway")
    words = "correct", "2", "--field", "作業内容", "--measure", "①-01", "--why", "詳しく", "--to", str(tmp_path / "修正")
    assert "先に確定を解除" in run(*words, status=1)[1]


def test_remarks_are_told_with_the_year_they_came_in(run: Run) -> None:
    out, _ = run("submissions", "--period", "R4", status=1)
    assert "①-01 R3年度 連絡事項　過年度の訂正" in out
    assert "    誤りでした" in out
    assert "決めること 4 件" in out
    data = run.json("submissions", "--period", "R4", status=1)
    assert [w["remark"] for w in data["submissions"][1]["waiting"]] == ["", "過年度の訂正", "", "過年度の訂正"]


def test_a_round_that_nobody_was_asked_in_is_said(run: Run, tmp_path: Path) -> None:
    assert "回を付けた依頼はまだない" in run("submissions", "--round", "10月中間", status=1)[1]
    run("request", "--period", "R4", "--round", "3月結果", "--to", str(tmp_path / "三月"))
    assert "依頼した回：3月結果" in run("submissions", "--round", "10月中間", status=1)[1]
    assert "R4年度（3月結果）　提出 0/1 課・0/2 施策" in run("submissions", "--round", "3月結果", status=1)[0]


def test_texts_put_right_are_named_until_the_department_agrees(run: Run) -> None:
    assert "確認を待っている文がありません" in run("confirm", status=1)[1]
    assert "まだ決めていないものが 2 件" in run("decide", "2", "--accept", "clean")[0]
    run("set", "①-01", "作業内容", "・事務局が直した", "--period", "R4", "--why", "電話")
    run("set", "①-02", "作業内容", "・こちらも直した", "--period", "R4", "--why", "電話")
    said, _ = run("submissions", status=1)
    assert "    確認待ち：①-01 R4年度 作業内容" in said.splitlines()
    assert "確認待ち 2 件" in said
    assert run("confirm", "--measure", "①-02")[0].splitlines() == ["担当部署の確認を記録しました：①-02 R4年度 作業内容"]
    assert run.json("confirm")["confirmed"] == ["①-01 R4年度 作業内容"]
    assert "確認待ち" not in run("submissions", status=1)[0]
