from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_wizard as say
from planeditor.store.document import Document
from planeditor.ui.session import Session
from planeditor.ui.wizard.new_plan import NewPlanWizard
from planeditor.ui.wizard.rows_table import RowsTable
from tests.ui.conftest import Settle
from tests.ui.hands import commit, compose, type_text


@pytest.fixture
def wizard(qtbot: QtBot, empty_session: Session, settle: Settle, tmp_path: Path) -> NewPlanWizard:
    empty_session.settings.opened(tmp_path / "前の計画.plandb")
    wizard = NewPlanWizard(empty_session)
    wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(wizard)
    wizard.show()
    settle()
    return wizard


def typed(qtbot: QtBot, wizard: NewPlanWizard, name: str, text: str) -> None:
    field = wizard.questions[name].field
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, text)


def test_the_city_suggests_title_and_file(qtbot: QtBot, wizard: NewPlanWizard, tmp_path: Path) -> None:
    typed(qtbot, wizard, "first_year", "R8")
    typed(qtbot, wizard, "municipality", "見本市")
    assert "見本市" in wizard.plan_step.title.text()
    assert wizard.content_step.place.file.text() == str(tmp_path / f"{wizard.plan_step.title.text()}.plandb")


def test_a_title_that_was_typed_stays(qtbot: QtBot, wizard: NewPlanWizard) -> None:
    typed(qtbot, wizard, "title", "第2期計画")
    typed(qtbot, wizard, "municipality", "見本市")
    assert wizard.plan_step.title.text() == "第2期計画"


@pytest.mark.parametrize(("first", "last"), [("R3", "R7"), ("令和三年度", "2025"), ("Ｒ３", "7")])
def test_years_in_any_spelling_are_shown_back(qtbot: QtBot, wizard: NewPlanWizard, first: str, last: str) -> None:
    typed(qtbot, wizard, "first_year", first)
    typed(qtbot, wizard, "last_year", last)
    assert wizard.plan_step.years == (2021, 2025)
    assert wizard.questions["first_year"].hint.text() == say.SPAN.format(first="令和3年度", last="令和7年度", count=5)


def test_what_is_wrong_stands_beside_the_field_once_the_user_was_there(qtbot: QtBot, wizard: NewPlanWizard) -> None:
    assert all(not question.problem for question in wizard.questions.values())
    typed(qtbot, wizard, "last_year", "いつか")
    assert wizard.questions["last_year"].problem == say.YEAR_UNREADABLE.format(text="いつか")
    assert not wizard.questions["municipality"].problem


def test_the_button_says_what_is_missing_and_leads_there(qtbot: QtBot, wizard: NewPlanWizard) -> None:
    QTest.mouseClick(wizard.next, Qt.MouseButton.LeftButton)
    QTest.mouseClick(wizard.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.focusWidget() is wizard.plan_step.municipality)
    assert wizard.questions["municipality"].problem
    assert wizard.plan_step.isVisible()


def test_a_plan_is_made(qtbot: QtBot, wizard: NewPlanWizard) -> None:
    typed(qtbot, wizard, "municipality", "見本市")
    typed(qtbot, wizard, "first_year", "R3")
    typed(qtbot, wizard, "last_year", "R7")
    QTest.mouseClick(wizard.next, Qt.MouseButton.LeftButton)
    wizard.content_step.areas.paste("地域情報化の推進\n行政情報化の推進")
    wizard.content_step.departments.paste("企画部 行政管理課\r\n財政課\r\n")
    with qtbot.waitSignal(wizard.created) as caught:
        QTest.mouseClick(wizard.make, Qt.MouseButton.LeftButton)
    (path,) = caught.args or [""]
    document = Document.open(Path(path), read_only=True)
    try:
        plan = document.plan()
        assert [(a.number, a.name) for a in plan.areas] == [("①", "地域情報化の推進"), ("②", "行政情報化の推進")]
        assert plan.text(PLAN_ID, "@municipality") == "見本市"
        assert len(document.departments.all()) == 2
    finally:
        document.close()


def test_a_file_that_is_there_already_is_refused_beside_its_place(qtbot: QtBot, wizard: NewPlanWizard, tmp_path: Path) -> None:
    typed(qtbot, wizard, "municipality", "見本市")
    there = tmp_path / "ある.plandb"
    there.write_bytes(b"x")
    wizard.content_step.place.set_place(str(there))
    QTest.mouseClick(wizard.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(wizard.questions["place"].problem))
    assert there.read_bytes() == b"x"
    assert wizard.make.isEnabled()
    wizard.content_step.place.set_place(str(tmp_path / "別.plandb"))
    assert not wizard.questions["place"].problem


def test_the_form_set_says_what_it_holds(wizard: NewPlanWizard) -> None:
    box = wizard.plan_step.form_set
    for n in range(box.count()):
        box.setCurrentIndex(n)
        assert box.itemText(n) != box.itemData(n)
        assert wizard.questions["form_set"].hint.text().startswith(say.FORMS_OF.format(forms=""))


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    table = RowsTable(("番号", "名称"))
    qtbot.addWidget(table)
    table.show()
    return table


def test_a_typed_name_gets_the_next_number(qtbot: QtBot, table: RowsTable) -> None:
    for count, name in enumerate(("地域", "行政"), start=1):
        table.setFocus()
        compose(table, name[:1])
        editor = table.findChildren(QLineEdit)[-1]
        commit(editor, name)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(table.rows) == count)  # noqa: B023
        qtbot.waitUntil(lambda: table.state() is RowsTable.State.NoState and not table.findChildren(QLineEdit))
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.rows == (("①", "地域"), ("②", "行政"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("①\t地域\r\n②\t行政\r\n", (("①", "地域"), ("②", "行政"))),
        ("地域\n行政", (("①", "地域"), ("②", "行政"))),
        ("① 地域\n③　行政", (("①", "地域"), ("③", "行政"))),
        ('1\t"地域の\n情報化"\n\n2\t行政', (("1", "地域の 情報化"), ("2", "行政"))),
        ("", ()),
    ],
)
def test_lines_from_excel(table: RowsTable, text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    table.paste(text)
    assert table.rows == rows
    assert table.rowCount() == len(rows) + 1


def test_pasting_goes_in_where_the_cursor_is(table: RowsTable) -> None:
    table.fill([("①", "甲"), ("②", "乙")])
    table.setCurrentCell(1, 1)
    table.paste("丙")
    assert [row[1] for row in table.rows] == ["甲", "丙", "乙"]


def test_rows_move_and_go(table: RowsTable) -> None:
    table.fill([("①", "甲"), ("②", "乙")])
    table.setCurrentCell(1, 1)
    table.move_row(-1)
    assert [" ".join(row) for row in table.rows] == ["① 乙", "② 甲"]
    table.remove()
    assert [" ".join(row) for row in table.rows] == ["② 甲"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("①地域\n②行政", (("①", "地域"), ("②", "行政"))),
        ("１．地域\n2、行政", (("１", "地域"), ("2", "行政"))),
        ("5Gの整備\n1.5倍にする取組", (("①", "5Gの整備"), ("②", "1.5倍にする取組"))),
        ("番号\t名称\n①\t地域", (("①", "地域"),)),
    ],
)
def test_numbers_and_headings_that_come_with_the_names(table: RowsTable, text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    table.paste(text)
    assert table.rows == rows


def test_enter_goes_on_to_the_next_row(qtbot: QtBot, table: RowsTable) -> None:
    table.setFocus()
    compose(table, "地")
    editor = table.findChild(QLineEdit)
    assert editor is not None
    commit(editor, "地域")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentRow() == 1)


def test_a_name_without_a_folder_means_the_folder_offered(qtbot: QtBot, wizard: NewPlanWizard, tmp_path: Path) -> None:
    typed(qtbot, wizard, "municipality", "見本市")
    wizard.content_step.place.set_place("わが市")
    with qtbot.waitSignal(wizard.created) as caught:
        QTest.mouseClick(wizard.make, Qt.MouseButton.LeftButton)
    assert caught.args == [str(tmp_path / "わが市.plandb")]


def test_a_year_that_cannot_be_read_is_all_that_is_wrong(qtbot: QtBot, wizard: NewPlanWizard) -> None:
    typed(qtbot, wizard, "municipality", "見本市")
    title = wizard.plan_step.title.text()
    typed(qtbot, wizard, "first_year", "いつか")
    assert list(wizard.problems()) == ["first_year"]
    assert wizard.plan_step.title.text() == title
