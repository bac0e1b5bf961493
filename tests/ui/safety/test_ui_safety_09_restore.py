"""From the main window to a backup put back: how many clicks that takes."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planeditor.messages import backups as say
from planeditor.services.backups.taking import take
from planeditor.ui.backups.backups_dialog import BackupsDialog
from planeditor.ui.main_window import MainWindow
from tests.safetytable import Figures
from tests.ui.conftest import Settle
from tests.ui.test_ui_main import Make, make, window, work_of  # noqa: F401  # fixtures


class Mouse:
    """Counts its clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())


def choose_in_menu(window: MainWindow, mouse: Mouse) -> None:  # noqa: F811
    """ファイル ▸ バックアップから戻す, with the mouse."""
    bar, menu = window.menuBar(), window.menus.menus["file"]
    mouse.click(bar, bar.actionGeometry(menu.menuAction()).center())
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    mouse.click(popup, popup.actionGeometry(window.actions_["restore_backup"]).center())


def test_three_clicks_from_the_window_to_restored(
    window: MainWindow, sample_file: Path, settle: Settle, qtbot: QtBot, figure: Figures  # noqa: F811
) -> None:
    session, key = window.session, work_of(window)
    take(sample_file, "import")
    before = session.plan.entries.get(key)
    session.enter(key, "・まちがえて書いた")
    settle()
    mouse = Mouse()
    choose_in_menu(window, mouse)
    settle()
    dialog = next(d for d in window.findChildren(BackupsDialog) if d.isVisible())
    qtbot.waitUntil(dialog.go.isEnabled)
    mouse.click(dialog.go)
    settle()
    qtbot.waitUntil(lambda: session.is_open and not session.partial)
    settle()
    assert session.plan.entries.get(key) == before
    assert mouse.clicks <= 3
    figure(9, f"{mouse.clicks} clicks from the main window to restored", passed=mouse.clicks <= 3, what="clicks to restore")


def test_from_a_plan_that_does_not_open(
    make: Make, sample_file: Path, settle: Settle, qtbot: QtBot, figure: Figures  # noqa: F811
) -> None:
    take(sample_file, "closing")
    sample_file.write_bytes(sample_file.read_bytes()[:20_000])
    window = make()  # noqa: F811
    window.files.open_path(sample_file)
    mouse = Mouse()
    qtbot.waitUntil(lambda: any(b.text() == say.OFFER for n in window.notices.notices for b in n.buttons))
    settle()
    mouse.click(next(b for n in window.notices.notices for b in n.buttons if b.text() == say.OFFER))
    settle()
    dialog = next(d for d in window.findChildren(BackupsDialog) if d.isVisible())
    qtbot.waitUntil(dialog.go.isEnabled)
    mouse.click(dialog.go)
    settle()
    qtbot.waitUntil(lambda: window.session.is_open and not window.session.partial)
    assert mouse.clicks <= 3
    figure(9, f"{mouse.clicks} clicks from the refused plan to restored", passed=mouse.clicks <= 3, what="clicks from a damaged plan")
