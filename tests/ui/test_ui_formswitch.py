"""The window that changes the form set, the bar about its version, and 様式にない記入."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import FORM_SET, FORMS_VERSION, PLAN_ID, Key
from planeditor.messages import ui_formswitch as say
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.making import keep_labels
from planeditor.store.document import Document
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fields.fields_view import FieldsView
from planeditor.ui.formswitch.forms_notice import FormsNotice
from planeditor.ui.formswitch.switch_dialog import SwitchDialog
from planeditor.ui.formswitch.version_dialog import VersionDialog
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> SwitchDialog:
    dialog = SwitchDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    dialog.sets.setCurrentIndex(dialog.sets.findData("tomakomai"))
    return dialog


def choose(dialog: SwitchDialog, field: str, target: str) -> None:
    combo = next(c for source, c in dialog.fields.combos.items() if source.key == field)
    combo.setCurrentIndex(combo.findData(target))


def test_the_form_set_is_changed_and_undone(
    qtbot: QtBot, session: Session, dialog: SwitchDialog, settle: Settle
) -> None:
    before = dict(session.plan.entries)
    choose(dialog, "summary", "content")
    opened: list[str] = []
    session.opened.connect(lambda: opened.append(session.plan.form_set))
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    assert not dialog.isVisible()
    assert opened == ["tomakomai"]
    assert session.plan.form_set == session.forms.id == "tomakomai"
    measure = session.plan.measures[0].id
    assert session.plan.text(measure, "content") == before[Key(measure, "summary")]
    assert session.vocabulary.label("measure", "work") == "作業内容"
    assert session.place.period in ("", *session.plan.period_keys("期"))
    session.undo()
    settle()
    assert session.forms.id == "sodegaura"
    assert dict(session.plan.entries) == before


def test_tab_goes_from_choice_to_choice(qtbot: QtBot, dialog: SwitchDialog) -> None:
    show_active(qtbot, dialog)
    first, second, *_ = dialog.fields.combos.values()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_two_fields_onto_one_need_the_tick(session: Session, dialog: SwitchDialog, settle: Settle) -> None:
    assert dialog.join.isHidden()
    choose(dialog, "summary", "content")
    choose(dialog, "target", "content")
    assert not dialog.make.isEnabled()
    assert "行き先が、どれも「実施内容」" in dialog.state.text()
    dialog.join.click()
    assert dialog.make.isEnabled()
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    measure = session.plan.measures[0].id
    assert len(session.plan.text(measure, "content").split("\n")) > 1


def test_what_stays_is_told_and_shown_in_the_plain_form(
    qtbot: QtBot, session: Session, dialog: SwitchDialog, settle: Settle
) -> None:
    assert "「様式にない記入」として計画に残ります" in dialog.notes.text()
    view = FieldsView(session)
    qtbot.addWidget(view)
    measure = session.plan.measures[0].id
    session.go(session.place._replace(node=measure))
    view.show()
    assert view.unplaced.isHidden()
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    assert view.unplaced.isVisible()
    shown = {key.field for key in view.unplaced.texts}
    assert {"summary", "work", "target"} <= shown


def test_a_refusal_of_the_file_leaves_the_dialog(session: Session, dialog: SwitchDialog, settle: Settle) -> None:
    document = session._open.document if session._open else None  # the file is given up behind the session's back
    assert document is not None
    document.close()
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.isVisible()
    assert session.plan.form_set == "sodegaura"


def test_a_newer_version_is_told_in_a_bar_and_taken_over(
    qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle, form_sets: FormSets
) -> None:
    session, notices = empty_session, NoticeArea()
    qtbot.addWidget(notices)
    bar = FormsNotice(notices, session, notices)
    document = Document.open(sample_file, who="試験")
    forms = form_sets.of(document.plan())
    keep_labels(document, forms)
    with document.edit("版", who="試験") as edit:
        edit.set(Key(PLAN_ID, FORMS_VERSION), str(forms.version))
    session.adopt(document, forms)
    assert notices.notices == []
    fields = tuple(f for f in forms.vocabulary.fields if f.key != "effect")
    newer = replace(forms, version=forms.version + 1, vocabulary=replace(forms.vocabulary, fields=fields))
    session.adopt(document, newer)
    assert f"今は版 {newer.version} です" in notices.notices[0].text
    assert notices.notices[0].buttons[0].text() == say.SEE
    dialog = VersionDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    texts = [dialog._list.itemAt(n).widget() for n in range(dialog._list.count())]
    assert any("効果（額）（記入" in w.accessibleName() for w in texts if isinstance(w, Sentence))
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    settle()
    assert session.plan.text(PLAN_ID, FORMS_VERSION) == str(newer.version)
    assert notices.notices == []
    bar.deleteLater()


def test_a_plan_without_its_form_set_is_read_and_edited(
    qtbot: QtBot, empty_session: Session, sample_file: Path, settle: Settle, form_sets: FormSets
) -> None:
    with Document.open(sample_file, who="試験") as document:
        keep_labels(document, form_sets.of(document.plan()))
        with document.edit("様式", who="試験") as edit:
            edit.set(Key(PLAN_ID, FORM_SET), "yosonoshi")
    session, notices = empty_session, NoticeArea()
    qtbot.addWidget(notices)
    FormsNotice(notices, session, notices)
    document = Document.open(sample_file, who="試験")
    session.adopt(document, form_sets.of(document.plan(), document.field_labels()))
    assert "「yosonoshi」が、この端末にありません" in notices.notices[0].text
    view = FieldsView(session)
    qtbot.addWidget(view)
    measure = session.plan.measures[0].id
    session.go(session.place._replace(node=measure, period="年度:2023"))
    view.show()
    key = Key(measure, "work", "年度:2023")
    row = view.fields.row_of(key)
    assert row is not None
    assert row.label.text() == "作業内容"
    assert not row.editor.locked
    session.enter(key, "直した文")
    settle()
    assert document.plan().text(*key) == "直した文"
    assert session.forms.missing
