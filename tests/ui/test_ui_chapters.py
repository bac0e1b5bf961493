"""Chapters and terms in the rest of the window: tree, choice of forms, plain form, export, preview, the panel of terms."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planeditor.domain.blocks import CHAPTER, FLOW, LIST, TEXT, blocks
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID
from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_sheet as say_sheet
from planeditor.services.editing.permissions import Mode
from planeditor.services.paper.choosing import offered_forms, usual_form
from planeditor.services.tree.outline import CHAPTERS
from planeditor.services.tree.writing import chapters
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.glossary import GlossaryPanel
from planeditor.ui.chapters.term_dialog import TermDialog
from planeditor.ui.exporting.dialog import ExportDialog
from planeditor.ui.place import Place
from planeditor.ui.preview.page import PreviewPage
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_dialogs import AskTexts
from planeditor.ui.tree.tree_panel import TreePanel
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text
from tests.ui.sheets import K, chosen, go, key_of, press, shown
from tests.ui.written import add_chapter, add_term, written


@pytest.fixture
def two(session: Session, settle: Settle) -> list[str]:
    """Two chapters behind those of the sample."""
    return [add_chapter(session, settle, "第8章", "すすめ方", "庁内で力を合わせる。"), add_chapter(session, settle, "第9章", "むすび")]


@pytest.fixture
def panel(qtbot: QtBot, session: Session, two: list[str]) -> TreePanel:
    panel = TreePanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    show_active(qtbot, panel)
    panel.view.setFocus()
    return panel


def titles(session: Session) -> list[str]:
    return [n.title for n in chapters(session.plan)]


def choose(panel: TreePanel, row_id: str) -> None:
    panel.view.setCurrentIndex(panel.model.index_of(row_id))


# The tree


def test_chapters_stand_below_the_measures_in_a_group_of_their_own(
    panel: TreePanel, session: Session, two: list[str], qtmodeltester: ModelTester
) -> None:
    last = panel.model.row(panel.model.index(panel.model.rowCount() - 1, 0))
    assert last is not None
    assert (last.id, last.title, [row.node for row in last.children][-2:]) == (CHAPTERS, "本文", two)
    qtmodeltester.check(panel.model, force_py=True)  # type: ignore[no-untyped-call]
    choose(panel, two[0])
    assert session.place.node == two[0]
    session.go(Place(blocks(session.plan, two[0], *FLOW)[0].id, "", TEXT))  # a paragraph of it
    assert panel.view.current is not None
    assert panel.view.current.node == two[0]


def test_a_chapter_is_added_named_numbered_moved_and_deleted(
    panel: TreePanel, session: Session, two: list[str], settle: Settle
) -> None:
    session.set_mode(Mode.REVISION)
    before = titles(session)
    panel.add_chapter()
    dialog = next(d for d in panel.findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, AskTexts)
    assert dialog.lines[0].text() == "第10章"
    dialog.lines[1].setText("資料")
    dialog.accept()
    settle()
    assert titles(session) == [*before, "第10章 資料"]
    (new,) = [n.id for n in chapters(session.plan) if n.name == "資料"]
    assert session.place.node == new
    panel.commands.jobs.rename(new, "資料編")
    settle()
    QTest.keyClick(panel.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    assert titles(session)[-2:] == ["第10章 資料編", "第9章 むすび"]
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    settle()
    assert titles(session) == before
    session.undo()
    settle()
    assert "第10章 資料編" in titles(session)


def test_outside_the_revision_a_chapter_says_why_it_stays(panel: TreePanel, session: Session, two: list[str]) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    choose(panel, two[0])
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert two[0] in [n.id for n in chapters(session.plan)]
    delete = panel.commands.actions.named["delete"]
    assert not delete.isEnabled()
    assert "本文と用語" in delete.toolTip()
    panel.add_chapter()
    assert len(told) == 1
    assert "改定モード" in told[0]


def test_chapters_and_measures_are_not_deleted_together(panel: TreePanel, session: Session, two: list[str]) -> None:
    session.set_mode(Mode.REVISION)
    told: list[str] = []
    session.told.connect(told.append)
    choose(panel, two[0])
    measure = panel.model.index_of(session.plan.measures[0].id)
    panel.view.selectionModel().select(measure, panel.view.selectionModel().SelectionFlag.Select)
    panel.commands.delete()
    assert told
    assert "別に選んで" in told[-1]


def test_the_filter_finds_chapters(panel: TreePanel, two: list[str]) -> None:
    panel.head.filter.setText("すすめ方")
    assert [row.node for row in panel.model.shown.of_nodes(two)] == two[:1]


# Which form is shown


def test_every_set_has_a_form_for_chapters(session: Session) -> None:
    for name in session.form_sets.places:
        forms = session.form_sets.get(name)
        form = usual_form(forms, CHAPTER)
        assert form is not None
        assert form.each == CHAPTER
        common = [n for n in offered_forms(forms) if n in forms.shared and offered_forms(forms)[n].each == CHAPTER]
        own = [n for n, f in forms.forms.items() if n not in forms.shared and f.each == CHAPTER]
        assert not (common and own)


def test_the_form_follows_the_place_and_a_form_goes_where_it_has_something(
    qtbot: QtBot, session: Session, two: list[str]
) -> None:
    page = shown(qtbot, session)
    go(session, key_of(session, "work"))
    session.show_form("plan")
    session.go(Place(two[1]))
    assert session.form.each == CHAPTER
    page.header.forms.menu().aboutToShow.emit()
    assert [a.text() for a in page.header.forms.menu().actions() if a.isChecked()] == [session.form.title]
    session.show_form("progress")
    assert session.node is not None
    assert (session.node.kind, session.form.name) == ("measure", "progress")
    chapter = usual_form(session.forms, CHAPTER)
    assert chapter is not None
    session.show_form(chapter.name)
    assert session.node in chapters(session.plan)
    go(session, key_of(session, "work"))
    assert (session.form.name, chosen(page.view)) == ("progress", key_of(session, "work"))


def test_a_form_without_anything_to_show_invites(qtbot: QtBot, session: Session, settle: Settle) -> None:
    page = shown(qtbot, session)
    go(session, key_of(session, "work"))
    listed = usual_form(session.forms, LIST)
    if listed is None:
        pytest.skip("no form for lists of other plans")
    session.show_form(listed.name)
    assert session.form is listed
    assert page.view._empty.isVisible()
    assert page.view._empty._sentence.text() == say_sheet.EMPTY_OF["list"][0]

    def work(document: Document) -> ChangeReport:
        builder = PlanBuilder(document.plan())
        node = builder.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name="上位の計画")
        builder.add("block", node, {BLOCK_TYPE: "item"}, "1", "窓口を減らす")
        with document.edit("対応先", who="試験") as edit:
            for key, text in builder.entries.items():
                edit.set(key, text)
        return edit.report

    session.edit(work)
    settle()
    assert session.form.each == "measure"  # nothing keeps the measures' sheet from being shown any more
    session.show_form(listed.name)
    assert session.form is listed
    assert not page.view._empty.isVisible()
    session.set_mode(Mode.REVISION)
    assert page.view.sheet is not None
    covers = next(key for key in page.view.sheet.by_key if key.field.startswith("@covers:"))
    go(session, covers)
    type_text(page.view.editor, "○")
    press(qtbot, page.view, K.Key_Return)
    settle()
    assert session.plan.text(*covers) == "○"


# Paper


def pages(path: Path) -> int:
    view = PdfView(path.read_bytes())
    count = len(view.sizes)
    view.close()
    return count


def test_a_chapter_is_exported_as_a_whole(qtbot: QtBot, session: Session, two: list[str], settle: Settle) -> None:
    session.go(Place(blocks(session.plan, two[0], *FLOW)[0].id, "", TEXT))
    dialog = ExportDialog(session, Jobs(session))
    dialog.show()
    assert dialog.forms.names == (session.form.name,)
    assert "章" in dialog.scope.here.text()
    assert str(len(chapters(session.plan))) in dialog.scope.all.text()
    dialog.scope.here.click()
    with qtbot.waitSignal(dialog.written) as done:
        dialog.start()
    assert pages(done.args[0]) == 1
    settle()
    dialog = ExportDialog(session, Jobs(session))
    dialog.show()
    dialog.scope.chosen.click()
    root = dialog.scope.tree.invisibleRootItem()
    assert [root.child(n).text(0) for n in range(root.childCount())] == titles(session)
    root.child(root.childCount() - 1).setCheckState(0, Qt.CheckState.Checked)
    root.child(root.childCount() - 2).setCheckState(0, Qt.CheckState.Checked)
    assert set(dialog.scope.nodes() or ()) == set(two)
    dialog.close()
    settle()


def test_documents_are_offered_and_previewed_with_their_contents(
    qtbot: QtBot, session: Session, two: list[str], settle: Settle
) -> None:
    page = PreviewPage(session, Jobs(session))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    settle()
    assert page.order_bar is not None
    name = next(iter(session.forms.documents))
    page.order_bar.form.choose((name,))
    settle()
    assert page.made is not None
    assert page.made.order.forms == (name,)
    marked = [title for title, _ in page.made.view.bookmarks]
    assert "第8章 すすめ方" in marked
    assert not page.order_bar.excel.isEnabled()
    session.go(Place(two[0]))
    assert page.pages.page == dict(page.made.view.bookmarks)["第8章 すすめ方"]
    page.hide()
    settle()


def test_the_plain_form_of_a_chapter_asks_for_number_and_name(
    qtbot: QtBot, session: Session, two: list[str], settle: Settle
) -> None:
    from planeditor.ui.fields.fields_view import FieldsView

    view = FieldsView(session)
    qtbot.addWidget(view)
    session.go(Place(two[0]))
    view.show()
    settle()
    keys = [row.definition.key for row in view.fields.rows]
    assert keys[:2] == ["@number", "@name"]
    assert TEXT not in keys
    session.go(Place(session.plan.measures[0].id))
    settle()
    assert "work" in [row.definition.key for row in view.fields.rows]


# Terms


@pytest.fixture
def terms_panel(qtbot: QtBot, session: Session, settle: Settle) -> GlossaryPanel:
    add_term(session, settle, "標準化", "そろえること。")
    panel = GlossaryPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    qtbot.waitUntil(lambda: panel.list.items.rowCount() > 0)
    return panel


def open_term(panel: GlossaryPanel) -> TermDialog:
    return next(d for d in panel.findChildren(TermDialog) if d.isVisible())


def test_terms_are_added_edited_and_deleted_beside_the_sheet(
    session: Session, terms_panel: GlossaryPanel, settle: Settle, qtbot: QtBot
) -> None:
    panel = terms_panel
    assert not panel.add.isEnabled()
    assert "改定モード" in panel.add.toolTip()
    session.set_mode(Mode.REVISION)
    qtbot.waitUntil(panel.add.isEnabled)
    before = panel.list.items.rowCount()
    panel.add.click()
    dialog = open_term(panel)
    assert not dialog.go.isEnabled()
    dialog.name.setText("標準化")
    dialog.keep()
    assert dialog.isVisible()
    assert "すでにあります" in dialog.problem.text()
    dialog.name.setText("閉域網")
    dialog.text.setPlainText("外とつながらない網。")
    dialog.keep()
    settle()
    qtbot.waitUntil(lambda: panel.list.items.rowCount() == before + 1)
    assert panel.chosen is not None
    assert panel.chosen.name == "閉域網"
    panel.edit.click()
    dialog = open_term(panel)
    dialog.name.setText("閉じた網")
    dialog.keep()
    settle()
    qtbot.waitUntil(lambda: panel.chosen is not None and panel.chosen.name == "閉じた網")
    panel.out.click()
    settle()
    qtbot.waitUntil(lambda: panel.list.items.rowCount() == before)
    session.undo()
    settle()
    qtbot.waitUntil(lambda: panel.list.items.rowCount() == before + 1)


def test_a_term_is_marked_from_beside_where_the_caret_was(
    qtbot: QtBot, session: Session, terms_panel: GlossaryPanel, settle: Settle
) -> None:
    node = add_chapter(session, settle, "第9章", "むすび", "庁内をすすめる。")
    session.set_mode(Mode.REVISION)
    page = shown(qtbot, session)
    terms_panel.mark_wanted.connect(page.view.writing.mark)
    block = blocks(session.plan, node, *FLOW)[0].id
    session.go(Place(block, "", TEXT))
    page.view.edit()
    page.view.editor.moveCursor(page.view.editor.textCursor().MoveOperation.Start)
    page.view.editor.moveCursor(page.view.editor.textCursor().MoveOperation.NextCharacter)
    page.view.editor.moveCursor(page.view.editor.textCursor().MoveOperation.NextCharacter)
    page.view.commit()  # as when the keys go to the panel
    terms_panel.list.choose(next(item.what for item in terms_panel.list.items.items if item.word == "標準化"))
    terms_panel.mark.click()
    settle()
    assert written(session, node) == [("paragraph", "庁内[^標準化]をすすめる。")]


def test_a_new_term_is_explained_and_marked_from_the_sheet(
    qtbot: QtBot, session: Session, settle: Settle
) -> None:
    node = add_chapter(session, settle, "第9章", "むすび", "閉域網を使う。")
    session.set_mode(Mode.REVISION)
    page = shown(qtbot, session)
    session.go(Place(blocks(session.plan, node, *FLOW)[0].id, "", TEXT))
    page.view.edit()
    cursor = page.view.editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(3, cursor.MoveMode.KeepAnchor)
    page.view.editor.setTextCursor(cursor)
    page.view.writing.term_wanted.emit()
    dialog = next(d for d in page.findChildren(TermDialog) if d.isVisible())
    assert dialog.name.text() == "閉域網"
    dialog.text.setPlainText("外とつながらない網。")
    dialog.keep()
    settle()
    assert written(session, node) == [("paragraph", "閉域網[^閉域網]を使う。")]


def test_walking_through_a_matrix_stays_on_it(qtbot: QtBot, session: Session, settle: Settle) -> None:
    listed = usual_form(session.forms, LIST)
    assert listed is not None

    def work(document: Document) -> ChangeReport:
        builder = PlanBuilder(document.plan())
        node = builder.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name="上位の計画")
        for n in (1, 2):
            builder.add("block", node, {BLOCK_TYPE: "item"}, str(n), f"項目{n}")
        with document.edit("対応先", who="試験") as edit:
            for key, text in builder.entries.items():
                edit.set(key, text)
        return edit.report

    session.edit(work)
    settle()
    page = shown(qtbot, session)
    session.show_form(listed.name)
    sheet = page.view.sheet
    assert sheet is not None
    for _ in range(6):
        press(qtbot, page.view, K.Key_Right)
        assert session.form is listed
    press(qtbot, page.view, K.Key_Down)
    assert page.view.sheet is sheet
    assert page.header.title.text() == "上位の計画"
    go(session, key_of(session, "work"))
    assert session.form.each == "measure"
