"""A copy of the open plan dropped or chosen: taken in beside the plan, or opened in its place."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import ui_import as say_import
from planeditor.messages import ui_main as say
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.test_ui_main import Make, drop, make, window  # noqa: F401  # fixtures

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def copy(window: MainWindow, sample_file: Path, tmp_path: Path) -> Path:  # noqa: F811
    """A colleague's copy with one more text."""
    path = tmp_path / "写し.plandb"
    path.write_bytes(sample_file.read_bytes())
    with Document.open(path, who="佐藤") as document, document.edit("記入", who="佐藤") as edit:
        edit.set(key_of(document), "・同僚の作業")
    return path


def key_of(document: Document) -> Key:
    plan = document.plan()
    return Key(plan.measures[0].id, "work", plan.period_keys("年度")[-1])


def choices(window: MainWindow) -> dict[str, QPushButton]:  # noqa: F811
    return {button.text(): button for notice in window.notices.notices for button in notice.buttons}


def take(window: MainWindow, qtbot: QtBot) -> None:  # noqa: F811
    """Go through the dialog."""
    dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    assert dialog.windowTitle() == say_import.TITLE_COPY
    qtbot.waitUntil(dialog.start_button.isEnabled)
    dialog.clean.click()
    with qtbot.waitSignal(dialog.done_with, timeout=30_000):
        QTest.mouseClick(dialog.start_button, LEFT)
    dialog.reject()


def test_a_copy_dropped_is_taken_in_where_that_is_chosen(
    window: MainWindow, copy: Path, sample_file: Path, settle: Settle, qtbot: QtBot  # noqa: F811
) -> None:
    drop(window, copy)
    qtbot.waitUntil(lambda: say.TAKE_COPY in choices(window))
    assert window.session.path == sample_file
    QTest.mouseClick(choices(window)[say.TAKE_COPY], LEFT)
    settle()
    take(window, qtbot)
    settle()
    plan = window.session.plan
    assert "・同僚の作業" in plan.entries.values()
    window.actions_["undo"].trigger()
    settle()
    assert "・同僚の作業" not in window.session.plan.entries.values()


def test_or_opened(window: MainWindow, copy: Path, settle: Settle, qtbot: QtBot) -> None:  # noqa: F811
    drop(window, copy)
    qtbot.waitUntil(lambda: say.OPEN_COPY in choices(window))
    QTest.mouseClick(choices(window)[say.OPEN_COPY], LEFT)
    qtbot.waitUntil(lambda: window.session.path == copy)
    settle()


def test_a_copy_is_chosen_from_the_menu(
    window: MainWindow, copy: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    window.actions_["import_plan"].trigger()
    settle()
    take(window, qtbot)
    settle()
    assert "・同僚の作業" in window.session.plan.entries.values()
