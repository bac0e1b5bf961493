"""会議ダッシュボード: the same figures as the papers, every mark reachable and leading somewhere, up to date after an edit."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import PLAN_ID, PROGRESS, Key
from planeditor.domain.progress import Progress
from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import Step
from planeditor.services.overview.overview import overview
from planeditor.services.points.editing import PointText, add_point
from planeditor.services.progress import confirming
from planeditor.ui import theme
from planeditor.ui.dashboard.cells import Target
from planeditor.ui.dashboard.cells_delegate import pieces
from planeditor.ui.dashboard.cells_view import CellsView, shared_out
from planeditor.ui.dashboard.dashboard_page import DashboardPage
from planeditor.ui.look import THEMES, Colors
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place
from planeditor.ui.points.points_dialog import PointsDialog
from planeditor.ui.progressclass.judging_dialog import JudgingDialog
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_panel import TreePanel
from tests.ui.conftest import Settle
from tests.ui.hands import show_active

YEAR = "年度:2023"


@pytest.fixture
def page(qtbot: QtBot, session: Session, settle: Settle) -> DashboardPage:
    """The page with what is proposed confirmed, one measure late, one not judged."""
    forms = session.forms
    first, second = (m.id for m in session.plan.measures[:2])
    session.edit(lambda document: confirming.confirm_all(document, forms, YEAR, who="試験"))
    session.edit(lambda document: confirming.confirm(document, forms, first, YEAR, Progress.LATE, who="試験"))
    session.edit(lambda document: confirming.withdraw(document, forms, second, YEAR, who="試験"))
    settle()
    page = DashboardPage(session)
    page.resize(1100, 700)
    qtbot.addWidget(page)
    show_active(qtbot, page)
    settle()
    return page


def view(page: DashboardPage, name: str) -> CellsView:
    return page.boards[name].view


def test_it_shows_what_the_papers_count(page: DashboardPage, session: Session) -> None:
    found = overview(session.plan, session.forms, YEAR)
    table = view(page, "summary").cells
    assert [table.grid.sides[n] for n in (0, table.rowCount() - 1)] == ["① くらしを支える情報化", say.WHOLE]
    last = [table.cell(table.index(table.rowCount() - 1, n)).text for n in range(table.columnCount())]
    late = found.total.now[Progress.LATE]
    assert last[list(table.grid.heads).index("遅延")] == f"▲{late}（0）"
    assert last[-1] == f"{found.total.measures}（12）"
    assert table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("① くらしを支える情報化、計画以上、")
    assert page.title.text() == "R5年度のようす"


@pytest.mark.parametrize("name", ["summary", "heat", "bars", "effects", "late", "highlights"])
def test_the_tables_keep_the_laws_of_models(page: DashboardPage, name: str) -> None:
    model = view(page, name).cells
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert all(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount()))


def test_a_mark_of_one_measure_opens_its_sheet(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    heat = view(page, "heat")
    heat.setFocus()
    heat.setCurrentIndex(heat.cells.index(1, 1))
    QTest.keyClick(heat, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(heat, Qt.Key.Key_Return)
    assert (session.place.node, session.place.period) == (session.plan.measures[1].id, YEAR)
    late = view(page, "late")
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.mouseClick(late.viewport(), Qt.MouseButton.LeftButton, pos=late.visualRect(late.cells.index(0, 1)).center())
    assert session.place.node == session.plan.measures[0].id


def test_a_count_of_several_shows_them_alone_in_the_tree(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    table = view(page, "summary")
    place = table.cells.index(table.cells.rowCount() - 1, list(table.cells.grid.heads).index("計画通り"))
    with qtbot.waitSignal(page.filter_wanted) as caught:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(place).center())
    target = caught.args[0]
    assert isinstance(target, Target)
    tree = TreePanel(session)
    qtbot.addWidget(tree)
    tree.show_only(target.words, target.measures)
    assert {row.node for row in tree.model.shown.measures} == set(target.measures)
    tree.head.filter.clear()
    assert len(tree.model.shown.measures) == len(session.plan.measures)


def test_a_piece_of_a_bar_leads_to_its_measures(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    bars = view(page, "bars")
    index = bars.cells.index(0, 0)
    cell = bars.cells.cell(index)
    assert "遅延 1" in cell.said
    part, place = next(
        (p, r) for p, r in pieces(bars.visualRect(index), cell.parts, QFontMetrics(bars.font()).height()) if p.progress is Progress.LATE
    )
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.center()))
    assert session.place.node == part.target.measures[0] == session.plan.measures[0].id


def test_an_edit_is_counted_a_moment_later(page: DashboardPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    forms, second = session.forms, session.plan.measures[1].id
    session.edit(lambda document: confirming.confirm(document, forms, second, YEAR, Progress.DONE, who="試験"))
    qtbot.waitUntil(lambda: "完了" in view(page, "summary").cells.grid.heads, timeout=5000)
    settle()
    undecided = next(s for s in page.steps if s.kind == "undecided")
    assert second not in {key.node for key in undecided.keys}


def test_what_is_to_be_done_is_counted_and_leads_on(page: DashboardPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    undecided = next(s for s in page.steps if s.kind == "undecided")
    assert session.plan.measures[1].id in {key.node for key in undecided.keys}
    card = page.cards.cards["undecided"]
    assert card.figure.text() == say.STEP_COUNT.format(count=undecided.count)
    with qtbot.waitSignal(page.step_wanted) as caught:
        card.link.click()
    assert caught.args == [undecided]
    session.edit(lambda document: add_point(document, PLAN_ID, PointText("全体に遅い", "第1回"), who="試験"))
    qtbot.waitUntil(lambda: view(page, "points").cells.rowCount() == 1, timeout=5000)
    assert page.cards.cards["points"].figure.text() == say.STEP_COUNT.format(count=1)
    with qtbot.waitSignal(page.judge_wanted) as judged:
        page.judge.click()
    assert judged.args == [YEAR]


def test_another_year_can_be_looked_at(page: DashboardPage, settle: Settle) -> None:
    page.year.setCurrentIndex(page.year.findData("年度:2021"))
    page.year.activated.emit(page.year.currentIndex())
    settle()
    assert page.title.text() == "R3年度のようす"
    assert page.boards["summary"].title.text() == say.SUMMARY_ALONE.format(area="分野")


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("width", [620, 1100])
def test_it_can_be_read_at_any_width_in_every_theme(
    page: DashboardPage, settle: Settle, monkeypatch: pytest.MonkeyPatch, colors: Colors, width: int
) -> None:
    monkeypatch.setattr(theme, "current", lambda: colors)
    page.resize(width, 600)
    settle()
    QApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0
    for board in page.boards.values():
        if board.view.isVisible():
            assert board.view.horizontalScrollBar().maximum() <= 1
            assert board.view.viewport().width() <= page.area.viewport().width()
    assert not page.grab().isNull()


def test_a_mark_that_came_later_has_room_too(page: DashboardPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    heat, forms, before = view(page, "heat"), session.forms, "年度:2022"
    session.edit(lambda document: confirming.confirm_all(document, forms, before, who="試験"))
    qtbot.waitUntil(lambda: heat.cells.cell(heat.cells.index(0, 1)).progress is not Progress.UNDECIDED, timeout=5000)
    settle()
    words = {heat.cells.cell(heat.cells.index(row, 1)).text for row in range(heat.cells.rowCount())}
    wide = QFontMetrics(heat.font()).horizontalAdvance
    assert max(map(wide, words)) <= heat.columnWidth(1)


def test_columns_share_the_width_but_none_is_cut() -> None:
    assert shared_out(100, (1, 1), (10, 10)) == [50, 50]
    assert shared_out(100, (3, 1), (10, 40)) == [60, 40]
    assert sum(shared_out(50, (1, 1, 1), (40, 40, 40))) <= 50


def test_the_window_leads_to_the_dashboard_and_on(
    qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle
) -> None:
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([sample_file])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    window.actions_["dashboard"].trigger()
    settle()
    assert window.pages.name == "dashboard"
    assert window.actions_["dashboard"].isChecked()
    page = window.parts.dashboard
    chosen = tuple(m.id for m in empty_session.plan.measures[:2])
    page.filter_wanted.emit(Target(chosen, YEAR, "①"))
    assert {row.node for row in window.tree.model.shown.measures} == set(chosen)
    for kind, name in (("missing", "submissions"), ("waiting", "review"), ("forecast", "sheet"), ("findings", "sheet")):
        window.actions_["dashboard"].trigger()
        page.step_wanted.emit(Step(kind, 1, (Key(chosen[1], "effect", YEAR),)))
        assert window.pages.name == name
    assert empty_session.place == Place(chosen[1], YEAR, "effect")
    page.step_wanted.emit(Step("undecided", 1, (Key(chosen[0], PROGRESS, YEAR),)))
    page.step_wanted.emit(Step("points", 1))
    (listed,) = window.findChildren(PointsDialog)
    listed.close()
    window.actions_["judge"].trigger()
    (dialog,) = window.findChildren(JudgingDialog)
    settle()
    dialog.view.selectRow(1)
    dialog.go.click()
    assert empty_session.place.node == chosen[1]
    dialog.close()
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()
