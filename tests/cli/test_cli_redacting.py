"""``redact``: the text comes on standard input and never back on standard output."""
from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.domain.plan import Key
from planeditor.messages import redacting as say
from planeditor.store.backup import take_backup
from planeditor.store.document import Document
from tests.services.merging_plans import base_plan

NAMED = "見本花子"
KEY = Key("m1", "summary")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    with Document.create(path, {**base_plan().entries, KEY: f"担当は{NAMED}です"}, name="作成", who="甲") as document:
        take_backup(document, "定期")
    return path


def run(monkeypatch: pytest.MonkeyPatch, text: bytes, *words: str | Path) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), "ascii"))
    return main([str(word) for word in words])


def test_a_text_is_removed_and_the_log_says_why(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, f"{NAMED}\n".encode(), "redact", plan_file, "--why", "個人情報の誤記入", "--json") == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["redacted"], {p["kind"] for p in answer["places"]}) == (True, {"entry", "change", "backup"})
    assert NAMED not in told.out + told.err
    assert not [p for p in plan_file.parent.rglob("*") if p.is_file() and NAMED.encode() in p.read_bytes()]
    assert main(["log", str(plan_file)]) == 0
    assert f"{say.GROUP}（理由：個人情報の誤記入）" in capsys.readouterr().out
    assert main(["verify", str(plan_file)]) == 0
    assert main(["show", str(plan_file), "--measure", "①-01"]) == 0
    assert f"担当は{say.MARK}です" in capsys.readouterr().out


def test_a_dry_run_lists_and_changes_nothing(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = plan_file.read_bytes()
    assert run(monkeypatch, "見本　花子".encode("utf-8-sig"), "redact", plan_file, "--dry-run") == 0
    told = capsys.readouterr().out
    assert say.DRY_RUN in told
    assert f"{say.PLACES['entry']}　1 か所" in told
    assert plan_file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "words", "match"),
    [
        (NAMED, (), "理由が空"), ("花", ("--why", "x"), "短すぎる"), ("", ("--why", "x"), "空です"),
        ("山田一郎", ("--why", "x"), "見つかりません"),
    ],
)
def test_what_is_refused_is_one_sentence(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, words: tuple[str, ...], match: str
) -> None:
    before = plan_file.read_bytes()
    assert run(monkeypatch, text.encode(), "redact", plan_file, *words) == 1
    told = capsys.readouterr()
    assert match in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert plan_file.read_bytes() == before
