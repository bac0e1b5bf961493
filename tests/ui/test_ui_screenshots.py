"""The command that makes the pictures of docs/screenshots makes all of them, at their size and small."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
SCREENS = (
    "start", "wizard", "sheet", "editing", "fields", "revision", "years", "chapter", "search", "replace", "table", "departments",
    "reorganise", "preview", "export", "year-start", "contacts", "request", "import", "review", "correction", "submissions",
    "dashboard", "judging", "states", "comparing", "meeting", "points", "evaluation", "publishing", "checking", "next-plan",
    "from-list", "coverage", "form-set", "redacting", "backups", "verifying", "handover", "working-copy", "fault", "reading", "outside",
    "settings-dark", "help", "text-200",
)  # fmt: skip
MOST_BYTES, MOST_COLOURS = 130_000, 48


def test_every_picture_is_made(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging" / "screenshots.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(SCREENS)
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.iterdir()}
    assert {(image.width(), image.height()) for image in pictures.values()} == {(1366, 768)}
    assert all(path.stat().st_size < MOST_BYTES for path in tmp_path.iterdir())
    assert all(1 < image.colorCount() <= MOST_COLOURS for image in pictures.values())
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == len(SCREENS)


def test_the_project_has_the_pictures() -> None:
    assert {path.stem for path in (ROOT / "docs" / "screenshots").glob("*.png")} == set(SCREENS)
