"""Plans as JSON in the window: written, dropped on the open plan, dropped where no plan is open."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_main as say
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.test_ui_main import Make, drop, make, window  # noqa: F401  # fixtures

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def text(window: MainWindow, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Path:  # noqa: F811
    """The open plan, written to a file by the menu."""
    target = tmp_path / "plan.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target.with_suffix("")), ""))
    with qtbot.waitSignal(window.session.told):
        window.actions_["write_json"].trigger()
    return target


def test_it_is_written_whole(window: MainWindow, text: Path) -> None:  # noqa: F811
    data = json.loads(text.read_text(encoding="utf-8"))
    assert data["plan"]["title"] == window.session.plan.title
    assert data["departments"]


def test_dropped_on_the_open_plan_it_is_compared(window: MainWindow, text: Path, qtbot: QtBot) -> None:  # noqa: F811
    data = json.loads(text.read_text(encoding="utf-8"))
    data["areas"][0]["measures"][0]["name"] = "向こうで直した名前"
    text.write_text(json.dumps(data), encoding="utf-8")
    drop(window, text)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ImportDialog)))
    dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    qtbot.waitUntil(dialog.start_button.isEnabled)
    with qtbot.waitSignal(dialog.done_with, timeout=30_000):
        QTest.mouseClick(dialog.start_button, LEFT)
    (result,) = dialog.job.results
    assert result is not None
    assert (result.outcome, result.waiting.conflicts) == ("staged", 1)
    dialog.reject()


def test_where_no_plan_is_open_a_plan_file_is_made(
    window: MainWindow, text: Path, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot  # noqa: F811
) -> None:
    plan, target = dict(window.session.plan.entries), tmp_path / "向こうの計画.plandb"
    window.actions_["close"].trigger()
    qtbot.waitUntil(lambda: not window.session.is_open)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target.with_suffix("")), ""))
    drop(window, text)
    qtbot.waitUntil(lambda: window.session.path == target, timeout=30_000)
    settle()
    with Document.open(target, read_only=True) as document:
        assert dict(document.plan().entries) == plan


def test_what_is_no_plan_is_a_sentence(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:  # noqa: F811
    broken, target = tmp_path / "壊れた.json", tmp_path / "新.plandb"
    broken.write_text("{", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(broken), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(window.session.failed) as failed:
        window.actions_["read_json"].trigger()
    assert "JSON として読めません" in str(failed.args[0].message)
    assert not target.exists()
    assert say.ACTIONS["read_json"]
