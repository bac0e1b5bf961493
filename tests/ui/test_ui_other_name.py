"""A file to write over is open elsewhere: the sentence, and one click that writes it under another name, in every window."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_export as say
from planeditor.services.paper.order import Order
from planeditor.ui.comparing.comparing_dialog import ComparingDialog
from planeditor.ui.evaluation.evaluation_dialog import EvaluationDialog
from planeditor.ui.exporting.othername import OfferedError, OtherName
from planeditor.ui.exporting.running import run_export
from planeditor.ui.main_window import MainWindow
from planeditor.ui.meeting.meeting_dialog import MeetingDialog
from planeditor.ui.progress import Jobs
from planeditor.ui.publishing.archive_dialog import ArchiveDialog
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active

OLD = b"old"


def open_in_excel(target: Path) -> Path:
    """The file, open in Excel at another terminal."""
    target.write_bytes(OLD)
    target.with_name(f"~${target.name}").write_bytes(bytes(165))
    return target


def test_the_main_window_offers_it_in_a_bar(qtbot: QtBot, session: Session, settle: Settle, tmp_path: Path) -> None:
    window = MainWindow(session, lambda _: "")
    qtbot.addWidget(window)
    show_active(qtbot, window)
    settle()
    target, done = open_in_excel(tmp_path / "様式.xlsx"), list[Path]()
    run_export(session, window.parts.jobs, Order(("progress",), "xlsx"), target, replace=True, done=done.append)
    settle()
    [notice] = [n for n in window.notices.notices if "様式.xlsx" in n.text]
    assert "Excel" in notice.text
    assert notice.buttons[0].text() == say.OTHER_NAME.format(file="様式 (2).xlsx")
    QTest.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    settle()
    assert done == [tmp_path / "様式 (2).xlsx"]
    assert done[0].read_bytes().startswith(b"PK")
    assert target.read_bytes() == OLD


def opened(kind: str, session: Session) -> ComparingDialog | MeetingDialog | EvaluationDialog:
    jobs = Jobs(session)
    if kind == "comparing":
        return ComparingDialog(session, jobs)
    return MeetingDialog(session, jobs) if kind == "meeting" else EvaluationDialog(session, jobs)


@pytest.mark.parametrize("kind", ["comparing", "meeting", "evaluation"])
def test_the_windows_of_papers_offer_it_below_the_sentence(
    kind: str, qtbot: QtBot, session: Session, settle: Settle, tmp_path: Path
) -> None:
    dialog = opened(kind, session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    if isinstance(dialog, ComparingDialog):
        dialog.sides.old.setCurrentIndex(0)
        settle()
    target = open_in_excel(tmp_path / "資料.pdf")
    write = dialog.paper.write if isinstance(dialog, EvaluationDialog) else dialog.write
    assert not dialog.other.isVisible()
    write("pdf", str(target))
    settle()
    assert dialog.other.isVisible()
    assert dialog.problem.isVisible()
    assert "資料.pdf" in dialog.problem.text()
    assert dialog.other.text() == say.OTHER_NAME.format(file="資料 (2).pdf")
    QTest.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    settle()
    assert (tmp_path / "資料 (2).pdf").read_bytes().startswith(b"%PDF")
    assert target.read_bytes() == OLD
    assert not dialog.other.isVisible()


def test_a_folder_is_written_beside_one_that_is_in_use(qtbot: QtBot, session: Session, settle: Settle, tmp_path: Path) -> None:
    dialog = ArchiveDialog(session, Jobs(session))
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    dialog.folder.choose(str(tmp_path / "完結"))
    dialog.start()
    settle()
    open_in_excel(tmp_path / "完結" / "覚え.xlsx").unlink()
    dialog.start()
    settle()
    assert dialog.other.text() == say.OTHER_NAME.format(file="完結 (2)")
    QTest.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    settle()
    assert (tmp_path / "完結 (2)" / "files.csv").exists()


def test_nothing_is_offered_where_nothing_helps(qtbot: QtBot) -> None:
    button = OtherName()
    qtbot.addWidget(button)
    button.offer(OfferedError("", [("別の名前", lambda: None)]))
    assert button.isVisible()
    button.offer(ValueError())
    assert not button.isVisible()
