"""Every screen and dialog: each control has a name, is reached by the keys, and shows that the keys are with it."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planeditor.ui import theme
from planeditor.ui.dock_parts import DockTitle
from planeditor.ui.main_window import MainWindow
from planeditor.ui.questions import AskReason
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

PAGES = ("sheet", "fields", "table", "departments", "submissions", "review", "preview")
DIALOGS = (
    "new", "settings", "help", "replace", "pdf", "excel", "correction", "request", "start_year", "import", "points", "evaluate",
    "handover", "about",
)
PANELS = ("tree", "search", "last_year", "points", "findings", "history", "internal", "glossary")
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
BY_MENU = (QToolBar, DockTitle)
"""What these hold is for the mouse; the keys find the same in the menus."""


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle
) -> Iterator[MainWindow]:
    empty_session.settings.theme = "light"
    theme.apply(qapp, empty_session.settings)
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([sample_file])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    window.resize(1366, 768)
    window.activateWindow()
    yield window
    gc.enable()
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


def opened(window: MainWindow, name: str, settle: Settle) -> QDialog:
    """The dialog an item of the menu opens."""
    if name == "import":
        window.papers.take_in([Path(__file__)])
    else:
        window.actions_[name].trigger()
    settle()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def is_part(widget: QWidget) -> bool:
    """Whether a widget is a piece of another control: the text of a spin box, the list or the text of a choice."""
    parent = widget.parent()
    while isinstance(parent, QWidget) and not parent.isWindow():
        if isinstance(parent, (QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView)):
            return True
        parent = parent.parent()
    return widget.objectName().startswith("qt_")


def controls(root: QWidget) -> list[QWidget]:
    """What a user can do something with, as it is seen now."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and widget.isVisibleTo(root) and widget.window() is root.window() and not is_part(widget)
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader would say."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} in {type(parent).__name__}"


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not name_of(widget).strip()]


def by_menu(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(widget, QAbstractButton) and isinstance(parent, BY_MENU)


def chosen_of_group(widget: QWidget) -> QWidget | None:
    """The stop for a button of which one is chosen: the chosen one, from which the arrows lead to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group.checkedButton() if group is not None and group.exclusive() else None


def unreached(root: QWidget) -> list[str]:
    """Controls that Tab never comes to. Buttons of which one is chosen are one stop, as everywhere."""
    chain, widget = [root], root.nextInFocusChain()
    while widget is not None and widget is not root:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    stops = {w for w in chain if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    return [
        described(widget) + " " + name_of(widget)
        for widget in controls(root)
        if widget.isEnabled() and not stops & {widget, widget.focusProxy(), chosen_of_group(widget)} and not by_menu(widget)
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name_and_a_place_in_the_tab_order(
    window: MainWindow, settle: Settle, page: str
) -> None:
    window.actions_[page].trigger()
    settle()
    assert nameless(window) == []
    assert unreached(window) == []


def passed_over(root: QWidget) -> list[str]:
    """Controls that the key itself never comes to: Qt takes a widget with a focus proxy in it for one field."""
    came: list[QWidget | None] = []
    wanted = [w for w in controls(root) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for _ in range(300):
        at = QApplication.focusWidget()
        if at in came or at is None:
            break
        came.append(at)
        for _ in range(5):  # a date has several places in it
            if QApplication.focusWidget() is at:
                QTest.keyClick(at, Qt.Key.Key_Tab)
    return [described(w) + " " + name_of(w) for w in wanted if not {w, w.focusProxy(), chosen_of_group(w)} & set(came) and not by_menu(w)]


@pytest.mark.parametrize("page", ["table", "departments", "submissions", "review", "preview"])
def test_tab_comes_to_every_control_of_a_page(window: MainWindow, settle: Settle, page: str) -> None:
    window.actions_[page].trigger()
    settle()
    shown = window.pages.page(page)
    shown.setFocus()
    assert passed_over(shown) == []


@pytest.mark.parametrize("name", ["request", "start_year", "pdf", "replace"])
def test_tab_comes_to_every_control_of_a_dialog(window: MainWindow, settle: Settle, name: str) -> None:
    dialog = opened(window, name, settle)
    dialog.activateWindow()
    try:
        assert passed_over(dialog) == []
    finally:
        dialog.close()


@pytest.mark.parametrize("panel", PANELS)
def test_so_has_every_control_of_a_panel(window: MainWindow, settle: Settle, panel: str) -> None:
    window.actions_["revision"].trigger()
    window.docks.raise_(panel)
    settle()
    dock = window.docks[panel]
    assert nameless(dock) == []
    assert not [text for text in unreached(window) if any(described(w) in text for w in controls(dock))]


@pytest.mark.parametrize("name", DIALOGS)
def test_so_has_every_control_of_a_dialog(window: MainWindow, settle: Settle, name: str) -> None:
    dialog = opened(window, name, settle)
    try:
        assert dialog.windowTitle()
        assert nameless(dialog) == []
        assert unreached(dialog) == []
    finally:
        dialog.close()


def test_the_start_page_too(window: MainWindow, settle: Settle) -> None:
    window.actions_["close"].trigger()
    settle()
    assert window.pages.name == "start"
    assert nameless(window) == []
    assert unreached(window) == []


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["settings", "pdf", "new"])
def test_one_sees_where_the_keys_go(qtbot: QtBot, window: MainWindow, settle: Settle, name: str, scheme: str) -> None:
    window.session.settings.theme = scheme
    dialog = opened(window, name, settle)
    dialog.activateWindow()
    for control in controls(dialog):
        if not (control.isEnabled() and control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        without = next(c for c in controls(dialog) if c is not control and c.focusPolicy() & Qt.FocusPolicy.TabFocus)
        without.setFocus()
        before = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(control.hasFocus)
        assert control.grab().toImage() != before, described(control)
    dialog.close()


def test_the_keys_go_round_a_dialog_from_the_top(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    dialog = opened(window, "settings", settle)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: (focus := QApplication.focusWidget()) is not None and dialog.isAncestorOf(focus))
    heights: list[int] = []
    for _ in range(20):
        focus = QApplication.focusWidget()
        if focus is None or (heights and focus.mapTo(dialog, focus.rect().center()).y() < heights[-1]):
            break
        heights.append(focus.mapTo(dialog, focus.rect().center()).y())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert len(heights) >= 6
    dialog.close()


def test_a_question_does_nothing_without_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    reasons: list[str] = []
    ask = AskReason(window, "題", "理由を書いてください。", "始める", reasons.append)
    qtbot.addWidget(ask)
    ask.show()
    assert nameless(ask) == []
    QTest.keyClick(ask.reason, Qt.Key.Key_Return)
    assert reasons == []
    assert ask.isVisible()


def test_unchosen_radio_buttons_are_round_at_every_text_size(window: MainWindow) -> None:
    """A radius above half the side is drawn as none."""
    from planeditor.ui.look import LIGHT
    from planeditor.ui.stylesheet import style_sheet

    for scale in (100, 110, 125, 150, 175, 200):
        sheet = style_sheet(LIGHT, scale / 100)
        radius = int(sheet.partition("QRadioButton::indicator { border-radius: ")[2].partition("px")[0])
        side = round(16 * scale / 100) + 2
        assert side / 2 - 1 <= radius <= side / 2, scale
