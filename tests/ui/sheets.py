"""What the tests of the sheet view share: a shown page, and short ways to places in the sample plan."""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_page import SheetPage
from planeditor.ui.sheet.sheet_view import SheetView

K, M = Qt.Key, Qt.KeyboardModifier
_kept: list[SheetPage] = []
"""Tests hold the view only, and a page without a holder is gone."""


def shown(qtbot: QtBot, session: Session, width: int = 1000, height: int = 700) -> SheetPage:
    """A page in a window that has the focus."""
    page = SheetPage(session)
    _kept[:] = [page]
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.editor.hasFocus)
    return page


def key_of(session: Session, field: str, year: int | None = 2023, measure: int = 1) -> Key:
    """An entry of the sample plan."""
    return Key(session.plan.measures[measure].id, field, f"年度:{year}" if year else "")


def go(session: Session, key: Key) -> None:
    """Choose the cell of an entry."""
    session.go(Place(key.node, key.period, key.field))


def press(qtbot: QtBot, view: SheetView, key: Qt.Key, modifiers: Qt.KeyboardModifier = M.NoModifier) -> None:
    """Press a key where the focus of the sheet is."""
    QTest.keyClick(view.editor, key, modifiers)


def compose(view: SheetView, preedit: str, commit: str = "") -> None:
    """What an input method sends."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(view.editor, event)


def middle(view: SheetView, key: Key) -> QPoint:
    """The middle of a cell in the viewport."""
    assert view.sheet is not None
    return view.pieces(view.sheet.by_key[key])[0].center()


def chosen(view: SheetView) -> Key:
    """The entry of the chosen cell."""
    assert view.choice.chosen is not None
    return view.choice.chosen.key
