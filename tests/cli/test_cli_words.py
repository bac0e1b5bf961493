"""What the command line says: no English in a wrong usage, no codes in the log, and nothing half written where a word is wrong."""
from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from planeditor.cli.checking import _line
from planeditor.cli.main import main
from planeditor.domain.building import PlanBuilder
from planeditor.domain.findings import Finding
from planeditor.domain.plan import PERIODS, PLAN_ID, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from tests.cli.conftest import Run
from tests.services.editing_plans import key_of, make, small_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    make(tmp_path).close()
    return tmp_path / "計画.plandb"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("papers", "--save", "あ", "--to", "写し.pdf"), "数字ではありません： 'あ'"), (("point", "--answer", "1"), "値が2つ必要です"),
        (("progress", "--late", "①-01", "訳"), "値が4つ必要です"), (("report", "--a", "版", "--to", "出.pdf"), "どれか分かりません"),
        (("point", "--json=はい"), "値は付けられません"), (("publish", "--at"), "値が1つ必要です"),
        (("compare", "初版"), "足りない指定があります：NEW　"),
    ],
)  # fmt: skip
def test_a_wrong_usage_is_told_in_japanese(run: Run, words: tuple[str, ...], sentence: str) -> None:
    _, err = run(*words, status=2)
    assert sentence in err
    told = re.sub(r"--\w+|planeditor \w+|\b[A-Z]+\b", "", err)
    assert not re.search("[a-z]{3}", told), err


def test_the_log_speaks_in_words(run: Run) -> None:
    run("point", "--add", "費用をまとめること。", "--measure", "①-01")
    run("progress", "--late", "①-02", "人手の不足", "応援を頼む", "R5.9")
    run("status", "検討")
    out, _ = run("log")
    lines = [line.strip() for line in out.splitlines()]
    assert "種類：（なし） → 指摘" in lines
    assert "①-02 R4年度 遅延の理由：（なし） → 人手の不足" in lines
    assert "①-02 R4年度 次の期日：（なし） → R5.9" in lines
    assert any(re.fullmatch(r"状況を決めた日時：（なし） → \d+年\d+月\d+日 \d+:\d\d", line) for line in lines)
    assert not any("point" in line or "reason" in line or "+00:00" in line for line in lines)
    data = json.loads(run("log", "--json")[0])["log"]
    assert {c["field"]: c["new"] for c in data[-2]["changes"]}["種類"] == "point"  # a program reads it as it stands in the plan


def test_late_details_and_highlights_are_shown_where_they_were_written(run: Run) -> None:
    out, _ = run("progress", "--confirm", "①-02", "遅延", "--late", "①-02", "人手の不足", "", "R5.9", "--highlight", "①-01=測り終えた")
    lines = [line.strip() for line in out.splitlines()]
    assert {"理由：人手の不足", "次の期日：R5.9", "主な成果：測り終えた"} <= set(lines)
    assert not any(line.startswith("今後の対応") for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        ("progress", "--confirm", "①-01", "遅延", "--late", "①-99", "訳", "対応", "R5"),
        ("progress", "--confirm", "①-01", "遅延", "--highlight", "①-01"),
        ("progress", "--confirm", "①-01", "遅延", "--highlight", "①-01="),
        ("evaluate", "--judge", "①-01", "達成", "--assess", "①-99", "できた。"), ("point", "--add", "次の指摘", "--answer", "9", "措置"),
    ],
)  # fmt: skip
def test_a_slip_in_one_word_leaves_all_unwritten(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    with Document.open(plan, read_only=True) as document:
        before = document.plan().entries
    run(*words, status=1)
    with Document.open(plan, read_only=True) as document:
        assert document.plan().entries == before


def test_numbers_of_points_are_those_of_the_list_that_was_shown(run: Run) -> None:
    run("point", "--add", "声を聞くこと。", "--measure", "①-02")
    out, _ = run("point", "--add", "費用をまとめること。", "--answer", "1", "聞いた。")
    assert "措置：聞いた。" in out.partition("声を聞くこと。")[2]


def test_words_that_would_be_left_unread_are_told(run: Run) -> None:
    assert "--add" in run("point", "--due", "次回", status=1)[1]
    for words in (("--off",), ("①-01", "--why", "契約前"), ("①-01", "--period", "R4")):
        assert "項目の名前" in run("withhold", *words, status=1)[1]
    run("point", "--add", "声を聞くこと。", "--measure", "①-02")
    assert "声を聞くこと。" in run("point", "--measure", "①-02")[0]
    assert "声を聞くこと。" not in run("point", "--measure", "①-01")[0]


def test_the_papers_of_the_whole_plan_carry_the_mark_until_decided(run: Run, tmp_path: Path) -> None:
    def marked() -> bool:
        run("evaluate", "--to", str(tmp_path / "検証.xlsx"))
        with zipfile.ZipFile(tmp_path / "検証.xlsx") as book:
            return any("（案）" in book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet"))

    assert marked()
    run("status", "本部決定")
    assert not marked()


def test_a_year_of_another_series_is_no_year_of_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = small_plan()
    entries = {**plan.entries, Key(PLAN_ID, f"{PERIODS}:別の年"): "別の年:2030", key_of(plan, "①-01", "別"): "x"}
    file = tmp_path / "別.plandb"
    Document.create(file, entries, name="作成", who="試験").close()
    for words in (("progress", str(file)), ("archive", str(file), "--to", str(tmp_path / "完結"))):
        assert main([*words, "--period", "R12"]) == 1
        assert "使える年度" in capsys.readouterr().err


def test_names_of_states_are_one_short_line(run: Run) -> None:
    assert "基準時点「第1回 本部 配布」" in run("snapshot", "第1回\n本部\t配布")[0]
    assert "100 文字まで" in run("snapshot", "長" * 101, status=1)[1]
    run("edition", "版.plandb")
    assert "違う所はありません" in run("compare", "版.plandb", "now")[0]
    assert "指定してください" in run("compare", "", "now", status=1)[1]
    assert "指定してください" in run("compare", "ない.json", "now", status=1)[1]


def test_a_finding_names_a_measure_without_a_number_and_a_paragraph() -> None:
    builder = PlanBuilder(small_plan())
    measure = builder.add("measure", PLAN_ID, {}, "", "次の計画の検討")
    chapter = builder.add("block", PLAN_ID, {"@type": "chapter"}, "第1章", "考え方")
    text = builder.add("block", chapter, {"@type": "paragraph", "text": "文"})
    made = Plan({**builder.plan.entries, **builder.entries})
    words = FormSets().of(made).vocabulary
    for node, field, place in ((measure, "summary", "次の計画の検討 情報化施策の概要"), (text, "text", "第1章の段落")):
        assert _line(made, words, Finding("r", "note", "文です。", node, field)) == f"参考　{place}　文です。"


def test_a_plan_without_years_and_measures_is_told_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "空.plandb"
    assert main(["new", str(file), "--forms", "sodegaura"]) == 0
    for words, sentence in (
        (("archive", "--period", "R5", "--to", str(tmp_path / "完結")), "先に計画の期間を決めてください"),
        (("close", "--period", "R5"), "先に計画の期間を決めてください"), (("progress", "--period", "R5"), "先に計画の期間を決めてください"),
        (("evaluate", "--to", str(tmp_path / "検証.pdf")), "施策を加えてから"),
    ):
        assert main([words[0], str(file), *words[1:]]) == 1
        assert sentence in capsys.readouterr().err
