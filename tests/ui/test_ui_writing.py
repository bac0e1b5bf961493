"""Running text in the window: chapters are opened, written, moved and deleted on the sheet; tables, terms, pasting."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from planeditor.domain.blocks import FLOW, TEXT, blocks, table_size
from planeditor.domain.plan import Key
from planeditor.messages import ui_writing as say
from planeditor.services.editing.permissions import Mode
from planeditor.store.document import Document
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_menu import fill_menu
from planeditor.ui.sheet.sheet_page import SheetPage
from tests.formengine.drawings import Drawn, form_set, plan_of
from tests.ui.conftest import Settle
from tests.ui.hands import type_text
from tests.ui.sheets import K, M, chosen, go, key_of, press, shown
from tests.ui.written import add_chapter, add_term, written


@pytest.fixture
def chapter(session: Session, settle: Settle) -> str:
    """An empty chapter."""
    return add_chapter(session, settle, "第9章", "めざす姿")


@pytest.fixture
def page(qtbot: QtBot, session: Session, chapter: str) -> Iterator[SheetPage]:
    page = shown(qtbot, session)
    session.go(Place(chapter))
    yield page
    page.view.editing.cancel()


@pytest.fixture
def told(session: Session) -> list[str]:
    heard: list[str] = []
    session.told.connect(heard.append)
    session.failed.connect(lambda error: heard.append(str(error)))
    return heard


@pytest.fixture(autouse=True)
def _own_clipboard(qapp: QGuiApplication) -> Iterator[None]:
    """What a test copied goes with it: left to the end of the process, Qt would let go of it after Python has ended."""
    yield
    qapp.clipboard().clear()


def write(qtbot: QtBot, page: SheetPage, settle: Settle, *texts: str) -> None:
    """Write these paragraphs one after the other, with the keys alone."""
    for text in texts:
        page.view.writing.add() if page.view.writing.is_empty else press(qtbot, page.view, K.Key_Return, M.ControlModifier)
        settle()
        assert page.view.is_editing
        type_text(page.view.editor, text)
        press(qtbot, page.view, K.Key_Return, M.ControlModifier)
        settle()


def revise(session: Session) -> None:
    session.set_mode(Mode.REVISION)


def copied(text: str, html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def test_a_chapter_shows_its_own_page_and_a_measure_its_sheet(session: Session, page: SheetPage, chapter: str) -> None:
    assert session.form.each == "chapter"
    assert page.view.sheet is not None
    assert page.view.sheet.root == chapter
    assert page.header.title.text() == "第9章 めざす姿"
    go(session, key_of(session, "work"))
    assert session.form.name == "progress"
    assert chosen(page.view) == key_of(session, "work")


def test_an_empty_chapter_invites_and_one_click_begins(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    assert page.bar.isVisible()
    assert (page.bar.sentence.text(), page.bar.invite.text()) == (say.NONE_YET, say.WRITE)
    page.bar.invite.click()
    settle()
    assert session.mode is Mode.REVISION
    assert page.view.is_editing
    type_text(page.view.editor, "市民の手間を減らす。")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert written(session, chapter) == [("paragraph", "市民の手間を減らす。")]
    assert not page.bar.invite.isVisible()
    assert page.bar.kind.text() == "種類：段落"


def test_outside_the_revision_the_bar_says_where_to_go(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle, told: list[str]
) -> None:
    revise(session)
    write(qtbot, page, settle, "本文")
    session.set_mode(Mode.NORMAL)
    assert page.bar.revise.text() == "改定モードにする"
    assert not page.bar.invite.isVisible()
    assert not page.bar.add.isVisible()
    press(qtbot, page.view, K.Key_Return, M.ControlModifier)
    assert told
    assert "改定モード" in told[-1]
    QTest.keyClicks(page.view.editor, "x")
    assert written(session, chapter) == [("paragraph", "本文")]
    page.bar.revise.click()
    assert session.mode is Mode.REVISION


def test_paragraphs_are_written_moved_and_deleted_by_keys(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle, told: list[str]
) -> None:
    revise(session)
    write(qtbot, page, settle, "一", "二", "三")
    press(qtbot, page.view, K.Key_Up, M.AltModifier | M.ShiftModifier)
    settle()
    assert [t for _, t in written(session, chapter)] == ["一", "三", "二"]
    assert session.plan.text(*chosen(page.view)) == "三"  # the same paragraph is still the chosen one
    press(qtbot, page.view, K.Key_Down, M.AltModifier | M.ShiftModifier)
    settle()
    press(qtbot, page.view, K.Key_Down, M.AltModifier | M.ShiftModifier)
    assert told[-1] == say.LAST
    press(qtbot, page.view, K.Key_Delete, M.ControlModifier)
    settle()
    assert [t for _, t in written(session, chapter)] == ["一", "二"]
    assert session.plan.text(*chosen(page.view)) == "二"
    session.undo()
    settle()
    assert [t for _, t in written(session, chapter)] == ["一", "二", "三"]


def test_a_new_paragraph_comes_behind_the_chosen_one(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "一", "三")
    session.go(Place(blocks(session.plan, chapter, *FLOW)[0].id, "", TEXT))
    page.view.writing.add("heading1")
    settle()
    type_text(page.view.editor, "二")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert written(session, chapter) == [("paragraph", "一"), ("heading1", "二"), ("paragraph", "三")]


def test_the_type_is_changed_from_the_menu(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "目的")
    menu = page.bar.kind.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    heading = next(a for a in menu.actions() if a.text() == "見出し1")
    heading.trigger()
    settle()
    assert written(session, chapter) == [("heading1", "目的")]
    assert session.plan.text(*chosen(page.view)) == "目的"
    assert page.bar.kind.text() == "種類：見出し1"


def test_the_marker_of_a_heading_has_a_cell_of_its_own(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "目的")
    page.view.writing.change_type("heading1")
    settle()
    node = chosen(page.view).node
    session.go(Place(node, "", "@number"))
    type_text(page.view.editor, "①")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert session.plan.text(node, "@number") == "①"


def test_several_pasted_paragraphs_become_as_many(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "前")
    copied("一つめ。\r\n\r\n二つめ。\r\n三つめ。\r\n")
    press(qtbot, page.view, K.Key_V, M.ControlModifier)
    settle()
    assert [t for _, t in written(session, chapter)] == ["一つめ。", "二つめ。", "三つめ。"]
    copied("ひと続きの文")
    press(qtbot, page.view, K.Key_V, M.ControlModifier)
    settle()
    assert [t for _, t in written(session, chapter)] == ["ひと続きの文", "二つめ。", "三つめ。"]
    session.undo()
    settle()
    session.undo()
    settle()
    assert [t for _, t in written(session, chapter)] == ["前"]


def test_a_pasted_table_becomes_one_and_is_filled_in_place(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "次の表のとおり。")
    copied("年度\t件数\r\nR3\t10\r\n", "<table><tr><td>年度</td></tr></table>")
    press(qtbot, page.view, K.Key_V, M.ControlModifier)
    settle()
    table = blocks(session.plan, chapter, *FLOW)[1].id
    assert table_size(session.plan, table) == (2, 2)
    go(session, Key(table, "cell:2:2"))
    QTest.keyClicks(page.view.editor, "12")
    press(qtbot, page.view, K.Key_Tab)
    settle()
    assert session.plan.text(table, "cell:2:2") == "12"
    go(session, Key(table, "cell:2:2"))
    copied("1\t2\r\n3\t4")
    press(qtbot, page.view, K.Key_V, M.ControlModifier)
    settle()
    assert table_size(session.plan, table) == (3, 3)
    assert session.plan.text(table, "cell:3:3") == "4"


def test_a_table_grows_and_shrinks_from_its_menu(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    page.view.writing.add("table")
    settle()
    assert page.view.is_editing
    table = chosen(page.view).node
    assert chosen(page.view) == Key(table, "cell:1:1")
    press(qtbot, page.view, K.Key_Escape)
    assert page.bar.table.isVisible()
    for name, size in ((say.ROW_BELOW, (3, 3)), (say.COLUMN_LEFT, (3, 4)), (say.ROW_OUT, (2, 4)), (say.COLUMN_OUT, (2, 3))):
        go(session, Key(table, "cell:1:1"))
        menu = page.bar.table.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        next(a for a in menu.actions() if a.text() == name).trigger()
        settle()
        assert table_size(session.plan, table) == size
    go(session, Key(table, "cell:2:3"))
    page.view.writing.widen()
    settle()
    assert session.plan.text(table, "@widths") == "10 10 14"


def test_the_mark_of_a_term_goes_where_the_caret_is(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    add_term(session, settle, "標準化", "そろえること")
    write(qtbot, page, settle, "前後")
    press(qtbot, page.view, K.Key_F2)
    press(qtbot, page.view, K.Key_Left)
    page.view.writing.mark("標準化")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert written(session, chapter) == [("paragraph", "前[^標準化]後")]
    session.go(Place(blocks(session.plan, chapter, *FLOW)[0].id, "", TEXT))
    page.view.writing.mark("標準化")  # not open: behind the place the caret was at last
    settle()
    assert written(session, chapter)[0][1].count("[^標準化]") == 2


def test_the_menu_of_a_cell_offers_what_its_text_can_do(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "本文")
    menu = QMenu()
    cell = page.view.choice.chosen
    assert cell is not None
    fill_menu(menu, page.view, cell)
    names = [a.text().partition("\t")[0] for a in menu.actions() if a.text()]
    assert {say.MENU_ADD, say.MENU_TYPE, say.MENU_UP, say.MENU_DOWN, say.MENU_DELETE, say.MENU_MARK} <= set(names)
    assert say.MENU_TABLE not in names
    assert say.MENU_JOIN not in names
    go(session, key_of(session, "work"))
    menu.clear()
    cell = page.view.choice.chosen
    assert cell is not None
    fill_menu(menu, page.view, cell)
    assert say.MENU_ADD not in [a.text().partition("\t")[0] for a in menu.actions()]
    assert not page.bar.isVisible()


def test_half_typed_text_survives_a_change_of_place(
    qtbot: QtBot, session: Session, page: SheetPage, chapter: str, settle: Settle
) -> None:
    revise(session)
    write(qtbot, page, settle, "一", "二")
    press(qtbot, page.view, K.Key_F2)
    type_text(page.view.editor, "の続き")
    page.bar.up.click()
    settle()
    assert [t for _, t in written(session, chapter)] == ["二の続き", "一"]


def test_text_stands_under_areas_and_measures_where_the_form_shows_it(
    qtbot: QtBot, empty_session: Session, tmp_path: Path, settle: Settle
) -> None:
    session = empty_session
    rows = [["{{分野.番号}}", "{{分野.名称}}"], ["", "{{本文*}}"], ["{{施策名}}", ""], ["", "{{本文*}}"]]
    texts = {"2": "繰返 本文\n段 1\n本文 段落", "4": "繰返 本文\n段 施策\n本文 段落"}
    marks = {"1": "段 1", "3": "段 施策", **texts, "1-4": "繰返 ツリー"}
    folder = tmp_path / "test"
    folder.mkdir()
    forms = form_set(folder, {"a": Drawn(rows, right=marks)})
    assert not forms.problems
    document = Document.create(tmp_path / "節.plandb", plan_of({"1 安全": ["1-1 防災"]}).entries, name="試験", who="試験")
    session.adopt(document, forms)
    session.set_mode(Mode.REVISION)
    page = shown(qtbot, session)
    area, measure = session.plan.areas[0].id, session.plan.measures[0].id
    session.go(Place(area))
    assert page.bar.invite.isVisible()
    page.bar.invite.click()
    settle()
    type_text(page.view.editor, "分野の文")
    press(qtbot, page.view, K.Key_Return)
    settle()
    session.go(Place(measure))
    page.bar.invite.click()
    settle()
    type_text(page.view.editor, "施策の文")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert written(session, area) == [("paragraph", "分野の文")]
    assert written(session, measure) == [("paragraph", "施策の文")]
    assert page.header.title.text() == "1-1 防災"
    page.view.editing.cancel()
