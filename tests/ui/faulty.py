"""The whole program in a test, with its handlers of faults in force and its reports in the test's own folder."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.ui.app import App

SECRET = "秘密の文章：甲野乙子さんの相談"  # noqa: S105  # no password


@contextmanager
def running(qtbot: QtBot, folder: Path, files: list[Path]) -> Iterator[App]:
    """The program with these plans, until the block ends."""
    app = App(folder / "window.ini")
    app.session.settings.user_name = "試験"
    app.start(files)
    qtbot.waitUntil(lambda: app.window.parts.completed, timeout=20_000)
    settle(qtbot, app)
    try:
        yield app
    finally:
        app.resuming.end()
        app.window.close()
        qtbot.waitUntil(lambda: not app.session.is_open, timeout=20_000)
        settle(qtbot, app)
        app.runner.finish()
        app.hooks.remove()
        app.mark.end()
        app.window.deleteLater()
        gc.enable()


@contextmanager
def logging_to(folder: Path) -> Iterator[Path]:
    """Log and reports go into a folder of the test's own; gives it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "log_file", lambda: folder / "planeditor.log")
        yield folder


def settle(qtbot: QtBot, app: App) -> None:
    """Wait until everything asked for is done and delivered, and what was to be thrown away is gone."""
    idle = False
    while not idle:
        qtbot.waitUntil(lambda: app.runner.idle, timeout=60_000)
        QCoreApplication.processEvents()
        idle = app.runner.idle
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def reports(folder: Path) -> list[str]:
    """The texts of the reports there are."""
    return [file.read_text("utf-8") for file in sorted((folder / "faults").glob("*.txt"))]


def holds(folder: Path, text: str) -> list[str]:
    """The files of a folder in which a text stands."""
    return [file.name for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]
