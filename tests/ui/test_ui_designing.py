from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.formengine.cells import Place
from planeditor.formengine.form.loading import load_form_set
from planeditor.messages import designing as say_designing
from planeditor.messages import ui_designing as say
from planeditor.services.formsets import FormSets
from planeditor.services.formswitch import switching
from planeditor.ui.designing.canvas import FIELD_MIME
from planeditor.ui.designing.field_dialog import FieldDialog
from planeditor.ui.designing.window import DesignWindow
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place as DeskPlace
from planeditor.ui.session import Session
from tests.services.designing_books import draw, draw_rich
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own" / "forms"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return draw_rich(tmp_path / "取組管理シート.xlsx")


@pytest.fixture
def window(qtbot: QtBot, session: Session, own: Path, settle: Settle) -> Iterator[DesignWindow]:
    session.form_sets = FormSets([paths.forms_folder(), own])
    window = DesignWindow(session, None, own)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    yield window
    settle()


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def to_places(window: DesignWindow, book: Path, settle: Settle) -> None:
    window.book.take(book)
    settle()
    click(window.next)
    settle()
    click(window.next)
    settle()
    assert window.step == 2


def at(window: DesignWindow, place: Place) -> QPoint:
    """Where a cell stands on the canvas."""
    canvas = window.places.canvas
    assert canvas.shown is not None
    cell = canvas.shown.sheet.by_number[canvas.shown.numbers[place]]
    canvas.reveal(cell)
    return canvas.pieces(cell)[0].center()


def field_row(window: DesignWindow, text: str) -> int:
    listed = window.places.fields.list
    return next(r for r in range(listed.count()) if listed.offer(r).text == text)


def test_the_whole_way_by_mouse(qtbot: QtBot, window: DesignWindow, book: Path, own: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    click(window.places.proposals.all)
    settle()
    assert not window.places.proposals.proposals
    QTest.mouseClick(window.places.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(window, (14, 2)))
    window.places.show_panel(window.places.fields)
    window.places.fields.list.setCurrentRow(field_row(window, "{{目標}}"))
    click(window.places.fields.put)
    assert window.board.design.text((14, 2)) == "{{目標}}"
    click(window.next)
    settle()
    assert window.board.trial is not None
    assert window.trial.none.isVisible()
    assert window.trial.filled.sheet is not None
    click(window.trial.following)
    settle()
    assert window.trial.title.text().startswith(f"2 / {len(window.session.plan.measures)}　")
    click(window.next)
    settle()
    with qtbot.waitSignal(window.saved) as caught:
        click(window.next)
    settle()
    assert caught.args == ["見本市の様式", "様式"]
    assert load_form_set(own / "見本市の様式").problems == []
    assert "見本市の様式" in window.session.form_sets.places
    assert not window.isVisible()


def test_the_whole_way_by_keyboard(qtbot: QtBot, window: DesignWindow, book: Path, own: Path, settle: Settle) -> None:
    window.book.take(book)
    settle()
    window.book.form_title.setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(window.book.form_title, "わたしたちの様式")
    window.next.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    window.next.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    window.places.proposals.all.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    canvas = window.places.canvas
    canvas.setFocus()
    press(Qt.Key.Key_Home)
    assert canvas.place == (1, 1)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    assert canvas.place == (4, 2)
    window.places.fields.search.setFocus()
    type_text(window.places.fields.search, "情報化施策の概要")
    press(Qt.Key.Key_Return)
    canvas.setFocus()
    press(Qt.Key.Key_Return)
    assert window.board.design.text((4, 2)) == "{{情報化施策の概要}}"
    press(Qt.Key.Key_Delete)
    assert window.board.design.text((4, 2)) == ""
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.board.design.text((4, 2)) == "{{情報化施策の概要}}"
    for _ in range(3):
        window.next.setFocus()
        press(Qt.Key.Key_Space)
        settle()
    saved = load_form_set(own / "見本市の様式")
    assert saved.form("own").title == "わたしたちの様式"


def test_a_field_is_dragged_onto_its_cell(qtbot: QtBot, window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    listed = window.places.fields.list
    data = listed.mimeData([listed.item(field_row(window, "{{施策名}}"))])
    assert data.hasFormat(FIELD_MIME)
    _drop(window, at(window, (4, 2)), data)
    assert window.board.design.text((4, 2)) == "{{施策名}}"
    _drop(window, QPoint(1, 1), data)
    other = QMimeData()
    other.setText("{{施策名}}")
    _drop(window, at(window, (5, 2)), other)
    assert list(window.board.design.texts) == [(4, 2)]


def _drop(window: DesignWindow, where: QPoint, data: QMimeData) -> None:
    window.places.canvas.dropEvent(
        QDropEvent(
            QPointF(where), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_some_of_the_proposals_are_taken(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    panel = window.places.proposals
    for row, proposal in enumerate(panel.proposals):
        panel.list.item(row).setCheckState(Qt.CheckState.Checked if proposal.kind == "title" else Qt.CheckState.Unchecked)
    before = len(panel.proposals)
    click(panel.ticked)
    settle()
    assert list(window.board.design.assigned) == [(1, 1)]
    assert len(panel.proposals) == before - 1


def test_the_keys_stay_with_the_sheet_when_a_button_goes(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    window.places.proposals.all.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert QApplication.focusWidget() is window.places.canvas
    window.next.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert QApplication.focusWidget() is window.trial.filled


def test_the_drawing_beside_the_page_is_seen_as_a_whole(window: DesignWindow, book: Path, settle: Settle) -> None:
    window.resize(900, 640)
    to_places(window, book, settle)
    click(window.next)
    settle()
    assert not window.trial.drawing.horizontalScrollBar().maximum()


def test_rows_are_marked_and_left_out_and_had_again(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    canvas, marks = window.places.canvas, window.places.marks
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(window, (9, 1)))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at(window, (12, 2)))
    assert canvas.range == ((9, 1), (12, 2))
    window.places.show_panel(marks)
    marks.what.setCurrentIndex(marks.what.count() - 1)
    click(marks.put)
    assert window.board.design.removed_rows == {9, 10, 11, 12}
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(window, (8, 1)))
    marks.what.setCurrentIndex(0)
    click(marks.put)
    assert [m.text for m in window.board.design.marks] == ["繰返 年度"]
    assert marks.list.item(0).text() == say.MARK_ROW.format(first=8, text=say.PER.format(name="年度"))
    marks.list.setCurrentRow(1)
    click(marks.take)
    assert not window.board.design.removed_rows
    marks.list.setCurrentRow(0)
    click(marks.take)
    assert not window.board.design.marks
    assert not window.places.redo.isEnabled()
    click(window.places.undo)
    assert window.board.design.marks
    click(window.places.redo)
    canvas.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.board.design.marks
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not window.board.design.marks


def test_the_last_row_stays(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    canvas = window.places.canvas
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(window, (1, 1)))
    canvas.setFocus()
    for _ in range(20):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.places.mark(True, "leave out")
    assert not window.board.design.removed_rows


def test_a_new_field_is_made_for_the_chosen_cell(qtbot: QtBot, window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    window.places.canvas.go((13, 2))
    window.places.show_panel(window.places.fields)
    click(window.places.fields.new)
    dialog = next(d for d in window.findChildren(FieldDialog) if d.isVisible())
    assert dialog.label.text() == "見込まれる効果"
    dialog.type.setCurrentIndex(dialog.type.findData("choice"))
    assert not dialog.go.isEnabled()
    type_text(dialog.choices, "大")
    click(dialog.go)
    field = window.board.design.new_fields[0]
    assert (field.label, field.type, field.choices) == ("見込まれる効果", "choice", ("大",))
    assert window.board.design.text((13, 2)) == "{{見込まれる効果}}"
    assert window.places.fields.change.isEnabled()
    click(window.places.fields.change)
    dialog = next(d for d in window.findChildren(FieldDialog) if d.isVisible())
    dialog.label.clear()
    assert dialog.problem.text() == say.LABEL_EMPTY
    type_text(dialog.label, "施策名")
    assert dialog.problem.text() == say.LABEL_TAKEN.format(label="施策名")
    dialog.label.clear()
    type_text(dialog.label, "効き目")
    click(dialog.go)
    assert window.board.design.text((13, 2)) == "{{効き目}}"


def test_what_is_wrong_leads_back_to_its_cell(qtbot: QtBot, window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    window.places.assign((13, 2), "{{進捗総括}}")
    click(window.next)
    settle()
    assert window.trial.title.text() == say.CANNOT_FILL
    item = window.trial.troubles.item(0)
    assert item.text().startswith("B13")
    click(window.next)
    assert not window.saving.ready
    assert not window.next.isEnabled()
    click(window.back)
    window.trial.troubles.setFocus()
    window.trial.troubles.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    assert window.step == 2
    assert window.places.canvas.place == (13, 2)


def test_a_set_that_is_there_is_only_replaced_when_ticked(
    qtbot: QtBot, window: DesignWindow, book: Path, own: Path, settle: Settle
) -> None:
    shutil.copytree(paths.forms_folder() / "sodegaura", own / "見本市の様式")
    to_places(window, book, settle)
    click(window.places.proposals.all)
    settle()
    for _ in range(2):
        click(window.next)
        settle()
    assert window.saving.replace.isVisible()
    assert not window.next.isEnabled()
    click(window.saving.replace)
    window.saving.replace.setChecked(True)
    click(window.next)
    settle()
    assert load_form_set(own / "見本市の様式").version == 2


def test_a_form_of_ones_own_is_opened_again(
    qtbot: QtBot, window: DesignWindow, session: Session, book: Path, own: Path, settle: Settle
) -> None:
    to_places(window, book, settle)
    click(window.places.proposals.all)
    settle()
    for _ in range(3):
        click(window.next)
        settle()
    again = DesignWindow(session, None, own)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(again)
    show_active(qtbot, again)
    again.book.reopen.setCurrentIndex(again.book.reopen.count() - 1)
    assert again.book.reopen.currentText() == say.REOPEN_ITEM.format(set="見本市の様式", form="様式")
    click(again.next)
    settle()
    click(again.next)
    settle()
    assert again.board.design.text((3, 2)) == "{{施策名}}"
    assert again.places.proposals.none.isVisibleTo(again.places.proposals)
    again.places.assign((3, 2), "")
    again.places.assign((4, 2), "{{施策名}}")
    for _ in range(2):
        click(again.next)
        settle()
    again.saving.replace.setChecked(True)
    click(again.next)
    settle()
    assert load_form_set(own / "見本市の様式").version == 2


def test_a_plan_in_a_set_that_is_replaced_goes_over_to_it(
    window: DesignWindow, session: Session, book: Path, own: Path, settle: Settle
) -> None:
    shutil.copytree(paths.forms_folder() / "sodegaura", own / "見本市の様式")
    session.form_sets.renew()
    plan, forms = session.plan, session.form_sets.get("見本市の様式")
    start = switching.start(plan, session.forms, forms)
    session.edit(lambda document: switching.switch(document, start.old, forms, start.choice, "試験"))
    settle()
    session.go(DeskPlace(plan.measures[1].id))
    again = DesignWindow(session, None, own)
    again.book.where.setCurrentIndex(again.book.where.findData("見本市の様式"))
    to_places(again, book, settle)
    click(again.places.proposals.all)
    settle()
    for _ in range(2):
        click(again.next)
        settle()
    again.saving.replace.setChecked(True)
    click(again.next)
    settle()
    assert "様式" in [form.title for form in session.forms.forms.values()]
    assert session.forms.version == forms.version + 1
    assert session.place.node == plan.measures[1].id


@pytest.mark.parametrize("steps", range(5))
def test_leaving_at_any_step_leaves_nothing(window: DesignWindow, book: Path, own: Path, steps: int, settle: Settle) -> None:
    before = book.read_bytes()
    window.book.take(book)
    settle()
    for step in range(steps):
        click(window.next)
        settle()
        if step == 1:
            click(window.places.proposals.all)
            settle()
    assert window.step == steps
    click(window.leave)
    settle()
    assert not window.isVisible()
    assert not own.exists()
    assert book.read_bytes() == before


def test_leaving_while_the_workbook_is_read(window: DesignWindow, book: Path, settle: Settle) -> None:
    window.book.take(book)
    press(Qt.Key.Key_Escape)
    settle()
    assert not window.isVisible()


def test_esc_does_not_throw_away_what_was_done(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    click(window.places.proposals.all)
    settle()
    window.places.canvas.setFocus()
    press(Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.message.text() == say.NOT_BY_ESCAPE


def test_an_internal_field_goes_into_no_cell(qtbot: QtBot, window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    window.places.canvas.go((13, 2))
    window.places.ask_field(None)
    dialog = next(d for d in window.findChildren(FieldDialog) if d.isVisible())
    dialog.kind.setCurrentIndex(dialog.kind.findData("internal"))
    click(dialog.go)
    assert [f.kind for f in window.board.design.new_fields] == ["internal"]
    assert window.board.design.text((13, 2)) == ""
    fields = window.places.fields
    fields.list.setCurrentRow(0)
    assert not fields.put.isEnabled()
    assert fields.change.isEnabled()
    assert not fields.list.mimeData([fields.list.item(0)]).hasFormat(FIELD_MIME)


def test_a_file_that_is_no_workbook_is_refused_in_its_place(window: DesignWindow, tmp_path: Path, settle: Settle) -> None:
    bad = tmp_path / "様式.pdf"
    bad.write_bytes(b"%PDF-1.7")
    window.book.take(bad)
    settle()
    assert "様式.pdf" in window.book.questions["file"].problem
    assert not window.next.isEnabled()


def test_what_a_form_does_not_have_is_listed(window: DesignWindow, book: Path, settle: Settle) -> None:
    window.book.take(book)
    settle()
    click(window.next)
    settle()
    assert window.look.notices.item(0).text() == say_designing.NO_PRINT_AREA
    assert window.look.canvas.sheet is not None


def test_everything_has_a_name_for_a_screen_reader(window: DesignWindow, book: Path, settle: Settle) -> None:
    to_places(window, book, settle)
    step = window.places
    panels = step.proposals, step.fields, step.marks
    named = step.canvas, *(p.list for p in panels), step.fields.search, step.marks.axis, step.marks.what, step.marks.each
    for widget in named:
        assert widget.accessibleName()
    step.canvas.go((3, 1))
    assert step.canvas.accessibleDescription() == "A3 取組名"


def test_it_fits_the_smallest_screen(window: DesignWindow, tmp_path: Path, settle: Settle) -> None:
    draw(tmp_path / "小.xlsx", [["施策名", None]])
    to_places(window, tmp_path / "小.xlsx", settle)
    hint = window.minimumSizeHint()
    assert hint.width() <= 1000
    assert hint.height() <= 640


def test_the_guide_has_its_pictures() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    shown = re.findall(r"\((pictures/[^)]+)\)", (docs / "own-form.md").read_text("utf-8"))
    assert len(shown) == 7
    assert all((docs / name).is_file() for name in shown)


def test_the_menu_opens_the_window(
    qtbot: QtBot, empty_session: Session, sample_file: Path, own: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "user_forms_folder", lambda: own)
    main = MainWindow(empty_session, lambda _: "")
    qtbot.addWidget(main)
    main.start([])
    assert not main.actions_["design_form"].isEnabled()
    main.opener.open(sample_file)
    qtbot.waitUntil(lambda: main.parts.completed and empty_session.runner.idle, timeout=20_000)
    settle()
    main.actions_["design_form"].trigger()
    window = next(d for d in main.findChildren(DesignWindow) if d.isVisible())
    assert window.board.folder == own
    click(window.leave)
    main.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=20_000)
