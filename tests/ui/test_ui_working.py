"""Plans on a share in the window: what is said of the place, a working copy taken, edited and put back."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.domain.plan import Key
from planeditor.messages import working as say
from planeditor.services.working import looking
from planeditor.services.working.notes import CopyNote, leave_note, notes_of
from planeditor.services.working.places import all_copies
from planeditor.store.document import Document
from planeditor.store.location import Kind, Location
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import Notice
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "手元")


@pytest.fixture
def share(tmp_path: Path, sample_file: Path) -> Path:
    folder = tmp_path / "共有"
    folder.mkdir()
    return sample_file.rename(folder / sample_file.name)


@pytest.fixture
def bare(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    window = MainWindow(empty_session, lambda _: "")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


@pytest.fixture
def window(bare: MainWindow, share: Path, settle: Settle) -> MainWindow:
    opened(bare, share, settle)
    return bare


def opened(window: MainWindow, path: Path, settle: Settle) -> None:
    window.opener.open(path)
    settle()
    looked(window, settle)


def looked(window: MainWindow, settle: Settle) -> None:
    window.places.look()
    settle()


def notice(window: MainWindow, topic: str) -> Notice | None:
    return next((n for n in window.notices.notices if n.topic == topic), None)


def press(window: MainWindow, topic: str, word: str) -> None:
    found = notice(window, topic)
    assert found is not None, topic
    next(b for b in found.buttons if b.text() == word).click()


def text_of(window: MainWindow, topic: str) -> str:
    found = notice(window, topic)
    return found.text if found else ""


def work_of(session: Session) -> Key:
    assert session.current is not None
    return Key(session.plan.measures[0].id, "work", session.current.key)


def written(path: Path, key: Key, text: str) -> None:
    with Document.open(path, who="佐藤") as document, document.edit("佐藤の記入", who="佐藤") as edit:
        edit.set(key, text)


def lies(monkeypatch: pytest.MonkeyPatch, kind: Kind, name: str) -> None:
    monkeypatch.setattr(looking, "location_of", lambda _: Location(kind, name))


@pytest.mark.parametrize(("kind", "name", "sentence"), [("share", r"\\server\計画", say.ON_SHARE), ("synced", "OneDrive", say.SYNCED)])
def test_the_place_is_told_once(
    bare: MainWindow, share: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, kind: Kind, name: str, sentence: str
) -> None:
    lies(monkeypatch, kind, name)
    opened(bare, share, settle)
    assert text_of(bare, "place") == sentence.format(name=name)
    bare.files.close_plan()
    settle()
    assert notice(bare, "place") is None, "it goes with the plan"
    opened(bare, share, settle)
    assert notice(bare, "place") is not None, "nobody has said yet that it was understood"
    press(bare, "place", say.UNDERSTOOD)
    looked(bare, settle)
    assert notice(bare, "place") is None
    lies(monkeypatch, "removable", "E:")
    looked(bare, settle)
    assert text_of(bare, "place") == say.REMOVABLE, "another place is told again"


def test_on_a_disk_of_this_terminal_nothing_is_said(window: MainWindow) -> None:
    assert not window.notices.notices
    assert window.actions_["take_working_copy"].isVisible()
    assert not window.actions_["put_back"].isVisible()


def test_a_share_that_does_not_answer_is_not_waited_for(
    bare: MainWindow, share: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies(monkeypatch, "unknown", "")
    opened(bare, share, settle)
    assert not bare.notices.notices


def test_taken_edited_and_put_back(window: MainWindow, share: Path, settle: Settle) -> None:
    session = window.session
    window.working.take_into(paths.working_folder())
    settle()
    looked(window, settle)
    copy = session.path
    assert copy is not None
    assert copy.parent == paths.working_folder()
    assert str(share) in text_of(window, "working_copy")
    assert window.actions_["put_back"].isVisible()
    assert not window.actions_["take_working_copy"].isVisible()
    assert len(notes_of(share)) == 1
    key = work_of(session)
    session.enter(key, "手元での記入")
    press(window, "working_copy", say.BACK)
    settle()
    assert session.path == share
    assert session.plan.text(*key) == "手元での記入"
    assert say.DONE_WHOLE.format(original=share.name) in text_of(window, "put_back")
    assert not copy.exists()
    assert notes_of(share) == []
    looked(window, settle)
    assert notice(window, "working_copy") is None


def test_the_dialog_says_what_it_is_and_takes_the_folder(window: MainWindow, tmp_path: Path, settle: Settle) -> None:
    from planeditor.ui.working.take_dialog import TakeDialog

    window.actions_["take_working_copy"].trigger()
    dialog = window.findChild(TakeDialog)
    assert dialog is not None
    assert dialog.folder.folder == paths.working_folder()
    dialog.folder.choose(str(tmp_path / "自分の所"))
    dialog.go.click()
    settle()
    assert window.session.path is not None
    assert window.session.path.parent == tmp_path / "自分の所"


def test_both_changed_waits_for_a_decision(window: MainWindow, share: Path, settle: Settle) -> None:
    session, key = window.session, work_of(window.session)
    window.working.take_into(paths.working_folder())
    settle()
    session.enter(key, "手元での記入")
    settle()
    written(share, key, "元での記入")
    window.actions_["put_back"].trigger()
    settle()
    assert session.path == share, [n.text for n in window.notices.notices]
    window.parts.waiting.count()
    settle()
    assert session.plan.text(*key) == "元での記入", "nothing is overwritten silently"
    assert window.parts.waiting.total == 1
    press(window, "put_back", say.REVIEW)
    assert window.pages.name == "review"


def test_a_copy_under_way_is_offered(window: MainWindow, share: Path, settle: Settle) -> None:
    window.working.take_into(paths.working_folder())
    settle()
    copy = window.session.path
    opened(window, share, settle)
    assert notice(window, "others_copies") is None, "one's own needs no such note"
    press(window, "working_copy", say.OPEN_COPY)
    settle()
    assert window.session.path == copy


def test_colleagues_are_told(window: MainWindow, share: Path, settle: Settle) -> None:
    leave_note(share, CopyNote("0123456789abcdef", "佐藤", "端末2", "2026-04-01T01:00:00+00:00"))
    looked(window, settle)
    assert "佐藤" in text_of(window, "others_copies")
    assert not window.session.read_only, "it is no lock"
    press(window, "others_copies", say.FORGET_NOTE)
    settle()
    assert notes_of(share) == []


def test_an_original_that_is_away_keeps_the_copy(
    window: MainWindow, share: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    window.working.take_into(paths.working_folder())
    settle()
    copy, key = session.path, work_of(session)
    session.enter(key, "手元での記入")
    moved = share.rename(share.with_name("改名.plandb"))
    window.working.put_back()
    settle()
    assert session.path == copy, "the copy is shown again"
    assert text_of(window, "put_back") == say.ORIGINAL_GONE.format(file=share)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    press(window, "put_back", say.FIND_ORIGINAL)
    settle()
    assert session.path == moved
    assert session.plan.text(*key) == "手元での記入"


def test_an_original_held_by_another_is_named(window: MainWindow, share: Path, settle: Settle) -> None:
    window.working.take_into(paths.working_folder())
    settle()
    with Document.open(share, who="佐藤"):
        window.working.put_back()
        settle()
        assert any("佐藤" in n.text for n in window.notices.notices)
    assert [copy.path for copy in all_copies()] == [window.session.path]
    looked(window, settle)
    assert notice(window, "working_copy") is not None, "the way back stays"


def test_the_look_comes_by_itself(bare: MainWindow, share: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    lies(monkeypatch, "share", r"\\server\計画")
    bare.opener.open(share)
    qtbot.waitUntil(lambda: notice(bare, "place") is not None, timeout=10_000)
    settle()
