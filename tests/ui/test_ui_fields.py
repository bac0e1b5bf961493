"""The plain form: typing, leaving, composing, locks, the year, and the place it shares with the rest of the window."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QInputMethodEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key
from planeditor.messages import editing
from planeditor.messages import ui_fields as say
from planeditor.services.editing import years
from planeditor.services.editing.permissions import Lock, Mode
from planeditor.store.document import Document
from planeditor.ui.fields.editors import LineEditor
from planeditor.ui.fields.field_row import FieldRow
from planeditor.ui.fields.fields_view import FieldsView
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def year(session: Session) -> str:
    current = session.current
    assert current is not None
    return current.key


@pytest.fixture
def view(session: Session, qtbot: QtBot, year: str) -> Iterator[FieldsView]:
    """The form of ①-02 in the current year."""
    window = QWidget()
    rows = QVBoxLayout(window)
    found = FieldsView(session)
    rows.addWidget(found)
    qtbot.addWidget(window)
    window.resize(760, 560)
    session.go(Place(session.plan.measures[1].id, year))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield found
    found.commit()


def row(view: FieldsView, field: str) -> FieldRow:
    return next(r for r in view.fields.shown if r.definition.key == field)


def box(view: FieldsView, field: str) -> QTextEdit:
    widget = row(view, field).editor.widget
    assert isinstance(widget, QTextEdit)
    return widget


def enter(view: FieldsView, field: str) -> QTextEdit:
    found = box(view, field)
    found.setFocus()
    return found


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def type_over(qtbot: QtBot, view: FieldsView, field: str, text: str) -> QTextEdit:
    found = enter(view, field)
    found.selectAll()
    QTest.keyClicks(found, text)
    return found


def in_file(session: Session, settle: Settle, key: Key) -> str:
    found: list[str] = []
    session.ask(lambda document: document.plan().text(*key), found.append)
    settle()
    return found[0]


def test_the_form_shows_what_the_sheet_asks_for(view: FieldsView, session: Session, year: str) -> None:
    shown = [r.definition.key for r in view.fields.shown]
    assert set(shown) == {f.key for f in session.vocabulary.of("measure")}
    assert shown.index("summary") < shown.index("work") < shown.index("memo"), "plan, year, internal"
    assert row(view, "work").editor.text() == session.plan.text(session.plan.measures[1].id, "work", year)
    assert view.header.title.text() == session.plan.measures[1].title


def test_a_field_is_committed_when_it_is_left(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    key = Key(session.plan.measures[1].id, "work", year)
    found = type_over(qtbot, view, "work", "first")
    press(qtbot, found, Qt.Key.Key_Return)
    QTest.keyClicks(found, "second")
    press(qtbot, found, Qt.Key.Key_Enter, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(found, "third")
    assert view.is_editing
    assert session.plan.text(*key) != "first\nsecond\nthird"
    press(qtbot, found, Qt.Key.Key_Tab)
    assert not found.hasFocus()
    assert not row(view, "work").is_editing
    assert session.plan.text(*key) == "first\nsecond\nthird"
    assert in_file(session, settle, key) == "first\nsecond\nthird"
    session.undo()
    settle()
    assert row(view, "work").editor.text() == session.plan.text(*key) != "first\nsecond\nthird"


def test_esc_gives_the_old_text_back(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    before = row(view, "work").editor.text()
    found = type_over(qtbot, view, "work", "wrong")
    press(qtbot, found, Qt.Key.Key_Escape)
    assert row(view, "work").editor.text() == before
    press(qtbot, found, Qt.Key.Key_Tab)
    settle()
    assert session.undo_name is None, "nothing was entered"


def test_what_is_being_composed_is_not_lost_on_leaving(
    view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str
) -> None:
    found = enter(view, "work")
    found.selectAll()
    committed = QInputMethodEvent()
    committed.setCommitString("窓口")
    QApplication.sendEvent(found, QInputMethodEvent("まどぐち", []))
    QApplication.sendEvent(found, committed)
    QApplication.sendEvent(found, QInputMethodEvent("あんない", []))
    assert row(view, "work").editor.text() == "窓口", "what is being composed is no text yet"
    box(view, "effect").setFocus()
    settle()
    assert in_file(session, settle, Key(session.plan.measures[1].id, "work", year)) == "窓口あんない"


def test_switching_quickly_leaves_no_text_behind(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    first, second, third = session.plan.measures[1:4]
    expected = session.plan.text(third.id, "work", year)
    type_over(qtbot, view, "work", "typed")
    session.go(Place(second.id))
    session.go(Place(third.id))
    assert row(view, "work").editor.text() == expected
    settle()
    assert row(view, "work").editor.text() == expected
    assert session.plan.text(first.id, "work", year) == "typed"
    assert session.plan.text(second.id, "work", year) != "typed"
    session.go(Place(first.id))
    assert row(view, "work").editor.text() == "typed"


def test_a_refused_text_comes_back(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle) -> None:
    failed: list[object] = []
    session.failed.connect(failed.append)
    session.set_mode(Mode.REVISION)
    before = row(view, "@number").editor.text()
    found = enter(view, "@number")
    found.selectAll()
    press(qtbot, found, Qt.Key.Key_Delete)
    press(qtbot, found, Qt.Key.Key_Tab)
    settle()
    assert failed
    assert row(view, "@number").editor.text() == before


def test_what_is_typed_stays_while_something_else_changes(
    view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str
) -> None:
    node = session.plan.measures[1].id
    type_over(qtbot, view, "work", "typed")
    session.enter(Key(node, "effect", year), "100%")
    session.enter(Key(node, "work", year), "from elsewhere")
    settle()
    assert row(view, "work").editor.text() == "typed"
    assert row(view, "effect").editor.text() == "100%"
    assert view.is_editing


def test_locked_fields_say_why(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    summary = box(view, "summary")
    sentence = session.permissions.sentence(row(view, "summary").lock)
    assert summary.isReadOnly()
    assert summary.toolTip() == summary.accessibleDescription() == sentence
    assert view.sections[0].note.text() == sentence, "once for the section"
    planning = row(view, "planning")
    assert planning.locked.text() == editing.LOCK_WORDS[planning.lock]
    before = row(view, "summary").editor.text()
    QTest.keyClicks(enter(view, "summary"), "x")
    assert row(view, "summary").editor.text() == before
    session.set_mode(Mode.CORRECTION, "誤字")
    assert not summary.isReadOnly()
    assert view.sections[0].note.isHidden()
    assert not planning.locked.isVisible()


def test_a_locked_choice_does_not_open_and_the_wheel_changes_nothing(view: FieldsView, session: Session, qtbot: QtBot) -> None:
    found = row(view, "target_label").editor.widget
    assert isinstance(found, QComboBox)
    before = found.currentIndex()
    for mode in (Mode.NORMAL, Mode.REVISION):
        session.set_mode(mode)
        found.setFocus()
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), _NO_BUTTON, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(found, turn)
        assert found.currentIndex() == before
    session.set_mode(Mode.NORMAL)
    QTest.mouseClick(found, _LEFT)
    press(qtbot, found, Qt.Key.Key_Down)
    assert not found.view().isVisible()
    assert found.currentIndex() == before


_NO_BUTTON = Qt.MouseButton.NoButton


def test_a_choice_is_entered_when_it_is_left(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle) -> None:
    session.set_mode(Mode.REVISION)
    found = row(view, "target_label").editor.widget
    found.setFocus()
    assert isinstance(found, QComboBox)
    press(qtbot, found, Qt.Key.Key_Down)
    chosen = found.currentText()
    press(qtbot, found, Qt.Key.Key_Tab)
    assert in_file(session, settle, Key(session.plan.measures[1].id, "target_label")) == chosen


def test_another_year_is_chosen_in_the_head(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    node = session.plan.measures[1].id
    type_over(qtbot, view, "work", "typed")
    view.header.years.setFocus()
    press(qtbot, view.header.years, Qt.Key.Key_Up)
    earlier = session.plan.period_keys("年度")[1]
    assert session.place == Place(node, earlier)
    assert row(view, "work").editor.text() == session.plan.text(node, "work", earlier)
    assert session.plan.text(node, "work", year) == "typed"
    session.go(Place(node, session.plan.period_keys("年度")[4]))
    assert view.header.years.currentIndex() == 4
    assert box(view, "work").isReadOnly(), "a year that has not begun"


def test_place_and_cursor_follow_each_other(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    node, other = session.plan.measures[1].id, session.plan.measures[2].id
    enter(view, "work")
    assert session.place == Place(node, year, "work")
    enter(view, "summary")
    assert session.place == Place(node, "", "summary")
    assert row(view, "work").key.period == year, "the year stays in the form"
    session.go(Place(node, year, "effect"))
    assert box(view, "effect").hasFocus()
    session.go(Place(other, year))
    qtbot.waitUntil(lambda: session.place == Place(other, year, "effect"))
    assert row(view, "effect").editor.text() == session.plan.text(other, "effect", year)


def test_a_field_that_is_gone_to_comes_into_view(view: FieldsView, session: Session, qtbot: QtBot, year: str) -> None:
    node = session.plan.measures[1].id
    session.go(Place(node, year, "memo"))
    session.go(Place(node, "", "memo"))
    memo = row(view, "memo")
    page = view.area.viewport()
    qtbot.waitUntil(lambda: page.rect().contains(memo.editor.widget.mapTo(page, QPoint(0, 0))))
    scrolled = view.area.verticalScrollBar().value()
    assert scrolled > 0
    session.go(Place(session.plan.measures[2].id, year))
    assert abs(view.area.verticalScrollBar().value() - scrolled) < page.height(), "another measure, about the same place"


def test_ctrl_enter_goes_to_the_next_open_field(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    found = type_over(qtbot, view, "progress", "done")
    press(qtbot, found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box(view, "work").hasFocus()
    assert session.plan.text(session.plan.measures[1].id, "progress", year) == "done"
    enter(view, "@number")
    press(qtbot, box(view, "@number"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box(view, "progress").hasFocus(), "locked fields are passed over"
    page = view.area.viewport()
    qtbot.waitUntil(lambda: page.rect().contains(box(view, "progress").mapTo(page, QPoint(0, 0))))


def tab() -> QWidget:
    """Presses Tab; where the cursor is then."""
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert after is not None
    return after


def test_tab_goes_down_the_form(view: FieldsView, session: Session) -> None:
    view.header.years.setFocus()
    passed = [tab() for _ in view.fields.shown]
    row_of = {r.editor.widget: n for n, r in enumerate(view.fields.shown)}
    numbers = [row_of[w] for w in passed if w in row_of]
    assert numbers == sorted(numbers)
    assert numbers[:3] == [0, 1, 2]
    work = row(view, "work")
    assert work.fold is not None
    work.fold.switch.setChecked(True)
    box(view, "work").setFocus()
    names = [tab().accessibleName() for _ in range(4)]
    assert names[:3] == [say.LAST_YEAR_OF.format(field="作業内容")] * 2 + [say.COPY_OF.format(field="作業内容")]
    assert names[3].endswith("効果（額）")


def test_undo_is_the_windows_where_nothing_was_typed(view: FieldsView, qtbot: QtBot) -> None:
    undo = QAction(view.window())
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    view.window().addAction(undo)
    asked: list[int] = []
    undo.triggered.connect(lambda: asked.append(1))
    found = enter(view, "work")
    before = row(view, "work").editor.text()
    press(qtbot, found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1
    QTest.keyClicks(found, "x")
    press(qtbot, found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1
    assert row(view, "work").editor.text() == before
    press(qtbot, found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 2


def test_last_years_text_folds_out_and_is_copied(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    node, earlier = session.plan.measures[1].id, session.plan.period_keys("年度")[1]
    work = row(view, "work")
    assert work.fold is not None
    assert not work.fold.isVisible()
    QTest.mouseClick(work.fold.switch, _LEFT)
    assert work.fold.isVisible()
    assert work.fold.text == session.plan.text(node, "work", earlier)
    assert row(view, "planning").fold is None, "only what is reported"
    before = work.editor.text()
    work.copy_last_year()
    assert work.editor.text() == work.fold.text
    assert view.is_editing
    press(qtbot, box(view, "work"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert work.editor.text() == before, "Ctrl+Z while typing is of the field"
    work.copy_last_year()
    press(qtbot, box(view, "work"), Qt.Key.Key_Tab)
    settle()
    assert work.same.isVisible()
    assert work.same.text() == say.SAME


def test_a_draft_is_kept_and_dropped(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    key = Key(session.plan.measures[1].id, "work", year)

    def drafts() -> list[tuple[Key, str]]:
        found: list[list[tuple[Key, str]]] = []
        session.ask(lambda document: [(d.key, d.text) for d in document.drafts.all()], found.append)
        settle()
        return found[0]

    found = type_over(qtbot, view, "work", "half")
    view.fields.drafting.keep()
    assert drafts() == [(key, "half")]
    press(qtbot, found, Qt.Key.Key_Escape)
    assert drafts() == []
    type_over(qtbot, view, "work", "again")
    view.fields.drafting.keep()
    assert drafts() == [(key, "again")]
    press(qtbot, found, Qt.Key.Key_Tab)
    assert drafts() == [], "entered"


def test_a_draft_of_a_crash_is_gone_on_with(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    key = Key(session.plan.measures[3].id, "work", year)
    session.ask(lambda document: document.drafts.keep(key, "続きの文", "試験"), lambda _: None)
    found: list[object] = []
    session.ask(lambda document: document.drafts.all()[0], found.append)
    settle()
    assert view.restore_draft(found[0])  # type: ignore[arg-type]
    assert session.place == Place(key.node, year, "work")
    assert row(view, "work").editor.text() == "続きの文"
    assert view.is_editing


def test_names_for_those_who_hear_them(view: FieldsView, session: Session, year: str) -> None:
    label = session.vocabulary.period_label(session.plan, session.current) if session.current else ""
    for shown in view.fields.shown:
        widget = shown.editor.widget
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        name = widget.accessibleName() if isinstance(widget, QComboBox) else spoken  # a list's, here, is said by its label
        wanted = shown.definition.label
        assert name == (say.IN_YEAR.format(period=label, field=wanted) if shown.definition.series else wanted)
        assert shown.label.buddy() is shown.editor.widget
    work = QAccessible.queryAccessibleInterface(box(view, "work"))
    assert say.REQUIRED in work.text(QAccessible.Text.Description)
    assert view.header.years.accessibleName() == say.YEAR_OF


def test_the_count_tells_when_it_is_much(view: FieldsView, qtbot: QtBot) -> None:
    progress = row(view, "progress")
    progress.enter()
    progress.type("字" * 199 + "\n字")
    assert progress.count.text() == say.COUNT.format(count=200, usual=200)
    progress.type("字" * 201)
    assert progress.count.text() == say.COUNT_OVER.format(count=201, usual=200)


def test_a_closed_year_is_read_only(view: FieldsView, session: Session, settle: Settle, year: str) -> None:
    forms, current = session.forms, session.current
    assert current is not None
    session.edit(lambda document: years.close_period(document, forms, current, "試験"))
    settle()
    assert box(view, "work").isReadOnly()
    assert "確定" in box(view, "work").accessibleDescription()
    assert view.header.years.currentText().endswith("（確定）")


def test_texts_come_back_to_the_letter(view: FieldsView, session: Session, qtbot: QtBot, settle: Settle, year: str) -> None:
    key = Key(session.plan.measures[1].id, "work", year)
    text = "約400\u00a0万円\t(\u3000髙\U00020bb7)\n\n-\n"
    session.enter(key, text)
    settle()
    found = enter(view, "work")
    press(qtbot, found, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(found, "x")
    press(qtbot, found, Qt.Key.Key_Tab)
    assert in_file(session, settle, key) == text + "x"


def test_one_line_gives_back_what_it_was_shown(qtbot: QtBot) -> None:
    editor = LineEditor()
    qtbot.addWidget(editor.widget)
    editor.show("1\n2")
    assert editor.text() == "1\n2"
    editor.show("34")
    QTest.keyClicks(editor.widget, "5")
    assert editor.text() == "345"


def test_a_field_grows_with_its_text(view: FieldsView, qtbot: QtBot) -> None:
    found = type_over(qtbot, view, "effect", "a")
    low = found.height()
    for _ in range(3):
        press(qtbot, found, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.height() > low + 3 * found.fontMetrics().height())
    assert found.height() - low < 6 * found.fontMetrics().height()
    assert found.verticalScrollBar().value() == 0


def test_without_a_measure_there_is_a_sentence(view: FieldsView, session: Session, settle: Settle) -> None:
    session.go(Place())
    assert view.empty.isVisible()
    assert not view.area.isVisible()
    session.go(Place(session.plan.measures[0].id))
    assert view.area.isVisible()
    session.leave()
    settle()
    assert view.empty.isVisible()
    view.commit()


def test_what_was_typed_for_a_measure_that_is_gone_goes_with_it(
    view: FieldsView, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    failed: list[object] = []
    session.failed.connect(failed.append)
    measure = session.plan.measures[1]
    type_over(qtbot, view, "work", "typed")

    def remove(document: Document) -> object:
        with document.edit("削除", who="試験") as edit:
            for key in document.plan().of_node(measure.id):
                edit.set(key, None)
        return edit.report

    session.edit(remove)  # type: ignore[arg-type]
    settle()
    assert view.empty.isVisible()
    view.commit()
    settle()
    assert not failed
    assert session.plan.node(measure.id) is None


def test_a_hidden_form_catches_up_when_it_is_shown(view: FieldsView, session: Session, qtbot: QtBot, year: str) -> None:
    view.hide()
    session.go(Place(session.plan.measures[4].id, year))
    view.show()
    assert view.header.title.text() == session.plan.measures[4].title
    view.hide()
    session.go(Place(session.plan.measures[4].id, "", "memo"))
    view.show()
    qtbot.waitUntil(lambda: view.area.verticalScrollBar().value() > 0)
    view.setFocus()
    assert box(view, "memo").hasFocus()


def test_for_reading_everything_is_locked(
    empty_session: Session, sample_file: Path, qtbot: QtBot, settle: Settle
) -> None:
    document = Document.open(sample_file, read_only=True)
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    view = FieldsView(empty_session)
    qtbot.addWidget(view)
    empty_session.go(Place(document.plan().measures[0].id))
    view.show()
    assert all(r.lock is Lock.READ_ONLY and r.editor.locked for r in view.fields.shown)
    QTest.keyClicks(enter(view, "work"), "x")
    assert not view.is_editing


def test_another_form_set_asks_for_its_own_fields(
    empty_session: Session, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    builder = PlanBuilder()
    stages = [Period("期", 2009, 2011), Period("期", 2012, 2013)]
    builder.start("見本市計画", "見本市", "tomakomai", stages)
    node = builder.add("measure", builder.area("1", "くらし"), {}, "1", "窓口")
    document = Document.create(tmp_path / "別表.plandb", builder.entries, name="作成", who="試験")
    session = empty_session
    session.adopt(document, session.form_sets.of(document.plan()))
    view = FieldsView(session)
    qtbot.addWidget(view)
    session.go(Place(node, stages[1].key))
    view.show()
    assert {r.definition.key for r in view.fields.shown} == {f.key for f in session.vocabulary.of("measure") if f.series in ("", "期")}
    assert row(view, "status").key.period == stages[1].key
    assert view.header.years.count() == len(stages)
    area = session.plan.areas[0].id
    session.go(Place(area))
    assert {r.definition.key for r in view.fields.shown} == {f.key for f in session.vocabulary.of("area")}
    assert not view.header.years.isVisible()
    session.go(Place(node))
    assert row(view, "status").key == Key(node, "status", stages[1].key)


def test_going_to_another_measure_is_quick(view: FieldsView, session: Session) -> None:
    nodes = [n.id for n in session.plan.measures]
    times = []
    for turn in range(40):
        start = thread_time()
        session.go(Place(nodes[turn % len(nodes)]))
        times.append(thread_time() - start)
    assert sorted(times)[20] < 0.5, "median; about 3 ms on a quiet machine"


def test_the_way_back_to_the_sheet(view: FieldsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.sheet_wanted):
        QTest.mouseClick(view.header.as_sheet, _LEFT)
    assert view.header.as_fields.isChecked()
    assert not view.header.as_sheet.isChecked()
    QTest.mouseClick(view.header.as_fields, _LEFT)
    assert view.header.as_fields.isChecked()
