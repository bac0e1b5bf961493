"""Typing as people here do: what is not ASCII comes from the input method."""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def show_active(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and make it the active one; on a screen without a window manager nobody else does."""
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def compose(widget: QWidget, text: str) -> None:
    """Text on its way: shown by the widget, not yet committed."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))


def commit(widget: QWidget, text: str) -> None:
    """Text the input method commits."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text into a widget: keys for ASCII, the input method for the rest."""
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        compose(widget, text[:1])
        commit(widget, text)
