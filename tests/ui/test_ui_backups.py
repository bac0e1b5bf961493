"""Backups in the window: the list with what differs, looking at one, putting one back, and those taken while one edits."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.domain.plan import Key
from planeditor.messages import backups as say
from planeditor.services.backups import choices
from planeditor.services.backups.taking import take
from planeditor.services.planfiles.creating import create_sample
from planeditor.store.backup import list_backups
from planeditor.store.document import Document
from planeditor.ui.backups.backups_dialog import BackupsDialog
from planeditor.ui.backups.regular import TOPIC
from planeditor.ui.main_window import MainWindow
from planeditor.ui.options.settings_dialog import SettingsDialog
from planeditor.ui.place import Place
from tests.ui.conftest import Settle
from tests.ui.hands import show_active
from tests.ui.test_ui_main import Make, make, window, work_of  # noqa: F401  # fixtures

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "backup_choices_file", lambda: tmp_path / "config" / "backups.json")


def write(window: MainWindow, settle: Settle, text: str) -> Key:  # noqa: F811
    key = work_of(window)
    window.session.enter(key, text)
    settle()
    return key


def shown(window: MainWindow, settle: Settle) -> BackupsDialog:  # noqa: F811
    window.actions_["restore_backup"].trigger()
    settle()
    return next(d for d in window.findChildren(BackupsDialog) if d.isVisible())


def rows(dialog: BackupsDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(len(say.COLUMNS))] for item in items if item is not None]


def choose(dialog: BackupsDialog, reason: str) -> None:
    place = [row[1] for row in rows(dialog)].index(reason)
    item = dialog.list.topLevelItem(place)
    assert item is not None
    dialog.list.setCurrentItem(item)


def choices_shown(window: MainWindow) -> dict[str, QPushButton]:  # noqa: F811
    return {button.text(): button for notice in window.notices.notices for button in notice.buttons}


def test_the_list_says_what_differs_and_the_likely_one_is_chosen(
    window: MainWindow, sample_file: Path, settle: Settle  # noqa: F811
) -> None:
    take(sample_file, "import")
    write(window, settle, "・後から書いた")
    take(sample_file, "regular")
    dialog = shown(window, settle)
    assert [row[1:2] + row[3:] for row in rows(dialog)] == [
        ["定期", say.SOUND, say.SAME, say.BESIDE], ["取込前", say.SOUND, "記入 1 件（1 施策）", say.BESIDE],
    ]  # fmt: skip
    assert dialog.chosen is not None
    assert dialog.chosen.kept.backup.reason == "取込前"
    assert "作業内容" in dialog.details.text()
    assert dialog.go.isEnabled()
    assert dialog.list.accessibleName() == say.LIST
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    assert dialog.details.text() == say.NOTHING_LOST
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_none_yet(window: MainWindow, settle: Settle) -> None:  # noqa: F811
    dialog = shown(window, settle)
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()
    assert not dialog.go.isEnabled()
    assert not dialog.view.isEnabled()
    QTest.mouseClick(dialog.take, LEFT)
    settle()
    assert [row[1] for row in rows(dialog)] == ["手動"]
    assert not dialog.empty.isVisible()


def test_put_back_with_the_keyboard_the_window_is_where_it_was(
    window: MainWindow, sample_file: Path, settle: Settle, qtbot: QtBot  # noqa: F811
) -> None:
    session = window.session
    take(sample_file, "import")
    before = session.plan.entries.get(work_of(window))
    key = write(window, settle, "・後から書いた")
    there = Place(session.plan.measures[3].id, session.plan.period_keys("年度")[1])
    session.go(there)
    window.pages.turn("table")
    settle()
    told: list[str] = []
    session.told.connect(told.append)
    dialog = shown(window, settle)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.list.setFocus()
    for _ in range(10):
        if dialog.go.hasFocus():
            break
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert dialog.go.hasFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    settle()
    qtbot.waitUntil(lambda: session.is_open and not session.partial)
    settle()
    assert session.plan.entries.get(key) == before
    assert (window.pages.name, session.place[:2]) == ("table", there[:2])
    assert any("戻しました" in text for text in told)
    assert not session.read_only
    assert [b.reason for b in list_backups(sample_file)][:2] == ["復元後", "復元前"]
    dialog = shown(window, settle)
    choose(dialog, "復元前")
    settle()
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    qtbot.waitUntil(lambda: session.is_open and not session.partial)
    settle()
    assert session.plan.entries[key] == "・後から書いた"


def test_looked_at_read_only_and_left_again(window: MainWindow, sample_file: Path, settle: Settle) -> None:  # noqa: F811
    session = window.session
    take(sample_file, "import")
    key = write(window, settle, "・後から書いた")
    dialog = shown(window, settle)
    QTest.mouseClick(dialog.view, LEFT)
    settle()
    assert session.viewing is not None
    assert session.viewing.name.startswith("バックアップ（")
    assert session.plan.entries.get(key) != "・後から書いた"
    assert session.read_only
    dialog = shown(window, settle)
    QTest.mouseClick(dialog.close_button, LEFT)
    session.look_back(None)
    settle()
    assert session.plan.entries[key] == "・後から書いた"


def test_a_damaged_one_is_named_and_cannot_be_chosen(window: MainWindow, sample_file: Path, settle: Settle) -> None:  # noqa: F811
    (backup,) = take(sample_file, "import").written
    backup.write_bytes(backup.read_bytes()[:5000])
    write(window, settle, "・後から書いた")
    dialog = shown(window, settle)
    assert [row[3] for row in rows(dialog)] == [say.UNSOUND]
    assert not dialog.go.isEnabled()
    assert not dialog.view.isEnabled()
    assert "壊れ" in dialog.details.text()


def test_another_plan_is_said_to_be_one(
    window: MainWindow, sample_file: Path, tmp_path: Path, settle: Settle, qtbot: QtBot  # noqa: F811
) -> None:
    other = tmp_path / "別" / sample_file.name
    other.parent.mkdir()
    create_sample(other, "試験").close()
    (backup,) = take(other, "hand").written
    backups = sample_file.with_suffix(".backups")
    backups.mkdir()
    backup.rename(backups / backup.name)
    dialog = shown(window, settle)
    assert [row[4] for row in rows(dialog)] == [say.ANOTHER]
    assert dialog.details.text() == say.OTHER_PLAN_HERE
    plan_id = window.session.plan_id
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    qtbot.waitUntil(lambda: window.session.is_open and not window.session.partial)
    assert window.session.plan_id != plan_id


def test_where_another_writes_it_says_who(make: Make, sample_file: Path, settle: Settle, qtbot: QtBot) -> None:  # noqa: F811
    take(sample_file, "import")
    with Document.open(sample_file, who="乙") as other:
        with other.edit("入力", who="乙") as edit:
            edit.set(Key(other.plan().measures[0].id, "work", "年度:2023"), "・乙が書いた")
        window = make(sample_file)
        dialog = shown(window, settle)
        QTest.mouseClick(dialog.go, LEFT)
        settle()
        qtbot.waitUntil(lambda: window.session.is_open and not window.session.partial)
        settle()
        assert any("乙" in notice.text and "開いています" in notice.text for notice in window.notices.notices)
        assert "・乙が書いた" in window.session.plan.entries.values()


@pytest.mark.parametrize("state", ["missing", "empty", "garbage", "cut"])
def test_a_plan_that_cannot_be_opened_is_offered_its_backups(
    make: Make, sample_file: Path, settle: Settle, qtbot: QtBot, state: str  # noqa: F811
) -> None:
    take(sample_file, "closing")
    sound = sample_file.read_bytes()
    sample_file.unlink()
    if state != "missing":
        sample_file.write_bytes({"empty": b"", "garbage": b"x" * 9000, "cut": sound[:9000]}[state])
    window = make()  # noqa: F811
    window.files.open_path(sample_file)
    qtbot.waitUntil(lambda: say.OFFER in choices_shown(window))
    settle()
    QTest.mouseClick(choices_shown(window)[say.OFFER], LEFT)
    settle()
    dialog = next(d for d in window.findChildren(BackupsDialog) if d.isVisible())
    assert [row[4] for row in rows(dialog)] == [say.UNKNOWN_SHORT]
    QTest.mouseClick(dialog.go, LEFT)
    settle()
    qtbot.waitUntil(lambda: window.session.is_open and not window.session.partial)
    settle()
    assert not window.session.read_only
    assert say.OFFER not in choices_shown(window)
    left = ["閉じる"] if state == "missing" else ["復元後", "復元前", "閉じる"]
    assert [b.reason for b in list_backups(sample_file)] == left


def test_taken_every_half_hour_where_something_changed(window: MainWindow, sample_file: Path, settle: Settle) -> None:  # noqa: F811
    regular = window.backups.regular
    regular.look()
    settle()
    assert list_backups(sample_file) == []
    write(window, settle, "・書いた")
    regular.look()
    regular.look()
    settle()
    regular.look()
    settle()
    assert [b.reason for b in list_backups(sample_file)] == ["定期"]


def test_what_cannot_be_taken_is_said_once(window: MainWindow, sample_file: Path, tmp_path: Path, settle: Settle) -> None:  # noqa: F811
    folder = tmp_path / "控え"
    folder.mkdir()
    choices.keep_in(folder)
    folder.rmdir()
    for text in ("・一", "・二"):
        write(window, settle, text)
        window.backups.regular.look()
        settle()
        assert [n.text for n in window.notices.notices if n.topic == TOPIC] == ([say.AWAY.format(folder=folder)] if text == "・一" else [])
        window.notices.end(TOPIC)
    assert len(list_backups(sample_file)) == 2


def test_the_folder_is_chosen_in_the_settings(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:  # noqa: F811
    folder = tmp_path / "控え"
    folder.mkdir()
    dialog = SettingsDialog(window.session, window)
    show_active(qtbot, dialog)
    field = dialog.fields["backup_folder"]
    line = field.findChild(QLineEdit)
    assert line is not None
    line.setText(str(tmp_path / "ない"))
    line.editingFinished.emit()
    assert "見つかりません" in field.problem.text()  # type: ignore[attr-defined]
    assert choices.choices().keep_in == ""
    line.setText(str(folder))
    line.editingFinished.emit()
    assert choices.choices().keep_in == str(folder)
    assert not field.problem.isVisible()  # type: ignore[attr-defined]
    line.clear()
    line.editingFinished.emit()
    assert choices.choices() == choices.Choices("", (str(folder),))
    dialog.close()
