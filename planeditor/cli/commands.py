"""The commands by name. Only the module of the one that was chosen is loaded: a command starts as quickly as what it needs."""
from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import cast

from planeditor.cli.output import Answer
from planeditor.cli.places import add_advice

COMMANDS = {
    "new": "making.new", "show": "editing.show", "set": "editing.set_entry", "undo": "editing.undo", "redo": "editing.redo",
    "import": "intake.import_files", "submissions": "submissions.submissions", "decide": "intake.decide",
    "request": "requesting.request", "correct": "correcting.correct", "confirm": "confirming.confirm",
    "snapshot": "snapshots.snapshot", "states": "snapshots.list_states", "status": "snapshots.status", "revert": "snapshots.revert",
    "progress": "progress.progress",
    "report": "meeting.report", "papers": "meeting.papers", "compare": "comparing.compare_states",
    "edition": "editions.edition", "export": "outgoing.export", "close": "closing.close", "reopen": "closing.reopen",
    "publish": "publishing.publish", "withhold": "publishing.withhold", "archive": "archiving.archive", "course": "archiving.course",
    "extend": "closing.extend", "switch": "switching.switch", "cover": "coverage.cover", "point": "points.point",
    "evaluate": "evaluating.evaluate", "check": "checking.check_plan",
    "handover": "handover.handover",
    "working": "working.working", "lock": "locking.lock",
    "redact": "redacting.redact", "log": "history.log",
    "backup": "backups.backup", "restore": "backups.restore",
    "verify": "keeping.verify", "forms": "keeping.list_forms", "self-test": "keeping.self_test",
}
"""Command -> module of this package and function: it takes the parsed words and gives an answer."""


def run(chosen: argparse.Namespace) -> Answer:
    """Run the command that was chosen."""
    answer = command(chosen.command)(chosen)
    add_advice(chosen, answer)
    return answer


def command(name: str) -> Callable[[argparse.Namespace], Answer]:
    """What runs a command."""
    module, _, function = COMMANDS[name].partition(".")
    found = getattr(importlib.import_module(f"planeditor.cli.{module}"), function)
    return cast("Callable[[argparse.Namespace], Answer]", found)
