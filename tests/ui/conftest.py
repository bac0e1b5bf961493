"""What the tests of the window share: the sample city's plan opened in a session, and waiting for the plan lane."""
from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import create_sample
from planeditor.store.document import Document
from planeditor.ui.runner import Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """No window outlives its test: a new style sheet is worked out for every widget there is, hundreds of forgotten ones too."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        for widget in QApplication.topLevelWidgets():
            if widget.parent() is None:
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _unsaved_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written into a plan is kept with the test, not with the user."""
    monkeypatch.setattr(paths, "unsaved_folder", lambda: tmp_path / "unsaved")


@pytest.fixture(scope="session")
def form_sets() -> FormSets:
    """The program's own form sets, read once."""
    return FormSets([paths.forms_folder()])


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "見本市.plandb"
    create_sample(path, "試験").close()
    return path.read_bytes()


@pytest.fixture
def sample_file(tmp_path: Path, _sample: bytes) -> Path:
    """The sample city's plan in a file of its own."""
    path = tmp_path / "見本市.plandb"
    path.write_bytes(_sample)
    return path


@pytest.fixture
def empty_session(qtbot: QtBot, tmp_path: Path, form_sets: FormSets) -> Iterator[Session]:
    """A session with no plan open."""
    runner = Runner()
    session = Session(runner, Settings(tmp_path / "window.ini"), form_sets)
    session.settings.user_name = "試験"
    yield session
    session.leave()
    runner.finish()


@pytest.fixture
def session(empty_session: Session, sample_file: Path) -> Session:
    """A session with the sample plan open for writing."""
    document = Document.open(sample_file, who="試験")
    empty_session.adopt(document, empty_session.form_sets.of(document.plan()))
    return empty_session


@pytest.fixture
def settle(qtbot: QtBot, empty_session: Session) -> Settle:
    """Wait until everything asked for is done and delivered, and what was to be thrown away is gone."""

    def wait() -> None:
        idle = False
        while not idle:
            qtbot.waitUntil(lambda: empty_session.runner.idle, timeout=60_000)
            QCoreApplication.processEvents()  # timers that are due may ask for more
            idle = empty_session.runner.idle
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    return wait
