"""照会・提出依頼 from the window: what, whom and the covering text are asked, and the workbooks are written or nothing is."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planeditor.domain.cover import CoverText
from planeditor.domain.plan import CONTACTS, PLAN_ID, SECRETARIAT, Key
from planeditor.messages import ui_requests as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import PlanDraft, create
from planeditor.services.requests.contacting import set_contacts
from planeditor.services.requests.outgoing import Issued
from planeditor.services.tree import structuring
from planeditor.store.requests import Request
from planeditor.ui.progress import Jobs
from planeditor.ui.requests.contacts_dialog import ContactsDialog
from planeditor.ui.requests.draft import RequestDraft
from planeditor.ui.requests.request_dialog import RequestDialog
from planeditor.ui.requests.scope_box import deadline_from
from planeditor.ui.requests.tree_items import BLANK, items_of
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text
from tests.ui.requests import settle_contacts

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, jobs: Jobs, settle: Settle, tmp_path: Path) -> Iterator[RequestDialog]:
    made = RequestDialog(session, jobs)
    show_active(qtbot, made)
    settle()
    yield made
    jobs.drop_all()
    settle()


def kept(session: Session, settle: Settle) -> list[Request]:
    """The requests in the file."""
    found: list[Request] = []
    session.ask(lambda document: document.requests.all(), found.extend)
    settle()
    return found


def issued_by(qtbot: QtBot, dialog: RequestDialog) -> Issued:
    with qtbot.waitSignal(dialog.issued, timeout=60_000) as signal:
        QTest.mouseClick(dialog.start_button, LEFT)
    assert signal.args is not None
    found = signal.args[0]
    assert isinstance(found, Issued)
    return found


# Who is asked


def test_nothing_is_written_before_it_is_clear_who_is_asked(dialog: RequestDialog, session: Session, settle: Settle) -> None:
    assert not dialog.start_button.isEnabled()
    assert dialog.whom.unresolved.isVisible()
    assert dialog.why.text() == say.UNRESOLVED.format(measure="施策", count=1)
    (node, box), = dialog.whom.unresolved.choices.items()
    assert not dialog.whom.unresolved.go.isEnabled()
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    chosen = box.currentText()
    QTest.mouseClick(dialog.whom.unresolved.go, LEFT)
    settle()
    assert session.plan.text(node, CONTACTS) == chosen
    assert not dialog.whom.unresolved.isVisible()
    assert dialog.start_button.isEnabled()
    session.undo()
    settle()
    assert dialog.whom.unresolved.isVisible()
    assert not dialog.start_button.isEnabled()


def test_the_keys_go_through_what_is_unclear_and_on(dialog: RequestDialog, settle: Settle) -> None:
    unresolved = dialog.whom.unresolved
    (box,) = unresolved.choices.values()
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    dialog.whom.read_again()
    settle()
    (box,) = unresolved.choices.values()  # asked anew, and the keys stay where they were
    assert box.hasFocus()
    QTest.keyClick(box, KEY.Key_Tab)
    assert unresolved.go.hasFocus()
    QTest.keyClick(unresolved.go, KEY.Key_Space)
    settle()
    assert not unresolved.isVisible()
    assert dialog.whom.list.hasFocus()


def test_the_departments_stand_in_their_order_with_what_each_leads(dialog: RequestDialog, session: Session) -> None:
    addressees = dialog.whom.addressing.addressees
    items = items_of(dialog.whom.list)
    assert [item.text(0) for item in items] == [a.name for a in addressees]
    assert [item.text(1) for item in items] == [str(len(a.leading) or say.NONE) for a in addressees]
    assert all(item.text(2) for item in items)


def test_what_the_secretariat_leads_is_filled_in_directly(dialog: RequestDialog, session: Session, settle: Settle) -> None:
    box = dialog.whom.secretariat
    number = next(n for n in range(box.count()) if "行政管理課" in box.itemText(n))
    box.setCurrentIndex(number)
    box.activated.emit(number)
    settle()
    assert session.plan.text(PLAN_ID, SECRETARIAT) == box.itemText(number)
    (own,) = dialog.whom.list.own
    assert own.name == box.itemText(number)
    assert own not in dialog.whom.list.chosen
    assert say.CHOSEN_OWN.format(own=len(own.leading), measure="施策") in dialog.whom.sum.text()


def test_ticks_stay_when_a_contact_changes(dialog: RequestDialog, session: Session, settle: Settle) -> None:
    first = items_of(dialog.whom.list)[0]
    name = first.text(0)
    dialog.whom.list.setFocus()
    QTest.keyClick(dialog.whom.list, KEY.Key_Space)
    assert first.checkState(0) == BLANK
    settle_contacts(session, settle)
    assert [i.text(0) for i in items_of(dialog.whom.list) if i.checkState(0) == BLANK] == [name]
    QTest.mouseClick(dialog.whom.nobody, LEFT)
    assert dialog.why.text() == say.NOBODY
    assert not dialog.start_button.isEnabled()
    QTest.mouseClick(dialog.whom.all, LEFT)
    assert dialog.whom.departments == ()
    assert dialog.start_button.isEnabled()


# What is asked


def test_the_current_year_and_one_more(dialog: RequestDialog, session: Session) -> None:
    scope, current = dialog.scope, session.current
    assert current is not None
    assert list(scope.periods) == [current.key]
    keys = session.plan.period_keys(current.series)
    scope.second.setCurrentIndex(scope.second.findData(keys[-1]))
    assert list(scope.periods) == [current.key, keys[-1]]
    scope.year.setCurrentIndex(scope.year.findData(keys[-1]))
    scope.second.setCurrentIndex(scope.second.findData(keys[0]))
    assert list(scope.periods) == [keys[0], keys[-1]]


def test_plan_fields_are_offered_in_a_revision_only(dialog: RequestDialog, session: Session) -> None:
    box = dialog.scope.revision
    assert not box.isEnabled()
    session.set_mode(Mode.REVISION)
    assert box.isEnabled()
    box.setChecked(True)
    assert dialog.order.revision
    session.set_mode(Mode.NORMAL)
    assert not dialog.order.revision


def test_the_deadline_in_words_of_the_era() -> None:
    assert deadline_from(dt.date(2024, 4, 12)) == dt.date(2024, 5, 3)


def test_a_deadline_that_has_passed(dialog: RequestDialog, session: Session, settle: Settle) -> None:
    settle_contacts(session, settle)
    dialog.scope.deadline.field.setDate(QDate(2024, 4, 26))
    assert dialog.scope.past.isVisible()
    assert dialog.why.text() == say.DEADLINE_PAST
    assert not dialog.start_button.isEnabled()


# The covering text


def test_a_text_is_suggested_until_something_was_typed(dialog: RequestDialog, session: Session, settle: Settle) -> None:
    subject = dialog.cover.fields["subject"]
    assert session.plan.title in dialog.cover.cover.subject
    assert dialog.cover.untouched
    scope = dialog.scope
    scope.second.setCurrentIndex(scope.second.count() - 1)
    settle()
    both = dialog.cover.cover.subject
    assert "・" in both
    type_text(subject, "です")
    scope.second.setCurrentIndex(0)
    settle()
    assert dialog.cover.cover.subject == f"です{both}"


def test_the_items_line_by_line(dialog: RequestDialog) -> None:
    cover = CoverText("件名", to="各課長\n各室長", items=(("対象", "所管する施策"), ("", "ただし書き")), body="本文\n二行め")
    dialog.begin_with(RequestDraft(cover=cover))
    assert (dialog.cover.cover.items, dialog.cover.cover.to, dialog.cover.cover.body) == (cover.items, cover.to, cover.body)


# Writing


def test_one_workbook_for_each_department(
    dialog: RequestDialog, session: Session, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    settle_contacts(session, settle)
    type_text(dialog.cover.fields["contact"], "（内線234）")
    dialog.folder.choose(str(tmp_path / "依頼"))
    asked = [a.name for a in dialog.whom.list.chosen]
    issued = issued_by(qtbot, dialog)
    settle()
    assert {path.parent for path in issued.paths} == {tmp_path / "依頼"}
    assert all(path.exists() for path in issued.paths)
    (request,) = kept(session, settle)
    assert request.books == issued.books
    assert [book.name for book in request.books] == asked
    assert request.deadline == deadline_from(dt.datetime.now().astimezone().date())
    cover = next(path for path in issued.paths if path.name.startswith("00_依頼文"))
    sheet = openpyxl.load_workbook(cover).worksheets[0]
    assert any("内線234" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert session.settings.value("request_folder") == str(tmp_path)


def test_only_those_that_are_ticked(
    dialog: RequestDialog, session: Session, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    settle_contacts(session, settle)
    second = dialog.whom.addressing.addressees[1]
    assert second.department is not None
    dialog.begin_with(RequestDraft(departments=(second.department.id,)))
    dialog.folder.choose(str(tmp_path / "依頼"))
    issued = issued_by(qtbot, dialog)
    assert [book.name for book in issued.books] == [second.name]


def test_begun_before_the_departments_are_read(
    qtbot: QtBot, session: Session, jobs: Jobs, settle: Settle
) -> None:
    settle_contacts(session, settle)
    dialog = RequestDialog(session, jobs)
    dialog.begin_with(RequestDraft(departments=(2,)))
    dialog.show()
    settle()
    assert [a.department.id for a in dialog.whom.list.chosen if a.department] == [2]
    dialog.close()
    settle()


def test_stopped_it_leaves_nothing(
    dialog: RequestDialog, session: Session, jobs: Jobs, settle: Settle, tmp_path: Path
) -> None:
    settle_contacts(session, settle)
    dialog.folder.choose(str(tmp_path / "依頼"))
    QTest.mouseClick(dialog.start_button, LEFT)
    assert not dialog.start_button.isEnabled()
    jobs.stop()
    settle()
    assert dialog.start_button.isEnabled()
    assert jobs.shown is None
    assert not (tmp_path / "依頼").exists()
    assert kept(session, settle) == []


def test_a_folder_that_cannot_be_made_is_said_in_the_dialog(
    dialog: RequestDialog, session: Session, settle: Settle, tmp_path: Path
) -> None:
    settle_contacts(session, settle)
    (tmp_path / "書類").write_text("")
    dialog.folder.choose(str(tmp_path / "書類" / "依頼"))
    QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    assert dialog.isVisible()
    assert "依頼" in dialog.problem.text()
    assert dialog.start_button.isEnabled()
    assert kept(session, settle) == []


def test_another_plan_ends_it(dialog: RequestDialog, session: Session, jobs: Jobs, settle: Settle, tmp_path: Path) -> None:
    settle_contacts(session, settle)
    dialog.folder.choose(str(tmp_path / "依頼"))
    QTest.mouseClick(dialog.start_button, LEFT)
    session.leave()
    settle()
    assert jobs.shown is None
    assert not isValid(dialog)


def test_closed_and_stopped_it_is_gone(dialog: RequestDialog, session: Session, jobs: Jobs, settle: Settle, tmp_path: Path) -> None:
    settle_contacts(session, settle)
    dialog.folder.choose(str(tmp_path / "依頼"))
    QTest.mouseClick(dialog.start_button, LEFT)
    dialog.close()
    assert isValid(dialog)
    jobs.stop()
    settle()
    assert not isValid(dialog)
    assert not (tmp_path / "依頼").exists()


# 照会先


@pytest.fixture
def contacts(qtbot: QtBot, session: Session, settle: Settle) -> ContactsDialog:
    made = ContactsDialog(session, session.plan.measures[0].id)
    show_active(qtbot, made)
    settle()
    return made


def test_the_contacts_begin_with_what_is_printed(contacts: ContactsDialog, session: Session, settle: Settle) -> None:
    node = session.plan.measures[0].id
    assert [box.currentText() for box, _ in contacts.rows] == ["総務部 行政管理課", "総務部 危機管理課"]
    type_text(contacts.rows[0][1], "情報係・佐藤・内線234")
    QTest.mouseClick(contacts.add, LEFT)
    contacts.rows[2][0].setCurrentIndex(1)
    first = contacts.rows[2][0].currentText()
    QTest.mouseClick(contacts.go, LEFT)
    settle()
    assert session.plan.text(node, CONTACTS) == f"総務部 行政管理課（情報係・佐藤・内線234）、総務部 危機管理課、{first}"


def test_the_contacts_go_back_to_what_is_printed(qtbot: QtBot, session: Session, settle: Settle) -> None:
    node = session.plan.measures[0].id
    vocabulary = session.vocabulary
    session.edit(lambda document: set_contacts(document, vocabulary, node, "税務課（庶務係）、名簿にない課", "試験"))
    settle()
    dialog = ContactsDialog(session, node)
    show_active(qtbot, dialog)
    settle()
    assert [(box.currentText(), line.text()) for box, line in dialog.rows] == [("総務部 税務課", "庶務係"), ("名簿にない課", "")]
    QTest.mouseClick(dialog.as_printed, LEFT)
    settle()
    assert Key(node, CONTACTS) not in session.plan.entries


# A plan that knows no departments yet


def test_departments_are_filled_from_the_plan(
    qtbot: QtBot, empty_session: Session, form_sets: FormSets, settle: Settle, tmp_path: Path
) -> None:
    forms = form_sets.get("sodegaura")
    draft = PlanDraft("見本市", "見本計画", "sodegaura", 2024, 2026, (("①", "くらし"),))
    document = create(tmp_path / "新.plandb", draft, form_sets, "試験")
    area = document.plan().areas[0].id
    for departments in ("見本課・税務課", "税務課"):
        structuring.add_measure(document, forms, area, name="取組", departments=departments, mode=Mode.REVISION, who="試験")
    empty_session.adopt(document, forms)
    dialog = RequestDialog(empty_session, Jobs(empty_session))
    show_active(qtbot, dialog)
    settle()
    assert dialog.whom.empty.isVisible()
    assert not dialog.whom.unresolved.isVisible()
    assert not dialog.start_button.isEnabled()
    QTest.mouseClick(dialog.whom.fill, LEFT)
    settle()
    assert not dialog.whom.empty.isVisible()
    assert [item.text(0) for item in items_of(dialog.whom.list)] == ["見本課", "税務課"]
    assert dialog.start_button.isEnabled()
    dialog.close()
    settle()
