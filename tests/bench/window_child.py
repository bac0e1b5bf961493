"""One start of a window for ``bench_window``: prints what it measured as one JSON line and ends.

``python -m tests.bench.window_child empty`` shows an empty QMainWindow with a tree, ``… plan FILE`` our window with a plan.
Times are counted from the moment the parent started this process, given in ``BENCH_STARTED`` (monotonic seconds).
"""
from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

AT_REST = 6000
"""Memory is looked at so long after all that was asked for is done, in ms: 点検 runs a moment later by itself, and is over by then."""


def tell(**figures: float) -> None:
    """Print and end at once: what comes after does not count."""
    print(json.dumps(figures), flush=True)
    os._exit(0)


def since_start() -> float:
    """Seconds since the parent started this process."""
    return time.monotonic() - float(os.environ["BENCH_STARTED"])


def resident() -> float:
    """Resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def empty() -> None:
    """An empty QMainWindow with a tree, painted and a key delivered to it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView

    app = QApplication([])
    window = QMainWindow()
    tree = QTreeView()
    window.setCentralWidget(tree)
    window.resize(1366, 768)
    window.show()
    figures: dict[str, float] = {}

    def painted() -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window.repaint()
        QTest.keyClick(tree, Qt.Key.Key_Down)
        figures["ready"] = since_start()
        QTimer.singleShot(AT_REST, lambda: tell(**figures, memory=resident()))

    QTimer.singleShot(0, painted)
    app.exec()


def plan(file: str) -> None:
    """Our window with a plan: the first sheet painted, then a key that moves the chosen cell."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer

    from planeditor.ui.app import App

    app = App(Path(os.environ["BENCH_SETTINGS"]))
    figures: dict[str, float] = {}

    class Watcher(QObject):
        """Sees the first paint of a sheet."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and app.window.sheet.sheet and "painted" not in figures:
                figures["painted"] = since_start()
                QTimer.singleShot(0, press)
            return False

    def press() -> None:
        from PySide6.QtTest import QTest

        sheet = app.window.sheet
        before = app.session.place
        QTest.keyClick(sheet, Qt.Key.Key_Down)
        if app.session.place == before:
            QTest.keyClick(sheet, Qt.Key.Key_Right)
        if app.session.place == before:
            raise SystemExit("the key was not accepted")
        figures["ready"] = since_start()
        wait_until(lambda: app.runner.idle, lambda: QTimer.singleShot(AT_REST, lambda: tell(**figures, memory=resident())))

    def wait_until(condition: Callable[[], bool], then: Callable[[], object]) -> None:
        if condition():
            figures["all"] = since_start()
            then()
        else:
            QTimer.singleShot(5, lambda: wait_until(condition, then))

    watcher = Watcher()
    app.window.sheet.viewport().installEventFilter(watcher)
    app.start([Path(file)])
    app.application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        plan(sys.argv[2])
