"""``cover`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.store.document import Document
from tests.services.editing_plans import make


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    document = make(tmp_path)
    document.close()
    return document.path


def test_lists_items_and_marks(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cover", str(plan)]) == 0
    assert "まだありません" in capsys.readouterr().out
    text = tmp_path / "項目.txt"
    text.write_text("1 窓口の改善\n2 庁内の改善\n", encoding="utf-8")
    assert main(["cover", str(plan), "--list", "見本県方針", "--items", str(text), "--mark", "①-01=1", "--mark", "①-02=1"]) == 0
    out = capsys.readouterr().out
    assert "対応する施策のない項目 1 / 2　どの項目にも対応しない施策 0 / 2" in out
    assert "  1 窓口の改善：①-01、①-02" in out
    assert "  2 庁内の改善：なし" in out
    assert main(["cover", str(plan), "--list", "見本県　方針", "--unmark", "①-02=窓口の改善", "--json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)["lists"]
    assert data["items"][0] == {"number": "1", "name": "窓口の改善", "measures": {"①-01": "○"}}
    assert (data["open_items"], data["open_measures"]) == (["2 庁内の改善"], ["①-02 窓口案内"])
    with Document.open(plan, read_only=True) as document:
        names = [group.name for group in document.log()]
    assert {"対応先「見本県方針」を追加", "「見本県方針」の対応 2 件を変更", "「見本県方針」の対応 1 件を変更"} <= set(names)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--mark", "①-01=1"], "--list"), (["--list", "ない"], "今ある対応先：なし"),
        (["--list", "方針", "--items", "ない.txt"], "読めません"),
    ],
)  # fmt: skip
def test_slips(plan: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str) -> None:
    assert main(["cover", str(plan), *words]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(("pair", "sentence"), [("①-01", "「=」でつないで"), ("①-01=9", "「9」という項目"), ("⑨-99=1", "計画にありません")])
def test_strange_pairs_change_nothing(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pair: str, sentence: str
) -> None:
    text = tmp_path / "項目.txt"
    text.write_text("1 窓口の改善\n", encoding="utf-8")
    assert main(["cover", str(plan), "--list", "方針", "--items", str(text)]) == 0
    capsys.readouterr()
    assert main(["cover", str(plan), "--list", "方針", "--mark", pair]) == 1
    assert sentence in capsys.readouterr().err
