"""Taking files in, and deciding what waits."""
from __future__ import annotations

import argparse
from typing import Any

from planeditor.cli.output import DONE, FINDINGS, Answer, progress_bar
from planeditor.cli.plan_name import require_plan_name
from planeditor.cli.sets import form_sets
from planeditor.messages import cli as say
from planeditor.services.backups.taking import take_if_possible
from planeditor.services.intake import deciding
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.waiting import waiting
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def import_files(chosen: argparse.Namespace) -> Answer:
    """Take files in."""
    require_plan_name(chosen.file)
    trouble = take_if_possible(chosen.file, "import") if chosen.file.exists() else ""
    importer = Importer(chosen.file, form_sets(), who=current_user(), accept=chosen.accept)
    results = importer.run(chosen.sources, progress_bar(say.PROGRESS_IMPORT))
    lines = []
    for result in results:
        if result.outcome != "refused":
            lines.append(say.FILE_LINE.format(file=result.file, message=result.message))
            lines += [f"  {note}" for note in result.notes]
    problems = [r.message for r in results if r.outcome == "refused"]
    open_ends = bool(problems) or any(r.waiting.total or r.unread for r in results)
    problems += [trouble] if trouble else []
    return Answer(lines, {"files": [_file_data(r) for r in results]}, FINDINGS if open_ends else DONE, problems)


def _file_data(result: FileResult) -> dict[str, Any]:
    waiting = result.waiting
    return {
        "file": result.file, "outcome": result.outcome, "message": result.message, "accepted": result.accepted,
        "conflicts": waiting.conflicts, "questions": waiting.questions, "notation": waiting.notation,
        "remarks": waiting.remarks, "waiting": waiting.total, "unread": result.unread, "unchanged": result.unchanged,
        "receipt": result.receipt, "notes": result.notes,
    }


def decide(chosen: argparse.Namespace) -> Answer:
    """Decide what waits of one import."""
    with Document.open(chosen.file, who=current_user()) as document:
        vocabulary = form_sets().of_file(document).vocabulary
        count = deciding.decide(
            document, vocabulary, chosen.receipt, chosen.accept, who=current_user(), measure=chosen.measure,
            field=chosen.field, why=chosen.why,
        )
        left = len(waiting(document, chosen.receipt))
    line = (say.DONE_DECLINE if chosen.accept == "none" else say.DONE_DECIDE).format(count=count)
    further = [say.LEFT_UNDECIDED.format(receipt=chosen.receipt, count=left)] if left else []
    return Answer([line, *further], {"decided": count, "accept": chosen.accept, "waiting": left})
