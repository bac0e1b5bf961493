"""Faults of the program in the window: whatever way they come, work goes on, nothing is lost, and nothing private is told."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, QTimer, QtMsgType, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import faults as say
from planeditor.store.document import Document
from planeditor.store.lockfile import lock_path
from planeditor.ui.app import App
from planeditor.ui.faults.restarting import start_command
from planeditor.ui.faults.telling import FAULT, FaultDialog
from planeditor.ui.later import later
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from tests.ui.faulty import SECRET, holds, logging_to, reports, running, settle
from tests.ui.hands import type_text


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    with logging_to(tmp_path / "log") as folder:
        yield folder


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path, sample_file: Path, log: Path) -> Iterator[App]:
    with running(qtbot, tmp_path, [sample_file]) as started:
        yield started


def bars(app: App) -> list[str]:
    return [notice.text for notice in app.window.notices.notices if notice.topic == FAULT]


def key_of(app: App) -> Key:
    current = app.session.current
    assert current is not None
    return Key(app.session.plan.measures[1].id, "work", current.key)


def still_edits(app: App, qtbot: QtBot, text: str = "後の文") -> None:
    key = key_of(app)
    app.session.enter(key, text)
    settle(qtbot, app)
    assert app.session.plan.text(*key) == text


def broken() -> None:
    raise RuntimeError(SECRET)


class Raiser(QObject):
    """A slot that raises."""

    @Slot()
    def slot(self) -> None:
        broken()


def in_slot(app: App) -> None:
    raiser = Raiser(app.window)
    later(raiser, 0, raiser.slot)


def in_timer(app: App) -> None:
    later(app.window, 0, broken)


def in_plan_lane(app: App) -> None:
    app.session.ask(lambda _: broken(), lambda _: None)


def in_lane_beside(app: App) -> None:
    app.runner.run(Lane.BESIDE, broken, lambda _: None, app.session.failed.emit)


def in_outcome(app: App) -> None:
    app.runner.run(Lane.BESIDE, lambda: None, lambda _: broken(), app.session.failed.emit)


def in_thread(app: App) -> None:
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()


def out_of_memory(app: App) -> None:
    def work() -> None:
        raise MemoryError(SECRET)

    later(app.window, 0, work)


def in_recursion(app: App) -> None:
    def endless() -> None:
        endless()

    later(app.window, 0, endless)


def in_panic(app: App) -> None:
    class PanicException(BaseException):  # what a library in another language raises
        pass

    def work() -> None:
        raise PanicException(SECRET)

    app.runner.run(Lane.BESIDE, work, lambda _: None, app.session.failed.emit)


WAYS = (in_slot, in_timer, in_plan_lane, in_lane_beside, in_outcome, in_thread, out_of_memory, in_recursion, in_panic)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whatever_way_a_fault_comes_it_is_said_and_work_goes_on(app: App, qtbot: QtBot, log: Path, way: object) -> None:
    assert callable(way)
    still_edits(app, qtbot, "前の文")
    way(app)
    qtbot.waitUntil(lambda: bool(bars(app)))
    settle(qtbot, app)
    [text] = bars(app)
    assert say.SAVED in text
    [report] = reports(log)
    assert next((log / "faults").glob("*.txt")).name in text
    assert "sodegaura" in report
    assert not holds(log, "秘密")
    still_edits(app, qtbot)


def test_a_fault_nobody_can_be_told_of_is_written(app: App, qtbot: QtBot, log: Path) -> None:
    class Broken:
        def __del__(self) -> None:
            broken()

    one = Broken()
    del one
    assert len(reports(log)) == 1
    assert bars(app) == []
    assert not holds(log, "秘密")


def test_a_fault_that_whoever_asked_does_not_care_about_is_written(app: App, qtbot: QtBot, log: Path) -> None:
    def known() -> None:
        raise KnownError("直せることです。")

    for work in (broken, known):
        app.runner.run(Lane.BESIDE, work, lambda _: None, lambda _: None)
    settle(qtbot, app)
    assert len(reports(log)) == 1
    assert bars(app) == []


def test_a_grave_message_of_qt_is_written_without_its_words(app: App, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.hooks, "_before", lambda *_: None)
    app.hooks._qt_said(QtMsgType.QtCriticalMsg, None, SECRET)  # type: ignore[arg-type]
    assert "QtCriticalMsg" in (log / "planeditor.log").read_text("utf-8")
    assert not holds(log, "秘密")


def test_a_fault_while_a_fault_is_said_is_written(
    app: App, qtbot: QtBot, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worse(_: object) -> None:
        raise KeyError(SECRET)

    with monkeypatch.context() as patch:
        patch.setattr(app.window.faults, "show", worse)
        in_timer(app)
        qtbot.waitUntil(lambda: len(reports(log)) == 2)
    still_edits(app, qtbot)


# What is promised


def test_what_is_half_typed_is_kept_before_it_is_promised(app: App, qtbot: QtBot, sample_file: Path) -> None:
    key = key_of(app)
    app.session.go(Place(key.node, key.period, key.field))
    app.window.sheet.setFocus()
    type_text(app.window.sheet.editor, "書きかけの文")
    in_timer(app)
    qtbot.waitUntil(lambda: bool(bars(app)))
    assert say.SAVED_DRAFT in bars(app)[0]
    assert app.window.sheet.editing_text == "書きかけの文", "the user can go on typing"
    with Document.open(sample_file, read_only=True) as document:
        assert [draft.text for draft in document.drafts.all()] == ["書きかけの文"]


def test_nothing_is_promised_that_is_not_so(app: App, qtbot: QtBot, sample_file: Path) -> None:
    key = key_of(app)
    app.session.enter(key, "だめな文\x07")
    settle(qtbot, app)
    in_timer(app)
    qtbot.waitUntil(lambda: bool(bars(app)))
    assert say.NOT_SURE in bars(app)[0]


def test_nothing_is_promised_while_the_file_does_not_answer(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.ui.faults.telling._PATIENCE", 50)
    held = threading.Event()
    app.runner.run(Lane.PLAN, lambda: held.wait(20), lambda _: None, lambda _: None)
    app.session.enter(key_of(app), "まだの文")
    in_timer(app)
    qtbot.waitUntil(lambda: bool(bars(app)))
    assert say.NOT_SURE in bars(app)[0]
    held.set()
    settle(qtbot, app)


def test_without_a_plan_nothing_is_promised(qtbot: QtBot, tmp_path: Path, log: Path) -> None:
    with running(qtbot, tmp_path, []) as app:
        in_timer(app)
        qtbot.waitUntil(lambda: bool(bars(app)))
        assert say.SAVED not in bars(app)[0]
        assert len(reports(log)) == 1


def test_over_a_dialog_it_is_said_in_a_dialog_and_once(app: App, qtbot: QtBot) -> None:
    dialog = QDialog(app.window)
    dialog.open()
    for _ in range(3):
        in_timer(app)
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: bool(app.window.findChildren(FaultDialog)))
    [said] = app.window.findChildren(FaultDialog)
    assert [b.text() for b in said.findChildren(QPushButton)] == [say.GO_ON, say.RESTART, say.OPEN_REPORT]
    next(b for b in said.findChildren(QPushButton) if b.text() == say.GO_ON).click()
    assert dialog.isVisible()
    dialog.close()
    still_edits(app, qtbot)


# Views that do nothing but raise


class BadView(QWidget):
    """Raises at every paint, with a painter begun."""

    paints = 0

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        BadView.paints += 1
        painter = QPainter(self)
        painter.setPen(Qt.GlobalColor.red)
        broken()
        painter.end()


class BadDelegate(QStyledItemDelegate):
    """Raises for every item."""

    paints = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:  # noqa: ARG002
        BadDelegate.paints += 1
        broken()


def test_a_view_that_raises_at_every_frame_is_switched_off(app: App, qtbot: QtBot, log: Path) -> None:
    view = BadView(app.window)
    view.setGeometry(200, 200, 300, 200)
    view.show()
    BadView.paints = 0
    for _ in range(60):
        view.update()
        qtbot.wait(1)
    assert BadView.paints == 3
    assert len(reports(log)) == 1
    assert len(bars(app)) == 1
    assert view.accessibleName() == say.SWITCHED_OFF
    assert not view.grab().toImage().isNull()
    still_edits(app, qtbot)


def test_a_list_whose_items_raise_is_switched_off(app: App, qtbot: QtBot, log: Path) -> None:
    from PySide6.QtCore import QStringListModel

    view = QListView(app.window)
    view.setModel(QStringListModel(["一", "二"], view))
    view.setItemDelegate(BadDelegate(view))
    view.setGeometry(200, 200, 300, 200)
    view.show()
    BadDelegate.paints = 0
    for _ in range(30):
        view.viewport().update()
        qtbot.wait(1)
    assert 0 < BadDelegate.paints < 8
    assert view.accessibleName() == say.SWITCHED_OFF
    still_edits(app, qtbot)


def test_a_model_that_raises_is_switched_off_with_its_view(app: App, qtbot: QtBot, log: Path) -> None:
    from PySide6.QtCore import QAbstractListModel, QPersistentModelIndex

    class BadModel(QAbstractListModel):
        asked = 0

        def rowCount(self, _: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
            return 3

        def data(self, _: QModelIndex | QPersistentModelIndex, _role: int = 0) -> object:
            BadModel.asked += 1
            broken()
            return None

    view = QListView(app.window)
    view.setModel(BadModel(view))
    view.setGeometry(200, 200, 300, 200)
    view.show()
    for _ in range(10):
        view.viewport().update()
        qtbot.wait(1)
    asked = BadModel.asked
    for _ in range(20):
        view.viewport().update()
        qtbot.wait(1)
    assert BadModel.asked == asked
    assert len(reports(log)) <= 3
    still_edits(app, qtbot)


def test_a_timer_that_always_raises_is_said_once(app: App, qtbot: QtBot, log: Path) -> None:
    timer = QTimer(app.window)
    timer.timeout.connect(broken)
    timer.start(0)
    for _ in range(200):
        QCoreApplication.processEvents()
    timer.stop()
    assert len(reports(log)) == 1
    assert len(bars(app)) == 1
    assert len((log / "planeditor.log").read_text("utf-8").splitlines()) == 1


def test_nothing_is_done_later_in_a_way_that_loses_faults() -> None:
    """What ``QTimer.singleShot`` calls raises into nothing, and the exception comes up in whatever runs next."""
    folder = paths.program_root() / "planeditor"
    assert [file.name for file in folder.rglob("*.py") if "QTimer.singleShot(" in file.read_text("utf-8")] == []


# Going on where one was


def child_environment(folder: Path, **more: str) -> dict[str, str]:
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
    return {**os.environ, **places, "PYTHONPATH": str(paths.program_root()), "QT_QPA_PLATFORM": "offscreen", **more}


_CHILD = """
import faulthandler, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from planeditor.domain.plan import Key
from planeditor.ui import app as program
from planeditor.ui.place import Place
from tests.ui.hands import type_text

how, plan, told = sys.argv[1:4]
made = []
Start = program.App.start

def begin(self, files):
    Start(self, files)
    made.append(self)
    QTimer.singleShot(100, self.window, wait)

def wait():
    app = made[0]
    if not app.window.parts.completed or app.session.partial or not app.runner.idle:
        QTimer.singleShot(50, app.window, wait)
    else:
        QTimer.singleShot(700, app.window, act)

def act():
    app = made[0]
    session = app.session
    key = Key(session.plan.measures[3].id, "work", "年度:2022")
    if how == "look":
        texts = "|".join(n.text for n in app.window.notices.notices)
        found = [str(session.path), *session.place, app.window.pages.name, str(session.read_only), texts]
        Path(told).write_text("\\n".join(found), "utf-8")
        app.window.close()
        return
    session.go(Place(key.node, key.period, key.field))
    session.enter(Key(session.plan.measures[0].id, "effect", "年度:2022"), "止まる前の文")
    app.window.sheet.setFocus()
    type_text(app.window.sheet.editor, "書きかけの文")
    QTimer.singleShot(4500, app.window, end)

def end():
    app = made[0]
    if how == "crash":
        def paint(*_):
            faulthandler._sigsegv()
        type(app.window.sheet).paintEvent = paint
        faulthandler._sigsegv()
    elif how == "restart":
        app.restart()
    else:
        print("up", flush=True)

program.App.start = begin
sys.argv[1:] = [plan] if how != "look" or len(sys.argv) > 4 else []
from planeditor.__main__ import main
sys.exit(main())
"""


def start_child(folder: Path, how: str, plan: Path, *more: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-X", "utf8", "-c", _CHILD, how, str(plan), str(folder / "told.txt"), *more]
    return subprocess.Popen(
        command, env=child_environment(folder, **environment), cwd=paths.program_root(), stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("how", ["crash", "kill"])
def test_after_a_crash_the_next_start_goes_on_at_the_same_place(tmp_path: Path, sample_file: Path, how: str) -> None:
    with start_child(tmp_path, how, sample_file) as process:
        if how == "kill":
            assert process.stdout is not None
            assert process.stdout.readline() == "up\n"
            process.kill()
        process.communicate(timeout=60)
        assert process.returncode != 0
    assert lock_path(sample_file).exists()
    with start_child(tmp_path, "look", sample_file) as process:
        process.communicate(timeout=60)
        assert process.returncode == 0
    path, node, period, field, page, read_only, texts = (tmp_path / "told.txt").read_text("utf-8").split("\n")
    with Document.open(sample_file, read_only=True) as document:
        plan = document.plan()
    assert path == str(sample_file)
    assert (node, period, field) == (plan.measures[3].id, "年度:2022", "work")
    assert page == "sheet"
    assert read_only == "False", "the lock of the dead one is not in the way"
    assert say.ENDED_EARLY in texts
    assert "書きかけの欄が 1 か所" in texts
    assert plan.text(plan.measures[0].id, "effect", "年度:2022") == "止まる前の文"
    found = reports(tmp_path / "state" / "planeditor" / "log")
    assert len(found) == 1
    assert (say.CRASHED if how == "crash" else say.KILLED) in found[0]
    assert not holds(tmp_path / "state", "書きかけ")
    with start_child(tmp_path, "look", sample_file) as process:
        process.communicate(timeout=60)
    assert say.ENDED_EARLY not in (tmp_path / "told.txt").read_text("utf-8"), "it is said once"


@pytest.mark.skipif(os.name == "nt", reason="looks at processes as POSIX has them")
def test_a_restart_is_a_new_process_with_the_same_plan(tmp_path: Path, sample_file: Path) -> None:
    with start_child(tmp_path, "restart", sample_file) as process:
        old = process.pid
        process.wait(timeout=60)
        assert process.returncode == 0
    new = holder_pid(sample_file, other=old)
    try:
        command = Path(f"/proc/{new}/cmdline").read_bytes().split(b"\0")
        assert str(sample_file).encode() in command
        assert b"planeditor" in command
        assert os.fsencode(sys.executable) in command
        with Document.open(sample_file, read_only=True) as document:
            plan = document.plan()
        assert plan.text(plan.measures[3].id, "work", "年度:2022") == "書きかけの文", "what was half typed went in first"
    finally:
        os.kill(new, signal.SIGKILL)


def holder_pid(plan: Path, *, other: int) -> int:
    """The process that has the plan now."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) not in (other, os.getpid()):
                try:
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if str(plan).encode() in words and lock_path(plan).exists() and entry.name in lock_path(plan).read_text("utf-8"):
                    return int(entry.name)
        time.sleep(0.1)
    raise AssertionError("nobody has the plan")


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start_command()[1:] == ["-P", "-X", "utf8", "-m", "planeditor"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command() == [sys.executable]


def test_a_restart_waits_for_what_could_not_be_entered(app: App, qtbot: QtBot, sample_file: Path) -> None:
    held = threading.Event()
    app.runner.run(Lane.PLAN, lambda: held.wait(20), lambda _: None, lambda _: None)
    app.session.enter(key_of(app), "だめな文\x07")
    app.restart()
    held.set()
    settle(qtbot, app)
    assert app.session.is_open
    assert app._anew is None
    assert say.NOT_LEFT in [notice.text for notice in app.window.notices.notices]


# A start that fails

_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from planeditor.ui import app as program
Start = program.App.start
def begin(self, files):
    Start(self, files)
    QTimer.singleShot(600, self.window, self.window.close)
program.App.start = begin
exec(sys.argv[1])
sys.argv[1:] = sys.argv[2:]
from planeditor.__main__ import main
sys.exit(main())
"""


def start(folder: Path, prepare: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-c", _START, prepare, *words]
    environment, root = child_environment(folder), paths.program_root()
    return subprocess.run(
        command, env=environment, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )


def sentences(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if "plugin does not support" not in line]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00garbage[[[=\n" * 200, b"[window]\ngeometry=@ByteArray(\\x1)\ntext_scale=x\n", b"\0" * 5000],
    ids=["garbage", "wrong values", "zeros"],
)
def test_settings_that_cannot_be_read_are_not_in_the_way(tmp_path: Path, sample_file: Path, content: bytes) -> None:
    settings = tmp_path / "config" / "planeditor" / "window.ini"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(content)
    done = start(tmp_path, "", str(sample_file))
    assert (done.returncode, sentences(done)) == (0, [])


def test_a_profile_that_cannot_be_written_is_not_in_the_way(tmp_path: Path, sample_file: Path) -> None:
    for name in ("state", "data", "config", "cache"):
        (tmp_path / name).write_text("a file where a folder should be")
    done = start(tmp_path, "", str(sample_file))
    assert (done.returncode, sentences(done)) == (0, [])


@pytest.mark.parametrize("words", [True, False], ids=["plan", "no plan"])
def test_without_form_sets_there_is_a_sentence_or_a_window(tmp_path: Path, sample_file: Path, words: bool) -> None:
    prepare = "from planeditor import paths; paths.forms_folder = lambda: Path('/nowhere/forms')"
    done = start(tmp_path, prepare, *([str(sample_file)] if words else []))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or sentences(done)


@pytest.mark.parametrize(
    "prepare",
    [
        "from planeditor.ui import theme; theme.apply = lambda *_: [][0]",
        "program.MainWindow = lambda *_: 1 / 0",
        "from planeditor.ui import app; app.Runner.__init__ = lambda *_: {}['秘密']",
    ],
)
def test_a_start_that_fails_says_so_with_a_report(tmp_path: Path, prepare: str) -> None:
    done = start(tmp_path, prepare)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    [sentence] = sentences(done)
    assert sentence.startswith(say.NOT_STARTED[:10])
    assert len(reports(tmp_path / "state" / "planeditor" / "log")) == 1
    assert not holds(tmp_path / "state", "秘密")


def test_it_can_be_read(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    """Bar and dialog show all of their words."""
    in_timer(app)
    qtbot.waitUntil(lambda: bool(bars(app)))
    [notice] = [n for n in app.window.notices.notices if n.topic == FAULT]
    assert [b.text() for b in notice.buttons] == [say.GO_ON, say.RESTART, say.OPEN_REPORT]
    for button in notice.buttons:
        assert button.width() >= button.sizeHint().width()
    dialog = FaultDialog(app.window, f"{say.FAULT}{say.SAVED}{say.REPORT.format(file='2026-01-01_101010.txt')}", [(say.GO_ON, broken)])
    dialog.show()
    assert dialog.height() >= dialog.minimumSizeHint().height()
    dialog.close()
    assert QApplication.activeModalWidget() is None
