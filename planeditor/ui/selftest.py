"""The window's part of the self-test: it opens off screen with a plan, and its picture is looked at.

Runs in a process of its own (``--window-test PLAN``) and tells what it found as one line of JSON.
"""
from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from planeditor.ui.app import App

_AT_MOST = 40.0
"""Seconds until the window must have come to rest."""
_QUIET = 0.3
_SAMPLES = "計画進行管理"
_SIZE = 48
_FEWEST_TONES = 8
"""A picture of text on paper has many shades; an empty one has one or two."""
_STEP = 5
"""Every so manieth pixel of each row and column is looked at."""


def main(words: Sequence[str]) -> int:
    """Open the plan named and print what was found; gives the exit status."""
    told = look(Path(words[0]).absolute())
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()
    return 1 if told.get("problem") else 0


def look(plan_file: Path) -> dict[str, str]:
    """What is wrong with the window (``problem``: blank, boxes, sheet, ""), and the family its text is set in."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # from here: Windows may not pass on what the parent has set
    if sys.platform == "win32":
        _show_fonts()
    from planeditor.ui.app import App

    app = App(plan_file.with_name("window.ini"))
    family = app.application.font().family()
    try:
        return {"family": family, "problem": _problem(app, plan_file)}
    finally:
        app.window.close()
        app.runner.finish()


def is_blank(picture: QImage) -> bool:
    """Whether a picture shows nothing: too few shades for text."""
    tones = {
        picture.pixel(x, y) for x in range(0, picture.width(), _STEP) for y in range(0, picture.height(), _STEP)
    }  # fmt: skip
    return len(tones) < _FEWEST_TONES


def are_boxes() -> bool:
    """Whether the font of the window has no Japanese: every character is then the same box, or nothing."""
    pictures = [_character(char) for char in _SAMPLES]
    return any(a == b for n, a in enumerate(pictures) for b in pictures[:n])


def _problem(app: App, plan_file: Path) -> str:
    if are_boxes():
        return "boxes"
    app.window.start([plan_file])
    if not _rested(app) or not app.session.is_open:
        return "sheet"
    # The sheet is white paper with lines and text, whatever the window about it looks like.
    return "blank" if is_blank(app.window.parts.sheet.grab().toImage()) else ""


def _rested(app: App) -> bool:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    calm, end = time.monotonic(), time.monotonic() + _AT_MOST
    while time.monotonic() - calm < _QUIET:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if not app.session.is_open or not app.session.runner.idle or not app.window.parts.completed:
            calm = time.monotonic()
        if time.monotonic() > end:
            return False
    return True


def _character(char: str) -> QImage:
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    picture = QImage(_SIZE, _SIZE, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    font = QApplication.font()
    font.setPixelSize(_SIZE * 3 // 4)
    painter.setFont(font)
    painter.drawText(QRect(0, 0, _SIZE, _SIZE), Qt.AlignmentFlag.AlignCenter, char)
    painter.end()
    return picture


def _show_fonts() -> None:
    """Off screen, Qt asks no system for fonts but reads a folder: the one that has the program's own."""
    try:
        folder = FontBook().main(Face()).path.parent
    except KnownError:
        return  # the step about fonts says so
    os.environ["QT_QPA_FONTDIR"] = str(folder)
