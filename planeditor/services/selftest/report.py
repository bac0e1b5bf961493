"""The result of the self-test as text that a clerk can send: no text of any plan, no name of the user."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import planeditor
from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.files import write_whole
from planeditor.messages import selftest as say
from planeditor.messages import ui_main as say_main
from planeditor.services.selftest.step import Step
from planeditor.services.selftest.terminal import without_home


def step_lines(step: Step) -> list[str]:
    """One step as it is shown: its mark, its name, what was found."""
    detail = say.DETAIL.format(detail=step.detail) if step.detail else ""
    head = say.STEP.format(mark=say.MARKS[step.passed], name=say.STEPS[step.name], detail=detail)
    return [head, *(say.LINE.format(line=one) for one in step.lines)]


def closing_lines(steps: Sequence[Step]) -> list[str]:
    """What it all comes to, and where the log is."""
    failed = sum(not step.passed for step in steps)
    return [say.NOT_ALL.format(count=failed) if failed else say.ALL_PASSED, say.LOG.format(file=paths.log_file())]


def report(steps: Sequence[Step], facts: Sequence[tuple[str, str]], moment: datetime) -> str:
    """The whole report."""
    title = say.TITLE.format(
        program=say_main.PROGRAM, version=planeditor.__version__, moment=f"{moment:%Y-%m-%d %H:%M}"
    )
    told = [say.FACT.format(name=name, text=text) for name, text in facts]
    shown = [line for step in steps for line in step_lines(step)]
    blocks = [title, say.NO_CONTENT, "", *closing_lines(steps), "", say.STEPS_HEAD, *shown, "", say.FACTS_HEAD, *told, ""]
    return without_home("\n".join(blocks))


def write_report(text: str, file: Path) -> None:
    """Write the report where it was asked for, as text that the simplest editor of Windows shows. Raises ``KnownError``."""
    try:
        write_whole(file, text.replace("\n", "\r\n").encode("utf-8-sig", "replace"))
    except OSError:
        raise KnownError(say.CANNOT_WRITE.format(folder=file.parent)) from None
