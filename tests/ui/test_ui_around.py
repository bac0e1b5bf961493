"""What lies around the sheet, used in the whole window: where the keys are, the help of each place, replacing."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planeditor.services.editing.permissions import Mode
from planeditor.store.document import Document
from planeditor.ui.departments.departments_page import DepartmentsPage
from planeditor.ui.finding.replace_dialog import ReplaceDialog
from planeditor.ui.help.help_window import HelpWindow
from planeditor.ui.main_window import MainWindow
from planeditor.ui.options.settings_dialog import SettingsDialog
from planeditor.ui.preview.page import PreviewPage
from planeditor.ui.session import Session
from planeditor.ui.table.table_page import TablePage
from tests.ui.conftest import Settle
from tests.ui.hands import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle) -> Iterator[MainWindow]:
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([sample_file])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    gc.enable()
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_the_keys_go_along_from_page_to_page_and_no_window_flashes_up(qtbot: QtBot, window: MainWindow) -> None:
    application = QApplication.instance()
    assert application is not None
    windows = _Windows()
    application.installEventFilter(windows)
    try:
        window.actions_["to_sheet"].trigger()
        for name in ("table", "departments", "preview", "fields", "sheet"):
            window.actions_[name].trigger()
            page = window.pages.page(name)
            qtbot.waitUntil(lambda: (focus := QApplication.focusWidget()) is not None and page.isAncestorOf(focus))  # noqa: B023
    finally:
        application.removeEventFilter(windows)
    assert windows.shown == []


def test_f1_shows_the_help_of_the_place(qtbot: QtBot, window: MainWindow) -> None:
    for name, place in (("to_tree", "tree"), ("to_sheet", "sheet"), ("table", "table")):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.actions_[name].trigger()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_F1)
        shown = window.findChild(HelpWindow)
        assert shown is not None
        assert shown.isVisible()
        assert shown.place == place
        shown.close()


def test_f1_works_in_a_dialog_that_blocks_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.fields["text_scale"], Qt.Key.Key_F1)
    shown = dialog.findChild(HelpWindow)
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    assert shown.place == "settings"
    shown.search.setFocus()
    QTest.keyClicks(shown.search, "200")
    assert shown.search.text() == "200"
    dialog.close()


def test_there_is_one_window_for_replacing_and_it_begins_with_what_was_looked_for(qtbot: QtBot, window: MainWindow) -> None:
    type_text(window.parts.search_box, "計画通り")
    for _ in range(2):
        window.actions_["replace"].trigger()
    (dialog,) = window.findChildren(ReplaceDialog)
    assert dialog.query.text() == "計画通り"
    qtbot.waitUntil(dialog.replacement.hasFocus)
    dialog.close()


def test_the_zoom_keys_are_for_the_preview_while_it_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["preview"].trigger()
    page = window.pages.page("preview")
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page.made is not None, timeout=30_000)
    page.pages.setFocus()
    before = page.pages.zoom
    QTest.keyClick(page.pages, Qt.Key.Key_Minus, CTRL)
    assert page.pages.zoom == pytest.approx(before / 1.25)


def test_what_is_half_typed_in_the_table_is_kept_when_the_plan_is_closed(
    qtbot: QtBot, window: MainWindow, sample_file: Path, settle: Settle
) -> None:
    window.actions_["table"].trigger()
    page = window.pages.page("table")
    assert isinstance(page, TablePage)
    page.show_per("period")
    table = page.model.table
    assert table is not None
    column = next(n for n, c in enumerate(table.columns) if c.id == "work")
    page.view.choose(0, column)
    key = page.model.key(page.model.index(0, column))
    assert key is not None
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    type_text(editor, "書きかけ")
    window.actions_["close"].trigger()
    qtbot.waitUntil(lambda: window.pages.name == "start")
    settle()
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key).endswith("書きかけ")


def test_a_name_half_typed_in_the_tree_is_kept_when_the_plan_is_closed(
    qtbot: QtBot, window: MainWindow, sample_file: Path, settle: Settle
) -> None:
    session, view = window.session, window.tree.view
    session.set_mode(Mode.REVISION)
    measure = session.plan.measures[0].id
    view.choose(measure)
    window.actions_["to_tree"].trigger()
    QTest.keyClick(view, Qt.Key.Key_F2)
    line = view.viewport().findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    type_text(line, "書きかけの名称")
    window.actions_["close"].trigger()
    qtbot.waitUntil(lambda: window.pages.name == "start")
    settle()
    with Document.open(sample_file, read_only=True) as document:
        node = document.plan().node(measure)
        assert node is not None
        assert node.name == "書きかけの名称"


def test_the_tree_by_department_follows_the_register(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    window.tree.head.grouped.emit(True)
    window.actions_["departments"].trigger()
    settle()
    page = window.pages.page("departments")
    assert isinstance(page, DepartmentsPage)
    first, second = (page.register.rows[n].department for n in (0, 1))
    page.edits.move(second.id, first.id)
    settle()
    qtbot.waitUntil(lambda: [row.title for row in window.tree.model.shown.groups][:2] == [second.name, first.name])
