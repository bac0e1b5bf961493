"""新旧対照表 in the window: choosing states, the list, one difference in full, remarks, the files."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import ui_comparing as say
from planeditor.services.states import editions, mending
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.comparing.comparing_dialog import ComparingDialog
from planeditor.ui.comparing.preview_dialog import PagesDialog
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active


def write(session: Session, settle: Settle, text: str, number: int = 0) -> None:
    key = Key(session.plan.measures[number].id, "summary")

    def work(document: Document) -> ChangeReport:
        with document.edit("書く", who="試験") as edit:
            edit.set(key, text)
        return edit.report

    session.edit(work)
    settle()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> ComparingDialog:
    write(session, settle, "公民館に公衆LANを設けます。")
    forms = session.forms
    session.edit(lambda document: editions.decide(document, forms, "試しの版", "令和3年3月", who="試験"))
    settle()
    write(session, settle, "公民館と図書館に公衆LANを設けます。")
    dialog = ComparingDialog(session, Jobs(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    return dialog


def test_the_last_edition_is_compared_with_now(dialog: ComparingDialog, session: Session, settle: Settle) -> None:
    assert dialog.sides.sides == ("試しの版", "now")
    assert dialog.told.text() == say.COUNT.format(count=1, told="変更 1")
    assert dialog.detail.new.text == "公民館と図書館に公衆LANを設けます。"
    assert [dialog.detail.new.text[a:b] for a, b in dialog.detail.new.marked] == ["と図書館"]
    places: list[Place] = []
    dialog.place_wanted.connect(places.append)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [(p.node, p.field) for p in places] == [(session.plan.measures[0].id, "summary")]
    write(session, settle, "別の文", 1)
    assert dialog.told.text() == say.STALE
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.told.text() == say.COUNT.format(count=2, told="変更 2")


def test_the_same_on_both_sides_is_said(dialog: ComparingDialog, settle: Settle) -> None:
    dialog.sides.old.setCurrentIndex(dialog.sides.old.findData("now"))
    dialog.compare()
    settle()
    assert dialog.told.text() == say.SAME
    assert not dialog.buttons.pdf.isEnabled()


def test_a_plan_file_is_compared(dialog: ComparingDialog, session: Session, settle: Settle, tmp_path: Path) -> None:
    copy = tmp_path / "写し.plandb"
    session.ask(lambda document: document.copy_to(copy), lambda _: None)
    settle()
    dialog.sides.add_file(dialog.sides.old, str(copy))
    settle()
    assert dialog.told.text() == say.NOTHING
    broken = tmp_path / "違う.plandb"
    broken.write_bytes(b"x")
    dialog.sides.add_file(dialog.sides.old, str(broken))
    settle()
    assert "違う.plandb" in dialog.problem.text()


def test_what_is_remarked_stands_in_the_file(qtbot: QtBot, dialog: ComparingDialog, settle: Settle, tmp_path: Path) -> None:
    dialog.detail.remark.setFocus()
    QTest.keyClicks(dialog.detail.remark, "choice")
    target = tmp_path / "対照表.xlsx"
    with qtbot.waitSignal(dialog.written):
        dialog.write("xlsx", str(target))
    book = openpyxl.load_workbook(target)
    cells = [str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value is not None]
    book.close()
    assert {"公民館と図書館に公衆LANを設けます。", "公民館に公衆LANを設けます。", "choice"} <= set(cells)
    dialog.paper.form.setCurrentIndex(2)
    assert not dialog.paper.swap.isEnabled()
    dialog.preview()
    settle()
    (pages,) = dialog.findChildren(PagesDialog)
    assert pages.pages.count == 1
    assert "見え消し版" in pages.windowTitle()


def test_without_any_state_it_says_what_to_do(qtbot: QtBot, session: Session, settle: Settle) -> None:
    for edition in editions.editions(session.plan):
        node = edition.node
        session.edit(lambda document, node=node: mending.withdraw(document, node, who="試験"))  # type: ignore[misc]
    settle()
    dialog = ComparingDialog(session, Jobs(session))
    qtbot.addWidget(dialog)
    settle()
    assert dialog.told.text() == say.NO_STATES
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)


def test_what_is_remarked_stays_when_the_plan_changes(dialog: ComparingDialog, session: Session, settle: Settle) -> None:
    dialog.detail.remarked.emit("図書館を加えたため")
    write(session, settle, "窓口を加えます。", number=1)
    dialog.again.click()
    settle()
    assert dialog.remarks == {0: "図書館を加えたため"}
    assert len(dialog.list.lines) == 2
    assert list(dialog.options().remarks.values()) == ["図書館を加えたため"]
    box = dialog.sides.old
    box.setCurrentIndex(box.findData("初版"))
    box.activated.emit(box.currentIndex())
    settle()
    assert not dialog.remarks
