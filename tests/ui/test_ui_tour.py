"""「10分で一通り」 of the start page: the sample, and the manual at its tour beside it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_start as say
from planeditor.ui.help.help_window import HelpWindow
from planeditor.ui.main_window import MainWindow
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


@pytest.fixture
def window(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    """The window with no plan open."""
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


def test_the_tour_opens_the_sample_and_stands_beside_it(
    qtbot: QtBot, window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "見本市.plandb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    page = window.parts.pages.page("start")
    button = next(b for b in page.findChildren(QPushButton) if b.text() == say.TOUR)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert window.session.path == target
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.isVisible()
    assert shown.place == "tour"
    assert shown.width() < window.width() / 2
