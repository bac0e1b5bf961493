"""The panels beside the sheet: last year, history, findings, terms, internal fields, and where a change comes from."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.building import PlanBuilder
from planeditor.domain.findings import Finding
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Key
from planeditor.messages import ui_beside as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.terms import delete_term, terms
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.beside.differences import differing
from planeditor.ui.beside.entry_list import ITEM, EntryList, Item
from planeditor.ui.beside.findings import FindingsPanel
from planeditor.ui.beside.glossary import GlossaryPanel
from planeditor.ui.beside.history import PAGE, HistoryPanel
from planeditor.ui.beside.internal import InternalPanel
from planeditor.ui.beside.last_year import LastYearPanel
from planeditor.ui.beside.prose import Prose
from planeditor.ui.beside.source_box import SourceBox
from planeditor.ui.beside.when import short_moment
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

_LEFT = Qt.MouseButton.LeftButton
P = TypeVar("P", bound=QWidget)
Show = Callable[[P], P]


@pytest.fixture
def show(qtbot: QtBot) -> Show[QWidget]:
    """Shows a panel in a window of its own."""

    def shown(panel: QWidget) -> QWidget:
        qtbot.addWidget(panel)
        panel.resize(300, 420)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return shown


@pytest.fixture
def work(session: Session) -> Key:
    """作業内容 of ①-02 in the current year; the user is there."""
    current = session.current
    assert current is not None
    key = Key(session.plan.measures[1].id, "work", current.key)
    session.go(Place(key.node, key.period, key.field))
    return key


def earlier(session: Session, key: Key) -> Key:
    keys = session.plan.period_keys("年度")
    return key._replace(period=keys[keys.index(key.period) - 1])


def told(session: Session) -> list[str]:
    found: list[str] = []
    session.told.connect(found.append)
    return found


# Last year


@pytest.fixture
def last_year(session: Session, show: Show[LastYearPanel], work: Key) -> LastYearPanel:
    return show(LastYearPanel(session))


def test_last_years_text_is_shown_and_copied(
    last_year: LastYearPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    before = session.plan.text(*earlier(session, work))
    assert last_year.prose.text == before
    assert "作業内容" in last_year.heading.text()
    assert not last_year.same.isVisible()
    QTest.mouseClick(last_year.button, _LEFT)
    settle()
    assert session.plan.text(*work) == before
    qtbot.waitUntil(last_year.same.isVisible)
    assert not last_year.button.isEnabled(), "nothing left to copy"
    session.undo()
    settle()
    qtbot.waitUntil(lambda: not last_year.same.isVisible())


def test_copying_is_for_the_place_not_for_what_is_shown(last_year: LastYearPanel, session: Session, work: Key, settle: Settle) -> None:
    other = work._replace(node=session.plan.measures[2].id)
    session.go(Place(other.node, other.period, other.field))
    last_year.copy()
    settle()
    assert session.plan.text(*other) == session.plan.text(*earlier(session, other))
    assert session.plan.text(*work) != session.plan.text(*earlier(session, work))


def test_what_is_half_typed_is_committed_before(last_year: LastYearPanel, session: Session, work: Key, settle: Settle) -> None:
    last_year.about_to_copy.connect(lambda: session.enter(work, "打ちかけ"))
    last_year.copy()
    settle()
    assert session.plan.text(*work) == session.plan.text(*earlier(session, work))
    session.undo()
    settle()
    assert session.plan.text(*work) == "打ちかけ"


def test_a_locked_field_is_not_copied_into(last_year: LastYearPanel, session: Session, work: Key, qtbot: QtBot) -> None:
    future = Key(work.node, "planning", session.plan.period_keys("年度")[3])
    session.go(Place(future.node, future.period, future.field))
    qtbot.waitUntil(lambda: "計画・設計" in last_year.heading.text() or last_year.empty.isVisible())
    before, said = session.plan.text(*future), told(session)
    last_year.copy()
    assert session.plan.text(*future) == before
    assert said


def test_why_there_is_no_text_of_last_year(last_year: LastYearPanel, session: Session, work: Key, qtbot: QtBot) -> None:
    first = session.plan.period_keys("年度")[0]
    for place, part in (
        (Place(work.node, first, "work"), "最初の年度"),
        (Place(work.node, "", "summary"), "年度ごとの項目ではありません"),
        (Place(work.node, work.period), say.NO_CELL),
    ):
        session.go(place)
        qtbot.waitUntil(partial(_says, last_year, part))
        assert not last_year.head.isVisible()


def _says(panel: LastYearPanel, part: str) -> bool:
    return part in panel.empty.text()


def test_only_texts_that_are_alike_are_marked() -> None:
    assert differing("窓口は250人、待ち10分", "窓口は252人、待ち10分") == [(3, 6)]
    assert differing("まったく別の文です", "これは調査の結果") == []
    assert differing("同じ", "同じ") == differing("", "何か") == differing("何か", "") == []


@pytest.mark.parametrize("text", ["𠮷野家の増設250台と𠮷井", "末尾に𠮷"])
def test_marks_stand_at_the_right_place_beyond_the_first_plane(qtbot: QtBot, text: str) -> None:
    prose = Prose("文")
    qtbot.addWidget(prose)
    start = text.rindex("𠮷")
    prose.say(text, [(start, len(text))])
    cursor = prose.textCursor()
    cursor.setPosition(len(text[: start + 1].encode("utf-16-le")) // 2)
    assert cursor.charFormat().background().style() != Qt.BrushStyle.NoBrush
    cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2 or 1)
    assert start == 0 or cursor.charFormat().background().style() == Qt.BrushStyle.NoBrush


# History


@pytest.fixture
def history(session: Session, show: Show[HistoryPanel], work: Key, settle: Settle) -> HistoryPanel:
    panel = show(HistoryPanel(session))
    settle()
    return panel


def wait_for(qtbot: QtBot, panel: HistoryPanel, count: int) -> None:
    qtbot.waitUntil(lambda: sum(row.isVisible() for row in panel.rows) == count)


def test_the_history_of_a_cell_tells_when_who_and_from_where(
    history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    wait_for(qtbot, history, 1)
    session.enter(work, "電話で聞いた文", source="電話")
    wait_for(qtbot, history, 2)
    row = history.rows[0]
    assert row.head.text().startswith("▸ R")
    assert all(part in row.note.text() for part in ("試験", "電話", say.NOW))
    assert row.body is None, "nothing is made before it is opened"
    QTest.mouseClick(row.head, _LEFT)
    assert row.prose is not None
    assert row.prose.text == "電話で聞いた文"
    session.undo()
    wait_for(qtbot, history, 3)
    assert history.rows[1].head.font().strikeOut()
    font = history.rows[1].head.font()
    font.setStrikeOut(False)
    history.rows[1].head.setFont(font)  # as a change of theme does
    theme.watch().changed.emit()
    assert history.rows[1].head.font().strikeOut()
    assert say.UNDONE in history.rows[1].note.text()
    assert not history.rows[0].head.font().strikeOut()


def test_an_earlier_text_is_restored_with_the_keyboard(
    history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    first = session.plan.text(*work)
    session.enter(work, "別の文")
    wait_for(qtbot, history, 2)
    oldest = history.rows[1]
    oldest.head.setFocus()
    QTest.keyClick(oldest.head, Qt.Key.Key_Space)
    [button] = oldest.buttons
    assert button.text() == say.RESTORE
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    assert session.plan.text(*work) == first
    assert "以前の文に戻す" in (session.undo_name or "")
    wait_for(qtbot, history, 3)


def test_a_locked_cell_offers_no_restoring(history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle) -> None:
    key = Key(work.node, "summary")
    session.set_mode(Mode.CORRECTION, "誤字")
    session.enter(key, "直した概要")
    settle()
    session.set_mode(Mode.NORMAL)
    session.go(Place(key.node, "", key.field))
    wait_for(qtbot, history, 2)
    QTest.mouseClick(history.rows[1].head, _LEFT)
    assert history.rows[1].buttons == []
    assert "誤字" in history.rows[0].note.text()


def test_the_history_of_the_measure_leads_to_its_cells(
    history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    other = work._replace(field="effect")
    session.enter(other, "12%")
    settle()
    QTest.mouseClick(history.scope.wide, _LEFT)
    wait_for(qtbot, history, 2)
    row = history.rows[0]
    assert "効果（額）" in row.note.text()
    QTest.mouseClick(row.head, _LEFT)
    assert row.prose is not None
    assert "12%" in row.prose.text
    QTest.mouseClick(row.buttons[0], _LEFT)
    assert session.place == Place(*other._replace(field=other.period, period=other.field))


def test_a_long_history_comes_in_pieces(history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle) -> None:
    for turn in range(PAGE + 3):
        session.enter(work, f"{turn}回目")
    wait_for(qtbot, history, PAGE)
    assert history.more.isVisible()
    QTest.mouseClick(history.more, _LEFT)
    wait_for(qtbot, history, PAGE + 4)
    assert not history.more.isVisible()


def test_history_of_a_cell_that_was_left_is_not_shown(
    history: HistoryPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    untouched, gate = Key(session.plan.measures[2].id, "memo"), Event()
    session.ask(lambda _: gate.wait(5), lambda _: None)
    history.refresh()  # asked for, and not come back yet
    session.go(Place())
    qtbot.waitUntil(lambda: history.empty.text() == say.NO_NODE.format(measure="施策"))
    gate.set()
    settle()
    assert not any(row.isVisible() for row in history.rows)
    session.go(Place(untouched.node, "", untouched.field))
    qtbot.waitUntil(lambda: history.empty.isVisible() and history.empty.text() == say.NO_VERSIONS)


def test_a_hidden_panel_reads_nothing(session: Session, work: Key, qtbot: QtBot, settle: Settle) -> None:
    panel = HistoryPanel(session)
    qtbot.addWidget(panel)
    session.enter(work, "変えた")
    session.go(Place(session.plan.measures[3].id, work.period, "work"))
    settle()
    assert panel.rows == []


@pytest.mark.parametrize(
    ("at", "said"),
    [((2024, 4, 12, 14, 2), "R6.4.12 14:02"), ((2019, 4, 30, 9, 5), "H31.4.30 09:05"), ((2019, 5, 1, 0, 0), "R1.5.1 00:00")],
)
def test_moments_are_said_in_short(at: tuple[int, int, int, int, int], said: str) -> None:
    assert short_moment(dt.datetime(*at).astimezone()) == said


# Where a change comes from


def test_the_source_goes_into_the_history(session: Session, show: Show[SourceBox], work: Key, qtbot: QtBot, settle: Settle) -> None:
    box = show(SourceBox(session))
    line = box.box.lineEdit()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "FAX")
    assert session.source == "FAX"
    box.box.setCurrentText("電話")
    session.enter(work, "電話で聞いた")
    settle()
    sources: list[str] = []
    session.ask(lambda document: document.log(limit=1)[0].source, sources.append)
    settle()
    assert sources == ["電話"]
    QApplication.sendEvent(line, QInputMethodEvent("かいぎ", []))
    assert session.source == "電話", "what is being composed is not said yet"
    session.leave()
    settle()
    assert not session.source
    assert box.box.currentText() == ""


# Findings


def findings(session: Session, work: Key) -> list[Finding]:
    other = session.plan.measures[4]
    return [
        Finding("one", "warning", "文が長すぎます。", work.node, "work", work.period),
        Finding("two", "note", "数字がありません。", other.id, "effect", work.period),
        Finding("three", "error", "記号が凡例にありません。", other.id, "work", work.period),
        Finding("four", "note", "題名がありません。"),
    ]


@pytest.fixture
def found(session: Session, show: Show[FindingsPanel], work: Key, qtbot: QtBot) -> FindingsPanel:
    panel = show(FindingsPanel(session))
    assert panel.empty.text() == say.NO_FINDINGS
    panel.set_findings(findings(session, work))
    qtbot.waitUntil(panel.list.isVisible)
    return panel


def items(entries: EntryList) -> list[Item]:
    model = entries.items
    return [model.index(row).data(ITEM) for row in range(model.rowCount())]


def test_findings_are_grouped_by_gravity(found: FindingsPanel, qtbot: QtBot) -> None:
    assert [item.head or item.text for item in items(found.list)] == [
        "誤り 1", "②-02 R5年度 作業内容", "注意 1", "①-02 R5年度 作業内容", "参考 2", "②-02 R5年度 効果（額）", "題名がありません。",
    ]  # fmt: skip
    assert items(found.list)[1].spoken == "誤り。②-02 R5年度 作業内容。記号が凡例にありません。"
    assert {item.mark for item in items(found.list) if not item.is_heading} == {"error", "warning", "note"}


def test_enter_and_click_lead_to_the_place(found: FindingsPanel, session: Session, work: Key, qtbot: QtBot) -> None:
    found.list.setFocus()
    found.list.setCurrentIndex(found.list.items.index(1))
    QTest.keyClick(found.list, Qt.Key.Key_Down)
    assert found.list.current == findings(session, work)[0], "headings are passed over"
    QTest.keyClick(found.list, Qt.Key.Key_Return)
    assert session.place == Place(work.node, work.period, "work")
    rect = found.list.visualRect(found.list.items.index(1))
    QTest.mouseClick(found.list.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, rect.center())
    assert session.place.node == session.plan.measures[4].id


def test_the_next_finding_goes_round(found: FindingsPanel, session: Session, work: Key) -> None:
    error, warning, second, fourth = (findings(session, work)[n] for n in (2, 0, 1, 3))
    assert [found.next_finding() for _ in range(5)] == [error, warning, second, fourth, error]
    assert session.place == Place(error.node, error.period, error.field)
    assert found.list.current == error
    found.hide()
    assert found.next_finding() == warning, "also while the panel is hidden"


def test_findings_of_the_measure_only(found: FindingsPanel, session: Session, work: Key, qtbot: QtBot) -> None:
    QTest.mouseClick(found.scope.narrow, _LEFT)
    qtbot.waitUntil(lambda: len(items(found.list)) == 2)
    session.go(Place(session.plan.measures[0].id, work.period))
    qtbot.waitUntil(found.see_all.isVisible)
    assert found.empty.text() == say.NO_FINDINGS_HERE.format(measure="施策")
    said = told(session)
    assert found.next_finding() is None
    assert said
    QTest.mouseClick(found.see_all, _LEFT)
    qtbot.waitUntil(lambda: len(items(found.list)) == 7)


def test_the_same_findings_again_leave_the_list_alone(found: FindingsPanel, session: Session, work: Key, qtbot: QtBot) -> None:
    found.next_finding()
    resets: list[int] = []
    found.list.items.modelReset.connect(lambda: resets.append(1))
    found.set_findings(findings(session, work))
    found.refresh()
    assert not resets
    found.set_findings(findings(session, work)[1:])
    qtbot.waitUntil(lambda: len(resets) == 1)
    assert found.list.current == findings(session, work)[2], "the chosen one stays chosen"


def test_the_list_is_a_sound_model(found: FindingsPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(found.list.items)  # type: ignore[no-untyped-call]


def test_a_long_finding_is_told_in_full(found: FindingsPanel, session: Session, qtbot: QtBot) -> None:
    long = Finding("long", "warning", "とても長い文です。" * 12)
    found.set_findings([long])
    qtbot.waitUntil(lambda: found.list.items.rowCount() == 2)
    index = found.list.items.index(1)
    qtbot.waitUntil(lambda: found.list.visualRect(index).height() > 6 * found.fontMetrics().height())
    tall = found.list.visualRect(index).height()
    found.resize(600, 420)
    qtbot.waitUntil(lambda: found.list.visualRect(index).height() < tall)
    assert found.list.visualRect(index).topLeft() == QPoint(0, found.list.visualRect(found.list.items.index(0)).height())


# 用語


def test_terms_of_the_plan_are_listed_and_filtered(session: Session, show: Show[GlossaryPanel], qtbot: QtBot, settle: Settle) -> None:
    for term in terms(session.plan):
        session.edit(partial(delete_term, forms=session.forms, node=term.id, mode=Mode.REVISION, who="試験"))
    settle()
    panel = show(GlossaryPanel(session))
    assert panel.empty.text() == say.NO_TERMS
    assert not panel.filter.isVisible()

    def add(document: Document) -> ChangeReport:
        builder = PlanBuilder()
        for term, text in (("ＬＧＷＡＮ", "自治体を結ぶ閉じた網。"), ("RPA", "定型の事務を自動で行う仕組み。")):
            node = builder.add("block", PLAN_ID, {BLOCK_TYPE: "note", "text": text}, "", term)
            assert node
        with document.edit("用語", who="試験") as edit:
            for key, text in builder.entries.items():
                edit.set(key, text)
        return edit.report

    session.edit(add)
    settle()
    qtbot.waitUntil(lambda: panel.list.items.rowCount() == 2)
    QTest.keyClicks(panel.filter, "lgwan")
    qtbot.waitUntil(lambda: [item.word for item in items(panel.list)] == ["ＬＧＷＡＮ"])
    QTest.keyClicks(panel.filter, "x")
    qtbot.waitUntil(panel.empty.isVisible)
    assert "lgwanx" in panel.empty.text()


# 内部項目


@pytest.fixture
def internal(session: Session, show: Show[InternalPanel], work: Key) -> InternalPanel:
    return show(InternalPanel(session))


def test_a_note_is_entered_when_it_is_left(
    internal: InternalPanel, session: Session, work: Key, qtbot: QtBot, settle: Settle
) -> None:
    [row] = internal.fields.shown
    assert row.definition.key == "memo"
    assert internal.note.text() == say.INTERNAL_NOTE
    row.enter()
    QTest.keyClicks(row.editor.widget, "a note")
    assert internal.is_editing
    session.go(Place(session.plan.measures[2].id, work.period))
    assert row.editor.text() == "", "the next measure's, at once"
    settle()
    assert session.plan.text(work.node, "memo") == "a note"
    assert session.plan.text(session.plan.measures[2].id, "memo") == ""
    session.go(Place(work.node, work.period))
    assert row.editor.text() == "a note"
    session.undo()
    settle()
    assert row.editor.text() == ""


def test_internal_fields_are_open_in_every_mode_but_reading(internal: InternalPanel, session: Session, settle: Settle) -> None:
    [row] = internal.fields.shown
    assert not row.editor.locked
    session.set_mode(Mode.REVISION)
    assert not row.editor.locked


def test_without_a_measure_the_panels_invite(
    session: Session, show: Show[QWidget], internal: InternalPanel, work: Key, settle: Settle, qtbot: QtBot
) -> None:
    history, before = show(HistoryPanel(session)), show(LastYearPanel(session))
    session.go(Place())
    settle()
    assert "施策" in internal.empty.text()
    assert isinstance(history, HistoryPanel)
    assert isinstance(before, LastYearPanel)
    qtbot.waitUntil(lambda: history.empty.text() == say.NO_NODE.format(measure="施策"))
    qtbot.waitUntil(lambda: before.empty.text() == say.NO_CELL)
    session.leave()
    settle()
    assert internal.empty.isVisible()
    assert history.empty.isVisible()


def test_panels_survive_a_measure_that_goes(
    session: Session, show: Show[QWidget], internal: InternalPanel, work: Key, settle: Settle
) -> None:
    failed: list[object] = []
    session.failed.connect(failed.append)
    for panel in (HistoryPanel(session), LastYearPanel(session), FindingsPanel(session)):
        show(panel)

    def remove(document: Document) -> ChangeReport:
        with document.edit("削除", who="試験") as edit:
            for key in document.plan().of_node(work.node):
                edit.set(key, None)
        return edit.report

    session.edit(remove)
    settle()
    assert session.place == Place()
    assert internal.empty.isVisible()
    session.undo()
    settle()
    assert not failed
    assert session.plan.node(work.node) is not None
