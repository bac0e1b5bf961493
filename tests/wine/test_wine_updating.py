"""The whole program installed, replaced by a newer one and put back, under Wine: choices stay, plans go forward with a backup."""
from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planeditor.messages import store as say
from planeditor.store import migrations
from tests.packaging.bundling import needs_cache, needs_compiler, needs_nsis, needs_wine, script
from tests.wine.wines import Wine, skip_where_absent

pytestmark = [pytest.mark.full, needs_cache, needs_compiler, needs_nsis, needs_wine]

TODAY, LATER = "1.0.0", "1.1.0"
KNOWN = migrations.known_version()
STEP = f"""
STEPS = {{**STEPS, "{KNOWN + 1:04}_to_come": "CREATE TABLE to_come (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = {KNOWN + 1};"}}
"""


@dataclass(frozen=True)
class Told:
    """What a command said."""

    status: int
    out: str
    errors: str


@dataclass(frozen=True)
class Terminal:
    """A machine under Wine with the two installers at hand."""

    wine: Wine
    setups: dict[str, Path]
    desk: Path

    @property
    def local(self) -> Path:
        """The user's own folder."""
        users = self.wine.prefix / "drive_c" / "users"
        return next(path for path in users.iterdir() if path.name != "Public") / "AppData" / "Local"

    def install(self, version: str) -> int:
        """Run the installer of a version without a screen; its exit status."""
        return self.wine.run(self.wine.place(self.setups[version]), "/S", cwd=self.desk).returncode

    def run(self, *words: str | Path, folder: Path | None = None) -> Told:
        """A command of the installed program, or of another folder of it; paths are said as Windows has them."""
        said = [self.wine.place(word) if isinstance(word, Path) else word for word in words]
        done = self.wine.run("planeditor-cli.exe", *said, cwd=folder or self.local / "Programs" / "planeditor")
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def later(files: dict[str, bytes]) -> dict[str, bytes]:
    """A newer program, which knows a further version of the plan file."""
    start, schema, version = "app/start.py", "app/planeditor/store/schema/__init__.py", "app/planeditor/__init__.py"
    return files | {
        version: files[version].replace(TODAY.encode(), LATER.encode()),
        schema: files[schema] + STEP.encode(),
        start: files[start].replace(f'BUILD = "{TODAY}'.encode(), f'BUILD = "{LATER}'.encode()),
    }  # fmt: skip


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    skip_where_absent()
    place = tmp_path_factory.mktemp("updating")
    today = dict(script("assemble").assemble().files)
    setups = {}
    for version, files in ((TODAY, today), (LATER, later(today))):
        script("packing").write_folder(files, place / version)
        setups[version] = place / f"setup-{version}.exe"
        script("installing").write_installer(files, place / version, version, setups[version], quick=True)
    desk = place / "共有 フォルダー"
    desk.mkdir()
    wine = Wine.fresh(place / "prefix")
    wine.run("winecfg", "-v", "win10", cwd=place)
    yield Terminal(wine, setups, desk)
    shutil.rmtree(place, ignore_errors=True)


def shown(told: Told) -> dict[str, Any]:
    """What ``show --json`` says."""
    assert told.status == 0, told.errors
    document: dict[str, Any] = json.loads(told.out)
    return document


def test_installed_over_and_back_again(terminal: Terminal) -> None:
    plan, own = terminal.desk / "計画 1.plandb", terminal.local / "planeditor"
    assert terminal.install(TODAY) == 0
    assert terminal.run("--version").out.split() == ["planeditor", TODAY]
    made = terminal.run("new", plan, "--forms", "sodegaura", "--title", "見本市計画", "--start", "R3", "--end", "R7")
    assert made.status == 0, made.errors
    (terminal.desk / "控え").mkdir()
    assert terminal.run("backup", plan, "--keep-in", terminal.desk / "控え").status == 0
    (own / "window.ini").write_bytes(chosen := b"[text]\nsize=150\n")
    choices = (own / "backups.json").read_bytes()

    # The newer one takes over what was chosen, and leaves a plan alone that is only looked at.
    assert terminal.install(LATER) == 0
    assert terminal.run("--version").out.split() == ["planeditor", LATER]
    assert (own / "window.ini").read_bytes() == chosen
    assert (own / "backups.json").read_bytes() == choices
    before = plan.read_bytes()
    assert shown(terminal.run("show", plan, "--json"))["plan"]["title"] == "見本市計画"
    assert plan.read_bytes() == before

    # So the way back is open: the older installer puts the older program back.
    assert terminal.install(TODAY) == 0
    assert terminal.run("--version").out.split() == ["planeditor", TODAY]
    assert terminal.run("snapshot", plan, "一回目").status == 0

    # The newer folder beside the installed one writes, with the file as it was kept where the user chose.
    beside = terminal.setups[LATER].with_name(LATER)
    done = terminal.run("snapshot", plan, "二回目", folder=beside)
    assert done.status == 0, done.errors
    kept = [file for file in terminal.desk.rglob("*.plandb") if say.BACKUP_BEFORE_MIGRATION in file.name]
    assert kept
    refused = terminal.run("show", plan)
    assert refused.status == 1
    for part in (TODAY, LATER, f"形式 {KNOWN + 1}", f"{KNOWN} まで", kept[0].name):
        assert part in refused.errors
    again = terminal.desk / "前の計画.plandb"
    shutil.copy(kept[0], again)
    assert shown(terminal.run("show", again, "--json"))["plan"]["title"] == "見本市計画"
    assert terminal.run("snapshot", again, "三回目").status == 0
    assert terminal.run("verify", again).status == 0
