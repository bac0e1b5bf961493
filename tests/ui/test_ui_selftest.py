"""The window's part of the self-test: run as the program runs it, and what it takes for blank or for boxes."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from planeditor.services.selftest.window import window_opens
from planeditor.ui import selftest


def test_the_window_opens_in_a_process_of_its_own(sample_file: Path) -> None:
    found = window_opens(sample_file)
    assert "BIZ UD" in found.detail
    assert not sample_file.with_name(f"{sample_file.name}.lock").exists()


def test_a_plain_surface_is_blank(qtbot: QtBot) -> None:
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    assert selftest.is_blank(picture)
    for n in range(60):
        picture.setPixelColor(5 * n, 5 * n, QColor(4 * n, 4 * n, 4 * n))
    assert not selftest.is_blank(picture)


def test_boxes_are_told_from_characters(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not selftest.are_boxes()
    monkeypatch.setattr(selftest, "_SAMPLES", "\U0010ffff\U0010fffe")  # no font has these
    assert selftest.are_boxes()
