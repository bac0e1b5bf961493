"""The review in the main window: how one comes to it, what the rest of the window says of it, and how quick it is."""
from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Change, Key
from planeditor.messages import ui_review as say
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Selection
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal
from planeditor.ui import theme
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.main_window import MainWindow
from planeditor.ui.review.review_page import ReviewPage
from planeditor.ui.review.shown import RowLine
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active
from tests.ui.submitted import every_kind, receive

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle) -> Iterator[MainWindow]:
    document = Document.open(sample_file, who="試験")
    forms = empty_session.form_sets
    for measure in range(2):
        receive(document, f"{measure + 3:02}_見本課_R5.xlsx", every_kind(document, forms, measure))
    document.close()
    empty_session.settings.theme = "light"
    theme.apply(qapp, empty_session.settings)
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([sample_file])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.parts.waiting.total == 14, timeout=10_000)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


def review(window: MainWindow) -> ReviewPage:
    page = window.pages.page("review")
    assert isinstance(page, ReviewPage)
    return page


def test_the_window_says_what_waits(window: MainWindow) -> None:
    assert window.status.waiting.text() == say.WAITING.format(count=14)
    first = window.session.plan.measures[0]
    assert window.parts.waiting.rows[first.id] == 7
    row = next(row for row in window.tree.source.rows if row.kind == "area").children[0]
    badges = window.tree.marks.badges(row)
    assert say.BADGE.format(count=7) in [badge.text for badge in badges]
    assert say.BADGE_SPOKEN.format(count=7) in window.tree.marks.words(row)


def test_f8_works_anywhere(window: MainWindow, settle: Settle) -> None:
    window.actions_["table"].trigger()
    QTest.keyClick(window, KEY.Key_F8)
    settle()
    settle()
    page = review(window)
    assert window.pages.name == "review"
    assert window.actions_["review"].isChecked()
    assert page.view.hasFocus()
    assert page.view.current is not None
    first = page.view.current.id
    QTest.keyClick(page.view, KEY.Key_F8)
    assert page.view.current is not None
    assert page.view.current.id != first


def test_undo_of_the_window_takes_back_one_decision(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.actions_["review"].trigger()
    settle()
    settle()
    page = review(window)
    line = next(x for x in page.view.rows.lines if isinstance(x, RowLine) and x.field == "work")
    assert page.view.go(line.id)
    QTest.keyClick(page.view, KEY.Key_A)
    qtbot.waitUntil(lambda: window.status.waiting.text() == say.WAITING.format(count=13), timeout=5000)
    assert window.session.plan.text(line.node, line.field, line.period) == line.plain[2]
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.status.waiting.text() == say.WAITING.format(count=14), timeout=5000)
    assert window.session.plan.text(line.node, line.field, line.period) == line.plain[1]
    assert window.pages.name == "review"


def test_the_status_bar_leads_there(window: MainWindow, settle: Settle) -> None:
    QTest.mouseClick(window.status.waiting, LEFT)
    settle()
    assert window.pages.name == "review"
    assert window.docks["tree"].isHidden()
    window.actions_["sheet"].trigger()
    assert not window.docks["tree"].isHidden()


def test_from_an_import_to_the_review(window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path) -> None:
    session, period = window.session, window.session.current
    assert period is not None
    measure = session.plan.measures[2]
    plan = session.plan.with_changes([Change(Key(measure.id, "progress", period.key), None, "計画より早く進んでいる。")])
    path = tmp_path / "05_見本課_R5.xlsx"
    export(plan, session.forms, "progress", path, selection=Selection(nodes=(measure.id,)))
    window.papers.take_in([path])
    settle()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert not dialog.review_button.isVisible()
    dialog.start_button.click()
    qtbot.waitUntil(dialog.review_button.isVisible, timeout=20_000)
    QTest.mouseClick(dialog.review_button, LEFT)
    settle()
    settle()
    page = review(window)
    assert window.pages.name == "review"
    assert page.filed is not None
    assert page.filed.file_name == path.name


def test_two_hundred_rows_open_at_once(session: Session, qapp: QApplication, qtbot: QtBot, settle: Settle) -> None:
    theme.apply(qapp, session.settings)

    def work(document: Document) -> None:
        nodes = document.plan().measures
        rows = [
            NewProposal(
                node=node.id, field="work", period=f"年度:{2021 + number % 5}", measure_number=node.number, kind="clean",
                submitted=f"{number}回目の説明会を開き、町内会ごとの要望を聞いた。" * 4,
                before="", as_sent="",
            )
            for number in range(200)
            for node in [nodes[number % len(nodes)]]
        ]
        receive(document, "大きいファイル.xlsx", rows)

    session.ask(work, lambda _: session.reread())
    settle()
    page = ReviewPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    show_active(qtbot, page)
    settle()
    assert page.filed is not None
    assert page.shown is not None
    filed, shown = page.filed, page.shown
    page.view.show_lines((), has_sent=True)
    page.view._shapes.clear()
    page.view._flows.clear()
    began = time.thread_time()
    page._show(filed, shown)
    page.view.viewport().repaint()
    page.view.viewport().repaint()
    opened = time.thread_time() - began
    assert len(shown.rows) > 150
    assert len(page.view.findChildren(QPushButton)) < 80
    assert len(page.view._flows) < 3 * len(shown.rows)  # what rows have in common is broken into lines once
    assert opened < 0.5  # of the processor; 0.05 to 0.1 here
    for _ in range(50):
        QTest.keyClick(page.view, KEY.Key_Down)
    assert page.view.current is not None
    buttons = page.view.buttons_of(page.view.current.id)
    assert buttons is not None
    assert buttons.geometry().intersects(page.view.viewport().rect())
