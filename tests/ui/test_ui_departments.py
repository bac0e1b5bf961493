"""The departments' screen: the register changed with real keys and mouse, its measures, names it does not know."""
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import DEPARTMENTS, Key
from planeditor.messages import ui_departments as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree import contacts
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.ui.departments.days import last_day_of_fiscal_year
from planeditor.ui.departments.department_dialogs import DepartmentDialog, EndDialog
from planeditor.ui.departments.departments_page import DepartmentsPage
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

KEY, LEFT, ALT = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(session: Session, qtbot: QtBot, settle: Settle) -> DepartmentsPage:
    widget = DepartmentsPage(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 600)
    show_active(qtbot, widget)
    settle()
    return widget


def names(page: DepartmentsPage) -> list[str]:
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def choose(page: DepartmentsPage, section: str) -> Department:
    row = names(page).index(section)
    page.view.setCurrentIndex(page.model.index(row, 0))
    assert page.chosen is not None
    return page.chosen.department


def kept(session: Session, settle: Settle) -> list[Department]:
    """The register as it is in the file."""
    found: list[Department] = []
    session.ask(lambda document: document.departments.all(), found.extend)
    settle()
    return found


def dialog_of(page: DepartmentsPage, kind: type[DepartmentDialog | EndDialog]) -> DepartmentDialog | EndDialog:
    return next(d for d in page.findChildren(kind) if d.isVisible())


def rename_in_plan(session: Session, settle: Settle, name: str) -> None:
    """The first measure gets a department the register does not know."""
    session.set_mode(Mode.REVISION)
    session.enter(Key(session.plan.measures[0].id, DEPARTMENTS), name)
    settle()


def test_the_register_in_its_order(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    register = kept(session, settle)
    assert names(page) == [d.section for d in register]
    usage = contacts.usage(session.plan, register)
    counts = [page.model.index(row, 5).data() for row in range(page.model.rowCount())]
    assert counts == [str(len(usage[d.id])) for d in register]


def test_the_model(page: DepartmentsPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_the_measures_of_a_department(page: DepartmentsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
    department = choose(page, "行政管理課")
    nodes = contacts.usage(session.plan, kept(session, settle))[department.id]
    assert [page.measures.item(n).text() for n in range(page.measures.count())] == [n.title for n in nodes]
    page.view.setFocus()
    QTest.keyClick(page.view, KEY.Key_Right)
    assert page.measures.hasFocus()
    QTest.keyClick(page.measures, KEY.Key_Down)
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(page.measures, KEY.Key_Return)
    assert session.place == Place(nodes[1].id, "", DEPARTMENTS)
    QTest.keyClick(page.measures, KEY.Key_Left)
    assert page.view.hasFocus()


def test_adding(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    QTest.mouseClick(page.buttons["add"], LEFT)
    dialog = dialog_of(page, DepartmentDialog)
    assert isinstance(dialog, DepartmentDialog)
    type_text(dialog.division, "総務部")
    type_text(dialog.section, "情報政策室")
    type_text(dialog.aliases, "情政、ＩＴ室")
    dialog.since.setChecked(True)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert not page.findChildren(DepartmentDialog)
    new = kept(session, settle)[-1]
    assert (new.division, new.section, set(new.aliases)) == ("総務部", "情報政策室", {"情政", "ＩＴ室"})
    assert new.valid_from is not None
    assert page.chosen is not None
    assert page.chosen.department.id == new.id
    assert told == [say.ADDED.format(name="総務部 情報政策室")]


def test_a_refusal_stays_in_the_dialog(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    count = page.model.rowCount()
    QTest.keyClick(page.view, KEY.Key_Insert)
    dialog = dialog_of(page, DepartmentDialog)
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert dialog.isVisible()
    assert "空です" in dialog.problem.text()
    assert dialog.go.isEnabled()
    dialog.reject()
    assert page.model.rowCount() == count


def test_a_dialog_closed_before_the_answer(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    for section in ("新しい課", ""):
        page.edits.add()
        dialog = dialog_of(page, DepartmentDialog)
        assert isinstance(dialog, DepartmentDialog)
        dialog.section.setText(section)
        QTest.mouseClick(dialog.go, LEFT)
        dialog.reject()
        settle()
    assert names(page)[-1] == "新しい課"


def test_another_plan_closes_the_dialogs(page: DepartmentsPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    page.edits.add()
    session.leave()
    settle()
    qtbot.waitUntil(lambda: not page.findChildren(DepartmentDialog))
    assert page.model.rowCount() == 0


def test_changing(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    before = choose(page, "市民課")
    QTest.keyClick(page.view, KEY.Key_F2)
    dialog = dialog_of(page, DepartmentDialog)
    assert isinstance(dialog, DepartmentDialog)
    assert dialog.section.text() == "市民課"
    dialog.section.clear()
    type_text(dialog.section, "住民課")
    QTest.keyClick(dialog.section, KEY.Key_Return)
    settle()
    after = next(d for d in kept(session, settle) if d.id == before.id)
    assert after == replace(before, section="住民課", aliases=("市民課",)), "the plan still says 市民課"
    assert not page.strip.isVisible()
    assert page.measures.count()


def test_ending_with_a_successor_and_going_on(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    old = choose(page, "見本課")
    QTest.mouseClick(page.buttons["end"], LEFT)
    dialog = dialog_of(page, EndDialog)
    assert isinstance(dialog, EndDialog)
    successor = next(d for d in kept(session, settle) if d.section == "建設課")
    dialog.last_day.setDate(QDate(2023, 3, 31))
    dialog.successor.setCurrentIndex(dialog.successor.findData(successor.id))
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    after = next(d for d in kept(session, settle) if d.id == old.id)
    assert (after.valid_to, after.successor) == (dt.date(2023, 3, 31), successor.id)
    row = names(page).index("見本課")
    assert page.model.index(row, 3).data() == "～R5.3.31"
    assert page.model.index(row, 4).data() == successor.name
    assert page.buttons["reopen"].isEnabled()
    assert not page.buttons["end"].isEnabled()
    QTest.mouseClick(page.buttons["reopen"], LEFT)
    settle()
    assert next(d for d in kept(session, settle) if d.id == old.id).valid_to is None


def test_nothing_is_deleted(page: DepartmentsPage, session: Session) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    count = page.model.rowCount()
    QTest.keyClick(page.view, KEY.Key_Delete)
    assert told == [say.NOT_DELETED]
    assert page.model.rowCount() == count


def test_moving_by_keys_and_buttons(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    order = names(page)
    choose(page, order[2])
    QTest.keyClick(page.view, KEY.Key_Up, ALT)
    settle()
    assert names(page)[:3] == [order[0], order[2], order[1]]
    assert page.chosen is not None
    assert page.chosen.department.section == order[2]
    QTest.keyClick(page.view, KEY.Key_Up, ALT)
    settle()
    assert not page.buttons["up"].isEnabled()
    QTest.mouseClick(page.buttons["down"], LEFT)
    settle()
    QTest.keyClick(page.view, KEY.Key_Down, ALT)
    settle()
    assert names(page) == order
    assert [d.section for d in kept(session, settle)] == order


def test_moving_by_drag(page: DepartmentsPage, settle: Settle) -> None:
    order = names(page)
    data = page.model.mimeData([page.model.index(3, 0)])
    assert page.model.canDropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    settle()
    assert names(page) == [order[0], order[3], order[1], order[2], *order[4:]]
    data = page.model.mimeData([page.model.index(0, 0)])
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    settle()
    assert names(page)[-1] == order[0]


def test_names_the_register_does_not_know(page: DepartmentsPage, session: Session, settle: Settle) -> None:
    assert not page.strip.isVisible()
    rename_in_plan(session, settle, "見守り推進室")
    assert page.strip.isVisible()
    assert "見守り推進室" in page.strip.label.text()
    QTest.mouseClick(page.strip.button, LEFT)
    settle()
    assert kept(session, settle)[-1].name == "見守り推進室"
    assert names(page)[-1] == "見守り推進室"
    assert not page.strip.isVisible()


def test_an_empty_register_invites(empty_session: Session, qtbot: QtBot, settle: Settle, sample_file: Path) -> None:
    session = empty_session
    plan = Document.open(sample_file, who="試験")
    entries = dict(plan.plan().entries)
    plan.close()
    document = Document.create(sample_file.with_name("別.plandb"), entries, name="作成", who="試験")
    session.adopt(document, session.form_sets.of(document.plan()))
    page = DepartmentsPage(session)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert page.empty.isVisible()
    assert page.empty.text() == say.EMPTY
    QTest.mouseClick(page.empty_fill, LEFT)
    settle()
    assert page.model.rowCount() > 3
    assert page.view.isVisible()


def test_read_only_shows_and_changes_nothing(empty_session: Session, qtbot: QtBot, settle: Settle, sample_file: Path) -> None:
    session = empty_session
    document = Document.open(sample_file, read_only=True)
    session.adopt(document, session.form_sets.of(document.plan()))
    page = DepartmentsPage(session)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert page.model.rowCount() > 3
    assert not any(button.isEnabled() for button in page.buttons.values())
    assert page.note.text() == say.READ_ONLY_NOTE
    QTest.keyClick(page.view, KEY.Key_F2)
    assert not page.findChildren(DepartmentDialog)


def test_narrow_windows_put_the_lists_one_above_the_other(page: DepartmentsPage) -> None:
    assert page.view.mapTo(page, page.view.pos()).y() <= page.measures.mapTo(page, page.measures.pos()).y()
    wide = page.measures.mapTo(page, page.measures.rect().topLeft()).x()
    page.resize(500, 600)
    assert page.measures.mapTo(page, page.measures.rect().topLeft()).x() < wide


def test_every_row_is_said_in_words(page: DepartmentsPage) -> None:
    department = choose(page, "税務課")
    said = page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert department.name in said
    assert page.view.accessibleName()


def test_departments_end_with_the_fiscal_year() -> None:
    assert last_day_of_fiscal_year(dt.date(2024, 4, 1)) == dt.date(2025, 3, 31)
    assert last_day_of_fiscal_year(dt.date(2024, 3, 31)) == dt.date(2024, 3, 31)
