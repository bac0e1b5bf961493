"""Bars over several years on the sheet: chosen with Shift and the arrows, made one, edited in place, taken apart."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import ui_writing as say
from planeditor.services.editing.permissions import Mode
from planeditor.store.document import Document
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_menu import fill_menu
from planeditor.ui.sheet.sheet_view import SheetView
from tests.formengine.drawings import Drawn, form_set, plan_of
from tests.ui.conftest import Settle
from tests.ui.hands import type_text
from tests.ui.sheets import K, M, chosen, go, press, shown

_FIELDS = {
    "1-1": {"progress@2018": "準備", "progress@2019": "構築"}, "1-2": {"sign@2018": "○"}, "1-3": {},
}  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, empty_session: Session, tmp_path: Path) -> Iterator[SheetView]:
    rows = [["", "{{年度}}", "備考"], ["{{施策名}}", "{{進捗|帯}}", "{{注記}}"], ["記号", "{{記号}}", ""]]
    folder = tmp_path / "test"
    folder.mkdir()
    forms = form_set(folder, {"a": Drawn(rows, right={"2-3": "繰返 施策"}, below={"B": "繰返 年度"})})
    assert not forms.problems
    plan = plan_of({"1 安全": ["1-1 防災", "1-2 防犯", "1-3 見守り"]}, fields=_FIELDS)
    document = Document.create(tmp_path / "帯.plandb", plan.entries, name="試験", who="試験")
    empty_session.adopt(document, forms)
    empty_session.set_mode(Mode.REVISION)
    view = shown(qtbot, empty_session).view
    yield view
    view.editing.cancel()


def key(session: Session, measure: int, year: str, field: str = "progress") -> Key:
    return Key(session.plan.measures[measure].id, field, f"年度:{year}")


def texts(session: Session, measure: int) -> dict[str, str]:
    node = session.plan.measures[measure].id
    return {k.period: t for k, t in session.plan.of_node(node).items() if k.field == "progress"}


def test_three_years_become_one_bar_and_three_again(
    qtbot: QtBot, empty_session: Session, view: SheetView, settle: Settle
) -> None:
    session = empty_session
    go(session, key(session, 0, "2018"))
    for _ in range(2):
        press(qtbot, view, K.Key_Right, M.ShiftModifier)
    press(qtbot, view, K.Key_M, M.ControlModifier)
    settle()
    assert texts(session, 0) == {"年度:2018-2020": "準備\n構築"}
    run = key(session, 0, "2018-2020")
    assert chosen(view) == run
    assert view.choice.chosen is not None
    assert view.choice.chosen.columns == 3
    assert session.undo_name == "3 年度分を 1 つにまとめる"
    type_text(view.editor, "導入")
    press(qtbot, view, K.Key_Tab)
    settle()
    assert session.plan.text(*run) == "導入"
    go(session, run)
    press(qtbot, view, K.Key_M, M.ControlModifier | M.ShiftModifier)
    settle()
    assert texts(session, 0) == {"年度:2018": "導入", "年度:2019": "→", "年度:2020": "→"}
    for _ in range(3):
        session.undo()
        settle()
    assert texts(session, 0) == {"年度:2018": "準備", "年度:2019": "構築"}


def test_a_block_of_cells_makes_a_bar_for_each_measure_in_one_step(
    qtbot: QtBot, empty_session: Session, view: SheetView, settle: Settle
) -> None:
    session = empty_session
    go(session, key(session, 1, "2019"))
    press(qtbot, view, K.Key_Right, M.ShiftModifier)
    view.runs.join()
    settle()
    assert texts(session, 1) == {"年度:2019-2020": "→"}
    assert view.sheet is not None
    bar = view.sheet.by_key[key(session, 1, "2019-2020")]
    assert bar.columns == 2
    session.undo()
    settle()
    assert texts(session, 1) == {}


def test_what_is_shown_year_by_year_is_not_joined(
    qtbot: QtBot, empty_session: Session, view: SheetView, settle: Settle
) -> None:
    session, told = empty_session, list[str]()
    session.told.connect(told.append)
    go(session, key(session, 1, "2018", "sign"))
    press(qtbot, view, K.Key_Right, M.ShiftModifier)
    press(qtbot, view, K.Key_M, M.ControlModifier)
    settle()
    assert told == [say.NO_RUNS]
    menu = QMenu()
    assert view.choice.chosen is not None
    fill_menu(menu, view, view.choice.chosen)
    assert not [a for a in menu.actions() if a.text().startswith(say.MENU_JOIN)]


def test_the_menu_says_what_can_be_done_now(qtbot: QtBot, empty_session: Session, view: SheetView, settle: Settle) -> None:
    session = empty_session

    def entries() -> dict[str, bool]:
        menu = QMenu()
        assert view.choice.chosen is not None
        fill_menu(menu, view, view.choice.chosen)
        return {a.text().partition("\t")[0]: a.isEnabled() for a in menu.actions() if a.text()}

    go(session, key(session, 0, "2018"))
    assert (entries()[say.MENU_JOIN], entries()[say.MENU_PART]) == (False, False)
    press(qtbot, view, K.Key_Right, M.ShiftModifier)
    assert (entries()[say.MENU_JOIN], entries()[say.MENU_PART]) == (True, False)
    view.runs.join()
    settle()
    assert (entries()[say.MENU_JOIN], entries()[say.MENU_PART]) == (False, True)
    session.set_mode(Mode.NORMAL)
    assert (entries()[say.MENU_JOIN], entries()[say.MENU_PART]) == (False, False)
    told = list[str]()
    session.told.connect(told.append)
    view.runs.part()
    assert told
    assert "改定モード" in told[0]


def test_a_text_of_this_year_reaches_over_empty_years_to_come(
    qtbot: QtBot, session: Session, settle: Settle
) -> None:
    view = shown(qtbot, session).view
    node = session.plan.measures[0].id
    text = session.plan.text(node, "progress", "年度:2023")
    assert text
    go(session, Key(node, "progress", "年度:2023"))
    press(qtbot, view, K.Key_Down, M.ShiftModifier)
    press(qtbot, view, K.Key_M, M.ControlModifier)
    settle()
    assert session.plan.text(node, "progress", "年度:2023-2024") == text
    assert not session.plan.text(node, "progress", "年度:2023")
    assert view.choice.chosen is not None
    assert view.choice.chosen.rows == 2
    view.editing.cancel()
