"""A settings file that a newer program has written, or that was broken: the window opens as far as it understands it."""
from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planeditor.ui.settings import Settings

NEWER = (
    "[General]\nformat=9\nuser_name=見本\ntheme=aurora\ntext_scale=@Size(1 2)\nmotion=slow\nrecent=@Invalid()\n"
    "[novel]\nx=1\n"
)


@pytest.mark.parametrize("text", [NEWER, "\0\0\0", "[General\nuser_name", "user_name=@ByteArray(\\xff)", ""])
def test_what_is_not_understood_counts_as_not_chosen(qtbot: QtBot, tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.ini"
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    assert 100 <= settings.text_scale <= 200
    assert all(isinstance(value, str) for value in (settings.user_name, settings.theme, settings.export_folder, settings.last_file))
    assert isinstance(settings.recent, list)
    assert settings.state("geometry").isEmpty()
    settings.text_scale = 150
    assert settings.text_scale == 150


def test_what_a_newer_program_keeps_is_left_in_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text(NEWER, encoding="utf-8")
    settings = Settings(file)
    settings.user_name = "別の見本"
    del settings
    assert "[novel]\nx=1" in file.read_text("utf-8")
