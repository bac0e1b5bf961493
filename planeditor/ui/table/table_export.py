"""The table as shown, written to a workbook or a PDF beside the window."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from planeditor.messages import ui_table as say
from planeditor.services.paper.filenames import free_name, safe_name
from planeditor.services.paper.order import Written
from planeditor.services.tables.tableexport import export_table
from planeditor.services.tables.tabulating import Table
from planeditor.ui.exporting.othername import offering
from planeditor.ui.exporting.targets import suggested_folder
from planeditor.ui.progress import Job, Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

Kind = Literal["xlsx", "pdf"]


def run_table_export(
    session: Session, jobs: Jobs, table: Table, target: Path, done: Callable[[Path], object]
) -> Job:
    """Write a table to ``target`` (.xlsx or .pdf); ``done`` gets the file after the status bar said so, with its warnings."""
    kind: Kind = "pdf" if target.suffix.lower() == ".pdf" else "xlsx"

    def work(progress: Progress) -> Written:
        return export_table(table.renewed(table.plan), target, fonts=jobs.fonts, progress=progress)

    def told(written: Written) -> None:
        session.told.emit("　".join([say.WRITTEN.format(file=target.name), *written.warnings]))
        done(target)

    def again(other: Path) -> None:
        run_table_export(session, jobs, table, other, done)

    return jobs.run(say.JOB[kind], Lane.BESIDE, work, told, offering(session.failed.emit, again))


def suggested_target(session: Session, kind: Kind) -> Path:
    """Where it is offered to go: the folder of the settings, else beside the plan."""
    return free_name(suggested_folder(session) / safe_name(say.FILE_NAME.format(title=session.plan.title).strip(), f".{kind}"))
