"""Search and replace in the window: typed with real keys, hits as the service finds them, replacing as one step."""
from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import NAME, Key
from planeditor.messages import ui_search as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.years import close_period
from planeditor.services.finding.searching import SearchIndex
from planeditor.ui.finding.index_keeper import IndexKeeper
from planeditor.ui.finding.replace_dialog import ReplaceDialog
from planeditor.ui.finding.scope_choice import ALL, HERE, YEAR
from planeditor.ui.finding.search_box import SearchBox
from planeditor.ui.finding.search_panel import SearchPanel
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import commit, compose, show_active

KEY = Qt.Key
QUERY = "計画通り"


class Search(QWidget):
    """Box and panel, as the main window has them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.box, self.panel = SearchBox(session), SearchPanel(session)
        self.panel.follow(self.box)
        rows = QVBoxLayout(self)
        rows.addWidget(self.box)
        rows.addWidget(self.panel)


@pytest.fixture
def search(session: Session, qtbot: QtBot) -> Search:
    widget = Search(session)
    qtbot.addWidget(widget)
    widget.resize(300, 500)
    show_active(qtbot, widget)
    widget.panel.keeper.hasten()
    qtbot.waitUntil(lambda: widget.panel.keeper.complete)
    return widget


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> ReplaceDialog:
    widget = ReplaceDialog(session, QUERY)
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(widget)
    widget.begin()
    qtbot.waitUntil(lambda: widget.complete)
    return widget


def found(session: Session, query: str) -> list[Key]:
    return SearchIndex(session.plan, session.vocabulary).keys(query)


def type_replacement(dialog: ReplaceDialog, qtbot: QtBot, text: str) -> None:
    dialog.replacement.clear()
    commit(dialog.replacement, text)
    qtbot.waitUntil(lambda: dialog.complete)


def test_hits_come_with_each_key(search: Search, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.panel.wanted):
        QTest.keyClicks(search.box, "R")
    assert search.panel.model.hits.total == len(found(session, "R"))
    QTest.keyClicks(search.box, "3")
    assert list(search.panel.model.hits.keys) == found(session, "R3")
    search.box.setText(QUERY)
    total = len(found(session, QUERY))
    assert total > 1
    assert search.panel.count.text() == say.COUNT.format(count=total)


def test_what_the_ime_composes_is_looked_for_once_it_is_commit(search: Search, qtbot: QtBot) -> None:
    searched: list[str] = []
    search.box.searched.connect(searched.append)
    search.box.setFocus()
    compose(search.box, "まどぐち")
    assert searched == []
    assert search.panel.model.rowCount() == 0
    commit(search.box, "窓口")
    assert searched == ["窓口"]
    assert search.panel.model.rowCount() > 0


def test_down_enter_and_esc(search: Search, session: Session, qtbot: QtBot) -> None:
    search.box.setText(QUERY)
    QTest.keyClick(search.box, KEY.Key_Down)
    qtbot.waitUntil(search.panel.list.hasFocus)
    QTest.keyClick(search.panel.list, KEY.Key_Down)
    second = search.panel.model.hits.keys[1]
    assert session.place.key != second, "moving about in the list goes nowhere yet"
    with qtbot.waitSignal(search.panel.jumped):
        QTest.keyClick(search.panel.list, KEY.Key_Return)
    assert session.place == Place(second.node, second.period, second.field)
    with qtbot.waitSignal(search.panel.sheet_wanted):
        QTest.keyClick(search.panel.list, KEY.Key_Escape)
    with qtbot.waitSignal(search.panel.sheet_wanted):
        QTest.keyClick(search.box, KEY.Key_Escape)


def test_next_and_previous_go_round(search: Search, session: Session, qtbot: QtBot) -> None:
    search.box.setText(QUERY)
    keys, told = search.panel.model.hits.keys, list[str]()
    session.told.connect(told.append)
    QTest.keyClick(search.box, KEY.Key_Return)
    assert session.place.key == keys[0]
    search.panel.previous_hit()
    assert session.place.key == keys[-1]
    search.panel.next_hit()
    assert session.place.key == keys[0]
    assert told == [say.WRAPPED_BACK, say.WRAPPED]
    QTest.keyClick(search.box, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert session.place.key == keys[-1]


def test_a_click_goes_there(search: Search, session: Session, qtbot: QtBot) -> None:
    search.box.setText(QUERY)
    place = search.panel.list.visualRect(search.panel.model.index(2)).center()
    QTest.mouseClick(search.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.place.key == search.panel.model.hits.keys[2]


def test_the_scope(search: Search, session: Session) -> None:
    panel, measure = search.panel, session.plan.measures[1]
    search.box.setText(QUERY)
    panel.scope.setCurrentIndex(HERE)
    assert panel.model.rowCount() == 0
    assert measure.number not in panel.note.text()
    session.go(Place(measure.id))
    assert {key.node for key in panel.model.hits.keys} == {measure.id}
    assert session.current is not None
    panel.scope.setCurrentIndex(YEAR)
    assert {key.period for key in panel.model.hits.keys} == {session.current.key}
    search.box.setText("どこにもない言葉")
    assert panel.all_button.isVisible()
    panel.all_button.click()
    assert panel.scope.currentIndex() == ALL
    assert "どこにもない言葉" in panel.note.text()


def test_hits_follow_the_plan(search: Search, session: Session, settle: Settle) -> None:
    search.box.setText("まったく新しい言葉")
    assert search.panel.model.rowCount() == 0
    assert session.current is not None
    key = Key(session.plan.measures[0].id, "work", session.current.key)
    session.enter(key, "・まったく新しい言葉")
    assert list(search.panel.model.hits.keys) == [key]
    settle()
    session.undo()
    settle()
    assert search.panel.model.rowCount() == 0


def test_a_hidden_panel_catches_up(search: Search, session: Session, settle: Settle) -> None:
    search.box.setText("まったく新しい言葉")
    search.hide()
    assert session.current is not None
    key = Key(session.plan.measures[0].id, "work", session.current.key)
    session.enter(key, "・まったく新しい言葉")
    settle()
    assert search.panel.model.rowCount() == 0, "nothing is done for what is not seen"
    search.panel.next_hit()
    assert session.place.key == key


def test_the_index_is_built_in_small_slices(session: Session, qtbot: QtBot) -> None:
    keeper = IndexKeeper.of(session)
    assert keeper is IndexKeeper.of(session)
    before = keeper.complete
    with qtbot.waitSignal(keeper.ready):
        keeper.hasten()
    assert (before, keeper.complete) == (False, True)
    assert keeper.index is not None
    assert keeper.index.keys(QUERY) == found(session, QUERY)
    session.leave()
    left: SearchIndex | None = keeper.index
    assert left is None


def test_a_search_waits_for_the_index_without_blocking(session: Session, qtbot: QtBot) -> None:
    panel = SearchPanel(session)
    qtbot.addWidget(panel)
    panel.search(QUERY)
    assert panel.note.text() == say.NOT_READY
    qtbot.waitUntil(lambda: panel.model.rowCount() == len(found(session, QUERY)))


def test_another_plan_empties_the_search(search: Search, session: Session, settle: Settle) -> None:
    search.box.setText(QUERY)
    session.leave()
    settle()
    assert search.box.text() == ""
    assert search.panel.model.rowCount() == 0
    assert search.panel.note.text() == say.NO_QUERY


def test_a_key_press_is_quick(search: Search) -> None:
    times = []
    for query in ("の", "窓口", "R5", "計画通り", "市"):
        start = time.thread_time()
        search.box.setText(query)
        times.append(time.thread_time() - start)
    assert max(times) < 0.5


def test_the_models(search: Search, dialog: ReplaceDialog, qtmodeltester: ModelTester) -> None:
    search.box.setText(QUERY)
    for model in (search.panel.model, dialog.model):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


# Replace


def test_replacing_is_one_step_and_undone_as_one(dialog: ReplaceDialog, session: Session, qtbot: QtBot, settle: Settle) -> None:
    before, told = dict(session.plan.entries), list[str]()
    session.told.connect(told.append)
    type_replacement(dialog, qtbot, "順調に")
    chosen = dialog.model.chosen
    assert chosen
    assert dialog.go_button.text() == say.GO.format(count=len(chosen))
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    settle()
    assert all(session.plan.entries[r.key] == r.new for r in chosen)
    assert told == [say.DONE.format(count=len(chosen))]
    qtbot.waitUntil(lambda: dialog.complete)
    assert not dialog.model.chosen
    assert session.undo_name is not None
    assert "順調に" in session.undo_name
    session.undo()
    settle()
    assert dict(session.plan.entries) == before


def test_ticks_are_taken_away_by_mouse_and_key(dialog: ReplaceDialog, session: Session, qtbot: QtBot, settle: Settle) -> None:
    type_replacement(dialog, qtbot, "順調に")
    count = len(dialog.model.chosen)
    first, second = (dialog.model.found[n] for n in range(2))
    rect = dialog.list.visualRect(dialog.model.index(0))
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(24, rect.height() // 5))
    assert first not in dialog.model.chosen
    dialog.list.setCurrentIndex(dialog.model.index(1))
    QTest.keyClick(dialog.list, KEY.Key_Space)
    assert len(dialog.model.chosen) == count - 2
    dialog.go_button.click()
    settle()
    assert session.plan.entries[first.key] == first.old
    assert session.plan.entries[second.key] == second.old
    assert sum(QUERY in text for text in session.plan.entries.values()) >= 2


def test_all_and_none(dialog: ReplaceDialog, qtbot: QtBot) -> None:
    type_replacement(dialog, qtbot, "順調に")
    dialog.none_button.click()
    assert dialog.model.chosen == []
    assert not dialog.go_button.isEnabled()
    dialog.all_button.click()
    assert len(dialog.model.chosen) == len(dialog.model.found) - dialog.model.locked


def test_locked_entries_say_why(dialog: ReplaceDialog, session: Session, qtbot: QtBot, settle: Settle) -> None:
    current, forms = session.current, session.forms
    assert current is not None
    session.edit(lambda document: close_period(document, forms, current, "試験"))
    settle()
    type_replacement(dialog, qtbot, "順調に")
    locked = [r for r in dialog.model.found if r.locked]
    assert {r.key.period for r in locked} == {current.key}
    row = dialog.model.found.index(locked[0])
    index = dialog.model.index(row)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    assert locked[0].locked in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not dialog.model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert str(len(locked)) in dialog.note.text()
    dialog.list.setCurrentIndex(index)
    dialog.grab()


def test_plan_fields_are_open_in_revision(dialog: ReplaceDialog, session: Session, qtbot: QtBot) -> None:
    name = session.plan.measures[0].name
    dialog.query.setText(name[:4])
    qtbot.waitUntil(lambda: dialog.complete)
    type_replacement(dialog, qtbot, "新しい名")
    assert any(r.key.field == NAME and r.locked for r in dialog.model.found)
    session.set_mode(Mode.REVISION)
    qtbot.waitUntil(lambda: dialog.complete)
    assert any(r.key.field == NAME and not r.locked for r in dialog.model.found)


def test_to_the_letter(dialog: ReplaceDialog, session: Session, qtbot: QtBot) -> None:
    type_replacement(dialog, qtbot, "順調に")
    folded = len(dialog.model.found)
    dialog.query.setText("計画どおり")
    qtbot.waitUntil(lambda: dialog.complete)
    assert len(dialog.model.found) == folded
    dialog.exact.setChecked(True)
    qtbot.waitUntil(lambda: dialog.complete)
    assert len(dialog.model.found) == sum("計画どおり" in text for text in session.plan.entries.values())


def test_a_text_no_file_can_hold_gets_a_sentence(dialog: ReplaceDialog, qtbot: QtBot) -> None:
    dialog.replacement.setText("文字\x07")
    qtbot.waitUntil(lambda: dialog.complete)
    assert dialog.problem.isVisible()
    assert not dialog.go_button.isEnabled()


def test_the_list_goes_to_the_sheet(dialog: ReplaceDialog, session: Session, qtbot: QtBot) -> None:
    type_replacement(dialog, qtbot, "順調に")
    dialog.list.setCurrentIndex(dialog.model.index(3))
    with qtbot.waitSignal(dialog.jumped):
        QTest.keyClick(dialog.list, KEY.Key_Return)
    assert session.place.key == dialog.model.found[3].key
