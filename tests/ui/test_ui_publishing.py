"""公表用に書き出す, 完結セットを作る, 経過 and 公表しない in the window."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import MUNICIPAL_CODE, NAME, PLAN_ID, Key
from planeditor.domain.withholding import is_withheld
from planeditor.messages import publishing as say_publishing
from planeditor.messages import ui_publishing as say
from planeditor.services.publishing.decided import publishable
from planeditor.services.states import snapshots
from planeditor.services.states.standing import set_status
from planeditor.services.withholding import withhold
from planeditor.store.document import Document
from planeditor.ui.progress import Jobs
from planeditor.ui.publishing.archive_dialog import ArchiveDialog
from planeditor.ui.publishing.course_job import run_course
from planeditor.ui.publishing.publish_dialog import PublishDialog
from planeditor.ui.session import Session
from planeditor.ui.sheet import cell_words
from planeditor.ui.sheet.withholding import WithholdDialog, fill_withholding
from tests.leaks import hits
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text
from tests.ui.sheets import go, key_of
from tests.ui.sheets import shown as shown_page

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def around(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    yield widget
    widget.close()


def decide(session: Session, settle: Settle) -> None:
    session.edit(lambda d: snapshots.take(d, "令和5年度公表", who="試験", status="公表"))
    settle()


def test_decided_states_alone_are_offered_and_published(
    qtbot: QtBot, session: Session, settle: Settle, around: QWidget, tmp_path: Path
) -> None:
    decide(session, settle)
    key = key_of(session, "progress")
    session.edit(lambda d: withhold(d, session.forms, [key], who="試験"))
    settle()
    dialog = PublishDialog(session, Jobs(session), around)
    assert not dialog.start_button.isEnabled()
    show_active(qtbot, dialog)
    settle()
    assert [dialog.states.itemData(n) for n in range(dialog.states.count())] == ["令和5年度公表", "2版", "初版"]
    assert dialog.focusWidget() is dialog.states
    dialog.folder.choose(str(tmp_path / "出"))
    QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    assert say_publishing.NO_CODE in dialog.warnings.text()
    type_text(dialog.code, "122297")
    QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    assert not dialog.problem.isVisible()
    assert dialog.open_button.isVisible()
    assert "出" in dialog.state.text()
    assert say_publishing.WITHHELD_COUNT.format(count=1) in dialog.warnings.text()
    assert not hits(tmp_path / "出", [session.plan.text(*key)])
    assert session.plan.text(PLAN_ID, MUNICIPAL_CODE) == "122297"  # kept for the next time
    dialog.close()


def test_what_was_handed_out_before_the_decision_is_not_offered(session: Session, settle: Settle) -> None:
    offered: list[list[str]] = []

    def work(document: Document) -> list[str]:
        forms = session.forms
        snapshots.take(document, "第1回本部会議", who="試験")
        set_status(document, forms, "本部決定", who="試験")
        snapshots.take(document, "第2回本部会議", who="試験")
        set_status(document, forms, "作成中", who="試験", why="直すため")
        snapshots.take(document, "第3回本部会議", who="試験")
        return [state.name for state in publishable(document)]

    session.ask(work, offered.append)
    settle()
    assert offered == [["第2回本部会議", "2版", "初版"]]


def test_a_plan_without_a_decided_state_is_told_what_to_do(
    qtbot: QtBot, session: Session, settle: Settle, around: QWidget
) -> None:
    editions = [n for n in session.plan.children(PLAN_ID, "block") if session.plan.text(n.id, "@type") == "edition"]

    def forget(document: object) -> object:
        with document.edit("版なし", who="試験") as edit:  # type: ignore[attr-defined]
            for node in editions:
                for key in session.plan.of_node(node.id):
                    edit.set(key, None)
        return edit.report

    session.edit(forget)  # type: ignore[arg-type]
    settle()
    dialog = PublishDialog(session, Jobs(session), around)
    show_active(qtbot, dialog)
    settle()
    assert dialog.state.text() == say.NO_STATE
    assert not dialog.start_button.isEnabled()
    dialog.close()


def test_the_set_of_a_year_is_made_and_told(qtbot: QtBot, session: Session, settle: Settle, around: QWidget, tmp_path: Path) -> None:
    dialog = ArchiveDialog(session, Jobs(session), around)
    show_active(qtbot, dialog)
    assert dialog.periods.currentData() == (session.period or session.current).key  # type: ignore[union-attr]
    assert session.plan.title in dialog.folder.field.text()
    dialog.folder.choose(str(tmp_path))  # holds other files: a folder of its own is made there
    assert dialog.folder.folder == tmp_path / dialog.folder_name
    dialog.folder.choose(str(tmp_path / "完結"))
    type_text(dialog.retention, "10年")
    QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    assert (tmp_path / "完結" / "目録.pdf").is_file()
    assert "確定していません" in dialog.warnings.text()
    (tmp_path / "完結" / "メモ.txt").write_text("大事", encoding="utf-8")
    QTest.mouseClick(dialog.start_button, LEFT)
    settle()
    assert "メモ.txt" in dialog.problem.text()
    dialog.close()


def test_the_course_of_a_measure_is_written(session: Session, settle: Settle, tmp_path: Path) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    run_course(session, Jobs(session), session.plan.measures[0].id, tmp_path / "経過.pdf")
    settle()
    assert (tmp_path / "経過.pdf").read_bytes().startswith(b"%PDF")
    assert "経過.pdf" in told[-1]


def test_a_cell_is_withheld_by_its_menu_with_a_quiet_mark(qtbot: QtBot, session: Session, settle: Settle) -> None:
    view = shown_page(qtbot, session).view
    key = key_of(session, "work")
    go(session, key)
    cell = view.choice.find(key)
    assert cell is not None
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_withholding(menu, session, [key], view)
    (action,) = [a for a in menu.actions() if a.text() == say.MENU_WITHHOLD]
    action.trigger()
    dialog = view.findChildren(WithholdDialog)[-1]
    type_text(dialog.why, "個人の名前")
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert is_withheld(session.plan, key)
    view.lay_out()
    cell = view.choice.find(key)
    assert cell is not None
    assert cell.number in view.overlays.withheld
    assert say.MARK_NOTE_WHY.format(why="個人の名前") in cell_words.notes(session, cell, view.overlays)
    menu.clear()
    fill_withholding(menu, session, [key], view)
    (action,) = [a for a in menu.actions() if a.text() == say.MENU_PUBLISH_AGAIN]
    action.trigger()
    settle()
    assert not is_withheld(session.plan, key)
    menu.clear()
    fill_withholding(menu, session, [Key(key.node, NAME)], view)
    assert not menu.actions()
