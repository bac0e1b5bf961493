"""What is half typed: it goes in before anything else happens, and comes back after a crash; in the whole window."""
from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import ui_main as say
from planeditor.services.editing import years
from planeditor.services.editing.permissions import Mode
from planeditor.store.document import Document
from planeditor.ui.fields.fields_view import FieldsView
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import type_text
from tests.ui.sheets import key_of

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, empty_session: Session, settle: Settle, sample_file: Path) -> Iterator[Start]:
    """Starts the window with the sample."""
    windows: list[MainWindow] = []

    def started() -> MainWindow:
        window = MainWindow(empty_session, lambda _: "planeditor.log")
        windows.append(window)
        window.start([sample_file])
        qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
        settle()
        return window

    yield started
    gc.enable()
    for window in windows:
        window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    for window in windows:
        window.deleteLater()


def type_at(window: MainWindow, key: Key, text: str) -> None:
    window.session.go(Place(key.node, key.period, key.field))
    window.sheet.setFocus()
    type_text(window.sheet.editor, text)
    assert window.sheet.is_editing


def keep_draft(file: Path, key: Key, text: str) -> None:
    document = Document.open(file, who="前の人")
    document.drafts.keep(key, text, "前の人")
    document.close()


def press(window: MainWindow, name: str) -> None:
    next(b for b in window.notices.findChildren(QPushButton) if b.text() == name).click()


def test_a_plan_text_goes_in_before_its_mode_ends(start: Start, settle: Settle) -> None:
    window = start()
    session = window.session
    key = key_of(session, "summary", None)
    session.set_mode(Mode.REVISION)
    type_at(window, key, "新しい概要")
    session.set_mode(Mode.NORMAL)
    settle()
    assert session.plan.text(*key) == "新しい概要"
    assert not window.sheet.is_editing


def test_a_report_goes_in_before_its_year_is_closed(start: Start, settle: Settle) -> None:
    window = start()
    session = window.session
    current = session.current
    assert current is not None
    key = key_of(session, "work")
    type_at(window, key, "確定の前の文")
    session.edit(lambda document: years.close_period(document, session.forms, current, "試験"))
    settle()
    assert session.plan.text(*key) == "確定の前の文"
    session.undo()
    settle()
    assert session.plan.text(*key) == "確定の前の文"


def test_undo_takes_back_what_is_half_typed(start: Start, settle: Settle) -> None:
    window = start()
    session = window.session
    key = key_of(session, "work")
    before = session.plan.text(*key)
    type_at(window, key, "途中")
    session.undo()
    settle()
    assert session.plan.text(*key) == before
    session.redo()
    settle()
    assert session.plan.text(*key) == "途中"


def test_a_text_goes_in_before_another_form_is_shown(start: Start, settle: Settle) -> None:
    window = start()
    session = window.session
    key = key_of(session, "work")
    type_at(window, key, "様式を変える前")
    session.show_form("plan")
    settle()
    assert session.plan.text(*key) == "様式を変える前"


def test_a_note_of_the_panel_goes_in_too(start: Start, settle: Settle) -> None:
    window = start()
    session = window.session
    key = key_of(session, "memo", None)
    session.go(Place(key.node))
    window.docks.raise_("internal")
    row = window.parts.internal.fields.rows[0]
    row.enter()
    type_text(row.editor.widget, "覚え")
    session.set_mode(Mode.REVISION)
    settle()
    assert session.plan.text(*key) == "覚え"
    type_text(row.editor.widget, "の続き")
    session.set_mode(Mode.NORMAL)
    settle()
    assert session.plan.text(*key) == "覚えの続き", "the caret stays where one types"


def test_drafts_of_a_crash_are_offered_when_the_program_starts(start: Start, sample_file: Path, settle: Settle) -> None:
    document = Document.open(sample_file, who="前の人")
    node = document.plan().measures[2].id
    document.close()
    key = Key(node, "work", "年度:2023")
    keep_draft(sample_file, key, "書きかけの文")
    window = start()
    press(window, say.DRAFT_RESTORE)
    assert window.sheet.editing_text == "書きかけの文"
    window.sheet.commit()
    settle()
    assert window.session.plan.text(*key) == "書きかけの文"


def test_a_draft_that_is_not_on_the_sheet_comes_back_in_the_plain_form(start: Start, sample_file: Path, settle: Settle) -> None:
    document = Document.open(sample_file, who="前の人")
    key = Key(document.plan().measures[2].id, "memo")
    document.close()
    keep_draft(sample_file, key, "書きかけの覚え")
    window = start()
    press(window, say.DRAFT_RESTORE)
    form = window.pages.page("fields")
    assert isinstance(form, FieldsView)
    assert window.pages.name == "fields"
    assert form.is_editing
    form.commit()
    settle()
    assert window.session.plan.text(*key) == "書きかけの覚え"


def test_a_draft_that_is_locked_now_stays_offered(start: Start, sample_file: Path, settle: Settle) -> None:
    document = Document.open(sample_file, who="前の人")
    key = Key(document.plan().measures[2].id, "summary")
    document.close()
    keep_draft(sample_file, key, "書きかけの概要")
    window = start()
    press(window, say.DRAFT_RESTORE)
    assert not window.sheet.is_editing
    window.session.set_mode(Mode.REVISION)
    press(window, say.DRAFT_RESTORE)
    assert window.sheet.editing_text == "書きかけの概要"


def test_last_year_by_key_is_for_the_whole_range(start: Start, qtbot: QtBot, settle: Settle) -> None:
    window = start()
    session = window.session
    key = key_of(session, "progress")
    session.go(Place(key.node, key.period, key.field))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.sheet.setFocus()
    editor = window.sheet.editor
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    for field in ("progress", "work", "effect"):
        assert session.plan.text(key.node, field, key.period) == session.plan.text(key.node, field, "年度:2022")


def test_the_plain_form_opens_where_the_sheet_was(start: Start, qtbot: QtBot, settle: Settle) -> None:
    window = start()
    session = window.session
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def form_at(place: Place) -> FieldsView:
        window.pages.turn("sheet")
        window.sheet.setFocus()
        session.go(place)
        window.pages.turn("fields")
        form = window.pages.page("fields")
        assert isinstance(form, FieldsView)
        qtbot.waitUntil(lambda: form.isVisible() and not form._arriving)
        settle()
        return form

    current = "年度:2023"
    form = form_at(Place(session.plan.measures[1].id, current, "progress"))
    assert form.fields.focused is not None
    other = Place(session.plan.measures[3].id, current, "work")
    form = form_at(other)
    assert session.place == other
    assert form.fields.focused is not None
    assert form.fields.focused.key == other.key
    area = next(n for n in session.plan.walk() if n.kind == "area")
    form_at(Place(area.id))
    assert session.place.node == area.id
