"""The note about a plan on a share or in a synchronised folder: on stderr, with every command that writes to the plan."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer

WRITING = frozenset({
    "new", "set", "undo", "redo", "import", "decide", "request", "correct", "confirm", "snapshot", "status", "revert", "progress",
    "edition", "close", "reopen", "withhold", "extend", "switch", "cover", "point", "evaluate", "redact", "report", "handover", "restore",
})  # fmt: skip
"""The commands that may change the plan; those that only read it say nothing."""


def add_advice(chosen: argparse.Namespace, answer: Answer) -> None:
    """Add the note to the answer of a command, in ``--json`` as ``notes``; its exit status stays."""
    if chosen.command not in WRITING:
        return
    from planeditor.services.working.advice import advice_for

    note = advice_for(chosen.file)
    if note:
        answer.problems.append(note)
        answer.data = answer.data | {"notes": [*answer.data.get("notes", []), note]}
