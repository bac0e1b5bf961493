"""What a command says: lines or one JSON document, an exit status, and a progress bar on a terminal."""
from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Plan
from planeditor.messages import cli as say
from planeditor.services.paper.order import Written
from planeditor.services.transport.files import json_text

DONE, FINDINGS, USAGE = 0, 1, 2


@dataclass(slots=True)
class Answer:
    """The answer of one command."""

    lines: Iterable[str] = ()
    data: dict[str, Any] = field(default_factory=dict)
    status: int = DONE
    problems: list[str] = field(default_factory=list)
    """Sentences for stderr."""

    def tell(self, *, as_json: bool) -> None:
        """Print it."""
        if as_json:
            print(json_text(self.data))
        else:
            for line in self.lines:
                print(line)
        for problem in self.problems:
            print(problem, file=sys.stderr)


def written_data(written: Written) -> dict[str, Any]:
    """What ``--json`` tells of files that were written."""
    return {"written": [str(path) for path in written.paths], "pages": written.pages, "warnings": written.warnings}


def progress_bar(label: str) -> Callable[[int, int], None]:
    """A bar on the terminal's stderr for work that takes over a second; silent elsewhere."""
    started = time.monotonic()
    shown = False

    def show(done: int, total: int) -> None:
        nonlocal shown
        if not sys.stderr.isatty() or (not shown and time.monotonic() - started < 1.0):
            return
        shown = True
        width = 30
        filled = width * done // max(total, 1)
        bar = "■" * filled + "□" * (width - filled)
        text = say.PROGRESS.format(label=label, done=done, total=total)
        print(f"\r{bar} {text}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def period_label(plan: Plan, vocabulary: Vocabulary, key: str) -> str:
    """A period as answers name it, "" for none."""
    return vocabulary.label_of_period(plan, key)
