"""The panels round the sheet: stacks or tabs by the height there is, room for pages, what is kept; the bars above."""
from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_main as say
from planeditor.services.editing.permissions import Mode
from planeditor.ui import theme
from planeditor.ui.dock_parts import DockTitle
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import Notice
from planeditor.ui.parts import PANELS
from planeditor.ui.progress import ProgressBar
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

Make = Callable[..., MainWindow]
SCALES = (100, 125, 150, 200, 125, 100)


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[Make]:
    """Makes the window, 1366 x 768."""
    made: list[MainWindow] = []
    empty_session.settings.theme = "light"
    theme.apply(qapp, empty_session.settings)

    def new(*files: Path) -> MainWindow:
        window = MainWindow(empty_session, lambda _: "planeditor.log")
        made.append(window)
        window.start(files)
        qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
        settle()
        window.resize(1366, 768)
        return window

    yield new
    gc.enable()
    empty_session.settings.text_scale = 100
    if made:
        made[-1].close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    for window in made:
        window.deleteLater()


@pytest.fixture
def window(make: Make, sample_file: Path) -> MainWindow:
    return make(sample_file)


def close(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.session.is_open, timeout=10_000)


def seen(window: MainWindow) -> list[str]:
    """The panels one sees, those behind another's tab left out."""
    return [name for name in window.docks.names() if not window.docks[name].visibleRegion().isEmpty()]


@pytest.mark.parametrize("page", ["sheet", "fields", "table", "departments", "preview", "dashboard"])
def test_every_page_fits_the_smallest_screen_at_every_text_size(
    qtbot: QtBot, window: MainWindow, settle: Settle, page: str
) -> None:
    window.actions_[page].trigger()
    for scale in SCALES:
        window.session.settings.text_scale = scale
        window.resize(1024, 768)
        settle()
        qtbot.waitUntil(lambda: window.size().toTuple() == (1024, 768))
        least = window.minimumSizeHint()
        assert (least.width() <= 1024, least.height() <= 768) == (True, True), (scale, least)


def test_the_menu_bar_and_the_search_stay_in_sight_at_every_text_size(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1024, 768)
    for scale in SCALES:
        window.session.settings.text_scale = scale
        qtbot.waitUntil(window.parts.search_box.isVisible)
        bar = window.menuBar()
        assert bar.actionGeometry(bar.actions()[-1]).right() <= 1024
        further = window.bars.tools.findChild(QToolButton, "qt_toolbar_ext_button")
        assert isinstance(further, QToolButton)
        assert further.accessibleName() == say.FURTHER_TOOLS
        assert not further.icon().isNull()


def test_all_tools_stand_in_one_line_at_1024(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1024, 768)
    last = window.bars.tools.widgetForAction(window.actions_["print"])
    assert last is not None
    for found in (None, 12):
        window.actions_.title("check", f"点検 {found}" if found else "点検")
        qtbot.waitUntil(lambda: window.width() == 1024 and last.isVisible())
        assert window.parts.search_box.width() >= 100
    assert window.bars.tools.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.bars.tools.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    assert last.isVisible()


def test_a_long_job_does_not_make_the_window_wider(qtbot: QtBot, window: MainWindow) -> None:
    window.session.settings.text_scale = 200
    window.resize(1366, 768)
    bar = window.statusBar().findChild(ProgressBar)
    assert bar is not None
    bar.label.setText("提出された Excel を取り込んでいます")
    bar.show()
    qtbot.waitUntil(bar.isVisible)
    assert window.minimumSizeHint().width() <= 1366
    bar.hide()


def test_a_low_window_has_fewer_stacks(qtbot: QtBot, window: MainWindow) -> None:
    window.session.settings.text_scale = 200
    assert window.docks["findings"] in window.tabifiedDockWidgets(window.docks["last_year"])
    window.session.settings.text_scale = 100
    assert window.tabifiedDockWidgets(window.docks["last_year"]) == [window.docks["points"]]
    qtbot.waitUntil(lambda: seen(window) == ["tree", "last_year", "findings", "history"])


def test_a_panel_put_elsewhere_stays_there_when_the_text_grows(window: MainWindow) -> None:
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["findings"])
    window.docks["glossary"].hide()
    window.session.settings.text_scale = 200
    assert window.dockWidgetArea(window.docks["findings"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.docks["glossary"].isHidden()


def test_a_panel_lower_than_its_content_scrolls(qtbot: QtBot, window: MainWindow) -> None:
    dock = window.docks["history"]
    window.resizeDocks([dock], [40], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: dock.height() < window.parts.history.minimumSizeHint().height())
    assert window.parts.history.height() >= window.parts.history.minimumSizeHint().height()


def test_panels_that_made_room_come_back_as_they_were(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    window.docks.raise_("internal")
    settle()
    qtbot.waitUntil(lambda: "internal" in seen(window))
    before = {name: window.docks[name].height() for name in seen(window)}
    for page in ("departments", "preview", "sheet"):
        window.actions_[page].trigger()
        settle()
    qtbot.waitUntil(lambda: seen(window) == list(before))
    qtbot.waitUntil(lambda: {name: window.docks[name].height() for name in before} == before)


def test_closed_on_a_page_without_panels_they_are_there_at_the_next_start(
    qtbot: QtBot, make: Make, sample_file: Path
) -> None:
    window = make(sample_file)
    window.docks["glossary"].hide()
    window.docks.raise_("search")
    window.actions_["departments"].trigger()
    close(qtbot, window)
    window = make(sample_file)
    assert [name for name in PANELS if window.docks[name].isHidden()] == ["glossary"]
    assert window.docks["search"].isHidden()
    qtbot.waitUntil(lambda: "tree" in seen(window))


def test_what_is_kept_shows_no_panel_on_the_start_page(qtbot: QtBot, make: Make, sample_file: Path) -> None:
    window = make(sample_file)
    close(qtbot, window)
    window.session.settings.last_file = ""
    window = make()
    assert window.pages.name == "start"
    assert seen(window) == []
    assert not window.parts.search_box.isEnabled()
    window.opener.open(sample_file)
    qtbot.waitUntil(lambda: seen(window) == ["tree", "last_year", "findings", "history"])
    assert window.parts.search_box.isEnabled()


def test_a_title_has_a_button_one_can_hit(window: MainWindow) -> None:
    for name in window.docks.names():
        title = window.docks[name].titleBarWidget()
        assert isinstance(title, DockTitle)
        assert title.label.text() == window.docks[name].windowTitle()
        assert title.label.text() in title.close_button.accessibleName()
    title = window.docks["tree"].titleBarWidget()
    assert isinstance(title, DockTitle)
    assert min(title.close_button.width(), title.close_button.height()) >= 24
    QTest.mouseClick(title.close_button, Qt.MouseButton.LeftButton)
    assert window.docks["tree"].isHidden()


# The menus


def items(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def letter(action: QAction) -> str:
    return action.text().partition("&")[2][:1]


def test_every_item_of_a_menu_has_a_letter_of_its_own(window: MainWindow) -> None:
    bar = [letter(action) for action in window.menuBar().actions()]
    for letters in (bar, *([letter(action) for action in items(menu)] for menu in window.menus.menus.values())):
        assert all(letters)
        assert len(set(letters)) == len(letters), letters


def test_letters_stay_out_of_the_tool_bar(window: MainWindow) -> None:
    window.views.show_count(3)
    assert letter(window.actions_["check"]) == say.LETTERS["check"]
    for button in window.bars.tools.findChildren(QToolButton):
        assert "&" not in button.text()
        assert "(" not in button.text()


def test_choosing_the_page_that_is_shown_keeps_its_tick(window: MainWindow) -> None:
    for _ in range(2):
        window.actions_["sheet"].trigger()
        assert window.actions_["sheet"].isChecked()
        assert not window.actions_["table"].isChecked()


def test_items_are_enabled_where_they_make_sense(window: MainWindow, settle: Settle) -> None:
    actions, session = window.actions_, window.session
    assert actions["zoom_in"].isEnabled()
    actions["table"].trigger()
    assert not actions["zoom_in"].isEnabled()
    assert not actions["take_turn"].isEnabled()
    assert (actions["close_year"].isEnabled(), actions["reopen_year"].isEnabled()) == (True, False)
    actions["close_year"].trigger()
    settle()
    assert (actions["close_year"].isEnabled(), actions["reopen_year"].isEnabled()) == (False, True)
    session.set_mode(Mode.NORMAL)
    actions["close"].trigger()
    settle()
    assert not any(actions[name].isEnabled() for name in ("close_year", "reopen_year", "zoom_in", "take_turn", "print"))


# The status bar


def test_a_sentence_never_stands_on_other_words(qtbot: QtBot, window: MainWindow) -> None:
    window.session.told.emit("書き出しました。")
    window.status.refresh()
    assert not window.status.saved.isVisible()
    window.status.clearMessage()
    assert window.status.saved.isVisible()
    window.session.told.emit("書き出しました。")
    window.session.settings.text_scale = 200
    qtbot.waitUntil(lambda: not (window.status.currentMessage() and window.status.saved.isVisible()))
    assert window.status.saved.isVisible()


def test_why_something_is_locked_is_not_said_in_the_next_mode(window: MainWindow) -> None:
    window.session.told.emit("計画事項です。")
    window.actions_["revision"].trigger()
    assert not window.status.currentMessage()


def test_a_bar_with_many_choices_fits_the_smallest_screen(qtbot: QtBot, window: MainWindow) -> None:
    choices = [(word, list) for word in (say.TAKE_TURN, say.TAKE_OVER, say.TRY_AGAIN)]
    notice = window.notices.show_notice(say.STALE_HOLDER, choices, role="warning")
    window.session.settings.text_scale = 200
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: window.size().toTuple() == (1024, 768))
    qtbot.waitUntil(lambda: all(notice.rect().contains(QRect(b.mapTo(notice, QPoint()), b.size())) for b in notice.buttons))
    assert window.minimumSizeHint().height() <= 768


@pytest.mark.parametrize("page", ["sheet", "fields", "table"])
def test_bars_leave_the_window_on_the_smallest_screen_with_the_largest_text(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, settle: Settle, page: str
) -> None:
    theme.apply(qapp, window.session.settings, window.session.fonts)  # with the typeface of the program
    window.actions_[page].trigger()
    window.session.settings.text_scale = 200
    window.resize(1024, 768)
    settle()
    choices = [(word, list) for word in (say.TAKE_TURN, say.TAKE_OVER, say.TRY_AGAIN)]
    for topic in ("one", "other"):
        window.notices.show_notice(say.STALE_HOLDER, choices, topic=topic, role="warning")
        settle()
    least = window.minimumSizeHint()
    assert (least.width() <= 1024, least.height() <= 768) == (True, True), least


def test_of_many_bars_the_new_one_is_seen_from_its_beginning(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    window.session.settings.text_scale = 200
    window.resize(1024, 768)
    settle()
    for number in range(3):
        newest = window.notices.show_notice(f"{number} {say.STALE_HOLDER}", [(say.TRY_AGAIN, list)], topic=str(number))
        qtbot.waitUntil(partial(_begins_in_sight, newest))


def _begins_in_sight(notice: Notice) -> bool:
    return notice.visibleRegion().contains(QPoint(notice.width() // 2, 1))
