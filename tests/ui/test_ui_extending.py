"""計画期間の延長 in the window: a last period of several years is asked about; half-typed texts move with it."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID
from planeditor.store.document import Document
from planeditor.ui.commands.plan import PlanCommands
from planeditor.ui.extending import AskExtension
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

LAST = Period("期", 2014, 2018)


@pytest.fixture
def extend(qtbot: QtBot, empty_session: Session, tmp_path: Path, settle: Settle) -> Callable[[], AskExtension | None]:
    """Chooses the command in a plan of periods; gives the question that was asked."""
    builder = PlanBuilder()
    builder.start("題", "見本市", "tomakomai", [Period("期", 2009, 2013), LAST])
    node = builder.add("measure", PLAN_ID, {}, "1", "窓口案内")
    builder.set(node, "status", "○/◎", LAST.key)
    document = Document.create(tmp_path / "期.plandb", builder.entries, name="作成", who="試験")
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    settle()
    window = QWidget()
    qtbot.addWidget(window)
    commands = PlanCommands(window, empty_session, NoticeArea())

    def act() -> AskExtension | None:
        commands.extend()
        settle()
        return window.findChild(AskExtension)

    return act


def test_the_last_period_becomes_longer_as_proposed(
    extend: Callable[[], AskExtension | None], empty_session: Session, settle: Settle
) -> None:
    asked = extend()
    assert asked is not None
    assert "26～30年度" in asked.longer.text()
    assert "26～31年度" in asked.longer.text()
    assert "31～35年度" in asked.anew.text()
    assert asked.longer.isChecked()
    assert empty_session.plan.period_keys("期")[-1] == LAST.key
    asked.go.click()
    settle()
    assert empty_session.plan.period_keys("期")[-1] == "期:2014-2019"
    assert empty_session.place.period == "期:2014-2019"


def test_another_period_follows_where_that_is_chosen(
    extend: Callable[[], AskExtension | None], empty_session: Session, settle: Settle
) -> None:
    asked = extend()
    assert asked is not None
    asked.anew.click()
    asked.go.click()
    settle()
    assert empty_session.plan.period_keys("期")[1:] == [LAST.key, "期:2019-2023"]


def test_leaving_the_question_changes_nothing(
    extend: Callable[[], AskExtension | None], empty_session: Session, settle: Settle
) -> None:
    asked = extend()
    assert asked is not None
    asked.reject()
    settle()
    assert empty_session.plan.period_keys("期")[-1] == LAST.key
