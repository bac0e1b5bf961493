"""The figures of the window, on a plan of 1,000 measures and 5 years.

``python -m tests.bench.bench_window`` prints the table. It runs under ``QT_QPA_PLATFORM=offscreen`` unless that is set
otherwise, and needs the real plans beside the project. Process starts are taken in turn with an empty window's.
"""
from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from planeditor.domain.folding import folded, needle
from planeditor.domain.plan import Key
from planeditor.services.editing import entering
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from tests.bench.measure import HEAD, Row
from tests.plans import load_seed, progress_plan

if TYPE_CHECKING:
    from planeditor.ui.app import App

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PLANEDITOR_SHARED") or ROOT.parent / "shared")
COPIES = 72
"""14 sheets so often: 1,008 measures."""
STARTS = 9
CLICKS = 300
EDITS = 100
QUERIES = 200
_SEARCHED = ("@number", "@name", "@departments")
FRAME = 1 / 60


def start(folder: Path, *arguments: str) -> dict[str, float]:
    """What one start of a window measured."""
    # As installed: with compiled modules, which a first start writes.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "BENCH_SETTINGS": str(folder / "window.ini"),
        "BENCH_STARTED": str(time.monotonic()),
    }
    command = [sys.executable, "-m", "tests.bench.window_child", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def starts(folder: Path, plan: Path) -> list[Row]:
    """Process start to the first sheet and a key, and memory."""
    start(folder, "empty"), start(folder, "plan", str(plan))
    ours, empty = [], []
    for _ in range(STARTS):
        ours.append(start(folder, "plan", str(plan)))
        empty.append(start(folder, "empty"))
    ready, bare = (statistics.median(f["ready"] for f in figures) for figures in (ours, empty))
    ratio = statistics.median(a["ready"] / b["ready"] for a, b in zip(ours, empty, strict=True))
    memory, least = (statistics.median(f["memory"] for f in figures) for figures in (ours, empty))
    return [
        Row("start to first sheet and key", f"{ready:.3f} s", f"{bare:.3f} s", f"{ratio:.2f}×", "≤ 3.5×"),
        Row("memory after opening", f"{memory:.0f} MB", f"{least:.0f} MB", f"+{memory - least:.0f} MB", "≤ +80 MB"),
    ]


def inside(folder: Path, plan: Path) -> list[Row]:
    """Clicks and edits in one running window."""
    from PySide6.QtWidgets import QApplication

    from planeditor.ui.app import App
    from planeditor.ui.finding.index_keeper import IndexKeeper

    app = App(folder / "inside.ini")
    app.start([plan])

    def until(condition: Callable[[], bool]) -> None:
        while not condition():
            QApplication.processEvents()

    until(lambda: app.window.sheet.sheet is not None and app.runner.idle)
    until(lambda: app.window.parts.completed and IndexKeeper.of(app.session).complete)
    rows = [clicks(app, until), searches(app), durable(app, plan, until)]
    app.window.close()
    until(lambda: app.runner.idle)
    app.runner.finish()
    return rows


def clicks(app: App, until: Callable[[Callable[[], bool]], None]) -> Row:
    """A click in the tree until its sheet is painted."""
    from PySide6.QtCore import QEvent, QObject, QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window = app.window
    sheet, tree = window.sheet, window.tree.view
    painted: list[str] = []

    class Watcher(QObject):
        """Sees the sheet painted."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                painted.append(sheet.sheet.root if sheet.sheet else "")
            return False

    watcher = Watcher()
    sheet.viewport().installEventFilter(watcher)
    model = tree.model()
    tree.expandToDepth(0)
    areas = [model.index(row, 0) for row in range(model.rowCount())]
    measures = [model.index(row, 0, area) for area in areas for row in range(model.rowCount(area))]
    times = []
    for index in random.Random(1).sample(measures, min(CLICKS, len(measures))):
        tree.scrollTo(index)
        until(lambda: app.runner.idle)
        for _ in range(5):
            QApplication.processEvents()
        place: QPoint = tree.visualRect(index).center()
        painted.clear()
        began = time.perf_counter()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        while app.session.place.node not in painted:
            QApplication.processEvents()
        times.append(time.perf_counter() - began)
    times.sort()
    median, late = statistics.median(times), times[int(len(times) * 0.99)]
    frames = f"{median / FRAME:.2f} / {late / FRAME:.2f} frames"
    measured = f"{median * 1000:.1f} / {late * 1000:.1f} ms"
    return Row("click in the tree to sheet painted, median / p99", measured, "16.7 ms", frames, "≤ 1 / ≤ 3")


def searches(app: App) -> Row:
    """Text arriving in the search box until the hits are shown, for random pieces of the plan's texts; each with the hits of a
    plain scan over the folded texts."""
    from PySide6.QtWidgets import QApplication

    from tests.ui.hands import commit

    plan, box, model = app.session.plan, app.window.parts.search_box, app.window.parts.search.model
    texts = {k: folded(t) for k, t in plan.entries.items() if not k.field.startswith("@") or k.field in _SEARCHED}
    chance = random.Random(3)
    sources = [t for t in plan.entries.values() if len(t) > 6]
    box.begin()
    ours, plain, missed = [], [], 0
    for _ in range(QUERIES):
        text, length = chance.choice(sources), chance.randint(1, 6)
        place = chance.randrange(len(text) - length + 1)
        query = text[place : place + length].strip()
        if not needle(query):
            continue
        box.clear()
        QApplication.processEvents()
        began = time.perf_counter()
        commit(box, query)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        wanted = needle(query)
        hits = {key for key, folded_text in texts.items() if wanted in folded_text and app.session.plan.node(key.node)}
        plain.append(time.perf_counter() - began)
        missed += model.hits.total != len(hits)
        QApplication.processEvents()
    box.clear()
    median, worst = statistics.median(ours), max(ours)
    print(f"queries: {len(ours)}, with other hits than the plain scan: {missed}", file=sys.stderr)
    measured = f"{median * 1000:.1f} / {worst * 1000:.1f} ms"
    scan = f"plain scan {statistics.median(plain) * 1000:.1f} ms"
    same = f"{missed} differ" if missed else "all the same"
    return Row("key press in the search box to hits, median / longest", measured, scan, same, "all the same, ≤ 30 ms")


def durable(app: App, plan: Path, until: Callable[[Callable[[], bool]], None]) -> Row:
    """Leaving a cell until the edit is durable, against a bare commit of one row in the same folder."""
    session = app.session
    bare_file = plan.with_name("bare.db")
    bare = sqlite3.connect(bare_file, isolation_level=None)
    bare.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT);")
    bare.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 60) for n in range(35_000)])
    durable_at: list[float] = []
    enter = entering.enter

    def timed_enter(*arguments: Any, **named: Any) -> ChangeReport:
        report = enter(*arguments, **named)
        durable_at.append(time.perf_counter())
        return report

    entering.enter = timed_enter
    measures = session.plan.measures
    ours, other = [], []
    for number in range(EDITS):
        key = Key(measures[number * 7 % len(measures)].id, "work", session.plan.period_keys("年度")[0])
        durable_at.clear()
        began = time.perf_counter()
        session.enter(key, f"・{number} 回目の編集")
        until(lambda: app.runner.idle)
        ours.append(durable_at[0] - began)
        began = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE t SET text = ? WHERE id = ?", (f"・{number} 回目の編集", number * 7))
        bare.execute("COMMIT")
        other.append(time.perf_counter() - began)
    entering.enter = enter
    bare.close()
    a, b = statistics.median(ours), statistics.median(other)
    return Row("leaving a cell to durable", f"{a * 1000:.1f} ms", f"{b * 1000:.1f} ms", f"{a / b:.2f}×", "≤ 2×")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "計画.plandb"
        content = progress_plan(load_seed(SHARED, "sodegaura_progress")["sheets"], copies=COPIES)
        Document.create(plan, content.entries, name="bench", who="bench").close()
        print(HEAD)
        for row in (*starts(folder, plan), *inside(folder, plan)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
