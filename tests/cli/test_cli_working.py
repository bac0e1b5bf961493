"""``working`` on the command line, and the note about the place of a plan."""
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planeditor import paths
from planeditor.cli.commands import COMMANDS
from planeditor.cli.main import main
from planeditor.cli.places import WRITING
from planeditor.messages import working as say
from planeditor.services.working import advice
from planeditor.services.working.notes import CopyNote, leave_note
from planeditor.store.document import Document
from planeditor.store.location import Kind, Location
from tests.services.editing_plans import make

Run = Callable[..., tuple[str, str]]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "手元")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    make(tmp_path).close()
    return tmp_path / "計画.plandb"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str | Path, status: int = 0) -> tuple[str, str]:
        assert main([str(word) for word in words]) == status
        out, err = capsys.readouterr()
        return out, err

    return go


def data(run: Run, *words: str | Path, status: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, "--json", status=status)[0])
    return found


def text(plan: Path) -> str:
    with Document.open(plan, read_only=True) as document:
        return next(t for k, t in document.plan().entries.items() if k.field == "work")


def test_taken_edited_listed_and_put_back(run: Run, plan: Path, tmp_path: Path) -> None:
    assert say.NO_COPIES in run("working", plan)[0]
    taken = data(run, "working", plan, "--take", "--to", tmp_path / "自分")
    [copy] = taken["written"]
    assert (Path(copy).parent, taken["original"]) == (tmp_path / "自分", str(plan))
    run("set", copy, "①-01", "作業内容", "・手元で書いた", "--period", "R3")
    [listed] = data(run, "working", plan)["copies"]
    assert (listed["path"], listed["here"], listed["done"]) == (copy, True, None)
    done = data(run, "working", copy, "--back")
    assert (done["outcome"], done["copy_kept"], done["waiting"]) == ("whole", False, 0)
    assert text(plan) == "・手元で書いた"
    assert not Path(copy).exists()


def test_what_both_changed_is_left_to_decide(run: Run, plan: Path) -> None:
    [copy] = data(run, "working", plan, "--take")["written"]
    run("set", copy, "①-01", "作業内容", "・手元で書いた", "--period", "R3")
    run("set", plan, "①-01", "作業内容", "・元で書いた", "--period", "R3")
    out, _ = run("working", copy, "--back", status=1)
    assert "取込番号 1" in out
    assert text(plan) == "・元で書いた"
    listed, _ = run("working", plan)
    assert "戻し済み" in listed
    run("decide", plan, "1", "--accept", "all")
    assert text(plan) == "・手元で書いた"


def test_copies_of_others_are_listed(run: Run, plan: Path) -> None:
    leave_note(plan, CopyNote("0123456789abcdef", "佐藤", "端末2", "2026-04-01T01:00:00+00:00"))
    assert "佐藤（端末 端末2）" in run("working", plan)[0]
    [listed] = data(run, "working", plan)["copies"]
    assert (listed["who"], listed["here"], listed["path"]) == ("佐藤", False, None)


def test_what_cannot_be_done_is_a_sentence(run: Run, plan: Path, tmp_path: Path) -> None:
    assert "どちらか一方" in run("working", plan, "--take", "--back", status=1)[1]
    assert "作業用コピーではありません" in run("working", plan, "--back", status=1)[1]
    [copy] = data(run, "working", plan, "--take")["written"]
    moved = plan.rename(tmp_path / "改名.plandb")
    assert "見つかりません" in run("working", copy, "--back", status=1)[1]
    assert data(run, "working", copy, "--back", "--original", moved)["outcome"] == "same"


@pytest.mark.parametrize(("kind", "sentence"), [("share", say.ON_SHARE), ("synced", say.SYNCED), ("removable", say.REMOVABLE)])
def test_the_place_is_noted_with_every_command_that_writes(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind, sentence: str
) -> None:
    monkeypatch.setattr(advice, "location_of", lambda _: Location(kind, "見本"))
    note = sentence.format(name="見本")
    out, err = run("set", plan, "①-01", "作業内容", "・書いた", "--period", "R3")
    assert note not in out
    assert err.strip() == note, "its exit status stays"
    assert data(run, "set", plan, "①-01", "作業内容", "・もっと書いた", "--period", "R3")["notes"] == [note]
    assert run("show", plan)[1] == ""
    assert "notes" not in data(run, "show", plan)


@pytest.mark.parametrize("kind", ["local", "unknown"])
def test_elsewhere_nothing_is_noted(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    monkeypatch.setattr(advice, "location_of", lambda _: Location(kind))
    assert run("set", plan, "①-01", "作業内容", "・書いた", "--period", "R3")[1] == ""


READING = {
    "show", "submissions", "states", "papers", "compare", "export", "publish", "archive", "course", "check", "log", "verify", "forms",
    "self-test", "backup", "working", "lock",
}  # fmt: skip
"""The commands that leave the content of a plan as it is."""


def test_every_command_is_known_to_write_or_not() -> None:
    assert READING.isdisjoint(WRITING)
    assert COMMANDS.keys() == READING | WRITING
