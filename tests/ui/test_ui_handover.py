"""引継ぎの一覧 and このプログラムについて in the window."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

import planeditor
from planeditor.domain.days import today
from planeditor.domain.findings import Finding
from planeditor.messages import handover as say_list
from planeditor.messages import ui_handover as say
from planeditor.services.about import about
from planeditor.services.handover.notes import note_key
from planeditor.ui.about import AboutDialog
from planeditor.ui.comparing.preview_dialog import PagesDialog
from planeditor.ui.handover.handover_dialog import HandoverDialog
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.hands import show_active, type_text


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settle: Settle) -> Iterator[HandoverDialog]:
    measures = session.plan.measures
    findings = [Finding("rule", "error", "直してください。", measures[2].id), Finding("rule", "warning", "見てください。", measures[3].id)]
    dialog = HandoverDialog(session, Jobs(session), lambda: findings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    settle()
    yield dialog
    dialog.done(0)
    settle()


def rows(dialog: HandoverDialog, head: str) -> dict[str, QTreeWidgetItem]:
    """The rows below a head, by their first cell."""
    tops = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    top = next(item for item in tops if item is not None and item.text(0) == head)
    return {top.child(n).text(0): top.child(n) for n in range(top.childCount())}


def test_it_is_filled_from_the_history(dialog: HandoverDialog, session: Session) -> None:
    months, day = rows(dialog, say_list.MONTHS), today()
    assert len(months) == 12
    now = next(item for item in months.values() if item.childCount())
    assert now.child(0).text(0) == say_list.DAY.format(month=day.month, day=day.day)
    assert now.isExpanded()
    assert rows(dialog, say_list.PLACES)[say_list.PLACE_KINDS["plan"]].text(1) == str(session.path)
    assert rows(dialog, say_list.OPEN)[say_list.OPEN_KINDS["findings"]].childCount() == 2


def test_what_was_handed_over_is_ticked_and_can_be_undone(dialog: HandoverDialog, session: Session, settle: Settle) -> None:
    total = len(dialog.found.items) if dialog.found else 0
    dialog.tree.setCurrentItem(rows(dialog, say_list.PLACES)[say_list.PLACE_KINDS["backups"]])
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    settle()
    assert dialog.found is not None
    assert dialog.found.ticks == {"place:backups"}
    assert dialog.counts.text() == say.COUNTS.format(done=1, all=total)
    assert dialog.tree.currentItem().text(0) == say_list.PLACE_KINDS["backups"], "the place in the list is kept"
    assert session.undo_name == say_list.GROUP_TICK.format(item=say_list.PLACE_KINDS["backups"])
    QTest.keySequence(dialog, QKeySequence.StandardKey.Undo)
    settle()
    assert dialog.found.ticks == frozenset()
    assert rows(dialog, say_list.PLACES)[say_list.PLACE_KINDS["backups"]].checkState(0) is Qt.CheckState.Unchecked


def test_enter_goes_to_the_place(dialog: HandoverDialog, session: Session, qtbot: QtBot) -> None:
    item = rows(dialog, say_list.OPEN)[say_list.OPEN_KINDS["findings"]]
    dialog.tree.setCurrentItem(item.child(1))
    with qtbot.waitSignal(dialog.sheet_wanted):
        QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert session.place.node == session.plan.measures[3].id


def test_notes_are_kept_when_the_box_is_left(dialog: HandoverDialog, session: Session, settle: Settle) -> None:
    dialog.tabs.setCurrentIndex(1)
    box = dialog.notes.boxes["promises"]
    box.setFocus()
    type_text(box, "来年度に予算を要求する。")
    dialog.notes.boxes["care"].setFocus()
    settle()
    key = note_key("promises")
    assert session.plan.text(*key) == "来年度に予算を要求する。"
    assert session.undo_name == say_list.GROUP_NOTE.format(head=say_list.NOTE_KINDS["promises"])


def test_what_is_half_typed_is_entered_when_the_window_goes(dialog: HandoverDialog, session: Session, settle: Settle) -> None:
    dialog.tabs.setCurrentIndex(1)
    box = dialog.notes.boxes["people"]
    box.setFocus()
    type_text(box, "財政課")
    dialog.done(0)
    settle()
    assert session.plan.text(*note_key("people")) == "財政課"


def test_the_paper_is_shown_and_written_with_the_notes(
    dialog: HandoverDialog, session: Session, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.notes.boxes["care"].setFocus()
    type_text(dialog.notes.boxes["care"], "早めに")
    dialog.buttons.preview.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PagesDialog)), timeout=20_000)
    settle()
    target, found = tmp_path / "引継ぎ.xlsx", dialog.found
    assert found is not None
    assert found.notes["care"] == "早めに"
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.paper.write(found, "xlsx", str(target))
    cells = [str(c.value) for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for c in row if c.value]
    assert "早めに" in cells
    assert say_list.HOUSE_ONLY in cells
    for shown in dialog.findChildren(PagesDialog):
        shown.close()
    settle()


def test_read_only_nothing_can_be_written(
    dialog: HandoverDialog, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(session), "read_only", property(lambda _: True))
    session.access_changed.emit()
    settle()
    item = rows(dialog, say_list.PLACES)[say_list.PLACE_KINDS["plan"]]
    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert dialog.notes.boxes["care"].isReadOnly()
    assert dialog.buttons.pdf.isEnabled()


def test_about_tells_versions_parts_and_folders_and_copies_them(qtbot: QtBot) -> None:
    found = about()
    dialog = AboutDialog(found)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    assert planeditor.__version__ in dialog.head.text()
    names = {dialog.parts.topLevelItem(n).text(0) for n in range(dialog.parts.topLevelItemCount())}  # type: ignore[union-attr]
    assert {"PySide6-Essentials", "openpyxl", "SQLite", "BIZ UDGothic"} <= names
    assert all(part.version and part.licence for part in found.parts if part.name != "BIZ UDGothic")
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert all(text in copied for _, text in found.facts)
    assert "PySide6-Essentials 6.9.3（LGPL-3.0）" in copied
