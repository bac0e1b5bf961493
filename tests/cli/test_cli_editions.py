"""``edition``, and ``--at`` of ``show`` and ``export``."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.messages import editions as say
from tests.books import measure, progress_book
from tests.formengine.pdftext import parse


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    file = tmp_path / "計画.plandb"
    book = progress_book(tmp_path / "初.xlsx", measure("①-01", R3="検討|||順調|・調査|-"))
    assert main(["import", str(file), str(book)]) == 0
    capsys.readouterr()
    return file


def test_an_edition_is_decided_shown_and_exported(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str, status: int = 0) -> tuple[str, str]:
        assert main([words[0], str(plan), *words[1:]]) == status
        out, err = capsys.readouterr()
        return out, err

    out, _ = run("edition", "初版", "--date", "令和3年3月")
    assert "初版（令和3年3月 策定）" in out
    assert say.PLACE in out
    run("set", "①-01", "作業内容", "・後から書いた", "--period", "R3")
    out, _ = run("edition", "2版", "--note", "見直し", "--json")
    told = json.loads(out)
    assert [(e["name"], e["sort"], e["note"]) for e in told["editions"]] == [("初版", "策定", ""), ("2版", "改定", "見直し")]
    assert told["edition"] == told["editions"][1]
    _, err = run("edition", "2版", status=1)
    assert "もうあります" in err

    def work(*at: str) -> str:
        data = json.loads(run("show", *at, "--json")[0])
        return str(data["areas"][0]["measures"][0]["periods"][0]["fields"]["作業内容"])

    assert (work("--at", "初版"), work(), work("--at", "2版")) == ("・調査", "・後から書いた", "・後から書いた")
    _, err = run("show", "--at", "4版", status=1)
    assert "初版、2版" in err
    for at, text in ((("--at", "初版"), "・調査"), ((), "・後から書いた")):
        run("export", "--form", "progress", "--to", str(tmp_path / "出.pdf"), *at)
        assert text in "".join(s for page in parse((tmp_path / "出.pdf").read_bytes()).shown() for s in page)
    out, _ = run("undo")
    assert "2版" in out
    _, err = run("show", "--at", "2版", status=1)
    assert "あるのは 初版" in err
    run("edition", status=2)


def test_an_edition_whose_name_has_a_line_break_is_told_too(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", str(plan), "初版\r\n（案）", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["editions"] == [told["edition"]]
