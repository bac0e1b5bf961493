"""Hours at the window in little time, for test 24: edits, undo, moving about, imports and exports, while the clock jumps.

``python -m tests.ui.safety.soak_child FOLDER SECONDS EDITS IMPORTS EXPORTS`` prints what it measured as one JSON line. The clock is
shifted below everything else, so nothing of the program may be imported before ``shift_clock``.
"""
from __future__ import annotations

import datetime as dt
import gc
import json
import os
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from planeditor.domain.plan import Key
    from planeditor.services.intake.outcome import FileResult
    from planeditor.store.report import ChangeReport
    from planeditor.ui.app import App

_MARK = "soak0000"
_BATCH = 5
"""Files of one import."""
_WARM = 0.25
"""The part of the run after which memory is measured."""
_SEED = 24
_FIELDS = ("work", "progress", "effect")
_shift = dt.timedelta()


class _Shifted(dt.datetime):
    """The time of a clock that was set forward or back."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        return super().now(tz) + _shift


def shift_clock() -> None:
    """From now on the clock can be set by ``set_clock``."""
    real = time.time
    dt.datetime = _Shifted  # type: ignore[misc]
    time.time = lambda: real() + _shift.total_seconds()


def set_clock(by: dt.timedelta) -> None:
    """Set the clock forward, or back."""
    global _shift
    _shift += by


class Sample:
    """Memory, handles and threads of this process."""

    def __init__(self) -> None:
        self.memory = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        self.handles = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        self.threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208


class Soak:
    """The run."""

    def __init__(self, folder: Path, seconds: float, edits: int, imports: int, exports: int) -> None:
        from planeditor.ui.app import App

        self.folder, self.seconds = folder, seconds
        self.edits, self.imports, self.exports = edits, imports, exports
        self.random = random.Random(_SEED)
        self.file = folder / "見本市.plandb"
        self.app: App = App(folder / "window.ini")
        self.samples: list[tuple[float, Sample]] = []
        self.model: dict[Key, str] = {}
        self.taken = self.written = self.entered = 0
        self.faults: list[str] = []

    # The run

    def run(self) -> dict[str, object]:
        """Everything, then what was measured."""
        from planeditor.services.planfiles.creating import create_sample

        create_sample(self.file, "試験").close()
        app = self.app
        app.start([self.file])
        self.wait(lambda: app.window.parts.completed and not app.session.partial and app.session.is_open)
        self.settle()
        app.session.failed.connect(lambda error: self.faults.append(type(error).__name__))
        self.model = dict(app.session.plan.entries)
        self._prepare()
        began = time.monotonic()
        steps = list(self._steps())
        for number, step in enumerate(steps):
            part = number / len(steps)
            step()
            self.settle()
            if number % max(1, len(steps) // 400) == 0:
                self.samples.append((part, Sample()))
            if number == len(steps) // 3:
                set_clock(dt.timedelta(hours=8))
            elif number == len(steps) * 2 // 3:
                set_clock(dt.timedelta(days=-1))
            self._until(began + self.seconds * part)
        gc.collect()
        self.settle()
        self.samples.append((1.0, Sample()))
        return self._measured(time.monotonic() - began)

    def _measured(self, took: float) -> dict[str, object]:
        from planeditor.store.document import Document

        session = self.app.session
        shown = sum(session.plan.entries.get(k) != t for k, t in self.model.items())
        shown += sum(k not in self.model for k in session.plan.entries)
        self.app.window.close()
        self.wait(lambda: not session.is_open)
        self.settle()
        with Document.open(self.file, read_only=True) as document:
            kept, faults = document.plan().entries, document.verify()
        lost = sum(kept.get(k) != t for k, t in self.model.items()) + sum(k not in self.model for k in kept)
        warm = [s for part, s in self.samples if _WARM <= part < _WARM + 0.1]
        last = [s for part, s in self.samples if part >= 0.9]
        halves = [s for part, s in self.samples if part < 0.5], [s for part, s in self.samples if part >= 0.5]
        self.app.hooks.remove()
        self.app.mark.end()
        self.app.runner.finish()
        return {
            "seconds": round(took), "edits": self.entered, "imports": self.taken, "exports": self.written, "lost": lost, "not shown": shown,
            "damage": len(faults), "failed": self.faults, "file": self.file.stat().st_size,
            "memory": [median(s.memory for s in warm), median(s.memory for s in last)],
            "handles": [max(s.handles for s in half) for half in halves],
            "threads": [max(s.threads for s in half) for half in halves],
            "course": [round(s.memory, 1) for _, s in self.samples[:: max(1, len(self.samples) // 40)]],
        }

    def _steps(self) -> Iterator[Callable[[], None]]:
        """Edits with the rest strewn evenly among them."""
        jobs = [*[self._import] * (self.imports // _BATCH), *[self._export] * self.exports]
        self.random.shuffle(jobs)
        every = max(1, self.edits // max(1, len(jobs)))
        for number in range(self.edits):
            if number % every == every - 1 and jobs:
                yield jobs.pop()
            yield self._edit
        yield from jobs

    # What is done

    def _edit(self) -> None:
        from planeditor.ui.place import Place
        from tests.ui.hands import type_text

        session, window = self.app.session, self.app.window
        key, text = self.random.choice(self.places), self._text()
        session.go(Place(key.node, key.period, key.field))
        self.entered += 1
        kind = self.entered % 10
        if kind == 3:
            window.pages.turn(self.random.choice(["fields", "table"]))
            self.settle()
            window.pages.turn("sheet")
        if kind in (0, 5):  # by hand
            window.sheet.setFocus()
            type_text(window.sheet.editor, text)
            window.sheet.commit()
        else:
            session.enter(key, text)
        self.settle()
        self.model[key] = text
        if kind == 7:
            before = dict(self.model)
            session.undo(self._follow)
            self.settle()
            session.redo(self._follow)
            self.settle()
            if self.model != before:
                self.faults.append("undo")

    def _import(self) -> None:
        """Five workbooks come in, and are taken back."""
        from planeditor.ui.importing.job import ImportJob

        results: list[FileResult] = []
        ended: list[bool] = []
        names = [self._workbook(self.taken + n) for n in range(_BATCH)]
        job = ImportJob(self.app.session, self.app.window.parts.jobs, names)
        job.taken.connect(lambda _, result: results.append(result))
        job.finished.connect(lambda: ended.append(True))
        job.looked.connect(lambda _: job.start("clean"))
        job.no_backup.connect(lambda error: self.faults.append(f"backup {type(error).__name__}"))
        job.no_backup.connect(job.go_on)
        job.look()
        self.wait(lambda: bool(ended))
        self.settle()
        for result in results:
            self.taken += result.receipt is not None
            if result.report is not None:
                self._follow(result.report)
        for _ in [r for r in results if r.report is not None and r.report.changes]:
            self.app.session.undo(self._follow)
            self.settle()
        for name in names:
            name.unlink()

    def _export(self) -> None:
        from planeditor.services.paper.exporting import export
        from planeditor.ui.runner import Lane

        session, fonts = self.app.session, self.app.window.parts.jobs.fonts
        target = self.folder / ("出力.pdf" if self.written % 2 else "出力.xlsx")
        plan, forms = session.plan, session.forms

        def done(_: object) -> None:
            self.written += 1

        session.runner.run(Lane.BESIDE, lambda: export(plan, forms, "progress", target, fonts=fonts), done, session.failed.emit)
        self.settle()

    # Helpers

    def _prepare(self) -> None:
        """The threads there will be, the cells to edit, the workbook that comes in again and again with another text."""
        from planeditor.domain.plan import Key
        from planeditor.services.editing.permissions import Lock
        from planeditor.services.paper.exporting import export
        from planeditor.services.paper.order import Selection

        session = self.app.session
        self.app.window.watch.look()  # its thread is there before anything is measured, however long the run takes
        self.settle()
        plan, periods = session.plan, session.plan.period_keys("年度")
        keys = [Key(m.id, f, p) for m in plan.measures[1:] for p in periods for f in _FIELDS]
        self.places = [key for key in keys if session.lock(key) is Lock.OPEN]
        first = plan.measures[0]
        period = next(p for p in reversed(periods) if session.lock(Key(first.id, "effect", p)) is Lock.OPEN)
        key = Key(first.id, "effect", period)
        session.enter(key, _MARK)
        self.settle()
        export(session.plan, session.forms, "progress", self.folder / "原.xlsx", selection=Selection(measures=(first.number,)))
        session.enter(key, "")
        self.settle()
        self.model = dict(session.plan.entries)
        with zipfile.ZipFile(self.folder / "原.xlsx") as book:
            self.parts = {name: book.read(name) for name in book.namelist()}

    def _workbook(self, number: int) -> Path:
        path = self.folder / f"提出{number:04}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, content in self.parts.items():
                book.writestr(name, content.replace(_MARK.encode(), f"soak{number:04}".encode()))
        return path

    def _text(self) -> str:
        words = "計画どおり進めた。", "庁内の調整を行った", "試行を始め、", "利用は12件", "令和5年度に", "見直した。", "（年度末）"
        return f"{self.random.randrange(10**6):06}" + "".join(self.random.choices(words, k=self.random.randrange(1, 12)))

    def _follow(self, report: ChangeReport) -> None:
        for change in report.changes:
            if change.new is None:
                self.model.pop(change.key, None)
            else:
                self.model[change.key] = change.new

    def wait(self, condition: Callable[[], bool], patience: float = 120) -> None:
        """Let the window work until something holds."""
        from PySide6.QtCore import QCoreApplication, QEvent

        end = time.monotonic() + patience
        while not condition():
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.001)

    def settle(self) -> None:
        """Until everything asked for is done and delivered."""
        from PySide6.QtCore import QCoreApplication

        for _ in range(3):
            QCoreApplication.processEvents()
            self.wait(lambda: self.app.runner.idle)

    def _until(self, at: float) -> None:
        self.wait(lambda: time.monotonic() >= at, patience=3600)


def main() -> None:
    """Run, and tell."""
    shift_clock()
    folder, seconds, *counts = sys.argv[1:]
    print(json.dumps(Soak(Path(folder), float(seconds), *map(int, counts)).run()), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
