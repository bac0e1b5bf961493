"""The window of 記録の抹消: what is found is shown first, the reason is asked, and the plan is shown without the text."""
from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import redacting as say
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.redacting.redact_dialog import RedactDialog
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text

LEFT, NAMED = Qt.MouseButton.LeftButton, "見本花子"


@pytest.fixture
def key(session: Session, settle: Settle) -> Key:
    """An entry that holds the text, and held it before."""
    key = Key(session.plan.measures[0].id, "summary")
    for text in (f"連絡先は{NAMED}", f"担当の{NAMED}（内線1）に聞く"):
        session.edit(partial(_write, key=key, text=text))
        settle()
    return key


def _write(document: Document, key: Key, text: str) -> ChangeReport:
    with document.edit("入力", who="試験") as edit:
        edit.set(key, text)
    return edit.report


@pytest.fixture
def dialog(session: Session, key: Key, qtbot: QtBot, settle: Settle) -> RedactDialog:
    made = RedactDialog(session)
    qtbot.addWidget(made)
    show_active(qtbot, made)
    settle()
    return made


def search(dialog: RedactDialog, text: str, settle: Settle) -> None:
    dialog.text.clear()
    type_text(dialog.text, text)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    settle()


def test_it_is_looked_for_first_and_removed_only_with_a_reason(
    dialog: RedactDialog, session: Session, key: Key, settle: Settle
) -> None:
    assert not dialog.go.isEnabled()
    search(dialog, "見本 花子", settle)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == (say.PLACES["entry"], "1 か所")
    inside = item.child(0)
    assert inside is not None
    assert inside.text(1) == "担当の【見本花子】（内線1）に聞く"
    assert not dialog.go.isEnabled()
    type_text(dialog.why, "個人情報の誤記入")
    assert dialog.go.isEnabled()
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert session.plan.text(*key) == f"担当の{say.MARK}（内線1）に聞く"
    assert dialog.isVisible()
    assert NAMED not in dialog.text.text() + dialog.state.text() + dialog.final.text()
    assert dialog.state.text() == say.DONE.format(count=4)
    session.undo()
    settle()
    assert session.plan.text(*key) == f"連絡先は{say.MARK}"


def test_another_text_must_be_looked_for_again(dialog: RedactDialog, settle: Settle) -> None:
    search(dialog, NAMED, settle)
    type_text(dialog.why, "理由")
    assert dialog.go.isEnabled()
    type_text(dialog.text, "の")
    assert not dialog.go.isEnabled()
    search(dialog, "どこにもない人", settle)
    assert dialog.state.text() == say.NOT_FOUND
    assert dialog.list.isHidden()
    assert not dialog.go.isEnabled()


def test_a_reason_that_says_it_again_is_refused_in_the_dialog(dialog: RedactDialog, session: Session, key: Key, settle: Settle) -> None:
    search(dialog, NAMED, settle)
    type_text(dialog.why, f"{NAMED}の件")
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert dialog.problem.text() == say.REASON_HOLDS_IT
    assert NAMED in session.plan.text(*key)
    search(dialog, "花", settle)
    assert "短すぎる" in dialog.problem.text()


def test_earlier_ones_are_told(dialog: RedactDialog, session: Session, qtbot: QtBot, settle: Settle) -> None:
    assert dialog.former.isHidden()
    search(dialog, NAMED, settle)
    type_text(dialog.why, "個人情報の誤記入")
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    assert dialog.former.text().endswith("試験（個人情報の誤記入）")
    again = RedactDialog(session)
    qtbot.addWidget(again)
    again.show()
    settle()
    assert again.former.text() == dialog.former.text()
