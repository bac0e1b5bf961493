"""The command that makes the pictures of docs/screenshots and docs/pictures makes all of them, at their size and small."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
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


def make(folder: Path, *words: str) -> dict[str, QImage]:
    """The pictures of the command, by name."""
    command = [sys.executable, str(ROOT / "packaging" / "screenshots.py"), *words, str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    pictures = {path.stem: QImage(str(path)) for path in folder.iterdir()}
    assert {(image.width(), image.height()) for image in pictures.values()} == {(1366, 768)}
    assert all(path.stat().st_size < MOST_BYTES for path in folder.iterdir())
    assert all(1 < image.colorCount() <= MOST_COLOURS for image in pictures.values())
    assert len({path.read_bytes() for path in folder.iterdir()}) == len(pictures)
    return pictures


@pytest.mark.full
def test_every_picture_is_made(tmp_path: Path) -> None:
    assert sorted(make(tmp_path)) == sorted(SCREENS)


def test_every_picture_of_the_guides_is_made(tmp_path: Path) -> None:
    assert sorted(make(tmp_path, "--guide")) == sorted(path.stem for path in (ROOT / "docs" / "pictures").glob("*.png"))


def test_the_project_has_the_pictures() -> None:
    assert {path.stem for path in (ROOT / "docs" / "screenshots").glob("*.png")} == set(SCREENS)
