"""``backup`` and ``restore``: taking, listing, choosing where, and back, in words and as JSON."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planeditor import paths
from planeditor.cli.main import main
from planeditor.store.backup import list_backups
from planeditor.store.document import Document


@pytest.fixture(autouse=True)
def _chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "backup_choices_file", lambda: tmp_path / "config" / "backups.json")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    status, out, err = run(capsys, *words, "--json")
    assert (status, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def write(plan_file: Path, text: str) -> None:
    assert main(["set", str(plan_file), "①-01", "作業内容", text, "--period", "R5"]) == 0


def text_in(plan_file: Path) -> str:
    with Document.open(plan_file, read_only=True) as document:
        return document.plan().text(document.plan().measures[0].id, "work", "年度:2023")


def test_taken_where_something_changed(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "backup", plan_file)
    assert [Path(name).parent.name for name in answer["written"]] == ["見本市.backups"]
    assert told(capsys, "backup", plan_file) == {"written": []}
    status, out, _ = run(capsys, "backup", plan_file)
    assert (status, "変わったところがない" in out) == (0, True)


def test_listed_with_what_differs(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "backup", plan_file)
    write(plan_file, "・別の作業")
    capsys.readouterr()
    (one,) = told(capsys, "backup", plan_file, "--list")["backups"]
    assert one.keys() >= {"path", "at", "reason", "size", "group", "group_name", "sound", "changed"}
    assert (one["number"], one["reason"], one["sound"], one["changed"]["entries"]) == (1, "手動", True, 1)
    _, out, _ = run(capsys, "backup", plan_file, "--list")
    assert "今との違い：記入 1 件" in out
    Path(one["path"]).write_bytes(b"x")
    _, out, _ = run(capsys, "backup", plan_file, "--list")
    assert "壊れています" in out


def test_into_any_folder(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "手元"
    folder.mkdir()
    (written,) = told(capsys, "backup", plan_file, "--to", folder)["written"]
    assert Path(written).parent == folder
    assert Path(written).name.startswith("見本市_")
    assert not list_backups(plan_file)
    status, _, err = run(capsys, "backup", plan_file, "--to", tmp_path / "ない")
    assert (status, "見つかりません" in err) == (1, True)
    write(plan_file, "・別の作業")
    assert run(capsys, "restore", plan_file, written)[0] == 0
    assert text_in(plan_file) != "・別の作業"


def test_where_they_are_kept(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "控え"
    folder.mkdir()
    assert told(capsys, "backup", plan_file, "--keep-in", folder) == {"keep_in": str(folder)}
    assert len(told(capsys, "backup", plan_file)["written"]) == 2
    folder.rename(tmp_path / "抜いた")
    write(plan_file, "・別の作業")
    status, _, err = run(capsys, "backup", plan_file)
    assert (status, "控えのフォルダー" in err) == (0, True)
    assert told(capsys, "backup", plan_file, "--beside-only") == {"keep_in": ""}
    status, _, err = run(capsys, "backup", plan_file, "--keep-in", folder)
    assert (status, "見つかりません" in err) == (1, True)


def test_back_says_what_it_takes_away(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "backup", plan_file)
    before = text_in(plan_file)
    write(plan_file, "・別の作業")
    capsys.readouterr()
    status, out, err = run(capsys, "restore", plan_file)
    assert (status, err) == (0, "")
    assert "変わったもの：記入 1 件" in out
    assert "残してあります" in out
    assert text_in(plan_file) == before
    answer = told(capsys, "restore", plan_file, "復元前")
    assert answer["restored"] == str(plan_file)
    assert answer["changed"]["entries"] == 1
    assert Path(answer["kept"]).exists()
    assert text_in(plan_file) == "・別の作業"


def test_a_plan_that_is_gone_or_damaged(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "backup", plan_file)
    before = text_in(plan_file)
    plan_file.unlink()
    status, out, _ = run(capsys, "restore", plan_file)
    assert (status, "作り直しました" in out) == (0, True)
    plan_file.write_bytes(b"x" * 9000)
    status, out, _ = run(capsys, "restore", plan_file)
    assert (status, "壊れていました" in out) == (0, True)
    assert text_in(plan_file) == before


def test_held_by_another_it_is_refused(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "backup", plan_file)
    write(plan_file, "・別の作業")
    capsys.readouterr()
    with Document.open(plan_file, who="乙"):
        status, out, err = run(capsys, "restore", plan_file)
    assert (status, out) == (1, "")
    assert "乙 さん" in err
    assert text_in(plan_file) == "・別の作業"


def test_without_any_backup(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("backup", plan_file, "--list"), ("restore", plan_file), ("restore", plan_file, "1")):
        status, out, err = run(capsys, *words)
        assert (status, out) == (1, "")
        assert "見つかりません" in err


def test_an_import_takes_one_before(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "show", plan_file, "--to", tmp_path / "計画.json")
    run(capsys, "import", plan_file, tmp_path / "計画.json")
    assert [backup.reason for backup in list_backups(plan_file)] == ["取込前"]


def test_what_can_be_read_of_a_damaged_plan_is_saved(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(plan_file, "・別の作業")
    capsys.readouterr()
    content = bytearray(plan_file.read_bytes())
    content[:100] = bytes(100)
    plan_file.write_bytes(content)
    status, out, _ = run(capsys, "restore", plan_file, "--salvage", "--json")
    answer = json.loads(out)
    saved = Path(answer["restored"])
    assert (saved.parent, saved == plan_file, status) == (plan_file.parent, False, 1 if answer["lost"] else 0)
    assert text_in(saved) == "・別の作業"
    assert plan_file.read_bytes() == bytes(content)


def test_the_yearly_trial_works_right_after_a_backup(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "backup", plan_file)
    trial = tmp_path / "確認用.plandb"
    assert told(capsys, "restore", plan_file, "--to", trial)["restored"] == str(trial)
    assert run(capsys, "verify", trial)[0] == 0
