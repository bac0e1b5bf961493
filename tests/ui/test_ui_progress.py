"""The bar of long work: late to come, stopped by button and key, and nothing half done is told."""
from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_progress as say
from planeditor.ui.progress import Jobs, Progress, ProgressBar
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


class Work:
    """Work in ten steps that waits to be let go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.began = threading.Event()
        self.steps = 0

    def __call__(self, progress: Progress) -> int:
        for step in range(1, 11):
            self.began.set()
            if step > 3:
                self.go.wait(5)
            progress(step, 10)
            self.steps = step
        return self.steps


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def bar(qtbot: QtBot, jobs: Jobs) -> Iterator[ProgressBar]:
    widget = ProgressBar(jobs)
    holder = QLabel()
    qtbot.addWidget(holder)
    widget.setParent(holder)
    holder.resize(600, 60)
    holder.show()
    yield widget  # noqa: PT022  # the holder lives as long


def test_the_bar_comes_late_tells_how_far_and_goes(qtbot: QtBot, jobs: Jobs, bar: ProgressBar) -> None:
    work, results = Work(), list[int]()
    jobs.run("書き出しています", Lane.BESIDE, work, results.append)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: bar.bar.value() == 3)
    assert (bar.label.text(), bar.bar.maximum()) == ("書き出しています", 10)
    work.go.set()
    qtbot.waitUntil(lambda: results == [10])
    assert not bar.isVisible()


def test_quick_work_shows_no_bar(qtbot: QtBot, jobs: Jobs, bar: ProgressBar, settle: Settle) -> None:
    results: list[str] = []
    jobs.run("速い", Lane.BESIDE, lambda _: "済", results.append)
    settle()
    assert results == ["済"]
    assert not bar.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_stopping(qtbot: QtBot, session: Session, jobs: Jobs, bar: ProgressBar, settle: Settle, by_key: bool) -> None:
    work, told, ended = Work(), list[str](), list[str]()
    session.told.connect(told.append)
    jobs.run("計算", Lane.BESIDE, work, lambda _: ended.append("done"), stopped=lambda: ended.append("stopped"))
    qtbot.waitUntil(bar.isVisible)
    if by_key:
        QTest.keyClick(bar.button, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert bar.label.text() == say.STOPPING
    assert not bar.button.isEnabled()
    work.go.set()
    settle()
    assert ended == ["stopped"]
    assert told == [say.STOPPED.format(title="計算")]
    assert work.steps == 3
    assert not bar.isVisible()


def test_a_job_stopped_before_its_turn_never_begins(qtbot: QtBot, jobs: Jobs, settle: Settle) -> None:
    first, second, ended = Work(), Work(), list[str]()
    jobs.run("前", Lane.BESIDE, first, lambda _: ended.append("first"))
    waiting = jobs.run("後", Lane.BESIDE, second, lambda _: ended.append("second"), stopped=lambda: ended.append("stopped"))
    waiting.stop()
    first.go.set()
    settle()
    assert ended == ["first", "stopped"]
    assert not second.began.is_set()


def test_nobody_waits_for_a_job_of_a_plan_that_was_left(qtbot: QtBot, session: Session, jobs: Jobs, settle: Settle) -> None:
    work, ended = Work(), list[object]()
    jobs.run("計算", Lane.BESIDE, work, ended.append, ended.append, lambda: ended.append("stopped"))
    assert work.began.wait(5)
    session.leave()
    work.go.set()
    settle()
    assert ended == []
    assert jobs.shown is None
    assert work.steps < 10


def test_a_fault_goes_to_who_asked(qtbot: QtBot, jobs: Jobs, settle: Settle) -> None:
    errors: list[Exception] = []

    def fail(_: Progress) -> None:
        raise ValueError("試験")

    jobs.run("計算", Lane.BESIDE, fail, lambda _: None, errors.append)
    settle()
    assert [str(error) for error in errors] == ["試験"]
