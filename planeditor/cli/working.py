"""``working``: working copies of a plan taken, put back and listed."""
from __future__ import annotations

import argparse

from planeditor.cli.output import DONE, FINDINGS, Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.messages import working as say
from planeditor.services.working.backing import check_back
from planeditor.services.working.notes import notes_of
from planeditor.services.working.places import all_copies
from planeditor.services.working.record import told
from planeditor.services.working.taking import take_working_copy
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def working(chosen: argparse.Namespace) -> Answer:
    """Take a working copy, put one back, or list those there are."""
    if chosen.take and chosen.back:
        raise KnownError(say.ONE_OF)
    if chosen.back:
        return _back(chosen)
    return _take(chosen) if chosen.take else _list(chosen)


def _take(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        taken = take_working_copy(document, chosen.to, who=current_user())
    copy, record = taken.copy.path, taken.copy.record
    data = {"written": [str(copy)], "original": record.original, "notes": taken.notes}
    return Answer([say.TAKEN.format(file=copy, original=record.original)], data, DONE, taken.notes)


def _back(chosen: argparse.Namespace) -> Answer:
    done = check_back(chosen.file, form_sets(), who=current_user(), original=chosen.original)
    result = done.result
    data = {
        "outcome": done.how, "original": str(done.original), "copy": str(done.copy), "copy_kept": done.copy_kept,
        "accepted": result.accepted if result else 0, "conflicts": result.waiting.conflicts if result else 0,
        "questions": result.waiting.questions if result else 0, "waiting": done.waiting,
        "receipt": result.receipt if result else None, "notes": done.sentences[1:],
    }
    return Answer(done.sentences, data, FINDINGS if done.waiting else DONE)


def _list(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        path, plan_id = document.path, document.plan_id
    here = [copy for copy in all_copies() if copy.record.plan_id == plan_id]
    tokens = {copy.record.token for copy in here}
    others = [note for note in notes_of(path) if note.token not in tokens]
    lines = [
        (say.LINE_DONE if copy.is_done else say.LINE_HERE).format(
            since=told(copy.record.since), file=copy.path, done=told(copy.record.done)
        )
        for copy in here
    ] + [say.LINE_OTHER.format(who=note.who, terminal=note.terminal, since=told(note.since)) for note in others]
    data = [
        {
            "path": str(copy.path), "original": copy.record.original, "who": copy.record.who, "terminal": copy.record.terminal,
            "since": copy.record.since, "here": True, "done": copy.record.done or None,
        }
        for copy in here
    ] + [
        {"path": None, "original": str(path), "who": n.who, "terminal": n.terminal, "since": n.since, "here": False, "done": None}
        for n in others
    ]
    return Answer(lines or [say.NO_COPIES], {"copies": data})
