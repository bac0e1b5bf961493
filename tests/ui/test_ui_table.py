"""The whole-plan table: shown, sorted, filtered, edited with real keys, pasted into, exported."""
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import NAME, NUMBER, Key
from planeditor.messages import ui_table as say
from planeditor.services.editing.permissions import Lock, Mode
from planeditor.services.editing.years import close_period
from planeditor.services.tables.tabulating import EMPTY, FILLED, PERIOD
from planeditor.services.tree.structuring import delete
from planeditor.store.document import Document
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.table.table_delegate import TableDelegate
from planeditor.ui.table.table_page import TablePage
from planeditor.ui.table.wrapping import Wrapper, estimated_lines
from tests.ui.conftest import Settle
from tests.ui.hands import commit, compose, show_active, type_text

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def shown(qtbot: QtBot, session: Session, per: str = "period") -> TablePage:
    page = TablePage(session, Jobs(session))
    qtbot.addWidget(page)
    page.resize(1000, 600)
    show_active(qtbot, page)
    page.show_per(per)
    page.view.setFocus()
    return page


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TablePage:
    """A row per measure and year."""
    return shown(qtbot, session)


def at(page: TablePage, key: Key) -> QModelIndex:
    """The cell of an entry."""
    table = page.model.table
    assert table is not None
    column = next(n for n, c in enumerate(table.columns) if c.id == key.field)
    row = next(n for n in page.model.rows_of(key.node) if not key.period or table.rows[n].period == key.period)
    return page.model.index(row, column)


def choose(page: TablePage, index: QModelIndex) -> None:
    """Make a cell the only chosen one, whatever keys a test before this one has left pressed."""
    page.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def go(page: TablePage, key: Key) -> QModelIndex:
    index = at(page, key)
    choose(page, index)
    return index


def cell(session: Session, field: str = "work", measure: int = 0) -> Key:
    """A cell of the current year."""
    assert session.current is not None
    return Key(session.plan.measures[measure].id, field, session.current.key)


def column(page: TablePage, field: str) -> int:
    assert page.model.table is not None
    return [c.id for c in page.model.table.columns].index(field)


def labels(page: TablePage) -> list[str]:
    assert page.model.table is not None
    return [c.label for c in page.model.table.columns]


def texts(page: TablePage, field: str) -> list[str]:
    number = column(page, field)
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def editor(page: TablePage) -> QPlainTextEdit:
    found = page.view.indexWidget(page.view.currentIndex())
    assert isinstance(found, QPlainTextEdit)
    return found


def focus(page: TablePage) -> QWidget:
    found = page.focusWidget()
    assert found is not None
    return found


# Rows and columns


def test_a_row_per_measure_or_per_year(page: TablePage, session: Session) -> None:
    measures, years = session.plan.measures, session.plan.period_keys("年度")
    assert page.model.rowCount() == len(measures) * len(years)
    QTest.mouseClick(page.bar.per["measure"], LEFT)
    assert page.model.rowCount() == len(measures)
    assert texts(page, NAME) == [m.name for m in measures]
    assert page.bar.count.text() == say.COUNT.format(count=len(measures))


def test_the_models(page: TablePage, session: Session, settle: Settle, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]
    session.enter(cell(session), "変えた")
    page.show_per("measure")
    settle()
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_the_year_of_a_table_per_measure(page: TablePage, session: Session) -> None:
    page.show_per("measure")
    page.bar.columns_menu.fill(page.arrangement)
    page.columns.show_columns([*page.bar.columns_menu.ticked, "work"])
    assert session.current is not None
    assert texts(page, "work")[0] == session.plan.text(*cell(session))
    label = session.vocabulary.period_label(session.plan, session.current)
    assert label in page.model.headerData(column(page, "work"), Qt.Orientation.Horizontal)
    first = session.plan.period_keys("年度")[0]
    page.bar.year.setCurrentIndex(page.bar.year.findData(first))
    assert texts(page, "work")[0] == session.plan.text(session.plan.measures[0].id, "work", first)


def test_a_click_on_a_label_sorts(page: TablePage, session: Session) -> None:
    page.show_per("measure")
    number = column(page, NAME)
    place = QPoint(page.view.head.sectionViewportPosition(number) + 20, 8)
    usual = texts(page, NAME)
    QTest.mouseClick(page.view.head.viewport(), LEFT, pos=place)
    up = texts(page, NAME)
    assert up != usual
    assert say.ASCENDING in page.model.headerData(number, Qt.Orientation.Horizontal)
    QTest.mouseClick(page.view.head.viewport(), LEFT, pos=place)
    assert texts(page, NAME) == up[::-1]
    QTest.mouseClick(page.view.head.viewport(), LEFT, pos=place)
    assert texts(page, NAME) == usual


def test_the_filter_over_all_columns(page: TablePage, session: Session, qtbot: QtBot) -> None:
    name = session.plan.measures[3].name
    type_text(page.bar.filter, name)
    qtbot.waitUntil(lambda: page.model.rowCount() < page.model.total)
    rows = [[page.model.index(r, c).data() for c in range(page.model.columnCount())] for r in range(page.model.rowCount())]
    assert len(rows) >= len(session.plan.period_keys("年度"))
    assert all(any(name in text for text in row) for row in rows)
    assert page.bar.reset_button.isEnabled()
    QTest.keyClick(page.bar.filter, KEY.Key_Down)
    assert page.view.hasFocus()
    QTest.keyClick(page.bar.filter, KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == page.model.total)


def test_a_filter_without_a_row_can_be_taken_back(page: TablePage, qtbot: QtBot) -> None:
    type_text(page.bar.filter, "どこにもない言葉")
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.text() == say.NO_HIT
    QTest.mouseClick(page.note_button, LEFT)
    assert page.model.rowCount() == page.model.total
    assert page.bar.filter.text() == ""
    assert page.view.isVisible()


def test_the_menu_of_a_column(page: TablePage, session: Session, qtbot: QtBot) -> None:
    go(page, cell(session))
    QTest.keyClick(page.view, KEY.Key_Down, ALT)
    menus = [m for m in page.children() if isinstance(m, QWidget) and m.accessibleName().startswith("「作業内容」")]
    assert len(menus) == 1
    menus[0].close()
    menu = page.columns.open_menu(column(page, "work"), QPoint(0, 0))
    assert menu is not None
    next(a for a in menu.actions() if a.text() == say.ONLY_EMPTY).trigger()
    assert set(texts(page, "work")) == {""}
    assert page.arrangement.filters == {"work": EMPTY}
    menu = page.columns.open_menu(column(page, "work"), QPoint(0, 0))
    assert menu is not None
    menu.no_filter.trigger()
    assert page.model.rowCount() == page.model.total
    menu = page.columns.open_menu(column(page, "work"), QPoint(0, 0))
    assert menu is not None
    type_text(menu.line, "設置")
    QTest.keyClick(menu.line, KEY.Key_Return)
    assert all("設置" in text for text in texts(page, "work"))


def test_a_column_of_states_offers_its_words(page: TablePage, session: Session) -> None:
    menu = page.columns.open_menu(column(page, FILLED), QPoint(0, 0))
    assert menu is not None
    found = set(texts(page, FILLED))
    assert found <= {a.text() for a in menu.actions()}
    word = min(found)
    next(a for a in menu.actions() if a.text() == word).trigger()
    assert set(texts(page, FILLED)) == {word}


def test_chosen_columns_are_remembered(page: TablePage, session: Session, qtbot: QtBot) -> None:
    menu = page.bar.columns_menu
    menu.fill(page.arrangement)
    action = next(a for a in menu.actions() if a.text() == "事務局メモ")
    assert "事務局メモ" not in labels(page)
    action.trigger()
    assert "事務局メモ" in labels(page)
    ids = [c.id for c in page.model.table.columns] if page.model.table else []
    other = shown(qtbot, session)
    assert other.model.table is not None
    assert [c.id for c in other.model.table.columns] == ids
    menu.fill(page.arrangement)
    menu.actions()[0].trigger()
    assert page.model.columnCount() == len(ids) - 1


def test_the_last_column_stays(page: TablePage, session: Session) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    page.columns.show_columns([NUMBER])
    page.bar.columns_menu.fill(page.arrangement)
    next(a for a in page.bar.columns_menu.actions() if a.isChecked()).trigger()
    assert told == [say.LAST_COLUMN]
    assert page.model.columnCount() == 1


def test_widths_are_remembered(page: TablePage, session: Session, qtbot: QtBot) -> None:
    number = column(page, "work")
    page.view.setColumnWidth(number, 333)
    assert shown(qtbot, session).view.columnWidth(number) == 333


# Editing


def test_typing_replaces_and_enter_goes_down(page: TablePage, session: Session, settle: Settle, sample_file: Path) -> None:
    key = cell(session)
    index = go(page, key)
    QTest.keyClick(page.view, KEY.Key_A)
    QTest.keyClicks(editor(page), "b")
    QTest.keyClick(editor(page), KEY.Key_Return)
    assert session.plan.text(*key) == "ab"
    assert not page.is_editing
    assert page.view.currentIndex().row() == index.row() + 1
    assert page.view.currentIndex().column() == index.column()
    settle()
    with Document.open(sample_file, read_only=True) as document:
        assert document.plan().text(*key) == "ab"


def test_f2_goes_on_alt_enter_breaks_and_esc_gives_back(page: TablePage, session: Session) -> None:
    key = cell(session)
    before = session.plan.text(*key)
    go(page, key)
    QTest.keyClick(page.view, KEY.Key_F2)
    field = editor(page)
    height = field.height()
    QTest.keyClick(field, KEY.Key_Return, ALT)
    for _ in range(3):
        QTest.keyClick(field, KEY.Key_Return, ALT)
    type_text(field, "続き")
    assert field.toPlainText() == f"{before}\n\n\n\n続き"
    assert field.height() > height
    QTest.keyClick(field, KEY.Key_Escape)
    assert not page.is_editing
    assert session.plan.text(*key) == before
    QTest.keyClick(page.view, KEY.Key_F2)
    QTest.keyClick(editor(page), KEY.Key_Return, ALT)
    type_text(editor(page), "続き")
    QTest.keyClick(editor(page), KEY.Key_Tab)
    assert session.plan.text(*key) == f"{before}\n続き"
    assert page.view.currentIndex().column() == column(page, "work") + 1


def test_an_ime_composes_in_the_cell(page: TablePage, session: Session) -> None:
    key = cell(session)
    go(page, key)
    compose(page.view, "ま")
    assert page.is_editing
    commit(page.view, "窓口")
    assert editor(page).toPlainText() == "窓口"
    page.commit()
    assert session.plan.text(*key) == "窓口"


def test_a_composition_that_is_given_up_changes_nothing(page: TablePage, session: Session) -> None:
    key = cell(session)
    before = session.plan.text(*key)
    go(page, key)
    compose(page.view, "ま")
    compose(page.view, "")
    page.commit()
    assert session.plan.text(*key) == before


def test_leaving_the_cell_commits(page: TablePage, session: Session) -> None:
    key = cell(session)
    go(page, key)
    QTest.keyClick(page.view, KEY.Key_T)
    QTest.keyClicks(editor(page), "yped")
    page.bar.filter.setFocus()
    assert session.plan.text(*key) == "typed"


def test_a_locked_cell_says_why_and_enter_opens_the_sheet(page: TablePage, session: Session, qtbot: QtBot) -> None:
    measure, told = session.plan.measures[1], list[str]()
    session.told.connect(told.append)
    index = go(page, Key(measure.id, NAME))
    QTest.keyClicks(page.view, "x")
    assert not page.is_editing
    sentence = session.permissions.sentence(Lock.PLAN)
    assert told == [sentence]
    assert index.data(Qt.ItemDataRole.ToolTipRole) == sentence
    compose(page.view, "ま")
    assert told == [sentence] * 2
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(page.view, KEY.Key_Return)
    assert session.place.node == measure.id
    session.set_mode(Mode.REVISION)
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None
    QTest.keyClicks(page.view, "x")
    assert page.is_editing


def test_a_double_click_on_the_number_opens_the_sheet(page: TablePage, session: Session, qtbot: QtBot) -> None:
    index = page.model.index(2, column(page, NUMBER))
    place = page.view.visualRect(index).center()
    QTest.mouseClick(page.view.viewport(), LEFT, pos=place)
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.mouseDClick(page.view.viewport(), LEFT, pos=place)
    assert page.model.table is not None
    assert (session.place.node, session.place.period) == tuple(page.model.table.rows[2])


def test_a_field_with_choices_has_a_list(page: TablePage, session: Session, settle: Settle) -> None:
    session.set_mode(Mode.REVISION)
    page.show_per("measure")
    key = Key(session.plan.measures[0].id, "target_label")
    go(page, key)
    choices = session.vocabulary.by_key["measure", "target_label"].choices
    QTest.keyClick(page.view, KEY.Key_Down, ALT)
    box = page.view.indexWidget(page.view.currentIndex())
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(1, box.count())] == list(choices)
    other = next(c for c in choices if c != session.plan.text(*key))
    box.setCurrentIndex(box.findData(other))
    QTest.keyClick(box, KEY.Key_Return)
    assert session.plan.text(*key) == other
    settle()


def test_tab_ends_at_the_end_of_the_row(page: TablePage, session: Session) -> None:
    page.view.setCurrentIndex(page.model.index(0, page.model.columnCount() - 1))
    QTest.keyClick(page.view, KEY.Key_Tab)
    assert not page.view.hasFocus()


# Blocks


def test_a_block_goes_out_and_comes_in_as_one_step(page: TablePage, session: Session, settle: Settle) -> None:
    first, second = cell(session, "progress"), cell(session, "work")
    before = {k: session.plan.text(*k) for k in (first, second)}
    go(page, first)
    page.view.selectionModel().select(at(page, second), page.view.selectionModel().SelectionFlag.Select)
    QTest.keySequence(page.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text().count("\t") == 1
    QGuiApplication.clipboard().setText('一行目\t"二つの\n行"')
    QTest.keySequence(page.view, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [session.plan.text(*k) for k in (first, second)] == ["一行目", "二つの\n行"]
    settle()
    assert session.undo_name == say.PASTED.format(count=2)
    session.undo()
    settle()
    assert {k: session.plan.text(*k) for k in (first, second)} == before


def test_a_block_over_a_locked_cell_is_refused_whole(page: TablePage, session: Session, settle: Settle) -> None:
    before, told = dict(session.plan.entries), list[str]()
    session.told.connect(told.append)
    current, forms = session.current, session.forms
    assert current is not None
    go(page, cell(session))
    QGuiApplication.clipboard().setText("一\n二")  # the next row is a year that has not begun
    page.view.blocks.paste()
    assert dict(session.plan.entries) == before
    assert session.permissions.sentence(Lock.FUTURE) in told[0]
    choose(page, page.model.index(page.model.rowCount() - 1, 0))
    page.view.blocks.paste()
    assert told[1] == say.BEYOND
    session.edit(lambda document: close_period(document, forms, current, "試験"))
    settle()
    go(page, cell(session))
    QTest.keyClick(page.view, KEY.Key_Delete)
    assert session.permissions.sentence(Lock.CLOSED) in told[2]


def test_one_text_fills_a_block_and_delete_empties_it(page: TablePage, session: Session, settle: Settle) -> None:
    keys = [cell(session, "progress"), cell(session, "work")]
    go(page, keys[0])
    page.view.selectionModel().select(at(page, keys[1]), page.view.selectionModel().SelectionFlag.Select)
    QGuiApplication.clipboard().setText("同じ")
    page.view.blocks.paste()
    assert [session.plan.text(*k) for k in keys] == ["同じ", "同じ"]
    QTest.keySequence(page.view, QKeySequence(QKeySequence.StandardKey.Cut))
    assert [session.plan.text(*k) for k in keys] == ["", ""]
    assert QGuiApplication.clipboard().text() == "同じ\t同じ"
    settle()


# Following the session


def test_only_the_rows_concerned_are_refreshed(page: TablePage, session: Session, settle: Settle) -> None:
    key, touched = cell(session), set[int]()
    page.model.dataChanged.connect(lambda top, bottom: touched.update(range(top.row(), bottom.row() + 1)))
    session.enter(key, "変えた")
    assert touched == set(page.model.rows_of(key.node))
    assert at(page, key).data() == "変えた"
    settle()


def test_rows_stay_while_one_edits_a_sorted_table(page: TablePage, session: Session, settle: Settle) -> None:
    page.columns.sort(column(page, "work"))
    index = go(page, cell(session))
    session.enter(cell(session), "zzz")
    settle()
    assert page.model.index(index.row(), index.column()).data() == "zzz"


def test_rows_come_and_go_with_the_plan(page: TablePage, session: Session, settle: Settle) -> None:
    session.set_mode(Mode.REVISION)
    gone, forms, who = session.plan.measures[0], session.forms, session.who
    kept = go(page, cell(session, measure=2)).data()
    count = page.model.rowCount()
    session.edit(lambda document: delete(document, forms, [gone.id], mode=Mode.REVISION, who=who))
    settle()
    assert page.model.rowCount() < count
    assert page.model.rows_of(gone.id) == []
    assert page.view.currentIndex().data() == kept


def test_the_place_and_the_chosen_cell_follow_each_other(page: TablePage, session: Session) -> None:
    key = cell(session, measure=4)
    index = go(page, key)
    assert session.place == Place(key.node, key.period, key.field)
    other = cell(session, "effect", 6)
    session.go(Place(other.node, other.period, other.field))
    assert page.view.currentIndex() == at(page, other)
    assert page.view.currentIndex() != index


def test_a_hidden_page_catches_up(page: TablePage, session: Session, settle: Settle) -> None:
    page.hide()
    session.enter(cell(session), "その間に")
    settle()
    page.show()
    assert at(page, cell(session)).data() == "その間に"


def test_no_plan_and_no_measures(page: TablePage, session: Session, settle: Settle) -> None:
    session.leave()
    settle()
    assert page.model.rowCount() == 0
    assert page.model.columnCount() == 0


def test_a_plan_without_measures_invites(empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", ())
    document = Document.create(tmp_path / "空.plandb", builder.entries, name="作成", who="試験")
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    page = shown(qtbot, empty_session)
    assert page.note.isVisible()
    assert "まだ" in page.note.text()
    assert not page.note_button.isVisible()


# Looks


def test_the_first_columns_stay_in_sight(page: TablePage, session: Session) -> None:
    page.resize(700, 500)
    frozen = page.view.frozen
    assert not frozen.isVisible()
    page.view.horizontalScrollBar().setValue(200)
    assert frozen.isVisible()
    assert not frozen.isColumnHidden(0)
    page.view.verticalScrollBar().setValue(150)
    assert frozen.verticalScrollBar().value() == 150
    assert frozen.visualRect(page.model.index(5, 0)).top() == page.view.visualRect(page.model.index(5, 0)).top()
    page.view.setCurrentIndex(page.model.index(5, frozen.columns))
    assert page.view.visualRect(page.view.currentIndex()).left() >= frozen.covered - 1
    place = frozen.visualRect(page.model.index(6, 0)).center()
    QTest.mouseClick(frozen.viewport(), LEFT, pos=place)
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (6, 0)
    assert page.view.hasFocus()


def test_a_narrow_bar_has_a_menu_instead(page: TablePage) -> None:
    assert not page.bar.more.isVisible()
    page.resize(360, 500)
    assert page.bar.more.isVisible()
    assert not page.bar.export.isVisible()
    assert page.bar.height() >= page.bar.heightForWidth(page.bar.width())
    menu = page.bar.more.menu()
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words == [say.COLUMNS, say.FIT_ROWS, say.RESET, say.EXPORT]
    menu.actions()[1].trigger()
    assert page.view.heights.fitted
    page.resize(1000, 500)
    assert page.bar.export.isVisible()
    assert page.bar.rows.isChecked()


def test_rows_as_high_as_their_texts(page: TablePage, session: Session) -> None:
    row = at(page, cell(session)).row()
    usual = page.view.rowHeight(row)
    assert {page.view.rowHeight(n) for n in range(page.model.rowCount())} == {usual}
    page.bar.rows.click()
    delegate = page.view.itemDelegate()
    assert isinstance(delegate, TableDelegate)
    heights = {page.view.rowHeight(n) for n in range(page.model.rowCount())}
    assert len(heights) > 1
    text, width = at(page, cell(session)).data(), page.view.columnWidth(column(page, "work")) - 17
    lines = Wrapper(page.view.font()).lines(text, width, 50)
    assert page.view.rowHeight(row) >= len(lines) * page.view.fontMetrics().height()
    page.bar.rows.click()
    assert page.view.rowHeight(row) == usual


def test_wrapping_loses_nothing_and_marks_what_is_cut(page: TablePage) -> None:
    wrapper = Wrapper(page.font())
    text = "予約の方法を見直し、窓口での待ち時間を短くした。\n・電話の受付\n・ABC def"
    whole = wrapper.lines(text, 120, 50)
    assert "".join(whole) == text.replace("\n", "")
    assert all(wrapper.metrics.horizontalAdvance(line) <= 121 for line in whole)
    cut = wrapper.lines(text, 120, 2)
    assert len(cut) == 2
    assert cut[0] == whole[0]
    assert cut[1].endswith("…")
    assert wrapper.lines("", 100, 2) == ()
    assert estimated_lines("字" * 21, 10, 9) == 3
    assert estimated_lines("字\n" * 30, 10, 9) == 9


def test_every_control_has_a_name(page: TablePage) -> None:
    for field in page.bar.findChildren(QLineEdit) + page.bar.findChildren(QComboBox):
        assert field.accessibleName()
    index = page.model.index(0, column(page, "work"))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "①-01" in said
    assert "作業内容" in said
    assert page.model.headerData(column(page, PERIOD), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)


# Export


@pytest.mark.parametrize("suffix", ["xlsx", "pdf"])
def test_the_table_is_written_as_shown(
    page: TablePage, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    page._filter("設置")
    target, told = tmp_path / f"一覧.{suffix}", list[str]()
    session.told.connect(told.append)
    with qtbot.waitSignal(page.written, timeout=20_000) as written:
        page.export_to(target)
    assert written.args == [target]
    assert target.stat().st_size > 1000
    assert told == [say.WRITTEN.format(file=target.name)]


def test_an_empty_table_is_not_written(page: TablePage, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    page._filter("どこにもない言葉")
    with qtbot.waitSignal(session.failed, timeout=20_000):
        page.export_to(tmp_path / "一覧.pdf")
    assert not (tmp_path / "一覧.pdf").exists()


# Large plans


def test_5000_rows_are_quick(empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    document = Document.create(tmp_path / "大.plandb", large(), name="作成", who="試験")
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    page = shown(qtbot, empty_session)
    page.model.keeper.hasten()
    qtbot.waitUntil(lambda: page.model.keeper.complete, timeout=20_000)
    assert page.model.rowCount() == 5000
    acts: dict[str, Callable[[], None]] = {
        "sort": lambda: page.columns.sort(1), "filter": lambda: page._filter("作業"), "all": page.show_all,
        "scroll": lambda: scrolled(page), "fit": lambda: page.view.fit_rows(True),
    }
    times = {name: timed(act) for name, act in acts.items()}
    assert max(times.values()) < 0.6, times


def timed(act: Callable[[], None]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start


def scrolled(page: TablePage) -> None:
    page.view.verticalScrollBar().setValue(60_000)
    page.view.grab()


def large() -> dict[Key, str]:
    from planeditor.domain.periods import Period

    builder = PlanBuilder()
    years = [Period("年度", y, y) for y in range(2021, 2026)]
    builder.start("計画", "見本市", "sodegaura", years)
    area = builder.area("①", "分野")
    for n in range(1000):
        node = builder.add("measure", area, {"@departments": f"課{n % 40}"}, f"①-{n + 1:03}", f"取組{n}")
        for year in years:
            builder.set(node, "work", f"・作業の{n}番を{year.first}年に進めた。" * 3, year.key)
            builder.set(node, "progress", "計画通りに進んでいる。", year.key)
    return builder.entries
