"""The bundle for Windows, run under Wine: evidence for packaging, paths and start-up, not for Windows itself (docs/windows.md)."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planeditor.services.planfiles.creating import create_sample
from tests.wine.wines import Wine, assemble, skip_where_absent

pytestmark = pytest.mark.full

NOT_UNDER_WINE = {"memory"}
"""Steps that Wine cannot show: it takes limits of Job Objects and does not hold them."""
ALTERED = """
import sys
from pathlib import Path
from planeditor.services.selftest.signatures import verify
own = Path(sys.executable)
other = Path(sys.argv[1])
data = bytearray(own.read_bytes())
data[5000] ^= 1
other.write_bytes(data)
print(verify(own), verify(other), verify(own.parent.parent / "planeditor.exe"))
"""


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Wine:
    """A fresh Wine."""
    skip_where_absent()
    return Wine.fresh(tmp_path_factory.mktemp("wine") / "prefix")


@pytest.fixture(scope="module")
def bundle(wine: Wine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle in a folder with spaces and Japanese in its name."""
    folder = tmp_path_factory.mktemp("bundle") / "計画 エディタ"
    assemble(folder)
    return folder


@pytest.fixture(scope="module")
def told(wine: Wine, bundle: Path) -> dict[str, Any]:
    """What its self-test says."""
    done = wine.run("planeditor-cli.exe", "self-test", "--json", cwd=bundle)
    document: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
    return document


def test_the_self_test_passes_in_all_that_wine_can_show(told: dict[str, Any]) -> None:
    failed = {step["name"]: step["detail"] for step in told["steps"] if not step["passed"]}
    assert failed.keys() <= NOT_UNDER_WINE, failed
    assert {"window", "long", "names", "lock", "pdf", "excel", "import", "fonts", "signatures"} <= {s["name"] for s in told["steps"]}


def test_fonts_come_from_the_bundle_and_from_the_collection_of_the_system(told: dict[str, Any]) -> None:
    lines = next(step["lines"] for step in told["steps"] if step["name"] == "fonts")
    assert r"app\resources\fonts" in lines[0]
    assert "BIZ-UDMinchoM.ttc" in lines[-1]


def test_the_facts_are_told(told: dict[str, Any]) -> None:
    facts = told["facts"]
    assert "Windows" in facts["システム"]
    assert "1400×900・100%" in facts["画面"]
    assert "65001" in facts["文字コード"] or "utf-8" in facts["文字コード"]


def test_a_signature_of_an_altered_part_is_seen(wine: Wine, bundle: Path, tmp_path: Path) -> None:
    script = tmp_path / "altered.py"
    script.write_text(ALTERED)
    done = wine.run("python/python.exe", wine.place(script), wine.place(tmp_path / "other.exe"), cwd=bundle)
    assert done.stdout.decode().split() == ["valid", "invalid", "unsigned"]


def test_the_command_line_works_in_a_place_of_odd_names(wine: Wine, bundle: Path, tmp_path: Path) -> None:
    plan = tmp_path / "見本 市 #1 100%.plandb"
    create_sample(plan, "試験").close()
    done = wine.run("planeditor-cli.exe", "show", wine.place(plan), "--json", cwd=bundle)
    assert json.loads(done.stdout.decode("utf-8"))["plan"]["municipality"] == "見本市"
    target = tmp_path / "出 力.pdf"
    done = wine.run("planeditor-cli.exe", "export", wine.place(plan), "--form", "progress", "--to", wine.place(target), cwd=bundle)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF")


def test_the_window_opens_with_a_plan(wine: Wine, bundle: Path, tmp_path: Path) -> None:
    plan = tmp_path / "見本市.plandb"
    create_sample(plan, "試験").close()
    lock = plan.with_name(f"{plan.name}.lock")
    assert wine.window("planeditor.exe", wine.place(plan), cwd=bundle, until=lock, seconds=40)


def test_nothing_is_written_into_the_folder_of_the_program(wine: Wine, bundle: Path, told: dict[str, Any]) -> None:
    listed = {line.split("  ", 1)[1] for line in (bundle / "SHA256SUMS.txt").read_text("utf-8").splitlines()}
    there = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    assert there == listed | {"SHA256SUMS.txt"}
    assert told["steps"]
