"""``publish``, ``withhold``, ``archive``, ``course`` and ``close --archive``."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.messages import publishing as say
from tests.books import measure, progress_book
from tests.leaks import hits


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("公表")
    file = folder / "計画.plandb"
    book = progress_book(folder / "初.xlsx", measure("①-01", R3="検討|||順調|・調査|50% (1/2施設)"))
    assert main(["import", str(file), str(book)]) == 0
    assert main(["edition", str(file), "初版"]) == 0
    return file


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main([*words]) == status
    out, err = capsys.readouterr()
    return out, err


def test_a_decided_state_is_published_without_what_is_withheld(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target = str(plan), str(tmp_path / "出")
    assert say.NOTHING_WITHHELD in run(capsys, "withhold", file)[0]
    run(capsys, "withhold", file, "①-01", "作業内容", "--period", "R3", "--why", "個人の名")
    assert "①-01 R3年度 作業内容" in run(capsys, "withhold", file, "①-01")[0]
    words = "--at", "初版", "--to", target, "--code", "１２２２９７", "--date", "R8.4.1", "--json"
    told = json.loads(run(capsys, "publish", file, *words)[0])
    assert set(told) == {"written", "pages", "warnings"}
    assert all(Path(path).is_file() for path in told["written"])
    assert not hits(tmp_path / "出", ["・調査", "個人の名"])
    assert hits(tmp_path / "出", ["50% (1/2施設)"])
    run(capsys, "withhold", file, "①-01", "作業内容", "--period", "R3", "--off")
    run(capsys, "publish", file, "--at", "初版", "--to", target, "--code", "122297")
    assert hits(tmp_path / "出", ["・調査"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--at", "now", "--code", "122297"), "版を決める"), (("--at", "9版", "--code", "122297"), "初版"),
        (("--at", "初版", "--code", "122298"), "検査数字"),
        (("--at", "初版", "--code", "122297", "--date", "春"), "春"), (("--at", "初版", "--code", "122297", "--level", "7"), "2から4"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_a_sentence(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    _, err = run(capsys, "publish", str(plan), "--to", str(tmp_path / "出"), *words, status=1)
    assert sentence in err
    assert not (tmp_path / "出").exists()


def test_what_cannot_be_withheld_is_a_sentence(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, sentence in (
        (("①-01", "事務局メモ"), "もともと"), (("①-01", "作業内容"), "--period"), (("①-01", "施策名"), "できません"),
        (("①-01", "情報化施策の概要", "--period", "R3"), "年度ごとの項目ではありません"),
        (("①-01", "情報化施策の概要", "--off"), "印はありません"),
    ):
        assert sentence in run(capsys, "withhold", str(plan), *words, status=1)[1]


def test_a_year_is_handed_over_and_its_entries_are_told(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(plan)
    told = json.loads(run(capsys, "course", file, "①-01", "--to", str(tmp_path / "経過.pdf"), "--period", "R3", "--json")[0])
    assert (told["entries"], len(told["written"])) == (3, 1)
    _, err = run(capsys, "course", file, "①-01", "--field", "事務局メモ", "--to", str(tmp_path / "無.pdf"), status=1)
    assert "経過を示す記入がありません" in err
    told = json.loads(run(capsys, "archive", file, "--period", "R3", "--to", str(tmp_path / "早"), "--json")[0])
    assert "まだ確定していません" in told["warnings"][0]
    told = json.loads(run(capsys, "close", file, "--period", "R3", "--anyway", "--archive", str(tmp_path / "完結"), "--json")[0])
    assert told["closed"]
    assert (tmp_path / "完結" / "目録.pdf").is_file()
    assert len(told["written"]) > 8
    run(capsys, "reopen", file, "--period", "R3", "--why", "試験")
    out, _ = run(capsys, "close", file, "--period", "R3", "--anyway", "--archive", str(tmp_path / "無い" / "所"))
    assert "確定しました" in out
    assert "フォルダー" in out
