"""What ``show``, ``set`` and ``forms`` tell of chapters, terms, editions and documents."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main

PLAN = {
    "format_version": 1,
    "plan": {"title": "見本計画", "municipality": "見本市", "start": "R6", "end": "R7", "forms": "sodegaura"},
    "areas": [
        {
            "number": "①", "name": "暮らし",
            "areas": [
                {
                    "number": "(1)", "name": "窓口",
                    "measures": [
                        {
                            "number": "①-01", "name": "予約",
                            "blocks": [{"type": "bullet", "number": "ア", "fields": {"本文": "家から予約する"}}],
                        }
                    ],
                }
            ],
        }
    ],
    "blocks": [
        {
            "type": "chapter", "number": "第1章", "name": "あらまし", "fields": {"章の位置": "後"},
            "blocks": [
                {"type": "heading1", "number": "1", "fields": {"本文": "目的"}},
                {"type": "table", "cells": [["役割", "職"], ["本部長", "市長"]]},
            ],
        },
        {"type": "note", "name": "庁内LAN", "fields": {"本文": "庁内の網"}},
        {"type": "edition", "name": "初版", "fields": {"日付": "令和6年3月", "種別": "策定"}},
        {"type": "list", "name": "総合計画", "blocks": [{"type": "item", "number": "2", "name": "安全なまち"}]},
    ],
}


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    source, file = tmp_path / "plan.json", tmp_path / "計画.plandb"
    source.write_text(json.dumps(PLAN, ensure_ascii=False), encoding="utf-8")
    assert main(["import", str(file), str(source)]) == 0
    capsys.readouterr()
    return file


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert main(list(words)) == status
    out, err = capsys.readouterr()
    return out, err


def test_the_whole_plan_is_readable(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "show", str(plan))
    lines = out.splitlines()
    assert lines[0] == "見本計画　（R6年度～R7年度、様式セット sodegaura）"
    assert [line for line in lines[1:7] if line] == ["① 暮らし", "  (1) 窓口", "    ①-01 予約　記入のある年度 0"]
    assert "第1章 あらまし\n  章の位置：後\n  1 目的\n  役割 | 職\n  本部長 | 市長\n" in out
    assert "用語\n  庁内LAN　庁内の網\n" in out
    assert "版\n  初版　令和6年3月　策定\n" in out
    assert "対応先\n  総合計画\n    2 安全なまち" in out
    assert "家から予約する" not in out


def test_a_measure_is_shown_with_its_running_text(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "show", str(plan), "--measure", "①-01")
    assert "① 暮らし\n\n  (1) 窓口\n    ①-01 予約　記入のある年度 0\n      ア 家から予約する" in out
    assert "第1章" not in out


def test_a_plan_without_a_title_and_years_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "空.plandb"
    run(capsys, "new", str(file), "--forms", "sodegaura")
    out, _ = run(capsys, "show", str(file))
    assert out == "（無題の計画）　（年度はまだありません、様式セット sodegaura）\n"


def test_chapters_terms_and_editions_are_set_by_their_names(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place, field, text in (
        ("第１章", "名称", "計画のあらまし"), ("第1章", "章の位置", "前"), ("庁内LAN", "説明", "庁内だけの網"),
        ("初版", "日付", "令和6年4月"), ("総合計画", "名称", "第2次総合計画"),
    ):
        run(capsys, "set", str(plan), place, field, text)
        assert text in run(capsys, "show", str(plan))[0]
    out, _ = run(capsys, "set", str(plan), "庁内LAN", "本文", "網", "--json")
    assert json.loads(out)["name"] == "用語「庁内LAN」 本文"
    for place in ("庁内LAN", "初版"):  # their names stand in texts and in the log
        _, err = run(capsys, "set", str(plan), place, "名称", "別の名前", status=1)
        assert "項目「名称」は" in err
    _, err = run(capsys, "set", str(plan), "第9章", "名称", "ない", status=1)
    assert "「第9章」は計画にありません。章の番号、用語、版の名前にもありません" in err


def test_documents_are_listed_with_the_forms(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "forms")
    assert out.count("  計画書　（様式をまとめた文書、PDF だけ）") == 4
    told = json.loads(run(capsys, "forms", "--json")[0])
    assert {s["id"]: s["documents"] for s in told["sets"]}["chikusei"] == ["計画書"]
    _, err = run(capsys, "export", str(plan), "--form", "ない", "--to", str(tmp_path / "出力.pdf"), status=1)
    assert "計画書。" in err


def test_years_in_the_wrong_order_are_told_apart_from_unreadable_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = ("new", str(tmp_path / "計画.plandb"), "--forms", "sodegaura")
    assert "初めから終わりの順に" in run(capsys, *new, "--start", "R9", "--end", "R6", status=1)[1]
    assert "分かりません" in run(capsys, *new, "--start", "いつか", "--end", "R6", status=1)[1]


def test_a_document_says_what_no_chapter_takes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, file, pdf = tmp_path / "plan.json", tmp_path / "計画.plandb", tmp_path / "計画書.pdf"
    chapter = {"type": "chapter", "number": "第1章", "name": "推進施策"}
    measures = [{"number": "①", "name": "案内板"}]
    content = {"format_version": 1, "plan": {"start": "R6", "end": "R7", "forms": "chikusei"}, "blocks": [chapter]}
    source.write_text(json.dumps({**content, "areas": [{"number": "1-1", "name": "窓口", "measures": measures}]}), encoding="utf-8")
    run(capsys, "import", str(file), str(source))
    out, _ = run(capsys, "export", str(file), "--form", "計画書", "--to", str(pdf))
    assert "「計画書」に出ていないものが 1 件あります：① 案内板。" in out
    run(capsys, "set", str(file), "第1章", "施策の掲載", "載せる")
    out, _ = run(capsys, "export", str(file), "--form", "計画書", "--to", str(pdf), "--json")
    assert json.loads(out)["warnings"] == []


def test_a_change_of_a_chapter_waits_under_its_name(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown, source = run(capsys, "show", str(plan), "--json")[0], tmp_path / "直し.json"
    source.write_text(shown.replace('"あらまし"', '"概要"'), encoding="utf-8")
    run(capsys, "import", str(plan), str(source), status=1)
    out, _ = run(capsys, "submissions", str(plan), status=1)
    assert "  第1章 名称　双方で変更\n    いまの計画：あらまし\n    提出された内容：概要" in out


def test_a_year_that_is_none_is_answered_with_the_labels_of_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "plan.json"
    measure = {"number": "1", "name": "予約", "periods": [{"label": "いつか", "fields": {"作業内容": "設計"}}]}
    content = {"format_version": 1, "plan": {"start": "R6", "end": "R7", "forms": "sodegaura"}, "measures": [measure]}
    source.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    _, err = run(capsys, "import", str(tmp_path / "計画.plandb"), str(source), status=1)
    assert "使える年度：R6年度、R7年度。" in err
