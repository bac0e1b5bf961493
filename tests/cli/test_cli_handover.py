"""``handover`` and ``--version`` on the command line."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import planeditor
from planeditor.cli.main import main
from planeditor.domain.days import today
from planeditor.messages import handover as say
from planeditor.paths import resources_folder


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert main([*map(str, words), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_the_list_is_told_in_words_and_as_json(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handover", str(plan_file)]) == 0
    out = capsys.readouterr().out
    for head in (say.NOTES, say.OPEN, say.MONTHS, say.PLACES, say.PEOPLE):
        assert say.HEAD_LINE.format(head=head) in out
    assert say.HOUSE_ONLY in out
    answer = told(capsys, "handover", plan_file)
    day = today()
    month = next(m for m in answer["months"] if m["month"] == f"{day.year}-{day.month:02}")
    assert [(e["kind"], e["who"], e["date"]) for e in month["events"]] == [("created", "試験", day.isoformat())]
    assert {one["kind"] for one in answer["open"]} >= {"contacts", "edition", "years"}
    assert {one["kind"] for one in answer["places"]} == set(say.PLACE_KINDS)


def test_who_is_printed_as_responsible_has_not_sent_the_first_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "新.plandb"), str(resources_folder() / "sample" / "mihonshi.xlsx")]) == 0
    capsys.readouterr()
    events = [e for month in told(capsys, "handover", tmp_path / "新.plandb")["months"] for e in month["events"]]
    assert [e["text"] for e in events if e["kind"] == "receipts"] == [say.RECEIPTS.format(count=1, senders="")]


def test_it_only_reads_unless_something_is_noted(plan_file: Path, sample: bytes) -> None:
    assert main(["handover", str(plan_file)]) == 0
    assert plan_file.read_bytes() == sample


def test_notes_and_ticks_stay_with_the_plan_and_travel_with_its_json(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handover", str(plan_file), "--note", "気をつけること", "3月は早めに", "--tick", "２", "--tick", "1"]) == 0
    out = capsys.readouterr().out
    assert "済 1　関係者" in out
    assert "済 2　気をつけること　3月は早めに" in out
    assert main(["handover", str(plan_file), "--untick", "1"]) == 0
    capsys.readouterr()
    answer = told(capsys, "handover", plan_file)
    assert [note["handed_over"] for note in answer["notes"]] == [False, True, False, False]
    assert main(["show", str(plan_file), "--to", str(tmp_path / "計画.json")]) == 0
    assert main(["import", str(tmp_path / "写し.plandb"), str(tmp_path / "計画.json")]) == 0
    capsys.readouterr()
    assert told(capsys, "handover", tmp_path / "写し.plandb")["notes"] == answer["notes"]
    assert main(["log", str(plan_file)]) == 0
    assert "引継ぎのメモ（気をつけること）" in capsys.readouterr().out


def test_it_is_written_as_a_paper(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("引継ぎ.pdf", "引継ぎ.xlsx"):
        answer = told(capsys, "handover", plan_file, "--to", tmp_path / name)
        assert answer["written"] == [str(tmp_path / name)]
        assert (tmp_path / name).stat().st_size > 5_000


@pytest.mark.parametrize("words", [
    ("--note", "悪口", "あ"), ("--tick", "99"), ("--tick", "0"), ("--tick", "い"), ("--since", "いつか"),
    ("--since", "R6.4.1", "--until", "R5.4.1"), ("--to", "引継ぎ.docx"),
])  # fmt: skip
def test_what_is_not_understood_is_said_and_changes_nothing(
    plan_file: Path, sample: bytes, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["handover", str(plan_file), *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith("。")
    assert plan_file.read_bytes() == sample


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"planeditor {planeditor.__version__}\n"
