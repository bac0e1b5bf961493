"""How long the window's event loop stands still at most while 100 workbooks are taken into an open plan of 1,000 × 5.

``python -m tests.bench.bench_import_stall [--quick] [--window]`` prints one row. A timer of 1 ms runs all the while; its longest
gap is the stall. The plan and the workbooks (the official sheet of one measure each, one text of it new) are made up here.
``--window`` has the whole main window open on the plan, with the import's own list of results.
"""
from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Selection
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.runner import Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from tests.bench.measure import HEAD, Row

FORMS = FormSets()
YEARS = range(2021, 2026)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
AIM_MS = 100


def made_up_plan(measures: int) -> Plan:
    """A plan of that many measures with every yearly text filled in, but for the last year's work."""
    builder = PlanBuilder()
    builder.start("見本市情報化推進計画", "見本市", "sodegaura", [Period("年度", y, y) for y in YEARS])
    for number in range(measures):
        area, place = CIRCLED[number % 10], number // 10 + 1
        fields = {
            DEPARTMENTS: f"見本{number % 30}課", "summary": f"見本の事業{number}の概要です。" * 3, "target": f"目標{number}を達する。",
        }
        node = builder.add("measure", builder.area(area, f"分野{area}"), fields, f"{area}-{place:02}", f"見本の事業{number}")
        for year in YEARS:
            texts = {"planning": "検討", "progress": f"{year}年度は計画通り進めた（{number}）。", "effect": f"{number % 100}%"}
            if year != YEARS[-1]:
                texts["work"] = f"・{year}年度に打合せを{number % 7 + 1}回\n・仕様書を作成\n・説明会を開催"
            for field, text in texts.items():
                builder.set(node, field, text, f"年度:{year}")
    return Plan(builder.entries)


def workbooks(plan: Plan, folder: Path, count: int) -> None:
    """The sheets of some measures as their departments send them back."""
    forms, fonts = FORMS.of(plan), FontBook()
    for measure in plan.measures[:count]:
        change = Change(Key(measure.id, "work", f"年度:{YEARS[-1]}"), None, f"・{measure.number}の運用を開始\n・利用を案内")
        export(
            plan.with_changes([change]), forms, "progress", folder / f"{measure.number}.xlsx",
            selection=Selection(nodes=(measure.id,)), fonts=fonts,
        )


class Gaps:
    """The gaps between the ticks of a timer of 1 ms, in ms."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.busy: list[float] = []
        """Of each gap, how long the window's own thread worked; the rest it waited for its turn."""
        self._last = self._worked = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self.gaps.clear()
        self.busy.clear()
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.busy.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked


def main() -> None:
    """Print the row."""
    count = 20 if "--quick" in sys.argv else 100
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = made_up_plan(1000)
        books = folder / "提出"
        books.mkdir()
        workbooks(plan, books, count)
        file = folder / "計画.plandb"
        document = Document.create(file, plan.entries, name="計画の作成", who="bench")
        session = Session(Runner(), Settings(folder / "window.ini"), FORMS)
        window = _window(session) if "--window" in sys.argv else None
        session.adopt(document, FORMS.of(document.plan()))
        session.go(Place(session.plan.measures[0].id))
        _wait_until_idle(session)
        print(f"{len(plan.entries)} entries, {count} files\n\n{HEAD}")
        print(_import(session, books))
        if window is not None:
            window.hide()
        session.leave()
        session.runner.finish()
    app.quit()


def _window(session: Session) -> QWidget:
    from planeditor.ui import theme
    from planeditor.ui.main_window import MainWindow

    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, session.settings, session.fonts)
    window = MainWindow(session, str)
    window.resize(1366, 768)
    window.show()
    return window


def _wait_until_idle(session: Session) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(200)
    timer.timeout.connect(lambda: loop.exit() if session.runner.idle else None)
    timer.start()
    loop.exec()


def _import(session: Session, books: Path) -> Row:
    jobs = Jobs(session)
    errors: list[Exception] = []
    session.failed.connect(errors.append)
    dialog = ImportDialog(session, jobs, [books])
    dialog.show()
    _wait_until_idle(session)
    loop, gaps = QEventLoop(), Gaps()
    dialog.done_with.connect(loop.quit)
    started = time.perf_counter()
    gaps.start()
    dialog.start()
    loop.exec()
    gaps.stop()
    seconds = time.perf_counter() - started
    results = [r for r in dialog.job.results if r is not None]
    if errors or any(r.outcome != "imported" for r in results):
        raise SystemExit(f"import: {errors} {[(r.file, r.outcome, r.message) for r in results if r.outcome != 'imported'][:3]}")
    dialog.close()
    worst = sorted(gaps.gaps)[-3:]
    print(f"{seconds:.1f} s, longest gaps {', '.join(f'{g:.0f}' for g in reversed(worst))} ms", file=sys.stderr)
    stall = f"{max(gaps.gaps):.0f} ms"
    return Row(f"longest stall while {len(results)} files are taken in", stall, f"{seconds:.1f} s in all", stall, f"≤ {AIM_MS} ms")


if __name__ == "__main__":
    main()
