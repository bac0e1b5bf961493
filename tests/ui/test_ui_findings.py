"""点検 in the panel: grouped findings with their places, and what is no slip."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.findings import Finding
from planeditor.domain.plan import Key
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import ui_beside as say
from planeditor.messages import ui_main as say_main
from planeditor.services.checking.seen import Seen
from planeditor.ui.beside.entry_list import ITEM, Item
from planeditor.ui.beside.finding_items import FoundPlace
from planeditor.ui.beside.findings import FindingsPanel
from planeditor.ui.checks import Checks
from planeditor.ui.place import Place
from planeditor.ui.questions import AskReason
from planeditor.ui.session import Session
from planeditor.ui.status import StatusBar

LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"


@pytest.fixture
def grouped(session: Session) -> Finding:
    current = session.current
    assert current is not None
    places = tuple(Key(m.id, "work", current.key) for m in session.plan.measures[:3])
    return Finding("same-as-other-measure", "warning", "同じ文が 3 の施策にあります。", *places[0], places)


@pytest.fixture
def panel(session: Session, grouped: Finding, qtbot: QtBot) -> FindingsPanel:
    made = FindingsPanel(session)
    qtbot.addWidget(made)
    made.resize(340, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.set_findings([grouped, Finding("era-slip", "note", "年を確かめてください。", grouped.node, "work", grouped.period)])
    qtbot.waitUntil(made.list.isVisible)
    return made


def items(panel: FindingsPanel) -> list[Item]:
    model = panel.list.items
    return [model.index(row).data(ITEM) for row in range(model.rowCount())]


def test_the_places_of_a_grouped_finding_stand_below_it(panel: FindingsPanel, session: Session, grouped: Finding) -> None:
    assert len(items(panel)) == 4
    led: list[None] = []
    panel.jumped.connect(lambda: led.append(None))
    assert panel.next_finding() == grouped
    assert led, "the page with the sheet is turned to"
    places = [item.what for item in items(panel) if isinstance(item.what, FoundPlace)]
    assert [p.place for p in places] == list(grouped.places)
    panel.list.choose(places[2])
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.place == Place(grouped.places[2].node, grouped.period, "work")
    QTest.mouseClick(panel.scope.narrow, Qt.MouseButton.LeftButton)
    panel.refresh()
    assert panel.next_finding() == grouped, "one of its places is here"
    assert session.place.node == grouped.places[2].node, "and it leads to that one"


def test_what_is_no_slip_is_marked_with_a_reason_and_taken_back(
    panel: FindingsPanel, session: Session, grouped: Finding, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    assert not panel.mark.isEnabled(), "nothing is chosen"
    panel.next_finding()
    assert panel.mark.text() == say.MARK_SEEN
    QTest.mouseClick(panel.mark, Qt.MouseButton.LeftButton)
    (question,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, AskReason) and w.isVisible())
    question.reason.setText("共通の作業")
    QTest.keyClick(question.reason, Qt.Key.Key_Return)
    settle()
    assert "点検の確認済み" in (session.undo_name or "")
    qtbot.waitUntil(panel.fold.isVisible)
    assert grouped not in panel.findings
    QTest.mouseClick(panel.fold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "共通の作業（" in items(panel)[-1].text)
    assert session.who in items(panel)[-1].text
    panel.list.choose(items(panel)[-1].what)
    assert panel.mark.text() == say.UNMARK_SEEN
    QTest.mouseClick(panel.mark, Qt.MouseButton.LeftButton)
    settle()
    qtbot.waitUntil(lambda: grouped in panel.findings)
    assert not any(key.field.startswith("@seen") for key in session.plan.of_node(grouped.node))


def test_in_a_narrow_panel_nothing_is_cut(panel: FindingsPanel, session: Session, grouped: Finding, qtbot: QtBot) -> None:
    seen = Seen(grouped, "共通の作業")
    panel.set_findings(panel.findings, [seen])
    panel.resize(200, 210)
    qtbot.waitUntil(lambda: panel.fold.isVisible() and panel.mark.y() > panel.fold.y())

    def is_inside(button: QWidget) -> bool:
        place = button.mapTo(panel, button.rect().bottomRight())
        return place.x() < panel.width() and place.y() < panel.height()

    qtbot.waitUntil(lambda: is_inside(panel.mark) and is_inside(panel.fold))  # once it is laid out
    assert panel.list.height() > 0


def test_the_checks_leave_out_what_was_seen(session: Session, grouped: Finding, qtbot: QtBot, settle: Callable[[], None]) -> None:
    from planeditor.services.checking.seen import mark_seen

    checks = Checks(session, FontBook())
    session.enter_many(dict.fromkeys(grouped.places, LONG), "写す")
    settle()
    with qtbot.waitSignal(checks.found):
        checks.run()
    found = next(f for f in checks.findings if f.rule == "same-as-other-measure")
    assert found.places == grouped.places
    session.edit(lambda document: mark_seen(document, found, "分担", who="試験"))
    settle()
    with qtbot.waitSignal(checks.found):
        checks.run()
    assert found not in checks.findings
    assert [(s.finding, s.reason) for s in checks.seen] == [(found, "分担")]


def test_before_the_first_check_nobody_says_that_nothing_was_found(session: Session, qtbot: QtBot) -> None:
    checks, panel, status = Checks(session, FontBook()), FindingsPanel(session), StatusBar(session)
    qtbot.addWidget(panel)
    qtbot.addWidget(status)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.set_findings(checks.findings, checks.seen, done=checks.done)
    status.show_check(0 if checks.done else None)
    qtbot.waitUntil(lambda: panel.empty.text() == say.CHECKING)
    assert status.checked.text() == say_main.NOT_CHECKED
    with qtbot.waitSignal(session.told) as told:
        assert panel.next_finding() is None
    assert told.args == [say.CHECKING]
    with qtbot.waitSignal(checks.found):
        checks.run()
    panel.set_findings([], done=checks.done)
    qtbot.waitUntil(lambda: panel.empty.text() == say.NO_FINDINGS)
    checks.session.opened.emit()
    assert not checks.done, "another plan is not that plan"
