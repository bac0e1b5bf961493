"""The command line as a contract: commands, options, JSON shapes, exit status, and one Japanese sentence for every error."""
from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planeditor import paths
from planeditor.cli import commands, editing, main, parser
from planeditor.messages import cli as say
from tests.books import measure, progress_book


class Program:
    """Runs the program in this process and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str | Path) -> int:
        status = main([str(w) for w in words])
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.out + self.err
        return status

    def json(self, *words: str | Path, status: int = 0) -> dict[str, Any]:
        assert self(*words, "--json") == status, self.err
        data: dict[str, Any] = json.loads(self.out)
        return data


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return progress_book(
        tmp_path / "01 見本課.xlsx",
        measure("①-01", R3="検討|||順調|・調査|-", R4="|構築|||・構築|50%"), measure("②-01", "別の施策", R3="調査|||||", R4="|||||"),
    )


@pytest.fixture
def plan(tmp_path: Path, run: Program, book: Path) -> Path:
    file = tmp_path / "計画 2021.plandb"
    assert run("import", file, book) == 0
    return file


def test_import_and_show(run: Program, tmp_path: Path, book: Path) -> None:
    file = tmp_path / "新.plandb"
    (result,) = run.json("import", file, book)["files"]
    assert {"file", "outcome", "message", "accepted", "conflicts", "questions", "receipt"} <= result.keys()
    assert (result["outcome"], result["conflicts"], result["questions"], result["receipt"]) == ("imported", 0, 0, 1)
    shown = run.json("show", file)
    assert shown["format_version"] == 1
    assert {"title", "municipality", "start", "end", "forms", "fields"} <= shown["plan"].keys()
    assert (shown["plan"]["start"], shown["plan"]["end"], shown["plan"]["forms"]) == ("R3年度", "R4年度", "sodegaura")
    first = shown["areas"][0]["measures"][0]
    assert {"number", "name", "departments", "state", "fields", "periods"} <= first.keys()
    assert first["fields"]["情報化施策の概要"] == "概要"
    fields = {"計画・設計": "検討", "進捗総括": "順調", "作業内容": "・調査", "効果（額）": "-"}
    assert first["periods"][0] == {"label": "R3年度", "key": "年度:2021", "fields": fields}
    assert "blocks" in shown


def test_a_file_alone_is_shown(run: Program, plan: Path) -> None:
    assert run(plan) == 0
    assert "見本市計画" in run.out
    assert "②-01 別の施策" in run.out
    assert run("show", plan, "--measure", "①-01") == 0
    assert "R4年度" in run.out
    assert "別の施策" not in run.out


def test_new_set_undo_redo_log(run: Program, tmp_path: Path, plan: Path) -> None:
    empty = tmp_path / "空.plandb"
    years = ("--start", "令和3年度", "--end", "R07")
    assert run("new", empty, "--forms", "sodegaura", "--title", "題", "--municipality", "見本市", *years) == 0
    assert run.json("show", empty)["plan"]["end"] == "R7年度"
    assert run("set", plan, "①-01", "進捗総括", "書き直した", "--period", "令和4年度", "--why", "電話") == 0
    assert "R4年度" in run.out

    def progress() -> str:
        measures = run.json("show", plan)["areas"][0]["measures"]
        return str(measures[0]["periods"][1]["fields"].get("進捗総括", ""))

    assert progress() == "書き直した"
    assert run("undo", plan) == 0
    assert progress() == ""
    assert run("redo", plan) == 0
    assert progress() == "書き直した"
    log = run.json("log", plan, "--measure", "①-01")["log"]
    assert log[-1]["changes"]
    assert run("log", plan) == 0
    assert "電話" in run.out
    assert "@" not in run.out
    assert "件の変更" in run.out
    assert "所属" not in run.out
    assert run("undo", plan, "--import", "1") == 0
    (area,) = run.json("show", plan)["areas"]  # the later edit stays, with what it stands in
    assert [(m["number"], [p["fields"] for p in m["periods"] if p["fields"]]) for m in area["measures"]] == [
        ("①-01", [{"進捗総括": "書き直した"}])
    ]


def test_submissions_and_decide(run: Program, tmp_path: Path, plan: Path) -> None:
    second = progress_book(tmp_path / "次.xlsx", measure("①-01", summary="別の概要", R4="|構築||新しい||"))
    (result,) = run.json("import", plan, second, "--accept", "clean", status=1)["files"]
    assert (result["outcome"], result["accepted"], result["conflicts"]) == ("partly", 1, 1)
    waiting = run.json("submissions", plan, status=1)["submissions"][1]["waiting"]
    assert [(w["measure"], w["field"], w["kind"], w["now"], w["submitted"]) for w in waiting] == [
        ("①-01", "情報化施策の概要", "conflict", "概要", "別の概要")
    ]
    assert run("submissions", plan) == 1
    assert "双方で変更" in run.out
    assert run("decide", plan, "2", "--accept", "all", "--measure", "①-01", "--field", "情報化施策の概要", "--why", "確認済み") == 0
    assert run("submissions", plan) == 0
    assert run("undo", plan, "--import", "2") == 0
    assert run.json("show", plan)["areas"][0]["measures"][0]["fields"]["情報化施策の概要"] == "概要"


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
@pytest.mark.parametrize("form", ["progress", "plan", "施策進行管理シート"])
def test_export(run: Program, tmp_path: Path, plan: Path, form: str, ending: str) -> None:
    target = tmp_path / f"出 力.{ending}"
    data = run.json("export", plan, "--form", form, "--to", target)
    assert data == {"written": [str(target)], "pages": 2, "warnings": []}
    assert target.stat().st_size > 1000
    assert run.json("export", plan, "--form", form, "--to", target, "--measure", "②-01")["pages"] == 1
    assert run.json("export", plan, "--form", form, "--to", target, "--area", "①", "--period", "R3")["pages"] == 1


def test_check_verify_forms_self_test(run: Program, plan: Path) -> None:
    findings = run.json("check", plan, status=1)["findings"]
    assert {"rule", "severity", "measure", "period", "field", "message"} <= findings[0].keys()
    assert {f["rule"] for f in findings} == {"area-without-name", "empty-report"}
    assert run("verify", plan) == 0
    sets = run.json("forms")["sets"]
    assert {"sodegaura", "tomakomai"} <= {s["id"] for s in sets}
    assert run("self-test") == 0
    assert str(paths.log_file()) in run.out


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("show", "ない.plandb"), ("ない.plandb",)),
        (("export", "{plan}", "--form", "progress", "--to", "{tmp}/ない/出.pdf"), ("ない",)),
        (("export", "{plan}", "--form", "progress", "--to", "{tmp}/出.doc"), ("出.doc", ".pdf")),
        (("export", "{plan}", "--form", "ない様式", "--to", "{tmp}/出.pdf"), ("ない様式", "progress")),
        (("export", "{plan}", "--form", "progress", "--to", "{tmp}/出.pdf", "--measure", "⑨-99"), ("⑨-99",)),
        (("export", "{plan}", "--form", "progress", "--to", "{tmp}/出.pdf", "--area", "⑨"), ("⑨",)),
        (("set", "{plan}", "①-01", "進捗総括", "文"), ("--period", "R3年度")),
        (("set", "{plan}", "①-01", "進捗総括", "文", "--period", "R9"), ("R9", "R4年度")),
        (("set", "{plan}", "①-01", "ない項目", "文"), ("ない項目", "作業内容")),
        (("set", "{plan}", "⑨-99", "目標", "文"), ("⑨-99",)),
        (("set", "{plan}", "①-01", "目標", "文", "--period", "R3"), ("目標",)),
        (("set", "{plan}", "①-01", "目標の種別", "別の種別"), ("活動目標", "成果指標")),
        (("set", "{plan}", "①-01", "目標", "制御\x07文字"), ("文字",)),
        (("new", "{plan}", "--forms", "sodegaura"), ("計画 2021.plandb",)),
        (("new", "{tmp}/新.plandb", "--forms", "ない"), ("ない", "sodegaura")),
        (("new", "{tmp}/新.plandb", "--forms", "sodegaura", "--start", "R7", "--end", "R3"), ("R7", "R3")),
        (("new", "{tmp}/新.xlsx", "--forms", "sodegaura"), ("新.xlsx", ".plandb")),
        (("import", "{plan}", "{tmp}/ない.xlsx"), ("ない.xlsx",)),
        (("import", "{tmp}/ない/新.plandb", "{book}"), ("ない",)),
        (("decide", "{plan}", "99", "--accept", "all"), ("99",)),
        (("undo", "{plan}", "--import", "99"), ("99",)),
        (("redo", "{plan}"), ()),
        (("show", "{book}"), ("01 見本課.xlsx",)),
        (("forms", "{tmp}"), ()),
        (("set", "{plan}", "①-01", "施策番号", "②-01"), ("②-01", "別の施策")),
        (("set", "{plan}", "①-01", "施策番号", ""), ("番号",)),
        (("new", "{tmp}/" + "長" * 300 + ".plandb", "--forms", "sodegaura"), ("長長",)),
        (("new", "{tmp}/新.plandb", "--forms", "sodegaura", "--start", "R9"), ("--end",)),
    ],
)
def test_an_error_is_one_sentence(
    run: Program, tmp_path: Path, plan: Path, book: Path, words: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    before = plan.read_bytes()
    status = run(*(w.format(plan=plan, tmp=tmp_path, book=book) for w in words))
    assert status == 1
    assert run.err.strip().endswith("。")
    assert len(run.err.strip().splitlines()) == 1
    for part in parts:
        assert part in run.err
    assert plan.read_bytes() == before
    assert not (tmp_path / "新.plandb").exists()


@pytest.mark.parametrize(
    "words", [("import",), ("知らない",), ("export", "a.plandb"), ("decide", "a.plandb", "x", "--accept", "all"), ("--xyz",), ()]
)
def test_wrong_usage(run: Program, words: tuple[str, ...]) -> None:
    status = run(*words)
    if words == ("知らない",):
        assert status == 1  # taken for a file that is not there
        return
    assert status == 2
    assert "使い方" in run.err
    assert len(run.err.strip().splitlines()) == 1


def test_help_is_japanese(run: Program) -> None:
    with pytest.raises(SystemExit) as ended:
        run("export", "--help")
    assert ended.value.code == 0
    out = run.capsys.readouterr().out
    assert "使い方" in out
    assert "usage" not in out


def test_a_bug_is_logged_without_entry_text(
    run: Program, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("秘密の記入")

    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "log" / "planeditor.log")
    monkeypatch.setattr(editing, "show", broken)
    assert run("show", plan) == 1
    assert run.err.strip() == say.BUG.format(log=tmp_path / "log" / "planeditor.log")
    logged = (tmp_path / "log" / "planeditor.log").read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert "秘密" not in logged


def test_a_newer_plan_file_is_refused_naming_both_versions(run: Program, plan: Path) -> None:
    with contextlib.closing(sqlite3.connect(plan)) as connection:
        known = connection.execute("PRAGMA user_version").fetchone()[0]
        assert known > 0
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    before = plan.read_bytes()
    for words in (("show", plan), ("set", plan, "①-01", "目標", "文")):
        assert run(*words) == 1
        assert "999" in run.err
        assert str(known) in run.err
    assert plan.read_bytes() == before


def test_the_installed_command(plan: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "planeditor", "show", str(plan)], capture_output=True, check=True)
    assert "見本市計画" in done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file size")
def test_a_full_disk_leaves_the_old_file(plan: Path, tmp_path: Path) -> None:
    """The limit on file size stands for the disk: writing fails half-way with an error of the same kind."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000));"
        "from planeditor.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for ending in ("pdf", "xlsx"):
        target = tmp_path / f"出.{ending}"
        target.write_bytes(b"old")
        words = ["export", str(plan), "--form", "progress", "--to", str(target)]
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)
        assert done.returncode == 1
        (line,) = done.stderr.decode().splitlines()
        assert "空き容量" in line
        assert target.read_bytes() == b"old"
        assert [p.name for p in tmp_path.glob(".*")] == []


def test_every_command_of_the_grammar_is_there() -> None:
    known = next(action.choices for action in parser.build_parser()._actions if action.dest == "command")
    assert set(commands.COMMANDS) == set(known or ()) == set(say.HELP)
    assert all(callable(commands.command(name)) for name in commands.COMMANDS)
