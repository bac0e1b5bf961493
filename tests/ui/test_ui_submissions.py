"""提出状況: how far each department is, what waits, and what can be done about it; closing a year with something open."""
from __future__ import annotations

from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import CURRENT, FORECAST, PLAN_ID, ROUNDS, Key
from planeditor.messages import ui_main as say_main
from planeditor.messages import ui_requests as say_requests
from planeditor.messages import ui_submissions as say
from planeditor.services.editing.years import is_closed
from planeditor.services.formsets import FormSets
from planeditor.services.intake import deciding
from planeditor.services.intake.waiting import waiting
from planeditor.services.requests.outgoing import Issued
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.commands.plan import PlanCommands
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import NoticeArea
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.requests.contacts_dialog import ContactsDialog
from planeditor.ui.requests.request_dialog import RequestDialog
from planeditor.ui.requests.tree_items import BLANK, items_of
from planeditor.ui.session import Session
from planeditor.ui.submissions.confirm_dialog import ConfirmDialog
from planeditor.ui.submissions.correction_dialog import CorrectionDialog
from planeditor.ui.submissions.places_dialog import PlacesDialog
from planeditor.ui.submissions.submissions_page import SubmissionsPage
from planeditor.ui.yearstart.year_start import YearStart
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text
from tests.ui.requests import WHO, fill_in, send_out, settle_contacts, take_in

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
STATE, WAITING = 3, 5


@pytest.fixture
def page(session: Session, qtbot: QtBot, settle: Settle) -> SubmissionsPage:
    made = SubmissionsPage(session, Jobs(session))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    show_active(qtbot, made)
    settle()
    return made


def renew(page: SubmissionsPage, settle: Settle) -> None:
    """What a moment later shows by itself."""
    page.reader.read_again()
    settle()


def column(page: SubmissionsPage, number: int) -> list[str]:
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def books(issued: Issued) -> list[Path]:
    return [path for path in issued.paths if not path.name.startswith("00_")]


def choose(page: SubmissionsPage, name: str) -> None:
    page.view.setCurrentIndex(page.model.index(column(page, 0).index(name), 0))


def write(session: Session, settle: Settle, key: Key, text: str, source: str = "") -> None:
    def work(document: Document) -> ChangeReport:
        with document.edit("記入", who=WHO, source=source) as edit:
            edit.set(key, text)
        return edit.report

    session.edit(work)
    settle()


def figure_key(session: Session) -> Key:
    """A figure of the current year that is filled in."""
    assert session.current is not None
    return Key(session.plan.measures[1].id, "effect", session.current.key)


# What is seen


def test_an_empty_page_invites(page: SubmissionsPage, qtbot: QtBot) -> None:
    assert page.empty_new.isVisible()
    assert not page.view.isVisible()
    with qtbot.waitSignal(page.request_wanted) as signal:
        QTest.mouseClick(page.empty_new, LEFT)
    assert signal.args == [None]


def test_who_was_asked_and_has_not_answered(page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    assert column(page, 0) == [book.name for book in issued.books]
    assert set(column(page, STATE)) == {say.STATES["none"]}
    assert page.cards.submitted.figure.text() == say.SUBMITTED_FIGURE.format(done=0, all=len(issued.books))
    assert page.cards.submitted.link.text() == say.REMIND_LINK.format(count=len(issued.books))
    assert page.cards.decide.text.text() == say.DECIDE_NONE
    assert page.cards.deadline.text.text() == say.DAYS_LEFT.format(days=14)
    assert not page.bar.buttons["correct"].isEnabled()
    assert not page.bar.buttons["confirm"].isEnabled()


def test_the_model(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_late_by_shape_word_and_days(page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path) -> None:
    send_out(session, settle, tmp_path / "依頼", days=-3)
    renew(page, settle)
    assert set(column(page, STATE)) == {say.LATE.format(days=3)}
    said = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert say.LATE.format(days=3) in said
    assert say.LATE_COUNT.format(count=page.model.rowCount()) in page.cards.deadline.text.text()
    assert page.cards.deadline.figure.property("role") == "figure-warning"


def test_what_came_back(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, form_sets: FormSets, qtbot: QtBot
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    assert fill_in(books(issued)[0], lambda text: f"{text}追記。")
    receipt = take_in(session, form_sets, settle, books(issued)[0])
    renew(page, settle)
    choose(page, issued.books[0].name)
    assert column(page, STATE)[0] == say.STATES["all"]
    assert int(column(page, WAITING)[0]) > 0
    assert page.cards.submitted.figure.text() == say.SUBMITTED_FIGURE.format(done=1, all=len(issued.books))
    assert page.cards.decide.link.isVisible()
    assert say.RECEIPTS.format(numbers=receipt) in page.note.text()
    page.view.setFocus()
    with qtbot.waitSignal(page.review_wanted) as signal:
        QTest.keyClick(page.view, KEY.Key_Return)
    assert signal.args == [receipt]


def test_to_the_measures_with_the_keys(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    line = page.chosen
    assert line is not None
    page.view.setFocus()
    QTest.keyClick(page.view, KEY.Key_Right)
    assert page.measures.hasFocus()
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(page.measures, KEY.Key_Return)
    assert session.place.node == line.measures[0].node
    QTest.keyClick(page.measures, KEY.Key_Left)
    assert page.view.hasFocus()


def test_it_follows_the_plan_by_itself(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    key = figure_key(session)
    write(session, settle, Key(key.node, f"{FORECAST}:{key.field}", key.period), "見込")
    qtbot.waitUntil(lambda: page.cards.open.figure.text() == say.COUNT.format(count=1), timeout=3000)


def test_another_plan_empties_it(page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path) -> None:
    send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    session.leave()
    settle()
    assert page.model.rowCount() == 0
    assert not page.view.isVisible()


# What can be done


def test_a_reminder_on_the_clipboard(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, form_sets: FormSets
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼", days=-1)
    take_in(session, form_sets, settle, books(issued)[0])
    renew(page, settle)
    QTest.mouseClick(page.cards.submitted.link, LEFT)
    settle()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(say.BETWEEN.join(book.name for book in issued.books[1:]))
    assert issued.books[0].name not in text
    assert session.plan.title in text
    assert "{" not in text


def test_the_request_of_one_department_again(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    renew(page, settle)
    choose(page, issued.books[2].name)
    with qtbot.waitSignal(page.request_wanted) as signal:
        QTest.mouseClick(page.bar.buttons["again"], LEFT)
    assert signal.args == [issued.books[2].department]


def test_a_correction_with_its_reason(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, form_sets: FormSets, qtbot: QtBot
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    fill_in(books(issued)[0], lambda text: f"{text}追記。")
    take_in(session, form_sets, settle, books(issued)[0])
    renew(page, settle)
    choose(page, issued.books[0].name)
    QTest.mouseClick(page.bar.buttons["correct"], LEFT)
    settle()
    dialog = next(d for d in page.findChildren(CorrectionDialog) if d.isVisible())
    rows = items_of(dialog.list)
    assert rows
    assert any(row.text(1).endswith("追記。") for row in rows)
    assert dialog.sum.text() == say.CORRECTION_NONE
    rows[0].setText(2, "根拠を書いてください")
    assert len(dialog.points) == 1
    assert not dialog.start_button.isEnabled()
    type_text(dialog.reason, "確かめてください")
    assert dialog.start_button.isEnabled()
    assert [point.text for point in dialog.points] == ["根拠を書いてください"]
    rows[1].setCheckState(0, Qt.CheckState.Checked)
    assert dialog.points[1].text == "確かめてください"
    dialog.folder.choose(str(tmp_path / "依頼"))
    with qtbot.waitSignal(dialog.issued, timeout=60_000) as signal:
        QTest.mouseClick(dialog.start_button, LEFT)
    assert signal.args is not None
    (path,) = signal.args[0].paths
    texts = [str(c.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row if c.value]
    assert any("根拠を書いてください" in text for text in texts)
    renew(page, settle)
    assert column(page, 8)[0] == "1"


def test_what_the_department_has_agreed_to(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, form_sets: FormSets
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    take_in(session, form_sets, settle, books(issued)[0])
    assert session.current is not None
    node = next(sheet.node for sheet in issued.books[0].sheets if sheet.role == "lead")
    for field in ("progress", "work"):
        write(session, settle, Key(node, field, session.current.key), "直した文です。", "電話")
    renew(page, settle)
    choose(page, issued.books[0].name)
    assert page.cards.open.text.text() == say.OPEN_TEXT.format(forecasts=0, confirms=2)
    QTest.mouseClick(page.bar.buttons["confirm"], LEFT)
    dialog = next(d for d in page.findChildren(ConfirmDialog) if d.isVisible())
    assert dialog.go.text() == say.CONFIRM_GO.format(count=2)
    items_of(dialog.list)[0].setCheckState(0, BLANK)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    renew(page, settle)
    assert page.cards.open.text.text() == say.OPEN_TEXT.format(forecasts=0, confirms=1)
    session.undo()
    settle()
    renew(page, settle)
    assert page.cards.open.text.text() == say.OPEN_TEXT.format(forecasts=0, confirms=2)


def test_what_is_not_final_as_a_list_to_go_through(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    send_out(session, settle, tmp_path / "依頼")
    key = figure_key(session)
    write(session, settle, Key(key.node, f"{FORECAST}:{key.field}", key.period), "見込")
    renew(page, settle)
    QTest.mouseClick(page.cards.open.link, LEFT)
    dialog = next(d for d in page.findChildren(PlacesDialog) if d.isVisible())
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(dialog.list, KEY.Key_Return)
    assert session.place == Place(key.node, key.period, key.field)
    assert dialog.isVisible()


# Closing a year


@pytest.fixture
def plans(session: Session, qtbot: QtBot) -> PlanCommands:
    notices = NoticeArea()
    qtbot.addWidget(notices)
    return PlanCommands(notices, session, notices)


def closing(plans: PlanCommands) -> list[PlacesDialog]:
    return [d for d in plans.window.findChildren(PlacesDialog) if not d.isHidden()]


def test_a_year_with_nothing_open_is_closed_at_once(plans: PlanCommands, session: Session, settle: Settle) -> None:
    assert session.current is not None
    plans.close_year()
    settle()
    assert is_closed(session.plan, session.current.key)
    assert closing(plans) == []


def test_what_is_open_is_shown_before_a_year_is_closed(
    plans: PlanCommands, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    key, current = figure_key(session), session.current
    assert current is not None
    write(session, settle, Key(key.node, f"{FORECAST}:{key.field}", key.period), "見込")
    plans.close_year()
    settle()
    (dialog,) = closing(plans)
    assert not is_closed(session.plan, current.key)
    assert items_of(dialog.list)[0].text(0) == say.CLOSING_KINDS["forecasts"]
    with qtbot.waitSignal(plans.place_wanted):
        dialog.list.itemActivated.emit(items_of(dialog.list)[0], 0)
    assert session.place.field == key.field
    QTest.mouseClick(dialog.leave, LEFT)
    settle()
    assert not is_closed(session.plan, current.key)
    plans.close_year()
    settle()
    (dialog,) = closing(plans)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert is_closed(session.plan, current.key)
    session.undo()
    settle()
    assert not is_closed(session.plan, current.key)


def test_what_waits_leads_to_the_review(
    plans: PlanCommands, session: Session, settle: Settle, tmp_path: Path, form_sets: FormSets, qtbot: QtBot
) -> None:
    issued = send_out(session, settle, tmp_path / "依頼")
    fill_in(books(issued)[0], lambda text: f"{text}追記。")
    receipt = take_in(session, form_sets, settle, books(issued)[0])
    plans.close_year()
    settle()
    (dialog,) = closing(plans)
    assert items_of(dialog.list)[0].text(0) == say.CLOSING_KINDS["waiting"]
    with qtbot.waitSignal(plans.review_wanted) as signal:
        QTest.keyClick(dialog.list, KEY.Key_Return)
    assert signal.args == [receipt]


# In the window


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, session: Session, settle: Settle) -> MainWindow:
    made = MainWindow(session, lambda _: "planeditor.log")
    qtbot.addWidget(made)
    made.start([])
    qtbot.waitUntil(lambda: made.parts.completed, timeout=10_000)
    settle()
    return made


def test_the_status_bar_tells_and_leads_to_the_page(
    window: MainWindow, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.status.submitted.text() == ""
    issued = send_out(session, settle, tmp_path / "依頼")
    told = say.STATUS_BAR.format(done=0, all=len(issued.books))
    qtbot.waitUntil(lambda: window.status.submitted.text() == told, timeout=5000)
    QTest.mouseClick(window.status.submitted, LEFT)
    assert window.pages.name == "submissions"
    assert window.actions_["submissions"].isChecked()
    settle()


def test_the_menu_has_what_goes_out(window: MainWindow, session: Session, settle: Settle) -> None:
    names = [action.objectName() for action in window.menus.menus["submission"].actions()]
    assert names[:2] == ["request", "submissions"]
    for menu in ("submission", "plan", "view"):
        letters = [action.text().partition("&")[2][:1] for action in window.menus.menus[menu].actions() if action.text()]
        assert len(letters) == len(set(letters)), menu
    assert window.actions_["request"].iconText() == say_main.TOOL_WORDS["request"]


def test_from_the_menu_to_the_notice_and_the_page(
    window: MainWindow, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    settle_contacts(session, settle)
    window.actions_["request"].trigger()
    settle()
    dialog = next(d for d in window.findChildren(RequestDialog) if d.isVisible())
    dialog.folder.choose(str(tmp_path / "依頼"))
    with qtbot.waitSignal(dialog.issued, timeout=60_000):
        QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    (notice,) = [notice for notice in window.notices.notices if notice.topic == "issued"]
    assert "依頼書" in notice.text
    button = next(b for b in notice.buttons if b.text() == say_requests.SHOW_STATUS)
    QTest.mouseClick(button, LEFT)
    settle()
    page = window.pages.page("submissions")
    assert isinstance(page, SubmissionsPage)
    assert page.isVisible()
    assert page.model.rowCount() > 0
    page.bar.buttons["again"].click()
    settle()
    again = next(d for d in window.findChildren(RequestDialog) if d.isVisible())
    assert [a.name for a in again.whom.list.chosen] == [column(page, 0)[0]]
    again.close()
    page.review_wanted.emit(None)
    assert window.pages.name == "review"


def test_contacts_from_the_tree(window: MainWindow, session: Session, settle: Settle) -> None:
    session.go(Place(session.plan.measures[2].id))
    settle()
    window.tree.commands.contacts()
    settle()
    (dialog,) = [d for d in window.findChildren(ContactsDialog) if d.isVisible()]
    assert session.node is not None
    assert dialog.node == session.node.id
    dialog.close()


def test_the_start_of_the_year_ends_in_the_request(window: MainWindow, session: Session, settle: Settle) -> None:
    window.actions_["start_year"].trigger()
    settle()
    (start,) = [d for d in window.findChildren(YearStart) if d.isVisible()]
    window.actions_["start_year"].trigger()
    assert [d for d in window.findChildren(YearStart) if d.isVisible()] == [start]
    QTest.mouseClick(start.departments.button, LEFT)
    assert window.pages.name == "departments"
    start.turn(4)
    QTest.mouseClick(start.next, LEFT)
    settle()
    assert [d for d in window.findChildren(RequestDialog) if d.isVisible()]


# Rounds


def test_rounds_where_the_plan_has_them(
    page: SubmissionsPage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not page.bar.round.isVisible()
    write(session, settle, Key(PLAN_ID, ROUNDS), "4月計画 10月中間")
    settle_contacts(session, settle)
    dialog = RequestDialog(session, Jobs(session))
    qtbot.addWidget(dialog)
    settle()
    dialog.scope.round.setCurrentIndex(1)
    assert dialog.order.round == "10月中間"
    dialog.folder.choose(str(tmp_path / "依頼"))
    with qtbot.waitSignal(dialog.issued, timeout=60_000):
        dialog.start()
    page.hide()
    page.show()
    renew(page, settle)
    assert page.bar.round.isVisible()
    assert page.bar.turn == "10月中間"
    assert page.overview.lines[0].sent
    page.bar.round.setCurrentIndex(0)
    page.bar.chosen.emit()
    settle()
    assert page.bar.turn == "4月計画"
    assert page.overview.is_empty


def test_what_came_back_empty_is_found_beside_editing(
    window: MainWindow, session: Session, settle: Settle, form_sets: FormSets, tmp_path: Path, qtbot: QtBot
) -> None:
    """A required place that was asked for and came back blank is told once nothing of its measure waits any more."""
    settle_contacts(session, settle)
    current = session.current
    assert current is not None
    session.ask(partial(_empty, current.key), lambda _: session.reread())
    settle()
    issued = send_out(session, settle, tmp_path / "依頼")
    found = window.parts.checks
    qtbot.waitUntil(lambda: bool(found.findings), timeout=10_000)
    assert not [f for f in found.findings if f.rule == "empty-report"]
    book = next(p for p in issued.paths if p.name.startswith("01_"))
    fill_in(book, lambda text: text)
    filled = openpyxl.load_workbook(book)
    for sheet in filled.worksheets[1:]:
        cell = next(c for row in sheet.iter_rows() for c in row if c.column == 7 and not c.protection.locked)
        cell.value = "40%"
    filled.save(book)
    receipt = take_in(session, form_sets, settle, book)
    session.edit(lambda document: _accept_all(document, session, receipt))
    settle()
    qtbot.waitUntil(lambda: any(f.rule == "empty-report" for f in found.findings), timeout=15_000)


def _empty(period: str, document: Document) -> None:
    with document.edit("空ける", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CURRENT), period)
        for measure in document.plan().measures:
            for field in ("progress", "work", "effect"):
                edit.set(Key(measure.id, field, period), None)


def _accept_all(document: Document, session: Session, receipt: int) -> ChangeReport:
    ids = [item.proposal.id for item in waiting(document, receipt)]
    return deciding.accept(document, session.vocabulary, ids, who=WHO)
