"""次の計画を作る: the whole way by keyboard and mouse; leaving it leaves nothing."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import FORMER
from planeditor.messages import nextplan as say_plan
from planeditor.messages import ui_nextplan as say
from planeditor.messages import ui_wizard as say_wizard
from planeditor.store.document import Document
from planeditor.ui.nextplan.measures_model import AREA, FATE, INTO, NEW_NUMBER, MeasuresModel
from planeditor.ui.nextplan.next_plan import NextPlanWizard
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active


@pytest.fixture
def wizard(qtbot: QtBot, session: Session, settle: Settle) -> NextPlanWizard:
    wizard = NextPlanWizard(session)
    wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(wizard)
    show_active(qtbot, wizard)
    settle()
    return wizard


def click(wizard: NextPlanWizard, name: str, settle: Settle) -> None:
    QTest.mouseClick(getattr(wizard, name), Qt.MouseButton.LeftButton)
    settle()


def table(wizard: NextPlanWizard) -> MeasuresModel:
    return wizard.measures_step.model


def test_everything_is_proposed_and_nothing_is_missing(wizard: NextPlanWizard, session: Session) -> None:
    draft = wizard.draft
    assert (draft.municipality, draft.form_set, draft.results, draft.chapters) == ("見本市", "sodegaura", True, True)
    assert draft.first_year == 2026
    assert all(choice.fate == "goes_on" for choice in draft.choices)
    assert len(draft.choices) == len(session.plan.measures)
    assert wizard.head_step.form_set.currentText() == session.forms.title


def test_the_way_by_mouse(qtbot: QtBot, wizard: NextPlanWizard, settle: Settle, tmp_path: Path) -> None:
    click(wizard, "next", settle)
    view, model = wizard.measures_step.view, table(wizard)
    view.selectRow(1)
    QTest.mouseClick(wizard.measures_step.end, Qt.MouseButton.LeftButton)
    view.selectRow(2)
    QTest.mouseClick(wizard.measures_step.merge, Qt.MouseButton.LeftButton)
    box = view.findChildren(QComboBox)[-1]
    assert box.itemData(0) == model.choices[0].measure
    box.setCurrentIndex(0)
    box.hidePopup()
    box.activated.emit(0)
    assert (model.choices[2].fate, model.choices[2].into) == ("merges", model.choices[0].measure)
    QTest.mouseClick(wizard.measures_step.renumber, Qt.MouseButton.LeftButton)
    click(wizard, "next", settle)
    assert "終える施策 1、統合する施策 1" in wizard.preview_step.counts.text()
    assert wizard.preview_step.left.findItems(say_plan.REASONS["report"], Qt.MatchFlag.MatchExactly)
    wizard.preview_step.place.set_place(str(tmp_path / "次の計画"))
    with qtbot.waitSignal(wizard.created) as caught:
        QTest.mouseClick(wizard.make, Qt.MouseButton.LeftButton)
    (path,) = caught.args or [""]
    with Document.open(Path(path), read_only=True) as document:
        plan = document.plan()
    first = plan.measures[0]
    assert plan.text(first.id, FORMER).count("、") == 1
    assert len(plan.measures) == len(model.choices) - 2
    assert plan.measures[1].number.startswith("②")


def test_the_way_by_keyboard(qtbot: QtBot, wizard: NextPlanWizard, settle: Settle) -> None:
    QTest.keyClick(wizard.head_step.title, Qt.Key.Key_Return)
    settle()
    view, model = wizard.measures_step.view, table(wizard)
    assert wizard.step == 1
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_E)
    assert [c.fate for c in model.choices[:3]] == ["ends", "ends", "goes_on"]
    QTest.keyClick(view, Qt.Key.Key_C)
    assert [c.fate for c in model.choices[:3]] == ["goes_on"] * 3
    view.setCurrentIndex(model.index(0, NEW_NUMBER))
    QTest.keyClick(view, Qt.Key.Key_Return)
    line = view.findChildren(QLineEdit)[-1]
    line.setText("②-01")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert model.choices[0].number == "②-01"
    assert "2 つ" in str(model.data(model.index(3, FATE), Qt.ItemDataRole.ToolTipRole))
    click(wizard, "next", settle)
    assert not wizard.make.isEnabled()
    click(wizard, "back", settle)
    QTest.mouseClick(wizard.measures_step.renumber, Qt.MouseButton.LeftButton)
    click(wizard, "next", settle)
    assert wizard.make.isEnabled()


def test_what_can_be_changed_depends_on_the_fate(qtbot: QtBot, wizard: NextPlanWizard) -> None:
    model = table(wizard)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def editable(column: int) -> bool:
        return bool(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable)

    assert [editable(c) for c in (FATE, INTO, AREA, NEW_NUMBER)] == [True, False, True, True]
    model.setData(model.index(0, FATE), "merges")
    assert [editable(c) for c in (FATE, INTO, AREA, NEW_NUMBER)] == [True, True, False, False]
    assert model.data(model.index(0, INTO)) == say.CHOOSE_TARGET
    area = model.offered(model.index(1, AREA))[1]
    assert model.setData(model.index(1, AREA), area[1])
    assert model.data(model.index(1, AREA)) == area[0]
    assert not model.setData(model.index(1, AREA), area[1])


def test_options_change_the_preview_and_a_refusal_is_said(
    qtbot: QtBot, wizard: NextPlanWizard, session: Session, settle: Settle, tmp_path: Path
) -> None:
    click(wizard, "next", settle)
    click(wizard, "next", settle)
    assert "実績のある施策 12 件" in wizard.preview_step.counts.text()
    wizard.preview_step.results.setChecked(False)
    settle()
    assert "実績のある施策 0 件" in wizard.preview_step.counts.text()
    assert session.path is not None
    wizard.preview_step.place.set_place(str(session.path))
    click(wizard, "make", settle)
    assert "別の名前" in wizard.preview_step.place.problem
    wizard.preview_step.place.set_place("")
    assert wizard.preview_step.place.problem == say_wizard.PLACE_EMPTY
    wizard.reject()
    settle()
    assert [p.name for p in tmp_path.glob("*.plandb")] == [session.path.name]
