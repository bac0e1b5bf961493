"""The whole window: opening, moving about, editing, undo, drops, errors, closing; on real widgets."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import ui_main as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.states.named import find_state
from planeditor.store.document import Document
from planeditor.ui.editions.viewing import TOPIC, view
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place
from planeditor.ui.runner import Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from tests.ui.conftest import Settle
from tests.ui.hands import type_text

Make = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[Make]:
    """Makes the window, started with files."""
    windows: list[MainWindow] = []

    def made(*files: Path) -> MainWindow:
        window = MainWindow(empty_session, lambda _: "planeditor.log")
        windows.append(window)
        window.start(files)
        qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
        settle()
        return window

    yield made
    if windows:
        windows[-1].close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    for window in windows:
        window.deleteLater()


@pytest.fixture
def window(make: Make, sample_file: Path) -> MainWindow:
    """The window with the sample."""
    return make(sample_file)


def work_of(window: MainWindow) -> Key:
    """The cell 作業内容 of the first measure in the current year."""
    session = window.session
    current = session.current
    assert current is not None
    return Key(session.plan.measures[0].id, "work", current.key)


def is_partial(session: Session) -> bool:
    return session.partial


def mode_of(session: Session) -> Mode:
    return session.mode


def test_started_with_nothing_it_invites(make: Make) -> None:
    window = make()
    assert window.pages.name == "start"
    assert window.windowTitle() == say.PROGRAM
    assert not window.docks["tree"].isVisible()
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["open"].isEnabled()


def test_started_with_a_plan_it_shows_its_first_sheet(window: MainWindow) -> None:
    session = window.session
    assert window.pages.name == "sheet"
    assert session.place.node == session.plan.measures[0].id
    assert session.current is not None
    assert session.place.period == session.current.key
    assert window.docks["tree"].isVisible()
    assert session.plan.title in window.windowTitle()
    assert not session.partial


def test_it_opens_again_where_it_was(make: Make, sample_file: Path, settle: Settle, qtbot: QtBot) -> None:
    window = make(sample_file)
    session = window.session
    wanted = Place(session.plan.measures[3].id, session.plan.period_keys("年度")[1])
    session.go(wanted)
    window.close()
    qtbot.waitUntil(lambda: not session.is_open)
    settle()
    again = make()
    assert again.session.path == sample_file
    assert again.session.place[:2] == wanted[:2]


def test_what_is_typed_before_the_file_is_read_arrives(
    make: Make, empty_session: Session, sample_file: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = MainWindow(empty_session, lambda _: "")
    window.start([sample_file])
    session = window.session
    assert session.is_open
    assert is_partial(session)
    key = work_of(window)
    session.enter(key, "・開いてすぐに打った")
    assert session.plan.text(*key) == "・開いてすぐに打った"
    settle()
    assert not is_partial(session)
    assert session.plan.text(*key) == "・開いてすぐに打った"
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "・開いてすぐに打った"
    window.close()
    qtbot.waitUntil(lambda: not session.is_open)
    settle()
    window.deleteLater()


def test_typing_in_the_sheet_reaches_the_file_and_undo_takes_it_back(
    window: MainWindow, settle: Settle, sample_file: Path
) -> None:
    session, key = window.session, work_of(window)
    before = session.plan.text(*key)
    session.go(Place(key.node, key.period, key.field))
    window.sheet.setFocus()
    type_text(window.sheet, "・窓口の案内を直した")
    QTest.keyClick(QApplication.focusWidget() or window.sheet, Qt.Key.Key_Return)
    settle()
    assert session.plan.text(*key) == "・窓口の案内を直した"
    assert window.actions_["undo"].isEnabled()
    assert "作業内容" in window.actions_["undo"].toolTip()
    window.actions_["undo"].trigger()
    settle()
    assert session.plan.text(*key) == before
    window.actions_["redo"].trigger()
    settle()
    assert session.plan.text(*key) == "・窓口の案内を直した"


def test_turning_to_another_page_commits_what_is_half_typed(window: MainWindow, settle: Settle) -> None:
    key = work_of(window)
    window.session.go(Place(key.node, key.period, key.field))
    window.sheet.setFocus()
    type_text(window.sheet, "途中まで")
    window.actions_["fields"].trigger()
    settle()
    assert window.pages.name == "fields"
    assert window.session.plan.text(*key) == "途中まで"


@pytest.mark.parametrize("page", ["sheet", "fields", "table", "departments", "preview"])
def test_every_page_can_be_shown_and_left(window: MainWindow, settle: Settle, page: str) -> None:
    window.actions_[page].trigger()
    settle()
    assert window.pages.name == page
    window.actions_["sheet"].trigger()
    settle()
    assert window.pages.name == "sheet"


def test_plan_fields_open_in_revision_mode_and_say_so(window: MainWindow, settle: Settle) -> None:
    session = window.session
    key = Key(session.plan.measures[0].id, "summary")
    window.actions_["revision"].trigger()
    assert mode_of(session) is Mode.REVISION
    assert any(n.topic == "mode" for n in window.notices.notices)
    session.enter(key, "改めた概要")
    settle()
    assert session.plan.text(*key) == "改めた概要"
    window.actions_["revision"].trigger()
    assert mode_of(session) is Mode.NORMAL
    assert not any(n.topic == "mode" for n in window.notices.notices)


def test_a_year_is_closed_and_its_cells_are_locked(window: MainWindow, settle: Settle) -> None:
    key = work_of(window)
    window.actions_["close_year"].trigger()
    settle()
    assert window.session.lock(key) == "closed"
    assert say.STATE_CLOSED in window.windowTitle()
    window.actions_["undo"].trigger()
    settle()
    assert window.session.lock(key) == "open"


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(300, 300).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    QApplication.processEvents()


def test_a_plan_dropped_is_opened_in_place_of_the_one_before(
    window: MainWindow, sample_file: Path, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "ほかの計画.plandb"
    with Document.open(sample_file, read_only=True) as document:
        document.practice_copy_to(other)
    drop(window, other)
    qtbot.waitUntil(lambda: window.session.path == other)
    settle()
    assert not sample_file.with_name(sample_file.name + ".lock").exists()


def test_something_else_dropped_gets_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    strange = tmp_path / "写真.png"
    strange.write_bytes(b"x")
    drop(window, strange)
    assert any("写真.png" in n.text for n in window.notices.notices)
    assert window.session.is_open


def test_a_workbook_dropped_without_a_plan_says_what_to_do(make: Make, tmp_path: Path) -> None:
    window = make()
    book = tmp_path / "提出.xlsx"
    book.write_bytes(b"")
    drop(window, book)
    assert [n.text for n in window.notices.notices] == [say.NEEDS_PLAN]


def test_a_file_that_is_no_plan_leaves_the_start_page_with_a_sentence(make: Make, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.plandb"
    broken.write_bytes(b"nonsense" * 100)
    window = make(broken)
    assert not window.session.is_open
    assert window.pages.name == "start"
    assert any("壊れた.plandb" in n.text for n in window.notices.notices)


def test_errors_are_sentences_and_faults_name_the_report(window: MainWindow) -> None:
    window.show_error(KnownError("ファイルがありません。"))
    window.show_error(ZeroDivisionError("秘密の文"))
    texts = [n.text for n in window.notices.notices]
    assert "ファイルがありません。" in texts
    assert any("planeditor.log" in t for t in texts)
    assert not any("秘密" in t or "Zero" in t for t in texts)


def test_a_half_typed_cell_is_committed_on_closing(
    make: Make, sample_file: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = make(sample_file)
    key = work_of(window)
    window.session.go(Place(key.node, key.period, key.field))
    window.sheet.setFocus()
    type_text(window.sheet, "閉じる前に打った")
    window.close()
    qtbot.waitUntil(lambda: not window.session.is_open)
    settle()
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "閉じる前に打った"
    assert not sample_file.with_name(sample_file.name + ".lock").exists()


def test_ctrl_s_says_that_all_is_saved(window: MainWindow, settle: Settle) -> None:
    told: list[str] = []
    window.session.told.connect(told.append)
    window.actions_["save"].trigger()
    settle()
    assert told
    assert say.SAVED in told[0]


def test_a_second_session_reads_only_and_says_who_has_it(window: MainWindow, sample_file: Path, qtbot: QtBot, tmp_path: Path) -> None:
    runner = Runner()
    second = MainWindow(Session(runner, Settings(tmp_path / "second.ini"), window.session.form_sets), lambda _: "")
    qtbot.addWidget(second)
    second.start([sample_file])
    qtbot.waitUntil(lambda: runner.idle and second.parts.completed, timeout=10_000)
    assert second.session.read_only
    assert "試験" in second.notices.notices[0].text
    assert not second.actions_["undo"].isEnabled()
    second.close()
    qtbot.waitUntil(lambda: not second.session.is_open)
    runner.finish()


def test_every_action_has_a_text_and_no_two_share_a_key(window: MainWindow) -> None:
    keys: dict[str, str] = {}
    for action in window.actions_:
        assert action.text()
        assert "{" not in action.text()
        for key in action.shortcuts():
            assert key.toString() not in keys, f"{action.objectName()} and {keys[key.toString()]}"
            keys[key.toString()] = action.objectName()


def test_title_and_city_can_be_changed_in_revision_mode(window: MainWindow, settle: Settle) -> None:
    session = window.session
    window.actions_["basics"].trigger()
    assert window.pages.name == "fields"
    assert session.place.node == "plan"
    title = Key("plan", "@name")
    assert session.lock(title) == "plan"
    window.actions_["revision"].trigger()
    session.enter(title, "見本市情報化推進計画2026")
    settle()
    assert "見本市情報化推進計画2026" in window.windowTitle()


def test_the_bar_about_a_refusal_goes_with_the_next_edit(window: MainWindow, settle: Settle) -> None:
    window.show_error(KnownError("この欄には入れられません。"))
    window.show_error(KnownError("この欄にも入れられません。"))
    assert [n.text for n in window.notices.notices] == ["この欄にも入れられません。"]
    window.session.enter(work_of(window), "直した")
    settle()
    assert window.notices.notices == []


def test_bars_that_ask_stay_when_others_come(window: MainWindow) -> None:
    window.notices.show_notice("答えを待っています。", topic="asks", closes=False)
    for number in range(8):
        window.notices.show_notice(f"知らせ {number}")
    assert window.notices.notices[0].topic == "asks"


def test_what_is_not_read_yet_cannot_be_overwritten(
    empty_session: Session, sample_file: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = MainWindow(empty_session, lambda _: "")
    window.start([sample_file])
    session, other = window.session, work_of(window)._replace(node=window.session.plan.measures[5].id)
    assert is_partial(session)
    assert session.lock(work_of(window)) == "open"
    assert session.lock(other) == "read_only"
    settle()
    assert session.lock(other) == "open"
    window.close()
    qtbot.waitUntil(lambda: not session.is_open)
    settle()
    window.deleteLater()


def test_another_state_is_searched_and_written_but_not_edited(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    session, key = window.session, work_of(window)
    session.enter(key, "・後から書いた珍しい語")
    session.ask(lambda document: find_state(document, "初版"), partial(view, session))
    settle()
    assert session.viewing is not None
    assert "初版を表示中" in window.windowTitle()
    assert {n.topic for n in window.notices.notices} == {TOPIC}
    refused, offered = ("undo", "revision", "request", "take_turn", "archive", "write_json"), ("pdf", "edition", "find", "publish")
    assert [name for name in refused if window.actions_[name].isEnabled()] == []
    assert [name for name in offered if not window.actions_[name].isEnabled()] == []
    window.parts.search.search("珍しい語")
    settle()
    assert window.parts.search.model.rowCount() == 0
    window.notices.notices[0].buttons[0].click()
    settle()
    window.parts.search.search("珍しい語")
    qtbot.waitUntil(lambda: window.parts.search.model.rowCount() > 0)
    assert window.actions_["revision"].isEnabled()
    assert not window.notices.notices
