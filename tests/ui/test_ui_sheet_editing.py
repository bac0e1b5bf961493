"""Editing on the sheet: typing, the input method, drafts, choices, the clipboard, row heights."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planeditor.domain.days import long_day, today
from planeditor.domain.plan import Key
from planeditor.messages import ui_sheet as say
from planeditor.services.editing.permissions import Lock, Mode
from planeditor.store.document import Document
from planeditor.store.drafts import Draft
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet import draft_keeper
from planeditor.ui.sheet.sheet_page import SheetPage
from planeditor.ui.sheet.sheet_view import SheetView
from tests.ui.conftest import Settle
from tests.ui.sheets import K, M, chosen, compose, go, key_of, middle, press, shown


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> Iterator[SheetView]:
    view = shown(qtbot, session).view
    go(session, key_of(session, "work"))
    yield view
    view.editing.cancel()


@pytest.fixture
def told(session: Session) -> list[str]:
    sentences: list[str] = []
    session.told.connect(sentences.append)
    session.failed.connect(lambda error: sentences.append(str(error)))
    return sentences


def in_file(session: Session, key: Key, settle: Settle) -> str:
    """What the file has."""
    settle()
    texts: list[str] = []
    session.ask(lambda document: document.plan().text(*key), texts.append)
    settle()
    return texts[0]


def copied(text: str, html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


# Typing


def test_typing_replaces_and_enter_goes_down(qtbot: QtBot, session: Session, view: SheetView, settle: Settle) -> None:
    key = key_of(session, "work")
    old = session.plan.text(*key)
    QTest.keyClicks(view.editor, "abc")
    assert view.is_editing
    assert view.editing_text == "abc"
    assert session.plan.text(*key) == old
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key) == "abc"
    assert chosen(view) == key_of(session, "work", 2024)
    assert in_file(session, key, settle) == "abc"
    session.undo()
    settle()
    assert session.plan.text(*key) == old


def test_f2_edits_at_the_end_and_escape_gives_back(qtbot: QtBot, session: Session, view: SheetView) -> None:
    key = key_of(session, "work")
    old = session.plan.text(*key)
    press(qtbot, view, K.Key_F2)
    QTest.keyClicks(view.editor, "+")
    assert view.editing_text == old + "+"
    press(qtbot, view, K.Key_Left)
    assert view.is_editing
    press(qtbot, view, K.Key_Escape)
    assert view.editing.cell is None
    assert session.plan.text(*key) == old
    assert not session.saving


@pytest.mark.parametrize(("stroke", "modifiers", "field", "year"), [
    (K.Key_Tab, M.NoModifier, "effect", 2023), (K.Key_Backtab, M.ShiftModifier, "progress", 2023),
    (K.Key_Return, M.ShiftModifier, "work", 2022), (K.Key_Enter, M.KeypadModifier, "work", 2024),
    (K.Key_Up, M.NoModifier, "work", 2022), (K.Key_Right, M.NoModifier, "effect", 2023),
    (K.Key_Return, M.ControlModifier, "work", 2023),
])  # fmt: skip
def test_keys_that_leave_the_cell(
    qtbot: QtBot, session: Session, view: SheetView, stroke: Qt.Key, modifiers: Qt.KeyboardModifier, field: str, year: int
) -> None:
    QTest.keyClicks(view.editor, "x")
    press(qtbot, view, stroke, modifiers)
    assert not view.is_editing
    assert session.plan.text(*key_of(session, "work")) == "x"
    assert chosen(view) == key_of(session, field, year)


def test_alt_enter_breaks_the_line(qtbot: QtBot, session: Session, view: SheetView) -> None:
    QTest.keyClicks(view.editor, "a")
    press(qtbot, view, K.Key_Return, M.AltModifier)
    QTest.keyClicks(view.editor, "b")
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key_of(session, "work")) == "a\nb"


def test_a_key_sent_to_the_view_itself_types_too(qtbot: QtBot, session: Session, view: SheetView) -> None:
    QTest.keyClicks(view, "qr")
    assert view.editing_text == "qr"


def test_delete_and_backspace(qtbot: QtBot, session: Session, view: SheetView) -> None:
    key = key_of(session, "work")
    press(qtbot, view, K.Key_Delete)
    assert key not in session.plan.entries
    go(session, key_of(session, "progress"))
    press(qtbot, view, K.Key_Backspace)
    assert view.is_editing
    assert view.editing_text == ""
    press(qtbot, view, K.Key_Escape)
    assert session.plan.text(*key_of(session, "progress"))


def test_nothing_of_a_text_is_lost_in_the_editor(qtbot: QtBot, session: Session, view: SheetView) -> None:
    key, odd = key_of(session, "work"), "約\u00a0400万円　葛\U000e0100城\n𠮷野\t・ が゙"
    session.enter(key, odd)
    press(qtbot, view, K.Key_F2)
    assert view.editing_text == odd
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key) == odd


def test_what_was_not_changed_is_no_edit(qtbot: QtBot, session: Session, view: SheetView, settle: Settle) -> None:
    settle()
    before = session.saved_at
    press(qtbot, view, K.Key_F2)
    press(qtbot, view, K.Key_Return)
    settle()
    assert session.saved_at == before


def test_today_and_last_year_while_editing(qtbot: QtBot, session: Session, view: SheetView) -> None:
    press(qtbot, view, K.Key_Semicolon, M.ControlModifier)
    assert view.editing_text == long_day(today())
    press(qtbot, view, K.Key_D, M.ControlModifier)
    assert view.editing_text == session.plan.text(*key_of(session, "work", 2022))


def test_no_last_year_is_a_sentence(qtbot: QtBot, session: Session, view: SheetView, told: list[str]) -> None:
    go(session, key_of(session, "work", 2021))
    view.copy_last_year()
    assert told == [say.NO_LAST_YEAR]


def test_leaving_by_mouse_place_or_focus_commits(qtbot: QtBot, session: Session, view: SheetView) -> None:
    key = key_of(session, "work")
    QTest.keyClicks(view.editor, "1")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, key_of(session, "effect")))
    assert session.plan.text(*key) == "1"
    assert chosen(view) == key_of(session, "effect")
    QTest.keyClicks(view.editor, "2")
    go(session, key_of(session, "work", measure=3))
    assert session.plan.text(*key_of(session, "effect")) == "2"
    QTest.keyClicks(view.editor, "3")
    assert view.commit()
    assert session.plan.text(*key_of(session, "work", measure=3)) == "3"


def test_focus_elsewhere_commits_even_what_is_being_composed(qtbot: QtBot, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page, other = SheetPage(session), QLineEdit()
    rows = QVBoxLayout(window)
    rows.addWidget(page)
    rows.addWidget(other)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    view = page.view
    view.setFocus()
    qtbot.waitUntil(view.editor.hasFocus)
    key = key_of(session, "work")
    go(session, key)
    compose(view, "さぎょう")
    compose(view, "", "作業")
    compose(view, "ないよう")
    assert view.editing_text == "作業"
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(other.hasFocus)
    assert not view.is_editing
    assert session.plan.text(*key) == "作業ないよう"


# The input method


def test_the_first_composed_character_is_not_lost(qtbot: QtBot, session: Session, view: SheetView) -> None:
    compose(view, "か")
    assert view.is_editing
    assert view.editor.composing == "か"
    assert view.editing_text == ""
    compose(view, "かいし")
    compose(view, "", "開始")
    assert view.editing_text == "開始"
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key_of(session, "work")) == "開始"


def test_composing_goes_to_the_view_too(qtbot: QtBot, session: Session, view: SheetView) -> None:
    event = QInputMethodEvent()
    event.setCommitString("運用")
    QApplication.sendEvent(view, event)
    assert view.editing_text == "運用"


def test_the_candidates_stand_at_the_cell(session: Session, view: SheetView) -> None:
    assert view.editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    caret = view.editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = view.viewport().mapFromGlobal(view.editor.viewport().mapToGlobal(caret.toRect().center()))
    assert view.choice.chosen is not None
    assert view.pieces(view.choice.chosen)[0].contains(at)


def test_composing_on_a_locked_cell_only_says_why(session: Session, view: SheetView, told: list[str]) -> None:
    go(session, key_of(session, "summary", None))
    compose(view, "あ", "")
    assert told == [session.permissions.sentence(Lock.PLAN)]
    assert not view.is_editing
    assert view.editor.text() == session.plan.text(*key_of(session, "summary", None))
    assert not view.editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


# Row heights


def test_the_row_grows_while_typing(qtbot: QtBot, session: Session, view: SheetView) -> None:
    press(qtbot, view, K.Key_F2)
    cell = view.editing.cell
    assert cell is not None
    before = view.pieces(cell)[0].height()
    for _ in range(8):
        press(qtbot, view, K.Key_Return, M.AltModifier)
        QTest.keyClicks(view.editor, "line")
    qtbot.waitUntil(lambda: view.editing.cell is not None and view.pieces(view.editing.cell)[0].height() > before * 1.5)
    assert view.editing.cell is not None
    place = view.pieces(view.editing.cell)[0]
    assert place.adjusted(-2, -2, 2, 4).contains(view.editor.geometry())
    assert view.editor.needed_height <= place.height()
    press(qtbot, view, K.Key_Escape)
    assert view.choice.chosen is not None
    assert view.pieces(view.choice.chosen)[0].height() == before


def test_the_text_stands_still_when_editing_begins(qtbot: QtBot, session: Session, view: SheetView) -> None:
    for field in ("work", "effect", "operation"):
        if field == "operation":
            session.set_mode(Mode.REVISION)
        go(session, key_of(session, field))
        view.set_zoom(150)
        assert view.choice.chosen is not None
        area = view.pieces(view.choice.chosen)[0].adjusted(3, 3, -3, -3)
        before = view.viewport().grab(area).toImage()
        view.editing.begin(view.choice.chosen, typing=False)
        view.editor.setCursorWidth(0)
        after = view.viewport().grab(area).toImage()
        view.editing.cancel()
        assert _ink(before) == pytest.approx(_ink(after), abs=1.6)


def test_the_caret_stays_in_sight_in_a_cell_over_two_pages(qtbot: QtBot, session: Session, view: SheetView) -> None:
    key = key_of(session, "work")
    session.enter(key, "\n".join(f"{n}行目の作業内容" for n in range(120)))
    assert view.choice.chosen is not None
    assert len(view.pieces(view.choice.chosen)) > 1
    press(qtbot, view, K.Key_F2)
    room = view.viewport().rect()

    def caret() -> QRect:
        at = view.editor.cursorRect()
        return at.translated(view.editor.viewport().mapTo(view.viewport(), QPoint()))

    assert room.contains(caret())
    press(qtbot, view, K.Key_Home, M.ControlModifier)
    assert room.contains(caret())
    press(qtbot, view, K.Key_End, M.ControlModifier)
    QTest.keyClicks(view.editor, "abc")
    assert room.contains(caret())
    view.lay_out()
    assert view.editing_text == session.plan.text(*key) + "abc"


def _ink(image: QImage) -> tuple[float, float]:
    """The middle of all that is dark."""
    dark = [
        (255 - image.pixelColor(x, y).lightness(), x, y) for x in range(image.width()) for y in range(image.height())
    ]  # fmt: skip
    whole = sum(d for d, _, _ in dark)
    return sum(d * x for d, x, _ in dark) / whole, sum(d * y for d, _, y in dark) / whole


def test_the_length_hint(qtbot: QtBot, session: Session, view: SheetView) -> None:
    go(session, key_of(session, "effect"))
    QTest.keyClicks(view.editor, "12345")
    hint = view.editing._hint
    assert hint.isVisible()
    assert hint.text == "5 / 60字"
    press(qtbot, view, K.Key_Escape)
    assert not hint.isVisible()


# Drafts


def drafts_of(session: Session, settle: Settle) -> list[Draft]:
    found: list[list[Draft]] = []
    session.ask(lambda document: document.drafts.all(), found.append)
    settle()
    return found[0]


def test_half_typed_text_is_kept_and_goes_with_the_edit(
    qtbot: QtBot, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_keeper, "PERIOD_MS", 20)
    view = shown(qtbot, session).view
    key = key_of(session, "work")
    go(session, key)
    QTest.keyClicks(view.editor, "half")
    qtbot.waitUntil(lambda: [d.text for d in drafts_of(session, settle)] == ["half"])
    press(qtbot, view, K.Key_Return)
    settle()
    assert drafts_of(session, settle) == []
    go(session, key)
    QTest.keyClicks(view.editor, "again")
    qtbot.waitUntil(lambda: [d.text for d in drafts_of(session, settle)] == ["again"])
    press(qtbot, view, K.Key_Escape)
    assert drafts_of(session, settle) == []


def test_another_program_in_front_keeps_editing_and_a_draft(
    qtbot: QtBot, session: Session, view: SheetView, settle: Settle
) -> None:
    QTest.keyClicks(view.editor, "half")
    view.editor.put_by.emit()
    assert view.is_editing
    assert [d.text for d in drafts_of(session, settle)] == ["half"]


def test_drafts_of_a_crash_are_offered_and_taken_up(qtbot: QtBot, session: Session, settle: Settle) -> None:
    view = shown(qtbot, session).view
    key = key_of(session, "work", 2022)
    session.ask(lambda document: document.drafts.keep(key, "途中の文", "前の人"), lambda _: None)
    settle()
    path = session.path
    assert path is not None
    session.leave()
    settle()
    document = Document.open(path, who="試験")
    found: list[list[Draft]] = []
    view.drafts_found.connect(found.append)
    session.adopt(document, session.form_sets.of(document.plan()))
    settle()
    assert [(d.key, d.text) for d in found[0]] == [(key, "途中の文")]
    view.restore_draft(found[0][0])
    assert session.place.key == key
    assert view.editing_text == "途中の文"
    press(qtbot, view, K.Key_Return)
    settle()
    assert session.plan.text(*key) == "途中の文"
    assert drafts_of(session, settle) == []


# Choices


def test_a_field_with_choices_opens_a_list(qtbot: QtBot, session: Session, view: SheetView) -> None:
    session.set_mode(Mode.REVISION)
    key = key_of(session, "target_label", None)
    go(session, key)
    press(qtbot, view, K.Key_F2)
    choices = view.editing.choices
    assert choices.isVisible()
    assert choices.word == "活動目標"
    press(qtbot, view, K.Key_Down)
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key) == "成果指標"


def test_typing_narrows_the_choices(qtbot: QtBot, session: Session, view: SheetView, told: list[str]) -> None:
    session.set_mode(Mode.REVISION)
    key = key_of(session, "target_label", None)
    go(session, key)
    compose(view, "", "指標")
    assert view.editing.choices.word == "成果指標"
    press(qtbot, view, K.Key_Return)
    assert session.plan.text(*key) == "成果指標"
    go(session, key)
    compose(view, "", "ほか")
    press(qtbot, view, K.Key_Return)
    assert view.is_editing
    assert told == [say.NOT_A_CHOICE.format(text="ほか")]
    go(session, key_of(session, "work"))
    assert view.editing.cell is None
    assert session.plan.text(*key) == "成果指標"


def test_the_empty_choice_and_a_click(qtbot: QtBot, session: Session, view: SheetView) -> None:
    session.set_mode(Mode.REVISION)
    key = key_of(session, "target_label", None)
    session.enter(key, "成果指標")
    go(session, key)
    press(qtbot, view, K.Key_Down, M.AltModifier)
    choices = view.editing.choices
    row = choices.visualItemRect(choices.item(0))
    QTest.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert key not in session.plan.entries
    assert not view.is_editing


# The clipboard


def test_a_block_is_pasted_as_one_operation(qtbot: QtBot, session: Session, view: SheetView, settle: Settle) -> None:
    go(session, key_of(session, "progress", 2022))
    copied('一\t"二\n行"\t三\r\n四\t五\t"六 ""引用"""\r\n')
    press(qtbot, view, K.Key_V, M.ControlModifier)
    texts = [session.plan.text(*key_of(session, f, y)) for y in (2022, 2023) for f in ("progress", "work", "effect")]
    assert texts == ["一", "二\n行", "三", "四", "五", '六 "引用"']
    settle()
    assert session.undo_name == say.GROUP_PASTE.format(count=6)
    session.undo()
    settle()
    assert session.plan.text(*key_of(session, "progress", 2022)) != "一"


def test_a_block_over_a_locked_cell_is_refused_whole(session: Session, view: SheetView, told: list[str]) -> None:
    go(session, key_of(session, "progress", 2023))
    before = session.plan
    copied("a\tb\r\nc\td\r\n")
    view.commands.paste()
    assert session.plan is before
    assert told[0].endswith(session.permissions.sentence(Lock.FUTURE))
    assert "令和6年度" in told[0]


def test_a_block_that_does_not_fit(session: Session, view: SheetView, told: list[str]) -> None:
    copied("1\t2\t3\t4\t5\t6\t7\t8\n")
    view.commands.paste()
    assert told == [say.DOES_NOT_FIT]


def test_a_letter_stays_one_text_and_cells_of_a_spreadsheet_do_not(session: Session, view: SheetView) -> None:
    copied("一段落目\n二段落目")
    view.commands.paste()
    assert session.plan.text(*key_of(session, "work")) == "一段落目\n二段落目"
    go(session, key_of(session, "work", 2022))
    copied("甲\r\n乙\r\n", "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>")
    view.commands.paste()
    assert [session.plan.text(*key_of(session, "work", y)) for y in (2022, 2023)] == ["甲", "乙"]


def test_copying_a_range_and_pasting_it_elsewhere(qtbot: QtBot, session: Session, view: SheetView) -> None:
    go(session, key_of(session, "progress", 2021))
    press(qtbot, view, K.Key_Right, M.ShiftModifier)
    press(qtbot, view, K.Key_C, M.ControlModifier)
    wanted = [session.plan.text(*key_of(session, f, 2021)) for f in ("progress", "work")]
    assert "\t" in QGuiApplication.clipboard().text()
    go(session, key_of(session, "progress", 2022))
    press(qtbot, view, K.Key_V, M.ControlModifier)
    assert [session.plan.text(*key_of(session, f, 2022)) for f in ("progress", "work")] == wanted


def test_one_text_fills_a_range_and_cut_empties_it(qtbot: QtBot, session: Session, view: SheetView) -> None:
    go(session, key_of(session, "work", 2021))
    press(qtbot, view, K.Key_Down, M.ShiftModifier)
    copied("同じ文")
    view.commands.paste()
    assert [session.plan.text(*key_of(session, "work", y)) for y in (2021, 2022)] == ["同じ文"] * 2
    press(qtbot, view, K.Key_X, M.ControlModifier)
    assert [session.plan.text(*key_of(session, "work", y)) for y in (2021, 2022)] == [""] * 2
    assert QGuiApplication.clipboard().text() == "同じ文\n同じ文"


def test_pasting_while_editing_keeps_line_breaks(qtbot: QtBot, session: Session, view: SheetView) -> None:
    QTest.keyClicks(view.editor, "x")
    copied('"一行\n二行"\r\n')
    press(qtbot, view, K.Key_V, M.ControlModifier)
    assert view.editing_text == "x一行\n二行"


def test_an_empty_clipboard_is_a_sentence(session: Session, view: SheetView, told: list[str]) -> None:
    QGuiApplication.clipboard().clear()
    view.commands.paste()
    assert told == [say.NOTHING_TO_PASTE]


def test_a_merged_cell_is_edited_as_one(session: Session, view: SheetView, settle: Settle) -> None:
    keys = (key_of(session, "work", 2022), key_of(session, "work", 2023))
    cell = view.choice.chosen
    assert cell is not None
    view.editing.begin(replace(cell, keys=keys), typing=True)
    view.editor.type_over("二年分")
    view.commit()
    settle()
    assert [session.plan.text(*key) for key in keys] == ["二年分"] * 2


# Looks while editing, and where one is


def test_letters_are_as_wide_as_on_the_sheet_at_any_size(session: Session, view: SheetView) -> None:
    assert view.choice.chosen is not None
    widths = []
    for percent in (76, 84, 100, 300):
        view.set_zoom(percent)
        view.editing.begin(view.choice.chosen, typing=False, text="字" * 8)
        line = view.editor.document().firstBlock().layout().lineAt(0)
        widths.append(line.naturalTextWidth() / view.scale)
        view.editing.cancel()
    assert widths == pytest.approx([widths[-1]] * len(widths), rel=0.01)


def test_a_form_without_the_entry_one_was_at_still_has_a_cell_for_the_keys(
    qtbot: QtBot, session: Session, view: SheetView
) -> None:
    session.show_form("plan")
    first = chosen(view)
    assert first.node == session.place.node
    press(qtbot, view, K.Key_Tab)
    assert chosen(view) != first
    assert session.place.key == chosen(view)


def test_who_comes_back_from_a_field_beside_the_sheet_is_at_the_chosen_cell(
    qtbot: QtBot, session: Session, view: SheetView
) -> None:
    beside = QLineEdit(view.window())
    beside.show()
    beside.setFocus()
    session.go(Place(session.plan.measures[1].id, "", "memo"))
    assert session.place.field == "memo"
    view.setFocus()
    assert session.place.key == chosen(view)
