"""A newer folder of the program beside an older one: settings are shared, plan files go forward with a backup, and the way back is said."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planeditor.messages import store as say
from planeditor.store import migrations

ROOT = Path(__file__).resolve().parent.parent.parent
KNOWN = migrations.known_version()
STEP = f'''
STEPS = {{**STEPS, "{KNOWN + 1:04}_to_come": "CREATE TABLE to_come (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = {KNOWN + 1};"}}
'''


class Program:
    """One folder of the program."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of it."""
        environment = {**os.environ, "HOME": str(self.home), "PYTHONPATH": str(self.folder)}
        command = [sys.executable, "-P", "-X", "utf8", "-m", "planeditor", *map(str, words)]
        return subprocess.run(command, env=environment, cwd=self.folder, capture_output=True, text=True, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> tuple[Program, Program]:
    """The program of today, and one that knows a further version of the plan file."""
    found = []
    for name in ("planeditor 1.0", "planeditor 1.1"):
        folder = tmp_path / name
        for part in ("planeditor", "forms", "resources"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        found.append(Program(folder, tmp_path / "home"))
    newer = found[1].folder / "planeditor"
    schema = newer / "store" / "schema" / "__init__.py"
    schema.write_text(schema.read_text("utf-8") + STEP, "utf-8")
    start = newer / "__init__.py"
    start.write_text(start.read_text("utf-8").replace("1.0.0", "1.1.0"), "utf-8")
    return found[0], found[1]


def test_there_and_back(programs: tuple[Program, Program], tmp_path: Path) -> None:
    older, newer = programs
    plan = tmp_path / "計画 1.plandb"
    assert older.run("new", plan, "--forms", "sodegaura", "--title", "見本市計画", "--start", "R3", "--end", "R7").returncode == 0

    # Looking does not change the file, so the older program goes on with it.
    before = plan.read_bytes()
    assert newer.run("show", plan).returncode == 0
    assert plan.read_bytes() == before
    assert older.run("snapshot", plan, "一回目").returncode == 0

    # Writing does, with the file as it was kept beside it.
    done = newer.run("snapshot", plan, "二回目")
    assert done.returncode == 0, done.stderr
    backup = plan.with_suffix(".backups")
    kept = [file for file in backup.glob("*.plandb") if say.BACKUP_BEFORE_MIGRATION in file.name]
    assert len(kept) == 1

    # The older one now says what both know, and where the file as it was is.
    refused = older.run("show", plan)
    assert refused.returncode == 1
    for part in (str(plan), "1.0.0", "1.1.0", f"形式 {KNOWN + 1}", f"{KNOWN} まで", str(kept[0])):
        assert part in refused.stderr
    assert older.run("snapshot", plan, "三回目").returncode == 1

    # And that one opens, when it is copied elsewhere.
    again = tmp_path / "前の計画.plandb"
    shutil.copy(kept[0], again)
    assert json.loads(older.run("show", again, "--json").stdout)["plan"]["title"] == "見本市計画"
    assert older.run("snapshot", again, "三回目").returncode == 0
    assert older.run("verify", again).returncode == 0


def test_choices_are_of_the_user_and_not_of_the_folder(programs: tuple[Program, Program]) -> None:
    code = "from planeditor import paths as p; print(p.settings_file(), p.backup_choices_file(), p.user_forms_folder(), p.log_file())"
    told = []
    for program in programs:
        environment = {**os.environ, "HOME": str(program.home), "PYTHONPATH": str(program.folder)}
        command = [sys.executable, "-P", "-c", code]
        told.append(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert told[0] == told[1]
    assert "planeditor 1." not in told[0]
