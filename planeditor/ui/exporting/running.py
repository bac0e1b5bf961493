"""One export under way: from a snapshot of the plan, beside the window, and what to say of it afterwards."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from planeditor.messages import ui_export as say
from planeditor.services.paper.exporting import export_order
from planeditor.services.paper.filenames import free_name, safe_name
from planeditor.services.paper.order import Order, Written
from planeditor.ui.exporting.marking import marking
from planeditor.ui.exporting.othername import offering
from planeditor.ui.exporting.targets import suggested_folder
from planeditor.ui.progress import Job, Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session


def run_export(
    session: Session, jobs: Jobs, order: Order, target: Path, *,
    replace: bool, done: Callable[[Path], object], failed: Callable[[Exception], object] | None = None,
    stopped: Callable[[], object] | None = None,
) -> Job:
    """Write an order to ``target``, or, unless ``replace``, beside what is there under the next free name; with （案） in its head
    where what it shows is not decided.

    ``done`` gets the file that was written, after the status bar said so. Without ``failed`` a refusal is the session's to
    tell, with another name offered where the target is open elsewhere.
    """
    plan, forms, marked = session.plan, session.forms, marking(session, order)

    def work(progress: Progress) -> Written:
        return export_order(
            plan, forms, marked(), target if replace else free_name(target), fonts=jobs.fonts, progress=progress
        )

    def told(written: Written) -> None:
        path = written.paths[0]
        session.told.emit(
            say.WRITTEN.format(file=path.name, pages=written.pages) + (say.NARROWED if written.narrowed else "")
        )
        done(path)

    def again(other: Path) -> None:
        run_export(session, jobs, order, other, replace=False, done=done)

    failed = failed or offering(session.failed.emit, again)
    return jobs.run(say.JOB.format(kind=say.KINDS[order.kind]), Lane.BESIDE, work, told, failed, stopped)


def suggested_target(session: Session, order: Order) -> Path:
    """Where an export is offered to go: the folder of the settings, else beside the plan, named after plan and form."""
    forms = session.forms
    titles = [forms.forms[n].title if n in forms.forms else n for n in order.forms]
    what = titles[0] if len(titles) == 1 else say.EVERY_FORM
    name = safe_name(f"{session.plan.title} {what} {order.number}".strip(), f".{order.kind}")
    return suggested_folder(session) / name


def open_written(session: Session, path: Path) -> None:
    """Open a file that was written, in the program the system has for it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        session.told.emit(say.CANNOT_OPEN.format(file=path.name))


def choices_after(session: Session, path: Path) -> list[tuple[str, Callable[[], object]]]:
    """What can be done with a file that was written: words and deeds for a bar."""
    return [
        (say.OPEN, lambda: open_written(session, path)),
        (say.OPEN_FOLDER, lambda: open_written(session, path.parent)),
    ]
