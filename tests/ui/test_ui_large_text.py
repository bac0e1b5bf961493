"""The dialogs of plans at 200 % still fit the usual screen: what they have to say can be scrolled to, their buttons are always seen."""
from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from planeditor.services.coverage import lists
from planeditor.services.coverage.pasting import parse_lines
from planeditor.ui import theme
from planeditor.ui.chapters.term_dialog import TermDialog
from planeditor.ui.comparing.comparing_dialog import ComparingDialog
from planeditor.ui.coverage.coverage_dialog import CoverageDialog
from planeditor.ui.editions.editions_dialog import EditionsDialog
from planeditor.ui.formswitch.switch_dialog import SwitchDialog
from planeditor.ui.meeting.meeting_dialog import MeetingDialog
from planeditor.ui.nextplan.next_plan import NextPlanWizard
from planeditor.ui.progress import Jobs
from planeditor.ui.progressclass.judging_dialog import JudgingDialog
from planeditor.ui.publishing.publish_dialog import PublishDialog
from planeditor.ui.redacting.redact_dialog import RedactDialog
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

WIDTH, HEIGHT = 1366 - 16, 768 - 40 - 40
"""Of the usual screen without frame, task bar and title."""
DIALOGS: dict[str, Callable[[Session], QDialog]] = {
    "次の計画": NextPlanWizard, "版": EditionsDialog, "様式セット": SwitchDialog, "対応表": lambda s: CoverageDialog(s, Jobs(s)),
    "新旧対照表": lambda s: ComparingDialog(s, Jobs(s)), "進捗区分": lambda s: JudgingDialog(s, YEAR),
    "会議資料": lambda s: MeetingDialog(s, Jobs(s)), "公表": lambda s: PublishDialog(s, Jobs(s)), "抹消": RedactDialog,
}
YEAR = "年度:2023"


@pytest.fixture
def large(session: Session, qapp: QApplication) -> Iterator[Session]:
    session.settings.text_scale = 200
    theme.apply(qapp, session.settings, session.fonts)
    yield session
    session.settings.text_scale = 100


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_fit_the_screen(qtbot: QtBot, large: Session, settle: Settle, name: str) -> None:
    large.edit(lambda document: lists.add_list(document, "見本県方針", parse_lines("1 窓口\n2 人材"), who="試験"))
    settle()
    dialog = DIALOGS[name](large)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    least = dialog.minimumSizeHint()
    assert least.width() <= WIDTH
    assert least.height() <= HEIGHT


def test_the_buttons_of_a_row_stand_in_nobodys_way(qtbot: QtBot, large: Session, settle: Settle) -> None:
    dialog = JudgingDialog(large, YEAR)
    qtbot.addWidget(dialog)
    dialog.resize(WIDTH, HEIGHT)
    dialog.show()
    settle()

    def top(widget: QWidget) -> int:
        return widget.mapTo(dialog, widget.rect().topLeft()).y()

    assert top(dialog.go) + dialog.go.height() <= top(dialog.details)
    assert top(dialog.view) + dialog.view.height() <= top(dialog.agree)
    assert dialog.go.x() + dialog.go.width() <= dialog.width()


def test_what_is_handed_out_is_ordered_in_full_sight(qtbot: QtBot, large: Session, settle: Settle) -> None:
    dialog = MeetingDialog(large, Jobs(large))
    qtbot.addWidget(dialog)
    dialog.resize(WIDTH, HEIGHT)
    dialog.show()
    settle()
    assert dialog.order.agenda.height() >= theme.scaled(100)
    area = dialog.order.parentWidget()
    assert area is not None
    assert dialog.order.width() <= area.width()
    assert dialog.kept.empty.y() < dialog.kept.height() // 4


def test_a_refusal_pushes_nothing_together(qtbot: QtBot, large: Session, settle: Settle) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    dialog = TermDialog(large, desk)
    dialog.show()
    dialog.name.setText("公衆LAN")
    dialog.keep()
    assert not dialog.problem.isHidden()
    assert dialog.text.geometry().bottom() < dialog.group.geometry().top()
