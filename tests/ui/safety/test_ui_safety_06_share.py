"""6: the window on a share or in a synchronised folder: the notice is shown, and a working copy goes and comes back by clicks."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.domain.plan import Key
from planeditor.messages import working as say
from planeditor.store.location import location_of
from planeditor.store.walfile import is_wal, wal_of
from planeditor.ui.main_window import MainWindow
from planeditor.ui.session import Session
from planeditor.ui.working.take_dialog import TakeDialog
from tests.safety.shares import as_share
from tests.safetytable import Figures
from tests.ui.conftest import Settle


@pytest.fixture
def window(
    qtbot: QtBot, empty_session: Session, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "手元")
    window = MainWindow(empty_session, lambda _: "")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)
    settle()
    window.deleteLater()


def told(window: MainWindow, topic: str, settle: Settle) -> str:
    window.places.look()
    settle()
    return next((n.text for n in window.notices.notices if n.topic == topic), "")


def press(window: MainWindow, topic: str, word: str, settle: Settle) -> None:
    found = next(n for n in window.notices.notices if n.topic == topic)
    next(b for b in found.buttons if b.text() == word).click()
    settle()


@pytest.mark.parametrize(("place", "sentence"), [("share", say.ON_SHARE), ("synced", say.SYNCED)])
def test_the_notice_and_the_way_there_and_back(
    window: MainWindow, sample_file: Path, settle: Settle, figure: Figures, tmp_path: Path, place: str, sentence: str
) -> None:
    session, seen = window.session, 0
    folder = tmp_path / ("共有" if place == "share" else "OneDrive - 見本市")
    folder.mkdir()
    plan = sample_file.rename(folder / sample_file.name)

    def look(*_: object) -> None:
        nonlocal seen
        seen += is_wal(plan) or wal_of(plan).exists()

    with as_share(folder) if place == "share" else as_share(tmp_path / "別"):
        window.opener.open(plan)
        settle()
        shown = told(window, "place", settle) == sentence.format(name=location_of(plan).name)
        look()
        press(window, "place", say.TAKE, settle)
        dialog = window.findChild(TakeDialog)
        assert dialog is not None
        dialog.go.click()
        settle()
        copy = session.path
        assert copy is not None
        assert location_of(copy).kind == "local"
        assert session.current is not None
        key = Key(session.plan.measures[0].id, "work", session.current.key)
        session.enter(key, "手元での記入")
        settle()
        assert str(plan) in told(window, "working_copy", settle)
        press(window, "working_copy", say.BACK, settle)
        look()
        came_back = session.path == plan and session.plan.text(*key) == "手元での記入"
        kept = told(window, "place", settle) == sentence.format(name=location_of(plan).name)
    figure(
        6, f"notice shown {shown + kept} of 2; put back by the window {int(came_back)} of 1; WAL used {seen} of 2 looks",
        what=f"in the window: {place}", passed=shown and kept and came_back and not seen,
    )  # fmt: skip
    assert shown
    assert came_back
    assert kept, "not understood yet, so told again"
    assert not seen
