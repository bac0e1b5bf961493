"""点検 on the command line: grouped findings, those that were seen, another plan file, and two workbooks that disagree."""
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from planeditor.cli import main
from planeditor.domain.findings import Finding
from planeditor.domain.plan import Key
from planeditor.services.checking.seen import mark_seen
from planeditor.store.document import Document
from tests.books import measure, progress_book

LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"
EVERY_WAY = ("together", "plan first", "progress first")
BY_RULE = {
    "rate-over-100": 1, "same-as-other-measure": 1, "same-everywhere": 1, "era-spellings": 1, "term-spellings": 9,
}
SHEETS = 42
"""What the 14 real sheets and their plan give besides where the two disagree; every one was read and judged."""


class Program:
    """Runs the program in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str | Path, status: int = 0) -> str:
        assert main([str(w) for w in words]) == status, self.capsys.readouterr()
        return self.capsys.readouterr().out

    def check(self, *words: str | Path, status: int) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self("check", *words, "--json", status=status))
        return data


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture
def plan(tmp_path: Path, run: Program) -> Path:
    book = progress_book(
        tmp_path / "01.xlsx", measure("①-01", R3=f"検討|||順調|{LONG}|-"), measure("①-02", "別の施策", R3=f"調査|||順調|{LONG}|-")
    )
    run("import", tmp_path / "計画.plandb", book)
    return tmp_path / "計画.plandb"


def shared(run: Program, plan: Path, *words: str) -> list[dict[str, Any]]:
    data = run.check(plan, *words, status=1)
    return [f for f in data["findings"] if f["rule"] == "same-as-other-measure"]


def test_a_grouped_finding_names_its_places_until_it_was_seen(run: Program, plan: Path) -> None:
    (finding,) = shared(run, plan)
    assert [p["measure"] for p in finding["places"]] == ["①-01", "①-02"]
    assert (finding["measure"], finding["period"], finding["field"], finding["seen"]) == ("①-01", "R3年度", "作業内容", False)
    with Document.open(plan, who="山田") as document:
        places = tuple(Key(m.id, "work", "年度:2021") for m in document.plan().measures)
        mark_seen(document, Finding("same-as-other-measure", "warning", "", *places[0], places), "共通の作業", who="山田")
    assert shared(run, plan) == []
    (seen,) = shared(run, plan, "--all")
    assert (seen["seen"], seen["reason"], seen["who"]) == (True, "共通の作業", "山田")
    assert "確認済みが 1 件" in run("check", plan, status=1)
    assert "共通の作業　山田" in run("check", plan, "--all", status=1)


def test_against_another_plan_file(run: Program, plan: Path, tmp_path: Path) -> None:
    other = progress_book(tmp_path / "02.xlsx", measure("①-01", R3=f"実施|||順調|{LONG}|-"), measure("①-02", "別の施策", R3="調査|||||"))
    run("import", tmp_path / "前.plandb", other)
    found = run.check(plan, "--against", tmp_path / "前.plandb", status=1)["findings"]
    (finding,) = [f for f in found if f["rule"] == "sheets-disagree"]
    assert (finding["severity"], finding["measure"], finding["field"]) == ("error", "①-01", "計画・設計")
    assert "「前.plandb」では「実施」です（この計画では「検討」）" in finding["message"]


@pytest.mark.shared
def test_the_real_sheets_and_their_plan_however_they_were_taken_in(run: Program, tmp_path: Path, shared_folder: Path) -> None:
    books = [shared_folder / "samples" / f"sodegaura_{name}.xlsx" for name in ("plan", "progress")]
    for way in EVERY_WAY:
        file = tmp_path / f"{way}.plandb"
        steps = {"together": [books], "plan first": [books[:1], books[1:]], "progress first": [books[1:], books[:1]]}[way]
        for step in steps:
            main(["import", str(file), *map(str, step)])
        run.capsys.readouterr()
        found = run.check(file, status=1)["findings"]
        counts = Counter(f["rule"] for f in found)
        told = [f for f in found if f["rule"] == "sheets-disagree"]
        assert {p["field"] for f in told if f["severity"] == "error" for p in f["places"]} == {
            "計画・設計", "開発・構築", "運用", "担当部署",
        }, way
        assert {(p["measure"], p["period"], p["field"]) for f in told for p in f["places"]} >= {
            ("②-07", "", "担当部署"), ("②-05", "H30年度", "運用"), ("①-02", "H29年度", "開発・構築"), ("①-01", "", "目標"),
        }, way
        (blank,) = [f for f in told if "空欄" in f["message"]]
        assert {(p["period"], p["field"]) for p in blank["places"]} == {("H29年度", "開発・構築")}, way
        assert (len(blank["places"]), "計画準備" in blank["message"]) == (11, True), way
        if way == "together":
            assert {rule: count for rule, count in counts.items() if rule != "sheets-disagree"} == BY_RULE
            assert len(told) == SHEETS
            (pasted,) = [f for f in found if f["rule"] == "same-everywhere"]
            (sentence,) = [f for f in found if f["rule"] == "same-as-other-measure"]
            assert (len(pasted["places"]), len(sentence["places"])) == (12, 14)
