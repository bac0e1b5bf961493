"""100 files of which 20 are broken, taken in with the window's own job; and 50 imports and 50 requests stopped in the middle.

``python -m tests.bench.bench_many [--quick]`` prints the table. A stopped work must end within a second and leave nothing: no half
file, no row without its whole receipt, no process.
"""
from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from planeditor.domain.errors import KnownError
from planeditor.services.intake.taking import Intake
from planeditor.store.document import Document
from planeditor.ui.importing.dialog import ImportDialog
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.runner import Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from tests.bench.bench_import_stall import Gaps, _wait_until_idle, made_up_plan, workbooks
from tests.bench.measure import HEAD, Row, children_of
from tests.bench.requested import FORMS, departments_plan, fresh, plan_file, request
from tests.hostile import otherformats, packages, sheets

BROKEN = 20
GOOD = 80


def broken(folder: Path, count: int) -> set[str]:
    """Broken files among the good ones; their names."""
    kinds = [k for k in (*packages.kinds(), *sheets.kinds(), *otherformats.kinds()) if k.taken is False]
    names = set()
    for number, kind in enumerate(random.Random(1).sample(kinds, count)):
        path = folder / f"壊れ{number:02}_{Path(kind.name).stem}.xlsx"
        path.write_bytes(kind.data)
        names.add(path.name)
    return names


def taken_in(folder: Path) -> list[Row]:
    """All files by the window's job, and how long its event loop stood still at most."""
    plan = made_up_plan(200)
    books = fresh(folder / "提出")
    workbooks(plan, books, GOOD)
    bad = broken(books, BROKEN)
    document = Document.create(folder / "計画.plandb", plan.entries, name="計画の作成", who="bench")
    session = Session(Runner(), Settings(folder / "window.ini"), FORMS)
    session.adopt(document, FORMS.of(document.plan()))
    session.go(Place(session.plan.measures[0].id))
    _wait_until_idle(session)
    jobs = Jobs(session)
    dialog = ImportDialog(session, jobs, [books])
    dialog.show()
    _wait_until_idle(session)
    loop, gaps = QEventLoop(), Gaps()
    dialog.done_with.connect(loop.quit)
    begun = time.perf_counter()
    gaps.start()
    dialog.start()
    loop.exec()
    gaps.stop()
    seconds = time.perf_counter() - begun
    results = [r for r in dialog.job.results if r is not None]
    refused = {r.file for r in results if r.outcome == "refused"}
    good = sum(r.outcome != "refused" for r in results)
    dialog.close()
    session.leave()
    session.runner.finish()
    named = len(refused & bad)
    stall = f"{max(gaps.gaps):.0f} ms"
    return [
        Row(f"{GOOD + BROKEN} files, {BROKEN} of them broken", f"{good} in", f"{named} named", f"{good}/{named}", f"{GOOD}/{BROKEN}"),
        Row("longest stall of the window meanwhile", stall, f"{seconds:.1f} s in all", stall, "≤ 100 ms"),
    ]


def stopped_imports(folder: Path, rounds: int) -> Row:
    """Imports stopped at a random moment, as the window stops them."""
    plan = made_up_plan(200)
    books = fresh(folder / "止める")
    workbooks(plan, books, 20)
    source = folder / "元.plandb"
    Document.create(source, plan.entries, name="計画の作成", who="bench").close()
    dice, worst, left = random.Random(2), 0.0, 0
    for number in range(rounds):
        own = folder / f"止め{number}.plandb"
        shutil.copyfile(source, own)
        seconds, wrong = _stop_one(own, sorted(books.iterdir()), dice.uniform(0.05, 1.0))
        worst, left = max(worst, seconds), left + wrong
        own.unlink()
    return Row(f"{rounds} imports stopped in the middle", f"{left} left behind", "", f"{worst * 1000:.0f} ms at most", "0; < 1 s")


def _stop_one(file: Path, books: list[Path], after: float) -> tuple[float, int]:
    """Seconds until it has ended, and how many things it left behind."""
    taken = 0
    stop = threading.Event()
    intake = Intake(FORMS, who="bench", accept="clean")

    def work() -> None:
        nonlocal taken
        with Document.open(file, who="bench") as document:
            for path in books:
                try:
                    source = intake.read(path, "sodegaura")
                    if stop.is_set():
                        return
                    intake.take(document, source)
                    taken += 1
                except KnownError:
                    if stop.is_set():
                        return
                    raise

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(after)
    begun = time.perf_counter()
    stop.set()
    intake.cancel()
    thread.join()
    intake.close()
    seconds = time.perf_counter() - begun
    with Document.open(file, read_only=True) as document:
        receipts = {r.number for r in document.receipts.all()}
        orphans = [p for p in document.receipts.proposals() if p.receipt not in receipts]
        problems = document.verify()
    beside = [p for p in file.parent.glob(f"{file.name}*") if p != file and not p.name.endswith(".backups")]
    return seconds, len(orphans) + len(problems) + len(beside) + abs(len(receipts) - taken) + len(children_of(os.getpid()))


class _StoppedError(Exception):
    pass


def stopped_requests(folder: Path, rounds: int) -> Row:
    """Requests stopped at a random moment."""
    file = plan_file(folder / "依頼.plandb", departments_plan(30, 4))
    dice, worst, left = random.Random(3), 0.0, 0
    for number in range(rounds):
        stop = threading.Event()
        target = folder / f"出{number}"
        moment = 0.0

        def progress(_done: int, _all: int, stop: threading.Event = stop) -> None:
            if stop.is_set():
                raise _StoppedError

        def ring(stop: threading.Event = stop) -> None:
            nonlocal moment
            moment = time.perf_counter()
            stop.set()

        timer = threading.Timer(dice.uniform(0.01, 0.6), ring)
        timer.start()
        try:
            request(file, target, ("年度:2025",), progress)
        except _StoppedError:
            worst = max(worst, time.perf_counter() - moment)
            left += len(list(target.glob("*"))) if target.exists() else 0
            with Document.open(file, read_only=True) as document:
                left += len(document.requests.all())
        else:
            raise SystemExit("the request was written before it was stopped")
        finally:
            timer.cancel()
    return Row(f"{rounds} requests stopped in the middle", f"{left} left behind", "", f"{worst * 1000:.0f} ms at most", "0; < 1 s")


def main() -> None:
    """Print the table."""
    rounds = 5 if "--quick" in sys.argv else 50
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*taken_in(folder), stopped_imports(folder, rounds), stopped_requests(folder, rounds)]
    print(HEAD)
    for row in rows:
        print(row)
    app.quit()


if __name__ == "__main__":
    main()
