"""ファイルの点検 in the window: calm where all is well, a list and the way to the backups where it is not."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planeditor.ui.main_window import MainWindow
from planeditor.ui.session import Session
from planeditor.ui.verifying.verify_dialog import VerifyDialog
from tests.ui.conftest import Settle


@pytest.fixture
def window(qtbot: QtBot, empty_session: Session, settle: Settle, sample_file: Path) -> Iterator[MainWindow]:
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([sample_file])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


def checked(window: MainWindow, settle: Settle, qtbot: QtBot) -> VerifyDialog:
    settle()
    window.actions_["verify"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(VerifyDialog)), timeout=20_000)
    [dialog] = window.findChildren(VerifyDialog)
    return dialog


def test_a_sound_file_is_said_to_be(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    dialog = checked(window, settle, qtbot)
    assert dialog.result_line.text() == "壊れたところはありません。"
    assert "記入" in dialog.detail.text()
    assert dialog.list.isHidden()
    assert dialog.restore.isHidden()
    dialog.reject()


def test_damage_is_listed_and_leads_to_the_backups(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    settle()
    path = window.session.path
    assert path is not None
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE field_label SET label = '別' WHERE field = '@name'")
        db.execute("UPDATE entry SET checksum = 'x' WHERE node = (SELECT max(node) FROM entry)")
        db.commit()
    dialog = checked(window, settle, qtbot)
    assert len(dialog.faults) > 1
    assert any("項目の名前" in fault for fault in dialog.faults)
    assert dialog.list.count() == len(dialog.faults)
    with qtbot.waitSignal(window.actions_["restore_backup"].triggered):
        dialog.restore.click()
    settle()
    for other in window.findChildren(QDialog):
        other.reject()
