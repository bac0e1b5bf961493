"""Work beside the window never holds the last reference to what belongs to the window's thread."""
from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planeditor.ui.runner import Lane, Runner


def test_what_the_work_refers_to_dies_on_the_windows_thread(qtbot: QtBot) -> None:
    runner = Runner()
    died: list[str] = []

    class Bearer:
        """Stands for a widget that only the work refers to."""

        def __del__(self) -> None:
            died.append(threading.current_thread().name)

    def ask() -> None:
        for error in (None, ValueError("x")):
            bearer = Bearer()

            def work(bearer: Bearer = bearer, error: ValueError | None = error) -> None:
                assert isinstance(bearer, Bearer)
                if error is not None:
                    raise error

            for lane in Lane:
                runner.run(lane, work, lambda _, bearer=bearer: bearer, lambda _, bearer=bearer: bearer)  # type: ignore[misc]

    for _ in range(30):
        ask()
    qtbot.waitUntil(lambda: runner.idle)
    gc.collect()
    runner.finish()
    assert len(died) == 60
    assert set(died) == {threading.main_thread().name}


def test_garbage_with_widgets_in_it_is_not_collected_beside(qtbot: QtBot) -> None:
    runner = Runner()
    label = QLabel("x")
    seen = weakref.ref(label)
    label.setProperty("cycle", [label])
    label.cycle = label  # type: ignore[attr-defined]
    del label

    def make_garbage() -> None:
        for _ in range(50_000):
            cell: list[object] = []
            cell.append(cell)

    assert not gc.isenabled()
    runner.run(Lane.BESIDE, make_garbage, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: runner.idle)
    assert seen() is not None
    runner.finish()
    assert gc.isenabled()
    gc.collect()
