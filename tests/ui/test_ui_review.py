"""The review of what came in: decided with real keys and buttons, on the plan file itself."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import REMARK, Key
from planeditor.messages import reviewing as say_services
from planeditor.messages import ui_review as say
from planeditor.services.editing.years import close_period
from planeditor.services.intake import choices
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, Proposal
from planeditor.ui import theme
from planeditor.ui.place import Place
from planeditor.ui.review.review_page import ReviewPage
from planeditor.ui.review.row_editor import RowEditor
from planeditor.ui.review.row_menu import row_menu
from planeditor.ui.review.rows_model import spoken
from planeditor.ui.review.shown import GroupLine, RowLine
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import commit, compose, show_active, type_text
from tests.ui.submitted import LONG, every_kind, receive

KEY, LEFT, CTRL = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def waiting(session: Session, settle: Settle) -> Session:
    """A session whose plan has two files that wait."""
    forms = session.form_sets

    def work(document: Document) -> None:
        receive(document, "03_見本課_R5.xlsx", [*every_kind(document, forms, 0), *every_kind(document, forms, 1)])
        receive(document, "04_税務課_R5.xlsx", every_kind(document, forms, 2))

    session.ask(work, lambda _: session.reread())
    settle()
    return session


@pytest.fixture
def page(waiting: Session, qtbot: QtBot, settle: Settle, qapp: QApplication) -> ReviewPage:
    theme.apply(qapp, waiting.settings)
    widget = ReviewPage(waiting)
    qtbot.addWidget(widget)
    widget.resize(1366, 640)
    show_active(qtbot, widget)
    settle()
    widget.view.setFocus()
    return widget


def calm(page: ReviewPage, qtbot: QtBot, settle: Settle) -> None:
    """Until what was decided was read again and laid out."""
    settle()
    qtbot.waitUntil(lambda: not page._again.isActive() and page.session.runner.idle)
    settle()
    page.view.executeDelayedItemsLayout()


def row(page: ReviewPage, field: str, number: int = 0) -> RowLine:
    assert page.shown is not None
    return [line for line in page.shown.rows if line.field == field][number]


def editor(page: ReviewPage) -> RowEditor | None:
    return page.view.editing.editor


def go(page: ReviewPage, field: str, number: int = 0) -> RowLine:
    line = row(page, field, number)
    assert page.view.go(line.id)
    page.view.executeDelayedItemsLayout()
    return line


def kept(session: Session, settle: Settle) -> dict[int, Proposal]:
    found: list[Proposal] = []
    session.ask(lambda document: document.receipts.proposals(), found.extend)
    settle()
    return {proposal.id: proposal for proposal in found}


def text(session: Session, line: RowLine) -> str:
    return session.plan.text(line.node, line.field, line.period)


def test_what_is_shown(page: ReviewPage) -> None:
    assert page.filed is not None
    assert page.shown is not None
    assert page.filed.number == 1
    assert page.head.counts["changed"].text() == say.COUNTS["changed"].format(count=4)
    assert page.head.counts["conflicts"].text() == say.COUNTS["conflicts"].format(count=2)
    assert page.head.counts["questions"].text() == say.COUNTS["questions"].format(count=6)
    assert not page.head.finish.isEnabled()
    assert [item.left for item in page.nav.files.entries.items.items] == [14, 7]
    assert [item.left for item in page.nav.groups.entries.items.items] == [7, 7]
    heads = [line for line in page.view.rows.lines if isinstance(line, GroupLine)]
    assert [head.left for head in heads] == [7, 7]
    badges = {line.field: line.badge for line in page.shown.rows[:7]}
    assert badges["work"] == say.KINDS["clean"]
    assert badges["progress"] == say.KINDS["conflict"]
    assert badges["effect"] == badges["planning"] == badges["summary"] == say.KINDS["question"]
    assert badges[REMARK] == say.KINDS["remark"]


def test_changed_words_are_marked(page: ReviewPage) -> None:
    work = row(page, "work")
    assert [(p.mark, p.text) for p in work.submitted.pieces] == [("", work.plain[1]), ("added", "\n・職員向けの操作研修を2回実施（46名）")]
    struck = row(page, "planning")
    assert [(p.mark, p.text) for p in struck.submitted.pieces] == [("", "仕様の検討と"), ("removed", "入札"), ("", "公募")]
    blanked = row(page, "effect")
    assert blanked.submitted.text == say.BLANKED


def test_the_model(page: ReviewPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.view.rows)  # type: ignore[no-untyped-call]
    qtmodeltester.check(page.nav.files.entries.items)  # type: ignore[no-untyped-call]


def test_enter_takes_a_change_and_goes_on(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    QTest.keyClick(page.view, KEY.Key_Return)
    assert page.view.current is not None
    assert page.view.current.field == "effect"
    calm(page, qtbot, settle)
    assert text(waiting, line) == line.plain[2]
    assert not row(page, "work").is_open
    assert row(page, "work").decided == say_services.DECIDED["accepted"]
    assert page.view.current.field == "effect"
    assert page.head.counts["changed"].text() == say.COUNTS["changed"].format(count=3)
    waiting.undo()
    calm(page, qtbot, settle)
    assert row(page, "work").is_open
    assert text(waiting, line) == line.plain[1]


def test_enter_decides_nothing_where_there_is_no_main_choice(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "progress")
    QTest.keyClick(page.view, KEY.Key_Return)
    settle()
    assert kept(waiting, settle)[line.id].decision == ""
    buttons = page.view.buttons_of(line.id)
    assert buttons is not None
    assert buttons.buttons[0].hasFocus()
    QTest.keyClick(buttons.buttons[0], KEY.Key_Return)
    settle()
    assert text(waiting, line) == LONG


@pytest.mark.parametrize(
    ("field", "key", "decision"),
    [
        ("work", KEY.Key_A, "accepted"), ("work", KEY.Key_D, "declined"), ("progress", KEY.Key_A, "accepted"),
        ("progress", KEY.Key_D, "declined"), ("effect", KEY.Key_A, "accepted"), ("effect", KEY.Key_D, "declined"),
        ("planning", KEY.Key_A, "accepted"), ("planning", KEY.Key_W, "accepted"), ("summary", KEY.Key_C, "kept"),
        ("summary", KEY.Key_D, "declined"), (REMARK, KEY.Key_A, "accepted"),
    ],
)  # fmt: skip
def test_letters_make_the_choices(
    page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle, field: str, key: Qt.Key, decision: str
) -> None:
    line = go(page, field)
    before = text(waiting, line)
    QTest.keyClick(page.view, key)
    calm(page, qtbot, settle)
    assert kept(waiting, settle)[line.id].decision == decision
    whole = "仕様の検討と入札公募" if key == KEY.Key_W else line.plain[2]
    taken = decision == "accepted" and field != REMARK
    assert text(waiting, line) == (whole if taken else before)
    assert not row(page, field).is_open
    assert waiting.undo_name is not None


def test_a_letter_that_is_no_choice_does_nothing(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "summary")
    for key in (KEY.Key_A, KEY.Key_W, KEY.Key_Z):
        QTest.keyClick(page.view, key)
    assert kept(waiting, settle)[line.id].decision == ""


def test_the_same_row_is_not_decided_twice(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    failed: list[Exception] = []
    waiting.failed.connect(failed.append)
    line = go(page, "work")
    page.view.make_choice(line, "accept")
    page.view.make_choice(line, "accept")
    calm(page, qtbot, settle)
    assert not failed


def test_buttons_are_real_and_named(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    buttons = page.view.buttons_of(line.id)
    assert buttons is not None
    names = [button.accessibleName() for button in buttons.buttons if button.isVisible()]
    assert names == [say.CHOICE_SPOKEN.format(field=line.label, choice=choice.words) for choice in line.choices]
    QTest.mouseClick(buttons.buttons[2], LEFT)
    calm(page, qtbot, settle)
    assert kept(waiting, settle)[line.id].decision == "declined"
    assert page.view.hasFocus()


def test_all_at_once(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    assert page.shown is not None
    clean = [line for line in page.shown.rows if line.kind == "clean"]
    assert page.head.take_all.text() == say.CLEAN_ONLY.format(clean=4)
    QTest.mouseClick(page.head.take_all, LEFT)
    calm(page, qtbot, settle)
    assert {kept(waiting, settle)[line.id].decision for line in clean} == {"accepted"}
    assert not page.head.take_all.isVisible()
    waiting.undo()
    calm(page, qtbot, settle)
    assert page.head.take_all.isVisible()
    assert all(text(waiting, line) == line.plain[1] for line in clean)


def test_one_measure_at_once(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    head = page.view.rows.lines[0]
    assert isinstance(head, GroupLine)
    page.view.verticalScrollBar().setValue(0)
    buttons = page.view.overlay.at(0)
    assert buttons is not None
    QTest.mouseClick(buttons.buttons[0], LEFT)
    calm(page, qtbot, settle)
    decided = {number for number, proposal in kept(waiting, settle).items() if proposal.decision}
    assert decided == set(head.clean)


@pytest.mark.parametrize("field", ["work", "effect"])
def test_tab_leads_to_the_buttons_of_the_row(
    page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle, field: str
) -> None:
    go(page, "progress")
    line = go(page, field)
    buttons = page.view.buttons_of(line.id)
    assert buttons is not None
    page.view.setFocus()
    QTest.keyClick(page.view, KEY.Key_Tab)
    assert buttons.buttons[0].hasFocus()
    QTest.keyClick(buttons.buttons[0], KEY.Key_Tab)
    assert buttons.buttons[1].hasFocus()
    QTest.keyClick(buttons.buttons[1], KEY.Key_Space)
    if field == "work":
        assert editor(page) is not None
        return
    calm(page, qtbot, settle)
    assert kept(waiting, settle)[line.id].decision == "declined"
    assert page.view.hasFocus()


def test_the_keys_stay_with_the_rows_when_buttons_go(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "effect")
    QTest.keyClick(page.view, KEY.Key_Return)
    buttons = page.view.buttons_of(line.id)
    assert buttons is not None
    assert buttons.buttons[0].hasFocus()
    QTest.keyClick(buttons.buttons[0], KEY.Key_Escape)
    assert page.view.hasFocus()
    QTest.keyClick(page.view, KEY.Key_Return)
    QTest.keyClick(buttons.buttons[0], KEY.Key_D)  # a letter, with the keys at a button
    calm(page, qtbot, settle)
    assert kept(waiting, settle)[line.id].decision == "declined"
    assert page.view.hasFocus()
    other = go(page, "progress")
    QTest.keyClick(page.view, KEY.Key_Return)
    page.jobs.choose(other, "decline")  # decided elsewhere while the keys are at its button
    calm(page, qtbot, settle)
    assert page.view.hasFocus()


def test_tab_comes_to_the_lists_and_to_the_head_too(page: ReviewPage, qapp: QApplication) -> None:
    page.setFocus()
    assert page.view.hasFocus()
    came: list[object] = []
    for _ in range(40):
        at = qapp.focusWidget()
        assert at is not None
        came.append(at)
        QTest.keyClick(at, KEY.Key_Tab)
    wanted = {page.head.take_all, page.head.only_open, page.head.more, page.head.later, page.nav.files.entries, page.nav.groups.entries}
    assert not wanted - set(came)


def test_what_is_taken_back_is_where_the_user_is(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    QTest.keyClick(page.view, KEY.Key_A)
    calm(page, qtbot, settle)
    assert page.view.current is not None
    assert page.view.current.id != line.id
    go(page, "work", 1)
    waiting.undo()
    calm(page, qtbot, settle)
    assert page.view.current is not None
    assert page.view.current.id == line.id


def test_another_department_proposes_something_else(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = row(page, "work")
    other = NewProposal(
        node=line.node, field="work", period=line.period, kind="clean", submitted="別の課の文", as_sent=line.plain[1], before=line.plain[1],
    )
    waiting.ask(lambda document: receive(document, "06_見本課_R5.xlsx", [other]), lambda _: waiting.reread())
    calm(page, qtbot, settle)
    line = row(page, "work")
    assert line.kind == "conflict"
    assert any("別の課の文" in said for said in line.submitted.quiet)
    assert [choice.name for choice in line.choices] == ["accept", "decline", "edit"]


# In other words

def test_in_other_words(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    QTest.keyClick(page.view, KEY.Key_E)
    settle()
    opened = editor(page)
    assert opened is not None
    box = opened.box
    assert isinstance(box, QTextEdit)
    assert box.hasFocus()
    assert opened.text() == line.plain[2]
    assert box.accessibleName() == say.EDIT_NAME.format(field=line.label)
    type_text(box, "以上。")
    compose(box, "ほか")
    QTest.keyClick(box, KEY.Key_Return, CTRL)
    calm(page, qtbot, settle)
    assert editor(page) is None
    assert text(waiting, line).startswith(f"{line.plain[2]}以上。")
    assert kept(waiting, settle)[line.id].decision == "accepted"


def test_letters_in_the_editor_are_text(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "work")
    page.view.open_editor(line)
    opened = editor(page)
    assert opened is not None
    QTest.keyClicks(opened.box, "ad")
    assert opened.text().endswith("ad")
    assert kept(waiting, settle)[line.id].decision == ""


def test_the_editor_grows_with_its_text(page: ReviewPage, settle: Settle) -> None:
    line = go(page, "effect")
    page.view.open_editor(line)
    settle()
    page.view.executeDelayedItemsLayout()
    opened = editor(page)
    assert opened is not None
    before = opened.height()
    type_text(opened.box, "効果。" * 200)
    settle()
    page.view.executeDelayedItemsLayout()
    assert opened.height() > before
    assert opened.box.height() <= opened.height()


def test_esc_gives_up_and_leaving_keeps(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "work")
    page.view.open_editor(line)
    assert page.view.editing.editor is not None
    type_text(page.view.editing.editor.box, "半ば")
    page.commit()
    page.next_open()
    assert kept(waiting, settle)[line.id].decision == ""
    drafts: list[str] = []
    waiting.ask(lambda document: [draft.text for draft in document.drafts.all()], drafts.extend)
    settle()
    assert drafts == [f"{line.plain[2]}半ば"]
    page.view.open_editor(line)
    assert page.view.editing.editor is not None
    assert page.view.editing.editor.text().endswith("半ば")
    QTest.keyClick(page.view.editing.editor.box, KEY.Key_Escape)
    settle()
    assert editor(page) is None
    assert page.view.hasFocus()
    drafts.clear()
    waiting.ask(lambda document: [draft.text for draft in document.drafts.all()], drafts.extend)
    settle()
    assert drafts == []
    page.view.open_editor(line)
    assert page.view.editing.editor is not None
    assert page.view.editing.editor.text() == line.plain[2]


def test_a_text_that_is_refused_stands_in_the_editor_again(
    page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise KnownError("今は書き込めません。")

    failed: list[Exception] = []
    waiting.failed.connect(failed.append)
    line = go(page, "work")
    page.view.open_editor(line)
    assert page.view.editing.editor is not None
    type_text(page.view.editing.editor.box, "直した")
    with monkeypatch.context() as patch:
        patch.setattr(choices, "choose", refuse)
        QTest.mouseClick(page.view.editing.editor.take_button, LEFT)
        calm(page, qtbot, settle)
    assert len(failed) == 1
    assert page.view.editing.editor is not None
    assert page.view.editing.editor.text() == f"{line.plain[2]}直した"
    QTest.keyClick(page.view.editing.editor.box, KEY.Key_Return, CTRL)
    calm(page, qtbot, settle)
    assert editor(page) is None
    assert text(waiting, line) == f"{line.plain[2]}直した"
    drafts: list[object] = []
    waiting.ask(lambda document: document.drafts.all(), drafts.extend)
    settle()
    assert drafts == []


def test_an_empty_text_is_not_taken(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "effect")
    page.view.open_editor(line)
    opened = editor(page)
    assert opened is not None
    assert opened.text() == line.plain[1]  # a blanked field begins with what stands in the plan
    box = opened.box
    assert isinstance(box, QTextEdit)
    box.selectAll()
    QTest.keyClick(box, KEY.Key_Delete)
    QTest.mouseClick(opened.take_button, LEFT)
    assert opened.hint.text() == say.EDIT_EMPTY
    assert kept(waiting, settle)[line.id].decision == ""


# Going about

def test_moving_by_keys_skips_heads(page: ReviewPage) -> None:
    go(page, REMARK)
    QTest.keyClick(page.view, KEY.Key_Down)
    assert page.view.current is not None
    assert (page.view.current.field, page.view.current.group) == ("summary", 1)
    assert page.nav.groups.entries.number == 1
    QTest.keyClick(page.view, KEY.Key_Up)
    assert page.view.current.field == REMARK


def test_next_undecided_goes_through_all_files(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    seen = []
    for _ in range(21):
        assert page.view.current is not None
        seen.append(page.view.current.id)
        page.view.deciding.add(page.view.current.id)
        page.next_open()
        calm(page, qtbot, settle)
        if page.filed is not None and page.filed.number == 2 and len(seen) < 14:
            pytest.fail("left a file before its end")
    assert len(set(seen)) == 21


def test_a_row_higher_than_the_view_is_scrolled_through(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    page.resize(700, 340)
    calm(page, qtbot, settle)
    line = go(page, "work")
    page.view.scrollTo(page.view.currentIndex(), page.view.ScrollHint.PositionAtTop)
    presses = 0
    while page.view.current is not None and page.view.current.id == line.id and presses < 20:
        QTest.keyClick(page.view, KEY.Key_Down)
        presses += 1
    assert 1 < presses < 20


def test_choosing_files_and_measures(page: ReviewPage, qtbot: QtBot, settle: Settle) -> None:
    page.nav.files.entries.setFocus()
    QTest.keyClick(page.nav.files.entries, KEY.Key_Down)
    calm(page, qtbot, settle)
    assert page.filed is not None
    assert page.filed.number == 2
    QTest.keyClick(page.nav.files.entries, KEY.Key_Up)
    calm(page, qtbot, settle)
    page.nav.groups.entries.setFocus()
    QTest.keyClick(page.nav.groups.entries, KEY.Key_Down)
    assert page.view.current is not None
    assert page.view.current.group == 1
    QTest.keyClick(page.nav.groups.entries, KEY.Key_Return)
    assert page.view.hasFocus()


def test_only_what_is_open(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    QTest.keyClick(page.view, KEY.Key_A)
    calm(page, qtbot, settle)
    assert page.view.rows.row_of(line.id) >= 0
    QTest.mouseClick(page.head.only_open, LEFT, pos=QPoint(10, page.head.only_open.height() // 2))
    assert page.view.rows.row_of(line.id) < 0
    page.head.only_open.setChecked(False)
    assert page.view.rows.row_of(line.id) >= 0
    page.hide()
    page.show()
    calm(page, qtbot, settle)
    assert page.view.rows.row_of(line.id) < 0


def test_a_row_opens_on_the_sheet(page: ReviewPage, waiting: Session, qtbot: QtBot) -> None:
    line = go(page, "progress")
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.keyClick(page.view, KEY.Key_O)
    assert waiting.place == Place(line.node, line.period, "progress")
    index = page.view.rows.index(page.view.rows.row_of(line.id))
    with qtbot.waitSignal(page.sheet_wanted):
        QTest.mouseDClick(page.view.viewport(), LEFT, pos=page.view.visualRect(index).topLeft() + QPoint(20, 40))


def test_copying(page: ReviewPage) -> None:
    line = go(page, "progress")
    QTest.keyClick(page.view, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == LONG
    menu = row_menu(page.view, line)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [*(choice.words for choice in line.choices), say.OPEN_ON_SHEET, say.COPY_SUBMITTED, say.COPY_NOW]
    next(a for a in menu.actions() if a.text() == say.COPY_NOW).trigger()
    assert QGuiApplication.clipboard().text() == line.plain[1]
    menu.deleteLater()


def test_to_the_end(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    for _ in range(2):
        assert page.shown is not None
        for line in page.shown.rows:
            page.view.make_choice(line, line.choices[0].name)
        calm(page, qtbot, settle)
        assert page.shown.left == 0
        assert page.foot.text().startswith(say.REST_NONE)
        assert page.head.finish.isEnabled()
        QTest.mouseClick(page.head.finish, LEFT)
        calm(page, qtbot, settle)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.text.text() == say.DONE_TEXT
    waiting.undo()
    calm(page, qtbot, settle)
    assert page.stack.currentWidget() is not page.empty
    assert page.shown is not None
    assert page.shown.left == 1


def test_later_goes_to_the_next_file(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    QTest.mouseClick(page.head.later, LEFT)
    calm(page, qtbot, settle)
    assert page.filed is not None
    assert page.filed.number == 2
    assert not any(proposal.decision for proposal in kept(waiting, settle).values())


def test_taking_back_a_whole_file_leaves_later_edits(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    assert not page.head.undo.isEnabled()
    work, operation = row(page, "work"), row(page, "operation")
    QTest.mouseClick(page.head.take_all, LEFT)
    calm(page, qtbot, settle)
    waiting.enter(Key(work.node, "work", work.period), "後から直した")
    calm(page, qtbot, settle)
    page.head.undo.trigger()
    calm(page, qtbot, settle)
    assert text(waiting, operation) == operation.plain[1]
    assert text(waiting, work) == "後から直した"
    assert row(page, "operation").is_open


def test_an_edit_elsewhere_shows_at_once(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    line = go(page, "work")
    waiting.enter(Key(line.node, "work", line.period), "事務局が直した")
    calm(page, qtbot, settle)
    assert row(page, "work").kind == "conflict"
    assert row(page, "work").plain[1] == "事務局が直した"
    assert page.view.current is not None
    assert page.view.current.id == line.id


def test_a_closed_year_is_not_written(page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle) -> None:
    period, forms = waiting.current, waiting.forms
    assert period is not None
    waiting.edit(lambda document: close_period(document, forms, period, "試験"))
    calm(page, qtbot, settle)
    line = row(page, "work")
    assert [choice.name for choice in line.choices] == ["decline"]
    assert "確定" in line.submitted.warning


def test_reading_only(empty_session: Session, waiting: Session, qtbot: QtBot, settle: Settle, sample_file: Path) -> None:
    session = empty_session
    session.leave()
    settle()
    document = Document.open(sample_file, read_only=True)
    session.adopt(document, session.form_sets.of(document.plan()))
    page = ReviewPage(session)
    qtbot.addWidget(page)
    show_active(qtbot, page)
    settle()
    assert page.foot.text() == say.READ_ONLY
    line = go(page, "work")
    buttons = page.view.buttons_of(line.id)
    assert buttons is not None
    assert not any(button.isEnabled() for button in buttons.buttons)
    QTest.keyClick(page.view, KEY.Key_A)
    assert kept(session, settle)[line.id].decision == ""


def test_nothing_waits(session: Session, qtbot: QtBot, settle: Settle) -> None:
    page = ReviewPage(session)
    qtbot.addWidget(page)
    show_active(qtbot, page)
    settle()
    assert page.stack.currentWidget() is page.empty
    assert page.empty.text.text() == say.NOTHING_TEXT
    with qtbot.waitSignal(page.import_wanted):
        QTest.mouseClick(page.empty.import_, LEFT)


# Looks

def test_every_row_is_said_in_words(page: ReviewPage) -> None:
    line = go(page, "progress")
    said = page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == spoken(line)
    for part in (line.label, say.KINDS["conflict"], LONG, line.plain[1], *(choice.words for choice in line.choices)):
        assert part in said


@pytest.mark.parametrize(("width", "scale"), [(1366, 100), (1024, 100), (1366, 200), (640, 100)])
def test_nothing_lies_over_anything_else(
    page: ReviewPage, waiting: Session, qtbot: QtBot, settle: Settle, width: int, scale: int
) -> None:
    waiting.settings.text_scale = scale
    page.resize(width, 640)
    calm(page, qtbot, settle)
    bottom = 0
    for place in range(len(page.view.rows.lines)):
        rect = page.view.visualRect(page.view.rows.index(place))
        shape = page.view.shape(page.view.rows.lines[place])
        assert rect.height() == shape.height
        assert place == 0 or rect.top() == bottom
        bottom = rect.bottom() + 1
        for layout, at in shape.texts:
            assert at.y() + layout.boundingRect().height() <= shape.height
            widest = max((layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0)
            assert at.x() + widest <= page.view.viewport().width() + 1
        assert shape.act.bottom() <= shape.height
        assert shape.act.right() <= page.view.viewport().width()
    assert page.head.rect().contains(page.head.finish.geometry())


def test_another_theme_is_laid_out_anew(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "work")
    before = page.view.shape(line)
    waiting.settings.theme = "dark"
    settle()
    assert page.view.shape(line) is not before


def test_composing_text_reaches_no_choice(page: ReviewPage, waiting: Session, settle: Settle) -> None:
    line = go(page, "work")
    assert not page.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit(page.view, "あ")
    assert kept(waiting, settle)[line.id].decision == ""
