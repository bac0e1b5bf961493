"""会議資料 in the window: what is ordered, the files, handing out, what was handed out."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planeditor.messages import meeting as say_meeting
from planeditor.messages import ui_meeting as say
from planeditor.services.states.named import find_state
from planeditor.services.states.snapshots import snapshots
from planeditor.ui.comparing.preview_dialog import PagesDialog
from planeditor.ui.editions.viewing import view
from planeditor.ui.meeting.meeting_dialog import MeetingDialog
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> MeetingDialog:
    dialog = MeetingDialog(session, Jobs(session))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    return dialog


def test_what_is_ordered(dialog: MeetingDialog, session: Session) -> None:
    order = dialog.order.order()
    assert order.period in session.plan.period_keys("年度")
    assert order.sections == tuple(say_meeting.SECTIONS)
    dialog.order.meeting.setText(" 第3回本部会議 ")
    dialog.order.agenda.setPlainText("１　開会\n\n　⑴　報告 \n")
    dialog.order.parts["charts"].setChecked(False)
    order = dialog.order.order()
    assert (order.meeting, order.agenda) == ("第3回本部会議", ("１　開会", "　⑴　報告"))
    assert "charts" not in order.sections


def test_the_paper_is_written_and_shown(dialog: MeetingDialog, settle: Settle, tmp_path: Path) -> None:
    for check in list(dialog.order.parts.values())[1:]:
        check.setChecked(False)
    dialog.write("pdf", str(tmp_path / "資料"))
    settle()
    assert (tmp_path / "資料.pdf").read_bytes().startswith(b"%PDF")
    dialog.preview()
    settle()
    [pages] = dialog.findChildren(PagesDialog)
    assert pages.windowTitle() == say.PREVIEW_TITLE
    pages.close()
    dialog.write("pdf", str(tmp_path / "ない" / "資料.pdf"))
    settle()
    assert dialog.problem.isVisible()


def test_what_was_handed_out_is_kept(dialog: MeetingDialog, session: Session, settle: Settle, tmp_path: Path) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    dialog.order.parts["sheets"].setChecked(False)
    assert dialog.kept.empty.isVisible()
    dialog.hand_out("第3回本部会議")
    settle()
    assert [s.name for s in snapshots(session.plan)] == ["第3回本部会議"]
    assert told[-1] == say.KEPT.format(number=1)
    [paper] = dialog.kept.papers
    dialog.save_paper(paper.number, str(tmp_path / "残した.pdf"))
    settle()
    first = (tmp_path / "残した.pdf").read_bytes()
    assert len(first) == paper.size
    dialog.order.state.setCurrentIndex(1)
    assert dialog.order.at == "第3回本部会議"
    assert not dialog.keep.isEnabled()
    dialog.write("pdf", str(tmp_path / "もう一度.pdf"))
    settle()
    assert (tmp_path / "もう一度.pdf").read_bytes() == first
    dialog.hand_out("第3回本部会議")
    settle()
    assert dialog.problem.text() == say_meeting.ALREADY_KEPT.format(name="第3回本部会議")
    assert session.undo_name is not None


def test_a_state_that_is_looked_at_is_ordered(qtbot: QtBot, session: Session, settle: Settle) -> None:
    session.ask(lambda document: find_state(document, "初版"), lambda state: view(session, state))
    settle()
    dialog = MeetingDialog(session, Jobs(session))
    qtbot.addWidget(dialog)
    settle()
    assert dialog.order.at == "初版"
    assert not dialog.keep.isEnabled()
    session.look_back(None)
